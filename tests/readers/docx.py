"""Reads a Word file back as a reader sees it: depth, number and words of each line.

Numbers are counted from numbering.xml and styles.xml alone, as Word counts them; nothing of the writer is used. The cover,
the contents, headers and footers are not part of the reading.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOT_READ = {"Title", "Disclaimer", "TOCHeading"}
NOT_READ_BEFORE = ("Cover", "TOC")
DEPTHS = {"Agreement": (0, 1, 2, 3, 4), "Schedules": (0, 1, 3, 4), "Parties": (3,)}


class Line(NamedTuple):
    depth: int
    number: str
    words: str


def value(element: etree._Element | None, attribute: str = "val") -> str | None:
    """An attribute of an element that may be missing."""
    return None if element is None else element.get(W + attribute)


@dataclass
class Level:
    """A level of a list: its number format, the text around the numbers and the style bound to it."""

    format: str
    text: str
    style: str | None


@dataclass
class Paper:
    """The parts of a file a reader needs."""

    body: etree._Element
    styles: dict[str, etree._Element]
    outlines: dict[str, tuple[str, list[Level]]]
    lists: dict[str, tuple[str, dict[int, int]]]
    counts: dict[str, list[int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def style_of(self, paragraph: etree._Element) -> str:
        return value(paragraph.find(f"{W}pPr/{W}pStyle")) or "Normal"

    def from_style(self, style: str | None, path: str) -> etree._Element | None:
        """What a style says, or the style it is based on."""
        while style in self.styles:
            found = self.styles[style].find(f"{W}pPr/{path}")
            if found is not None:
                return found
            style = value(self.styles[style].find(f"{W}basedOn"))
        return None

    def place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """List and level of a paragraph: its own, else those of its style, whose level is the one bound to the style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = self.style_of(paragraph)
        numbered = own if own is not None else self.from_style(style, f"{W}numPr")
        if numbered is None:
            return None
        list_id = value(numbered.find(f"{W}numId"))
        if list_id is None or list_id == "0":
            return None
        if own is not None:
            return list_id, int(value(own.find(f"{W}ilvl")) or 0)
        levels = self.outlines[self.lists[list_id][0]][1]
        return list_id, next(at for at, level in enumerate(levels) if level.style == style)

    def number(self, paragraph: etree._Element) -> tuple[int, str] | None:
        """Count a paragraph: its depth and its number."""
        place = self.place(paragraph)
        if place is None:
            return None
        list_id, at = place
        outline, starts = self.lists[list_id]
        name, levels = self.outlines[outline]
        counts = self.counts.setdefault(outline, [0] * len(levels))
        if at in starts and (list_id, at) not in self.begun:
            counts[at] = starts[at] - 1
            self.begun.add((list_id, at))
        counts[at] += 1
        counts[at + 1 :] = [0] * (len(counts) - at - 1)
        label = re.sub(r"%(\d)", lambda found: counted(counts[int(found[1]) - 1], levels[int(found[1]) - 1].format), levels[at].text)
        return DEPTHS[name][at], label


