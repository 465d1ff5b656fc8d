"""Somebody who answers every question the same way whenever it is asked, wherever she comes from."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from generator.interview.fold import look
from generator.interview.look import Look
from generator.interview.place import MISSING, Shape
from generator.interview.plan import START, Field, Plan
from generator.interview.session import answer, back, default_of, fields_now, forward, jump, trying
from generator.interview.state import Reply, State

NEW = {"pactwright": 1, "id": "walk", "draft_date": "2026-03-02", "sides": {"a": {"short": "Side A"}, "b": {"short": "Side B"}}}
_SAMPLES: dict[str, Sequence[Any]] = {
    "date": ("2026-05-04", "2026-09-30", "2027-01-29"), "moment": ("2026-10-30", "6 months after the Effective Date", "2027-03-31"),
    "duration": ("30 days", "6 months", "10 business days"), "money": ("EUR 25,000", "GBP 1,000", "USD 3,000,000"),
    "percent": ("10%", "80%", "33.3%"), "place": ("Germany", "England and Wales", "New York"), "number": (2, 3, 1), "yes_no": (True, False),
}  # fmt: skip


def fresh(**more: Any) -> State:
    return State(NEW, fill=True, **more)


def sample(shape: Shape, variant: int, id: str) -> Any:
    """A value that may stand at a place; another for another variant where there is a choice."""
    if shape.choices:
        word = shape.choices[variant % len(shape.choices)]
        value: Any = int(word) if word.isdigit() else word
        return [value] if shape.kind == "choices" else value
    for value in (*_SAMPLES.get(shape.kind, ())[variant % 3 :], *_SAMPLES.get(shape.kind, ())):
        if shape.fault(value) is None:
            return value
    words = f"words {variant} for {id}"
    return next(value for value in ([words], words, "EUR", "Europe/London", "36 months", "none", 2, [], {}) if shape.fault(value) is None)


def value_of(field: Field, now: Look, variant: int) -> Any:
    """What she answers to one field; MISSING for nothing. Variant 0 takes the default where there is one."""
    default, _ = default_of(field, now)
    if variant == 0 and default is not MISSING:
        return default
    if field.front.options:
        ids = field.ids()
        return ids[variant % 2 :: 2] if field.front.many else ids[variant % len(ids)]
    shape = field.shape(now.us)
    assert shape is not None
    if field.front.private == "side":
        return "a"
    if shape.kind != "rows":
        return sample(shape, variant, field.name)
    columns = field.columns(now.us)
    if field.front.extends:
        rows = now.raw
        for step in field.path(now.us).split("."):
            rows = rows.get(step, {}) if isinstance(rows, dict) else {}
        return {row["id"]: {key: sample(of, variant, key) for key, of in columns.items()} for row in rows or []}
    return [
        {"id": field.row_id(n, now.us), **{key: sample(of, variant + n, key) for key, of in columns.items()}}
        for n in range(1, 3 + variant % 2)
    ]


def reply_to(id: str, now: Look, variant: int) -> Reply:
    """Her answer, field by field as the fields before it decide."""
    if id == START:
        packs = ["", *now.plan.packs]
        return Reply("answered", {"pack": packs[variant % len(packs)]})
    value: dict[str, Any] = {}
    seen: set[str] = set()
    rest = now.plan.question(id).fields
    depends = any(field.when is not None or field.reads for field in rest)
    trial = trying(id, {}, now) if depends else now
    while field := next((field for field in fields_now(id, trial) if field.name not in seen), None):
        seen.add(field.name)
        if (said := value_of(field, trial, variant)) is not MISSING:
            value[field.name] = said
        if depends:
            trial = trying(id, value, now)
    # Made-up words are no ids of clauses or criteria; where the deal has to know them, she passes.
    return Reply("skipped") if id in trying(id, value, now).broken else Reply("answered", value)


def straight(plan: Plan, state: State, variant: int = 0) -> Look:
    """Every question once, in order."""
    now = look(state, plan)
    for _ in range(400):
        if now.is_done:
            return now
        id = now.to_ask[0]
        now = look(answer(id, reply_to(id, now, variant), now), plan)
    raise AssertionError(f"no end: {now.to_ask[:5]}, {now.broken}")


def wander(plan: Plan, state: State, seed: int, steps: int) -> Look:
    """Answers, back, forward and jumps, in any order and of any variant."""
    chance = random.Random(seed)
    now = look(state, plan)
    for _ in range(steps):
        move = chance.random()
        if move < 0.6 and now.current():
            id = now.current()
            state = answer(id, reply_to(id, now, chance.randrange(5)), now)
        elif move < 0.7:
            state = back(now)
        elif move < 0.8:
            state = forward(now)
        else:
            state = jump(chance.choice(now.asked), now)
        now = look(state, plan)
    return now


def settle(plan: Plan, now: Look, variant: int = 0) -> Look:
    """Goes through everything from the top until every answer is the one of this variant."""
    for _ in range(8):
        before = now.raw
        for one in [START, *(asked.id for asked in plan.asked)]:
            if one in now.asked:
                now = look(answer(one, reply_to(one, now, variant), now), plan)
        if now.is_done and now.raw == before:
            return now
    raise AssertionError(f"does not settle: {now.to_ask}, {now.broken}")
