"""The replies make the deal: a fold of them over a base, in the order of the questions.

The replies are the truth, so that any way through the questions that ends in the same answers ends in the same deal.
Long because everything that says what a reply does to the deal stands together.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.bind import Bound, bind
from generator.deal import Deal, DealError, Fault
from generator.deal.alliance import SideName
from generator.deal.patch import ABSENT
from generator.deal.read import make_deal
from generator.interview.condition import holds, values_at
from generator.interview.place import MISSING, Pick, found, put, remove, steps_of
from generator.interview.plan import START, Asked, Field, Plan, for_side, sided, typed
from generator.interview.state import Reply, State
from generator.library.expression import Path, parse_expression
from generator.library.question import Pack
from generator.exit import add
from generator.values import Date, Duration

if TYPE_CHECKING:
    from generator.document.draft import Drafted

FROM_FILE = "file"  # who answered, where a deal file did


@dataclass(frozen=True, repr=False)
class Look:
    """An interview as it stands.

    `raw`: the deal the replies make. `private`: what goes into the private file. `asked`: the questions that apply, in order.
    `pending`: those of them without an answer; `stale`: those whose answer rests on something that has changed; `parked`:
    answers to questions that do not apply now.
    """

    plan: Plan
    state: State
    raw: dict[str, Any]
    private: dict[str, Any]
    asked: tuple[str, ...]
    pending: tuple[str, ...]
    stale: tuple[str, ...]
    parked: tuple[str, ...]
    bases: Mapping[str, str]
    us: SideName
    pack: str

    @property
    def them(self) -> SideName:
        return "b" if self.us == "a" else "a"

    @property
    def names(self) -> dict[str, Any]:
        return _names(self.raw, self.us, self.pack, self.state.deep)

    @cached_property
    def deal(self) -> Deal | None:
        """The deal, if it can be read."""
        return self._read[0]

    @cached_property
    def bound(self) -> Bound | None:
        """The deal with the library, if it fits."""
        return self._read[1]

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Why it cannot be read or does not fit."""
        return self._read[2]

    @cached_property
    def _read(self) -> tuple[Deal | None, Bound | None, tuple[Fault, ...]]:
        deal = None
        try:
            deal = make_deal(self.raw)
            return deal, bind(deal, self.plan.library), ()
        except DealError as error:
            return deal, None, tuple(error.faults)

    @cached_property
    def drafted(self) -> Drafted | None:
        """The paper that says most: the agreement, unless the deal asks for another that is signed. None while it does not fit."""
        if self.bound is None:
            return None
        # Loaded here: the first question waits for no draft.
        from generator.document.draft import draft_document

        papers = self.plan.library.papers
        texts = [kind for kind in self.raw.get("documents", []) if kind in papers and papers[kind].front.body == "text"]
        kind = next((kind for kind in texts if papers[kind].front.signed and not papers[kind].front.findings), "alliance_agreement")
        try:
            return draft_document(self.bound, kind)
        except DealError:
            return None

    @cached_property
    def broken(self) -> dict[str, str]:
        """Questions whose answers do not fit the rest, with the sentence that says why."""
        found: dict[str, str] = {}
        if not self.state.replies:
            return found
        for fault in self.faults:
            for id in self.asked:
                if id != START and id in self.state.replies and _owns(self.plan.question(id), fault.pointer, self.raw, self.us):
                    found.setdefault(id, fault.message)
        return found

    @property
    def to_ask(self) -> tuple[str, ...]:
        """What is still to be asked: without an answer, or to be asked again."""
        again = {*self.pending, *self.stale, *self.broken}
        return tuple(id for id in self.asked if id in again)

    @property
    def is_done(self) -> bool:
        return not self.to_ask

    def current(self) -> str:
        """The question on the screen: the one the user is at, else the first to ask; empty when all is answered."""
        if self.state.at in self.asked:
            return self.state.at
        return self.to_ask[0] if self.to_ask else ""


def _names(raw: Mapping[str, Any], us: SideName, pack: str, deep: bool) -> dict[str, Any]:
    return {"exits": exits_of(raw), "us": us, "them": "b" if us == "a" else "a", "pack": pack, "deep": deep}


def exits_of(raw: Mapping[str, Any]) -> list[Any]:
    """The kinds of exit in a deal."""
    there = raw.get("exit")
    return [item.get("kind") for item in there.get("triggers", [])] if isinstance(there, dict) else []


