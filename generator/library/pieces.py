"""Words with inline marks -> pieces: `{{ … }}`, `[[ … ]]` and `**Term**`. No value ever passes through here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

from generator.library.expression import BadExpression, Expression, parse_slot
from generator.library.problem import LibraryError, Problem


class Slot(Struct, frozen=True):
    """`{{ expression }}`"""

    expression: Expression
    line: int
    column: int


class Reference(Struct, frozen=True):
    """`[[clause.id]]`, `[[schedule.kpis]]`, or `[[trigger:t]]` with a variable that holds a trigger."""

    target: str
    line: int
    column: int


class Definiendum(Struct, frozen=True):
    """`**Term**`: the place where a term is defined."""

    term: str
    line: int
    column: int


Piece: TypeAlias = str | Slot | Reference | Definiendum
Pieces: TypeAlias = tuple[Piece, ...]


# A mark does not reach over the next one of its kind: a row of unclosed marks is read once, not once for each.
_INLINE = re.compile(
    r"\{\{(?P<slot>(?:(?!\{\{).)*?)\}\}|\[\[(?P<ref>(?:(?!\[\[).)*?)\]\]"
    r"|\*\*(?P<term>[^*\n]+)\*\*|\\(?P<escaped>[\\*`{\[\]}|_>#-])"
)
_TARGET = re.compile(r"trigger:[a-z_][a-z0-9_]*|[a-z_]+(\.[a-z0-9_]+)+")


def parse_pieces(lines: Sequence[tuple[str, int, str]], file: str) -> Pieces:
    """Lines of one run of words, each with its number and as it stands in the file -> pieces. Raises LibraryError."""
    text = " ".join(words for words, _, _ in lines)

    def place(at: int) -> tuple[int, int, str]:
        """Line, column and whole line of a position in the joined text."""
        n = 0
        while n < len(lines) - 1 and at > len(lines[n][0]):
            at -= len(lines[n][0]) + 1
            n += 1
        words, line, shown = lines[n]
        return line, max(shown.find(words), 0) + at + 1, shown

    def fail(message: str, at: int) -> LibraryError:
        line, column, shown = place(at)
        return LibraryError([Problem(file, line, column, message, shown)])

    pieces: list[Piece] = []
    words, end = "", 0

    def plain(start: int, stop: int) -> str:
        for sign, meaning in _STRAY:
            if (at := text.find(sign, start, stop)) >= 0:
                raise fail(f"`{sign}` is {meaning}", at)
        return text[start:stop]

    for match in _INLINE.finditer(text):
        words += plain(end, match.start())
        end = match.end()
        if match["escaped"] is not None:
            words += match["escaped"]
            continue
        if words:
            pieces.append(_quotes(words, first=not pieces))
            words = ""
        if match["slot"] is not None:
            try:
                pieces.append(Slot(parse_slot(match["slot"]), *place(match.start())[:2]))
            except BadExpression as error:
                raise fail(str(error), match.start()) from None
        elif match["ref"] is not None:
            target = match["ref"].strip()
            if not _TARGET.fullmatch(target):
                raise fail(f"`[[{target}]]` is not a reference; write `[[clause.id]]`, `[[schedule.id]]` or `[[trigger:t]]`", match.start())
            pieces.append(Reference(target, *place(match.start())[:2]))
        else:
            pieces.append(Definiendum(match["term"].strip(), *place(match.start())[:2]))
    words += plain(end, len(text))
    if words:
        pieces.append(_quotes(words, first=not pieces))
    return tuple(pieces)


_STRAY = (
    ("{{", "a slot that is not closed"), ("{%", "a mark inside a sentence; give it a line of its own"),
    ("[[", "a reference that is not closed"), ("**", "bold that is not closed; `**Term**` marks a definition"),
    ("`", "code, which has no meaning here"),
)  # fmt: skip


def _quotes(words: str, first: bool) -> str:
    """Typed quotation marks and apostrophes become printed ones; a mark right after a value (not `first`) closes."""
    return re.sub(r'(^|[\s(\[—–])"' if first else r'([\s(\[—–])"', r"\1“", words).replace('"', "”").replace("'", "’")


def split_cells(line: str) -> list[str]:
    """The cells of a row: a filter's | stands inside `{{ }}` and a printed one is `\\|`, so neither ends a cell."""
    runs = re.findall(r"(?:\{\{.*?\}\}|\\.|[^|])+|\|", line)
    cells, last = [""], len(runs) - 1
    for n, run in enumerate(runs):
        if run != "|":
            cells[-1] = run.strip()
        elif 0 < n < last:
            cells.append("")
    return cells
