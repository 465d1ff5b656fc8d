"""Questions made ready: paths and conditions parsed once, and for each question the places it owns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.deal.alliance import SideName
from generator.interview.place import Shape, Steps, coerced, param_value, private_shape, said, shape_of, steps_of
from generator.library import Library
from generator.library.expression import Expression, parse_expression, paths_of
from generator.library.question import FieldFront, OptionFront, Pack, Question, Questions

START = "Q1"


@dataclass(frozen=True)
class Field:
    """One value a question asks for."""

    question: str
    name: str
    front: FieldFront
    when: Expression | None
    defaults: tuple[tuple[Expression | None, Any, str], ...]
    reads: tuple[str, ...]
    library: Library

    def path(self, us: SideName) -> str:
        return for_side(self.front.path or "", us)

    def shape(self, us: SideName) -> Shape | None:
        """What may be answered; None for options."""
        if self.front.private:
            return private_shape(self.front.private)
        return shape_of(self.path(us), self.library) if self.front.path else None

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

    def values(self, id: str, us: SideName, raw: Mapping[str, Any]) -> dict[str, Any]:
        """What one option sets: place -> raw value."""
        return {for_side(path, us): typed(path, value, us, self.library, raw) for path, value in self.option(id).sets.items()}

    def sets(self, us: SideName) -> list[str]:
        """Every place any of its options sets."""
        return [*dict.fromkeys(for_side(path, us) for option in self.front.options for path in option.sets)]

    def fixed(self, us: SideName) -> dict[str, Any]:
        """The keys every row of this question has."""
        shape = self.shape(us)
        columns = shape.columns() if shape else {}
        given = sided(self.front.fixed, us, {})
        return {key: coerced(columns[key].annotation, value) if key in columns else value for key, value in given.items()}

    @property
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


@dataclass(frozen=True)
class Plan:
    """All questions made ready, in order, for one library."""

    asked: tuple[Asked, ...]
    questions: Questions
    library: Library

    def question(self, id: str) -> Asked:
        return next(asked for asked in self.asked if asked.id == id)

    def has(self, id: str) -> bool:
        return any(asked.id == id for asked in self.asked)

    def pack(self, id: str) -> Pack | None:
        return self.questions.packs.get(id)


def make_plan(questions: Questions, library: Library) -> Plan:
    """Questions -> Plan. Raises BadExpression, NoSuchPlace; `interview/check.py` tells them with their lines."""
    return Plan(tuple(ready(question, questions, library) for question in questions.questions.values()), questions, library)


def ready(question: Question, questions: Questions, library: Library) -> Asked:
    """One question made ready."""
    topic = questions.topics[question.front.topic].front
    fields = tuple(_field(question.id, name, front, library) for name, front in question.front.fields.items())
    return Asked(question, _expression(question.front.when), _expression(topic.when), topic.flow, fields)


def _expression(text: str | None) -> Expression | None:
    return parse_expression(text) if text else None


def _field(question: str, name: str, front: FieldFront, library: Library) -> Field:
    defaults = [(_expression(one.when), one.value, one.because) for one in front.defaults]
    if front.default is not None:
        defaults.append((None, front.default, front.because or ""))
    reads = [str(path) for when, _, _ in defaults if when is not None for path in paths_of(when)]
    reads += [str(value["copy"]) for _, value, _ in defaults if isinstance(value, dict) and "copy" in value]
    return Field(question, name, front, _expression(front.when), tuple(defaults), tuple(dict.fromkeys([*reads, *front.depends])), library)


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
    return str(raw.get("sides", {}).get(side, {}).get("short") or f"Side {side.upper()}")


def typed(path: str, value: Any, us: SideName, library: Library, raw: Mapping[str, Any]) -> Any:
    """A value of a question file -> the raw value for a place of a deal."""
    shape = shape_of(for_side(path, us), library)
    value = sided(value, us, raw)
    return param_value(shape.param, value) if shape.param else coerced(shape.annotation, value)


__all__ = ["START", "Asked", "Field", "Plan", "Steps", "for_side", "make_plan", "ready", "said", "sided", "steps_of", "typed"]
