"""PDF by Typst, within this process and without a library of the system: PDF/UA-1 and PDF/A-3a in one file.

The look is `templates/styles/paper.typ`, the same text for every paper. The words are handed over in memory as JSON and are
never read as Typst's markup. What makes it fast: one compiler a process, which has read the shipped fonts once and keeps
what it has laid out; and lean data, in which neighbouring words are one string.
"""

from __future__ import annotations

import json
import re
from atexit import register
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from generator.document.define import anchors_linked
from generator.document.tree import (
    Blank, Block, Clause, Defined, Definitions, Document, Inline, Inlines, Item, Items, Paragraph, Ref, Schedule, Section, Signatures,
    Table, Used, Value,
)  # fmt: skip
from generator.fonts import SHIPPED, Fonts
from generator.writers import WHOLE_COPY, CannotWrite, refuse_lacking
from generator.writers.direction import isolated
from generator.writers.html import names
from generator.writers.word.bookmarks import anchors_of

if TYPE_CHECKING:
    import typst

STANDARDS: tuple[typst.PDFStandard, ...] = ("ua-1", "a-3a")

_FIRST_DAY = date(1980, 1, 1)  # of a paper without a date: PDF/A demands one
_SPACE = re.compile(r"[ \t\r\n\f]+")  # printed as one space; a space that holds words together is none of these
_ONE_AT_A_TIME = Lock()

# What the template reads: strings, numbers and arrays of them.
Words: TypeAlias = str | list[str | list[str]]
Line: TypeAlias = list[Any]


def write(document: Document, fonts: Fonts = SHIPPED) -> bytes:
    """A finished document to the bytes of one tagged PDF. Raises CannotWrite where a character is in no font."""
    import typst

    day = date.fromisoformat(document.draft_date) if document.draft_date else _FIRST_DAY
    data = json.dumps(_Data(document, fonts).paper(), ensure_ascii=False)
    refuse_lacking(document, fonts, data)
    with _ONE_AT_A_TIME:
        try:
            pdf = _compiler(fonts).compile(
                # A dictionary of files is taken too, though the type does not say so.
                input=cast(bytes, {"main.typ": _template(), "paper.json": data.encode()}),
                format="pdf",
                timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
                pdf_standards=list(STANDARDS),
            )
        except typst.TypstError as error:
            if lacking := re.findall(r"the text `\"(.+?)\"` could not be displayed", error.diagnostic):
                raise CannotWrite(_lacking(lacking)) from error
            raise
        except BaseException as error:
            # What Rust cannot go on from is no Exception, and would end a batch; seen for a broken font alone.
            if type(error).__name__ != "PanicException":
                raise
            raise RuntimeError(str(error)) from None
    return cast(bytes, pdf)


def _lacking(letters: Iterable[str]) -> str:
    """Says which letters cannot be drawn, each once, the first ten: a font has them only in part, or its drawing of them is broken."""
    told = list(dict.fromkeys(letters))
    some = ", ".join(f"“{letter}”" for letter in told[:10]) + (f" and {len(told) - 10} more" if len(told) > 10 else "")
    return (
        f"PDF cannot be printed by Typst: no font draws {some} where it stands. Take another font for it, "
        "“--fonts DIR”, or the Word file, “--to docx”, which asks the reader’s computer for its fonts."
    )


@lru_cache(maxsize=1)  # one a process, as long as the fonts are the same
def _compiler(fonts: Fonts) -> typst.Compiler:
    """The compiler. It sees the shipped fonts, those added, and no folder of papers; no package is ever fetched.

    Raises CannotWrite for an added font it cannot read.
    """
    import typst

    shipped = files("templates") / "fonts"
    folders = [str(shipped)]
    if fonts.added:
        folder = _folder()
        folders.append(str(folder))
        for family in fonts.added:
            for weight, content in (("regular", family.regular), ("bold", family.bold)):
                if content:
                    (folder / f"{family.name} {weight}.ttf").write_bytes(content)
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    known = set(found.families())
    for family in fonts.added:
        if family.name not in known:
            raise CannotWrite(f"PDF cannot be printed by Typst: it cannot read the font {family.files[0]}. {WHOLE_COPY}")
    return typst.Compiler(root=str(shipped), font_paths=found, ignore_system_fonts=True)


def _folder() -> Path:
    """A new folder for the copies of added fonts, which Typst reads when it needs them; gone when the process ends."""
    folder = TemporaryDirectory(prefix="pactwright-")
    register(folder.cleanup)
    return Path(folder.name)


@cache
def _template() -> bytes:
    return (files("templates") / "styles" / "paper.typ").read_bytes()


