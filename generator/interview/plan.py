"""Questions made ready: paths and conditions parsed once, and for each question the places it owns."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.deal.alliance import SideName
from generator.interview.condition import holds
from generator.interview.place import MISSING, Shape, Steps, coerced, found, param_value, private_shape, said, shape_of, steps_of
from generator.library import Library
from generator.library.expression import Expression, parse_expression, paths_of
from generator.library.question import FieldFront, OptionFront, Pack, Question, Questions

START = "Q1"
SIDES: tuple[SideName, SideName] = ("a", "b")


@dataclass(frozen=True)
class Field:
    """One value a question asks for."""

    question: str
    name: str
    front: FieldFront
    when: Expression | None
    defaults: tuple[tuple[Expression | None, Any, str], ...]
    reads: tuple[str, ...]
    texts: Callable[[], Library] = dataclasses.field(repr=False)

    @property
    def library(self) -> Library:
        return self.texts()

    def path(self, us: SideName) -> str:
        return self._paths[us]

    def place(self, us: SideName) -> str:
        """Its path, or where it has none its own name: what a pack proposes for, and a source is kept by."""
        return self.path(us) or f"{self.question}.{self.name}"

    def steps(self, us: SideName) -> Steps:
        """The same path, step by step."""
        return self._steps[us]

    def shape(self, us: SideName) -> Shape | None:
        """What may be answered; None for options."""
        return self._shapes[us]

    # An answer takes a fold of all questions, so what does not change between two is made once.

    @cached_property
    def _paths(self) -> dict[SideName, str]:
        return {us: for_side(self.front.path or "", us) for us in SIDES}

    @cached_property
    def _steps(self) -> dict[SideName, Steps]:
        return {us: steps_of(path) for us, path in self._paths.items()}

    @cached_property
    def _shapes(self) -> dict[SideName, Shape | None]:
        if self.front.private:
            return dict.fromkeys(SIDES, private_shape(self.front.private))
        return {us: shape_of(path, self.library) if path else None for us, path in self._paths.items()}

    @cached_property
    def _sets(self) -> dict[SideName, list[str]]:
        return {us: [*dict.fromkeys(for_side(path, us) for option in self.front.options for path in option.sets)] for us in SIDES}

    def columns(self, us: SideName) -> dict[str, Shape]:
        """The columns asked of each row."""
        shape = self.shape(us)
        known = shape.columns() if shape else {}
        return {column.key: known[column.key] for column in self.front.columns}

    def option(self, id: str) -> OptionFront:
        """Raises KeyError."""
        return next(option for option in self.front.options if option.id == id) if id in self.ids() else _no_option(id)

    def ids(self) -> list[str]:
        return [option.id for option in self.front.options]

    def offers(self, id: str, raw: Mapping[str, Any], names: Mapping[str, Any]) -> bool:
        """Whether an option can be chosen as things stand."""
        when = self.option(id).when
        return when is None or holds(parse_expression(when), raw, names)

    def values(self, id: str, us: SideName, raw: Mapping[str, Any]) -> dict[str, Any]:
        """What one option sets: place -> raw value."""
        return {for_side(path, us): self.raw_value(path, value, us, raw) for path, value in self.option(id).sets.items()}

    def raw_value(self, path: str, value: Any, us: SideName, raw: Mapping[str, Any]) -> Any:
        """`typed`, remembered where the value names no side. `value`: of the library's files, so that it lives as long as this."""
        if "name}" in str(value):
            return typed(path, value, us, self.library, raw)
        key = (path, us, id(value))
        if key not in self._made:
            self._made[key] = typed(path, value, us, self.library, raw)
        return copy.deepcopy(self._made[key])

    @cached_property
    def _made(self) -> dict[tuple[str, SideName, int], Any]:
        return {}

    def sets(self, us: SideName) -> list[str]:
        """Every place any of its options sets."""
        return self._sets[us]

    def fixed(self, us: SideName) -> dict[str, Any]:
        """The keys every row of this question has."""
        return self._fixed[us]

    @cached_property
    def _fixed(self) -> dict[SideName, dict[str, Any]]:
        return {us: self._fixed_of(us) for us in SIDES}

    def _fixed_of(self, us: SideName) -> dict[str, Any]:
        shape = self.shape(us)
        columns = shape.columns() if shape else {}
        given = sided(self.front.fixed, us, {})
        return {key: coerced(columns[key].annotation, value) if key in columns else value for key, value in given.items()}

    def row_id(self, n: int, us: SideName) -> str:
        """The id of the n-th row made here. Where the rows of each side are asked apart, they are in one list: da1, db1."""
        return f"{self.front.ids}{us if '{us}' in str(self.front.fixed) else for_side('{them}', us) if self.is_sided else ''}{n}"

    @cached_property
    def is_sided(self) -> bool:
        """Whether its place depends on whose side we are on."""
        texts = (self.front.path or "", *(path for option in self.front.options for path in option.sets), str(self.front.fixed))
        return any("{us}" in text or "{them}" in text for text in texts)


