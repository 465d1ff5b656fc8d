"""Where a path of a terms file leads in a deal: to a field, to words of counsel, to an exit, to a clause that prints, or nowhere."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from generator.bind import BoundTrigger
from generator.bind.bind import CUSTOM
from generator.checks import View
from generator.deal.part import Item
from generator.deal.read import plain_data
from generator.document.lines import lines
from generator.library.shape import field_of
from generator.values import WordValue, nearest

AGREEMENT = "alliance_agreement"
# Fields of an exit that print counsel's words; whatever else an exit says, the program understands.
TRIGGER_WORDS = ("event", "note", "conditions")
OPEN_POINTS = "clauses.ts.open_points"


class NotThere(Exception):
    """The path leads nowhere. The message is a sentence."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a path leads. `said`: what stands there, as JSON; "" for a clause. `words`: why it is counsel's words alone, as the end
    of a sentence; `trigger`: the exit it is in.
    """

    path: str
    said: str = ""
    words: str = ""
    trigger: BoundTrigger | None = None

    @property
    def of_a_kind(self) -> bool:
        """Whether it is in an exit whose kind the library knows."""
        return self.trigger is not None and self.trigger.clause.id != CUSTOM


@dataclass
class Homes:
    """One filing, bound and drafted."""

    view: View

    @cached_property
    def raw(self) -> dict[str, Any]:
        """The deal file as it is written: short forms and all."""
        raw: dict[str, Any] = json.loads(self.view.deal._origin.text)
        return raw

    @cached_property
    def triggers(self) -> dict[str, BoundTrigger]:
        return {trigger.id: trigger for trigger in self.view.bound.triggers}

    @cached_property
    def printed(self) -> frozenset[str]:
        """The clauses of which a paper of the deal prints something."""
        return frozenset(clause.id for _, _, clause in self.view.clauses() if clause.heading or clause.blocks)

    @cached_property
    def agreement(self) -> str:
        """The words of the drafted agreement, without the layout."""
        drafted = self.view.papers[AGREEMENT]
        return _plain(" ".join(line.words for line in lines(drafted.document)))

    def prints(self, words: str) -> bool:
        """Whether words stand in the drafted agreement; breaks of lines and paragraphs do not matter."""
        return _plain(words) in self.agreement

    def find(self, path: str) -> Home:
        """Raises NotThere."""
        steps = path.split(".")
        said: Any = ""
        if steps[0] == "clauses":
            self._find_clause(path, steps)
        elif (said := _in_file(self.raw, steps)) is None:
            said = plain_data(_follow(*self._start(steps), path))
        trigger = self.triggers.get(steps[2]) if steps[:2] == ["exit", "triggers"] and len(steps) > 2 else None
        return Home(path, said and json.dumps(said, ensure_ascii=False), _words(path, steps, trigger), trigger)

    def _find_clause(self, path: str, steps: list[str]) -> None:
        if len(steps) < 3:
            raise NotThere(f"“{path}” names no clause; write “clauses.” and its id, as in clauses.effects.survival")
        id, rest = ".".join(steps[1:3]), steps[3:]
        clauses = self.view.bound.library.clauses
        if id not in clauses:
            raise NotThere(f"the library has no clause “{id}”{nearest(id, clauses)}")
        said = self.raw.get("clauses", {}).get(id, {})
        if rest == ["leave_out"] and "leave_out" in said:
            return
        if id not in self.printed:
            raise NotThere(f"the clause {id} is not printed: {self._why_not(id)}")
        if rest and _in_file(said, rest) is None:
            if rest[0] != "params":
                raise NotThere(f"the deal says nothing at “{path}”")
            _follow(self.view.bound.params[id].values, rest[1:], f"clauses.{id}.params", path)

    def _why_not(self, id: str) -> str:
        drafted = self.view.papers[AGREEMENT]
        reason = next(reason for reason in drafted.selection.reasons if reason.clause == id)
        return "it is in, but none of its text is" if reason.included else reason.because

    def _start(self, steps: list[str]) -> tuple[Any, list[str], str]:
        """A value, the steps from there, and its path. An exit has what the library adds to it."""
        if steps[:2] != ["exit", "triggers"] or len(steps) < 3:
            return self.view.deal, steps, ""
        trigger = self.triggers.get(steps[2])
        if trigger is None:
            raise NotThere(f"exit.triggers has no “{steps[2]}”; there are {', '.join(self.triggers)}")
        if len(steps) == 3:
            return trigger.own, [], trigger.path
        if steps[3] == "params":
            return self.view.bound.trigger_params(trigger).values, steps[4:], f"{trigger.path}.params"
        attribute = field_of(type(trigger.own), steps[3])
        if attribute is None:
            raise NotThere(_no_key(trigger.path, steps[3], _keys(trigger.own)))
        return trigger.settled(attribute), steps[4:], f"{trigger.path}.{steps[3]}"


def _plain(words: str) -> str:
    return " ".join(words.split())


def _words(path: str, steps: list[str], trigger: BoundTrigger | None) -> str:
    """Why a path leads to counsel's words alone; "" where it leads to something the program understands."""
    if steps[0] == "special":
        return f"{path} is a sentence of this deal alone"
    if path == OPEN_POINTS or path.startswith(f"{OPEN_POINTS}."):
        return f"{path} is a list in words"
    if trigger is None:
        return ""
    if len(steps) > 3 and steps[3] in TRIGGER_WORDS:
        return f"{path} is words"
    if trigger.clause.id == CUSTOM and (len(steps) == 3 or steps[3] in ("kind", "title")):
        return f"{trigger.path} is of kind custom"
    return ""


