"""The same words by docxtpl: a Word template made of a drafted paper, with its values taken out and given back by name.

The template is the plainest Word there is, one run a paragraph and one style, which is what docxtpl fills fastest:
no numbering, no references, no tables, no content controls.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import docx
from docxtpl import DocxTemplate

from generator.document import Document
from generator.document.tree import (
    Block, Definitions, Inlines, Item, Items, Paragraph, Schedule, Section, Signatures, Table, Value, plain,
)  # fmt: skip

FIXED_PARAGRAPHS, FIXED_VALUES = 500, 240


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paper; `is_value` when they came from the deal."""

    words: str
    is_value: bool


def paragraphs(document: Document) -> list[list[Piece]]:
    """Every line of a paper as its pieces, in reading order."""
    found = [_pieces(block.inlines) for block in document.opening]
    holders: list[Section | Schedule] = [*document.sections, *document.schedules]
    for holder in holders:
        found.append([Piece(holder.title, False)])
        for clause in holder.clauses:
            if clause.heading:
                found.append([Piece(clause.title, False)])
            found += [pieces for block in clause.blocks for pieces in _block(block)]
    return [pieces for pieces in found if any(piece.words.strip() for piece in pieces)]


def _block(block: Block) -> Iterator[list[Piece]]:
    match block:
        case Paragraph():
            lead = [Piece(f"{block.run_in} ", False)] if block.run_in else []
            yield lead + _pieces(block.inlines)
        case Items():
            for item in block.items:
                yield from _item(item)
        case Table():
            yield from ([Piece(heading, False)] for heading in block.header)
            for row in block.rows:
                yield from (_pieces(words) for cell in row for words in cell.paragraphs)
        case Definitions():
            yield from (_pieces(entry.inlines) for entry in block.entries)
        case Signatures():
            yield [Piece(block.banner, False)]
            for signature in block.blocks:
                yield _pieces(signature.heading)
                yield [Piece(signature.execution, False)]
                for line in signature.lines:
                    yield [Piece(line.label, False)]
                    yield _pieces(line.value)


def _item(item: Item) -> Iterator[list[Piece]]:
    yield _pieces(item.inlines)
    for child in item.children:
        yield from _item(child)


def _pieces(inlines: Inlines) -> list[Piece]:
    return [Piece(plain((inline,)), isinstance(inline, Value)) for inline in inlines]


def regrouped(lines: list[list[Piece]], count: int = FIXED_PARAGRAPHS, values: int = FIXED_VALUES) -> list[list[Piece]]:
    """The same words in `count` paragraphs of about one length, of which `values` pieces, evenly spread, are values.

    Each word of a line is a piece of its own here, so that any of them can be the value.
    """
    words = [word for line in lines for word in "".join(piece.words for piece in line).split()]
    chosen = {n * len(words) // values for n in range(values)}
    cuts = [n * len(words) // count for n in range(count + 1)]
    return [
        [Piece(f"{words[n]} ", n in chosen) for n in range(first, last)]
        for first, last in pairwise(cuts)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """A Word template in memory and how many paragraphs and values it has."""

    content: bytes
    paragraphs: int
    values: int

    def fill(self, context: dict[str, str]) -> bytes:
        """The Word file with these values, as docxtpl's manual does it."""
        template = DocxTemplate(io.BytesIO(self.content))
        template.render(context)
        whole = io.BytesIO()
        template.save(whole)
        return whole.getvalue()


def make_template(lines: list[list[Piece]]) -> Template:
    """A Word template of these paragraphs, with `{{ v0 }}`, `{{ v1 }}` … for the values."""
    word = docx.Document()
    at = 0
    for pieces in lines:
        words = ""
        for piece in pieces:
            words += f"{{{{ v{at} }}}}{piece.words[len(piece.words.rstrip()) :]}" if piece.is_value else piece.words
            at += piece.is_value
        word.add_paragraph(words)
    whole = io.BytesIO()
    word.save(whole)
    return Template(whole.getvalue(), len(lines), at)


def context(lines: list[list[Piece]]) -> dict[str, str]:
    """The values of these paragraphs by the names `make_template` gives them."""
    values = (piece.words.rstrip() for pieces in lines for piece in pieces if piece.is_value)
    return {f"v{at}": value for at, value in enumerate(values)}


def words(content: bytes) -> list[str]:
    """All words of a file docxtpl wrote."""
    return " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs).split()
