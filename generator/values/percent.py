"""Percentages, "80%": a number from 0 to 1,000 with up to two decimals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ClassVar


from generator.values.word_value import WordValue, wrong


class Percent(WordValue, frozen=True, order=True):
    """
    >>> Percent.parse("62.5%").words()
    '62.5%'
    """

    number: Decimal

    PATTERN: ClassVar[str] = r"^\d{1,4}(\.\d{1,2})?%$"
    EXAMPLES: ClassVar[tuple[Any, ...]] = ("80%", "62.5%")
    DESCRIPTION: ClassVar[str] = "A percentage."

    @classmethod
    def parse(cls, raw: object) -> Percent:
        match = re.fullmatch(r"(\d{1,4}(?:\.\d{1,2})?) ?%", raw.strip()) if isinstance(raw, str) else None
        if match is None or Decimal(match[1]) > 1000:
            meant = f"; nearest: “{raw}%”" if re.fullmatch(r"\d{1,3}(\.\d{1,2})?", str(raw)) and not isinstance(raw, float) else ""
            raise wrong("a percentage", raw, f"write it as “80%” or “62.5%”, at most 1000%{meant}")
        return cls(Decimal(match[1]))

    def words(self) -> str:
        return f"{self.number}%"

    def __str__(self) -> str:
        return self.words()
