"""Raw deals made from the sample by changes; what a deal cannot be is taken back, change by change, until it can be drafted."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass

from tests.changed import replace
from typing import Any

from generator.bind import Bound, bind
from generator.deal import DealError, make_deal
from generator.deal.patch import ABSENT, patched
from generator.document import Drafted, draft_document
from generator.document.examples import sample_deal
from generator.library import Library
from generator.library.issues import Issues
from tests.covering.levels import OPEN

Changes = list[tuple[str, Any]]


@dataclass(frozen=True)
class Made:
    """A deal that can be drafted. `refused`: the changes that were taken back, by name, with what the program said against them."""

    bound: Bound
    papers: dict[str, Drafted]
    refused: dict[str, str]


def make(library: Library, changes: dict[str, Changes], kinds: Iterable[str], exits: bool = True, both_out: str | None = None) -> Made | None:
    """The sample deal with named changes, drafted. None if it is refused and nothing is left to take back.

    `exits`: whether the exits of the sample stay. `both_out`: a clause that another needs goes out with that other, instead of
    staying for its sake, unless the other is the one named here.
    """
    kept, refused, gone = dict(changes), dict[str, str](), list[str]()
    while True:
        raw = sample_deal()
        if not exits:
            raw["exit"]["triggers"] = []
        try:
            flat = in_order(kept, raw)
            raw = patched(raw, [one for one in flat if not one[0].startswith("issues.")])
            found = patched({"papers": ["Term Sheet"]}, [(path.removeprefix("issues."), value) for path, value in flat if path.startswith("issues.")])
            bound = replace(bind(make_deal(raw), library), issues=Issues.model_validate(found))
            return Made(bound, _drafted(bound, kinds), refused)
        except (DealError, ValueError) as error:
            culprits = _culprits(error, kept, raw)
            if not culprits:
                return None
            for name, why in culprits.items():
                match = _REFERS.search(why)
                if both_out is not None and match and match[1] not in (both_out, *gone):
                    gone.append(match[1])
                    name = f"clause {match[1]}"
                    kept[name] = [] if match[1] in library.triggers else [(f"clauses.{match[1]}.leave_out", "not wanted")]
                else:
                    kept.pop(name, None)
                refused[name] = why


class Broken(Exception):
    """A draft raised something else than a refusal of the deal: a fault of the library or of the program."""


def _drafted(bound: Bound, kinds: Iterable[str]) -> dict[str, Drafted]:
    try:
        return {kind: draft_document(bound, kind) for kind in kinds}
    except DealError:
        raise
    except Exception as error:  # whatever it is, it is a finding, and the other deals go on
        raise Broken(f"{type(error).__name__}: {error}") from error


_REFERS = re.compile(r"cannot be left out: (\S+) refers to it")


def in_order(changes: dict[str, Changes], raw: dict[str, Any]) -> Changes:
    """All changes, those of a whole before those of its parts.

    Left out are details of what is open or not there: of a value, and of an exit that the deal does not have.
    """
    flat = sorted((one for some in changes.values() for one in some), key=lambda one: len(one[0].split(".")))
    gone = tuple(f"{path}." for path, value in flat if value in (OPEN, ABSENT))
    exits = {trigger["id"] for trigger in raw["exit"]["triggers"]} | {path.split(".")[2] for path, _ in flat if path.startswith("exit.triggers.") and path.count(".") == 2}
    return [
        (path, copy.deepcopy(value)) for path, value in flat
        if not path.startswith(gone)
        and (not path.startswith("exit.triggers.") or path.split(".")[2] in exits)
        and not (value == ABSENT and path.startswith("exit.triggers.") and path.count(".") > 3)
    ]  # fmt: skip


def _culprits(error: DealError | ValueError, changes: dict[str, Changes], raw: dict[str, Any]) -> dict[str, str]:
    """The names of the changes a refusal is about: those nearest to the places it names."""
    if not isinstance(error, DealError):
        return {name: str(error) for name, some in changes.items() if any(f"`{path}`" in str(error) for path, _ in some)}
    found: dict[str, str] = {}
    for fault in error.faults:
        place = _path(fault.pointer, raw)
        near = {name: max((_shared(path, place) for path, _ in some), default=0) for name, some in changes.items()}
        best = max(near.values(), default=0)
        if best:
            name = max((name for name, shared in near.items() if shared == best), key=lambda name: (_depth(changes[name]), name))
            found.setdefault(name, fault.message)
    return found


def _path(pointer: str, raw: Any) -> list[str]:
    """`/exit/triggers/3/cure` -> exit, triggers, mutual, cure; a clause's id is two steps, as in a path."""
    steps: list[str] = []
    for step in pointer.strip("/").split("/"):
        if isinstance(raw, list) and step.isdigit() and int(step) < len(raw):
            raw = raw[int(step)]
            steps.append(raw.get("id", step) if isinstance(raw, dict) else step)
        else:
            raw = raw.get(step) if isinstance(raw, dict) else None
            steps += step.split(".")
    return steps


def _shared(path: str, place: list[str]) -> int:
    """How many steps two places have in common, from the first."""
    steps = path.split(".")
    return next((n for n, (one, other) in enumerate(zip(steps, place, strict=False)) if one != other), min(len(steps), len(place)))


def _depth(some: Changes) -> int:
    return max(len(path.split(".")) for path, _ in some)
