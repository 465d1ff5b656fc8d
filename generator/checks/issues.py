"""The issues of a deal: open values with their notes, what is missing, findings by level, what blocks signing, each by section.

For the issues list, which is drafted after the checks ran. The notes are for colleagues, so the paper is internal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from generator.checks.finding import Finding
from generator.checks.gate import reasons_of
from generator.checks.unfilled_blank import ID as BLANKS
from generator.checks.view import View
from generator.deal.deal import Source
from generator.document.say import blank
from generator.document.tree import Schedule, Section
from generator.document.whereabouts import Whereabouts
from generator.library.issues import Blocker, Found, Issues, Unsettled
from generator.values import Open

_WHOLE = "The deal as a whole"
_POINTS = "ts.open_points"
T = TypeVar("T")
Places = Callable[[Iterable[str]], tuple[int, str]]


def issues_of(view: View, findings: list[Finding]) -> Issues:
    """What is still to be settled. `findings` are those of all checks on this view. Each open value is there once."""
    place = _places(view)
    blockers = reasons_of(view, findings)
    told = {finding for _, finding in blockers}
    # The blanks are listed one by one.
    left = [one for one in findings if not (one.accepted or one in told or (one.id == BLANKS and one.level == "info"))]
    return Issues(
        checked=True,
        papers=[drafted.document.title for drafted in view.papers.values()],
        blockers=[
            Blocker(id=f"b{n}", reason=reason, where=where, level=one.level if one else None, fix=one.fix if one else None)
            for n, (where, (reason, one)) in enumerate(_sorted(blockers, lambda blocker: place(_names(blocker[1]))), 1)
        ],
        open_values=_open(view, place),
        missing=_missing(view, place),
        unsure=_unsure(view, place),
        points=_points(view),
        blocks=_found((one for one in left if one.level == "block"), place),
        errors=_found((one for one in left if one.level == "error"), place),
        warnings=_found((one for one in left if one.level == "warn"), place),
        information=_found((one for one in left if one.level == "info"), place),
        accepted=_found((one for one in findings if one.accepted), place),
    )  # fmt: skip


def _points(view: View) -> list[str]:
    """The points the term sheet lists as open; none in a house library whose term sheet has no such list."""
    params = view.bound.params.get(_POINTS)
    points = params.values.get("points") if params else None
    return [point for point in points or [] if isinstance(point, str)]


def _open(view: View, place: Places) -> list[Unsettled]:
    notes = {path: value.note for path, value in view.said if isinstance(value, Open)}
    return [
        Unsettled(id=f"o{n}", what=_cap(blank(path, None).label), where=where, note=notes[path] or None, path=path)
        for n, (where, path) in enumerate(_sorted(notes, lambda path: place((path,))), 1)
    ]


def _missing(view: View, place: Places) -> list[Unsettled]:
    """The blanks of the papers that no open value explains, each once."""
    unsettled = [path for path, value in view.said if isinstance(value, Open)]
    blanks = {
        blank.path: blank.label
        for found in view.pieces.values()
        for pieces in found
        for blank in pieces.blanks
        if not blank.path.startswith("computed.")
    }
    left = [
        path for path in blanks if not any(path == one or path.startswith(f"{one}.") or one.startswith(f"{path}.") for one in unsettled)
    ]
    return [
        Unsettled(id=f"m{n}", what=_cap(blanks[path]), where=where, path=path)
        for n, (where, path) in enumerate(_sorted(left, lambda path: place((path,))), 1)
    ]


def _unsure(view: View, place: Places) -> list[Unsettled]:
    """Answers somebody gave without being sure, where the deal has the usual value instead of an open one."""
    opened = {path for path, value in view.said if isinstance(value, Open)}
    doubts = {
        path: source for path, source in view.deal.sources.items()
        if source.unsure and not any(one == path or one.startswith(f"{path}.") for one in opened)
    }  # fmt: skip
    return [
        Unsettled(id=f"u{n}", what=_asked(path, doubts[path]), where=where, note=doubts[path].unsure, path=path)
        for n, (where, path) in enumerate(_sorted(doubts, lambda path: place((path,))), 1)
    ]


def _asked(path: str, source: Source) -> str:
    """What was asked: the value, or the question, where its answer stands for several values."""
    if source.question and path.startswith(f"{source.question}."):
        return f"Question {source.question}"
    return _cap(blank(path, None).label)


def _found(findings: Iterable[Finding], place: Places) -> list[Found]:
    return [
        Found(
            id=f"f{n}", check=one.id, level=one.level, message=one.message, fix=one.fix, where=where,
            accepted=one.accepted or None,
        )
        for n, (where, one) in enumerate(_sorted(findings, lambda one: place(_names(one))), 1)
    ]  # fmt: skip


def _sorted(items: Iterable[T], where: Callable[[T], tuple[int, str]]) -> list[tuple[str, T]]:
    """In the order of the sections, each with the words for its place; what has none comes first."""
    placed = sorted(((where(item), n, item) for n, item in enumerate(items)), key=lambda one: (one[0][0], one[1]))
    return [(words, item) for (_, words), _, item in placed]


def _names(finding: Finding | None) -> tuple[str, ...]:
    if finding is None:
        return ()
    _, _, clauses = finding.place.partition(": ")
    return (*finding.paths, *(clauses.split(", ") if clauses else ()))


def _places(view: View) -> Places:
    """Where names print: a rank for the order, and the words “13. Term and exit”. The longest paper, which says all, comes first."""
    library = view.bound.library
    ordered = sorted(
        view.papers.values(), key=lambda drafted: (library.papers[drafted.document.kind].front.body != "text", drafted.document.compact)
    )
    known = [
        (drafted.document, Whereabouts(drafted.document, {id: one.clause.front.uses for id, one in drafted.selection.chosen.items()}))
        for drafted in ordered
    ]

    def place(names: Iterable[str]) -> tuple[int, str]:
        for n, (document, whereabouts) in enumerate(known):
            spot = next((found for name in names if (found := whereabouts.find(name))), None)
            if spot:
                holders: tuple[Section | Schedule, ...] = (*document.sections, *document.schedules)
                at = next(k for k, holder in enumerate(holders) if holder.id == spot.holder)
                return 1 + 1000 * n + at, _heading(holders[at]) if n == 0 else f"{document.title}: {_heading(holders[at])}"
        return 0, _WHOLE

    return place


def _heading(holder: Section | Schedule) -> str:
    return f"{holder.label} {holder.title}" if isinstance(holder, Section) else f"Schedule {holder.letter}, {holder.title}"


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]


__all__ = ["issues_of"]
