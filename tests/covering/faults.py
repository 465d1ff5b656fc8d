"""What is wrong with a drafted paper, seen as a reader sees it. The deals that are varied say odd things; these faults are the library's all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.checks import View, run_checks
from generator.document import Drafted
from generator.document.define import inlines_of
from generator.document.lines import lines
from generator.document.tree import (
    Block, Clause, Defined, Definitions, Document, Inlines, Item, Items, Paragraph, Ref, Schedule, Section, Signatures, Source, Table, plain,
)  # fmt: skip
from generator.library.style import LONGEST_SENTENCE
from generator.writers import writer
from tests.readers import docx as docx_reader
from tests.readers import html as html_reader
from tests.readers import text as text_reader

# Checks of a deal that no text of ours may set off, whatever the deal says.
CHECKS = ("D-C05", "D-C06", "D-C12", "D-P01", "D-X12")
WARNING = "long sentence"
# Why a clause is in that the deal wants although what it speaks of is not there: it prints its heading, as it was told to.
ASKED_FOR = "the deal asks for it"
FORCED = (ASKED_FOR, " needs it")
_MARKS = {
    "a mark of clause files": re.compile(r"\{\{|\}\}|\{%|%\}|\[\[|\]\]"),
    "a double space": re.compile(r"\S  +\S"),
    "a double stop": re.compile(r"\.\.|;;|,,|[.;,] ?;|[;,] ?\.|:\.|:;| [.,;:](?=\s|$)|\(\s*\)|“\s*”"),
    "the word None": re.compile(r"\bNone\b(?! [a-z])"),
}


class Fault(NamedTuple):
    """`place`: file and line of the library. `paper` and `words`: where to read it."""

    kind: str
    place: str
    paper: str
    words: str


def faults(drafted: Drafted) -> Iterator[Fault]:
    """Every fault of one paper."""
    document = drafted.document
    holders: list[Section | Schedule] = [*document.sections, *document.schedules]
    clauses = [Clause("the opening", "", document.opening, heading=False), *(clause for holder in holders for clause in holder.clauses)]
    for clause in clauses:
        yield from _of_clause(clause, document.kind)
    yield from _of_terms(drafted, clauses)


def check_faults(view: View) -> Iterator[Fault]:
    """Findings of checks that guard our texts; those about a place of the deal are the deal's own."""
    asked = {
        f"{kind}: schedule.{schedule.id}" for kind, drafted in view.papers.items() for schedule in drafted.document.schedules
        if any(because.endswith(FORCED) for clause in schedule.clauses for because in clause.source.because)
        or not drafted.bound.triggers
    }  # fmt: skip
    for finding in run_checks(view, select=CHECKS):
        if not finding.paths and finding.place not in asked:
            yield Fault(f"finding {finding.id}", finding.place, ", ".join(view.papers), finding.message)


def writer_faults(document: Document, formats: tuple[str, ...]) -> Iterator[Fault]:
    """Formats that do not say what the tree says."""
    said = [tuple(line) for line in lines(document)]
    for form in formats:
        content = writer(form).write(document)
        found, expected = _read_back(form, content, said)
        if found != expected:
            first = next((f"{one!r} and not {other!r}" for one, other in zip(found, expected, strict=False) if one != other), "the end is missing")
            yield Fault(f"other words in {form}", "", document.kind, first)


def _read_back(form: str, content: bytes, said: list[tuple[Any, ...]]) -> tuple[list[Any], list[Any]]:
    """What a file says, and what it should: words of a text file, lines of the others."""
    if form == "txt":
        return text_reader.words(content), " ".join(f"{number} {words}" for _, number, words in said).split()
    if form == "docx":
        return [tuple(line) for line in docx_reader.read(content)], [line for line in said if line[1] or line[2]]
    return [tuple(line) for line in html_reader.lines(content)], said


