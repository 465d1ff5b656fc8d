"""Two aligned deals -> one deal file: what is agreed stays, what is not becomes an open value that names both, or is left out.

What one side alone says is taken, and `sources` tells whose it is, so that the issues list asks the other side. The notes of
open values, and all that is one side's own, stay behind.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from generator.deal import Deal, DealError, Fault
from generator.deal.alliance import SideName
from generator.deal.read import make_deal
from generator.interview.align import Alignment, Entry, is_wording, stem
from generator.interview.comparing import OWN, Spot, status_of
from generator.interview.keep import ordered
from generator.interview.pairing import is_part
from generator.interview.place import MISSING, found
from generator.interview.plan import SIDES

_MOST = 1500  # letters of what one side says, in the note of an open value
_SIGN_OFF = ("success", "agreed")


@dataclass(frozen=True)
class Merged:
    """One deal as plain data, and what could not be put into it: the name of each place."""

    raw: dict[str, Any]
    left_out: tuple[str, ...]


def merge(found: Alignment) -> Merged:
    """Raises DealError where even the deal without what differs cannot be read."""
    raw: dict[str, Any] = copy.deepcopy(found.a)
    left_out: list[str] = []
    sources: dict[str, Any] = {}
    for entry in found.entries:
        spot = entry.difference.spot
        value = _value(entry, found)
        if entry.status == "agreed":
            continue
        if entry.difference.a is MISSING and entry.difference.b is MISSING:
            sources[".".join(spot)] = {"from": "import", "question": entry.question, "unsure": f"nobody is sure of it: {entry.label}"}
            continue
        if value is MISSING:
            _take_out(raw, spot)
            if is_wording(spot):
                _take_out(raw, (*spot[:-1], "text"))
                _take_out(raw, (*spot[:-1], "protects"))
            elif not entry.difference.is_row:
                sources[".".join(spot)] = {"from": "import", "unsure": _both(entry, found)}
            left_out.append(entry.label)
            continue
        _put(raw, spot, copy.deepcopy(value), found)
        if whose := _whose(entry):
            name, other = found.names[whose], found.names["b" if whose == "a" else "a"]
            sources[".".join(spot)] = {"from": "import", "by": name, "unsure": f"from {name} alone; {other} says nothing of it"}
    for key in OWN:
        raw.pop(key, None)
    for id in list(raw.get("clauses", {})):
        _take_out(raw, ("clauses", id, "because"))
    raw.pop("status", None)
    success = [entry for entry in found.entries if entry.difference.spot[0] == "success" and entry.difference.spot[:2] != _SIGN_OFF]
    if any(entry.status != "agreed" for entry in success):
        if _take_out(raw, _SIGN_OFF):
            left_out.append("The sign-off of the success criteria, because not all of success is agreed")
        sources = {place: source for place, source in sources.items() if not place.startswith("success.agreed.")}
    raw["id"] = stem(found.id)
    raw["draft_date"] = max(str(one["draft_date"]) for one in (found.a, found.b))
    if sources:
        raw["sources"] = sources
    raw = _readable(raw, left_out)
    return Merged(ordered(raw, Deal), tuple(dict.fromkeys(left_out)))


def _value(entry: Entry, aligned: Alignment) -> Any:
    """What goes into the one deal for a place; MISSING for nothing."""
    difference = entry.difference
    if entry.status == "agreed":
        return difference.a
    if entry.status == "one_side":
        return difference.b if difference.a is MISSING else difference.a
    shape = aligned.matters.shape(difference.spot)
    if shape is not None and shape.can_open and not difference.is_row:
        return {"open": _both(entry, aligned)}
    if is_wording(difference.spot):
        return MISSING  # one side's wish alone would tell how it opens the talks
    plainly = status_of(difference.a, difference.b)
    if plainly == "agreed":
        return difference.a  # both say it, though not surely; the place cannot be open
    if plainly == "one_side":
        return difference.b if difference.a is MISSING else difference.a
    if difference.spot[:1] == ("sides",) and difference.spot[2:] == ("short",):
        side: SideName = "a" if difference.spot[1] == "a" else "b"
        return difference.a if side == "a" else difference.b  # each side knows its own name
    return MISSING


def _both(entry: Entry, aligned: Alignment) -> str:
    """What each side says, by name."""
    said = zip(SIDES, (entry.a, entry.b), strict=True)
    return "; ".join(f"{aligned.names[side]}: {words[:_MOST]}" for side, words in said if words != "–")


def _whose(entry: Entry) -> SideName | None:
    """Whose a value is that one side alone says."""
    if entry.difference.a is MISSING and entry.difference.b is not MISSING:
        return "b"
    return "a" if entry.difference.b is MISSING and entry.difference.a is not MISSING else None


def _put(raw: dict[str, Any], spot: Spot, value: Any, aligned: Alignment) -> None:
    here: Any = raw
    for n, step in enumerate(spot[:-1]):
        inner = _step(here, step)
        if inner is MISSING:
            inner = [] if isinstance(found(aligned.b, spot[: n + 1]), list) else {}
            here[step] = inner
        here = inner
    if isinstance(here, list):
        here[:] = [row for row in here if row.get("id") != spot[-1]]
        here.append(value)
    elif is_part(here) or here == {}:
        here[spot[-1]] = value


def _step(here: Any, step: str) -> Any:
    return found(here, (step,))


def _take_out(raw: dict[str, Any], spot: Spot) -> bool:
    """Take a place out; whether it was there. A part that is then empty goes too."""
    here: Any = raw
    above: list[tuple[Any, str]] = []
    for step in spot[:-1]:
        above.append((here, step))
        here = _step(here, step)
        if here is MISSING:
            return False
    if isinstance(here, list):
        before = len(here)
        here[:] = [row for row in here if row.get("id") != spot[-1]]
        return len(here) < before
    if not isinstance(here, dict) or here.pop(spot[-1], MISSING) is MISSING:
        return False
    for parent, step in reversed(above):
        if not isinstance(parent, dict) or parent[step]:
            break
        del parent[step]
    return True


def _readable(raw: dict[str, Any], left_out: list[str]) -> dict[str, Any]:
    """The deal without the rows and parts that cannot stand without what was left out of them. Raises DealError."""
    for _ in range(200):
        try:
            make_deal(raw)
            return raw
        except DealError as error:
            if not _without(raw, error.faults[0], left_out):
                raise
    raise DealError([Fault("", "the two deals differ in too many places that a deal cannot do without; align them first")])


def _without(raw: dict[str, Any], fault: Fault, left_out: list[str]) -> bool:
    """Take out the innermost row or part that is at fault; whether there was one."""
    steps = fault.pointer.split("/")[1:]
    here: Any = raw
    trail: list[tuple[Any, str]] = []
    for step in steps:
        if isinstance(here, list) and step.isdigit() and int(step) < len(here):
            trail.append((here, step))
            here = here[int(step)]
        elif isinstance(here, dict) and step in here:
            trail.append((here, step))
            here = here[step]
        else:
            break
    if len(trail) < 2:
        return False
    parent, step = trail[-1]
    if isinstance(parent, list):
        row = parent.pop(int(step))
        left_out.append(f"{trail[-2][1].replace('_', ' ')} {row.get('id', '')}".strip())
    else:
        parent.pop(step)
        left_out.append(".".join(step for _, step in trail))
    return True
