"""Expressions -> values. A small evaluator of the nodes of library/expression.py, with open values and a memory of what was read.

Nothing here can call, import or reach outside the deal, the bound triggers and the computed names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias, get_args, get_origin

from pydantic import BaseModel

from generator.bind import Bound, BoundFee, BoundTrigger
from generator.bind.params import Params
from generator.deal.exit import AgreedDamages
from generator.deal.keys import arms
from generator.deal.part import Item
from generator.document.phrases import trigger_phrase
from generator.document.say import MAIN_FIELDS, Style
from generator.document.sums import damages_phrase, fee_phrase
from generator.document.tree import Inlines
from generator.exit import compute
from generator.library.expression import Path
from generator.library.names import DAMAGES, FEE, TRIGGER
from generator.library.shape import field_of
from generator.values import Open, WordValue


class Hit(NamedTuple):
    """What a path led to: the value, its home, the last field name, and whether it is a word of a closed set.

    `beside_open`: a detail of a value that is open as a whole (`trigger.cure.classes` of an open cure). Its blank prints
    once, for the whole; on its own the detail counts as not there.
    """

    path: str
    value: Any
    field: str = ""
    closed: bool = False
    beside_open: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A value that is words already."""

    inlines: Inlines


# Where a path starts, its steps, and what they led to.
Known: TypeAlias = dict[tuple[str, tuple[str, ...]], Hit]


@dataclass
class Scope:
    """Everything a text may read while one clause is filled. `reads` collects the paths that were looked at.

    `known`: what paths of the deal and of its exits led to before, in this paper; a paper asks for the same few again and again.
    """

    bound: Bound
    style: Style
    clauses: frozenset[str] | None = None
    variables: dict[str, Hit] = field(default_factory=dict)
    params: Params | None = None
    reads: list[str] = field(default_factory=list)
    known: Known = field(default_factory=dict)

    def having(self, **more: Hit) -> Scope:
        """The same with more variables; reads go on into the same list."""
        return Scope(self.bound, self.style, self.clauses, self.variables | more, self.params, self.reads, self.known)

    def look_up(self, path: Path) -> Hit:
        """Follow a path. Every path was checked when the library was loaded; KeyError means a hole in that check."""
        name = path.parts[0]
        if name == "clauses":
            if self.clauses is None:
                raise KeyError("`clauses` is not known yet")
            return Hit("clauses", self.clauses)
        if name == "params":
            hit = self._follow(self._param(path.parts[1]), path.parts[2:])
        elif (start := self.variables.get(name)) is None:
            hit = self._known("", path.parts)
        elif isinstance(start.value, BoundTrigger):
            hit = self._known(start.path, path.parts[1:], start)
        else:
            hit = self._follow(start, path.parts[1:])
        self.reads.append(hit.path or str(path))
        return hit

    def _known(self, home: str, steps: tuple[str, ...], start: Hit | None = None) -> Hit:
        """What steps lead to from an exit, or from the deal where there is no `start`; followed once."""
        hit = self.known.get((home, steps))
        if hit is None:
            if start is not None:
                hit = self._follow(start, steps)
            elif steps[0] == "computed":
                hit = self._follow(Hit(f"computed.{steps[1]}", compute(self.bound, steps[1])), steps[2:])
            elif steps[0] == "issues":
                hit = self._follow(Hit("issues", self.bound.issues), steps[1:])
            else:
                hit = self._follow(Hit("", self.bound.deal), steps)
            self.known[home, steps] = hit
        return hit

    def _follow(self, hit: Hit, steps: tuple[str, ...]) -> Hit:
        for step in steps:
            hit = _step(hit, step, self)
        return hit

    def _param(self, name: str) -> Hit:
        if self.params is None or name not in self.params.declared:
            raise KeyError(f"no parameter “{name}”")
        kind = self.params.declared[name].type
        return Hit(self.params.homes[name], self.params.values[name], name, kind == "side" or kind.startswith("choice"))


