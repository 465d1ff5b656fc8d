"""The link pass: every reference gets its words and the anchors a word processor can follow. A dangling one is an error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from generator.document.tree import (
    Block, Clause, Definitions, Document, Inline, Inlines, Item, Items, Paragraph, Ref, RefPart, Table,
)  # fmt: skip
from generator.library import LibraryError, Problem


class DanglingReference(LibraryError):
    """A reference to something that is not in the paper: a fault of the library."""


@dataclass(frozen=True, slots=True)
class _Place:
    anchor: str
    label: str
    kind: str


def link(document: Document) -> Document:
    """Fill the parts of every Ref. Raises DanglingReference with the clause that refers and the target that is missing."""
    places = _places(document)
    word = document.look.section_word

    def holders(items: Any) -> Any:
        return tuple(replace(holder, clauses=tuple(_clause(clause, places, word) for clause in holder.clauses)) for holder in items)

    opening = Clause("the opening", "", document.opening)
    paragraphs = tuple(block for block in _clause(opening, places, word).blocks if isinstance(block, Paragraph))
    return replace(document, opening=paragraphs, sections=holders(document.sections), schedules=holders(document.schedules))


def _places(document: Document) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for section in document.sections:
        for clause in section.clauses:
            if clause.anchor:
                found |= {name: _Place(clause.id, clause.label, "clause") for name in (clause.id, *clause.aliases)}
            for block in clause.blocks:
                if isinstance(block, Paragraph) and block.anchor:
                    place = _Place(block.anchor, block.label, "clause") if block.label else _Place(clause.id, clause.label, "clause")
                    found[block.anchor] = place
    for schedule in document.schedules:
        found[f"schedule.{schedule.id}"] = _Place(f"schedule.{schedule.id}", f"Schedule {schedule.letter}", "schedule")
    return found


def _clause(clause: Clause, places: dict[str, _Place], word: str) -> Clause:
    def link_run(inlines: Inlines) -> Inlines:
        if not any(isinstance(inline, Ref) for inline in inlines):
            return inlines
        return tuple(_linked(inline, clause, places, word) if isinstance(inline, Ref) else inline for inline in inlines)

    def link_block(block: Block) -> Block:
        linked = map_inlines(block, link_run)
        return (
            replace(linked, inlines=_start_sentences(linked.inlines)) if linked is not block and isinstance(linked, Paragraph) else linked
        )

    return replace(clause, blocks=tuple(link_block(block) for block in clause.blocks))


def _start_sentences(inlines: Inlines) -> Inlines:
    """A reference that starts a sentence starts with a capital: “Clause 21.4 states …”."""
    started: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Ref) and inline.parts and (not started or started[-1].words.endswith((". ", ".” "))):
            first = inline.parts[0]
            inline = replace(inline, parts=(replace(first, words=first.words[:1].upper() + first.words[1:]), *inline.parts[1:]))
        started.append(inline)
    return tuple(started)


def _linked(ref: Ref, clause: Clause, places: dict[str, _Place], word: str) -> Inline:
    found: list[_Place] = []
    for target in ref.target.split(" "):
        if target not in places:
            raise DanglingReference([Problem(clause.source.file, 1, 0, f"{clause.id} refers to {target}, which is not in this paper")])
        if places[target] not in found:
            found.append(places[target])
    if found[0].kind == "schedule":
        return replace(ref, parts=(RefPart(found[0].label, found[0].anchor),))
    parts = [] if ref.bare else [RefPart(f"{word}s " if len(found) > 1 else f"{word} ")]
    for n, place in enumerate(found):
        if n:
            parts.append(RefPart(" and " if n == len(found) - 1 else ", "))
        parts.append(RefPart(place.label, place.anchor))
    return replace(ref, parts=tuple(parts))


def map_inlines(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """The same block with every run of words changed."""
    match block:
        case Paragraph():
            changed = change(block.inlines)
            if changed is block.inlines and not block.notes:
                return block
            notes = tuple(replace(note, inlines=change(note.inlines)) for note in block.notes)
            return replace(block, inlines=changed, notes=notes)
        case Items():
            return replace(block, items=tuple(_map_item(item, change) for item in block.items))
        case Table():
            rows = tuple(
                tuple(replace(cell, paragraphs=tuple(change(run) for run in cell.paragraphs)) for cell in row) for row in block.rows
            )
            return replace(block, rows=rows)
        case Definitions():
            return replace(block, entries=tuple(replace(entry, inlines=change(entry.inlines)) for entry in block.entries))
    return block


def _map_item(item: Item, change: Callable[[Inlines], Inlines]) -> Item:
    changed = change(item.inlines)
    if changed is item.inlines and not item.children:
        return item
    return replace(item, inlines=changed, children=tuple(_map_item(child, change) for child in item.children))
