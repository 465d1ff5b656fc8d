"""What a path leads to, and when two answers are the same: neither can be told from the other by anything a paper prints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeAlias

from pydantic import BaseModel

from msgspec import Struct

from generator.bind import BoundFee, BoundTrigger
from generator.bind.params import Params
from generator.deal.alliance import Deliverable, Investment
from generator.deal.exit import AgreedDamages
from generator.deal.ip import Allocation
from generator.deal.success import Gate, Kpi
from generator.document.inlines import Inlines
from generator.values import Money, Open, Percent, WordValue


class Hit(Struct, frozen=True):
    """What a path led to: the value, its home, the last field name, and whether it is a word of a closed set.

    `beside_open`: a detail of a value that is open as a whole (`trigger.cure.classes` of an open cure). Its blank prints
    once, for the whole; on its own the detail counts as not there.
    """

    path: str
    value: Any
    field: str = ""
    closed: bool = False
    beside_open: bool = False


class Phrase(Struct, frozen=True):
    """A value that is words already."""

    inlines: Inlines


# Where a path starts, and its steps. It starts at the deal (“”), at what has a home of its own there (“exit.triggers.t3”,
# “fees.f1”), or at the parameters of a clause or an exit (“clauses.gen.notices.params”).
Question: TypeAlias = tuple[str, tuple[str, ...]]
# A last step that asks only whether there is something; no name of a deal is written so.
THERE = "?"
# What has a home of its own: a list of such is known by where they are, for what is read of them is asked for.
AT_HOME = frozenset((BoundTrigger, BoundFee, AgreedDamages, Kpi, Gate, Investment, Deliverable, Allocation))
_PLAIN = frozenset((str, int, bool, type(None), Decimal, frozenset))


def is_there(hit: Hit) -> bool:
    """Whether there is something: an open value counts, a detail of one that is open as a whole does not."""
    value: Any = None if hit.beside_open else hit.value
    kind: type = type(value)
    return bool(value.inlines) if kind is Phrase else kind is Open or BaseModel in kind.__mro__ or bool(value)


def is_whole(hit: Hit) -> bool:
    """Whether the answer has nothing of a deal to be read further: then one that is the same can stand for it."""
    kind = type(hit.value)
    return kind in _PLAIN or kind is Phrase or WordValue in kind.__mro__


def same_hit(one: Hit, other: Hit) -> bool:
    """Whether two answers are the same."""
    return same_but_value(one, other) and same(one.value, other.value)


def same_but_value(one: Hit, other: Hit) -> bool:
    """Whether two answers are the same in all but the value."""
    return one.path == other.path and one.closed == other.closed and one.beside_open == other.beside_open and one.field == other.field


def same(one: Any, other: Any) -> bool:
    """Whether two values of deals cannot be told apart by anything a paper prints. What is not known here is never the same.

    >>> same(Percent.parse("80%"), Percent.parse("80%")), same(Percent.parse("80%"), Percent.parse("80.0%")), same(1, True)
    (True, False, False)
    """
    kind = type(one)
    if one is other:
        return True
    if kind in AT_HOME and kind is type(other):
        mine, theirs = (value.own if kind in (BoundTrigger, BoundFee) else value for value in (one, other))
        return bool(mine.id == theirs.id)  # what a text reads of it, it asks for
    if (kind is list or kind is tuple) and kind is type(other):
        return len(one) == len(other) and all(map(same, one, other))
    return alike(one, other)


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same in everything they hold, as it is written; also what has a home of its own."""
    kind = type(one)
    if one is other or kind is not type(other):
        return one is other
    if kind in _PLAIN or kind is Phrase:
        return bool(one == other)
    if kind is Params:
        return one.declared is other.declared and bool(one.homes == other.homes) and _each_alike(one.values, other.values)
    if BaseModel in kind.__mro__:  # pydantic's own issubclass takes ten times as long
        return _each_alike(one.__dict__, other.__dict__)
    if kind is dict:
        return _each_alike(one, other)
    if kind is list or kind is tuple:
        return len(one) == len(other) and all(map(alike, one, other))
    if WordValue in kind.__mro__:
        # Equal numbers may be written with more or fewer decimals, and print so.
        return bool(one == other) and (kind not in (Money, Percent) or str(one) == str(other))
    return False


def _each_alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two dictionaries have the same keys in the same order, with values that are alike; most are the very same None."""
    if list(one) != list(other):
        return False
    for mine, theirs in zip(one.values(), other.values(), strict=True):  # noqa: SIM110  # in half the time
        if mine is not theirs and not alike(mine, theirs):
            return False
    return True
