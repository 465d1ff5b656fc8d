"""The linear reading of a document: what a reader sees from first line to last, and what all formats must agree on.

A line is (depth, number, words). `tests/readers/` read DOCX and HTML back with depth and number, PDF and text by number
and words, and compare with this. The cover, running headers and footers are not part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.document.tree import (
    Block, Clause, Definitions, Document, Item, Items, Paragraph, Schedule, Section, Signatures, Table, plain,
)  # fmt: skip


class Line(NamedTuple):
    """`depth`: 0 section or schedule, 1 clause, 2 paragraph, 3 item (a), 4 item (i); -1 for text that is outside the outline."""

    depth: int
    number: str
    words: str


def lines(document: Document) -> Iterator[Line]:
    """All lines of a paper, in reading order."""
    for paragraph in document.opening:
        yield from block_lines(paragraph)
    for section in document.sections:
        yield Line(0, section.label, section.title)
        yield from _clauses(section)
    for schedule in document.schedules:
        yield Line(0, f"Schedule {schedule.letter}", schedule.title)
        yield from _clauses(schedule)


def _clauses(holder: Section | Schedule) -> Iterator[Line]:
    for clause in holder.clauses:
        yield from clause_lines(clause)


def clause_lines(clause: Clause) -> Iterator[Line]:
    """The lines of one clause, heading first."""
    if clause.heading:
        yield Line(1, clause.label, clause.title)
    for block in clause.blocks:
        yield from block_lines(block)


def block_lines(block: Block) -> Iterator[Line]:
    """The lines of one block, in reading order; cells row by row, signatures block by block."""
    match block:
        case Paragraph():
            lead = f"{block.run_in} " if block.run_in else ""
            yield Line(block.level if block.label else -1, block.label, lead + plain(block.inlines))
        case Items():
            for item in block.items:
                yield from _item(item, 3)
        case Table():
            yield from (Line(-1, "", heading) for heading in block.header)
            for row in block.rows:
                for cell in row:
                    yield from (Line(-1, "", plain(words)) for words in cell.paragraphs)
        case Definitions():
            yield from (Line(-1, "", plain(entry.inlines)) for entry in block.entries)
        case Signatures():
            if block.banner:
                yield Line(-1, "", block.banner)
            for signature in block.blocks:
                yield Line(-1, "", plain(signature.heading))
                if signature.execution:
                    yield Line(-1, "", signature.execution)
                for line in signature.lines:
                    yield Line(-1, "", line.label)
                    if line.value:
                        yield Line(-1, "", plain(line.value))


def _item(item: Item, depth: int) -> Iterator[Line]:
    yield Line(depth, item.label, plain(item.inlines))
    for child in item.children:
        yield from _item(child, depth + 1)