def _step(hit: Hit, name: str, scope: Scope) -> Hit:
    value, path = hit.value, f"{hit.path}.{name}" if hit.path else name
    if value is None or isinstance(value, Open):
        return Hit(path, value, name, beside_open=isinstance(value, Open) and name not in MAIN_FIELDS)
    if isinstance(value, BoundTrigger):
        return _of_trigger(value, name, path, scope)
    if isinstance(value, BoundFee):
        if name in FEE:
            found = fee_phrase(value, name, scope.bound)
            return Hit(path, Phrase(found) if FEE[name][0] == "phrase" else found, name)
        value = value.own
    if isinstance(value, AgreedDamages) and name in DAMAGES:
        found = damages_phrase(value, name, scope.bound.deal)
        return Hit(path, Phrase(found) if DAMAGES[name][0] == "phrase" else found, name)
    if path == "exit.triggers":
        return Hit(path, list(scope.bound.triggers), name)
    if path == "fees":
        return Hit(path, list(scope.bound.fees), name)
    if isinstance(value, BaseModel):
        attribute = field_of(type(value), name)
        if attribute is None:
            raise KeyError(f"no “{path}”")
        inner = getattr(value, attribute)
        return Hit(path, inner, name, _closed(type(value), attribute, inner))
    if isinstance(value, dict):
        return Hit(path, value.get(name), name)
    if isinstance(value, WordValue | str):
        return Hit(path, None, name)  # “90 days” where another deal has a length for each side
    raise KeyError(f"no “{path}”")


def _of_trigger(trigger: BoundTrigger, name: str, path: str, scope: Scope) -> Hit:
    if name in TRIGGER:
        found = trigger_phrase(trigger, name, scope.style)
        return Hit(path, Phrase(found) if isinstance(found, tuple) else found, name)
    if name == "params":
        return Hit(path, scope.bound.trigger_params(trigger).values, name)
    attribute = field_of(type(trigger.own), name)
    if attribute is None:
        raise KeyError(f"no “{path}”")
    value = trigger.settled(attribute)
    return Hit(path, value, name, _closed(type(trigger.own), attribute, value) or name == "fee")


def _closed(model: type[BaseModel], attribute: str, value: Any) -> bool:
    if isinstance(value, str):
        return value in _words(model, attribute)
    return isinstance(value, list) and bool(value) and all(isinstance(word, str) and word in _words(model, attribute) for word in value)


@cache
def _words(model: type[BaseModel], attribute: str) -> frozenset[str]:
    return frozenset(
        word for arm in _all_arms(model.model_fields[attribute].annotation) if get_origin(arm) is Literal for word in get_args(arm)
    )


def _all_arms(annotation: Any) -> list[Any]:
    found: list[Any] = []
    for arm in arms(annotation):
        found.append(arm)
        if get_origin(arm) is list:
            found += _all_arms(get_args(arm)[0])
    return found


def elements(hit: Hit) -> list[Hit]:
    """The elements of a list, each with its own path; none for a list that is open or missing."""
    if not isinstance(hit.value, list | tuple):
        return []
    found: list[Hit] = []
    for value in hit.value:
        if isinstance(value, BoundTrigger | BoundFee):
            found.append(Hit(value.path, value, hit.field))
        elif isinstance(value, Item):
            found.append(Hit(f"{_home(value, hit.path)}.{value.id}", value, hit.field))
        else:
            found.append(Hit(hit.path, value, hit.field, hit.closed))
    return found


_HOMES = {
    "Kpi": "success.kpis", "Gate": "success.gates", "Investment": "contributions.investments", "Deliverable": "contributions.deliverables",
    "Allocation": "ip.allocation", "AgreedDamages": "agreed_damages",
}  # fmt: skip


def _home(item: Item, path: str) -> str:
    """Lists that are views, such as `computed.targets`, name the home of their elements."""
    return _HOMES.get(type(item).__name__, path)
