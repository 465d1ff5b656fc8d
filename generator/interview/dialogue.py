"""The interview as a talk: questions in order, commands, what an answer changed; the same on every screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from generator.interview import keep
from generator.interview.asking import named
from generator.interview.fold import look
from generator.interview.look import Look
from generator.interview.pages import help_page, review_page, why_page
from generator.interview.place import Pick, steps_of
from generator.interview.plan import START, Plan
from generator.interview.progress import progress
from generator.interview.proposing import kept, taken
from generator.interview.round import Round
from generator.interview.screen import Ask, Command, Screen
from generator.interview.session import answer, answered, back, changes, fields_now, forward, jump
from generator.interview.state import Reply, State

# The basis of a reply of which only some fields are given yet: it fits nothing, so the question is asked again.
UNFINISHED = "unfinished"
_MOST_NAMED = 8


class Moved(Exception):
    """The user goes to another question; where stands in the state of the dialogue."""


class Left(Exception):
    """The user leaves."""


class Dialogue:
    """A talk on one deal. `on`: the day, for the sources of answers; `section`: the only topic asked, or none."""

    def __init__(self, screen: Screen, opened: keep.Opened, plan: Plan, on: str, section: str = "") -> None:
        self.screen, self.opened, self.plan, self.on, self.section = screen, opened, plan, on, section
        self.now: Look = look(opened.state, plan)
        self.introduced: set[str] = set()

    @property
    def author(self) -> str:
        return self.now.us

    def run(self) -> None:
        """Ask until nothing is left to ask, or of the section. Raises Left, KeyboardInterrupt, EOFError."""
        if self.section:
            self._go(jump(self.section, self.now))
        while id := self.now.current():
            self._head(id)
            try:
                self._given(id, Round(self, id).run())
            except Moved:
                continue
            if self.section and not self._within(id):
                return

    def _within(self, id: str) -> bool:
        """Go to the next question of the section that is asked; False at its end."""
        order = self.now.asked
        later = [one for one in order[order.index(id) + 1 :] if self._topic(one) == self.section] if id in order else []
        if later:
            self._go(replace(self.now.state, at=later[0]))
        return bool(later)

    def _topic(self, id: str) -> str:
        return "start" if id == START else self.plan.question(id).question.front.topic

    # One question

    def _head(self, id: str) -> None:
        where, topic = progress(self.now), self._topic(id)
        self.screen.tell("")
        if topic not in self.introduced and topic in self.plan.questions.topics:
            one = self.plan.questions.topics[topic]
            self.screen.tell(f"{_code(topic)}{one.front.title}", tone="title")
            self.screen.tell(*named(one.intro, self.now).split("\n"), "")
        self.introduced.add(topic)
        self.screen.tell(f"{_code(topic)}{where}", tone="quiet")
        if id == START:
            return
        self.screen.tell(f"{id} {named(self.plan.question(id).question.front.asks, self.now)}", tone="asks")
        reply = self.now.state.replies.get(id)
        if id in self.now.broken:
            self.screen.tell(f"Your answer does not fit the rest: {self.now.broken[id]}", tone="warn")
        elif reply is not None and reply.basis == UNFINISHED:
            self.screen.tell("You have begun this one; what you said is proposed.", tone="quiet")
        elif reply is not None and reply.parked:
            self.screen.tell("You answered this before it was put aside; your answer is proposed again.", tone="quiet")
        elif id in self.now.stale:
            self.screen.tell("You answered this, and something it rests on has changed since.", tone="warn")

    def _given(self, id: str, reply: Reply) -> None:
        """A reply is given: save it, and tell what it changed."""
        before = self.now
        self._at(answered(id, reply, before))
        for line in changed(before, self.now, id):
            self.screen.tell(line, tone="warn")
        from generator.interview import effect

        if line := effect.line(before, self.now):
            self.screen.tell(line, tone="quiet")
        if id != START and any(_is_exit_time(field.front.path) for field in self.plan.question(id).fields):
            from generator.interview import timeline

            self.screen.tell(*timeline.picture(self.now, getattr(self.screen, "width", 78)), tone="quiet")

    def _go(self, state: State) -> None:
        self._at(look(state, self.plan))

    def _at(self, now: Look) -> None:
        self.now = now
        self.opened = keep.save(self.opened, self.now)

    def keep_partly(self, round: Round, more: dict[str, Any] | None = None) -> None:
        """Keep on disk what is answered of a question so far, so that a long one is not lost; it is asked again."""
        state = self._partly(round, more or {})
        if state is not None:
            self.opened = keep.save(self.opened, look(state, self.plan))

    def _partly(self, round: Round, more: dict[str, Any]) -> State | None:
        values = {**kept(round.id, round.now), **round.values, **more}
        reply = round.now.state.replies.get(round.id)
        if round.id == START or not (round.values or more) or (reply is not None and dict(reply.value) == values):
            return None
        state = answer(round.id, Reply("answered", values, by=self.author, on=self.on), round.now)
        unfinished = replace(state.replies[round.id], basis=UNFINISHED)
        return replace(state, replies={**state.replies, round.id: unfinished}, at=round.id)

    # Commands

    def show(self, command: Command, round: Round, ask: Ask) -> None:
        """What leaves the answer alone: why, draft, open, help."""
        if command.name == "why":
            self.screen.tell(*why_page(round.id, round.here, ask, round.field))
        elif command.name == "help":
            self.screen.tell(*help_page())
        elif command.name == "draft":
            from generator.interview import effect

            feeds = self.plan.question(round.id).question.front.feeds if round.id != START else []
            self.screen.tell(*(effect.words(round.here, feeds) or ["This question feeds no clause."]))
        else:
            from generator.interview import effect

            self.screen.tell(*(effect.open_points(round.here) or ["Nothing is open."]))

    def move(self, command: Command, round: Round) -> None:
        """What leads away: raises Moved or Left, or returns after a sentence where there is no such place."""
        state = self._partly(round, round.given)
        here = look(state, self.plan) if state is not None else self.now
        if command.name == "quit":
            raise Left
        if command.name == "go":
            try:
                target = jump(command.rest, here)
            except KeyError as error:
                self.screen.tell(str(error.args[0]), tone="warn")
                return
            self._go(target)
        elif command.name == "review":
            self.now = here
            if not self.review():
                self._go(replace(self.now.state, at=round.id))
        elif command.name == "rest":
            self.now = here
            self.rest()
        else:
            target = forward(here) if command.name == "forward" else back(here)
            if target.at == round.id:
                self.screen.tell("This is the first question." if command.name == "back" else "This is the last one.", tone="quiet")
                return
            self._go(target)
        raise Moved

    def review(self) -> bool:
        """All answers on a page; True when the user chose one to change."""
        self.screen.tell(*review_page(self.now))
        ids = tuple(id for id in self.now.asked)
        while True:
            said = self.screen.ask(
                Ask(label="Which one do you want to change?", others=(), shown="none, go on", hint="Such as: M16", words=ids)
            )
            if isinstance(said, Command):
                if said.name == "quit":
                    raise Left
                said = said.rest if said.name == "go" else ""
            if not isinstance(said, str) or not said:
                return False
            try:
                self._go(jump(said, self.now))
                return True
            except KeyError as error:
                self.screen.tell(str(error.args[0]), tone="warn")

    def rest(self) -> None:
        """Take what is proposed for all that remain, up to one that needs an answer of the user's own."""
        done: list[str] = []
        state = self.now.state
        self.now = look(replace(state, at=""), self.plan)
        while (id := self.now.current()) and id not in done:
            found = taken(id, self.now, by=self.author, on=self.on)
            if found.missing:
                asks = {field.name: field.front.asks or "" for field in fields_now(id, self.now)}
                self.screen.tell(f"{id} needs your own answer{_what(asks, found.missing)}.", tone="warn")
                break
            self.now = look(answer(id, found.reply, self.now), self.plan)
            done.append(id)
        self._go(self.now.state)
        said = ", ".join(done) if len(done) <= _MOST_NAMED else f"{done[0]} to {done[-1]}"
        self.screen.tell(
            f"Taken as proposed: {len(done)} question{'' if len(done) == 1 else 's'}{f' ({said})' if done else ''}.", tone="quiet"
        )

    def bar(self, id: str) -> str:
        where = progress(self.now)
        left = f"about {where.minutes} min left" if where.minutes else "nearly done"
        return f"{id} · {where.number} of {where.of} · {left}"