def look(state: State, plan: Plan) -> Look:
    """Fold the replies."""
    us = _side_of(state, plan)
    pack_id = str(state.replies[START].value.get("pack", "")) if START in state.replies else ""
    pack = plan.pack(pack_id)
    raw: dict[str, Any] = copy.deepcopy(dict(state.base))
    private: dict[str, Any] = {}
    sources: dict[str, Any] = {}
    asked, pending, stale, parked, bases = [], [], [], [], {}
    if START not in state.replies or state.replies[START].state != "skipped" or plan.questions.packs:
        asked.append(START)
        if START not in state.replies:
            pending.append(START)
    names = _names(raw, us, pack_id, True)
    for one in plan.asked:
        reply = state.replies.get(one.id)
        names["exits"] = exits_of(raw)
        applies = (
            holds(one.topic_when, raw, names)
            and holds(one.when, raw, names)
            and not (pack and (one.id in pack.front.hides or (pack.front.only and one.id not in pack.front.only)))
        )
        if not applies:
            if reply is not None:
                clear(raw, one, us)
                parked.append(one.id)
            continue
        is_asked = (
            one.flow != "deep"
            or state.deep
            or one.id in state.forced
            or bool(pack and one.id in pack.front.forces)
            or bool(reply and reply.by == FROM_FILE)
        )
        basis = _basis(one, raw, names, pack)
        bases[one.id] = basis
        if is_asked:
            asked.append(one.id)
        if reply is None or reply.parked or not is_asked:
            if is_asked:
                pending.append(one.id)
            if reply is not None:
                clear(raw, one, us)
                if not is_asked:
                    parked.append(one.id)
            if not is_asked and state.fill:
                _fill(raw, sources, one, us, names, pack)
            continue
        if reply.basis != basis:
            stale.append(one.id)
        _fold(raw, private, sources, one, reply, us, names)
    if sources or "sources" in raw:
        raw["sources"] = {**raw.get("sources", {}), **sources}
    return Look(plan, state, raw, private, tuple(asked), tuple(pending), tuple(stale), tuple(parked), bases, us, pack_id)


def _side_of(state: State, plan: Plan) -> SideName:
    """Whose side the user is on: fixed beforehand, or answered; a until then."""
    if state.side:
        return state.side
    for one in plan.asked:
        for field in one.fields:
            if field.front.private == "side" and one.id in state.replies:
                answer = state.replies[one.id].value.get(field.name)
                return "b" if answer == "b" else "a"
    return "a"


def _basis(one: Asked, raw: Mapping[str, Any], names: Mapping[str, Any], pack: Pack | None) -> str:
    """What a question reads of the answers before it, as text to compare."""
    reads: dict[str, Any] = {}
    for field in one.fields:
        if field.is_sided:
            reads["us"] = names["us"]
        for path in field.reads:
            expression = parse_expression(for_side(path, names["us"]))
            reads[path] = values_at(expression, raw, names) if isinstance(expression, Path) else None
        if pack and (place := field.front.path or f"{one.id}.{field.name}") in pack.front.proposes:
            reads[f"pack {field.name}"] = pack.front.proposes[place]
    return json.dumps(reads, sort_keys=True, ensure_ascii=False) if reads else ""


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


def _fold(
    raw: dict[str, Any], private: dict[str, Any], sources: dict[str, Any], one: Asked, reply: Reply, us: SideName, names: Mapping[str, Any]
) -> None:
    """Put one reply into the deal. What was skipped or left empty takes nothing away that another answer says at its place."""
    if reply.state == "skipped":
        return
    for field in fields_of(one, raw, us, names):
        if field.front.private:
            if field.name in reply.value:
                put_private(private, field.front.private, reply.value[field.name])
            continue
        if field.front.options:
            _fold_options(raw, field, reply.value.get(field.name), us, None if reply.by == FROM_FILE else names)
        elif field.front.extends:
            _fold_columns(raw, field, reply.value.get(field.name), us)
        elif (shape := field.shape(us)) is not None and shape.kind == "rows":
            _fold_rows(raw, field, reply.value.get(field.name), us)
        else:
            _fold_value(raw, field, reply, us)
        if reply.by != FROM_FILE:
            sources[field.path(us) or f"{one.id}.{field.name}"] = _source(one, reply)


def _source(one: Asked, reply: Reply) -> dict[str, Any]:
    said: dict[str, Any] = {"from": "default" if reply.state == "default" else "interview", "question": one.id}
    said |= {key: value for key, value in (("by", reply.by), ("on", reply.on)) if value}
    if reply.state in ("open", "partner"):
        said["unsure"] = open_note(reply)
    return said


def open_note(reply: Reply) -> str:
    """What an open value says of itself."""
    if reply.state == "partner":
        return f"to be asked of the other side: {reply.note}" if reply.note else "to be asked of the other side"
    return reply.note or "not sure yet"


