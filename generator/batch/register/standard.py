"""Where a deal differs from the library's standard: texts, clauses left out, parameters, fields of exits, terms of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.batch.register.cells import short
from generator.bind import Bound, BoundTrigger
from generator.bind.params import Params, parse_param
from generator.deal import plain_data
from generator.values import shown

_ATTRIBUTES = {"class": "class_"}


def deviations(bound: Bound) -> list[str]:
    """Each difference in a few words, in the order of the deal."""
    return [*_of_deal(bound), *(words for trigger in bound.triggers for words in _of_trigger(trigger, bound))]


def _of_deal(bound: Bound) -> Iterator[str]:
    deal = bound.deal
    if deal.posture != "balanced":
        yield f"{deal.posture} texts throughout"
    for id, choice in deal.clauses.items():
        if choice.text not in (None, "balanced"):
            protects = {"a": f" for {deal.sides.a.short}", "b": f" for {deal.sides.b.short}"}.get(choice.protects or "", "")
            yield f"{id}: {choice.text} text{protects}"
        if choice.leave_out or choice.include is False:
            yield f"{id}: left out{f' ({choice.leave_out})' if choice.leave_out else ''}"
        elif choice.include:
            yield f"{id}: taken in"
        yield from _params(id, choice.params, bound.params[id])
    for term in deal.special:
        yield f"term of its own: {term.title}"


def _params(name: str, own: dict[str, Any], params: Params) -> Iterator[str]:
    for key, value in own.items():
        kind, default = params.declared[key].type, params.declared[key].default
        # As what they mean: a standard “yes” is a `true` in a deal.
        if parse_param(kind, value) != (None if default is None else parse_param(kind, default)):
            yield f"{name} {key}: {_shown(value)} (standard {_shown(default)})"


def _of_trigger(trigger: BoundTrigger, bound: Bound) -> Iterator[str]:
    if trigger.own.kind == "custom":
        yield f"exit of its own: {trigger.own.title or trigger.id}"
        return
    name = f"{trigger.clause.id} ({trigger.id})"
    for cell in trigger.clause.front.row or {}:
        attribute = _ATTRIBUTES.get(cell, cell)
        own, standard = getattr(trigger.own, attribute), getattr(trigger.row, attribute)
        if own is not None and own != standard:
            words, usual = _cell(own, bound, cell), _cell(standard, bound, cell) or "none"
            if words == usual:  # they differ in what is not said in short
                words, usual = _in_full(plain_data(own)), _in_full(plain_data(standard))
            yield f"{name} {cell}: {words} (standard {usual})"
    if trigger.own.event is not None:
        yield f"{name}: event in its own words"
    yield from _params(name, trigger.own.params or {}, bound.params[trigger.clause.id])


def _cell(value: Any, bound: Bound, cell: str) -> str:
    if cell in ("notice", "cure", "wind_down", "lock_in") or isinstance(value, str):
        return short(value, bound.deal, cell)
    return _shown(plain_data(value))


def _in_full(value: Any) -> str:
    """A part with each of its fields: “time 30 days, none_for fraud”."""
    return ", ".join(f"{key} {_shown(inner)}" for key, inner in value.items()) if isinstance(value, dict) else _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return shown(", ".join(value))
    return "none" if value in (None, [], {}) else shown(value)
