"""Reads the expressions that most texts hold, as Jinja2's parser would and many times as fast: at a start hundreds are read.

What is not plainly one of them is left to that parser, and so is everything that is wrong: what is read here is right, and the same.
"""

from __future__ import annotations

import re

from generator.library.expression.tree import (
    BadExpression, Both, Compare, Const, Either, Expression, Listing, Not, Path, make_filter, make_path,
)  # fmt: skip

_NAMES = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*"
_SIMPLE = re.compile(rf"\s*({_NAMES})\s*(?:\|\s*([a-z]+)\s*)?")
_PIECE = re.compile(rf"\s*(?:({_NAMES})|('[^'\\\n]*'|\"[^\"\\\n]*\")|([0-9]+)(?![\w.])|(==|!=|<=|>=|[<>()\[\],|]))")
_RESERVED = frozenset(("and", "or", "not", "in", "is", "if", "else", "true", "false", "none"))
_COMPARED = frozenset(("==", "!=", "<", "<=", ">", ">="))
_DEEPEST = 20


class _Other(Exception):
    """Not for this reader."""


def read(text: str) -> Expression | None:
    """Text -> Expression; None where Jinja2's parser is to read it.

    >>> read("not term.length")
    Not(inner=Path(parts=('term', 'length')))
    >>> read("a + b") is None
    True
    """
    try:
        match = _SIMPLE.fullmatch(text)
        if match and match[1] not in ("true", "false"):
            path = _path(match[1])
            return make_filter(match[2], path, ()) if match[2] else path
        return _Reader(text).whole()
    except (_Other, BadExpression):
        return None


def _path(text: str) -> Path:
    names = text.split(".")
    if not _RESERVED.isdisjoint(names):
        raise _Other
    return make_path(names)


class _Reader:
    """One way down the grammar: or, and, not, one comparison, filters."""

    def __init__(self, text: str) -> None:
        self.pieces: list[str] = []
        at, end = 0, len(text.rstrip())
        while at < end:
            match = _PIECE.match(text, at)
            if match is None:
                raise _Other
            self.pieces.append(match[match.lastindex or 0])
            at = match.end()
        self.pieces += ["", ""]
        self.at = self.depth = 0

    def whole(self) -> Expression:
        found = self._either()
        if self.pieces[self.at]:
            raise _Other
        return found

    def _take(self) -> str:
        self.at += 1
        return self.pieces[self.at - 1]

    def _goes_past(self, piece: str) -> bool:
        """Whether this comes next; it is gone past then."""
        if self.pieces[self.at] != piece:
            return False
        self.at += 1
        return True

    def _must(self, piece: str) -> None:
        if not self._goes_past(piece):
            raise _Other

    def _either(self) -> Expression:
        found = self._both()
        while self._goes_past("or"):
            found = Either(found, self._both())
        return found

    def _both(self) -> Expression:
        found = self._not()
        while self._goes_past("and"):
            found = Both(found, self._not())
        return found

    def _not(self) -> Expression:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Other
        found = Not(self._not()) if self._goes_past("not") else self._comparison()
        self.depth -= 1
        return found

    def _comparison(self) -> Expression:
        left = self._value()
        op = self.pieces[self.at]
        if op == "not":
            self.at += 1
            self._must("in")
            op = "not in"
        elif op == "in" or op in _COMPARED:
            self.at += 1
        else:
            return left
        right = self._listing() if op in ("in", "not in") and self.pieces[self.at] == "[" else self._value()
        if not isinstance(left, Path | Const) or not isinstance(right, Path | Const | Listing):
            raise _Other
        if isinstance(right, Const) and op in ("in", "not in"):
            raise _Other
        if self.pieces[self.at] in _COMPARED or self.pieces[self.at] == "in":
            raise _Other
        return Compare(op, left, right)

    def _listing(self) -> Listing:
        self._must("[")
        items = [self._const(self._take())]
        while self._goes_past(","):
            items.append(self._const(self._take()))
        self._must("]")
        return Listing(tuple(items))

    def _const(self, piece: str) -> Const:
        if piece[:1] in ("'", '"') and piece:
            return Const(piece[1:-1])
        if piece.isdigit():
            return Const(int(piece))
        if piece in ("true", "false"):
            return Const(piece == "true")
        raise _Other

    def _value(self) -> Expression:
        piece = self._take()
        found: Expression
        if piece == "(":
            found = self._either()
            self._must(")")
        elif piece[:1].isalpha() and piece not in ("true", "false"):
            found = _path(piece)
        else:
            found = self._const(piece)
        while self._goes_past("|"):
            found = make_filter(self._take(), found, self._arguments())
        return found

    def _arguments(self) -> tuple[str, ...]:
        if not self._goes_past("("):
            return ()
        found = [self._const(self._take()).value]
        while self._goes_past(","):
            found.append(self._const(self._take()).value)
        self._must(")")
        if not all(isinstance(value, str) for value in found):
            raise _Other
        return tuple(map(str, found))
