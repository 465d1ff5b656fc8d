"""What is proposed for a field: by the pack, by the question's own defaults, or by the clause file of an exit."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from generator.deal.alliance import SideName
from generator.exit import add
from generator.interview.condition import holds
from generator.interview.fields import fields_of
from generator.interview.place import MISSING, Pick, found, put, steps_of
from generator.interview.plan import Asked, Field, Plan, for_side, sided
from generator.values import Date, Duration


def default_in(field: Field, raw: Mapping[str, Any], names: Mapping[str, Any], us: SideName, plan: Plan) -> tuple[Any, str]:
    """The default of a field over a deal, and its reason; (MISSING, "") where there is none. `names`: those of conditions.

    What the pack proposes comes first.
    """
    path, proposed = field.path(us), plan.proposed(names["pack"], us)
    if (place := field.place(us)) in proposed:
        value = field.raw_value(path, proposed[place], us, raw) if path else copy.deepcopy(proposed[place])
        return value, f"as in the pack “{plan.packs[names['pack']].front.title}”"
    for when, value, because in field.defaults:
        if holds(when, raw, names):
            made = _made(value, field, raw, us)
            if made is not MISSING:
                return made, because
    return _row_default(field, raw, us) if field.front.path else (MISSING, "")


def fill(raw: dict[str, Any], one: Asked, us: SideName, names: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """The usual values of a question that is not asked, put where the deal says nothing: no blanks for want of time.

    Returns where they are from, by path, as `sources` of a deal says it.
    """
    sources: dict[str, Any] = {}
    for field in fields_of(one, raw, us, names):
        if not field.front.path or field.front.extends or found(raw, field.steps(us)) is not MISSING:
            continue
        value, _ = default_in(field, raw, names, us, plan)
        if value is not MISSING and not isinstance(value, dict | list):
            put(raw, field.steps(us), value)
            sources[field.path(us)] = {"from": "default", "question": one.id}
    return sources


def _made(value: Any, field: Field, raw: Mapping[str, Any], us: SideName) -> Any:
    if isinstance(value, dict) and "copy" in value:
        return copy.deepcopy(found(raw, steps_of(for_side(value["copy"], us))))
    if isinstance(value, dict) and "date" in value:
        try:
            return Date(add(Date.parse(found(raw, steps_of(value["date"]))).day, Duration.parse(value["plus"]))).words()
        except (ValueError, KeyError):
            return MISSING
    if field.front.options or field.front.private:
        return sided(value, us, raw)
    made = field.raw_value(field.path(us), value, us, raw)
    shape = field.shape(us)
    if shape is not None and shape.kind == "rows" and isinstance(made, list):
        return [{"id": field.row_id(n, us), **row} for n, row in enumerate(made, 1)]
    return made


def _row_default(field: Field, raw: Mapping[str, Any], us: SideName) -> tuple[Any, str]:
    """What the clause file's row says of a trigger's field."""
    steps = field.steps(us)
    if len(steps) != 4 or not isinstance(steps[2], Pick) or steps[2].kind not in field.library.clauses:
        return MISSING, ""
    cell = (field.library.clauses[steps[2].kind].front.row or {}).get(str(steps[3]))
    if cell is None:
        return MISSING, ""
    return field.raw_value(field.path(us), cell.value, us, raw), cell.why or "as the clause has it"