class _Data:
    """A document as the arrays the template reads, in printing order."""

    def __init__(self, document: Document, fonts: Fonts) -> None:
        self.document = document
        self.fonts = fonts
        self.known = names(document)
        self.placed: set[str] = set()

    def paper(self) -> dict[str, Any]:
        """All of it. The keys are those `paper.typ` asks for."""
        document = self.document
        language, _, region = document.look.language.partition("-")
        return {
            "title": _clean(document.title),
            "properties": [_clean(f"{name}: {value}") for name, value in document.properties],
            "fonts": ["Liberation Sans", *(family.name for family in self.fonts.added)],
            "lang": language,
            "region": region or None,
            "size": "us-letter" if document.look.paper == "letter" else "a4",
            "compact": document.compact,
            "footer": _clean(document.footer),
            "status": _clean(document.status),
            "disclaimer": _clean(document.disclaimer),
            "cover": {
                "title": _clean(document.cover.title or document.title),
                "project": _clean(isolated(document.cover.project)),
                "parties": [self.words(party) for party in document.cover.parties],
                "lines": [[_clean(line.label), self.words(line.value)] for line in document.cover.lines],
            },
            "contents": list(self.contents()) if document.contents and not document.compact else [],
            "opening": [self.paragraph(paragraph) for paragraph in document.opening],
            "sections": [line for section in document.sections for line in self.section(section)],
            "schedules": [self.schedule(schedule) for schedule in document.schedules],
        }

    def contents(self) -> Iterator[Line]:
        for section in self.document.sections:
            if section.anchor:
                yield [section.label, section.anchor, _clean(section.title)]
        for schedule in self.document.schedules:
            if schedule.anchor:
                yield [f"Schedule {schedule.letter}", schedule.anchor, _clean(schedule.title)]

    def section(self, section: Section) -> Iterator[Line]:
        yield ["s", section.label, self.place(section.anchor), _clean(section.title)]
        yield from self.clauses(section.clauses)

    def schedule(self, schedule: Schedule) -> Line:
        place = self.place(schedule.anchor)
        blocks = list(self.clauses(schedule.clauses, turned=schedule.landscape))
        return [f"Schedule {schedule.letter}", place, _clean(schedule.title), schedule.landscape, blocks]

    def clauses(self, clauses: Iterable[Clause], turned: bool = False) -> Iterator[Line]:
        """`turned`: they stand on turned pages already, and a wide table among them needs none of its own."""
        for clause in clauses:
            own = anchors_of(clause).places.keys()
            if self.placed.isdisjoint(own):
                # What else the lines hang on: a clause found again in a batch has them still.
                given = turned, [anchor in self.known for anchor in anchors_linked(clause)]
                yield from clause.once("typst", given, lambda clause=clause: list(self.clause(clause, turned)))  # type: ignore[misc]
                self.placed |= own
            else:
                yield from self.clause(clause, turned)

    def clause(self, clause: Clause, turned: bool) -> Iterator[Line]:
        place = self.place(clause.anchor)
        if clause.heading:
            yield ["c", clause.label, place, _clean(clause.title)]
            place = []
        elif place:
            yield ["a", place]
        for block in clause.blocks:
            yield from self.block(block, turned)

    def block(self, block: Block, turned: bool) -> Iterator[Line]:
        match block:
            case Paragraph():
                yield self.paragraph(block)
            case Items():
                yield from self.items(block.items, 0)
            case Definitions():
                yield from (["t", 2, self.place(entry.anchor), self.words(entry.inlines), False] for entry in block.entries)
            case Table():
                rows = [[[self.words(words) for words in cell.paragraphs] for cell in row] for row in block.rows]
                kind = "wide" if block.landscape and not turned else "table"
                yield [kind, [_clean(head) for head in block.header], list(block.widths) or [1] * len(block.header), rows]
            case Signatures():
                yield ["sign", _clean(block.banner), [
                    [self.words(one.heading), _clean(one.execution), [[_clean(line.label), self.words(line.value)] for line in one.lines]]
                    for one in block.blocks
                ]]  # fmt: skip

    def paragraph(self, block: Paragraph) -> Line:
        place, words = self.place(block.anchor), self.words(block.inlines, block.run_in)
        if block.style == "status":
            return ["b", place, words]
        if block.label:
            return ["n", block.label, place, words, block.uncertain]
        return ["t", max(0, min(block.level, 4)), place, words, block.uncertain]

    def items(self, items: Iterable[Item], depth: int) -> Iterator[Line]:
        for item in items:
            yield ["i", depth, item.label, self.place(item.anchor), self.words(item.inlines), item.uncertain]
            yield from self.items(item.children, depth + 1)

    def place(self, anchor: str | None) -> list[str]:
        """An anchor to set down, unless there is none, or it has its place already: Typst refuses two of a name."""
        if anchor is None or anchor in self.placed:
            return []
        self.placed.add(anchor)
        return [anchor]

    def words(self, inlines: Inlines, run_in: str = "") -> Words:
        """The pieces, with neighbours that are plain words joined; a string where all are."""
        pieces: list[str | list[str]] = [["d", _clean(run_in)], " "] if run_in else []
        for piece in (piece for inline in inlines for piece in self.pieces(inline)):
            if pieces and isinstance(piece, str) and isinstance(pieces[-1], str):
                pieces[-1] += piece
            else:
                pieces.append(piece)
        if not pieces:
            return ""
        return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], str) else pieces

    def pieces(self, inline: Inline) -> Iterator[str | list[str]]:
        match inline:
            case Defined():
                yield ["d", _clean(inline.words)]
            case Blank():
                yield ["o", _clean(inline.words)]
            case Ref():
                for part in inline.parts:
                    yield ["r", part.anchor, _clean(part.words)] if part.anchor in self.known else _clean(part.words)
            case Value() | Used():
                yield _clean(isolated(inline.words))
            case _:
                yield _clean(inline.words)


def _clean(words: str) -> str:
    """Words with each run of spaces and line ends as one space, as HTML prints them."""
    return _SPACE.sub(" ", words)
