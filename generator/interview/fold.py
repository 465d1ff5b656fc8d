"""The replies make the deal: a fold of them over a base, in the order of the questions.

The replies are the truth, so that any way through the questions that ends in the same answers ends in the same deal.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Container, Mapping
from typing import Any

from generator.deal.alliance import SideName
from generator.interview.condition import exits_of, holds, names_of, values_at
from generator.interview.defaults import fill
from generator.interview.fields import clear_field, fields_of, fold_field, put_private
from generator.interview.look import Look
from generator.interview.plan import START, Asked, Plan, for_side
from generator.interview.state import FROM_FILE, Reply, State
from generator.library.expression import Path, parse_expression
from generator.library.question import Pack


def look(state: State, plan: Plan) -> Look:
    """Fold the replies."""
    us = side_of(state, plan)
    pack_id = str(state.replies[START].value.get("pack", "")) if START in state.replies else ""
    pack = plan.packs.get(pack_id)
    raw: dict[str, Any] = copy.deepcopy(dict(state.base))
    private: dict[str, Any] = {}
    sources: dict[str, Any] = {}
    asked, pending, stale, parked, bases = [], [], [], [], {}
    if plan.packs:
        asked.append(START)
        if START not in state.replies:
            pending.append(START)
    # What belongs to the deep dive applies whether it is asked or not: what is not asked has its usual value.
    names = names_of(raw, us, pack_id, True)
    for one in plan.asked:
        reply = state.replies.get(one.id)
        names["exits"] = exits_of(raw)
        if not _applies(one, raw, names, pack):
            if reply is not None:
                clear(raw, one, us)
                parked.append(one.id)
            continue
        bases[one.id] = _basis(one, raw, names, plan)
        if reply is None and not _is_asked(one, state, pack):
            if state.fill and state.replies:  # where nothing was answered, nothing was begun
                sources |= fill(raw, one, us, names, plan)
            continue
        asked.append(one.id)
        if reply is None or reply.parked:
            pending.append(one.id)
            if reply is not None:
                clear(raw, one, us)
            continue
        if reply.basis != bases[one.id]:
            stale.append(one.id)
        sources |= _fold(raw, private, one, reply, us, names)
    if sources or "sources" in raw:
        raw["sources"] = {**raw.get("sources", {}), **sources}
    return Look(plan, state, raw, private, tuple(asked), tuple(pending), tuple(stale), tuple(parked), bases, us, pack_id)


def side_of(state: State, plan: Plan) -> SideName:
    """Whose side the user is on: fixed beforehand, or answered; a until then."""
    if state.side:
        return state.side
    for one in plan.asked:
        for field in one.fields:
            if field.front.private == "side" and one.id in state.replies:
                answer = state.replies[one.id].value.get(field.name)
                return "b" if answer == "b" else "a"
    return "a"


def _applies(one: Asked, raw: Mapping[str, Any], names: Mapping[str, Any], pack: Pack | None) -> bool:
    if pack and (one.id in pack.front.hides or (pack.front.only and one.id not in pack.front.only)):
        return False
    return holds(one.topic_when, raw, names) and holds(one.when, raw, names)


def _is_asked(one: Asked, state: State, pack: Pack | None) -> bool:
    """Whether a question that applies and has no answer is asked; one that has an answer is always among those asked."""
    return one.flow != "deep" or state.deep or one.id in state.forced or bool(pack and one.id in pack.front.forces)


def _basis(one: Asked, raw: Mapping[str, Any], names: Mapping[str, Any], plan: Plan) -> str:
    """What a question reads of the answers before it, as text to compare."""
    us: SideName = names["us"]
    proposed = plan.proposed(names["pack"], us)
    reads: dict[str, Any] = {}
    for field in one.fields:
        if field.is_sided:
            reads["us"] = us
        for path in field.reads:
            expression = parse_expression(for_side(path, us))
            reads[path] = values_at(expression, raw, names) if isinstance(expression, Path) else None
        if field.place(us) in proposed:
            reads[f"pack {field.name}"] = proposed[field.place(us)]
    return json.dumps(reads, sort_keys=True, ensure_ascii=False) if reads else ""


def _fold(raw: dict[str, Any], private: dict[str, Any], one: Asked, reply: Reply, us: SideName, names: Mapping[str, Any]) -> dict[str, Any]:
    """Put one reply into the deal, and tell where its values are from.

    What was skipped or left empty takes nothing away that another answer says at its place.
    """
    sources: dict[str, Any] = {}
    if reply.state == "skipped":
        return sources
    for field in fields_of(one, raw, us, names):
        if field.front.private:
            if field.name in reply.value:
                put_private(private, field.front.private, reply.value[field.name])
            continue
        fold_field(raw, field, reply, us, names)
        if reply.by != FROM_FILE:
            sources[field.place(us)] = _source(one, reply)
    return sources


def _source(one: Asked, reply: Reply) -> dict[str, Any]:
    said: dict[str, Any] = {"from": "default" if reply.state == "default" else "interview", "question": one.id}
    said |= {key: value for key, value in (("by", reply.by), ("on", reply.on)) if value}
    if reply.is_open:
        said["unsure"] = reply.open_note
    return said


def clear(raw: dict[str, Any], one: Asked, us: SideName) -> None:
    """Take everything a question owns out of the deal."""
    for field in one.fields:
        clear_field(raw, field, us)


def strip(base: dict[str, Any], one: Asked, us: SideName, names: Container[str] | None = None) -> None:
    """Take out of the base what an answer owns, or the fields named; an element of a kind stays, for it is more than an answer."""
    for field in one.fields:
        if names is None or field.name in names:
            clear_field(base, field, us, elements=False)
