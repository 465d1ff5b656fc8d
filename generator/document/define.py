"""The define pass: the terms a paper uses, with their meanings, sorted; terms nobody uses do not appear.

In a rider, a term that is mapped, or that has no meaning in the rider, has the meaning of the base agreement (base.py).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from generator.document.base import Base
from generator.document.evaluate import Scope
from generator.document.hit import Hit, Question
from generator.document.fill import Filling
from generator.document.memory import memory
from generator.document.rename import as_it_is
from generator.document.tree import (
    Block, Clause, Defined, Definition, Definitions, Inlines, Item, Items, Paragraph, Ref, Schedule, Section, Signatures, Source,
    Table, Text, Used, plain,
)  # fmt: skip
from generator.document.words import wording

# A length in Business Days prints as a value; the term it uses is known by its words.
_BUSINESS_DAY = "Business Day"


@dataclass(frozen=True)
class Terms:
    """Where terms stand in a paper: `used` by clause, `defined` by clause, and `undefined` ones that have no meaning here."""

    used: dict[str, frozenset[str]]
    defined: dict[str, str]
    undefined: tuple[str, ...] = ()


def inlines_of(block: Block) -> list[Inlines]:
    """Every run of words in a block."""
    match block:
        case Paragraph():
            return [block.inlines]
        case Items():
            return [inlines for item in block.items for inlines in _item_inlines(item)]
        case Table():
            return [inlines for row in block.rows for cell in row for inlines in cell.paragraphs]
        case Definitions():
            return [entry.inlines for entry in block.entries]
        case Signatures():
            return [signature.heading for signature in block.blocks]


def _item_inlines(item: Item) -> list[Inlines]:
    return [item.inlines, *(inlines for child in item.children for inlines in _item_inlines(child))] if item.children else [item.inlines]


def runs_of(clause: Clause) -> list[Inlines]:
    """Every run of words in a clause; gathered once."""
    return clause.once("runs", None, lambda: [inlines for block in clause.blocks for inlines in inlines_of(block)])


def anchors_linked(clause: Clause) -> list[str]:
    """The anchors that the references of a clause lead to; gathered once."""

    def gather() -> list[str]:
        refs = (inline for inlines in runs_of(clause) for inline in inlines if type(inline) is Ref)
        return [part.anchor for ref in refs for part in ref.parts if part.anchor]

    return clause.once("anchors linked", None, gather, as_it_is)


def terms_in(blocks: tuple[Block, ...]) -> tuple[set[str], set[str]]:
    """The terms used and the terms defined in some blocks."""
    used: set[str] = set()
    defined: set[str] = set()
    for block in blocks:
        for run in inlines_of(block):
            for inline in run:
                kind = type(inline)
                if kind is Text:
                    continue
                if kind is Used:
                    used.add(inline.term)  # type: ignore[union-attr]  # mypy does not follow `kind`
                elif kind is Defined:
                    defined.add(inline.term)  # type: ignore[union-attr]
                elif kind is not Ref and _BUSINESS_DAY in inline.words:
                    used.add(_BUSINESS_DAY)
    return used, defined


def define(
    holders: tuple[Section | Schedule, ...], opening: tuple[Paragraph, ...], scope: Scope, base: Base | None = None
) -> tuple[tuple[Section | Schedule, ...], Terms]:
    """Fill the list of definitions from use. A term used only in the clause that defines it is not listed."""
    library = scope.bound.library
    clauses = [clause for holder in holders for clause in holder.clauses]
    used: defaultdict[str, set[str]] = defaultdict(set)
    defined: dict[str, str] = {}
    own_term = wording(library, scope.style).own_terms
    listing: set[str] = set()  # the clauses that have the list
    for place, (here, there, lists) in [("", (*terms_in(opening), False)), *[(clause.id, _terms_of(clause)) for clause in clauses]]:
        for term in here:
            used[term].add(place)
        for term in there:
            defined.setdefault(own_term.get(term, term), place)
        if lists:
            listing.add(place)
    entries: dict[str, Definition] = {}
    undefined: list[str] = []
    waiting = [term for term, places in used.items() if places - {defined.get(term, "")} or term not in defined]
    while waiting:
        term = waiting.pop()
        if term in entries or term not in library.definitions:
            continue
        found = _remembered(term, defined, scope, base)
        if found is None:
            undefined.append(term)
            continue
        entries[term], more = found
        for next_term in more:
            used[next_term].add("definitions")
            waiting.append(next_term)
    ordered = tuple(entries[term] for term in sorted(entries, key=lambda term: (term.lower(), term)))
    filled = tuple(
        holder.holding(tuple([_with(clause, ordered) if clause.id in listing else clause for clause in holder.clauses]))
        for holder in holders
    )
    return filled, Terms({term: frozenset(places) for term, places in used.items()}, defined, tuple(sorted(undefined)))


def _terms_of(clause: Clause) -> tuple[set[str], set[str], bool]:
    """The terms a clause uses and defines, and whether it is the place for the list of them."""

    def gather() -> tuple[set[str], set[str], bool]:
        return *terms_in(clause.blocks), any(isinstance(block, Definitions) for block in clause.blocks)

    return clause.once("terms", None, gather, as_it_is)


def _with(clause: Clause, entries: tuple[Definition, ...]) -> Clause:
    def make() -> Clause:
        return clause.holding(tuple(Definitions(entries) if isinstance(block, Definitions) else block for block in clause.blocks))

    return clause.once("entries", entries, make)


def _remembered(term: str, defined: dict[str, str], scope: Scope, base: Base | None) -> tuple[Definition, set[str]] | None:
    """The entry of a term and the terms it uses, made or found again; what it says in a rider hangs on the base agreement, and is
    made each time.
    """

    def make(asked: dict[Question, Hit]) -> tuple[Definition, set[str]] | None:
        within = Scope(scope.bound, scope.style, scope.clauses, answers=scope.answers, asked=asked)
        entry = _entry(term, defined, within, base)
        return (entry, terms_in((Definitions((entry,)),))[0]) if entry else None

    if base:
        return make({})
    return memory(scope.bound.library, "clauses").made(
        ("entry", term, defined.get(term), scope.style), scope.answers, make, names_alone=True
    )


def _entry(term: str, defined: dict[str, str], scope: Scope, base: Base | None) -> Definition | None:
    """“Term” means …; or has the meaning given in a clause of this paper or in the base; None if it has no meaning here."""
    file = scope.bound.library.definitions[term]
    anchor = f"term.{term.lower().replace(' ', '_')}"
    source, shown = Source(file.source.name, 1), wording(scope.bound.library, scope.style).respell(term)
    if base and base.maps(term):
        return Definition(term, base.meaning(term, shown), anchor, source)
    clause = file.front.defined_in
    if clause and defined.get(term) == clause:
        words: Inlines = (Defined(shown), Text(" has the meaning given in "), Ref(clause), Text("."))
        return Definition(term, words, anchor, source)
    if file.text is None:
        return Definition(term, base.meaning(term, shown), anchor, source) if base else None
    blocks = Filling(scope).part(file.text)
    first = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else None
    if first is None:
        return None
    stop = () if plain(first.inlines).endswith(".") else (Text("."),)
    return Definition(term, (Defined(shown), Text(" "), *first.inlines, *stop), anchor, source)
