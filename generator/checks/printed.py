"""What the papers print and what they leave out: clauses that are there, words of a clause, counsel's own words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.checks.view import View


def holds(view: View, id: str) -> bool:
    """Whether an agreement of the deal has a clause: printed in a paper with full texts, or in the base agreement of a rider.

    Without such a paper: whether the library has the clause and the deal does not leave it out.
    """
    fronts = {kind: view.bound.library.papers[kind].front for kind in view.papers}
    if agreements := [kind for kind, front in fronts.items() if front.body == "text" and not (front.internal or front.about)]:
        return any(id in view.papers[kind].selection.ids for kind in agreements)
    choice = view.deal.clauses.get(id)
    return id in view.bound.library.clauses and not (choice and (choice.leave_out or choice.include is False))


def left_out(view: View, id: str) -> bool:
    """Whether the deal leaves a clause out and says why."""
    choice = view.deal.clauses.get(id)
    return bool(choice and choice.leave_out)


def clause_words(view: View) -> Iterator[tuple[str, str, str]]:
    """Kind of paper, id of clause, and all words of the clause as one text."""
    for (kind, id), told in groupby(view.paragraphs, key=lambda one: one[:2]):
        yield kind, id, " ".join(words for _, _, words in told)


def own_words(view: View, *parts: str) -> Iterator[tuple[str, str]]:
    """Counsel's own words with their paths: in special terms, in parameters of clauses, and in exits.

    With `parts`, only paths that start with one of them.
    """
    for path, words in view.own_words:
        if not parts or path.startswith(parts):
            yield path, words
