"""Where the deal stands on a clause, by the positions of its file, and what the next fallback is, in words."""

from __future__ import annotations

from collections.abc import Sequence

from generator.document.conditions import truth
from generator.document.evaluate import Scope
from generator.library.expression import Expression, paths_of
from generator.values import Open

Positions = Sequence[tuple[str, Expression, str]]
LEVELS = {"opening": "opening", "acceptable": "acceptable", "walk_away": "walk away"}


def position_words(positions: Positions, scope: Scope, whose: str = "") -> tuple[str, ...]:
    """One or two sentences on a clause that has positions; `whose`: “ for Harbor”, where the clause protects a side.

    Positions stand from best to worst; the first that holds is the one reached. None holds: outside. One that hangs on an
    open value leaves the question open, unless a better one holds.
    """
    head = f"Position{whose}"
    for n, (level, condition, words) in enumerate(positions):
        holds = truth(condition, scope)
        if holds is None:
            because = ", ".join(_open_paths(condition, scope))
            return f"{head}: cannot be told yet, because {because} is open.", _ladder(positions)
        if holds:
            return f"{head}: {LEVELS[level]} – {words}.", _next(level, positions[n + 1 :])
    return f"{head}: outside the positions of the library.", _ladder(positions)


def _next(level: str, worse: Positions) -> str:
    if level == "walk_away":
        return "Next fallback: none. This is where to walk away."
    if not worse:
        return "Next fallback: none in the library."
    next_level, _, words = worse[0]
    if next_level == "walk_away":
        return f"Next fallback: none. Walk away from – {words}."
    return f"Next fallback: {LEVELS[next_level]} – {words}."


def _ladder(positions: Positions) -> str:
    return f"The positions are: {'; '.join(f'{LEVELS[level]} – {words}' for level, _, words in positions)}."


def _open_paths(condition: Expression, scope: Scope) -> list[str]:
    hits = [scope.look_up(path) for path in paths_of(condition)]
    return list(dict.fromkeys(hit.path for hit in hits if isinstance(hit.value, Open))) or ["a value it compares"]
