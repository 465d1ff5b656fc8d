"""One row of a sheet is one deal: cells -> the data of a deal, laid over a base; and a deal -> cells.

A cell holds what the deal file would write, without quotation marks. Beyond that: lists of words with semicolons,
`(open) waiting for the board` for what is not settled, `(absent)` to take away what the base has, and `{ … }` or `[ … ]` for what
has no words, as the deal file writes it. An apostrophe before one of these signs, or before = + - @, is taken off: what follows
is meant as it stands. An empty cell says nothing, so the base's value stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, Final

from generator.batch.columns import Column, Place, find_column, joined
from generator.deal import DealError
from generator.deal.keys import shapes_at
from generator.deal.part import Part, give_ids
from generator.deal.read import parse_value, plain_data
from generator.values import is_open


class Absent(Enum):
    """What takes a value of the base away: no words, so that no text is taken for it."""

    ABSENT = "(absent)"


ABSENT: Final = Absent.ABSENT
OPEN = "(open)"
LONGEST_CELL = 100_000
_SIGNS = ("=", "+", "-", "@", "\t", "\r", "'", "(", "{", "[")
_COMPOUND = re.compile(r"(longer|shorter)[ _]of: (.+)", re.DOTALL)
_COUNT = re.compile(r"-?\d{1,9}")


class WrongCell(ValueError):
    """A cell that cannot be read; the message says why and what is allowed, `words` what the cell shows."""

    def __init__(self, message: str, words: str = "") -> None:
        self.words = words
        super().__init__(message)


class Conflict(ValueError):
    """Two cells of a row that say something of the same place."""

    def __init__(self, column: Column, other: Column) -> None:
        self.column = column
        super().__init__(f"the row gives {other.name} as well, which holds this place already; empty one of the two cells")


def value_of(cell: str, place: Place) -> Any:
    """The words of a cell -> the data a deal file would have at this place; ABSENT as it stands. Raises WrongCell.

    Whether they are right for the place is for the deal's own validation to say, whose messages name what is allowed.
    """
    words = cell.strip()
    if len(words) > LONGEST_CELL:
        raise WrongCell(f"the cell has {len(words):,} characters; {LONGEST_CELL:,} are the most")
    if words[:1] == "'" and (words[1:2] in _SIGNS or ("any" in place.kinds and words[1:2].isdigit())):
        return words[1:] if "any" in place.kinds else _plain(words[1:], place)
    if words.casefold() == ABSENT.value:
        return ABSENT
    if words.casefold().startswith(OPEN):
        return {"open": words[len(OPEN) :].strip()}
    if words[:1] == "{" or (words[:1] == "[" and not place.kinds & {"text"}):
        return _json(words)
    if match := _COMPOUND.fullmatch(words) if "compound" in place.kinds else None:
        return {f"{match[1]}_of": _listed(match[2])}
    return _plain(words, place)


def _plain(words: str, place: Place) -> Any:
    if words in place.choices:
        return place.choices[words]
    if place.words is not None and not place.kinds - {"open"}:
        return [_plain(item, place.words) for item in _listed(words)]
    if "yes/no" in place.kinds and words.casefold() in _YES_NO:
        return _YES_NO[words.casefold()]
    if "any" in place.kinds and words in ("true", "false"):
        return words == "true"
    if place.kinds & {"number", "any"} and _COUNT.fullmatch(words):
        return int(words)
    if not place.is_value and place.kinds <= {"open"}:
        raise WrongCell(f"“{words[:60]}” says nothing here, where several values stand; give each a column of its own, or write {{ … }}")
    return words


_YES_NO = {"yes": True, "no": False, "true": True, "false": False}


def _listed(words: str) -> list[str]:
    return [item.strip() for item in words.split(";") if item.strip()]


def _json(words: str) -> Any:
    try:
        return parse_value(words)
    except DealError as error:
        raise WrongCell(f"{error.faults[0].message}; to have the sign as a text, put an apostrophe before it") from None


def lay_over(base: str, cells: Iterable[tuple[Column, Any]]) -> dict[str, Any]:
    """The data of a deal: a base, as JSON text, with the values of a row over it. Raises Conflict.

    A value takes the place of what the base has there; elements of lists are found by id, and one the base has not is added.
    """
    deal: dict[str, Any] = json.loads(base) if base else {}
    given: dict[tuple[str, ...], tuple[Column, Any]] = {}
    # What is whole comes before what adds to it.
    for column, value in sorted(cells, key=lambda cell: len(cell[0].steps)):
        names = tuple(step.name for step in column.steps)
        for n in range(1, len(names) + 1):
            if (held := given.get(names[:n])) and (n == len(names) or not _can_grow(*held, names[n])):
                raise Conflict(column, held[0])
        given[names] = (column, value)
        _put(deal, column, value)
    return deal


def _can_grow(column: Column, value: Any, key: str) -> bool:
    """Whether a further field may be added to what a cell gave: to a short form, for a field that it is not short for."""
    if not isinstance(value, str) or not column.place.fields:
        return False
    return key not in _long(value, [step.name for step in column.steps])


def _put(deal: dict[str, Any], column: Column, value: Any) -> None:
    here: Any = deal
    for n, step in enumerate(column.steps):
        is_last = n == len(column.steps) - 1
        place = column.places[n + 1]
        if step.is_id:
            at = next((k for k, one in enumerate(here) if isinstance(one, dict) and one.get("id") == step.name), None)
            if is_last and value is ABSENT:
                if at is not None:
                    del here[at]
                return
            if at is None:
                here.append({"id": step.name})
                at = len(here) - 1
            if is_last:
                here[at] = {"id": step.name, **value} if isinstance(value, dict) else value
                return
            here = here[at]
            continue
        if is_last:
            if value is ABSENT:
                here.pop(step.name, None)
            else:
                here[step.name] = value
            return
        here[step.name] = here = _opened(here.get(step.name), place, [step.name for step in column.steps[: n + 1]])


def _opened(value: Any, place: Place, names: list[str]) -> Any:
    """What stands at a place, as something to put a part into."""
    if place.element is not None:
        return give_ids(value) if isinstance(value, list) else []
    if isinstance(value, dict) and (not place.fields or set(value) & set(place.fields)):
        return value
    if value is None or is_open(value):
        return {}
    if place.fields:
        return _long(value, names)
    return value if isinstance(value, dict) else {"a": value, "b": value} if place.by_side else {}


def _long(value: Any, names: list[str]) -> dict[str, Any]:
    """A short form written out: “90 days” for a notice is {"length": "90 days"}."""
    for shape in shapes_at(names):
        if isinstance(shape, type) and issubclass(shape, Part):
            try:
                return dict(plain_data(shape.model_validate(value)))
            except ValueError:
                continue
    return {}


def cells_of(deal: Mapping[str, Any], top: Place) -> dict[str, str]:
    """A deal, as plain data -> the cells of a row by the names of their columns; reading them gives an equal deal."""
    found: dict[str, str] = {}
    _collect(deal, top, "", found)
    return found


def _collect(value: Any, place: Place, name: str, found: dict[str, str]) -> None:
    if value is None:
        return
    if isinstance(value, dict) and value and not is_open(value):
        below = place.fields if set(value) <= set(place.fields) else place.by_side if set(value) <= set(place.by_side) else {}
        for key, one in value.items():
            inner = below.get(key) or place.entry
            if inner is None:
                found[name] = json.dumps(value, ensure_ascii=False) if not _rule(value) else _rule(value)
                return
            _collect(one, inner, joined(name, key), found)
    elif isinstance(value, list) and value and place.element is not None:
        for one in give_ids(value):
            rest = {key: inner for key, inner in one.items() if key != "id"}
            if rest:
                _collect(rest, place.element, f"{name}[{one['id']}]", found)
            else:
                found[f"{name}[{one['id']}]"] = "{}"
    else:
        found[name] = words_of(value, place)


def _rule(value: Mapping[str, Any]) -> str:
    """The words of the longer or shorter of several lengths, if it is one that has words."""
    rule, items = next(iter(value.items()))
    listed = f"{rule}: {'; '.join(map(str, items))}" if rule in ("longer_of", "shorter_of") else ""
    return listed if listed and _listed(listed.partition(": ")[2]) == items else ""


def words_of(value: Any, place: Place) -> str:
    """A value of plain data -> the words of a cell; `value_of` reads them back."""
    if is_open(value) and isinstance(value["open"], str):
        return f"{OPEN} {value['open']}"
    if isinstance(value, bool):
        return ("yes" if value else "no") if "yes/no" in place.kinds else json.dumps(value)
    words = value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        words = "; ".join(value)
    if words:
        for said in (words, f"'{words}"):
            if _is_read_as(said, value, place):
                return said
    return json.dumps(value, ensure_ascii=False)


def _is_read_as(cell: str, value: Any, place: Place) -> bool:
    try:
        return bool(value_of(cell, place) == value)
    except WrongCell:
        return False


def read_header(names: Sequence[str], top: Place) -> tuple[list[Column | None], list[str]]:
    """The header of a sheet -> a column for each cell, None for one that is empty or a remark (#); and what is wrong with it."""
    columns: list[Column | None] = []
    wrong: list[str] = []
    seen: dict[tuple[str, ...], str] = {}
    for n, name in enumerate(names):
        if not name.strip() or name.strip().startswith("#"):
            columns.append(None)
            continue
        try:
            column = find_column(name, top)
        except ValueError as error:
            wrong.append(f"cell {letter(n)}1: {error}")
            continue
        steps = tuple(step.name for step in column.steps)
        if steps in seen:
            wrong.append(f"cell {letter(n)}1: {column.name} has a column already, {seen[steps]}; keep one")
        seen.setdefault(steps, letter(n))
        columns.append(column)
    if not seen and not wrong:
        wrong.append("the first row has no names of columns; `pactwright schema --csv` prints a starter sheet")
    return columns, wrong


def letter(n: int) -> str:
    """The letters of the n-th column, from 0.

    >>> letter(0), letter(25), letter(26), letter(701), letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
