"""Where in a paper a value, a clause or an exit stands: by the number of the clause, the section, or the schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from generator.checks.core.terms import Need, Term
from generator.document.define import inlines_of
from generator.document.tree import (
    Blank, Block, Clause, Definitions, Document, Inlines, Paragraph, Schedule, Section, Signatures, Table, Value, plain,
)  # fmt: skip


def values_of(document: Document) -> Iterator[tuple[str, str]]:
    """Path and words of every value and blank a paper prints, in the order of the tree; what prints no word is passed over."""
    for inlines in _runs(document):
        for inline in inlines:
            if isinstance(inline, Value | Blank) and inline.words:
                yield inline.path, inline.words


def _runs(document: Document) -> Iterator[Inlines]:
    yield from document.cover.parties
    for line in document.cover.lines:
        yield line.value
    for paragraph in document.opening:
        yield paragraph.inlines
    for clause in (clause for holder in _holders(document) for clause in holder.clauses):
        for block in clause.blocks:
            yield from _block_runs(block)


def _holders(document: Document) -> tuple[Section | Schedule, ...]:
    return (*document.sections, *document.schedules)


def _block_runs(block: Block) -> Iterator[Inlines]:
    yield from inlines_of(block)
    if isinstance(block, Signatures):
        for signature in block.blocks:
            for line in signature.lines:
                yield line.value


@dataclass
class Places:
    """The places of one paper. `aside`: of values in the list of definitions and the signatures, which repeat what stands elsewhere.

    `words`: what each path prints. `exits`: by `trigger:<id>`, and by the first cell of a row, for a table of exits has their names first.
    """

    document: Document
    values: dict[str, dict[str, None]] = field(default_factory=dict)
    aside: dict[str, dict[str, None]] = field(default_factory=dict)
    words: dict[str, dict[str, None]] = field(default_factory=dict)
    clauses: dict[str, dict[str, None]] = field(default_factory=dict)
    exits: dict[str, dict[str, None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._add(self.aside, "the cover", values_in((*self.document.cover.parties, *(line.value for line in self.document.cover.lines))))
        self._add(self.values, "the opening", values_in(paragraph.inlines for paragraph in self.document.opening))
        for holder in _holders(self.document):
            for clause in holder.clauses:
                place = _place(holder, clause)
                if clause.blocks:
                    self.clauses.setdefault(clause.id, {})[place] = None
                said = clause.once("said", None, partial(_Said.of, clause))
                self._add(self.values, place, said.values)
                self._add(self.aside, place, said.aside)
                for name in said.exits:
                    self.exits.setdefault(name, {})[place] = None

    def of(self, need: Need) -> tuple[str, ...]:
        """Where the paper says a value, in reading order; empty where it does not."""
        for known in (self.values, self.aside):
            if need.paths and all(path in known or path in self.values for path in need.paths):
                return tuple(dict.fromkeys(place for path in need.paths for place in known.get(path, ())))
        return () if need.paths else tuple(dict.fromkeys(place for id in need.clauses for place in self.clauses.get(id, ())))

    def of_exit(self, term: Term) -> tuple[str, ...]:
        """Where the paper says an exit: in its clause, in a table of exits, or by one of its values."""
        id, title = term.exit
        return tuple(self.exits.get(f"trigger:{id}", {}) | self.exits.get(title, {}))

    def _add(self, known: dict[str, dict[str, None]], place: str, values: Iterable[tuple[str, str]]) -> None:
        for path, words in values:
            known.setdefault(path, {})[place] = None
            self.words.setdefault(path, {})[words] = None
            if path.startswith("exit.triggers."):
                self.exits.setdefault(f"trigger:{path.split('.')[2]}", {})[place] = None


@dataclass(frozen=True, slots=True)
class _Said:
    """Path and words of the values of a clause, those of its definitions and signatures aside, and the names of exits in it."""

    values: tuple[tuple[str, str], ...]
    aside: tuple[tuple[str, str], ...]
    exits: tuple[str, ...]

    @classmethod
    def of(cls, clause: Clause) -> _Said:
        values: list[tuple[str, str]] = []
        aside: list[tuple[str, str]] = []
        exits = [*clause.aliases]
        for block in clause.blocks:
            (aside if isinstance(block, Definitions | Signatures) else values).extend(values_in(_block_runs(block)))
            if isinstance(block, Table):
                exits += (plain(row[0].paragraphs[0]) for row in block.rows if row and row[0].paragraphs)
            if isinstance(block, Paragraph) and block.anchor:
                exits.append(block.anchor)
        return cls(tuple(dict.fromkeys(values)), tuple(dict.fromkeys(aside)), tuple(exits))


def values_in(runs: Iterable[Inlines]) -> Iterator[tuple[str, str]]:
    """Path and words of each value and blank."""
    for inlines in runs:
        for inline in inlines:
            if type(inline) is Value or type(inline) is Blank:  # of many thousand pieces a few hundred
                yield inline.path, inline.words


def _place(holder: Section | Schedule, clause: Clause) -> str:
    if isinstance(holder, Schedule):
        return f"Schedule {holder.letter}"
    return (clause.label if clause.heading and clause.label else holder.label).rstrip(".")
