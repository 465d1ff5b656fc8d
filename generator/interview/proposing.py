"""What Enter would take, for a field, a row, or a whole question."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.interview.look import Look
from generator.interview.place import MISSING, found, steps_of
from generator.interview.plan import START, Field, sided
from generator.interview.session import default_of, fields_now, proposal, trying
from generator.interview.state import Reply
from generator.library.question import ColumnFront

BEFORE, FILE = "your answer before", "as the deal file has it"
# What a new deal file calls its sides before anybody has said.
_NAMELESS = ("Side A", "Side B")


def kept(id: str, now: Look) -> dict[str, Any]:
    """What was answered to a question before, or stands in the deal file for it."""
    if id == START:
        return {}
    return {name: value for name, (value, because) in proposal(id, now).items() if because in (BEFORE, FILE)}


def proposed(id: str, field: Field, now: Look, here: Look) -> tuple[Any, str]:
    """The value and its reason; MISSING for none. `now`: before the question; `here`: with the fields before this one answered."""
    reply = now.state.replies.get(id)
    before = kept(id, now)
    if field.name in before and before[field.name] not in _NAMELESS and not _says_otherwise(id, field, now, here):
        return before[field.name], BEFORE if reply is not None and field.name in reply.value else FILE
    value, because = default_of(field, here)
    if is_rows(field, here) and isinstance(value, list):
        value = with_ids(value, field, here)
    return value, because


def _says_otherwise(id: str, field: Field, now: Look, here: Look) -> bool:
    """Whether the words before came of an option that is chosen no more: the new option brings words of its own."""
    path = field.path(here.us)
    if not any(isinstance(value, dict) and value.get("copy") == field.front.path for _, value, _ in field.defaults):
        return False
    reply = now.state.replies.get(id)
    if reply is None or field.name not in reply.value:
        return False
    then = trying(id, {name: value for name, value in reply.value.items() if name != field.name}, now)
    return bool(found(then.raw, steps_of(path)) != found(here.raw, steps_of(path)))


def is_rows(field: Field, now: Look) -> bool:
    """Whether it is asked row by row."""
    return bool(field.front.columns)


def with_ids(rows: list[Any], field: Field, here: Look) -> list[dict[str, Any]]:
    """Rows with an id each: the letter of the question and the first number that is free."""
    made: list[dict[str, Any]] = []
    for row in rows:
        id = row.get("id") or free_id(made, field, here)
        made.append({"id": id, **{key: value for key, value in row.items() if key != "id"}})
    return made


def free_id(rows: list[dict[str, Any]], field: Field, here: Look) -> str:
    """The first id of a new row that none has."""
    there = found(here.raw, steps_of(field.path(here.us)))
    taken = {row.get("id") for row in [*rows, *(there if isinstance(there, list) else [])]}
    return next(id for n in range(1, 10_000) if (id := field.row_id(n, here.us)) not in taken)


def column_default(column: ColumnFront, here: Look) -> Any:
    """What is proposed for a column of a new row; MISSING for nothing."""
    if column.default is None:
        return MISSING
    return copy.deepcopy(sided(column.default, here.us, here.raw))


@dataclass(frozen=True)
class Taken:
    """A question answered with what is proposed. `missing`: fields that need an answer and have none."""

    reply: Reply
    missing: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


def taken(id: str, now: Look, settled: Mapping[str, Any] | None = None, by: str = "", on: str = "") -> Taken:
    """What is proposed for all of a question but the fields in `settled`; those left out there have the value MISSING."""
    reply = now.state.replies.get(id)
    if id == START:
        return Taken(reply if reply is not None else Reply("skipped", by=by, on=on))
    if reply is not None and reply.state in ("open", "partner", "skipped") and not settled:
        return Taken(reply)
    values = {name: value for name, value in (settled or {}).items() if value is not MISSING}
    done = set(settled or ())
    missing: list[str] = []
    is_default = not values
    while True:
        here = trying(id, values, now) if values else now
        field = next((one for one in fields_now(id, here) if one.name not in done), None)
        if field is None:
            break
        done.add(field.name)
        value, because = proposed(id, field, now, here)
        if value is MISSING and field.front.suggest:
            value, because = suggested(field, here), ""
        if value is MISSING or value == []:
            if field.front.required:
                missing.append(field.name)
            continue
        if because in (BEFORE, FILE) and not (reply is not None and reply.state == "default"):
            is_default = False
        values[field.name] = value
    return Taken(Reply("default" if is_default else "answered", values, by=by, on=on), tuple(missing), values)


def suggested(field: Field, here: Look) -> list[dict[str, Any]]:
    """As many suggested rows as a question wants at least, or three."""
    from generator.interview.coach import row, suggest

    rows = [row(one, here) for one in suggest("", here)[: max(field.front.at_least, 3)]]
    columns = [(column.key, default) for column in field.front.columns if (default := column_default(column, here)) is not MISSING]
    return with_ids([{**dict(columns), **one} for one in rows], field, here)