def counted(number: int, format: str) -> str:
    """A number in a format of Word; a level that was skipped counts as its start."""
    number = number or 1
    if format == "lowerRoman":
        tens, ones = divmod(number, 10)
        return "x" * tens + ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][ones]
    if format in {"lowerLetter", "upperLetter"}:
        letter = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * (1 + (number - 1) // 26)
        return letter.upper() if format == "upperLetter" else letter
    assert format == "decimal", format
    return str(number)


def open_paper(data: bytes) -> Paper:
    """The parts of a Word file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document, styles, numbering = (etree.fromstring(archive.read(f"word/{part}.xml")) for part in ("document", "styles", "numbering"))
    body = document.find(f"{W}body")
    assert body is not None
    outlines = {
        str(value(one, "abstractNumId")): (
            str(value(one.find(f"{W}name"))),
            [
                Level(str(value(level.find(f"{W}numFmt"))), str(value(level.find(f"{W}lvlText"))), value(level.find(f"{W}pStyle")))
                for level in one.findall(f"{W}lvl")
            ],
        )
        for one in numbering.findall(f"{W}abstractNum")
    }
    lists = {
        str(value(one, "numId")): (
            str(value(one.find(f"{W}abstractNumId"))),
            {int(str(value(over, "ilvl"))): int(str(value(over.find(f"{W}startOverride")))) for over in one.findall(f"{W}lvlOverride")},
        )
        for one in numbering.findall(f"{W}num")
    }
    return Paper(body, {str(value(style, "styleId")): style for style in styles.findall(f"{W}style")}, outlines, lists)


def words(paragraph: etree._Element, fresh: dict[str, str] | None = None) -> str:
    """The words of a paragraph; `fresh`: what references to bookmarks say now, in the place of what the file remembers."""
    said = ""
    nodes = paragraph.iter(W + "t", W + "br", W + "tab", W + "fldSimple")
    skipped: set[etree._Element] = set()
    for node in nodes:
        if node in skipped or (node.tag == W + "tab" and node.getparent().tag == W + "tabs"):  # type: ignore[union-attr]
            continue
        if node.tag == W + "fldSimple":
            instruction = str(value(node, "instr")).split()
            if fresh is not None and instruction[0] == "REF" and r"\n" in instruction:
                said += fresh.get(instruction[1], "Error: Reference source not found")
                skipped |= set(node.iter(W + "t", W + "br", W + "tab"))
        else:
            said += {W + "br": "\n", W + "tab": "\t"}.get(str(node.tag), node.text or "")
    return said


def read(data: bytes, refresh: bool = False) -> list[Line]:
    """The lines of a Word file. `refresh`: references say what a word processor would compute, not what the file remembers."""
    fresh = numbers_at_bookmarks(data) if refresh else None
    paper = open_paper(data)
    return list(_lines(paper, paper.body, fresh))


def numbers_at_bookmarks(data: bytes) -> dict[str, str]:
    r"""What `REF … \n` says for each bookmark that stands on a numbered paragraph: the number without its closing full stop."""
    paper = open_paper(data)
    found = {}
    for paragraph in paper.body.iter(W + "p"):
        numbered = paper.number(paragraph)
        for mark in paragraph.iter(W + "bookmarkStart"):
            found[str(value(mark, "name"))] = numbered[1].removesuffix(".") if numbered else "0"
    return found


def _lines(paper: Paper, holder: etree._Element, fresh: dict[str, str] | None) -> Iterator[Line]:
    for child in holder:
        if child.tag == W + "p":
            yield from _paragraph(paper, child, fresh)
        elif child.tag == W + "tbl":
            rows = child.findall(W + "tr")
            cells = [row.findall(W + "tc") for row in rows]
            if value(child.find(f"{W}tblPr/{W}tblStyle")) == "SignatureTable":  # each party's block is read to its end
                cells = [[row[column] for row in cells] for column in range(len(cells[0]))]
            for row in cells:
                for cell in row:
                    yield from _lines(paper, cell, fresh)
        elif child.tag == W + "sdt":
            yield from _lines(paper, child.find(W + "sdtContent"), fresh)  # type: ignore[arg-type]


def _paragraph(paper: Paper, paragraph: etree._Element, fresh: dict[str, str] | None) -> Iterator[Line]:
    style = paper.style_of(paragraph)
    numbered = paper.number(paragraph)
    said = words(paragraph, fresh)
    if style in NOT_READ or style.startswith(NOT_READ_BEFORE) or not (said or numbered):
        return
    if style == "SignatureLine":
        yield from (Line(-1, "", part) for part in said.split("\t"))
    elif numbered:
        yield Line(numbered[0], numbered[1], said)
    else:
        level = value(paper.from_style(style, f"{W}outlineLvl"))
        yield Line(int(level) if level else -1, "", said)
