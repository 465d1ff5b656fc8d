"""What several checks ask of a deal: whether a clause is left out, how long a length is at most, on which day something is due."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.checks.view import View
from generator.deal.trigger import BySide
from generator.exit import add, last_day
from generator.values import AfterStart, Compound, Date, Duration

# Kinds of alliance whose point is to sell.
SELLING = ("referral", "reseller", "co_marketing", "co_selling")
# Renewals that come unless a side stops them.
BY_ITSELF = ("auto", "auto_if_healthy")


def left_out(view: View, clause: str) -> str:
    """The path of the choice that leaves a clause out of the papers; empty while it is in."""
    choice = view.deal.clauses.get(clause)
    if choice and choice.leave_out:
        return f"clauses.{clause}.leave_out"
    return f"clauses.{clause}.include" if choice and choice.include is False else ""


def is_change_of_another(view: View) -> bool:
    """Whether the deal only changes the exits of an agreement that stands, and the business is in that one."""
    return view.deal.rider is not None


def start_of(view: View) -> datetime.date | None:
    """The Effective Date, where it is fixed."""
    start = view.deal.term.effective_date
    return start.day if isinstance(start, Date) else None


def end_of(view: View) -> datetime.date | None:
    """The last day of the Initial Term, where it can be computed."""
    return view.once(_end)


def _end(view: View) -> datetime.date | None:
    start, initial = start_of(view), view.deal.term.initial
    return last_day(start, initial) if start and isinstance(initial, Duration) else None


def due_day(view: View, due: object) -> datetime.date | None:
    """The day on which something is due: a date, or a time after an Effective Date that is fixed."""
    if isinstance(due, Date):
        return due.day
    start = start_of(view)
    return add(start, due.length) if start and isinstance(due, AfterStart) else None


def lengths(value: Any) -> Iterator[Duration]:
    """The fixed lengths in a cell that is a length, a choice of lengths, or one for each side."""
    if isinstance(value, Duration):
        yield value
    elif isinstance(value, Compound):
        yield from value.fixed()
    elif isinstance(value, BySide):
        yield from (one for one in (value.a, value.b) if isinstance(one, Duration))


def longest(value: Any) -> Duration | None:
    """The longest of the lengths a value states; None if it states none."""
    return max(lengths(value), key=Duration.about_days, default=None)


def shortest(value: Any) -> Duration | None:
    """The shortest of the lengths a value states; None if it states none."""
    return min(lengths(value), key=Duration.about_days, default=None)


def has_joint_customers(view: View) -> bool:
    """Whether the alliance may win customers together."""
    alliance, deal = view.deal.alliance, view.deal
    named = isinstance(alliance.customers, str) or isinstance(alliance.joint_solution, str)
    return named or deal.commercial.registered_deals or bool(deal.wind_down.groups)


_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000}
_NUMBER = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*(thousand|million|billion|bn|k|m)?\b", re.IGNORECASE)


@lru_cache(maxsize=4096)  # most words of a deal are those of the deal before
def first_number(words: str) -> Decimal | None:
    """The first number in words, scaled.

    >>> first_number("GBP 1,200,000 a quarter"), first_number("1.5 million"), first_number("none yet")
    (Decimal('1200000'), Decimal('1500000.0'), None)
    """
    match = _NUMBER.search(words)
    return Decimal(match[1].replace(",", "")) * _SCALES.get((match[2] or "").lower(), 1) if match else None
