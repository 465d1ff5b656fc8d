"""Clause text -> template blocks. Parsed once, at load; no value ever passes through here.

Block marks are read first and line by line: a line that holds only `{% … %}` is a mark and ends the paragraph before it.
Inline marks are read by pieces.py. The blocks are plain data; document/fill.py evaluates them.
Long because the kinds of block and their reader are read together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from generator.library.expression import BadExpression, Expression, parse_expression, parse_list
from generator.library.pieces import Pieces, parse_pieces, split_cells
from generator.library.problem import LibraryError, Problem


class TextParagraph(Struct, frozen=True):
    pieces: Pieces
    line: int


class TextItem(Struct, frozen=True):
    pieces: Pieces
    children: tuple[Node, ...]
    line: int


class DataTable(Struct, frozen=True):
    """A table with a row for each element of a list."""

    variable: str
    rows_of: Expression
    columns: tuple[tuple[str, Pieces], ...]
    line: int


class FixedTable(Struct, frozen=True):
    header: tuple[Pieces, ...]
    rows: tuple[tuple[Pieces, ...], ...]
    line: int


class Choice(Struct, frozen=True):
    """if / elif / else."""

    branches: tuple[tuple[Expression | None, tuple[Node, ...]], ...]
    line: int


class Loop(Struct, frozen=True):
    variable: str
    over: Expression
    body: tuple[Node, ...]
    line: int


class Mark(Struct, frozen=True):
    """`{% steps trigger %}`, `{% passage exit_terms %}`, `{% definitions %}`, `{% survival %}`, `{% signatures %}`, `{% parties %}`."""

    name: str
    argument: str
    line: int


class CounselNote(Struct, frozen=True):
    pieces: Pieces
    line: int


Node: TypeAlias = TextParagraph | TextItem | DataTable | FixedTable | Choice | Loop | Mark | CounselNote
ITEM_MARKS = ("steps", "survival")
_MARKS = {"steps": True, "passage": True, "definitions": False, "survival": False, "signatures": False, "parties": False}

# ---------------------------------------------------------------- blocks

_DEEPEST = 20
_TAG = re.compile(r"\{%-?(.*?)-?%\}")
_LOOP = re.compile(r"for\s+([a-z_][a-z0-9_]*)\s+in\s+(.+)")
_TABLE = re.compile(r"```table\s+([a-z_][a-z0-9_]*)\s+in\s+(.+)")


class _Reader:
    """Walks the lines of one part. `file` and `first` (file's number of the first line) are for messages."""

    def __init__(self, lines: tuple[str, ...], file: str, first: int) -> None:
        self.lines, self.file, self.first, self.at, self.depth = lines, file, first, 0, 0

    def fail(self, message: str, at: int | None = None, column: int = 0) -> LibraryError:
        n = self.at if at is None else at
        shown = self.lines[n] if n < len(self.lines) else ""
        return LibraryError([Problem(self.file, self.first + n, column, message, shown)])

    def pieces(self, words: list[str], at: int) -> Pieces:
        """The pieces of lines that stand one below the other from line `at`."""
        return parse_pieces([(run, self.first + at + n, self.lines[at + n]) for n, run in enumerate(words)], self.file)

    def expression(self, text: str, at: int, parse: Callable[[str], Expression] = parse_expression) -> Expression:
        try:
            return parse(text)
        except BadExpression as error:
            raise self.fail(str(error), at, self.lines[at].find(text.strip()) + 1) from None

    def nodes(self, indent: int, inside: str = "") -> tuple[tuple[Node, ...], str]:
        """Nodes up to the end, a line indented less, or a closing tag of `inside`; returns that tag's words too."""
        found: list[Node] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            text = line.strip()
            if not text:
                self.at += 1
                continue
            depth = len(line) - len(line.lstrip(" "))
            if line[depth] == "\t":
                raise self.fail("a tab cannot indent; use spaces", column=depth + 1)
            if depth < indent:
                break
            tag = _TAG.fullmatch(text)
            words = tag[1].strip() if tag else ""
            if words.split(" ")[0] in ("elif", "else", "endif", "endfor"):
                if not inside:
                    if indent:
                        break
                    raise self.fail(f"`{words}` closes nothing")
                return tuple(found), words
            if tag:
                found.append(self._tag(words, depth))
            elif text.startswith("- "):
                found.append(self._item(depth))
            elif text.startswith("```"):
                found.append(self._table())
            elif text.startswith("|"):
                found.append(self._fixed_table())
            elif text.startswith(">"):
                found.append(self._note())
            elif text.startswith("#"):
                raise self.fail("a heading here has no meaning; a part starts with `# ` at the start of a line")
            elif re.match(r"\d+\.\s|\([a-z]{1,3}\)|\* ", text):
                raise self.fail("numbers and letters are set for you; write an item as `- item`")
            elif "{%" in text and not tag:
                raise self.fail(
                    "a mark needs a line of its own; it wraps whole paragraphs, never words in a sentence", column=line.find("{%") + 1
                )
            else:
                found.append(self._paragraph())
        if inside and indent == 0:
            raise self.fail(f"`{inside}` is not closed", self.at - 1)
        return tuple(found), ""

    def _inner(self, indent: int, inside: str = "") -> tuple[tuple[Node, ...], str]:
        """`nodes`, one level deeper."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.fail(f"this is nested more than {_DEEPEST} levels deep; no clause needs that", self.at - 1)
        found = self.nodes(indent, inside)
        self.depth -= 1
        return found

    def _paragraph(self) -> TextParagraph:
        start, held = self.at, list[str]()
        while self.at < len(self.lines):
            text = self.lines[self.at].strip()
            if not text or _TAG.fullmatch(text) or text.startswith(("- ", "```", "|", ">")):
                break
            held.append(text)
            self.at += 1
        return TextParagraph(self.pieces(held, start), self.first + start)

    def _item(self, depth: int) -> TextItem:
        start = self.at
        held = [self.lines[start].strip()[2:].strip()]
        self.at += 1
        while self.at < len(self.lines):
            line, text = self.lines[self.at], self.lines[self.at].strip()
            if not text or _TAG.fullmatch(text) or text.startswith(("- ", ">", "```")):
                break
            if len(line) - len(line.lstrip(" ")) <= depth:
                raise self.fail("text directly after a list item: indent it by two spaces to continue the item, or leave an empty line")
            held.append(text)
            self.at += 1
        children, _ = self._inner(depth + 1)
        if any(not is_item(child) for child in children):
            raise self.fail("only a list may stand below an item", start)
        if any(_has_children(child) for child in children):
            raise self.fail("a list has two levels, (a) and (i); take the third out of the list", start)
        return TextItem(self.pieces(held, start), children, self.first + start)

    def _tag(self, words: str, depth: int) -> Node:
        start, line = self.at, self.first + self.at
        self.at += 1
        name = words.split(" ")[0]
        if name == "if":
            branches: list[tuple[Expression | None, tuple[Node, ...]]] = []
            condition: Expression | None = self.expression(words[2:], start)
            while True:
                body, closing = self._body("if", depth)
                branches.append((condition, body))
                if closing == "endif":
                    return Choice(tuple(branches), line)
                if condition is None or not (closing == "else" or closing.startswith("elif ")):
                    raise self.fail(f"`{closing}` does not fit here; the `if` of line {line} ends with `endif`", self.at - 1)
                condition = self.expression(closing[4:], self.at - 1) if closing.startswith("elif ") else None
        if match := _LOOP.fullmatch(words):
            body, closing = self._body("for", depth)
            if closing != "endfor":
                raise self.fail(f"the `for` of line {line} ends with `endfor`, not `{closing}`", self.at - 1)
            return Loop(match[1], self.expression(match[2], start, parse_list), body, line)
        if name in _MARKS:
            argument = words[len(name) :].strip()
            if bool(argument) != _MARKS[name] or not re.fullmatch(r"[a-z0-9_]*", argument):
                raise self.fail(f"write `{{% {name}{' name' if _MARKS[name] else ''} %}}`", start)
            return Mark(name, argument, line)
        raise self.fail(f"no mark `{name}`; there are if, for, {', '.join(_MARKS)}", start)

    def _body(self, inside: str, depth: int) -> tuple[tuple[Node, ...], str]:
        body, closing = self._inner(depth, inside)
        if not closing:
            raise self.fail(f"an `{inside}` is not closed at the same indentation", max(self.at - 1, 0))
        self.at += 1
        return body, closing

    def _table(self) -> DataTable:
        start = self.at
        match = _TABLE.fullmatch(self.lines[start].strip())
        if match is None:
            raise self.fail("a fence holds a table over data: ```table t in exit.triggers")
        columns: list[tuple[str, Pieces]] = []
        self.at += 1
        while self.at < len(self.lines) and self.lines[self.at].strip() != "```":
            text = self.lines[self.at].strip()
            if text:
                heading, colon, cell = text.partition(": ")
                if not colon:
                    raise self.fail("a line of a table is `Heading: cell`")
                columns.append((heading.strip(), self.pieces([cell.strip()], self.at)))
            self.at += 1
        if self.at >= len(self.lines):
            raise self.fail("the table is not closed with ```", start)
        self.at += 1
        return DataTable(match[1], self.expression(match[2], start, parse_list), tuple(columns), self.first + start)

    def _fixed_table(self) -> FixedTable:
        start, rows = self.at, list[tuple[Pieces, ...]]()
        while self.at < len(self.lines) and self.lines[self.at].strip().startswith("|"):
            cells = split_cells(self.lines[self.at].strip())
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                rows.append(tuple(self.pieces([cell], self.at) if cell else () for cell in cells))
            self.at += 1
        if len(rows) < 2 or any(len(row) != len(rows[0]) for row in rows):
            raise self.fail("a table needs a header, a row, and the same number of cells in each row", start)
        return FixedTable(rows[0], tuple(rows[1:]), self.first + start)

    def _note(self) -> CounselNote:
        start, held = self.at, list[str]()
        while self.at < len(self.lines) and self.lines[self.at].strip().startswith(">"):
            held.append(self.lines[self.at].strip()[1:].strip())
            self.at += 1
        if not held[0].startswith("counsel:"):
            raise self.fail("a note starts with `> counsel:`", start)
        return CounselNote(self.pieces([held[0].removeprefix("counsel:").strip(), *held[1:]], start), self.first + start)


def _has_children(node: Node) -> bool:
    match node:
        case TextItem():
            return bool(node.children)
        case Choice():
            return any(_has_children(inner) for _, body in node.branches for inner in body)
        case Loop():
            return any(_has_children(inner) for inner in node.body)
    return False


def is_item(node: Node) -> bool:
    """Whether a node yields list items and nothing else, so that it is part of the list around it."""
    match node:
        case TextItem():
            return True
        case Mark():
            return node.name in ITEM_MARKS
        case Choice():
            return all(
                all(is_item(n) or isinstance(n, CounselNote) for n in body) and any(is_item(n) for n in body) for _, body in node.branches
            )
        case Loop():
            return all(is_item(n) for n in node.body)
    return False


def parse_text(lines: tuple[str, ...], file: str, first: int) -> tuple[Node, ...]:
    """The lines of one part -> nodes. Raises LibraryError."""
    reader = _Reader(lines, file, first)
    nodes, _ = reader.nodes(0)
    if reader.at < len(lines):
        raise reader.fail("this line is indented in a way that fits no list")
    return nodes
