"""Columns of a sheet: dotted names of places in a deal, found in the JSON Schema that `pactwright schema` prints.

`term.initial`, `sides.a.members[m1].legal_name`, `clauses[exit.convenience].text`: the id of an element of a list stands in
brackets, as does a key that has dots of its own. Written with dots alone, as findings write them, they are understood too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.batch.error import BatchError
from generator.values import Date, Duration, Money, Percent, nearest

_STEP = re.compile(r"\[([^\[\]]+)\]|([^.\[\]]+)")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_PATTERNS = {
    Date.PATTERN: "date",
    Duration.PATTERN: "duration",
    Money.PATTERN: "money",
    Percent.PATTERN: "percent",
    "^[a-z0-9][a-z0-9_-]{0,59}$": "id",
}
_TYPES = {"string": "text", "integer": "number", "boolean": "yes/no"}
_BY_SIDE = {"a", "b"}
LONGEST_NAME = 200


class UnknownColumn(BatchError, ValueError):
    """A name that is no place of a deal; the message says the nearest one."""


@dataclass(frozen=True)
class Place:
    """A place of a deal as the schema describes it: with fields, with elements that have ids, with free keys, with a value."""

    schema: Mapping[str, Any]
    definitions: Mapping[str, Any]

    @cached_property
    def arms(self) -> list[Mapping[str, Any]]:
        """What may stand here, one schema each, references followed; null is left out, for an empty cell says it."""
        return [arm for arm in self._arms(self.schema) if arm.get("type") != "null"]

    def _arms(self, schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        if "$ref" in schema:
            yield from self._arms(self.definitions[schema["$ref"].removeprefix("#/$defs/")])
        elif "anyOf" in schema or "oneOf" in schema:
            for arm in schema.get("anyOf", schema.get("oneOf", ())):
                yield from self._arms(arm)
        elif "allOf" in schema:
            for whole in self._arms(schema["allOf"][0]):
                yield {**whole, "properties": {**whole["properties"], **schema.get("properties", {})}}
        else:
            yield schema

    @cached_property
    def fields(self) -> dict[str, Place]:
        """The keys of the object that may stand here, without those of short forms and of values that are objects."""
        return {name: self._at(schema) for arm in self.arms if _is_part(arm) for name, schema in arm["properties"].items()}

    @cached_property
    def by_side(self) -> dict[str, Place]:
        """The keys a and b where a value may be given for each side."""
        sides = (arm["properties"] for arm in self.arms if set(arm.get("properties", ())) == _BY_SIDE and not _is_part(arm))
        return {name: self._at(schema) for arm in sides for name, schema in arm.items()}

    @cached_property
    def element(self) -> Place | None:
        """An element of the list that may stand here, if its elements have ids; not of one that is short for a part."""
        if self.fields:
            return None
        items = (self._at(arm["items"]) for arm in self.arms if arm.get("type") == "array" and "items" in arm)
        return next((item for item in items if "id" in item.fields), None)

    @cached_property
    def entry(self) -> Place | None:
        """The value of any key, where keys are free."""
        free = (arm["additionalProperties"] for arm in self.arms if arm.get("additionalProperties") and "properties" not in arm)
        return next((self._at({} if schema is True else schema) for schema in free), None)

    @cached_property
    def words(self) -> Place | None:
        """An item of the list of words that may stand here."""
        items = (self._at(arm["items"]) for arm in self.arms if arm.get("type") == "array" and "items" in arm)
        return next((item for item in items if not item.fields), None)

    @cached_property
    def choices(self) -> dict[str, Any]:
        """The closed set of words that may stand here: how a cell writes each, and its value."""
        listed = [arm["const"] for arm in self.arms if "const" in arm]
        listed += [value for arm in self.arms for value in arm.get("enum", ())]
        return {str(value): value for value in listed}

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of value a cell may have: date, duration, money, percent, number, yes/no, text, id, choice, open, compound, any."""
        found = {self._kind(arm) for arm in self.arms}
        return frozenset(found - {""})

    @staticmethod
    def _kind(arm: Mapping[str, Any]) -> str:
        if not arm:
            return "any"
        if "const" in arm or "enum" in arm:
            return "choice"
        properties = set(arm.get("properties", ()))
        if properties in ({"open"}, {"longer_of", "shorter_of"}):
            return "open" if "open" in properties else "compound"
        return _PATTERNS.get(arm.get("pattern", "")) or _TYPES.get(arm.get("type", ""), "")

    @cached_property
    def is_value(self) -> bool:
        """Whether a cell can hold it in words."""
        return bool(self.kinds - {"open"}) or self.words is not None

    @cached_property
    def examples(self) -> list[str]:
        """Examples of values, where the schema has some."""
        return [str(example) for arm in self.arms for example in arm.get("examples", ())]

    @property
    def about(self) -> str:
        """What the schema says of it in words."""
        return str(self.schema.get("description", ""))

    def _at(self, schema: Mapping[str, Any]) -> Place:
        return Place(schema, self.definitions)


@dataclass(frozen=True)
class Step:
    """One step of a column: a key, or the id of an element of the list it leads into."""

    name: str
    is_id: bool = False


@dataclass(frozen=True)
class Column:
    """A column that is understood: its name as the sheet has it, the steps to its place, and the places on the way."""

    name: str
    steps: tuple[Step, ...]
    places: tuple[Place, ...]

    @property
    def place(self) -> Place:
        """Where it leads."""
        return self.places[-1]


