"""Expressions -> values. A small evaluator of the nodes of library/expression.py, with open values and a memory of what was read.

Truth has three values: a comparison with an open value is unknown (None). Nothing here can call, import or reach outside
the deal, the bound triggers and the computed names.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from generator.bind import Bound, BoundFee, BoundTrigger
from generator.bind.params import Params
from generator.deal.keys import arms
from generator.deal.part import Item
from generator.deal.trigger import BySide
from generator.document.phrases import fee_phrase, trigger_phrase
from generator.document.say import MAIN_FIELDS, Style, main
from generator.document.tree import Inlines
from generator.exit import compute
from generator.library.expression import Both, Compare, Const, Either, Expression, Filter, Listing, Not, Path
from generator.library.names import FEE, TRIGGER
from generator.library.shape import field_of
from generator.values import Compound, Date, Duration, Money, Open, Percent, Place, WordValue


@dataclass(frozen=True, slots=True)
class Hit:
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


@dataclass
class Scope:
    """Everything a text may read while one clause is filled. `reads` collects the paths that were looked at."""

    bound: Bound
    style: Style
    clauses: frozenset[str] | None = None
    variables: dict[str, Hit] = field(default_factory=dict)
    params: Params | None = None
    reads: list[str] = field(default_factory=list)

    def having(self, **more: Hit) -> Scope:
        """The same with more variables; reads go on into the same list."""
        return Scope(self.bound, self.style, self.clauses, self.variables | more, self.params, self.reads)

    def look_up(self, path: Path) -> Hit:
        """Follow a path. Every path was checked when the library was loaded; KeyError means a hole in that check."""
        name, rest = path.parts[0], path.parts[1:]
        if name in self.variables:
            hit = self.variables[name]
        elif name == "computed":
            hit, rest = Hit(str(path), compute(self.bound, rest[0])), rest[1:]
        elif name == "params":
            hit, rest = self._param(rest[0]), rest[1:]
        elif name == "clauses":
            if self.clauses is None:
                raise KeyError("`clauses` is not known yet")
            return Hit("clauses", sorted(self.clauses))
        else:
            hit = _step(Hit("", self.bound.deal), name, self)
        for step in rest:
            hit = _step(hit, step, self)
        self.reads.append(hit.path or str(path))
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
            found = fee_phrase(value, name, scope.style)
            return Hit(path, found if name in ("exits", "listed") else Phrase(found), name)
        value = value.own
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
    words = value if isinstance(value, list) else [value]
    return bool(words) and all(isinstance(word, str) and word in _words(model, attribute) for word in words)


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
    "Allocation": "ip.allocation",
}  # fmt: skip


def _home(item: Item, path: str) -> str:
    """Lists that are views, such as `computed.targets`, name the home of their elements."""
    return _HOMES.get(type(item).__name__, path)


# ---------------------------------------------------------------- conditions


def truth(expression: Expression, scope: Scope) -> bool | None:
    """Whether a condition holds; None where it hangs on a comparison with an open value."""
    match expression:
        case Both():
            left, right = truth(expression.left, scope), truth(expression.right, scope)
            return False if left is False or right is False else None if left is None or right is None else True
        case Either():
            left, right = truth(expression.left, scope), truth(expression.right, scope)
            return True if left or right else None if left is None or right is None else False
        case Not():
            inner = truth(expression.inner, scope)
            return None if inner is None else not inner
        case Compare():
            return _compare(expression, scope)
        case Const():
            return bool(expression.value)
        case Path():
            hit = scope.look_up(expression)
            value = None if hit.beside_open else hit.value
            return bool(value.inlines) if isinstance(value, Phrase) else isinstance(value, Open | BaseModel) or bool(value)
        case Filter():
            return truth(expression.inner, scope)
    raise TypeError(f"{type(expression).__name__} is no condition")


def _compare(node: Compare, scope: Scope) -> bool | None:
    left = _operand(node.left, scope)
    if node.op in ("in", "not in"):
        held = _members(node.right, scope)
        if not isinstance(left, Open) and any(_equal(left, member) for member in held):
            return node.op == "in"
        return None if isinstance(left, Open) or any(isinstance(member, Open) for member in held) else node.op != "in"
    holds = _all(left, _operand(node.right, scope), "==" if node.op == "!=" else node.op)
    return holds if node.op != "!=" or holds is None else not holds


def _operand(expression: Expression, scope: Scope) -> Any:
    if isinstance(expression, Const):
        return expression.value
    if isinstance(expression, Path):
        return main(scope.look_up(expression).value)[1]
    raise TypeError("only a path or a fixed word can be compared")


def _members(expression: Expression, scope: Scope) -> list[Any]:
    if isinstance(expression, Listing):
        return [item.value for item in expression.items]
    value = scope.look_up(expression).value if isinstance(expression, Path) else None
    if isinstance(value, Open):
        return [value]
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str | Open | BaseModel) else []


def _equal(left: Any, right: Any) -> bool:
    if isinstance(right, str) and isinstance(left, Duration | Money | Percent | Date | Place):
        return bool(_parsed(type(left).parse, right) == left)
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


@lru_cache(maxsize=4096)  # the same fixed words of the library are compared in every paper
def _parsed(parse: Callable[[str], Any], words: str) -> Any:
    """Words as a value of a kind; None if they are none."""
    try:
        return parse(words)
    except ValueError:
        return None


def _all(left: Any, right: Any, op: str) -> bool | None:
    """A comparison; of values that differ by side it must hold for both."""
    pairs = (
        [(getattr(left, side, left), getattr(right, side, right)) for side in ("a", "b")]
        if BySide in (type(left), type(right))
        else [(left, right)]
    )
    results = [None if Open in (type(one), type(two)) else _equal(one, two) if op == "==" else _order(one, two, op) for one, two in pairs]
    return False if False in results else None if None in results else True


def _order(left: Any, right: Any, op: str) -> bool:
    """Order of two values; False where a value is missing or the two are of different kinds."""
    first, second = _size(left, right), _size(right, left)
    if first is None or second is None or first[0] != second[0]:
        return False
    return bool(_ORDERS[op](first[1], second[1]))


_ORDERS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def _size(value: Any, other: Any) -> tuple[str, Any] | None:
    """What is measured, and how much: only lengths compare with lengths, and sums of one currency with each other."""
    if isinstance(value, str) and isinstance(other, Duration | Compound | Money | Percent | Date):
        value = _parsed((Duration if isinstance(other, Compound) else type(other)).parse, value)
    match value:
        case Duration():
            return "time", value.about_days()
        case Compound():
            fixed = [item.about_days() for item in value.fixed()]
            return ("time", max(fixed) if value.rule == "longer_of" else min(fixed)) if fixed else None
        case Money():
            return value.currency, value.amount
        case Percent():
            return "percent", value.number
        case Date():
            return "date", value.day
        case bool() | str() | None:
            return None
        case int():
            return "number", value
    return None
