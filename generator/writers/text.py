"""Plain text: 78 columns, numbers in the margin, the same words in the same order. For mail, for `diff`, for eyes."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from generator.document.tree import (
    Block, Clause, Definitions, Document, Inlines, Item, Items, Paragraph, Schedule, Section, Signatures, Table, plain,
)  # fmt: skip
from generator.writers.choices import PLAIN, Choices

FORMAT = "txt"
MEDIA = "text/plain"

WIDTH = 78
COLUMN = 8  # where words begin beside a number
STEP = 5  # a list item's words, further in than its number
_GAP = "  "  # between two columns of a table


def write(document: Document, choices: Choices = PLAIN) -> bytes:
    """A finished document to the bytes of a text file, UTF-8, lines ended by a newline.

    What a printed paper has on its cover and in its footer comes first, above a rule of “=”; the paper is what follows.
    """
    lines = [*_head(document), "=" * WIDTH, ""]
    for paragraph in document.opening:
        lines += _block(paragraph)
    for section in document.sections:
        lines += ["", *_heading(section.label, section.title, "="), "", *_clauses(section)]
    for schedule in document.schedules:
        lines += ["", *_centred(f"Schedule {schedule.letter}", schedule.title), "=" * WIDTH, "", *_clauses(schedule)]
    return ("\n".join(_single_spaced(lines)).rstrip("\n") + "\n").encode()


def _head(document: Document) -> Iterator[str]:
    cover = document.cover
    title = cover.title or document.title
    yield from _wrapped(title, 0)
    if cover.project:
        yield from _wrapped(cover.project, 0)
    yield ""
    for party in cover.parties:
        yield from _wrapped(plain(party), 0)
    yield ""
    width = max((len(line.label) for line in cover.lines), default=0) + 2
    for line in cover.lines:
        yield from _hanging(line.label, plain(line.value), 0, width)
    yield ""
    for words in (document.status, document.footer, document.disclaimer):
        yield from _wrapped(words, 0)


def _clauses(holder: Section | Schedule) -> Iterator[str]:
    for clause in holder.clauses:
        yield from _clause(clause)


def _clause(clause: Clause) -> Iterator[str]:
    if clause.heading:
        yield from _heading(clause.label, clause.title, "-")
        yield ""
    for block in clause.blocks:
        yield from _block(block)


def _heading(label: str, title: str, rule: str) -> Iterator[str]:
    """A heading with a rule under it: “=” for a section, “-” for a clause."""
    lines = list(_hanging(label, title, 0, COLUMN)) if label else list(_wrapped(title, 0))
    yield from lines
    yield rule * max(len(line) for line in lines)


def _centred(*words: str) -> Iterator[str]:
    for paragraph in words:
        yield from (line.center(WIDTH).rstrip() for line in wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _paragraph(block)
        case Items():
            for item in block.items:
                yield from _item(item, COLUMN)
            yield ""
        case Table():
            yield from _aligned(block) or _listed(block)
            yield ""
        case Definitions():
            for entry in block.entries:
                yield from _wrapped(plain(entry.inlines), COLUMN)
                yield ""
        case Signatures():
            yield from _signatures(block)


def _paragraph(block: Paragraph) -> Iterator[str]:
    words = f"{block.run_in} {plain(block.inlines)}" if block.run_in else plain(block.inlines)
    if block.label:
        yield from _hanging(block.label, words, 0, COLUMN)
    elif block.style == "status":
        yield from ("-" * WIDTH, *_wrapped(words, 0), "-" * WIDTH)
    else:
        yield from _wrapped(words, (0, COLUMN, COLUMN, COLUMN + STEP, COLUMN + 2 * STEP)[max(0, min(block.level, 4))])
    yield ""


def _item(item: Item, indent: int) -> Iterator[str]:
    yield from _hanging(item.label, plain(item.inlines), indent, STEP)
    for child in item.children:
        yield from _item(child, indent + STEP)


def _aligned(table: Table) -> list[str]:
    """The table in columns, or nothing when a cell has two paragraphs or a row is wider than the page."""
    cells = [list(table.header), *([_only(cell.paragraphs) for cell in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    if sum(widths) + len(_GAP) * (len(widths) - 1) > WIDTH or any(len(cell.paragraphs) > 1 for row in table.rows for cell in row):
        return []
    rows = [_GAP.join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return [rows[0], _GAP.join("-" * width for width in widths), *rows[1:]]


def _listed(table: Table) -> Iterator[str]:
    """Each row as lines of “| Heading: words”, with a line of “|” between rows."""
    for number, row in enumerate(table.rows):
        if number:
            yield "|"
        for heading, cell in zip(table.header, row, strict=True):
            words = " ".join(map(plain, cell.paragraphs))
            yield from _lines(f"{heading}: {words}".rstrip(), "| ", "|   ")


def _only(paragraphs: tuple[Inlines, ...]) -> str:
    return plain(paragraphs[0]) if paragraphs else ""


def _signatures(block: Signatures) -> Iterator[str]:
    if block.banner:
        yield from ("-" * WIDTH, *_centred(block.banner), "-" * WIDTH, "")
    for one in block.blocks:
        yield from _wrapped(plain(one.heading), COLUMN)
        yield from _wrapped(one.execution, COLUMN)
        width = max((len(line.label) for line in one.lines), default=0) + 2
        for line in one.lines:
            yield ""
            yield from _hanging(line.label, plain(line.value) or "_" * 36, COLUMN, width)
        yield from ("", "")


def _wrapped(words: str, indent: int) -> Iterator[str]:
    return _lines(words, " " * indent, " " * indent)


def _hanging(label: str, words: str, indent: int, width: int) -> Iterator[str]:
    """Words beside their label; a label wider than its column pushes the first line on, by one space."""
    first = " " * indent + f"{label} ".ljust(width)
    if not words:
        return iter([first.rstrip()])
    return _lines(words, first, " " * (indent + width))


def _lines(words: str, first: str, rest: str) -> Iterator[str]:
    # Words are never broken, at hyphens neither: a reader joins lines by a space, and must find what was written.
    yield from wrap(words, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)


def _single_spaced(lines: list[str]) -> Iterator[str]:
    """The same lines with no two empty ones in a row."""
    for before, line in zip(["", *lines], lines, strict=False):
        if line or before:
            yield line
