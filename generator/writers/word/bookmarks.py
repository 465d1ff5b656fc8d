"""The places of a paper that references can jump to, and their bookmark names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from generator.document.rename import as_it_is
from generator.document.tree import Block, Clause, Definitions, Document, Item, Items, Paragraph, Schedule, Section

LONGEST_NAME = 40  # Word cuts longer bookmark names
LONGEST_TAG = 64  # Word refuses a content control with a longer tag


class Place(NamedTuple):
    """A bookmark's name and the number of the paragraph it stands on, empty where that has none."""

    bookmark: str
    label: str


def places(document: Document) -> Mapping[str, Place]:
    """All anchors of a paper with their bookmarks. Two anchors never share a name, whatever their characters."""
    return _together(tuple(_all_anchors(document)))


@lru_cache(maxsize=16)  # in a batch, papers of one kind have the same places
def _together(parts: tuple[Anchors, ...]) -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    names = set[str]().union(*[here.names for here in parts])
    if len(names) == sum([len(here.places) for here in parts]):  # no name twice, so no anchor twice
        for here in parts:
            found |= here.places
        return found
    names.clear()
    for here in parts:
        if names.isdisjoint(here.names) and len(here.names) == len(here.places):
            found |= here.places
            names |= here.names
            continue
        for anchor, place in here.places.items():
            if anchor not in found:
                # Word does not tell upper from lower case.
                name = place.bookmark
                if name.lower() in names:
                    name = cut(name, anchor, LONGEST_NAME)
                names.add(name.lower())
                found[anchor] = Place(name, place.label)
    return found


class Anchors(Struct, frozen=True, eq=False):
    """The anchors of a part of a paper, with the bookmarks they have unless another part has the name, and these names in lower case.

    Told apart by which object it is: the same anchors are the same object, as long as they are remembered.
    """

    places: dict[str, Place]
    names: set[str]


@lru_cache(maxsize=4096)  # the anchors of the library come back in every paper
def _anchors(labels: tuple[tuple[str, str], ...]) -> Anchors:
    found: dict[str, Place] = {}
    names: set[str] = set()
    for anchor, label in labels:
        if anchor not in found:
            name, lowered = _name(anchor)
            found[anchor] = Place(name, label)
            names.add(lowered)
    return Anchors(found, names)


@lru_cache(maxsize=4096)
def _name(anchor: str) -> tuple[str, str]:
    """The bookmark an anchor has where no other has it, and that in lower case."""
    name = "_Ref_" + re.sub(r"[^A-Za-z0-9_]", "_", anchor)
    name = name if len(name) <= LONGEST_NAME else cut(name, anchor, LONGEST_NAME)
    return name, name.lower()


def cut(name: str, whole: str, longest: int) -> str:
    """`name` within `longest` characters: its beginning and 8 characters that stand for the whole."""
    return f"{name[: longest - 9]}_{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def tag(path: str) -> str:
    """The tag of a value's content control: its path, cut where Word would refuse it."""
    return path if len(path) <= LONGEST_TAG else cut(path, path, LONGEST_TAG)


def _all_anchors(document: Document) -> Iterator[Anchors]:
    yield _anchors(tuple([anchor for paragraph in document.opening for anchor in _in_block(paragraph)]))
    for section in document.sections:
        yield from _in_holder(section, section.label)
    for schedule in document.schedules:
        yield from _in_holder(schedule, f"Schedule {schedule.letter}")


def _in_holder(holder: Section | Schedule, label: str) -> Iterator[Anchors]:
    if holder.anchor:
        yield _anchors(((holder.anchor, label),))
    for clause in holder.clauses:
        yield anchors_of(clause)


def anchors_of(clause: Clause) -> Anchors:
    """The anchors of a clause with their bookmarks and the numbers that stand there; gathered once."""
    return clause.once("anchors", None, lambda: _anchors(tuple(_in_clause(clause))), as_it_is)


def _in_clause(clause: Clause) -> Iterator[tuple[str, str]]:
    if clause.anchor:
        yield clause.anchor, clause.label if clause.heading else _first_label(clause)
    for block in clause.blocks:
        yield from _in_block(block)


def _first_label(clause: Clause) -> str:
    """The number a clause without a heading is known by: that of its first paragraph."""
    first = clause.blocks[0] if clause.blocks else None
    return first.label if isinstance(first, Paragraph) else ""


def _in_block(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Paragraph():
            if block.anchor:
                yield block.anchor, block.label
        case Items():
            for item in block.items:
                yield from _in_item(item)
        case Definitions():
            yield from ((entry.anchor, "") for entry in block.entries)


def _in_item(item: Item) -> Iterator[tuple[str, str]]:
    if item.anchor:
        yield item.anchor, item.label
    for child in item.children:
        yield from _in_item(child)
