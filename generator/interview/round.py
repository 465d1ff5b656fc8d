"""One question: its fields one after the other, with back among them, until there is a reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.interview.asking import Slot, named, slot_of
from generator.interview.look import Look
from generator.interview.place import MISSING
from generator.interview.plan import START, Field
from generator.interview.proposing import BEFORE, FILE, is_rows, kept, proposed, taken
from generator.interview.screen import OTHERS, Answer, Ask, Choice, Command, Tone
from generator.interview.session import fields_now, trying
from generator.interview.state import Reply, ReplyState

if TYPE_CHECKING:
    from generator.interview.dialogue import Dialogue

_IN_PLACE = ("why", "draft", "open", "help")
_AWAY = ("forward", "go", "review", "rest", "quit")


class Round:
    """`now`: as things stood when the question came up; `here`: with the fields answered so far."""

    def __init__(self, dialogue: Dialogue, id: str) -> None:
        self.dialogue, self.id = dialogue, id
        self.now: Look = dialogue.now
        self.here: Look = dialogue.now
        self.settled: dict[str, Any] = {}
        self.given: dict[str, Any] = {}  # answered in this round and gone back over
        self.others: tuple[Choice, ...] = OTHERS
        self.taken_only = True
        self.field: Field | None = None

    # The fields

    def run(self) -> Reply:
        """The reply to the question. Raises Moved."""
        if self.id == START:
            return self._start()
        names = {field.name for field in self.now.plan.question(self.id).fields}
        while True:
            if names <= set(self.settled):
                return self._reply()
            self.here = self._here()
            field = next((one for one in fields_now(self.id, self.here) if one.name not in self.settled), None)
            if field is None:
                return self._reply()
            if self.settled or self.given:
                # What is answered of a question so far is kept, for it may be long.
                self.dialogue.keep_partly(self, self.given)
            if self.settled:
                self.tell("")
            self.field = field
            value, because = proposed(self.id, field, self.now, self.here)
            if field.name in self.given:
                value, because = self.given[field.name], "as you said a moment ago"
            answer = self._asked(field, value, because)
            if isinstance(answer, Command):
                if (reply := self._command(answer, field)) is not None:
                    return reply
                continue
            if answer is MISSING and field.front.required:
                self.tell("This one is needed. Write it, or type :notsure, :partner or :skip.", tone="warn")
                continue
            if answer is not value or because in (BEFORE, FILE) or field.name in self.given:
                self.taken_only = False
            self.settled[field.name] = answer
            self.given.pop(field.name, None)

    def _here(self) -> Look:
        values = self.values
        return trying(self.id, values, self.now) if values else self.now

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.settled.items() if value is not MISSING}

    def _asked(self, field: Field, value: Any, because: str) -> Any:
        """The raw answer to a field, MISSING for none, or a command."""
        from generator.interview.columns import ask_columns
        from generator.interview.rows import Rows

        if field.front.extends:
            before = value if isinstance(value, dict) else {}
            return ask_columns(self, field, self.here, before, lambda values: self.hold(field.name, values))
        if is_rows(field, self.here):
            rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
            made = Rows(self, field, self.here, rows, bool(rows) and because not in (BEFORE, FILE), because).run()
            return made if isinstance(made, Command) or made != value else value
        return self.value(slot_of(field, self.here), value, because, self.others)

    def value(self, slot: Slot, value: Any, because: str, others: tuple[Choice, ...]) -> Any:
        """Ask for one value: raw, MISSING for none, or a command."""
        while True:
            answer = self.ask(slot.ask(value, because, self.bar, others))
            if isinstance(answer, Command):
                return value if answer.name == "take" else answer
            raw = slot.raw(answer)
            if (fault := slot.wrong(raw)) is None:
                return raw
            self.tell(fault, tone="warn")

    def hold(self, name: str, value: Any) -> None:
        """Keep what there is of a list that is still being asked."""
        self.given[name] = value
        self.taken_only = False
        self.dialogue.keep_partly(self, {name: value})
        self.here = trying(self.id, {**self.values, name: value}, self.now)

    # What is done instead of an answer

    def _command(self, command: Command, field: Field) -> Reply | None:
        """A reply that ends the question, or None to go on asking. Raises Moved."""
        by, on = self.dialogue.author, self.dialogue.on
        if command.name == "back":
            if self.settled:
                name, value = self.settled.popitem()
                if value is not MISSING:
                    self.given[name] = value
                return None
            self.dialogue.move(command, self)
            return None
        if command.name == "skip":
            left = {name: value for name, value in kept(self.id, self.now).items() if self.id not in self.now.state.replies}
            return Reply("skipped", {**left, **self.values}, command.rest, by=by, on=on)
        if command.name in ("notsure", "partner"):
            state: ReplyState = "open" if command.name == "notsure" else "partner"
            begun = {field.name: self.given[field.name]} if field.name in self.given else {}
            return Reply(state, {**self._closed(field), **self.values, **begun}, command.rest, by=by, on=on)
        if command.name == "default":
            found = taken(self.id, self.now, self.settled, by, on)
            if not found.missing:
                return found.reply if not self.values or self.taken_only else replace(found.reply, state="answered")
            self.settled |= {name: value for name, value in found.values.items() if name not in self.settled}
            self.tell("The rest is taken; this one is needed and has nothing to propose.", tone="warn")
        return None

    def _closed(self, field: Field) -> dict[str, Any]:
        """What is proposed for the fields that cannot be left open, from this one on."""
        closed: dict[str, Any] = {}
        for one in fields_now(self.id, self.here):
            shape = one.shape(self.now.us)
            if one.name in self.settled or (shape is not None and shape.can_open):
                continue
            value, _ = proposed(self.id, one, self.now, self.here)
            if value is not MISSING:
                closed[one.name] = value
        return closed

    def _reply(self) -> Reply:
        before = self.now.state.replies.get(self.id)
        values = self.values
        same = before is not None and before.state == "default" and dict(before.value) == values
        return Reply(
            "default" if (self.taken_only and values) or same else "answered", values, by=self.dialogue.author, on=self.dialogue.on
        )

    def _start(self) -> Reply:
        """The first question of all: a pack of proposed answers, or none."""
        packs = self.now.plan.packs.values()
        choices = [Choice(pack.front.id, pack.front.title, (pack.front.why,)) for pack in packs]
        choices.append(Choice("none", "None of these", ("every question, with a proposal for each",)))
        answer = self.ask(
            Ask(
                label="Which of these is closest to what you plan?", choices=tuple(choices),
                others=(), default=self.now.pack or "none", shown=self._pack_title() or "none of these", bar=self.bar,
            )
        )  # fmt: skip
        by, on = self.dialogue.author, self.dialogue.on
        if isinstance(answer, Command) and answer.name == "back":
            self.dialogue.move(answer, self)
        pack = answer if isinstance(answer, str) else self.now.pack or "none"
        return Reply("skipped", by=by, on=on) if pack == "none" else Reply("answered", {"pack": pack}, by=by, on=on)

    def _pack_title(self) -> str:
        pack = self.now.plan.packs.get(self.now.pack)
        return pack.front.title if pack else ""

    # The screen

    def ask(self, ask: Ask) -> Answer:
        """Ask; what does not touch the answer is done at once. Raises Moved for what leads elsewhere."""
        while True:
            answer = self.dialogue.screen.ask(ask)
            if not isinstance(answer, Command):
                return answer
            if answer.name in _IN_PLACE:
                self.dialogue.show(answer, self, ask)
            elif answer.name in _AWAY:
                self.dialogue.move(answer, self)
            else:
                return answer

    def tell(self, *lines: str, tone: Tone = "text") -> None:
        self.dialogue.screen.tell(*lines, tone=tone)

    def named(self, text: str) -> str:
        return named(text, self.here)

    @property
    def bar(self) -> str:
        return self.dialogue.bar(self.id)


def shown(values: Mapping[str, Any], id: str, now: Look) -> str:
    """The answer to a question in words, in one line."""
    if id == START:
        pack = now.plan.packs.get(str(values.get("pack", "")))
        return pack.front.title if pack else "none"
    parts = []
    for field in now.plan.question(id).fields:
        if field.name not in values:
            continue
        value = values[field.name]
        if field.front.extends and isinstance(value, dict):
            parts.append(f"{len(value)} row{'' if len(value) == 1 else 's'}")
        elif words := slot_of(field, now).words(value):
            parts.append(words)
    return " · ".join(parts)
