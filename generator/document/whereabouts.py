"""Where in a paper a place of the deal prints, or a clause stands: for findings and notes, which name either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from generator.document.define import inlines_of
from generator.document.tree import Blank, Block, Clause, Definitions, Document, Item, Items, Paragraph, Schedule, Section, Value


class Spot(Struct, frozen=True):
    """A clause of a paper by the section or schedule that holds it, for a clause may stand in both."""

    holder: str
    clause: str


@dataclass
class Whereabouts:
    """The clauses of one paper, and which places of the deal each owns, prints and reads; `uses`: what their files declare."""

    document: Document
    uses: Mapping[str, Iterable[str]] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    owners: dict[str, Spot] = field(default_factory=dict)
    printed: list[tuple[str, Spot]] = field(default_factory=list)
    read: list[tuple[str, Spot]] = field(default_factory=list)
    listed: list[tuple[str, Spot]] = field(default_factory=list)

    def __post_init__(self) -> None:
        holders: tuple[Section | Schedule, ...] = (*self.document.sections, *self.document.schedules)
        for holder in holders:
            for clause in holder.clauses:
                if clause.heading or clause.blocks:  # else nothing of it prints that a remark could stand beside
                    self._add(clause, Spot(holder.id, clause.id))

    def _add(self, clause: Clause, spot: Spot) -> None:
        self.spots.append(spot)
        anchors = [block.anchor for block in clause.blocks if isinstance(block, Paragraph) and block.anchor]
        for name in (*clause.aliases, *anchors):
            kind, _, id = name.partition(":")
            if kind == "trigger":
                self.owners.setdefault(f"exit.triggers.{id}", spot)
        for block in clause.blocks:
            values = [(inline.path, spot) for inlines in inlines_of(block) for inline in inlines if isinstance(inline, Value | Blank)]
            # The list of definitions comes first and prints much; what a value does is in the clause that uses it.
            (self.listed if isinstance(block, Definitions) else self.printed).extend(values)
            self.read += [(path, spot) for path in _read(block)]
        self.read += [(path, spot) for path in self.uses.get(spot.clause, ())]

    def find(self, name: str) -> Spot | None:
        """The first clause in reading order that has this id; else the exit's own, the one that prints this place of the deal,
        reads it to decide something, or lists it in a definition. None where no clause does: it is about the paper as a whole,
        or about none of it.
        """
        for spot in self.spots:
            if name == spot.clause or _within(name, f"clauses.{spot.clause}"):
                return spot
        for owned, spot in self.owners.items():
            if _within(name, owned):
                return spot
        for found in (self.printed, self.read, self.listed):
            for path, spot in found:
                if _within(path, name) or (found is not self.read and _within(name, path)):
                    return spot
        return None


def _within(path: str, whole: str) -> bool:
    return path == whole or path.startswith(f"{whole}.")


def _read(block: Block) -> Iterator[str]:
    if isinstance(block, Items):
        for item in block.items:
            yield from _read_by(item)
    elif isinstance(block, Paragraph):
        yield from block.source.because


def _read_by(item: Item) -> Iterator[str]:
    yield from item.source.because
    for child in item.children:
        yield from _read_by(child)
