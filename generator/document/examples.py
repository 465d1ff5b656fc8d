"""Runs the examples of a clause file: patch the sample deal, fill the clause, look for the words it promises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from generator.bind import bind, row_of
from generator.deal import DealError, make_deal
from generator.deal.patch import patched
from generator.document.draft import draft_document
from generator.document.link import DanglingReference
from generator.document.lines import clause_lines
from generator.document.tree import Document, Schedule, Section
from generator.library import Clause, Library, LibraryError, Problem
from generator.library.clause import Example
from generator.library.issues import Issues
from generator.library.source import read_value


@cache
def _sample_text() -> str:
    return resources.files("clause_library").joinpath("sample.json").read_text(encoding="utf-8")


def sample_deal() -> dict[str, Any]:
    """The raw data of the sample deal that examples and check samples start from."""
    data: dict[str, Any] = json.loads(_sample_text())
    return data


def run_examples(clause: Clause, library: Library) -> Iterator[Problem]:
    """What the examples of a clause promise and its text does not keep."""
    try:
        if clause.is_trigger:
            row_of(clause)
    except LibraryError as error:
        yield from error.problems
        return
    for example in clause.examples:
        try:
            words = example_words(clause, example, library)
        except (DealError, DanglingReference, LibraryError, ValueError, KeyError) as error:
            yield clause.source.problem(f"example “{example.name}”: {error}", example.line)
            continue
        for promised in example.says:
            if _plain(promised) not in words:
                yield clause.source.problem(
                    f"example “{example.name}” promises “{promised}”; the text says:\n{_shown(words)}", example.line
                )
        for refused in example.never_says:
            if _plain(refused) in words:
                yield clause.source.problem(
                    f"example “{example.name}” must never say “{refused}”; the text says:\n{_shown(words)}", example.line
                )


def example_words(clause: Clause, example: Example, library: Library) -> str:
    """The text of a clause for one example, all papers' worth: agreement text, schedule, term-sheet lines."""
    raw = sample_deal()
    changes: list[tuple[str, Any]] = []
    issues: list[tuple[str, Any]] = []
    if clause.is_trigger:
        own: dict[str, Any] = {"id": "t1", "kind": clause.id}
        if clause.id == "exit.custom":
            own["event"] = "more than half of the customers have withdrawn their consent"
        kept = [
            trigger
            for trigger in raw["exit"]["triggers"]
            if trigger["kind"] not in (clause.id, "custom" if clause.id == "exit.custom" else "")
        ]
        raw["exit"]["triggers"] = [own, *({**trigger, "id": f"s{n}"} for n, trigger in enumerate(kept))]
    for path, value in example.assignments:
        parsed = read_value(value)
        if path.startswith("trigger."):
            path = f"exit.triggers.t1.{path.removeprefix('trigger.')}"
        elif path.startswith("params."):
            path = f"clauses.{clause.id}.{path}"
        (issues if path.startswith("issues.") else changes).append((path.removeprefix("issues."), parsed))
    if clause.texts and not any(path == f"clauses.{clause.id}" for path, _ in changes):
        changes.append((f"clauses.{clause.id}.include", True))
    deal = make_deal(patched(raw, changes))
    bound = replace(bind(deal, library), issues=Issues.model_validate(patched({}, issues)))
    words: list[str] = []
    for kind, paper in library.papers.items():
        taken = {section for part in paper.front.sections for section in part.takes}
        if clause.front.section not in taken or not (clause.texts if paper.front.body == "text" else clause.term_sheet):
            continue
        document = draft_document(bound, kind).document
        words += words_of(document, clause.id)
    return _plain("\n".join(words))


def words_of(document: Document, id: str) -> list[str]:
    """The lines of one clause wherever it stands in a paper."""
    holders: list[Section | Schedule] = [*document.sections, *document.schedules]
    clauses = [one for holder in holders for one in holder.clauses if one.id == id]
    return [f"{line.number} {line.words}".strip() for one in clauses for line in clause_lines(one)]


def _plain(words: str) -> str:
    return words.replace("'", "’")


def _shown(words: str) -> str:
    return "\n".join(f"      {line}" for line in words.splitlines()[:25])
