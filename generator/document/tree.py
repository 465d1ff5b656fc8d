"""The document between the library and the writers: a frozen tree that knows nothing of Word or PDF.

    Document > Section | Schedule > Clause > Paragraph | Items | Table | Signatures | Definitions > inlines

Passes (select, fill, define, number, link) each return a new tree. After `number`, labels are plain strings on the
blocks; after `link`, every `Ref` holds its words. Writers print what they find and decide nothing.

Long because the nodes are one vocabulary, read side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias, TypeVar

from msgspec import Struct

from generator.document.inlines import Blank, Defined, Inline, Inlines, Ref, RefPart, Text, Used, Value, plain
from generator.document.remark import Remark


T = TypeVar("T")
# What the sides are called, by the path a name prints with: as before, and as now (rename.py).
Names: TypeAlias = Mapping[str, tuple[str, str]]
_UNDER_OTHER_NAMES = "under other names"


class Source(Struct, frozen=True):
    """Where a block came from: file and line of the library, and the paths that put it there."""

    file: str = ""
    line: int = 0
    because: tuple[str, ...] = ()


class Note(Struct, frozen=True):
    """A note of counsel on the block above; printed in the counsel copy only."""

    inlines: Inlines


class Paragraph(Struct, frozen=True):
    """One paragraph. `label` is “21.4.1”, or empty for text without a number of its own.

    `level`: 2 for a numbered paragraph of a clause (“21.4.1”), 1 for a numbered paragraph of a schedule (“3.”); for
    text without a number, the level of what it continues. A `party` paragraph is labelled “(1)” and has level 3.
    `status` is a boxed line at the head of a term sheet. `run_in` prints bold before the words.
    `uncertain`: a condition on an open value kept this paragraph; drafts mark it.
    """

    inlines: Inlines
    numbered: bool = True
    level: int = 2
    label: str = ""
    anchor: str | None = None
    run_in: str = ""
    uncertain: bool = False
    style: Literal["body", "party", "status"] = "body"
    notes: tuple[Note, ...] = ()
    source: Source = Source()

    # Made anew by position: every paragraph of every paper passes here, and dataclasses.replace takes four times as long.

    def labelled(self, label: str, level: int, numbered: bool) -> Paragraph:
        """The same paragraph with the number it prints."""
        return Paragraph(
            self.inlines, numbered, level, label, self.anchor, self.run_in, self.uncertain, self.style, self.notes, self.source
        )

    def noted(self, *notes: Note) -> Paragraph:
        """The same paragraph with more notes."""
        return Paragraph(
            self.inlines, self.numbered, self.level, self.label, self.anchor, self.run_in, self.uncertain, self.style,
            (*self.notes, *notes), self.source,
        )  # fmt: skip

    def saying(self, inlines: Inlines, notes: tuple[Note, ...] | None = None) -> Paragraph:
        """The same paragraph with other words."""
        return Paragraph(
            inlines, self.numbered, self.level, self.label, self.anchor, self.run_in, self.uncertain, self.style,
            self.notes if notes is None else notes, self.source,
        )  # fmt: skip


class Item(Struct, frozen=True):
    """A list item, “(a)” at depth 0 and “(i)” at depth 1, punctuation and joining word included in its words."""

    inlines: Inlines
    children: tuple[Item, ...] = ()
    label: str = ""
    anchor: str | None = None
    uncertain: bool = False
    source: Source = Source()

    def labelled(self, label: str, children: tuple[Item, ...]) -> Item:
        """The same item with the letter it prints."""
        return Item(self.inlines, children, label, self.anchor, self.uncertain, self.source)

    def saying(self, inlines: Inlines, children: tuple[Item, ...]) -> Item:
        """The same item with other words."""
        return Item(inlines, children, self.label, self.anchor, self.uncertain, self.source)


class Items(Struct, frozen=True):
    """A list. `restart` is true where the word processor would go on counting from the list before it."""

    items: tuple[Item, ...]
    restart: bool = False


class Cell(Struct, frozen=True):
    """A table cell: one paragraph or several."""

    paragraphs: tuple[Inlines, ...]


class Table(Struct, frozen=True):
    """A table with a header row; `row_headers`: the first cell of each row names the row.

    `landscape` is set for more than six columns. `widths` are shares of the width in percent.
    """

    id: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_headers: bool = True
    landscape: bool = False
    widths: tuple[int, ...] = ()
    source: Source = Source()


class Definition(Struct, frozen=True):
    """An entry of the list of definitions."""

    term: str
    inlines: Inlines
    anchor: str
    source: Source = Source()


class Definitions(Struct, frozen=True):
    """The terms used in this paper, sorted. Empty until the define pass fills it."""

    entries: tuple[Definition, ...] = ()


class SignatureLine(Struct, frozen=True):
    """One line to fill in or to read: “Signature” (blank), “Name” (given or blank)."""

    label: str
    value: Inlines = ()


class SignatureBlock(Struct, frozen=True):
    """One entity's signature: the words of execution and its lines. Never split over pages."""

    heading: Inlines
    lines: tuple[SignatureLine, ...]
    execution: str = ""


class Signatures(Struct, frozen=True):
    """All signature blocks, in pairs side by side. `banner` says “not for signature” in a draft."""

    blocks: tuple[SignatureBlock, ...]
    banner: str = ""


Block: TypeAlias = Paragraph | Items | Table | Definitions | Signatures


