"""What a check may look at: the deal bound to the library, its drafted papers, and the date ages are counted to."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from generator.bind import Bound
from generator.checks.looks import seen_in
from generator.checks.words import said
from generator.deal import Deal
from generator.deal.rider import Rider
from generator.document import Drafted
from generator.document.define import runs_of
from generator.document.rename import NAMES, with_names
from generator.document.tree import Blank, Clause, Inlines, Names, Ref, Schedule, Section, Text, Value, plain
from generator.fonts import SHIPPED, Fonts
from generator.library import LawPack
from generator.values import Compound

T = TypeVar("T")


@dataclass(frozen=True)
class Pieces:
    """The pieces of a clause that checks look for; `place`: its id, or “the opening” or “the cover”, which are none.

    `texts`: the words of the library, piece by piece. `values`: the blanks are among them. `paragraphs`: the words of each
    paragraph, item and cell of a clause; `naming`: those among them that name a side, by their place in it. `seen_…` is no part
    of it: see `once`.
    """

    place: str
    texts: list[str]
    refs: list[Ref]
    blanks: list[Blank]
    values: list[Value | Blank]
    paragraphs: list[str]
    naming: dict[int, Inlines]
    seen_in_texts: dict[Callable[..., object], list[object]] = field(default_factory=dict, compare=False, repr=False)
    seen_in_paragraphs: dict[Callable[..., object], list[object]] = field(default_factory=dict, compare=False, repr=False)

    # What a look, a function of a module, sees in some words of the pieces is looked for once and kept with them: a batch finds most
    # clauses of one paper again in the next, as the same object (document/memory.py), and so their pieces.

    @staticmethod
    def once(look: Callable[[str], T | None], words: list[str], kept: dict[Callable[..., object], list[object]]) -> list[T]:
        """What `look` sees in these words, to be kept there."""
        seen = seen_in(words, look)
        found = [seen[one] for one in words if one in seen] if seen else []
        kept[look] = cast(list[object], found)
        return found

    def with_names(self, names: Names) -> Pieces | None:
        """The pieces of the same clause under other names of the sides; None where they are to be gathered anew."""
        values, naming = with_names(self.values, names), with_names(tuple(self.naming.values()), names)
        if values is None or naming is None:
            return None
        paragraphs = [*self.paragraphs]
        for n, inlines in zip(self.naming, naming, strict=True):
            paragraphs[n] = plain(inlines)
        again = dict(zip(self.naming, naming, strict=True))
        # Where a look saw nothing, it may see something in the paragraphs that differ alone.
        changed = [paragraphs[n] for n in self.naming]
        seen = {look: found for look, found in self.seen_in_paragraphs.items() if not found and not seen_in(changed, look)}
        return Pieces(self.place, self.texts, self.refs, self.blanks, values, paragraphs, again, self.seen_in_texts, seen)


@dataclass(frozen=True, slots=True)
class Written:
    """A file read back: its name, the kind of paper it is, and the path and words of each value it marks, in its own order."""

    name: str
    kind: str
    said: tuple[tuple[str, str], ...]


_NOT_YET = object()
# Where counsel writes words of its own; of what is said of a clause, in its parameters.
_OWN = ("exit.triggers.", "special.", "clauses.")


@dataclass(frozen=True)
class View:
    """`papers` by kind; empty for a check of the deal alone. `files`: papers read back, each of a kind that is among the papers.

    `fonts`: what PDF would be printed in.
    """

    bound: Bound
    as_of: datetime.date
    law_pack: LawPack
    papers: dict[str, Drafted] = field(default_factory=dict)
    files: tuple[Written, ...] = ()
    fonts: Fonts = SHIPPED

    @property
    def deal(self) -> Deal:
        return self.bound.deal

    # Many checks look at the same things; each is gathered once.

    def once(self, make: Callable[[View], T]) -> T:
        """What `make`, a function of a module, makes of this view; made once and kept with it."""
        made = self._made.get(make, _NOT_YET)
        if made is _NOT_YET:
            made = self._made[make] = make(self)
        return cast(T, made)

    @cached_property
    def _made(self) -> dict[Callable[[View], Any], object]:
        return {}

    @cached_property
    def said(self) -> list[tuple[str, Any]]:
        """Every value the deal file states that may be printed, with its path."""
        return said(self.deal)

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        """The values that are words, with their paths."""
        found: list[tuple[str, str]] = []
        for stated in self.said:
            path, value = stated
            kind = type(value)
            if kind is str:
                found.append(stated)
            elif kind is Compound:
                found += [(path, item) for item in value.items if isinstance(item, str)]
        return found

    @cached_property
    def own_words(self) -> list[tuple[str, str]]:
        """Counsel's own words with their paths: in special terms, in parameters of clauses, and in exits."""
        return [
            (path, words) for path, words in self.texts if path.startswith(_OWN) and (".params." in path or not path.startswith("clauses."))
        ]

    @cached_property
    def pieces(self) -> dict[str, list[Pieces]]:
        """The words of the library, the references and the blanks of each paper, by its kind."""
        return {kind: list(_pieces(drafted)) for kind, drafted in self.papers.items()}

    # A look is a function of a module: words -> what it sees in them, and something empty for nothing.

    def in_texts(self, look: Callable[[str], T | None]) -> list[tuple[str, str, T]]:
        """Path and words of each value that is words, and what `look` sees in it."""
        seen = seen_in(self._words, look)
        return [(path, words, seen[words]) for path, words in self.texts if words in seen] if seen else []

    def in_own_words(self, look: Callable[[str], T | None]) -> list[tuple[str, str, T]]:
        """The same in counsel's own words alone."""
        seen = seen_in([words for _, words in self.own_words], look)
        return [(path, words, seen[words]) for path, words in self.own_words if words in seen] if seen else []

    def in_paragraphs(self, look: Callable[[str], T | None]) -> Iterator[tuple[str, str, T]]:
        """Kind of paper, id of clause, and what `look` sees in a paragraph, item or cell there."""
        for kind, found in self.pieces.items():
            for pieces in found:
                seen = pieces.seen_in_paragraphs.get(look)
                for one in pieces.once(look, pieces.paragraphs, pieces.seen_in_paragraphs) if seen is None else seen:
                    yield kind, pieces.place, cast(T, one)

    def in_library_words(self, look: Callable[[str], T | None]) -> Iterator[tuple[str, str, T]]:
        """Kind of paper, id of clause or other place, and what `look` sees in a piece of the words of the library there."""
        for kind, found in self.pieces.items():
            for pieces in found:
                seen = pieces.seen_in_texts.get(look)
                for one in pieces.once(look, pieces.texts, pieces.seen_in_texts) if seen is None else seen:
                    yield kind, pieces.place, cast(T, one)

    @cached_property
    def _words(self) -> set[str]:
        return {words for _, words in self.texts}

    @cached_property
    def paragraphs(self) -> list[tuple[str, str, str]]:
        """Kind of paper, id of clause, and the words of each paragraph, item and cell."""
        return [
            (kind, clause.id, words) for kind, drafted in self.papers.items() for clause in _clauses(drafted) for words in words_of(clause)
        ]

    def riders(self) -> Iterator[Drafted]:
        """The papers that change another agreement; pages about them are not."""
        for kind, drafted in self.papers.items():
            front = self.bound.library.papers[kind].front
            if front.base and not front.internal:
                yield drafted

    @property
    def rider(self) -> Rider | None:
        """What the deal says of its rider; nothing but defaults where a rider is drafted and the deal says nothing."""
        return self.deal.rider or (Rider() if any(True for _ in self.riders()) else None)

    def clauses(self) -> Iterator[tuple[Drafted, Section | Schedule, Clause]]:
        """Every clause of every paper."""
        for drafted in self.papers.values():
            for holder in _holders(drafted):
                for clause in holder.clauses:
                    yield drafted, holder, clause

    def words(self) -> Iterator[tuple[Drafted, Clause, Inlines]]:
        """Every run of words of every paper, with the clause it stands in."""
        for drafted, _, clause in self.clauses():
            for inlines in runs_of(clause):
                yield drafted, clause, inlines


