"""What a deal says, place by place, and how a message names things."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from generator.bind import BoundTrigger
from generator.deal import Deal
from generator.deal.deal import ClauseChoice
from generator.deal.part import Item
from generator.deal.rider import RiderBase
from generator.deal.success import Kpi
from generator.values import AfterStart, Compound, Date, Duration, Money, Open, Percent, Place, is_open

# Records about the deal that no paper prints, and clause numbers of another paper.
_NOT_PRINTED: dict[type, tuple[str, ...]] = {
    Deal: ("accepted", "sources"), RiderBase: ("clauses",), ClauseChoice: ("because", "leave_out"),
}  # fmt: skip


def said(deal: Deal) -> list[tuple[str, Any]]:
    """Every value the deal file states that may be printed, with its path; defaults and ids are passed over."""
    found: list[tuple[str, Any]] = []
    _gather(deal, "", found)
    return found


# The kinds of values nothing else is in; asked first, for most of a deal is of them.
_WHOLE: frozenset[type] = frozenset((str, int, bool, AfterStart, Compound, Date, Duration, Money, Open, Percent, Place))


def _gather(value: Any, path: str, found: list[tuple[str, Any]]) -> None:
    kind: type = type(value)
    if kind in _WHOLE:
        found.append((path, value))
    elif (fields := _fields(kind)) is not None:
        stated, held, before = value.model_fields_set, value.__dict__, f"{path}." if path else ""
        for name, called in fields:
            if name in stated:
                inner = held[name]
                if type(inner) in _WHOLE:
                    found.append((before + called, inner))
                elif inner is not None:
                    _gather(inner, before + called, found)
    elif kind is list or kind is tuple:
        for inner in value:
            _gather(inner, f"{path}.{inner.id}" if isinstance(inner, Item) else path, found)
    elif is_open(value):
        found.append((path, Open.parse(value)))
    elif isinstance(value, dict):
        for key, inner in value.items():
            _gather(inner, f"{path}.{key}", found)
    elif value is not None:
        found.append((path, value))


@cache
def _fields(kind: type) -> tuple[tuple[str, str], ...] | None:
    """The fields of a part that may be printed, each with its name in the deal file; None for what is no part."""
    if not issubclass(kind, BaseModel):
        return None
    left_out = ("id", *_NOT_PRINTED.get(kind, ()))
    return tuple((name, info.alias or name) for name, info in kind.model_fields.items() if name not in left_out)


def listed(names: Sequence[str], most: int = 8) -> str:
    """“a”, “a and b”, “a, b and c”; a long list is cut: “a, b and 5 more”."""
    shown = list(names) if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} more"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def counted(n: int, noun: str) -> str:
    """“1 blank”, “3 blanks”."""
    return f"{n} {noun}{'' if n == 1 else 's'}"


def called(trigger: BoundTrigger) -> str:
    """“Loss of data” (t9): an exit by its own title, else that of its kind."""
    title = trigger.own.title
    return f"“{title if isinstance(title, str) else trigger.clause.front.title}” ({trigger.id})"


def kpi_called(kpi: Kpi) -> str:
    """“Joint pipeline” (k1); the id alone while its name is open."""
    return f"“{kpi.name}” ({kpi.id})" if isinstance(kpi.name, str) else f"KPI {kpi.id}"
