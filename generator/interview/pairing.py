"""Which rows of two deals are the same thing, and the second deal told in the ids of the first.

Two interviews both call their first number k1, whatever it is; so an id made by counting is weak evidence and words are strong.
After this, rows are compared by their ids alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from generator.values import is_open

Row: TypeAlias = dict[str, Any]
Renamed: TypeAlias = dict[str, dict[str, str]]

# What a row is called by, the first that it has; then what else tells two rows apart.
NAMING = (
    "name", "title", "legal_name", "what", "topic", "who", "group", "asset_class", "customer", "where", "test", "step", "event", "firm",
    "class", "reason", "breach", "kind",
)  # fmt: skip
_TELLING = ("metric", "event", "what", "step", "text")
_COUNTED = re.compile(r"[a-z]{1,3}\d+")
_ALIKE, _ALIKE_BY_ID = 0.66, 0.5
# A key that holds ids, and the lists they are of.
_REFERENCES = {
    "tests": ("kpis", "gates"), "fee": ("fees",), "investments": ("investments",), "of": ("deliverables", "kpis"), "kpi": ("kpis",),
    "member": ("members",),
}  # fmt: skip


def is_rows(value: Any) -> bool:
    """Whether a value of a deal file is a list of rows."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) and "id" in item for item in value)


def is_part(value: Any) -> bool:
    """Whether it is a part with keys of its own, and no value that is written in braces."""
    return isinstance(value, dict) and not is_open(value) and not set(value) & {"longer_of", "shorter_of"}


def renamed(ours: Row, theirs: Row) -> Row:
    """The second deal with the ids of the rows of the first, where they are the same thing; an id is never used for two things."""
    names: Renamed = {}
    made = _renamed(ours, theirs, "", names)
    assert isinstance(made, dict)
    _point(made, names)
    return made


def _renamed(ours: Any, theirs: Any, key: str, names: Renamed) -> Any:
    if is_part(ours) and is_part(theirs):
        return {name: _renamed(ours.get(name), value, name, names) for name, value in theirs.items()}
    if not (is_rows(ours) and is_rows(theirs)):
        return theirs
    found = pairs(ours, theirs)
    taken = {row["id"] for row in ours}
    made: list[Row] = []
    for row in theirs:
        twin = found.get(row["id"])
        id = twin["id"] if twin else _free(row["id"], taken)
        taken.add(id)
        names.setdefault(key, {}).setdefault(row["id"], id)
        made.append({**(_renamed(twin, row, key, names) if twin else row), "id": id})
    return made


def _free(id: str, taken: Iterable[str]) -> str:
    """An id that nothing else has."""
    if id not in taken:
        return id
    return next(name for n in range(2, 10_000) if (name := f"{id[:50]}_{n}") not in taken)


def _point(here: Any, names: Renamed, key: str = "") -> None:
    """Put the new ids where a row is named."""
    if isinstance(here, list):
        for item in here:
            _point(item, names, key)
    elif isinstance(here, dict):
        for name, value in here.items():
            lists = _REFERENCES.get(name, ())
            if isinstance(value, str) and lists:
                here[name] = _new(value, lists, names)
            elif isinstance(value, list) and lists and all(isinstance(item, str) for item in value):
                here[name] = [_new(item, lists, names) for item in value]
            else:
                _point(value, names, name)


def _new(id: str, lists: tuple[str, ...], names: Renamed) -> str:
    return next((names[key][id] for key in lists if id in names.get(key, {})), id)


def pairs(ours: list[Row], theirs: list[Row]) -> dict[str, Row]:
    """Id of a row of theirs -> our row that is the same thing. Exits are the same only if they are of one kind."""
    left, right = {row["id"]: row for row in ours}, {row["id"]: row for row in theirs}
    found: dict[str, Row] = {}

    def pair(same: Callable[[Row, Row], bool]) -> None:
        for id, row in list(right.items()):
            twin = next((one for one in left.values() if _one_kind(one, row) and same(one, row)), None)
            if twin is not None:
                found[id] = left.pop(twin["id"])
                del right[id]

    pair(lambda one, other: one["id"] == other["id"] and (not _COUNTED.fullmatch(one["id"]) or _called(one) == _called(other)))
    pair(lambda one, other: bool(_called(one)) and _called(one) == _called(other))
    pair(lambda one, other: one["id"] == other["id"] and (_likeness(one, other) >= _ALIKE_BY_ID or not _called(one) or not _called(other)))
    close = sorted(
        ((-_likeness(one, other), n, k) for n, one in enumerate(left.values()) for k, other in enumerate(right.values())
         if _one_kind(one, other)),
    )  # fmt: skip
    lefts, rights = list(left.values()), list(right.values())
    for score, n, k in close:
        if -score >= _ALIKE and lefts[n]["id"] in left and rights[k]["id"] in right:
            found[rights[k]["id"]] = left.pop(lefts[n]["id"])
            del right[rights[k]["id"]]
    return found


def _one_kind(one: Row, other: Row) -> bool:
    kinds = [str(row.get("kind", "")) for row in (one, other)]
    return kinds[0] == kinds[1] or not any(kind.startswith("exit.") or kind == "custom" for kind in kinds)


def called(row: Mapping[str, Any]) -> str:
    """What a row is called, in its own words; empty if it says nothing of the kind."""
    return next((value for key in NAMING if isinstance(value := row.get(key), str)), "")


def _called(row: Row) -> str:
    return " ".join(called(row).casefold().split())


def _likeness(one: Row, other: Row) -> float:
    """How near two rows are in their words, from 0 to 1: by their names or by what else tells them apart."""
    scores = [_near(_called(one), _called(other))]
    scores += [_near(one[key], other[key]) for key in _TELLING if isinstance(one.get(key), str) and isinstance(other.get(key), str)]
    return max(scores)


def _near(one: str, other: str) -> float:
    # Long texts are compared by their beginning: a deal file from outside may hold thousands of letters in each of many rows.
    one, other = one.casefold()[:200], other.casefold()[:200]
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0


__all__ = ["NAMING", "called", "is_part", "is_rows", "pairs", "renamed"]
