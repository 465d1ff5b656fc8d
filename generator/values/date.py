"""Dates, always ISO 8601 in the deal file: "2026-03-01" cannot be read two ways."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any, ClassVar

from generator.values.word_value import WordValue, wrong


@dataclass(frozen=True, slots=True, order=True)
class Date(WordValue):
    """
    >>> Date.parse("2026-03-01").day.isoformat()
    '2026-03-01'
    """

    day: datetime.date

    PATTERN: ClassVar[str] = r"^\d{4}-\d{2}-\d{2}$"
    EXAMPLES: ClassVar[tuple[Any, ...]] = ("2026-03-01",)
    DESCRIPTION: ClassVar[str] = "A date: year, month, day."

    @classmethod
    def parse(cls, raw: object) -> Date:
        allowed = "write year-month-day, such as “2026-03-01”"
        if not isinstance(raw, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw.strip()):
            raise wrong("a date", raw, allowed)
        try:
            day = datetime.date.fromisoformat(raw.strip())
        except ValueError:
            raise wrong("a date in the calendar", raw, allowed) from None
        if not 1900 <= day.year <= 2200:
            raise wrong("a date between 1900 and 2200", raw, allowed)
        return cls(day)

    def words(self) -> str:
        return self.day.isoformat()

    def __str__(self) -> str:
        return self.words()
