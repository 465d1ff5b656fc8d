"""The interview without anybody: answers from a file, what is proposed for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from generator.deal import DealError, Fault
from generator.deal.read import parse_object, read_text
from generator.interview.asking import slot_of
from generator.interview.look import Look
from generator.interview.place import MISSING
from generator.interview.plan import START, Field, Plan
from generator.interview.fold import look
from generator.interview.proposing import is_rows, taken, with_ids
from generator.interview.session import answer, fields_now, trying
from generator.interview.state import Reply, ReplyState
from generator.values import is_open, nearest

_STATES = get_args(ReplyState)


@dataclass(frozen=True)
class Answers:
    """A file of answers: by id of the question, a value, an object of values by field, or {"state": …, "note": …}."""

    given: Mapping[str, Any]
    file: str = ""

    def fault(self, pointer: str, message: str) -> DealError:
        return DealError([Fault(pointer, message, self.file)])


def read_answers(path: Path, plan: Plan) -> Answers:
    """Raises DealError for a file that cannot be read, or a question that is not there."""
    made = Answers(parse_object(read_text(path), str(path), "a file of answers"), str(path))
    known = [START, *(one.id for one in plan.asked)]
    wrong = [id for id in made.given if id not in known]
    if wrong:
        raise DealError([Fault(f"/{id}", f"there is no question “{id}”{nearest(id, known)}", made.file) for id in wrong])
    return made


@dataclass(frozen=True)
class Filled:
    """`unused`: answers to questions that are not asked as the others stand."""

    now: Look
    answered: int
    unused: tuple[str, ...]


def fill(now: Look, answers: Answers, defaults: bool, on: str, section: str = "") -> Filled:
    """Answer in the order of the questions; a question reads the answers before it alone, so once through is enough.

    Raises DealError naming question and field: for a value that does not fit, and for a required one that is missing.
    """
    answered, unused = 0, []
    for id in (START, *(one.id for one in now.plan.asked)):
        if section and (id == START or now.plan.question(id).question.front.topic != section):
            continue
        if id in answers.given:
            if id != START and id not in now.bases:
                unused.append(id)
                continue
            reply = _reply(id, answers, now, defaults, on)
        elif defaults and id in now.to_ask:
            found = taken(id, now, by=now.us, on=on)
            _refuse_missing(id, found.missing, now, answers)
            reply = found.reply
        else:
            continue
        now = look(answer(id, reply, now), now.plan)
        answered += 1
    return Filled(look(_at_next(now), now.plan), answered, tuple(unused))


def _at_next(now: Look) -> Any:
    from dataclasses import replace

    return replace(now.state, at="")


def _reply(id: str, answers: Answers, now: Look, defaults: bool, on: str) -> Reply:
    given, by = answers.given[id], now.us
    if id == START:
        return _start(given, answers, now, on)
    note = ""
    state: ReplyState = "answered"
    if isinstance(given, dict) and "state" in given:
        if given["state"] not in _STATES:
            raise answers.fault(f"/{id}/state", f"“{given['state']}” is not allowed; write one of {', '.join(_STATES)}")
        state, note = given["state"], str(given.get("note", ""))
        given = given.get("value", {})
    values = _values(id, given, answers, now)
    if state == "default" or (state == "answered" and defaults):
        found = taken(id, now, values, by, on)
        _refuse_missing(id, found.missing, now, answers)
        return found.reply if state == "default" else Reply("answered", found.reply.value, note, by=by, on=on)
    if state == "answered":
        fields = fields_now(id, trying(id, values, now))
        _refuse_missing(id, tuple(field.name for field in fields if field.front.required and not values.get(field.name)), now, answers)
    return Reply(state, values, note, by=by, on=on)


def _start(given: Any, answers: Answers, now: Look, on: str) -> Reply:
    pack = given.get("pack", "none") if isinstance(given, dict) else given
    if pack in (None, "none", ""):
        return Reply("skipped", by=now.us, on=on)
    packs = now.plan.packs
    if pack not in packs:
        raise answers.fault(f"/{START}", f"there is no pack “{pack}”{nearest(str(pack), packs)}; write none or one of {', '.join(packs)}")
    return Reply("answered", {"pack": pack}, by=now.us, on=on)


def _values(id: str, given: Any, answers: Answers, now: Look) -> dict[str, Any]:
    """What the file says of one question -> raw values by field, each looked at."""
    asked = now.plan.question(id)
    names = [field.name for field in asked.fields]
    if not isinstance(given, dict) or (len(names) == 1 and names[0] not in given and (is_open(given) or given)):
        if len(names) > 1:
            raise answers.fault(f"/{id}", f"this question has several fields; write an object with some of {', '.join(names)}")
        given = {names[0]: given}
    for name in given:
        if name not in names:
            raise answers.fault(f"/{id}/{name}", f"there is no field “{name}”{nearest(name, names)}; the fields are {', '.join(names)}")
    values: dict[str, Any] = {}
    for field in asked.fields:
        if field.name in given:
            here = trying(id, values, now) if values else now
            values[field.name] = _value(field, given[field.name], here, answers, f"/{id}/{field.name}")
    return values


def _value(field: Field, given: Any, here: Look, answers: Answers, pointer: str) -> Any:
    slot = slot_of(field, here)
    if is_rows(field, here):
        if isinstance(given, list) and all(isinstance(row, dict) for row in given):
            given = with_ids(given, field, here)
        columns = [column.key for column in field.front.columns]
        for row in given if isinstance(given, list) else []:
            for key in row:
                if key not in (*columns, "id"):
                    raise answers.fault(pointer, f"a row has no “{key}”{nearest(key, columns)}; its columns are {', '.join(columns)}")
        if field.front.extends:
            return given
        if isinstance(given, list):
            fault = slot.wrong([{**row, **field.fixed(here.us)} if isinstance(row, dict) else row for row in given])
            if fault:
                raise answers.fault(pointer, fault)
            return given
    elif field.front.options:
        return _options(field, given, slot.options, answers, pointer)
    elif isinstance(given, str):
        given = slot.raw(given) if not slot.is_many else slot.raw((given,))
    fault = slot.wrong(given)
    if fault:
        raise answers.fault(pointer, fault)
    return given


def _options(field: Field, given: Any, options: Any, answers: Answers, pointer: str) -> Any:
    known = [option.id for option in options]
    chosen = given if isinstance(given, list) else given.get("chosen", []) if isinstance(given, dict) else [given]
    for one in chosen:
        if one not in known:
            raise answers.fault(pointer, f"“{one}” is not one of the options{nearest(str(one), known)}; write {', '.join(known)}")
    if not field.front.many and len(chosen) > 1:
        raise answers.fault(pointer, f"one option alone can be chosen here; write one of {', '.join(known)}")
    return chosen if field.front.many else chosen[0] if chosen else MISSING


def _refuse_missing(id: str, missing: tuple[str, ...], now: Look, answers: Answers) -> None:
    if missing:
        asks = now.plan.question(id).question.front.asks
        raise answers.fault(f"/{id}/{missing[0]}", f"{id} needs an answer in the field “{missing[0]}”, and has none: {asks}")
