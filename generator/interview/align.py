"""Two deal files, one of each side -> where both stand: agreed, different, open, one side only; success and exit terms first.

Only deal files are read. What a side keeps to itself, its private file and the notes of its open values, is on no page.
Long because reading two files, the lines of the page and the reasons for a shut gate are one answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.bind import bind
from generator.checks.gate import is_pilot
from generator.checks.view import View
from generator.deal import Deal, DealError, Fault
from generator.deal.alliance import SideName
from generator.deal.read import make_deal, parse_object, plain_data, read_text
from generator.document.draft import governing_pack
from generator.interview.bridge import Bridges, Ground
from generator.interview.comparing import STATUSES, Difference, Spot, Status, compare
from generator.interview.matter import SUCCESS, Matters
from generator.interview.pairing import renamed
from generator.interview.place import MISSING, found
from generator.interview.plan import SIDES, Plan

_SIGN_OFF = ("success", "agreed")
_NEUTRAL = "a text to be chosen"


@dataclass(frozen=True)
class Entry:
    """A line of the page: what it is about, what each side says, in words, and what could lie between.

    `group`: the row, clause or part of the deal it belongs to.
    """

    difference: Difference
    chapter: str
    question: str
    label: str
    a: str
    b: str
    bridge: str
    group: str

    @property
    def status(self) -> Status:
        return self.difference.status


@dataclass(frozen=True)
class Alignment:
    """Where two sides stand. `a`, `b`: their deals as plain data, with one id for what is the same thing.

    `entries`: every place that either file fills, in the order of the page. `ours`: whose file was given first.
    `gate`: why the signing gate stays shut as far as success goes, a sentence each; empty when success is agreed.
    `notices`: what the reader should know about the two files.
    """

    a: dict[str, Any] = field(repr=False)
    b: dict[str, Any] = field(repr=False)
    names: Mapping[SideName, str]
    ours: SideName
    entries: tuple[Entry, ...]
    gate: tuple[str, ...]
    notices: tuple[str, ...]
    matters: Matters = field(repr=False)

    @property
    def id(self) -> str:
        """The id of our deal file."""
        return str((self.a if self.ours == "a" else self.b)["id"])

    @property
    def is_agreed(self) -> bool:
        """Whether nothing is left to talk about."""
        return not self.gate and all(entry.status == "agreed" for entry in self.entries)

    @cached_property
    def counts(self) -> dict[Status, int]:
        return {status: sum(entry.status == status for entry in self.entries) for status in STATUSES}

    @property
    def order(self) -> tuple[SideName, SideName]:
        """The sides from left to right: ours first."""
        return ("a", "b") if self.ours == "a" else ("b", "a")

    def chapters(self) -> list[tuple[str, list[Entry]]]:
        """The entries by chapter, under its title; none that is empty."""
        found = [(chapter, [entry for entry in self.entries if entry.chapter == chapter]) for chapter in self.matters.chapters()]
        return [(self.matters.title(chapter), entries) for chapter, entries in found if entries]

    def as_data(self) -> dict[str, Any]:
        """All of it for JSON."""
        return {
            "deal": stem(self.id),
            "sides": dict(self.names),
            "ours": self.ours,
            "agreed": self.is_agreed,
            "counts": self.counts,
            "success": {"agreed": not self.gate, "gate_stays_shut_because": list(self.gate)},
            "notices": list(self.notices),
            "points": [
                {"topic": entry.label, "chapter": self.matters.title(entry.chapter), "status": entry.status, "a": entry.a, "b": entry.b,
                 "bridge": entry.bridge or None, "question": entry.question or None, "path": _path(entry.difference.spot)}
                for entry in self.entries
            ],
        }  # fmt: skip


def align_files(ours: Path, theirs: Path, plan: Plan) -> Alignment:
    """Two deal files -> where both stand. Raises DealError: for a file that cannot be read, and for two that are of different deals."""
    for path in (ours, theirs):
        if path.name.endswith(".private.json"):
            said = f"{path} is a private file, and what a side keeps to itself is not compared; give the deal file beside it."
            raise DealError([Fault("", said)])
    deals = [make_deal(parse_object(text, str(path)), str(path), text) for path in (ours, theirs) for text in [read_text(path)]]
    notices = _one_deal(deals[0], deals[1], ours, theirs)
    side = whose(ours, theirs)
    first, second = (deals[0], deals[1]) if side == "a" else (deals[1], deals[0])
    return align(first, second, plan, side, notices)


def whose(ours: Path, theirs: Path) -> SideName:
    """Whose file is ours: as the interview names them, NAME.a.json and NAME.b.json; a where neither name says it.

    >>> whose(Path("d.b.json"), Path("d.a.json")), whose(Path("deal.json"), Path("copy.json")), whose(Path("deal.json"), Path("d.a.json"))
    ('b', 'a', 'b')
    """
    if ours.name.endswith(".b.json") or (theirs.name.endswith(".a.json") and not ours.name.endswith(".a.json")):
        return "b"
    return "a"


def align(a: Deal, b: Deal, plan: Plan, ours: SideName = "a", notices: tuple[str, ...] = ()) -> Alignment:
    """The deals of side a and side b -> where both stand."""
    raw_a = plain_data(a)
    raw_b = renamed(raw_a, plain_data(b))
    names: dict[SideName, str] = {"a": a.sides.a.short, "b": b.sides.b.short}
    if names["a"].casefold() == names["b"].casefold():
        names = {"a": f"{names['a']} (a)", "b": f"{names['b']} (b)"}
    matters = Matters(plan, raw_a, raw_b, names, ours)
    bridges = Bridges(matters, Ground(a, plan.library), Ground(make_deal(raw_b), plan.library))
    unsure = [_unsure(deal) for deal in (a, b)]
    found = compare(raw_a, raw_b)
    entries = [_entry(difference, matters, bridges, unsure) for difference in found if not _is_told(difference, found)]
    entries += _only_unsure(entries, unsure, matters)
    order = {chapter: n for n, chapter in enumerate(matters.chapters())}
    entries.sort(key=lambda entry: (order[entry.chapter], STATUSES.index(entry.status), _asked_at(entry, matters)))
    gate = tuple(_gate(entries, a, b, raw_a, raw_b, names, plan))
    return Alignment(raw_a, raw_b, names, ours, tuple(entries), gate, notices, matters)


def _path(spot: Spot) -> str:
    """A place as text; a line on which text it is does not say whether the text or the side it protects differs."""
    return ".".join((*spot[:-1], "text") if is_wording(spot) else spot)


def _is_told(difference: Difference, all: list[Difference]) -> bool:
    """Whom a text protects is told with which text it is, in one line that names neither."""
    spot = difference.spot
    return (
        is_wording(spot)
        and spot[-1] == "protects"
        and any(one.spot == (*spot[:-1], "text") and (one.status != "agreed" or difference.status == "agreed") for one in all)
    )


def is_wording(spot: Spot) -> bool:
    """Whether a place says which text of a clause is taken, which would tell whom it protects."""
    return spot[0] == "clauses" and len(spot) == 3 and spot[-1] in ("text", "protects")


def _only_unsure(entries: list[Entry], unsure: list[set[str]], matters: Matters) -> list[Entry]:
    """Questions somebody was not sure of, where neither file says anything."""
    told = {place for entry in entries for place in _places(entry.difference.spot, matters)}
    made: list[Entry] = []
    for place in sorted({*unsure[0], *unsure[1]} - told):
        id, _, name = place.partition(".")
        if matters.plan.has(id):
            spot: Spot = tuple(place.split("."))
            one = matters.plan.question(id)
            chapter, label = matters.chapter_of(id), _asked(one.question.front.asks, matters)
            if not any(field.name == name for field in one.fields):
                continue
        else:
            spot = matters.spot(place)
            chapter, label = matters.chapter(spot), matters.label(spot)
            asked = matters.question(spot)
            id = asked[1] if asked else ""
        a, b = ("not sure" if place in one_side else "–" for one_side in unsure)
        made.append(Entry(Difference(spot, MISSING, MISSING, "open"), chapter, id, label, a, b, "", label))
    return made


def _asked(words: str, matters: Matters) -> str:
    """A question as it is asked, by name."""
    other: SideName = "b" if matters.ours == "a" else "a"
    return words.replace("{us}", matters.names[matters.ours]).replace("{them}", matters.names[other])


def _places(spot: Spot, matters: Matters) -> set[str]:
    """The ways `sources` may name a place: the place, one above it, its question."""
    places = {".".join(spot[:n]) for n in range(1, len(spot) + 1)}
    if asked := matters.question(spot):
        places |= {f"{asked[1]}.{asked[2].name}", asked[2].path(matters.ours)}
    return places


def _asked_at(entry: Entry, matters: Matters) -> int:
    asked = matters.question(entry.difference.spot)
    return asked[0] if asked else len(matters.plan.asked)


def _entry(difference: Difference, matters: Matters, bridges: Bridges, unsure: list[set[str]]) -> Entry:
    spot = difference.spot
    asked = matters.question(spot)
    places = _places(spot, matters)
    doubts = [bool(places & one) for one in unsure]
    if any(doubts):
        difference = Difference(spot, difference.a, difference.b, "open", difference.is_row)
    a, b = matters.words(difference.a, spot), matters.words(difference.b, spot)
    if is_wording(spot) and difference.status != "agreed":
        # Which side asked for a firmer text, and for whom, is how it opens the talks.
        difference, a, b = Difference(spot, difference.a, difference.b, "different"), _NEUTRAL, _NEUTRAL
    elif is_wording(spot):
        a = b = "the same text"
    elif spot[0] == "clauses" and spot[-1] == "leave_out":
        a, b = ("–" if value is MISSING else "left out" for value in (difference.a, difference.b))
    a, b = (f"{words} (not sure)" if doubt and words not in ("–", "open") else words for words, doubt in zip((a, b), doubts, strict=True))
    return Entry(
        difference, matters.chapter(spot), asked[1] if asked else "", matters.label(spot), a, b, bridges.of(difference), matters.group(spot)
    )


def _unsure(deal: Deal) -> set[str]:
    """The places whose answer was “not sure” or “ask my partner”."""
    return {path for path, source in deal.sources.items() if source.unsure}


# ---------------------------------------------------------------- one deal, or two


def _one_deal(ours: Deal, theirs: Deal, file: Path, other: Path) -> tuple[str, ...]:
    """What to say about two files of one deal. Raises DealError where they are plainly of two, or have the sides the other way round."""
    mine, yours = ({side: _known_as(deal, side) for side in SIDES} for deal in (ours, theirs))
    crossed = (mine["a"] & yours["b"]) | (mine["b"] & yours["a"])
    straight = (mine["a"] & yours["a"]) | (mine["b"] & yours["b"])
    if crossed and not straight:
        said = f"{ours.sides.a.short} is side a in {file}, and side b in {other}; give each side one letter in both files."
        raise DealError([Fault("", said)])
    if stem(ours.id) == stem(theirs.id):
        return ()
    if not straight:
        said = (
            f"{file} and {other} are of different deals: their ids are “{ours.id}” and “{theirs.id}”, and no company is in both; "
            "give two files of one deal, or give both the same id."
        )
        raise DealError([Fault("", said)])
    return (f"The two files have different ids, “{ours.id}” and “{theirs.id}”; they are compared because a company is in both.",)


def stem(id: str) -> str:
    """The id of a deal without the letter of a side that the interview puts in it."""
    return re.sub(r"[-_](a|b)$", "", id)


def _known_as(deal: Deal, side: SideName) -> set[str]:
    """The legal names of a side, and its short name where it has none; a name that is still to come counts for nothing."""
    one = getattr(deal.sides, side)
    legal = {" ".join(member.legal_name.casefold().split()) for member in one.members if isinstance(member.legal_name, str)}
    short = one.short.casefold()
    return legal or ({short} - {"side a", "side b"})


# ---------------------------------------------------------------- success and the gate


def _gate(
    entries: list[Entry], a: Deal, b: Deal, raw_a: Mapping[str, Any], raw_b: Mapping[str, Any], names: Mapping[SideName, str], plan: Plan
) -> list[str]:
    reasons: list[str] = []
    parts: dict[Spot, str] = {
        ("success", "kpis"): "The numbers that measure success are not agreed",
        ("success", "gates"): "The gates are not agreed",
        ("success", "miss_rule"): "When a miss counts is not agreed",
    }
    for start, said in parts.items():
        left = [entry.label for entry in entries if entry.difference.spot[:2] == start and entry.status != "agreed"]
        if left:
            more = f" and {len(left) - 3} more" if len(left) > 3 else ""
            reasons.append(f"{said}: {'; '.join(left[:3])}{more}.")
    if not a.success.kpis and not b.success.kpis:
        reasons.append("Neither side has named a number that measures success.")
    if not all(_is_pilot(deal, plan) for deal in (a, b)):
        for side in SIDES:
            gaps = [
                word for key, word in (("by", "a name"), ("on", "a date"))
                if not any(isinstance(found(raw, (*_SIGN_OFF, side, key)), str) for raw in (raw_a, raw_b))
            ]  # fmt: skip
            if gaps:
                are = "is" if len(gaps) == 1 else "are"
                reasons.append(f"{names[side]} has not signed off the success criteria: {' and '.join(gaps)} {are} missing.")
    signed = [entry.label for entry in entries if entry.difference.spot[:2] == _SIGN_OFF and entry.status in ("different", "open")]
    if signed:
        reasons.append(f"Who signed off, or when, is not agreed: {'; '.join(signed)}.")
    return reasons


def _is_pilot(deal: Deal, plan: Plan) -> bool:
    """A deal so small that it may be signed before success is agreed (generator/checks/gate.py)."""
    try:
        bound = bind(deal, plan.library)
    except DealError:
        return False
    return is_pilot(View(bound, deal.draft_date.day, governing_pack(bound), {}))


__all__ = ["SUCCESS", "Alignment", "Entry", "align", "align_files", "whose"]
