"""What a user does in an interview, as pure functions: answer, go back, jump; each gives a new state."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.interview.defaults import default_in
from generator.interview.fields import fields_of, holds_rows, rows_in
from generator.interview.fold import look, strip
from generator.interview.look import Look
from generator.interview.place import MISSING, found
from generator.interview.plan import START, Field
from generator.interview.state import Reply, State


def default_of(field: Field, now: Look) -> tuple[Any, str]:
    """The default of a field as things stand, and its reason; (MISSING, "") where there is none."""
    return default_in(field, now.raw, now.names, now.us, now.plan)


def proposal(id: str, now: Look) -> dict[str, tuple[Any, str]]:
    """For each field asked now: what would be taken by Enter, and why. The answer given before comes first."""
    if id == START:
        return {}
    reply = now.state.replies.get(id)
    given: dict[str, tuple[Any, str]] = {}
    for field in fields_now(id, now):
        value, because = default_of(field, now)
        if reply is not None and _fits(reply.value.get(field.name, MISSING), field, now):
            value, because = reply.value[field.name], "your answer before"
        elif reply is None and (there := _there(field, now)) is not MISSING:
            value, because = there, "as the deal file has it"
        if value is not MISSING:
            given[field.name] = (value, because)
    return given


def _there(field: Field, now: Look) -> Any:
    """What the deal file says for a field that has no answer; MISSING for nothing, and for rows that are not sound or not all its own."""
    if not field.front.path:
        return MISSING
    there = found(now.raw, field.steps(now.us))
    return copy.deepcopy(there) if _fits(there, field, now) and not (holds_rows(field, now.us) and field.front.fixed) else MISSING


def _fits(there: Any, field: Field, now: Look) -> bool:
    """Whether there is anything that can be proposed: what a hand wrote in the place of rows cannot."""
    return there is not MISSING and (field.front.extends or not holds_rows(field, now.us) or rows_in(there) is not None)


def fields_now(id: str, now: Look) -> list[Field]:
    """The fields of a question that are asked as things stand."""
    if id == START:
        return []
    names = {**now.names, "side_fixed": now.state.side is not None}
    return list(fields_of(now.plan.question(id), now.raw, now.us, names))


def answer(id: str, reply: Reply, now: Look) -> State:
    """The state after an answer: what it depended on is remembered, answers that no longer apply are parked, and the next
    question to ask is on the screen."""
    return answered(id, reply, now).state


def answered(id: str, reply: Reply, now: Look) -> Look:
    """The same, looked at."""
    replies = {**now.state.replies, id: replace(reply, basis=now.bases.get(id, ""), parked=False)}
    base = copy.deepcopy(dict(now.state.base))
    if id != START:
        strip(base, now.plan.question(id), now.us)
    state = replace(now.state, base=base, replies=replies)
    after = look(state, now.plan)
    parked = _parked(replies, after)
    if parked != replies:
        after = look(replace(state, replies=parked), now.plan)
    return moved(_next(id, after), after)


def moved(at: str, now: Look) -> Look:
    """The same with another question on the screen: what was made of the answers, such as a draft, is not made again."""
    there = replace(now, state=replace(now.state, at=at))
    vars(there).update({name: value for name, value in vars(now).items() if name not in vars(there)})
    return there


def trying(id: str, value: Mapping[str, Any], now: Look) -> Look:
    """How things would stand with what is answered so far of one question: for the fields that come after."""
    replies = {**now.state.replies, id: Reply("answered", dict(value), basis=now.bases.get(id, ""))}
    return look(replace(now.state, replies=replies), now.plan)


def _parked(replies: Mapping[str, Reply], after: Look) -> dict[str, Reply]:
    return {id: replace(reply, parked=True) if id in after.parked else reply for id, reply in replies.items()}


def _next(id: str, after: Look) -> str:
    """The first question to ask after this one, else the first of all; empty at the end."""
    order = list(after.asked)
    at = order.index(id) if id in order else -1
    later = [one for one in after.to_ask if order.index(one) > at]
    return (later or list(after.to_ask) or [""])[0]


def back(now: Look) -> State:
    """To the question before; at the first it stays."""
    order = list(now.asked)
    at = order.index(now.current()) if now.current() in order else len(order)
    return replace(now.state, at=order[max(0, at - 1)])


def forward(now: Look) -> State:
    """To the question after, answered or not; past the last one to the first that is still to ask, if any."""
    order = list(now.asked)
    at = order.index(now.current()) if now.current() in order else len(order)
    return replace(now.state, at=order[at + 1] if at + 1 < len(order) else (now.to_ask or ("",))[0])


def jump(target: str, now: Look) -> State:
    """To a question (M16) or the first of a topic (S4). Raises KeyError with a sentence for one that does not apply."""
    wanted = target.strip().casefold()
    for id in now.asked:
        if id.casefold() == wanted:
            return replace(now.state, at=id)
    of_topic = [
        id for id in now.asked if id != START and now.plan.question(id).question.front.topic.casefold() == wanted
    ]  # fmt: skip
    if of_topic:
        return replace(now.state, at=of_topic[0])
    one = next((one for one in now.plan.asked if one.id.casefold() == wanted), None)
    if one is not None and one.flow == "deep":
        forced = replace(now.state, forced=now.state.forced | {one.id})
        after = look(forced, now.plan)
        if one.id in after.asked:
            return replace(forced, at=one.id)
    if one is not None:
        raise KeyError(f"{one.id} is not asked as the answers stand: {one.question.front.asks}")
    raise KeyError(f"no question or section “{target.strip()}”; write one such as M16 or S4")


def changes(before: Look, after: Look) -> dict[str, tuple[str, ...]]:
    """What an answer did to others: `again` (to be asked again), `parked`, `returned` (apply again), `broken`."""
    return {
        "again": tuple(id for id in after.stale if id not in before.stale),
        "parked": tuple(id for id in after.parked if id not in before.parked),
        "returned": tuple(id for id in before.parked if id not in after.parked),
        "broken": tuple(id for id in after.broken if id not in before.broken),
    }
