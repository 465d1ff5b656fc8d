"""Ids that count through a file: marks stand where one goes until the body is finished, so that the same clause is the same XML.

No words can hold a mark, for XML cannot. A mark is “s” or “e”, where a bookmark starts or ends, or “c” and the tag of a value that
may be bound, between two characters of its own: cut at these, XML and marks take turns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

_AROUND = "\x00"
START, END = f"{_AROUND}s{_AROUND}", f"{_AROUND}e{_AROUND}"
CONTROL, CONTROL_ENDS = f"{_AROUND}c", _AROUND  # the tag stands between them


class Marked(NamedTuple):
    """XML in bytes, cut at its marks: XML and marks in turn, XML first and last."""

    pieces: list[bytes]

    @classmethod
    def of(cls, xml: str) -> Marked:
        return cls(xml.encode().split(_AROUND.encode()))

    def saying(self, words: Mapping[str, tuple[str, str]]) -> Marked:
        """The same with other words in some controls. `words`: by the tag of the control, as before and as now, one line each."""
        controls = {f"c{tag}".encode(): (f">{before}<".encode(), f">{now}<".encode()) for tag, (before, now) in words.items()}
        pieces = [*self.pieces]
        for at in range(1, len(pieces), 2):
            if (pair := controls.get(pieces[at])) is not None:
                pieces[at + 1] = pieces[at + 1].replace(*pair, 1)  # a control's own words are the first behind its mark
        return Marked(pieces)

    def xml(self) -> str:
        """The XML with its marks."""
        return _AROUND.encode().join(self.pieces).decode()


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
    pieces: list[bytes] = []
    for part in parts:
        pieces += part.pieces
        pieces.append(b"")  # for the mark that is not between two parts
    ids, begun = list[bytes](), list[bytes]()
    bookmarks = controls = 0
    for mark in pieces[1::2]:
        if mark == b"s":
            bookmarks += 1
            begun.append(b"%d" % bookmarks)
            ids.append(begun[-1])
        elif mark == b"e":
            ids.append(begun.pop())
        elif mark:
            controls += 1
            ids.append(b'<w:id w:val="%d"/>%b' % (controls, bound.get(mark, b"")))
        else:
            ids.append(b"")
    pieces[1::2] = ids
    return b"".join(pieces)