@dataclass(frozen=True)
class Asked:
    """A question with its fields made ready."""

    question: Question
    when: Expression | None
    topic_when: Expression | None
    flow: str
    fields: tuple[Field, ...]

    @property
    def id(self) -> str:
        return self.question.id

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def owned(self, us: SideName) -> Iterator[str]:
        """The places of the deal its answer owns, but for single rows."""
        for field in self.fields:
            if field.front.path and not field.front.extends:
                yield field.path(us)
            yield from field.sets(us)


@dataclass(frozen=True, repr=False)
class Plan:
    """All questions made ready, in order, for one library."""

    asked: tuple[Asked, ...]
    questions: Questions
    texts: Callable[[], Library]

    @property
    def library(self) -> Library:
        """The clauses; read when they are first needed, if they were not before. Raises LibraryError then."""
        return self.texts()

    @cached_property
    def _by_id(self) -> dict[str, Asked]:
        return {asked.id: asked for asked in self.asked}

    def question(self, id: str) -> Asked:
        """Raises KeyError."""
        return self._by_id[id]

    def has(self, id: str) -> bool:
        return id in self._by_id

    @property
    def packs(self) -> Mapping[str, Pack]:
        return self.questions.packs

    def proposed(self, pack: str, us: SideName) -> Mapping[str, Any]:
        """What a pack proposes, by place; nothing for one that is not there."""
        return self._proposed.get((pack, us), {})

    @cached_property
    def _proposed(self) -> dict[tuple[str, SideName], dict[str, Any]]:
        return {
            (id, us): {for_side(place, us): value for place, value in pack.front.proposes.items()}
            for id, pack in self.packs.items() for us in SIDES
        }  # fmt: skip


def make_plan(questions: Questions, library: Library | Callable[[], Library]) -> Plan:
    """Questions -> Plan. Raises BadExpression, NoSuchPlace; `interview/check.py` tells them with their lines.

    `library`: or what loads it when it is first needed, and gives the same each time.
    """
    texts = library if callable(library) else lambda: library
    return Plan(tuple(ready(question, questions, texts) for question in questions.questions.values()), questions, texts)


def ready(question: Question, questions: Questions, texts: Callable[[], Library]) -> Asked:
    """One question made ready."""
    topic = questions.topics[question.front.topic].front
    fields = tuple(_field(question.id, name, front, texts) for name, front in question.front.fields.items())
    return Asked(question, _expression(question.front.when), _expression(topic.when), topic.flow, fields)


def _expression(text: str | None) -> Expression | None:
    return parse_expression(text) if text else None


def _field(question: str, name: str, front: FieldFront, texts: Callable[[], Library]) -> Field:
    defaults = [(_expression(one.when), one.value, one.because) for one in front.defaults]
    if front.default is not None:
        defaults.append((None, front.default, front.because or ""))
    reads = [str(path) for when, _, _ in defaults if when is not None for path in paths_of(when)]
    reads += [str(value["copy"]) for _, value, _ in defaults if isinstance(value, dict) and "copy" in value]
    return Field(question, name, front, _expression(front.when), tuple(defaults), tuple(dict.fromkeys([*reads, *front.depends])), texts)


def _no_option(id: str) -> OptionFront:
    raise KeyError(f"no option “{id}”")


def for_side(text: str, us: SideName) -> str:
    """`{us}` and `{them}` -> a and b."""
    return text.replace("{us}", us).replace("{them}", "b" if us == "a" else "a")


def sided(value: Any, us: SideName, raw: Mapping[str, Any]) -> Any:
    """The same in all texts of a value, with `{us name}` and `{them name}` -> the sides' short names."""
    if isinstance(value, str):
        if "name}" in value:
            them: SideName = "b" if us == "a" else "a"
            value = value.replace("{us name}", short_name(raw, us)).replace("{them name}", short_name(raw, them))
        return for_side(value, us)
    if isinstance(value, list):
        return [sided(item, us, raw) for item in value]
    if isinstance(value, Mapping):
        return {for_side(str(key), us): sided(item, us, raw) for key, item in value.items()}
    return value


def short_name(raw: Mapping[str, Any], side: SideName) -> str:
    """What a side is called."""
    there = found(raw, ("sides", side, "short"))
    return str(there) if there is not MISSING and there else f"Side {side.upper()}"


def typed(path: str, value: Any, us: SideName, library: Library, raw: Mapping[str, Any]) -> Any:
    """A value of a question file -> the raw value for a place of a deal."""
    shape = shape_of(for_side(path, us), library)
    value = sided(value, us, raw)
    return param_value(shape.param, value) if shape.param else coerced(shape.annotation, value)


__all__ = ["START", "Asked", "Field", "Plan", "Steps", "for_side", "make_plan", "ready", "said", "sided", "steps_of", "typed"]
