"""Markdown: CommonMark with pipe tables, for wikis, for `diff`, for tools that read text. Numbers are text, as on paper.

Sections and schedules are headings of level 2, clauses of level 3; a numbered paragraph begins with its number in bold, a
list item with its own after the bullet. Whatever would be markup in the words is escaped, so they print as typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.document.tree import (
    Block, Clause, Defined, Definitions, Document, Inlines, Item, Items, Paragraph, Schedule, Section, Signatures, Table, plain,
)  # fmt: skip
from generator.writers.choices import PLAIN, Choices

FORMAT = "md"
MEDIA = "text/markdown"

BLANK_LINE = r"\_" * 24  # to write on
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MARKS = re.compile(r"[\\`*_\[\]<>|~#]|&(?=#?\w+;)")
_LIST_BEGINS = re.compile(r"([-+]|\d{1,9}(?=[.)]))")


def write(document: Document, choices: Choices = PLAIN) -> bytes:
    """A finished document to the bytes of a Markdown file, UTF-8, lines ended by a newline.

    What a printed paper has on its cover and in its footer comes first, above a rule; the paper is what follows.
    """
    blocks = [*_head(document), "---"]
    for paragraph in document.opening:
        blocks += _block(paragraph)
    for section in document.sections:
        blocks += [_heading(2, section.label, section.title), *_clauses(section)]
    for schedule in document.schedules:
        blocks += [_heading(2, f"Schedule {schedule.letter}:", schedule.title), *_clauses(schedule)]
    return ("\n\n".join(blocks) + "\n").encode()


def escaped(words: str) -> str:
    """Words within a line, with a backslash before each character that would be markup; a run of spaces is one space."""
    return _MARKS.sub(r"\\\g<0>", _SPACE.sub(" ", words))


def _begun(line: str) -> str:
    """Escaped words at the beginning of a line: there, also a dash and a number would be markup."""
    line = line.strip(" ")
    found = _LIST_BEGINS.match(line)
    if not found:
        return line
    return f"{found[1]}\\{line[found.end() :]}" if found[1][0].isdigit() else f"\\{line}"


def _inlines(inlines: Inlines) -> str:
    """Words with the terms that are defined here in bold, where Markdown takes it: never within a word."""
    pieces = [inline.words for inline in inlines]
    said = ""
    for at, inline in enumerate(inlines):
        before, after = "".join(pieces[:at])[-1:], "".join(pieces[at + 1 :])[:1]
        bold = isinstance(inline, Defined) and _apart(before) and _apart(after)
        said += f"**{escaped(inline.words)}**" if bold else escaped(inline.words)
    return _SPACE.sub(" ", said)


def _apart(neighbour: str) -> bool:
    """Whether bold may begin or end beside this character, or the end of the line."""
    return not neighbour or neighbour.isspace() or unicodedata.category(neighbour).startswith("P")


def _head(document: Document) -> Iterator[str]:
    cover = document.cover
    yield _heading(1, "", cover.title or document.title)
    lines = [cover.project, *map(plain, cover.parties), *(f"{line.label}: {plain(line.value)}" for line in cover.lines)]
    for words in (*lines, document.status, document.footer, document.disclaimer):
        if words:
            yield _begun(escaped(words))


def _heading(level: int, label: str, title: str) -> str:
    return " ".join(filter(None, ("#" * level, label, escaped(title).strip(" "))))


def _clauses(holder: Section | Schedule) -> Iterator[str]:
    for clause in holder.clauses:
        yield from _clause(clause)


def _clause(clause: Clause) -> Iterator[str]:
    if clause.heading:
        yield _heading(3, clause.label, clause.title)
    for block in clause.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _paragraph(block)
        case Items():
            yield "\n".join(line for item in block.items for line in _item(item, ""))
        case Definitions():
            yield from (_begun(_inlines(entry.inlines)) for entry in block.entries)
        case Table():
            yield _table(block)
        case Signatures():
            yield from _signatures(block)


def _paragraph(block: Paragraph) -> str:
    words = _inlines(block.inlines)
    if block.run_in:
        words = f"**{escaped(block.run_in)}** {words}"
    if block.label:
        return f"**{block.label}** {words}".rstrip(" ")
    return f"> {_begun(words)}" if block.style == "status" else _begun(words)


def _item(item: Item, indent: str) -> Iterator[str]:
    yield f"{indent}- {item.label} {_inlines(item.inlines)}".rstrip(" ")
    for child in item.children:
        yield from _item(child, indent + "  ")


def _table(table: Table) -> str:
    cells = [[escaped(heading) for heading in table.header], ["---"] * len(table.header)]
    cells += [["<br>".join(_inlines(words).strip(" ") for words in cell.paragraphs) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _signatures(block: Signatures) -> Iterator[str]:
    if block.banner:
        yield f"**{escaped(block.banner)}**"
    for one in block.blocks:
        yield _begun(_inlines(one.heading))
        if one.execution:
            yield _begun(escaped(one.execution))
        if one.lines:
            yield "\n".join(f"- {escaped(line.label)}: {_inlines(line.value) or BLANK_LINE}" for line in one.lines)