def _in_file(value: Any, steps: list[str]) -> Any:
    """What the deal file has at a path as it is written, also below a short form such as {"longer_of": […]}; None for nothing."""
    for step in steps:
        if isinstance(value, list):
            value = next((item for item in value if isinstance(item, dict) and item.get("id") == step), None)
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return None if _nothing(value) else value


def _follow(value: Any, steps: list[str], here: str, path: str) -> Any:
    """Follow a path through values as they were read, where the library's and the model's own defaults are. Raises NotThere."""
    for step in steps:
        value, here = _step(value, step, here, path), f"{here}.{step}" if here else step
    # A part that the deal does not have is there, as one in which nothing was said.
    if _nothing(value) or (steps and isinstance(value, BaseModel) and not value.model_fields_set):
        raise NotThere(_unsaid(path))
    return value


def _step(value: Any, step: str, here: str, path: str) -> Any:
    if isinstance(value, BaseModel):
        attribute = field_of(type(value), step)
        if attribute is None:
            raise NotThere(_no_key(here, step, _keys(value)))
        return getattr(value, attribute)
    if isinstance(value, list):
        ids = [item.id for item in value if isinstance(item, Item)]
        if step in ids:
            return value[ids.index(step)]
        if step.isdecimal() and int(step) < len(value) and not ids:
            return value[int(step)]
        raise NotThere(f"{here} has no “{step}”; there are {', '.join(ids)}" if ids else f"{here} has no “{step}”")
    if value is None:
        raise NotThere(_unsaid(path))
    if isinstance(value, WordValue):
        value = value.words()
    if isinstance(value, dict):
        return value.get(step)
    raise NotThere(f"{here} is a value and has no “{step}”")


def _unsaid(path: str) -> str:
    return f"the deal says nothing at “{path}”, and there is no default"


def _nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)


def _keys(model: BaseModel) -> list[str]:
    return [info.alias or name for name, info in type(model).model_fields.items()]


def _no_key(here: str, key: str, known: list[str]) -> str:
    place = f"{here} has" if here else "a deal has"
    return f"{place} no “{key}”{nearest(key, known)}"