class Clause(Struct, frozen=True, dict=True):
    """A clause: heading “21.4 Material breach” and its blocks. In a schedule or term sheet it may go without a heading.

    `anchor` is the bookmark references jump to; `aliases` are further names for the same place (an exit that is alone in
    its clause). `source.because` says why it is in. `remarks` are filled by the annotate pass for a counsel copy.
    What `once` keeps with it is no part of it.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    version: str = ""
    text: str = ""
    label: str = ""
    level: int = 1
    anchor: str | None = None
    heading: bool = True
    aliases: tuple[str, ...] = ()
    source: Source = Source()
    remarks: tuple[Remark, ...] = ()

    def once(self, name: str, given: object, make: Callable[[], T], named: Callable[[Any, Names], Any] | None = None) -> T:
        """What `make` makes of this clause and of what is `given`, and of nothing else; made once and kept with the clause.

        A batch finds most clauses of one paper again in the next, as the same object. Of each name one thing is kept, the last.
        `named`: what was made of this clause under other names of the sides, and the names -> what `make` would make, or None.
        """
        kept: dict[str, Any] = self.__dict__
        held = kept.get(name)
        if held is not None and held[0] == given:
            again: T = held[1]
            return again
        made: T | None = None
        if named is not None and (under := kept.get(_UNDER_OTHER_NAMES)) is not None:
            before, names = under
            held = before.__dict__.get(name)
            if held is not None and held[0] == given:
                made = named(held[1], names)
        if made is None:
            made = make()
        kept[name] = (given, made)
        return made

    def under(self, before: Clause, names: Names) -> Clause:
        """This clause, which differs from the one `before` in names of sides alone: what was made of that may serve for this.

        That one lets go of the one before it, so that a batch does not hold them all.
        """
        before.__dict__.pop(_UNDER_OTHER_NAMES, None)
        self.__dict__[_UNDER_OTHER_NAMES] = (before, names)
        return self

    def placed(self, blocks: tuple[Block, ...], label: str, anchor: str | None, heading: bool) -> Clause:
        """The same clause with its number, and blocks with theirs."""
        return Clause(
            self.id, self.title, blocks, self.version, self.text, label, self.level, anchor, heading, self.aliases, self.source,
            self.remarks,
        )  # fmt: skip

    def holding(self, blocks: tuple[Block, ...]) -> Clause:
        """The same clause with other blocks."""
        return Clause(
            self.id, self.title, blocks, self.version, self.text, self.label, self.level, self.anchor, self.heading, self.aliases,
            self.source, self.remarks,
        )  # fmt: skip


class Section(Struct, frozen=True):
    """A numbered section: “21.” and its title. `level` 0."""

    id: str
    title: str
    clauses: tuple[Clause, ...]
    label: str = ""
    anchor: str | None = None

    def holding(self, clauses: tuple[Clause, ...]) -> Section:
        """The same section with other clauses."""
        return Section(self.id, self.title, clauses, self.label, self.anchor)


class Schedule(Struct, frozen=True):
    """A schedule, “Schedule A”; its numbered paragraphs restart at 1.

    `landscape`: it stands on turned pages altogether, because a wide table is most of it.
    """

    id: str
    title: str
    clauses: tuple[Clause, ...]
    letter: str = ""
    anchor: str | None = None
    landscape: bool = False

    def holding(self, clauses: tuple[Clause, ...]) -> Schedule:
        """The same schedule with other clauses."""
        return Schedule(self.id, self.title, clauses, self.letter, self.anchor, self.landscape)


class CoverLine(Struct, frozen=True):
    label: str
    value: Inlines


class Cover(Struct, frozen=True):
    """Parties, date, law, status and document id; nothing else."""

    title: str
    parties: tuple[Inlines, ...]
    lines: tuple[CoverLine, ...]
    project: str = ""


class Look(Struct, frozen=True):
    """What the law pack and the deal decide about the page and the language."""

    paper: Literal["A4", "letter"] = "A4"
    language: str = "en-GB"
    section_word: str = "clause"


class Reason(Struct, frozen=True):
    """Why a clause is in a paper or not."""

    clause: str
    included: bool
    because: str


class Document(Struct, frozen=True):
    """A paper, ready for a writer.

    `opening`: the words before section 1, the parties among them. `footer`: document id and version, printed on each
    page with the page number and `status` (“Draft 2 February 2026 – not for signature”); `disclaimer`: on the cover, or at
    the end of the opening of a compact paper.
    `compact`: a term sheet: headings and text closer together, no cover page of its own, no contents.
    `remarks`: on the paper as a whole; filled by the annotate pass for a counsel copy.
    """

    kind: str
    title: str
    cover: Cover
    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    schedules: tuple[Schedule, ...] = ()
    status: str = ""
    disclaimer: str = ""
    footer: str = ""
    compact: bool = False
    contents: bool = True
    look: Look = Look()
    reasons: tuple[Reason, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    draft_date: str = ""
    remarks: tuple[Remark, ...] = ()


__all__ = [
    "Blank",
    "Block",
    "Cell",
    "Clause",
    "Cover",
    "CoverLine",
    "Defined",
    "Definition",
    "Definitions",
    "Document",
    "Inline",
    "Inlines",
    "Item",
    "Items",
    "Look",
    "Names",
    "Note",
    "Paragraph",
    "Reason",
    "Ref",
    "RefPart",
    "Remark",
    "Schedule",
    "Section",
    "SignatureBlock",
    "SignatureLine",
    "Signatures",
    "Source",
    "Table",
    "Text",
    "Used",
    "Value",
    "plain",
]
