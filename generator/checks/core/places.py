"""Where in a paper a value, a clause or an exit stands: by the number of the clause, the section, or the schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct, field

from generator.checks.core.terms import Need, Term
from generator.checks.view import pieces_of
from generator.document.define import inlines_of
from generator.document.tree import (
    Blank, Block, Clause, Definitions, Document, Inlines, Names, Paragraph, Schedule, Section, Signatures, Table, Value, plain,
)  # fmt: skip

_VALUES = frozenset((Value, Blank))


def values_of(document: Document) -> Iterator[tuple[str, str]]:
    """Path and words of every value and blank a paper prints, in the order of the tree; what prints no word is passed over."""
    for inlines in _runs(document):
        for inline in inlines:
            if isinstance(inline, Value | Blank) and inline.words:
                yield inline.path, inline.words


def _runs(document: Document) -> Iterator[Inlines]:
    yield from _of_cover(document)
    yield from _of_opening(document)
    for clause in (clause for holder in _holders(document) for clause in holder.clauses):
        for block in clause.blocks:
            yield from _block_runs(block)


def _of_cover(document: Document) -> list[Inlines]:
    return [*document.cover.parties, *[line.value for line in document.cover.lines]]


def _of_opening(document: Document) -> list[Inlines]:
    return [paragraph.inlines for paragraph in document.opening]


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
    """The places of one paper."""

    document: Document

    def says(self, need: Need) -> bool:
        """Whether the paper says a value."""
        return self._said.paths.issuperset(need.paths) if need.paths else not self._said.clauses.isdisjoint(need.clauses)

    def says_exit(self, term: Term) -> bool:
        """Whether the paper says an exit: in its clause, in a table of exits, or by one of its values."""
        id, title = term.exit
        return f"trigger:{id}" in self._said.exits or title in self._said.exits

    def of(self, need: Need) -> tuple[str, ...]:
        """Where the paper says a value, in reading order; empty where it does not."""
        values, aside = self._where.values, self._where.aside
        for known in (values, aside):
            if need.paths and all(path in known or path in values for path in need.paths):
                return tuple(dict.fromkeys(place for path in need.paths for place in known.get(path, ())))
        return () if need.paths else tuple(dict.fromkeys(place for id in need.clauses for place in self._where.clauses.get(id, ())))

    def of_exit(self, term: Term) -> tuple[str, ...]:
        """Where the paper says an exit; empty where it does not."""
        id, title = term.exit
        return tuple(self._where.exits.get(f"trigger:{id}", {}) | self._where.exits.get(title, {}))

    @property
    def clauses(self) -> dict[str, dict[str, None]]:
        """Where each clause stands that has any words."""
        return self._where.clauses

    @cached_property
    def words(self) -> dict[str, dict[str, None]]:
        """What each path prints."""
        found: dict[str, dict[str, None]] = {}
        for _, _, said in self._parts():
            for path, words in (*said.values, *said.aside):
                found.setdefault(path, {})[words] = None
        return found

    def _parts(self) -> Iterator[tuple[str, str, Said]]:
        """Each part of the paper in reading order: its place, the id of the clause it is, if it is one with words, and what it says."""
        yield "the cover", "", Said.of((), _values_in(_of_cover(self.document)), frozenset())
        yield "the opening", "", Said.of(_values_in(_of_opening(self.document)), (), frozenset())
        for holder in _holders(self.document):
            for clause in holder.clauses:
                yield _place(holder, clause), clause.id if clause.blocks else "", said_in(clause)

    # Whether something is said is asked of every paper of a batch; where it stands, of a few.

    @cached_property
    def _said(self) -> _Whole:
        clauses = [clause for holder in _holders(self.document) for clause in holder.clauses]
        told = [told_in(clause) for clause in clauses]
        before = _values_in([*_of_cover(self.document), *_of_opening(self.document)])
        paths = {value.path for value in before}.union(*[one.paths for one in told])
        exits = _by_value(paths).union(*[one.exits for one in told])
        return _Whole(paths, exits, {clause.id for clause in clauses if clause.blocks})

    @cached_property
    def _where(self) -> _Where:
        found = _Where()
        for place, id, said in self._parts():
            if id:
                found.clauses.setdefault(id, {})[place] = None
            for known, values in ((found.values, said.values), (found.aside, said.aside)):
                for path, _ in values:
                    known.setdefault(path, {})[place] = None
            for name in said.exits:
                found.exits.setdefault(name, {})[place] = None
        return found


class _Whole(NamedTuple):
    """The paths, the exits and the clauses of a paper."""

    paths: set[str]
    exits: set[str]
    clauses: set[str]


class _Where(Struct, frozen=True):
    """The places of paths, of clauses by id, and of exits. `aside`: those in the list of definitions, the cover and the signatures,
    which repeat what stands elsewhere.
    """

    values: dict[str, dict[str, None]] = field(default_factory=dict)
    aside: dict[str, dict[str, None]] = field(default_factory=dict)
    clauses: dict[str, dict[str, None]] = field(default_factory=dict)
    exits: dict[str, dict[str, None]] = field(default_factory=dict)


class Told(NamedTuple):
    """The paths of the values a clause prints, and the exits it is about by other than values of theirs.

    Exits are named by `trigger:<id>`, and by the first cell of a row, for a table of exits has their names first.
    """

    paths: frozenset[str]
    exits: frozenset[str]


def told_in(clause: Clause) -> Told:
    """What a clause is about; looked for once."""
    return clause.once("told", None, lambda: _told(clause), _under_other_names)


def _under_other_names(told: Told, names: Names) -> Told | None:
    """What a clause is about has nothing to do with how the sides are called, unless an exit is called like one of them."""
    return told if told.exits.isdisjoint(before for before, _ in names.values()) else None


def _told(clause: Clause) -> Told:
    paths, exits = [value.path for value in pieces_of(clause).values], [*clause.aliases]
    for block in clause.blocks:
        match block:
            case Paragraph(anchor=str(anchor)):
                exits.append(anchor)
            case Table():
                exits += [plain(row[0].paragraphs[0]) for row in block.rows if row and row[0].paragraphs]
            case Signatures():
                paths += [value.path for value in _values_in(_block_runs(block))]
    return Told(frozenset(paths), frozenset(exits))


def _by_value(paths: Iterable[str]) -> set[str]:
    """The exits of which something is said by a value."""
    return {f"trigger:{path.split('.')[2]}" for path in paths if path.startswith("exit.triggers.")}


class Said(NamedTuple):
    """Path and words of the values of a part of a paper, those that repeat others aside, and the exits it is about."""

    values: tuple[tuple[str, str], ...]
    aside: tuple[tuple[str, str], ...]
    exits: frozenset[str]

    @classmethod
    def of(cls, values: Iterable[Value | Blank], aside: Iterable[Value | Blank], exits: frozenset[str]) -> Said:
        own = tuple(dict.fromkeys([(one.path, one.words) for one in values]))
        others = tuple(dict.fromkeys([(one.path, one.words) for one in aside]))
        return cls(own, others, exits | _by_value(path for path, _ in own + others))


def said_in(clause: Clause) -> Said:
    """What a clause says; looked for once."""
    return clause.once("said", None, lambda: _look(clause))


def _look(clause: Clause) -> Said:
    values: list[Value | Blank] = []
    aside: list[Value | Blank] = []
    for block in clause.blocks:
        (aside if isinstance(block, Definitions | Signatures) else values).extend(_values_in(_block_runs(block)))
    return Said.of(values, aside, told_in(clause).exits)


def _values_in(runs: Iterable[Inlines]) -> list[Value | Blank]:
    # By type, for of many thousand pieces a few hundred are values; mypy does not follow it.
    return [inline for inlines in runs for inline in inlines if type(inline) in _VALUES]  # type: ignore[misc]


def _place(holder: Section | Schedule, clause: Clause) -> str:
    if isinstance(holder, Schedule):
        return f"Schedule {holder.letter}"
    return (clause.label if clause.heading and clause.label else holder.label).rstrip(".")
