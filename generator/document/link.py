"""The link pass: every reference gets its words and the anchors a word processor can follow. A dangling one is an error.

In a rider, a clause that is not in the paper is one of the base agreement (base.py).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.document.base import Base
from generator.document.define import inlines_of
from generator.document.rename import as_it_is, with_names
from generator.document.tree import (
    Block, Cell, Clause, Definition, Definitions, Document, Inline, Inlines, Item, Items, Note, Paragraph, Ref, RefPart, Table, Text,
)  # fmt: skip
from generator.library import LibraryError, Problem


class DanglingReference(LibraryError):
    """A reference to something that is not in the paper: a fault of the library."""


class _Place(Struct, frozen=True):
    """`anchor` is None for a place in another paper."""

    anchor: str | None
    label: str
    kind: str


class _Targets(Struct, frozen=True):
    """What references may lead to: the places by name, the word for a clause, and the base agreement of a rider."""

    places: dict[str, _Place]
    word: str
    base: Base | None


def link(document: Document, base: Base | None = None, about: Document | None = None) -> Document:
    """Fill the parts of every Ref. Raises DanglingReference with the clause that refers and the target that is missing.

    `base` has the words for what a rider does not hold. `about` is the paper whose clauses this one speaks of: its numbers
    print, without a link.
    """
    there = {name: replace(place, anchor=None) for name, place in _places(about).items()} if about else {}
    targets = _Targets(there | _places(document), document.look.section_word, base)

    def holders(items: Any) -> Any:
        return tuple(holder.holding(tuple(_clause(clause, targets) for clause in holder.clauses)) for holder in items)

    opening = Clause("the opening", "", document.opening)
    paragraphs = tuple(block for block in _clause(opening, targets).blocks if isinstance(block, Paragraph))
    return replace(document, opening=paragraphs, sections=holders(document.sections), schedules=holders(document.schedules))


def _places(document: Document) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for section in document.sections:
        for clause in section.clauses:
            found.update(clause.once("names", None, partial(_places_in, clause), as_it_is))
    for schedule in document.schedules:
        found[f"schedule.{schedule.id}"] = _Place(f"schedule.{schedule.id}", f"Schedule {schedule.letter}", "schedule")
    return found


def _places_in(clause: Clause) -> dict[str, _Place]:
    """The clause, by its names, and the paragraphs of it that have a name."""
    here = _Place(clause.id, clause.label, "clause")
    found = dict.fromkeys((clause.id, *clause.aliases), here) if clause.anchor else {}
    for block in clause.blocks:
        if isinstance(block, Paragraph) and block.anchor:
            found[block.anchor] = _Place(block.anchor, block.label, "clause") if block.label else here
    return found


def _clause(clause: Clause, targets: _Targets) -> Clause:
    """The clause with its references filled. What it is depends on the places they lead to, and in a rider on the base agreement."""
    if targets.base:
        return _filled(clause, targets)
    named = clause.once("targets", None, lambda: tuple(dict.fromkeys(_named(clause))), as_it_is)
    if not named:
        return clause
    places = [targets.places.get(name) for name in named]
    return clause.once("linked", (targets.word, places), lambda: _filled(clause, targets), with_names)


def _named(clause: Clause) -> Iterator[str]:
    """The targets a clause names, with those of the notes on it."""
    for block in clause.blocks:
        notes = [note.inlines for note in block.notes] if isinstance(block, Paragraph) else ()
        for inlines in (*notes, *inlines_of(block)):
            for inline in inlines:
                if type(inline) is Ref:
                    yield from inline.target.split(" ")


def _filled(clause: Clause, targets: _Targets) -> Clause:
    def link_run(inlines: Inlines) -> Inlines:
        for inline in inlines:
            if isinstance(inline, Ref):
                break
        else:
            return inlines
        return tuple(one for inline in inlines for one in (_linked(inline, clause, targets) if isinstance(inline, Ref) else (inline,)))

    def link_block(block: Block) -> Block:
        linked = map_inlines(block, link_run)
        return linked.saying(_start_sentences(linked.inlines)) if linked is not block and isinstance(linked, Paragraph) else linked

    blocks = tuple(map(link_block, clause.blocks))
    return clause if _same(blocks, clause.blocks) else clause.holding(blocks)


def _start_sentences(inlines: Inlines) -> Inlines:
    """A reference that starts a sentence starts with a capital: “Clause 21.4 states …”."""
    started: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Ref) and inline.parts and (not started or started[-1].words.endswith((". ", ".” "))):
            first = inline.parts[0]
            capital = RefPart(first.words[:1].upper() + first.words[1:], first.anchor)
            inline = Ref(inline.target, (capital, *inline.parts[1:]), inline.bare)
        started.append(inline)
    return tuple(started)


def _linked(ref: Ref, clause: Clause, targets: _Targets) -> Inlines:
    found: list[_Place] = []
    in_base: list[Inline] = []
    for target in ref.target.split(" "):
        if target in targets.places:
            if targets.places[target] not in found:
                found.append(targets.places[target])
        elif targets.base:
            in_base.append(targets.base.reference(target))
        else:
            raise DanglingReference([Problem(clause.source.file, 1, 0, f"{clause.id} refers to {target}, which is not in this paper")])
    if not in_base:
        return (_here(ref, found, targets.word),)
    runs = [*([_here(ref, found, targets.word)] if found else []), *in_base]
    return tuple(one for n, run in enumerate(runs) for one in ((Text(" and "), run) if n else (run,)))


def _here(ref: Ref, found: list[_Place], word: str) -> Ref:
    if found[0].kind == "schedule":
        return Ref(ref.target, (RefPart(found[0].label, found[0].anchor),), ref.bare)
    parts = [] if ref.bare else [RefPart(f"{word}s " if len(found) > 1 else f"{word} ")]
    for n, place in enumerate(found):
        if n:
            parts.append(RefPart(" and " if n == len(found) - 1 else ", "))
        parts.append(RefPart(place.label, place.anchor))
    return Ref(ref.target, tuple(parts), ref.bare)


def map_inlines(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """The same block with every run of words changed."""
    match block:
        case Paragraph():
            changed = change(block.inlines)
            notes = tuple(_map_note(note, change) for note in block.notes)
            return block if changed is block.inlines and _same(notes, block.notes) else block.saying(changed, notes)
        case Items():
            items = tuple(_map_item(item, change) for item in block.items)
            return block if _same(items, block.items) else replace(block, items=items)
        case Table():
            rows = tuple(_map_row(row, change) for row in block.rows)
            return block if _same(rows, block.rows) else replace(block, rows=rows)
        case Definitions():
            return Definitions(tuple(Definition(entry.term, change(entry.inlines), entry.anchor, entry.source) for entry in block.entries))
    return block


def _map_item(item: Item, change: Callable[[Inlines], Inlines]) -> Item:
    changed, children = change(item.inlines), tuple(_map_item(child, change) for child in item.children)
    return item if changed is item.inlines and _same(children, item.children) else item.saying(changed, children)


def _map_note(note: Note, change: Callable[[Inlines], Inlines]) -> Note:
    changed = change(note.inlines)
    return note if changed is note.inlines else Note(changed)


def _map_row(row: tuple[Cell, ...], change: Callable[[Inlines], Inlines]) -> tuple[Cell, ...]:
    cells = tuple([_map_cell(cell, change) for cell in row])
    return row if _same(cells, row) else cells


def _map_cell(cell: Cell, change: Callable[[Inlines], Inlines]) -> Cell:
    runs = tuple(map(change, cell.paragraphs))
    return cell if _same(runs, cell.paragraphs) else Cell(runs)


def _same(changed: tuple[Any, ...], before: tuple[Any, ...]) -> bool:
    """Whether nothing was changed: the very same elements, so that what stays as it is need not be made again."""
    return all(map(operator.is_, changed, before))
