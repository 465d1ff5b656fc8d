"""Small papers for the tests of the Word writer, and its parts parsed."""

from __future__ import annotations

import io
import zipfile
from tests.changed import replace

from lxml import etree

from generator.document.lines import lines
from generator.document.tree import Clause, Document, Inline, Item, Items, Paragraph, Schedule, Section, Signatures, Table
from tests.readers.docx import Line
from tests.sample_document import sample, t


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def paper(*blocks: Paragraph | Items | Table | Signatures, schedules: tuple[Schedule, ...] = ()) -> Document:
    """The sample with one clause of these blocks."""
    clause = Clause("only", "Only clause", blocks, label="1.1", anchor="only")
    return replace(sample(), sections=(Section("one", "One", (clause,), label="1."),), schedules=schedules)


def said(document: Document) -> list[Line]:
    return [Line(*line) for line in lines(document)]


def item(label: str, *children: Item, words: str = "a thing;") -> Item:
    return Item(t(words), children, label)


def numbered(label: str, *inlines: Inline, level: int = 2) -> Paragraph:
    return Paragraph(tuple(inlines) or t("Words:"), label=label, level=level)


def under(words: str = "Then:", level: int = 1) -> Paragraph:
    return Paragraph(t(words), numbered=False, level=level)