def _holders(drafted: Drafted) -> tuple[Section | Schedule, ...]:
    return (*drafted.document.sections, *drafted.document.schedules)


def _clauses(drafted: Drafted) -> list[Clause]:
    return [clause for holder in _holders(drafted) for clause in holder.clauses]


def words_of(clause: Clause) -> list[str]:
    """The words of each paragraph, item and cell of a clause."""
    return pieces_of(clause).paragraphs


def _pieces(drafted: Drafted) -> Iterator[Pieces]:
    cover = drafted.document.cover
    yield _look("the cover", (*cover.parties, *(line.value for line in cover.lines)), in_clause=False)
    yield _look("the opening", (paragraph.inlines for paragraph in drafted.document.opening), in_clause=False)
    for clause in _clauses(drafted):
        yield pieces_of(clause)


def pieces_of(clause: Clause) -> Pieces:
    """The pieces of a clause; gathered once."""
    return clause.once("pieces", None, lambda: _look(clause.id, runs_of(clause)), Pieces.with_names)


def _look(place: str, runs: Iterable[Inlines], in_clause: bool = True) -> Pieces:
    found = Pieces(place, [], [], [], [], [], {})
    for inlines in runs:
        if in_clause and (words := "".join([inline.words for inline in inlines])):
            found.paragraphs.append(words)
            last = len(found.paragraphs) - 1
        for inline in inlines:
            kind = type(inline)
            if kind is Text:
                found.texts.append(inline.words)
            elif kind is Ref:
                found.refs.append(inline)  # type: ignore[arg-type]  # mypy does not follow `kind`
            elif kind is Value:
                found.values.append(inline)  # type: ignore[arg-type]
                if in_clause and inline.path in NAMES:  # type: ignore[union-attr]
                    found.naming[last] = inlines
            elif kind is Blank:
                found.values.append(inline)  # type: ignore[arg-type]
                found.blanks.append(inline)  # type: ignore[arg-type]
    return found
