"""`library try`: one clause file laid over the library, and what it prints."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from generator.bind import bind
from generator.deal import DealError, Fault, read_deal
from generator.document.draft import draft_document
from generator.document.examples import example_words, run_examples, words_of
from generator.library import Clause, Library, LibraryError, Problem, load_library
from generator.library.check import check_library
from generator.library.clause import read_clause
from generator.library.source import read_file, split


def try_file(file: Path, deal_path: Path | None, folders: tuple[Path, ...]) -> tuple[list[tuple[str, str]], list[Problem]]:
    """A clause file -> what it prints (for each example, or in a deal) and what is wrong with it. Raises LibraryError, DealError."""
    try:
        text = read_file(file, str(file))
    except OSError as error:
        raise DealError([Fault("", f"cannot read it: {error}", str(file))]) from None
    clause = read_clause(split(str(file), text))
    with tempfile.TemporaryDirectory() as folder:
        category, name = clause.id.split(".")
        place = Path(folder) / "clauses" / category / f"{name}.md"
        place.parent.mkdir(parents=True)
        place.write_text(text, encoding="utf-8")
        try:
            library = load_library(*folders, Path(folder), names=False)
        except LibraryError as error:
            # The copy is gone when this is read: the file that was given is told.
            told = [structs.replace(one, file=str(file)) if one.file == str(place) else one for one in error.problems]
            raise LibraryError(told) from None
    library = replace(library, clauses={**library.clauses, clause.id: clause})
    problems = [problem for problem in check_library(library) if problem.file == str(file)]
    if deal_path:
        return [(str(deal_path), _in_deal(clause, library, deal_path))], problems
    problems += list(run_examples(clause, library))
    printed: list[tuple[str, str]] = []
    for example in clause.examples:
        try:
            printed.append((example.name, example_words(clause, example, library)))
        except (DealError, ValueError, KeyError):
            continue  # told among the problems
    return printed, problems


def _in_deal(clause: Clause, library: Library, deal_path: Path) -> str:
    deal = read_deal(deal_path)
    bound = bind(deal, library)
    words: list[str] = []
    for kind in deal.documents:
        words += words_of(draft_document(bound, kind).document, clause.id)
    return "\n".join(words) or "(this deal does not take the clause)"
