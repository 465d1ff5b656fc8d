"""Values of a deal: parse and say, one file for each kind."""

from generator.values.date import Date
from generator.values.duration import COMPOUND_SCHEMA, Compound, Duration, Period, parse_period
from generator.values.moment import AfterStart, Moment, parse_moment
from generator.values.money import Currency, Money
from generator.values.open import Open, OrOpen, is_open
from generator.values.percent import Percent
from generator.values.place import Place
from generator.values.text import Slug, Text, clean_text, nearest, show_hidden
from generator.values.word_value import Words, WordValue, shown, wrong

__all__ = [
    "COMPOUND_SCHEMA",
    "AfterStart",
    "Compound",
    "Currency",
    "Date",
    "Duration",
    "Moment",
    "Money",
    "Open",
    "OrOpen",
    "Percent",
    "Period",
    "Place",
    "Slug",
    "Text",
    "WordValue",
    "Words",
    "clean_text",
    "is_open",
    "nearest",
    "parse_moment",
    "parse_period",
    "show_hidden",
    "shown",
    "wrong",
]  # fmt: skip
