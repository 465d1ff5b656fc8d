"""The words of a paper, piece by piece: text, values, blanks, terms, references. Blocks are made of these (tree.py)."""

from __future__ import annotations

from msgspec import Struct

from typing import TypeAlias


class Text(Struct, frozen=True):
    """Words of the library, or a phrase made of them."""

    words: str


class Value(Struct, frozen=True):
    """A value of the deal as it prints. `path` names its home; the same path prints the same words everywhere."""

    path: str
    words: str


class Blank(Struct, frozen=True):
    """A value that is open or missing: clean papers print `[label]`, the note goes to the counsel copy."""

    path: str
    label: str
    note: str = ""

    @property
    def words(self) -> str:
        return f"[{self.label}]"


class Defined(Struct, frozen=True):
    """The place where a term is defined; prints bold in quotation marks."""

    term: str

    @property
    def words(self) -> str:
        return f"“{self.term}”"


class Used(Struct, frozen=True):
    """A defined term in use, in the form it has here (“Parties” for “Party”)."""

    term: str
    words: str


class RefPart(Struct, frozen=True):
    """A piece of a reference. With an anchor it is a number a word processor can recompute; without, plain words."""

    words: str
    anchor: str | None = None


class Ref(Struct, frozen=True):
    """A reference to a clause, trigger or schedule; `target` may name several, with spaces between.

    `parts` is filled by the link pass: “clause ”, “21.4”; `bare` leaves the word out, for a table column that says it.
    """

    target: str
    parts: tuple[RefPart, ...] = ()
    bare: bool = False

    @property
    def words(self) -> str:
        return "".join(part.words for part in self.parts)


Inline: TypeAlias = Text | Value | Blank | Defined | Used | Ref
Inlines: TypeAlias = tuple[Inline, ...]


def plain(inlines: Inlines) -> str:
    """The words of a run of inlines."""
    return "".join([inline.words for inline in inlines])