def _fill(raw: dict[str, Any], sources: dict[str, Any], one: Asked, us: SideName, names: Mapping[str, Any], pack: Pack | None) -> None:
    """The usual values of a question of the deep dive that is not asked, where the deal says nothing: no blanks for want of time."""
    for field in fields_of(one, raw, us, names):
        if not field.front.path or field.front.extends or found(raw, field.steps(us)) is not MISSING:
            continue
        value, _ = default_in(field, raw, names, us, pack)
        if value is not MISSING and not isinstance(value, dict | list):
            put(raw, field.steps(us), value)
            sources[field.path(us)] = {"from": "default", "question": one.id}


def default_in(field: Field, raw: Mapping[str, Any], names: Mapping[str, Any], us: SideName, pack: Pack | None) -> tuple[Any, str]:
    """The default of a field over a deal, and its reason; (MISSING, "") where there is none. What a pack proposes comes first."""
    path = field.path(us)
    if pack:
        proposed = {for_side(place, us): value for place, value in pack.front.proposes.items()}
        place = path or f"{field.question}.{field.name}"
        if place in proposed:
            value = typed(path, proposed[place], us, field.library, raw) if path else copy.deepcopy(proposed[place])
            return value, f"as in the pack “{pack.front.title}”"
    for when, value, because in field.defaults:
        if holds(when, raw, names):
            made = _made(value, field, raw, us)
            if made is not MISSING:
                return made, because
    return _row_default(field, raw, us) if field.front.path else (MISSING, "")


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
    made = field.typed(field.path(us), value, us, raw)
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
    return field.typed(field.path(us), cell.value, us, raw), cell.why or "as the clause has it"


def _fold_value(raw: dict[str, Any], field: Field, reply: Reply, us: SideName) -> None:
    steps = field.steps(us)
    if field.name in reply.value:
        remove(raw, steps)
        put(raw, steps, copy.deepcopy(reply.value[field.name]))
    elif reply.state in ("open", "partner") and (shape := field.shape(us)) and shape.can_open:
        remove(raw, steps)
        put(raw, steps, {"open": open_note(reply)})


def _fold_rows(raw: dict[str, Any], field: Field, rows: Any, us: SideName) -> None:
    steps = field.steps(us)
    fixed = field.fixed(us)
    there = found(raw, steps)
    others = [row for row in there if not _has(row, fixed)] if isinstance(there, list) and fixed else []
    made = [*others, *({**copy.deepcopy(dict(row)), **fixed} for row in rows or [])]
    remove(raw, steps)
    if made:
        put(raw, steps, made)


def _fold_columns(raw: dict[str, Any], field: Field, rows: Any, us: SideName) -> None:
    there = found(raw, field.steps(us))
    if not isinstance(there, list):
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


def _has(row: Mapping[str, Any], fixed: Mapping[str, Any]) -> bool:
    return all(row.get(key) == value for key, value in fixed.items())


def clear(raw: dict[str, Any], one: Asked, us: SideName) -> None:
    """Take everything a question owns out of the deal."""
    for field in one.fields:
        if field.front.private:
            continue
        if field.front.options:
            _fold_options(raw, field, [], us, None)
        elif field.front.extends:
            _fold_columns(raw, field, {}, us)
        elif (shape := field.shape(us)) is not None and shape.kind == "rows":
            _fold_rows(raw, field, [], us)
        else:
            remove(raw, field.steps(us))


def strip(base: dict[str, Any], one: Asked, us: SideName, names: Container[str] | None = None) -> None:
    """Take out of the base what an answer owns, or the fields named; an element of a kind stays, for it is more than an answer."""
    for field in one.fields:
        if field.front.private or (names is not None and field.name not in names):
            continue
        if field.front.options:
            for path in field.sets(us):
                if not isinstance(steps_of(path)[-1], Pick):
                    remove(base, steps_of(path))
        elif field.front.extends:
            _fold_columns(base, field, {}, us)
        elif (shape := field.shape(us)) is not None and shape.kind == "rows":
            _fold_rows(base, field, [], us)
        else:
            remove(base, field.steps(us))


def put_private(private: dict[str, Any], path: str, value: Any) -> None:
    """Set a place of a private file; its tables have one level, with dots in their keys."""
    table, _, key = path.partition(".")
    if key:
        private.setdefault(table, {})[key] = value
    else:
        private[table] = value


def _owns(one: Asked, pointer: str, raw: Mapping[str, Any], us: SideName) -> bool:
    """Whether what a fault points at is this question's."""
    at = pointer.split("/")[1:]
    for path in one.owned(us):
        spot: list[str] = []
        here: Any = raw
        for step in steps_of(path):
            if isinstance(here, list):
                key, wanted = ("kind", step.kind) if isinstance(step, Pick) else ("id", step)
                n = next((n for n, item in enumerate(here) if item.get(key) == wanted), None)
                if n is None:
                    break
                spot.append(str(n))
                here = here[n]
            else:
                spot.append(str(step))
                here = here.get(step) if isinstance(here, dict) else None
        else:
            if at[: len(spot)] == spot:
                return True
    return False
