"""Dates, always ISO 8601 in the deal file: "2026-03-01" cannot be read two ways."""

from __future__ import annotations

import datetime
import re
from typing import Any, ClassVar


from generator.values.word_value import WordValue, wrong


class Date(WordValue, frozen=True, order=True):
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
            raise _two_ways(raw) or wrong("a date", raw, allowed + _meant(raw))
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


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _two_ways(raw: object) -> ValueError | None:
    """The refusal of a date that two readers would read differently."""
    match = re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", raw.strip()) if isinstance(raw, str) else None
    if match is None:
        return None
    one, two, year = int(match[1]), int(match[3]), match[4]
    ways = dict.fromkeys(f"{year}-{m:02}-{d:02}" for d, m in ((one, two), (two, one)) if 1 <= m <= 12 and 1 <= d <= 31)
    if not ways:
        return None
    can = "is not a date as the deal file writes it" if len(ways) == 1 else "can be read as 2 dates"
    return ValueError(f"“{raw}” {can}; write {' or '.join(f'“{way}”' for way in ways)}")


def _meant(raw: object) -> str:
    """The usual way of writing a date, put right.

    >>> _meant("March 1, 2026"), _meant("1st mar 2026"), _meant("soon")
    ('; nearest: “2026-03-01”', '; nearest: “2026-03-01”', '')
    """
    words = re.findall(r"[a-z]+|\d+", raw.lower()) if isinstance(raw, str) else []
    month = next((n for n, name in enumerate(_MONTHS, 1) if any(word.startswith(name) for word in words)), 0)
    numbers = [int(word) for word in words if word.isdigit()]
    if not month or len(numbers) != 2 or not 1 <= numbers[0] <= 31 or not 1900 <= numbers[1] <= 2200:
        return ""
    return f"; nearest: “{numbers[1]}-{month:02}-{numbers[0]:02}”"