def _of_clause(clause: Clause, paper: str) -> Iterator[Fault]:
    if clause.heading and not clause.blocks and ASKED_FOR not in clause.source.because:
        yield Fault("a heading without text", _place(clause.source), paper, clause.title)
    for n, block in enumerate(clause.blocks):
        for source, inlines in _runs(block, clause.source):
            yield from _of_run(inlines, _place(source), paper, isinstance(block, Table))
        if isinstance(block, Paragraph):
            said = plain(block.inlines)
            if block.label and said[:1].islower() and block.style == "body":
                yield Fault("a numbered paragraph starts in lower case", _place(block.source), paper, said)
            follows = clause.blocks[n + 1] if n + 1 < len(clause.blocks) else None
            if said.endswith(":") and not _goes_on(follows):
                yield Fault("nothing stands after a lead-in", _place(block.source), paper, said)
        if isinstance(block, Table) and not block.rows:
            yield Fault("a table without rows", _place(block.source), paper, ", ".join(block.header))


def _goes_on(block: Block | None) -> bool:
    return isinstance(block, Items | Table | Definitions | Signatures) or (isinstance(block, Paragraph) and (not block.label or block.style == "party"))


def _of_run(inlines: Inlines, place: str, paper: str, in_table: bool) -> Iterator[Fault]:
    said = plain(inlines)
    if not said.strip() and not in_table:
        yield Fault("an empty paragraph", place, paper, "")
    if any(isinstance(inline, Ref) and not inline.parts for inline in inlines):
        yield Fault("a dangling reference", place, paper, said)
    for kind, pattern in _MARKS.items():
        if match := pattern.search(said):
            yield Fault(kind, place, paper, said[max(0, match.start() - 60) : match.end() + 40])
    for sentence in re.split(r"(?<=[.:;]) ", said):
        if (length := len(sentence.split())) > LONGEST_SENTENCE and place and not in_table:
            yield Fault(WARNING, place, paper, f"{length} words: {sentence[:80]}…")


def _of_terms(drafted: Drafted, clauses: list[Clause]) -> Iterator[Fault]:
    paper = drafted.document.kind
    front = drafted.bound.library.papers[paper].front
    # A term sheet says that the agreement will define its terms, and a plan uses them as the agreement does.
    for term in drafted.terms.undefined if front.body == "text" and front.signed and not front.base else ():
        home = drafted.bound.library.definitions[term].front.defined_in
        choice = drafted.bound.deal.clauses.get(home or "")
        about = [home, *drafted.terms.used.get(term, ())]
        asked = [one for id in about if (one := drafted.selection.chosen.get(id or "")) and one.because.endswith(FORCED)]
        if (choice and choice.leave_out) or asked:
            continue
        places = ", ".join(sorted(drafted.terms.used.get(term, ())))
        yield Fault("a term without a meaning", places, paper, term)
    seen: dict[str, str] = {}
    for clause in clauses:
        for block in clause.blocks:
            for source, inlines in _runs(block, clause.source):
                if "has the meaning given in" in plain(inlines):
                    continue
                for inline in inlines:
                    if isinstance(inline, Defined):
                        if inline.term in seen:
                            yield Fault("a term defined twice", _place(source), paper, f"{inline.term}, also in {seen[inline.term]}")
                        seen[inline.term] = _place(source)


def _runs(block: Block, home: Source) -> Iterator[tuple[Source, Inlines]]:
    match block:
        case Items():
            yield from (run for item in block.items for run in _item_runs(item))
        case Definitions():
            yield from ((entry.source, entry.inlines) for entry in block.entries)
        case Paragraph() | Table():
            yield from ((block.source, inlines) for inlines in inlines_of(block))
        case _:
            yield from ((home, inlines) for inlines in inlines_of(block))


def _item_runs(item: Item) -> Iterator[tuple[Source, Inlines]]:
    yield item.source, item.inlines
    for child in item.children:
        yield from _item_runs(child)


def _place(source: Source) -> str:
    return f"{source.file}:{source.line}" if source.file else ""
