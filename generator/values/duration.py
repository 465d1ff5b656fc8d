"""Lengths of time. "90 days", "10 business days", "12 months"; the unit is never lost, because 3 months is not 90 days.

Compounds hold a choice: {"longer_of": ["18 months", "each customer's contract term"]}.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal


from generator.values.text import clean_text, nearest
from generator.values.word_value import Words, WordValue, wrong

Unit = Literal["hour", "day", "business day", "week", "month", "quarter", "year"]

# Only for putting lengths in order; never for counting a date (exit/counting.py counts).
_ABOUT_DAYS: dict[str, Fraction] = {
    "hour": Fraction(1, 24),
    "day": Fraction(1),
    "business day": Fraction(7, 5),
    "week": Fraction(7),
    "month": Fraction(36525, 1200),
    "quarter": Fraction(36525, 400),
    "year": Fraction(36525, 100),
}
LONGEST_YEARS = 999  # several of these in a row still end in a year of four digits
_ALLOWED = "write a whole number and a unit, such as “90 days”, “10 business days”, “6 weeks”, “12 months” or “3 years”"


class Duration(WordValue, frozen=True):
    """A whole number of one unit of time.

    >>> Duration.parse("10 business days")
    Duration(n=10, unit='business day')
    >>> Duration.parse("1 month").words(), Duration.parse("0 days").words()
    ('1 month', '0 days')
    """

    n: int
    unit: Unit

    PATTERN: ClassVar[str] = r"^\d{1,4} (hour|day|business day|week|month|quarter|year)s?$"
    EXAMPLES: ClassVar[tuple[Any, ...]] = ("90 days", "10 business days", "12 months")
    DESCRIPTION: ClassVar[str] = "A length of time: a whole number and a unit."

    @classmethod
    def parse(cls, raw: object) -> Duration:
        if not isinstance(raw, str):
            raise wrong("a length of time", raw, _ALLOWED)
        words = re.sub(r"\s+", " ", raw.strip().lower())
        words = words.replace("calendar day", "day").replace("working day", "business day")
        match = re.fullmatch(r"(\d{1,4}) (hour|day|business day|week|month|quarter|year)s?", words)
        if match is None:
            raise wrong("a length of time", raw, _ALLOWED + _meant(words))
        if match[2] == "year" and int(match[1]) > LONGEST_YEARS:
            raise ValueError(f"“{raw}” is too long to count dates with; write at most {LONGEST_YEARS} years")
        return cls(int(match[1]), match[2])  # type: ignore[arg-type]  # the pattern admits only units

    def words(self) -> str:
        return f"{self.n} {self.unit}{'' if self.n == 1 else 's'}"

    def __str__(self) -> str:
        return self.words()

    def about_days(self) -> Fraction:
        """Rough length in days, good enough to compare two lengths and for nothing else."""
        return _about_days(self.n, self.unit)


@lru_cache(maxsize=4096)  # the checks of a deal ask for the same few over and over, and fractions are slow
def _about_days(n: int, unit: str) -> Fraction:
    return n * _ABOUT_DAYS[unit]


def _meant(words: str) -> str:
    """
    >>> _meant("12 mnths"), _meant("90days"), _meant("soon")
    ('; nearest: “12 months”', '; nearest: “90 days”', '')
    """
    match = re.fullmatch(r"(\d{1,4}|[a-z]+)[ -]?([a-z][a-z ]*)", words)
    if match is None:
        return ""
    n = match[1] if match[1].isdigit() else _NUMBERS.get(match[1], "")
    unit = next((unit for unit in _ABOUT_DAYS if nearest(match[2].removesuffix("s"), [unit])), "")
    return f"; nearest: “{n} {unit}{'' if n == '1' else 's'}”" if n and unit else ""


_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    "twelve": "12", "fifteen": "15", "eighteen": "18", "twenty": "20", "thirty": "30", "sixty": "60", "ninety": "90",
}  # fmt: skip


class Compound(WordValue, frozen=True):
    """The longer or the shorter of several lengths; an item may be words for a length only the facts will show."""

    rule: Literal["longer_of", "shorter_of"]
    items: tuple[Duration | str, ...]

    @classmethod
    def parse(cls, raw: object) -> Compound:
        allowed = 'write {"longer_of": ["18 months", "each customer\'s contract term"]} or the same with “shorter_of”'
        if not isinstance(raw, dict) or len(raw) != 1 or next(iter(raw)) not in ("longer_of", "shorter_of"):
            raise wrong("a length of time", raw, allowed)
        rule, items = next(iter(raw.items()))
        if not isinstance(items, list) or len(items) < 2:
            raise wrong("a list of two or more lengths", items, allowed)
        return cls(rule, tuple(_item(item) for item in items))

    def words(self) -> dict[str, list[str]]:
        return {self.rule: [item if isinstance(item, str) else item.words() for item in self.items]}

    def __str__(self) -> str:
        listed = [str(item) for item in self.items]
        return f"the {self.rule.removesuffix('_of')} of {', '.join(listed[:-1])} and {listed[-1]}"

    def fixed(self) -> list[Duration]:
        """The items that are lengths and not words."""
        return [item for item in self.items if isinstance(item, Duration)]


def _item(raw: object) -> Duration | str:
    try:
        return Duration.parse(raw)
    except ValueError:
        return clean_text(raw)


def parse_period(raw: object) -> Duration | Compound:
    """A length, or the longer or shorter of several."""
    if isinstance(raw, Duration | Compound):
        return raw
    return Compound.parse(raw) if isinstance(raw, dict) else Duration.parse(raw)


COMPOUND_SCHEMA: dict[str, Any] = {
    "type": "object",
    "maxProperties": 1,
    "minProperties": 1,
    "properties": {rule: {"type": "array", "minItems": 2, "items": {"type": "string"}} for rule in ("longer_of", "shorter_of")},
    "additionalProperties": False,
}
Period = Annotated[
    Duration | Compound,
    Words("Period", parse_period, {"anyOf": [Duration.json_schema(), COMPOUND_SCHEMA]}),
]
