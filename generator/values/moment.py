"""When something is due: on a date, or a time after the Effective Date when that date is not fixed yet."""

from __future__ import annotations

from typing import Annotated, Any


from generator.values.date import Date
from generator.values.duration import Duration
from generator.values.word_value import Words, WordValue, wrong


class AfterStart(WordValue, frozen=True):
    """A time after the Effective Date, for what cannot be dated before that is fixed."""

    length: Duration

    @classmethod
    def parse(cls, raw: object) -> AfterStart:
        return cls(Duration.parse(raw))

    def words(self) -> str:
        return self.length.words()

    def __str__(self) -> str:
        return f"{self.length} after the Effective Date"


def parse_moment(raw: object) -> Date | AfterStart:
    """A date, or a length of time counted from the Effective Date."""
    if isinstance(raw, Date | AfterStart):
        return raw
    for kind in (Date, AfterStart):
        try:
            return kind.parse(raw)
        except ValueError:
            continue
    raise wrong("a date or a time after the Effective Date", raw, "write “2026-09-30” or “6 months”")


_SCHEMA: dict[str, Any] = {"anyOf": [Date.json_schema(), Duration.json_schema()]}
Moment = Annotated[Date | AfterStart, Words("Moment", parse_moment, _SCHEMA)]
