"""What a deal says, place by place, and how a message names things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from generator.bind import BoundTrigger
from generator.deal import Deal
from generator.deal.part import Item
from generator.deal.success import Kpi
from generator.values import Open, is_open

# Records about the deal that no paper prints, and clause numbers of another paper.
_NOT_PRINTED = ("accepted", "sources", "rider.base.clauses")


def said(deal: Deal) -> Iterator[tuple[str, Any]]:
    """Every value the deal file states that may be printed, with its path; defaults and ids are passed over."""
    for path, value in _leaves(deal, ""):
        if not path.startswith(_NOT_PRINTED) and not (path.startswith("clauses.") and path.endswith((".because", ".leave_out"))):
            yield path, value


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel):
        stated = value.model_fields_set
        for name, called in _fields(type(value)):
            if name in stated:
                yield from _leaves(getattr(value, name), f"{path}.{called}" if path else called)
    elif is_open(value):
        yield path, Open.parse(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner, f"{path}.{inner.id}" if isinstance(inner, Item) else path)
    elif value is not None:
        yield path, value


@cache
def _fields(shape: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a part but its id, each with its name in the deal file."""
    return tuple((name, info.alias or name) for name, info in shape.model_fields.items() if name != "id")


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
