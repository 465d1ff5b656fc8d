"""One field of an answer: put into the deal, and taken out of it again."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from generator.deal.alliance import SideName
from generator.deal.patch import ABSENT
from generator.interview.condition import exits_of, holds
from generator.interview.place import MISSING, Pick, found, put, remove, steps_of
from generator.interview.plan import Asked, Field
from generator.interview.state import FROM_FILE, Reply


def fields_of(one: Asked, raw: Mapping[str, Any], us: SideName, names: Mapping[str, Any]) -> Iterator[Field]:
    """The fields that are asked now."""
    for field in one.fields:
        if field.when is not None and not holds(field.when, raw, {**names, "exits": exits_of(raw)}):
            continue
        if "[" in field.path(us):
            steps = field.steps(us)
            at = max(n for n, step in enumerate(steps) if isinstance(step, Pick))
            # A key of a table, which comes last, is there once it is answered; an element has to be there to be asked about.
            if at + 1 < len(steps) and found(raw, steps[: at + 1]) is MISSING:
                continue
        if field.front.private == "side" and names.get("side_fixed"):
            continue
        yield field


def fold_field(raw: dict[str, Any], field: Field, reply: Reply, us: SideName, names: Mapping[str, Any]) -> None:
    """Put what a reply says of one field into the deal, and what it said before out of it. `names`: those of conditions."""
    answer = reply.value.get(field.name)
    if field.front.options:
        _fold_options(raw, field, answer, us, None if reply.by == FROM_FILE else names)
    elif field.front.extends:
        _fold_columns(raw, field, answer, us)
    elif holds_rows(field, us):
        _fold_rows(raw, field, answer, us)
    else:
        _fold_value(raw, field, reply, us)


def clear_field(raw: dict[str, Any], field: Field, us: SideName, *, elements: bool = True) -> None:
    """Take everything a field owns out of a deal; without `elements` an element of a kind stays, for it is more than an answer."""
    if field.front.private:
        return
    if field.front.options:
        for path in field.sets(us):
            steps = steps_of(path)
            if elements or not isinstance(steps[-1], Pick):
                remove(raw, steps)
    elif field.front.extends:
        _fold_columns(raw, field, {}, us)
    elif holds_rows(field, us):
        _fold_rows(raw, field, [], us)
    else:
        remove(raw, field.steps(us))


def put_private(private: dict[str, Any], path: str, value: Any) -> None:
    """Set a place of a private file; its tables have one level, with dots in their keys."""
    table, _, key = path.partition(".")
    if key:
        private.setdefault(table, {})[key] = value
    else:
        private[table] = value


def holds_rows(field: Field, us: SideName) -> bool:
    """Whether its place holds rows."""
    shape = field.shape(us)
    return shape is not None and shape.kind == "rows"


def rows_in(there: Any) -> list[dict[str, Any]] | None:
    """Rows as a file has them, None for anything else: what a hand wrote wrongly goes into the deal as it is, where its fault is told."""
    if isinstance(there, list) and all(isinstance(row, dict) and isinstance(row.get("id", ""), str) for row in there):
        return there
    return None


def _fold_value(raw: dict[str, Any], field: Field, reply: Reply, us: SideName) -> None:
    steps = field.steps(us)
    if field.name in reply.value:
        remove(raw, steps)
        put(raw, steps, copy.deepcopy(reply.value[field.name]))
    elif reply.is_open and (shape := field.shape(us)) and shape.can_open:
        remove(raw, steps)
        put(raw, steps, {"open": reply.open_note})


def _fold_rows(raw: dict[str, Any], field: Field, rows: Any, us: SideName) -> None:
    steps = field.steps(us)
    fixed = field.fixed(us)
    if rows and rows_in(rows) is None:
        remove(raw, steps)
        put(raw, steps, copy.deepcopy(rows))
        return
    there = found(raw, steps)
    others = (
        [row for row in there if not (isinstance(row, dict) and fixed.items() <= row.items())] if isinstance(there, list) and fixed else []
    )
    made = [*others, *({**copy.deepcopy(dict(row)), **fixed} for row in rows or [])]
    remove(raw, steps)
    if made:
        put(raw, steps, made)


def _fold_columns(raw: dict[str, Any], field: Field, rows: Any, us: SideName) -> None:
    there = rows_in(found(raw, field.steps(us)))
    if there is None:
        return
    keys = [column.key for column in field.front.columns]
    if isinstance(rows, list):  # written as rows, each with its id
        rows = {row.get("id"): row for row in rows}
    for row in there:
        for key in keys:
            row.pop(key, None)
        row.update({key: value for key, value in (rows or {}).get(row.get("id"), {}).items() if key in keys})


def _fold_options(raw: dict[str, Any], field: Field, answer: Any, us: SideName, names: Mapping[str, Any] | None) -> None:
    """Options set places; what none of the chosen sets is taken out. An option that is not offered as things stand sets nothing.

    `kept`: what a file said that no option says. `names`: None for an answer that a file gave, where no offer was made.
    """
    kept = answer.get("kept", {}) if isinstance(answer, dict) else {}
    chosen = answer.get("chosen", []) if isinstance(answer, dict) else [answer] if isinstance(answer, str) else list(answer or [])
    sets: dict[str, Any] = {}
    for id in chosen:
        if id in field.ids() and (names is None or field.offers(id, raw, names)):
            sets |= field.values(id, us, raw)
    sets |= kept
    for path in field.sets(us):
        if path not in sets or sets[path] == ABSENT:
            remove(raw, steps_of(path))
    for path, value in sets.items():
        steps = steps_of(path)
        if value == ABSENT:
            continue
        if not isinstance(steps[-1], Pick):
            remove(raw, steps)
        put(raw, steps, copy.deepcopy(value))
