"""The coded terms of one filed agreement, and where its deal says each: `examples/filings/terms/<name>.yaml` -> `Terms`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from generator.deal import DealError, Fault
from generator.deal.part import Part
from generator.deal.read import make, read_text
from generator.library.source import FrontMatterFault, read_yaml

Dimension = Literal[
    "trigger", "notice", "cure", "payment", "wind_down", "ip", "restriction", "survival", "dispute", "success", "governance", "renewal",
    "assignment", "other",
]  # fmt: skip
How = Literal["native", "custom", "lost"]
DIMENSIONS: tuple[str, ...] = get_args(Dimension)
HOW: tuple[str, ...] = get_args(How)


class Term(Part):
    """One coded term. `at`: paths of the deal with ids in them. `words`: which part of a native term its event or note carries."""

    id: str
    dimension: Dimension
    term: str
    how: How
    at: list[str] = []
    prints: str | None = None
    words: str | None = None
    why: str | None = None


class Terms(Part):
    """`title`: what kind of agreement it is, where and when; facts only."""

    title: str
    terms: list[Term]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A claim that does not hold. `id`: that of the term; empty where the fault is of the whole file."""

    file: str
    id: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.id, self.reason) if part)


def read_terms(path: Path) -> Terms | list[Wrong]:
    """A terms file, or all that is wrong with its form."""
    try:
        raw, _ = read_yaml(read_text(path))
    except FrontMatterFault as fault:
        return [Wrong(path.name, "", f"line {fault.line}: {fault.message}")]
    except DealError as error:
        return [Wrong(path.name, "", fault.message) for fault in error.faults]
    if not isinstance(raw, dict):
        return [Wrong(path.name, "", "a terms file has two keys: “title” and “terms”")]
    try:
        return make(Terms, raw)
    except DealError as error:
        return [_wrong(path.name, fault, raw) for fault in error.faults]


def _wrong(file: str, fault: Fault, raw: dict[str, object]) -> Wrong:
    """The fault with the id of the term it is in: nobody counts to the 37th element of a list."""
    steps = fault.pointer.split("/")[1:]
    listed = raw.get("terms")
    if len(steps) > 1 and isinstance(listed, list):
        term = listed[int(steps[1])]
        id = term.get("id", "") if isinstance(term, dict) else ""
        return Wrong(file, id or f"element {int(steps[1]) + 1} of terms", ": ".join([*filter(None, [".".join(steps[2:])]), fault.message]))
    return Wrong(file, "", ": ".join([*steps, fault.message]))
