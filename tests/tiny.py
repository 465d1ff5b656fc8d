"""Small libraries made in memory, and the sample deal with a few places changed: for tests of the language and the passes."""

from __future__ import annotations

from typing import Any

from generator.bind import Bound, bind
from generator.deal import Deal, make_deal
from generator.deal.patch import patched
from generator.document import Document, draft_document
from generator.document.evaluate import Scope
from generator.document.examples import sample_deal
from generator.document.fill import Filling
from generator.document.hit import Hit
from generator.document.lines import block_lines, lines
from generator.document.number import number_sections
from generator.document.say import Style
from generator.document.tree import Block, Clause, Section
from generator.library import Library
from generator.library.clause import (
    TextPart, read_clause, read_definition, read_law_pack, read_paper, read_passage, read_step,
)  # fmt: skip
from generator.library.library import _structure
from generator.library.problem import LibraryError
from generator.library.source import split

NONE = "---\nid: none\nname: none\nplaces: []\npaper: A4\nspelling: en-GB\nclause_word: clause\ndate_style: day-first\nchecked_on: 2026-01-01\n---\n"
PAPER = """---
id: agreement
title: Agreement
why: a test
disclaimer: A draft.
sections:
  - {id: terms, title: Terms, takes: [terms, definitions]}
  - {id: exit, title: Exit, takes: [exit]}
schedules:
  - {id: kpis, title: Measures}
  - {id: people, title: People}
---
# Opening

The Parties agree:
"""
EXIT = "row: {class: no_fault, who: either, notice: 90 days, remedy: end, fee: none}\n"


def clause(id: str, text: str = "Words.", front: str = "", section: str = "terms", more: str = "") -> str:
    """A clause file with the keys it must have."""
    order = "1" if "order:" in front else "1\norder: 1"
    return f"---\nid: {id}\ntitle: {id.split('.')[1].replace('_', ' ').capitalize()}\nwhy: a test\nsection: {section}\nversion: 1.0.{order}\n{front}---\n# Text: balanced\n\n{text}\n{more}"


def definition(term: str, text: str = "", front: str = "") -> str:
    return f"---\nterm: {term}\n{front}---\n{text}\n"


def library(*clauses: str, definitions: tuple[str, ...] = (), passages: tuple[str, ...] = (), steps: tuple[str, ...] = (),
            papers: tuple[str, ...] = (PAPER,), spelling: dict[str, dict[str, str]] | None = None) -> Library:  # fmt: skip
    """A library of these files. Raises LibraryError as loading from a folder does."""

    def read(kind: str, texts: tuple[str, ...], reader: Any) -> list[Any]:
        return [reader(split(f"{kind}/f{n}.md", text)) for n, text in enumerate(texts, 1)]

    made = Library(
        {one.front.id: one for one in read("clauses", clauses, read_clause)},
        {one.front.id: one for one in read("steps", steps, read_step)},
        {one.front.id: one for one in read("passages", passages, read_passage)},
        {one.front.term: one for one in read("definitions", definitions, read_definition)},
        {one.front.id: one for one in read("documents", papers, read_paper)},
        {"none": read_law_pack(split("law/none.md", NONE))}, spelling or {}, "0" * 64,
    )  # fmt: skip
    if problems := list(_structure(made)):
        raise LibraryError(problems)
    return made


def deal(*changes: tuple[str, Any]) -> Deal:
    """The sample deal without exits and papers, with some places changed."""
    return make_deal(patched(sample_deal(), [("exit.triggers", []), ("documents", ["agreement"]), *changes]))


def drafted(made: Library, *changes: tuple[str, Any], kind: str = "agreement") -> Document:
    return draft_document(bind(deal(*changes), made), kind).document


def printed(document: Document) -> list[str]:
    """Every line of a paper as “number words”."""
    return [f"{line.number} {line.words}".strip() for line in lines(document)]


def scope(*changes: tuple[str, Any], made: Library | None = None, style: Style | None = None) -> Scope:
    """A scope over a changed sample deal; a trigger of kind exit.test, if there is one, is bound as `trigger`."""
    bound: Bound = bind(deal(*changes), made or library())
    found = Scope(bound, style or Style(), frozenset({"a.here"}))
    if bound.triggers:
        found.variables["trigger"] = Hit(bound.triggers[0].path, bound.triggers[0])
    return found


def trigger_scope(**fields: Any) -> Scope:
    """A scope with `trigger`, an exit whose fields are these."""
    made = library(clause("exit.test", section="exit", front=EXIT))
    return scope(("exit.triggers", [{"id": "t1", "kind": "exit.test", **fields}]), made=made)


def part(text: str) -> TextPart:
    source = split("test.md", "---\nid: x\n---\n" + text)
    return TextPart(source, "Text", 4, tuple(text.splitlines()))


def filled(text: str, where: Scope | None = None) -> list[Block]:
    """A text -> finished blocks, not numbered."""
    return Filling(where or scope()).part(part(text))


def said(text: str, where: Scope | None = None) -> list[str]:
    """A text -> the lines it prints in clause 1.1."""
    section = Section("s", "S", (Clause("a.here", "Here", tuple(filled(text, where))),))
    numbered = number_sections((section,), headings=True)[0].clauses[0]
    return [f"{line.number} {line.words}".strip() for block in numbered.blocks for line in block_lines(block)]
