"""Expressions -> values. A small evaluator of the nodes of library/expression.py, with open values and a memory of what was read.

Nothing here can call, import or reach outside the deal, the bound triggers and the computed names.

Long because a path is followed in one place: where it may start, each kind of step, and what it leads to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from generator.bind import Bound, BoundFee, BoundTrigger
from generator.bind.params import Params
from generator.deal import Deal
from generator.deal.exit import AgreedDamages, Exit
from generator.deal.keys import arms
from generator.deal.part import Item
from generator.document.carried import Carried, carried
from generator.document.hit import AT_HOME, THERE, Hit, Phrase, Question, is_there
from generator.document.phrases import OF_ITSELF, trigger_phrase
from generator.document.say import MAIN_FIELDS, Style
from generator.document.sums import damages_phrase, fee_phrase
from generator.exit import compute
from generator.library.expression import Path
from generator.library.names import DAMAGES, FEE, TRIGGER
from generator.library.shape import field_of
from generator.values import Open, WordValue


@dataclass
class Answers:
    """What paths lead to in one paper of one deal, each followed once: a paper asks for the same few again and again.

    `clauses`: the ids of the clauses of the paper; None where they are not known yet.
    """

    bound: Bound
    style: Style
    clauses: frozenset[str] | None = None
    known: dict[Question, Hit] = field(init=False)
    _by_part: dict[str, dict[Question, Hit]] = field(init=False)
    _carried: Carried = field(init=False)

    def __post_init__(self) -> None:
        # The papers of one deal ask much the same; which clauses a paper has is its own.
        self.known, self._by_part = self.bound.known.setdefault(self.style, ({}, {}))
        self._carried = carried(self.bound.library, self.style)

    def to(self, home: str, steps: tuple[str, ...]) -> Hit:
        """What steps lead to from a home. Every path was checked when the library was loaded; KeyError means a hole in that check,
        or that the home is not in this deal.
        """
        question = home, steps
        hit = self.known.get(question)
        if hit is not None:
            return hit
        if not home and steps[0] == "clauses":
            return self._clauses
        if not home and steps[0] == "computed":
            hit = self.known[question] = self._carried.settled(question, self._find_computed(steps))
            return hit
        hanging = self._compared(question)
        if hanging is None:
            hanging = []
            parts = self._parts(home, steps)
            if not home.endswith(".params"):  # what those hang on, hangs on the deal
                self._carried.hang(question, tuple([name for name, _ in parts]))
            for name, part in parts:
                answers = self._by_part.get(name)
                if answers is None:
                    answers = self._by_part[name] = self._carried.of(name, part)
                    self.known.update(answers)
                    for wider in hanging:
                        wider.update(answers)
                    if question in answers:
                        return answers[question]
                hanging.append(answers)
        hit = self.known[question] = self._carried.settled(question, self._find(home, steps))
        for answers in hanging:
            answers[question] = hit
        return hit

    def _compared(self, question: Question) -> list[dict[Question, Hit]] | None:
        """The answers of each part an answer hangs on, where all of them were compared with those of the deal before; else None."""
        names = self._carried.hanging.get(question)
        if names is None:
            return None
        found: list[dict[Question, Hit]] = []
        for name in names:
            answers = self._by_part.get(name)
            if answers is None:
                return None
            found.append(answers)
        return found

    def _parts(self, home: str, steps: tuple[str, ...]) -> list[tuple[str, Any]]:
        """The parts of the deal that hold all an answer hangs on, by name, each within the one before; none where there are none.

        Phrases and `computed` names are made of several parts, and lists of exits and fees hold what is bound to one deal.
        """
        if home.endswith(".params"):
            params = self._params(home)
            if params.stated or not home.startswith("clauses."):
                return [(home, params)]
            return [("params", self._stated)]  # all that are the library's are, while the deal states those of the same clauses
        if home in ("", "deal"):
            return _within("", self.bound.deal, steps)
        part = self._homes[home].value
        if steps[0] in _OF_SEVERAL.get(type(part), ()):
            return []
        if type(part) is BoundTrigger:
            within = [] if steps[0] in TRIGGER else _within(f"{home}.{steps[0]}", part.settled(_attribute(part, steps[0])), steps[1:])
            return [(home, part.own), *within]
        return _within(home, part.own if type(part) is BoundFee else part, steps)

    @cached_property
    def _clauses(self) -> Hit:
        if self.clauses is None:
            raise KeyError("`clauses` is not known yet")
        return Hit("clauses", self.clauses)

    def follow(self, hit: Hit, steps: tuple[str, ...]) -> Hit:
        """What steps lead to from a value."""
        for step in steps:
            hit = _step(hit, step, self)
        return hit

    def _find_computed(self, steps: tuple[str, ...]) -> Hit:
        if steps[-1] == THERE:
            hit = self.to("", steps[:-1])
            return Hit(hit.path, is_there(hit))
        return self.follow(Hit(f"computed.{steps[1]}", compute(self.bound, steps[1])), steps[2:])

    def _find(self, home: str, steps: tuple[str, ...]) -> Hit:
        if steps[-1] == THERE:
            hit = self.to(home, steps[:-1])
            return Hit(hit.path, is_there(hit))
        if home.endswith(".params"):
            return self.follow(_param(self._params(home), steps[0]), steps[1:])
        if home == "deal":  # for a field that has the name of something else
            return self.follow(Hit("", self.bound.deal), steps)
        if home:
            return self.follow(self._homes[home], steps)
        if steps[0] == "issues":
            return self.follow(Hit("issues", self.bound.issues), steps[1:])
        return self.follow(Hit("", self.bound.deal), steps)

    @cached_property
    def _homes(self) -> dict[str, Hit]:
        found = {trigger.path: Hit(trigger.path, trigger) for trigger in self.bound.triggers}
        found |= {fee.path: Hit(fee.path, fee) for fee in self.bound.fees}
        deal = self.bound.deal
        lists: tuple[Sequence[Item], ...] = (
            deal.agreed_damages, deal.success.kpis, deal.success.gates, deal.contributions.investments, deal.contributions.deliverables,
            deal.ip.allocation,
        )  # fmt: skip
        paths = ((f"{_HOMES[type(one).__name__]}.{one.id}", one) for items in lists for one in items)
        return found | {path: Hit(path, one) for path, one in paths}

    @cached_property
    def _stated(self) -> frozenset[str]:
        """The clauses of which the deal states parameters."""
        return frozenset(id for id, choice in self.bound.deal.clauses.items() if choice.params)

    def _params(self, home: str) -> Params:
        """The parameters at a home. KeyError for one that is not in this deal."""
        owner = home.removesuffix(".params")
        if owner.startswith("clauses."):
            return self.bound.params[owner.removeprefix("clauses.")]
        trigger = self._homes[owner].value
        return self.bound.trigger_params(trigger)


def _param(params: Params, name: str) -> Hit:
    if name not in params.declared:
        raise KeyError(f"no parameter “{name}”")
    kind = params.declared[name].type
    return Hit(params.homes[name], params.values[name], name, kind == "side" or kind.startswith("choice"))


@dataclass
class Scope:
    """Everything a text may read while one clause is filled. `reads` collects the paths that were looked at.

    `params_of`: the home of the parameters the text may read. `asked` collects what was asked of the deal, with the answer; what
    a loop goes through was asked for as a whole.
    """

    bound: Bound
    style: Style
    clauses: frozenset[str] | None = None
    variables: dict[str, Hit] = field(default_factory=dict)
    params_of: str = ""
    reads: list[str] = field(default_factory=list)
    answers: Answers = None  # type: ignore[assignment]  # made below where none is given
    asked: dict[Question, Hit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.answers is None:
            self.answers = Answers(self.bound, self.style, self.clauses)

    def having(self, **more: Hit) -> Scope:
        """The same with more variables; reads go on into the same list."""
        return Scope(self.bound, self.style, self.clauses, self.variables | more, self.params_of, self.reads, self.answers, self.asked)

    def ask(self, home: str, steps: tuple[str, ...]) -> Hit:
        """What steps lead to from a home."""
        hit = self.asked[home, steps] = self.answers.to(home, steps)
        return hit

    def look_up(self, path: Path) -> Hit:
        """Follow a path. Every path was checked when the library was loaded; KeyError means a hole in that check."""
        return self._read(path, ())

    def is_there(self, path: Path) -> bool:
        """Whether a condition that is only this path holds."""
        return bool(self._read(path, (THERE,)).value)

    def _read(self, path: Path, more: tuple[str, ...]) -> Hit:
        name, steps = path.parts[0], path.parts[1:]
        start = self.variables.get(name)
        if start is None and name == "params":
            if not self.params_of:
                raise KeyError(f"no parameter “{steps[0]}”")
            hit = self.ask(self.params_of, (*steps, *more))
        elif start is None:
            hit = self.ask("", (*path.parts, *more))
        elif steps and type(start.value) in AT_HOME:
            hit = self.ask(start.path, (*steps, *more))
        else:
            hit = self.answers.follow(start, steps)
            hit = Hit(hit.path, is_there(hit)) if more else hit
        if hit.path != "clauses":  # which clauses a paper has is no place of the deal
            self.reads.append(hit.path or str(path))
        return hit


# What is said of an exit, a fee or an agreed sum by more than itself.
_OF_SEVERAL: dict[type, frozenset[str]] = {
    BoundTrigger: frozenset((*TRIGGER, "params")) - OF_ITSELF, BoundFee: frozenset(FEE), AgreedDamages: frozenset(DAMAGES),
}  # fmt: skip


def _within(name: str, part: Any, steps: tuple[str, ...]) -> list[tuple[str, Any]]:
    """A part of a deal and the parts within it that steps lead through, by name; none where they lead to more than is in it."""
    found: list[tuple[str, Any]] = [(name, part)] if name and steps else []
    for n, step in enumerate(steps, 1):
        kind: type = type(part)
        if step == THERE or BaseModel not in kind.__mro__:
            break  # of what is open, or not there, nothing more can be said
        field = _field(kind, step)
        if field is None:
            return []
        if n < len(steps):
            name, part = f"{name}.{step}", getattr(part, field[0])
            if type(part) is not Exit:  # its exits are compared each at home
                found.append((name, part))
    return found


def _step(hit: Hit, name: str, answers: Answers) -> Hit:
    value, path = hit.value, f"{hit.path}.{name}" if hit.path else name
    kind = type(value)
    if field := _field(kind, name):  # type: ignore[arg-type]  # a type can be hashed
        attribute, words = field
        inner = getattr(value, attribute)
        return Hit(path, inner, name, bool(words) and _closed(inner, words))
    if kind is BoundTrigger:
        return _of_trigger(value, name, path, answers)
    if value is None or kind is Open:
        return Hit(path, value, name, beside_open=kind is Open and name not in MAIN_FIELDS)
    if kind is BoundFee:
        if name not in FEE:
            return _step(Hit(hit.path, value.own), name, answers)
        found = fee_phrase(value, name, answers.bound)
        return Hit(path, Phrase(found) if FEE[name][0] == "phrase" else found, name)
    if kind is AgreedDamages and name in DAMAGES:
        found = damages_phrase(value, name, answers.bound.deal)
        return Hit(path, Phrase(found) if DAMAGES[name][0] == "phrase" else found, name)
    if path == "exit.triggers":
        return Hit(path, list(answers.bound.triggers), name)
    if path == "fees":
        return Hit(path, list(answers.bound.fees), name)
    if kind is dict:
        return Hit(path, value.get(name), name)
    if isinstance(value, WordValue | str):
        return Hit(path, None, name)  # “90 days” where another deal has a length for each side
    raise KeyError(f"no “{path}”")


@cache
def _field(kind: type, name: str) -> tuple[str, frozenset[str]] | None:
    """The attribute a part of a deal has for a name, with its closed set of words; None where more than that is to be looked at."""
    computed = (kind is Deal and name == "fees") or (kind is Exit and name == "triggers") or (kind is AgreedDamages and name in DAMAGES)
    if computed or not issubclass(kind, BaseModel):
        return None
    attribute = field_of(kind, name)
    return (attribute, _words(kind, attribute)) if attribute else None


def _of_trigger(trigger: BoundTrigger, name: str, path: str, answers: Answers) -> Hit:
    if name in TRIGGER:
        found = trigger_phrase(trigger, name, answers.style)
        return Hit(path, Phrase(found) if isinstance(found, tuple) else found, name)
    if name == "params":
        return Hit(path, answers.bound.trigger_params(trigger).values, name)
    attribute = _attribute(trigger, name)
    value = trigger.settled(attribute)
    return Hit(path, value, name, _closed(value, _words(type(trigger.own), attribute)) or name == "fee")


def _attribute(trigger: BoundTrigger, name: str) -> str:
    """The attribute an exit has for a name of the exit matrix. KeyError where it has none."""
    attribute = field_of(type(trigger.own), name)
    if attribute is None:
        raise KeyError(f"no “{trigger.path}.{name}”")
    return attribute


def _closed(value: Any, words: frozenset[str]) -> bool:
    if isinstance(value, str):
        return value in words
    return isinstance(value, list) and bool(value) and all(isinstance(word, str) and word in words for word in value)


@cache
def _words(model: type[BaseModel], attribute: str) -> frozenset[str]:
    return frozenset(
        word for arm in _all_arms(model.model_fields[attribute].annotation) if get_origin(arm) is Literal for word in get_args(arm)
    )


def _all_arms(annotation: Any) -> list[Any]:
    found: list[Any] = []
    for arm in arms(annotation):
        found.append(arm)
        if get_origin(arm) is list:
            found += _all_arms(get_args(arm)[0])
    return found


def elements(hit: Hit) -> list[Hit]:
    """The elements of a list, each with its own path; none for a list that is open or missing."""
    if not isinstance(hit.value, list | tuple):
        return []
    found: list[Hit] = []
    for value in hit.value:
        if isinstance(value, BoundTrigger | BoundFee):
            found.append(Hit(value.path, value, hit.field))
        elif isinstance(value, Item):
            found.append(Hit(f"{_home(value, hit.path)}.{value.id}", value, hit.field))
        else:
            found.append(Hit(hit.path, value, hit.field, hit.closed))
    return found


_HOMES = {
    "Kpi": "success.kpis", "Gate": "success.gates", "Investment": "contributions.investments", "Deliverable": "contributions.deliverables",
    "Allocation": "ip.allocation", "AgreedDamages": "agreed_damages", "SpecialTerm": "special",
}  # fmt: skip


def _home(item: Item, path: str) -> str:
    """Lists that are views, such as `computed.targets`, name the home of their elements."""
    return _HOMES.get(type(item).__name__, path)
