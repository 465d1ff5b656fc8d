"""Ids that count through a file: marks stand where one goes until the body is finished, so that the same clause is the same XML.

No words can hold a mark, for XML cannot. The letter behind it says what begins or ends there; after that of a control comes the
tag of a value that may be bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

_MARK = "\x00"
CONTROL, CONTROL_ENDS, START, END = f"{_MARK}c", f"{_MARK}.", f"{_MARK}s", f"{_MARK}e"


class Marked(NamedTuple):
    """XML in bytes, cut at its marks: what stands before the first, and each mark with what follows it."""

    first: bytes
    rest: list[tuple[bytes, bytes]]

    @classmethod
    def of(cls, xml: str) -> Marked:
        first, *pieces = xml.encode().split(_MARK.encode())
        rest: list[tuple[bytes, bytes]] = []
        tag = b""
        for piece in pieces:
            kind = piece[:1]
            if kind == b"c":
                tag = piece
            else:
                rest.append((tag if kind == b"." else kind, piece[1:]))
        return cls(first, rest)

    def xml(self) -> str:
        """The XML with its marks."""
        pieces = (f"{_MARK}{mark.decode()}{CONTROL_ENDS if mark[:1] == b'c' else ''}{text.decode()}" for mark, text in self.rest)
        return self.first.decode() + "".join(pieces)


def joined(parts: Iterable[str | Marked]) -> list[Marked]:
    """Parts of a body, those that are not cut yet cut together."""
    found: list[Marked] = []
    fresh: list[str] = []
    for part in parts:
        if isinstance(part, str):
            fresh.append(part)
            continue
        if fresh:
            found.append(Marked.of("".join(fresh)))
            fresh = []
        found.append(part)
    if fresh:
        found.append(Marked.of("".join(fresh)))
    return found


def counted(parts: Iterable[Marked], bindings: Mapping[str, str]) -> bytes:
    """The parts as one, with an id at each mark: bookmarks from 1 and, apart from them, controls from 1.

    `bindings`: by the tag of a control, what stands behind its id.
    """
    bound = {f"c{tag}".encode(): binding.encode() for tag, binding in bindings.items()}
    pieces, begun = list[bytes](), [0]
    bookmarks = controls = 0
    for part in parts:
        pieces.append(part.first)
        for mark, text in part.rest:
            if mark == b"s":
                bookmarks += 1
                begun.append(bookmarks)
                pieces.append(b"%d" % bookmarks)
            elif mark == b"e":
                pieces.append(b"%d" % begun.pop())
            else:
                controls += 1
                pieces.append(b'<w:id w:val="%d"/>' % controls)
                if mark in bound:
                    pieces.append(bound[mark])
            pieces.append(text)
    return b"".join(pieces)
