"""Ids that count through a file: marks stand where one goes until the body is finished, so that the same clause is the same XML.

No words can hold a mark, for XML cannot. The letter behind it says what begins or ends there; after that of a control comes the
tag of a value that may be bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_MARK = "\x00"
CONTROL, CONTROL_ENDS, START, END = f"{_MARK}c", f"{_MARK}.", f"{_MARK}s", f"{_MARK}e"
_CUT = re.compile(rb"\x00(s|e|c[^\x00]*)(?:\x00\.)?")


class Marked(NamedTuple):
    """XML in bytes, cut at its marks: what stands before the first, and each mark, “s”, “e”, or “c” and a tag, with what follows it."""

    first: bytes
    rest: list[tuple[bytes, bytes]]

    @classmethod
    def of(cls, xml: str) -> Marked:
        pieces = _CUT.split(xml.encode())
        return cls(pieces[0], list(zip(pieces[1::2], pieces[2::2], strict=True)))

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
    pieces, begun = list[bytes](), list[int]()
    add = pieces.append
    bookmarks = controls = 0
    for first, rest in parts:
        add(first)
        for mark, text in rest:
            if mark == b"s":
                bookmarks += 1
                begun.append(bookmarks)
                add(b"%d" % bookmarks)
            elif mark == b"e":
                add(b"%d" % begun.pop())
            else:
                controls += 1
                add(b'<w:id w:val="%d"/>%b' % (controls, bound.get(mark, b"")))
            add(text)
    return b"".join(pieces)
