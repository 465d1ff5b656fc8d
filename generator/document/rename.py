"""The sides have other names than in the deal before: what was made for theirs, made for these.

In a batch hardly anything differs as often as how the sides are called, and a name stands in a sixth of all clauses. A text may
print a name and join it to other words; it hangs on the name in no other way as long as both are ordinary and take the same forms.
What compares a name, or takes it for the head of a column, says so by a question of its own and is made anew.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, TypeVar

from msgspec.structs import replace

from generator.document.columns import widths
from generator.document.filters import article_of, plural, possessive
from generator.document.hit import Hit, Phrase, Question, same_but_value
from generator.document.tree import (
    Blank, Cell, Clause, Defined, Definition, Definitions, Item, Items, Names, Note, Paragraph, Ref, Table, Text, Used, Value, plain,
)  # fmt: skip

T = TypeVar("T")

# The questions by which a text asks for a name, by the path the name prints with.
NAMES: Final[dict[str, Question]] = {f"sides.{side}.short": ("", ("sides", side, "short")) for side in ("a", "b")}
_PATHS = {question: path for path, question in NAMES.items()}
# Those by which it asks besides for a name that is used as more than that: compared, or made part of other words.
NAMES_AS_WORDS: Final[dict[str, Question]] = {path: ("deal", steps) for path, (_, steps) in NAMES.items()}
# Nothing that could be taken for the words around it, or for the end of a sentence.
_ORDINARY = re.compile(r"(?!The Part|Business Day)[A-Z][a-z]{2,}( (?!and\b|Business Day)[A-Za-z0-9]+)*")


class _NotOnlyANameError(Exception):
    """A name that was changed, as a plural changes it, or something that is not made of words."""


def differs_in_names(question: Question, now: Hit, before: Hit) -> bool:
    """Whether two answers that are not the same differ in ordinary names of sides alone."""
    if question in _PATHS:
        return _take_the_same_forms(now.value, before.value)
    if type(now.value) is not Phrase or type(before.value) is not Phrase or not same_but_value(now, before):
        return False
    mine, theirs = now.value.inlines, before.value.inlines
    return len(mine) == len(theirs) and all(
        one == other
        or (type(one) is type(other) is Value and one.path == other.path in NAMES and _take_the_same_forms(one.words, other.words))
        for one, other in zip(mine, theirs, strict=True)
    )


def renamed(made: T, asked: Mapping[Question, Hit], differing: Mapping[Question, Hit]) -> T | None:
    """What was made, with the names of now; None where it is to be made anew.

    `asked`: what it asked, with the answers of before; `differing`: the answers that differ in names, as they are now.
    """
    names = {path: (asked[question].value, differing[question].value) for path, question in NAMES.items() if question in differing}
    for question, hit in differing.items():
        if question not in _PATHS and not all(path in names for path in _naming(asked[question], hit)):
            return None  # it was asked for something else than to be printed
    again: T | None = _fitted(made, with_names(made, names))
    return again


def _fitted(before: Any, made: Any) -> Any:
    """What was made with other names, its tables with columns as wide as these ask for."""
    if type(made) is Clause and made is not before:
        blocks = tuple(map(_as_wide, before.blocks, made.blocks))
        return made if all(map(operator.is_, blocks, made.blocks)) else made.holding(blocks)
    if type(made) is tuple and made is not before:
        return tuple([[*map(_as_wide, old, new)] if type(new) is list else new for old, new in zip(before, made, strict=True)])
    return made


def _as_wide(before: Any, made: Any) -> Any:
    if type(made) is not Table or made is before or (wide := widths(made.header, made.rows)) == made.widths:
        return made
    return replace(made, widths=wide)


def with_names(made: T, names: Names) -> T | None:
    """What is made of blocks and inlines, with other names and tables of the same columns; None where it is to be made anew.

    For `Clause.once` too: a clause under other names is known by the one before only where no column is of another width.
    """
    try:
        change = _AGAIN[type(made)]
        again: T = change(made, names) if change else made
    except (_NotOnlyANameError, KeyError):
        return None
    return again


def as_it_is(made: T, names: Names) -> T:
    """What was made of a clause and hangs on no name of a side. For `Clause.once`."""
    return made


def _naming(one: Hit, other: Hit) -> list[str]:
    """The paths of the names in which two phrases differ."""
    return [mine.path for mine, theirs in zip(one.value.inlines, other.value.inlines, strict=True) if mine != theirs]


def _several(made: Any, names: Names) -> Any:
    """Some parts of what was made; the very same where none has a name in it."""
    again: list[Any] | None = None
    for n, part in enumerate(made):
        change = _AGAIN[type(part)]
        if change is None:
            continue
        now = change(part, names)
        if now is not part:
            if again is None:
                again = [*made]
            again[n] = now
    return made if again is None else type(made)(again)


def _value(made: Value, names: Names) -> Value:
    if made.path not in names:
        return made
    before, now = names[made.path]
    if made.words != before:
        raise _NotOnlyANameError
    return Value(made.path, now)


def _paragraph(made: Paragraph, names: Names) -> Paragraph:
    inlines, notes = _several(made.inlines, names), made.notes and _several(made.notes, names)
    return made if inlines is made.inlines and notes is made.notes else made.saying(inlines, notes)


def _item(made: Item, names: Names) -> Item:
    inlines, children = _several(made.inlines, names), made.children and _several(made.children, names)
    return made if inlines is made.inlines and children is made.children else made.saying(inlines, children)


def _items(made: Items, names: Names) -> Items:
    items = _several(made.items, names)
    return made if items is made.items else Items(items, made.restart)


def _note(made: Note, names: Names) -> Note:
    inlines = _several(made.inlines, names)
    return made if inlines is made.inlines else Note(inlines)


def _cell(made: Cell, names: Names) -> Cell:
    paragraphs = _several(made.paragraphs, names)
    return made if paragraphs is made.paragraphs else Cell(paragraphs)


def _table(made: Table, names: Names) -> Table:
    rows = _several(made.rows, names)
    return made if rows is made.rows else replace(made, rows=rows)


def _clause(made: Clause, names: Names) -> Clause:
    # Which blocks name a side is seen once, and kept with the clause as it is made again and again.
    sides, naming = made.__dict__.get(_NAMING, ((), ()))
    blocks = [*made.blocks]
    if sides != (sides := tuple(names)):
        naming = tuple([n for n, block in enumerate(made.blocks) if _several((block,), names)[0] is not block])
    if not naming:
        return made
    for n in naming:
        [blocks[n]] = _several((blocks[n],), names)
    again = made.holding(tuple(blocks)).under(made, names)
    again.__dict__[_NAMING] = sides, naming
    return again


_NAMING: Final = "blocks that name a side"


def _definition(made: Definition, names: Names) -> Definition:
    inlines = _several(made.inlines, names)
    return made if inlines is made.inlines else replace(made, inlines=inlines)


# By type, None for what has no name in it; what is made of anything else is made anew.
_AGAIN: Final[dict[type, Callable[[Any, Names], Any] | None]] = {
    Value: _value, Paragraph: _paragraph, Item: _item, Items: _items, Note: _note, Cell: _cell, Table: _table, Clause: _clause,
    Definition: _definition, tuple: _several, list: _several,
    **dict.fromkeys((Text, Blank, Defined, Used, Ref, Definitions, str, int, set)),
}  # fmt: skip


@lru_cache(maxsize=4096)
def _take_the_same_forms(one: object, other: object) -> bool:
    """Whether two names are joined to the words around them in the same way."""
    return isinstance(one, str) and isinstance(other, str) and (shape := _shape(one)) is not None and shape == _shape(other)


def _shape(name: str) -> tuple[str, str, str] | None:
    """The article of an ordinary name, and what its owner form and its plural add; None for any other name."""
    if not _ORDINARY.fullmatch(name):
        return None
    more, many = (plain(form((Text(name),))) for form in (possessive, plural))
    return (article_of(name), more.removeprefix(name), many.removeprefix(name)) if many.startswith(name) else None
