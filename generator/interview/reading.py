"""A deal file back into replies: what somebody wrote by hand counts as an answer."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.deal.alliance import SideName
from generator.deal.patch import ABSENT
from generator.interview.condition import names_of
from generator.interview.fields import fields_of, holds_rows, rows_in
from generator.interview.fold import look, side_of, strip
from generator.interview.look import Look
from generator.interview.place import MISSING, Pick, found, steps_of
from generator.interview.plan import Asked, Field, Plan
from generator.interview.state import FROM_FILE, Reply, State


def read_replies(raw: Mapping[str, Any], plan: Plan, us: SideName, pack: str = "") -> dict[str, Reply]:
    """The answers a deal file holds, by question; none for a question of which it says nothing."""
    names = names_of(raw, us, pack, True)
    replies: dict[str, Reply] = {}
    for one in plan.asked:
        value = {field.name: said for field in fields_of(one, raw, us, names) if (said := read_field(raw, field, plan, us)) is not MISSING}
        if value:
            replies[one.id] = Reply("answered", value, by=FROM_FILE)
    return replies


def read_field(raw: Mapping[str, Any], field: Field, plan: Plan, us: SideName) -> Any:
    """What a file says of one field; MISSING for nothing."""
    if field.front.private:
        return MISSING
    if field.front.options:
        return _read_options(raw, field, us)
    there = found(raw, field.steps(us))
    if not holds_rows(field, us):
        return copy.deepcopy(there)
    if (rows := rows_in(there)) is None:
        return MISSING if field.front.extends else copy.deepcopy(there)  # an answer that does not fit is asked about
    if field.front.extends:
        keys = [column.key for column in field.front.columns]
        values = {row.get("id", ""): {key: row[key] for key in keys if key in row} for row in rows}
        return {id: value for id, value in values.items() if value} or MISSING
    fixed = field.fixed(us)
    elsewhere = _columns_of_others(field, plan, us)
    own = [{key: value for key, value in row.items() if key not in elsewhere} for row in rows if fixed.items() <= row.items()]
    return copy.deepcopy(own) or MISSING


def _columns_of_others(field: Field, plan: Plan, us: SideName) -> set[str]:
    """The columns of the same rows that another question asks."""
    return {
        column.key
        for one in plan.asked for other in one.fields if other.front.extends and other.path(us) == field.path(us)
        for column in other.front.columns
    }  # fmt: skip


def _read_options(raw: Mapping[str, Any], field: Field, us: SideName) -> Any:
    present = {path: there for path in field.sets(us) if (there := found(raw, steps_of(path))) is not MISSING}
    if not present:
        return MISSING
    chosen: list[str] = []
    covered: set[str] = set()
    by_size = sorted(field.front.options, key=lambda option: -len(option.sets))
    for option in by_size:
        sets = field.values(option.id, us, raw)
        if sets and all(_says(found(raw, steps_of(path)), value, path) for path, value in sets.items()):
            if not field.front.many:
                if set(present) <= set(sets):
                    return option.id
                continue
            chosen.append(option.id)
            covered |= set(sets)
    kept = {path: copy.deepcopy(value) for path, value in present.items() if path not in covered}
    chosen = [id for id in field.ids() if id in chosen]
    if kept:
        return {"chosen": chosen, "kept": kept}
    return chosen


def _says(there: Any, value: Any, path: str) -> bool:
    if value == ABSENT:
        return there is MISSING
    if isinstance(steps_of(path)[-1], Pick):
        return isinstance(there, dict) and all(there.get(key) == inner for key, inner in value.items())
    return bool(there == value)


def state_of(raw: Mapping[str, Any], plan: Plan, side: SideName | None, **more: Any) -> State:
    """A deal file that no interview wrote -> a state with its answers."""
    us: SideName = side or "a"
    replies = read_replies(raw, plan, us)
    base = copy.deepcopy(dict(raw))
    return _settled(base, replies, plan, State(base, {}, side=side, **more))


def merged(raw: Mapping[str, Any], before: Look) -> tuple[State, tuple[str, ...]]:
    """A state with what was changed by hand in the file since; and the questions whose answers that changed."""
    plan, state = before.plan, before.state
    then = read_replies(before.raw, plan, before.us, before.pack)
    now = read_replies(raw, plan, before.us, before.pack)
    replies = dict(state.replies)
    changed: list[str] = []
    for one in plan.asked:
        if then.get(one.id) == now.get(one.id):
            continue
        changed.append(one.id)
        if one.id in now:
            replies[one.id] = replace(now[one.id], value={**_private_of(one, replies), **now[one.id].value})
        else:
            replies.pop(one.id, None)
    return _settled(copy.deepcopy(dict(raw)), replies, plan, state), tuple(changed)


def _private_of(one: Asked, replies: Mapping[str, Reply]) -> dict[str, Any]:
    """What of an answer is in no deal file."""
    if one.id not in replies:
        return {}
    names = {field.name for field in one.fields if field.front.private}
    return {name: value for name, value in replies[one.id].value.items() if name in names}


def _settled(base: dict[str, Any], replies: dict[str, Reply], plan: Plan, state: State) -> State:
    """Replies with their bases, over a base without what they own. An answer to a question that does not apply stays in the file."""
    us = side_of(replace(state, replies=replies), plan)
    applying = look(replace(state, base=base, replies=replies), plan).bases
    held = {id: reply for id, reply in replies.items() if id in applying or reply.by != FROM_FILE}
    stripped = copy.deepcopy(base)
    for id, reply in held.items():
        if plan.has(id):
            strip(stripped, plan.question(id), us, reply.value)
    settled = replace(state, base=stripped, replies=held)
    bases = look(settled, plan).bases
    known = {id: replace(reply, basis=bases.get(id, reply.basis)) if reply.by == FROM_FILE else reply for id, reply in held.items()}
    return replace(settled, replies=known)
