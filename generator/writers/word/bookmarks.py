"""The places of a paper that references can jump to, and their bookmark names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.document.tree import Block, Clause, Definitions, Document, Item, Items, Paragraph, Schedule, Section

LONGEST_NAME = 40  # Word cuts longer bookmark names
LONGEST_TAG = 64  # Word refuses a content control with a longer tag


@dataclass(frozen=True)
class Place:
    """A bookmark's name and the number of the paragraph it stands on, empty where that has none."""

    bookmark: str
    label: str


def places(document: Document) -> dict[str, Place]:
    """All anchors of a paper with their bookmarks. Two anchors never share a name, whatever their characters."""
    found: dict[str, Place] = {}
    names: set[str] = set()
    for anchor, label in _anchors(document):
        if anchor not in found:
            name = _name(anchor)
            if len(name) > LONGEST_NAME or name.lower() in names:  # Word does not tell upper from lower case
                name = cut(name, anchor, LONGEST_NAME)
            names.add(name.lower())
            found[anchor] = _place(name, label)
    return found


@lru_cache(maxsize=4096)  # the anchors of the library come back in every paper
def _name(anchor: str) -> str:
    return "_Ref_" + re.sub(r"[^A-Za-z0-9_]", "_", anchor)


@lru_cache(maxsize=4096)  # so that the same place is the same object
def _place(bookmark: str, label: str) -> Place:
    return Place(bookmark, label)


def cut(name: str, whole: str, longest: int) -> str:
    """`name` within `longest` characters: its beginning and 8 characters that stand for the whole."""
    return f"{name[: longest - 9]}_{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def tag(path: str) -> str:
    """The tag of a value's content control: its path, cut where Word would refuse it."""
    return path if len(path) <= LONGEST_TAG else cut(path, path, LONGEST_TAG)


def _anchors(document: Document) -> Iterator[tuple[str, str]]:
    for paragraph in document.opening:
        yield from _in_block(paragraph)
    for section in document.sections:
        yield from _in_holder(section, section.label)
    for schedule in document.schedules:
        yield from _in_holder(schedule, f"Schedule {schedule.letter}")


def _in_holder(holder: Section | Schedule, label: str) -> Iterator[tuple[str, str]]:
    if holder.anchor:
        yield holder.anchor, label
    for clause in holder.clauses:
        yield from anchors_of(clause)


def anchors_of(clause: Clause) -> list[tuple[str, str]]:
    """The anchors of a clause with the numbers that stand there."""
    return clause.once("anchors", None, lambda: list(_in_clause(clause)))


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
        case Paragraph(anchor=str(anchor)):
            yield anchor, block.label
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