def _what(asks: dict[str, str], missing: Sequence[str]) -> str:
    words = next((asks.get(name, "") for name in missing), "")
    return f": {words.rstrip('?.')}" if words else ""


def _code(topic: str) -> str:
    """A main section is known by its short name as well: “S4 ”."""
    return f"{topic.upper()} " if topic[:1] == "s" and topic[1:].isdigit() else ""


def _is_exit_time(path: str | None) -> bool:
    """Whether a place is a time that the picture of the exits shows."""
    if path is None:
        return False
    steps = steps_of(path.replace("{us}", "a").replace("{them}", "b"))
    return path == "term.lock_in" or (any(isinstance(step, Pick) for step in steps) and steps[-1] in ("notice", "cure", "lock_in"))


def changed(before: Look, after: Look, id: str) -> list[str]:
    """What an answer did to others, in sentences."""
    found = {key: [one for one in ids if one != id] for key, ids in changes(before, after).items()}
    again = [one for one in found["again"] if one not in found["returned"]]
    lines = []
    if again:
        n, they = len(again), "they come" if len(again) > 1 else "it comes"
        lines.append(f"This changes {n} answer{'' if n == 1 else 's'} you gave: {_listed(again)}; {they} again.")
    if found["parked"]:
        lines.append(f"Put aside, and kept: {_listed(found['parked'])}.")
    if found["returned"]:
        lines.append(f"These apply again: {_listed(found['returned'])}; your answers are proposed.")
    lines += [f"{one} does not fit any more: {after.broken[one]}" for one in found["broken"][:3]]
    return lines


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids) if len(ids) <= _MOST_NAMED else f"{', '.join(ids[:_MOST_NAMED])} and {len(ids) - _MOST_NAMED} more"
