"""Whether a path exists: walks the deal model's types, so that a misspelt path is found when the library is loaded."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from msgspec import Struct

from generator.deal.alliance import Deliverable, Investment
from generator.deal.deal import Deal, SpecialTerm
from generator.deal.exit import AgreedDamages, Fee
from generator.deal.keys import arms
from generator.deal.ip import Allocation, Background
from generator.deal.success import Gate, Kpi
from generator.deal.parties import Person, Side
from generator.deal.trigger import BySide, Cure, LockIn, NoticeTerm, Scope, Step, Transfer, Trigger, WindDownTerm, Window
from generator.library.issues import Issues
from generator.library.names import COMPUTED, DAMAGES, FEE, LIST_OF, TRIGGER
from generator.values import nearest

_ELEMENTS: dict[str, type[BaseModel]] = {
    "kpi": Kpi, "gate": Gate, "trigger": Trigger, "investment": Investment, "deliverable": Deliverable, "allocation": Allocation,
    "background": Background,
    "agreed_damages": AgreedDamages, "special_term": SpecialTerm,
}  # fmt: skip
_EXTRA: dict[type[BaseModel], dict[str, Any]] = {Trigger: TRIGGER, Fee: FEE, AgreedDamages: DAMAGES}


class Shape(Struct, frozen=True):
    """What a path leads to. `model`: a part with fields; `element`: a list of such; neither: a value."""

    model: type[BaseModel] | None = None
    is_list: bool = False
    anything: bool = False


VALUE = Shape()
_ELSEWHERE = {
    "trigger": "is known in the text of an exit only", "step": "is known in the text of a step only",
    "protected": "is known in a protective text only", "other": "is known in a protective text only",
    "clauses": "is not known yet where clauses and texts are chosen",
}  # fmt: skip
# Parts that print as one thing: a notice as its length, a person as post and name, a side as its short name.
PRINTABLE = (BySide, Cure, LockIn, NoticeTerm, Person, Scope, Side, Transfer, WindDownTerm, Window)


class NoSuchPath(Exception):
    """The message says which name is unknown and the nearest known one."""


def field_of(model: type[BaseModel], name: str) -> str | None:
    """The attribute that the deal file calls `name` (“class” is `class_`)."""
    return _fields(model).get(name)


@cache
def _fields(model: type[BaseModel]) -> dict[str, str]:
    return {info.alias or attribute: attribute for attribute, info in model.model_fields.items()}


def roots(trigger: bool = False, step: bool = False, protective: bool = False) -> dict[str, Shape]:
    """The names a text may start a path with."""
    found = {name: _shape(Deal.model_fields[attribute].annotation) for name, attribute in _fields(Deal).items()}
    found |= {"params": Shape(anything=True), "computed": Shape(), "clauses": Shape(is_list=True), "issues": Shape(Issues)}
    if trigger:
        found["trigger"] = Shape(Trigger)
    if step:
        found["step"] = Shape(Step)
    if protective:
        found |= {"protected": VALUE, "other": VALUE}
    return found


def follow(parts: tuple[str, ...], known: dict[str, Shape]) -> Shape:
    """The shape a path leads to. Raises NoSuchPath."""
    if parts[0] not in known and parts[0] in _ELSEWHERE:
        raise NoSuchPath(f"`{parts[0]}` {_ELSEWHERE[parts[0]]}")
    if parts[0] not in known:
        raise NoSuchPath(f"no `{parts[0]}`{nearest(parts[0], known)}")
    if parts[0] == "computed":
        return _computed(parts)
    if parts == ("params",):
        raise NoSuchPath("say which parameter: `params.name`")
    shape = known[parts[0]]
    for n, name in enumerate(parts[1:], 1):
        shape = _step(shape, name, ".".join(parts[:n]))
    return shape


def _computed(parts: tuple[str, ...]) -> Shape:
    if len(parts) != 2 or parts[1] not in COMPUTED:
        raise NoSuchPath(f"no `{'.'.join(parts)}`{nearest('.'.join(parts[1:]), COMPUTED)}")
    if COMPUTED[parts[1]][0] != "list":
        return VALUE
    return Shape(_ELEMENTS["trigger" if parts[1].startswith("triggers_") else LIST_OF[parts[1]]], is_list=True)


def _step(shape: Shape, name: str, so_far: str) -> Shape:
    if shape.anything:
        return Shape(anything=True)
    if shape.is_list:
        raise NoSuchPath(f"`{so_far}` is a list; go through it with `for`")
    if shape.model is None:
        raise NoSuchPath(f"`{so_far}` is a value and has no `{name}`")
    extra = _EXTRA.get(shape.model, {})
    if name in extra:
        return Shape(_ELEMENTS[LIST_OF[name]], is_list=True) if extra[name][0] == "list" else VALUE
    attribute = field_of(shape.model, name)
    if attribute is None:
        raise NoSuchPath(f"no `{so_far}.{name}`{nearest(name, [*_fields(shape.model), *extra])}")
    return _shape(shape.model.model_fields[attribute].annotation)


def _shape(annotation: Any) -> Shape:
    for arm in arms(annotation):
        if get_origin(arm) is list:
            inner = _shape(get_args(arm)[0])
            return Shape(inner.model, is_list=True)
        if get_origin(arm) is dict:
            return Shape(anything=True)
        if isinstance(arm, type) and issubclass(arm, BaseModel):
            return Shape(arm)
    return VALUE