def top(schema: Mapping[str, Any]) -> Place:
    """The deal itself, from the schema of deal files (`bind.schema.schema`)."""
    return Place({"type": "object", "additionalProperties": False, "properties": schema["properties"]}, schema["$defs"])


def find_column(name: str, deal: Place) -> Column:
    """A name in a header -> the column. Raises UnknownColumn with the nearest name."""
    said = name.strip()
    if len(said) > LONGEST_NAME:
        raise UnknownColumn(f"the name of the column has {len(said):,} characters; {LONGEST_NAME} are the most a column has")
    if not re.fullmatch(r"[^.\[\]]+(\.[^.\[\]]+|\[[^\[\]]+\])*", said):
        raise UnknownColumn(
            f"“{said}” is no name of a column; write names with dots and ids in brackets, such as “exit.triggers[t2].notice”"
        )
    names = [bracketed or plain for bracketed, plain in _STEP.findall(said)]
    steps: list[Step] = []
    places = [deal]
    while names:
        taken, found = _next(places[-1], names)
        if not found:
            raise UnknownColumn(f"unknown column “{said}”{_near(said, names, places[-1], deal)}")
        for step, place in found:
            steps.append(step)
            places.append(place)
        names = names[taken:]
    return Column(said, tuple(steps), tuple(places))


def _next(here: Place, names: list[str]) -> tuple[int, list[tuple[Step, Place]]]:
    """How many names the next step takes, and the step with its place; two where a short form leaves one out."""
    # A clause id has a dot of its own, so the longest key that is there is meant.
    for taken in range(len(names), 0, -1):
        if (key := ".".join(names[:taken])) in here.fields:
            return taken, [(Step(key), here.fields[key])]
    name = names[0]
    if here.element is not None and _ID.fullmatch(name):
        if names[1:] == ["id"]:
            return 0, []
        return 1, [(Step(name, is_id=True), here.element)]
    if here.entry is not None:
        return 1, [(Step(name), here.entry)]
    if name in _BY_SIDE:
        for key, place in here.fields.items():  # `notice.a` is short for `notice.length.a`
            if name in place.by_side:
                return 1, [(Step(key), place), (Step(name), place.by_side[name])]
        if name in here.by_side:
            return 1, [(Step(name), here.by_side[name])]
    return 0, []


def _near(said: str, names: list[str], here: Place, deal: Place) -> str:
    """The nearest column: with the step put right that is wrong, else the nearest of all that have no ids."""
    if close := nearest(names[0], here.fields).removeprefix("; nearest: “").removesuffix("”"):
        head, _, tail = said.rpartition(names[0]) if len(names) == 1 else said.partition(names[0])
        return f"; nearest: “{head}{close}{tail}”"
    if here.element is not None and names[1:] == ["id"]:
        return "; the id of an element stands in the brackets, so it has no column"
    if here.element is not None:
        return f"; “{names[0]}” is no id: lower-case letters, digits, “-” and “_”, such as “{example_id('', 1)}”"
    return nearest(said, [name for name, _ in every_column(deal, ids=0)]) or "; `pactwright schema --csv` prints all that there are"


# How many elements of a list a starter sheet has room for; one of any other.
_ROOM = {"triggers": 2, "kpis": 2, "gates": 2, "deliverables": 2}
_LETTERS = {"triggers": "t", "kpis": "k", "members": "m", "criteria": "c", "classes": "c", "background": "b", "allocation": "n"}


def example_id(list_name: str, n: int) -> str:
    """The id a starter sheet gives the n-th element of a list.

    >>> example_id("triggers", 2), example_id("fees", 1)
    ('t2', 'f1')
    """
    return f"{_LETTERS.get(list_name, list_name[:1] or 'i')}{n}"


def every_column(here: Place, name: str = "", last: str = "", ids: int | None = None) -> Iterator[tuple[str, Place]]:
    """Every column of a starter sheet below a place, in the order of the schema. `ids`: elements of each list, in place of our own.

    A value with a short form has one column for it and one for each further field.
    """
    if name and (here.is_value or here.entry is not None or (not here.fields and here.element is None)):
        yield name, here
    short = next((key for key, place in here.fields.items() if here.is_value and place.kinds & here.kinds), "")
    for key, place in here.fields.items():
        if not name or (key not in (short, "id") and not place.about.startswith("The same as")):
            yield from every_column(place, joined(name, key), key, ids)
    if here.element is not None:
        for n in range(1, (_ROOM.get(last, 1) if ids is None else ids) + 1):
            yield from every_column(here.element, f"{name}[{example_id(last, n)}]", last, ids)


def joined(name: str, key: str) -> str:
    """The name of a key below a named place.

    >>> joined("", "term"), joined("term", "initial"), joined("clauses", "exit.convenience")
    ('term', 'term.initial', 'clauses[exit.convenience]')
    """
    return f"{name}[{key}]" if "." in key or not re.fullmatch(r"\w+", key) else f"{name}.{key}" if name else key


def _is_part(arm: Mapping[str, Any]) -> bool:
    """Whether an object is a part of a deal, and not a value that happens to be written as an object."""
    properties = arm.get("properties")
    if not properties or set(properties) in ({"open"}, {"longer_of", "shorter_of"}):
        return False
    # A value for each side has both by necessity and nothing but words in it; a part with a and b says what they are.
    return not (set(properties) == _BY_SIDE and arm.get("description") == "A length for each side.")
