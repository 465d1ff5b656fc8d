"""The table of core terms: what each is, what the deal says, and where each paper says it. As aligned text, or as data."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from msgspec import Struct

from generator.checks.core.places import Places
from generator.checks.core.terms import Term, core_terms
from generator.document import Drafted
from generator.document.draft import style_of

_MOST_PLACES = 3
_GAP = "  "
_NARROWEST = 60


class Row(Struct, frozen=True):
    """A term, its value, and for the title of each paper the places where it says it."""

    term: str
    value: str
    places: Mapping[str, tuple[str, ...]]


def rows(papers: Mapping[str, Drafted]) -> list[Row]:
    """The rows for the papers of one deal by their kind; only terms that one of the papers says."""
    drafted = list(papers.values())
    if not drafted:
        return []
    places = {one.document.title: Places(one.document) for one in drafted}
    found = [
        Row(term.name, term.words, {title: _of(term, place) for title, place in places.items()})
        for term in core_terms(drafted[0].bound, style_of(drafted[0].bound, drafted[0].law_pack))
    ]
    return [row for row in found if any(row.places.values())]


def _of(term: Term, places: Places) -> tuple[str, ...]:
    own = places.of_exit(term) if term.exit[0] else ()
    return tuple(dict.fromkeys([*own, *(place for need in term.needs for place in places.of(need))]))


def as_data(found: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows for JSON."""
    return [{"term": row.term, "value": row.value, "said": {title: list(places) for title, places in row.places.items()}} for row in found]


def as_text(found: Sequence[Row], width: int) -> str:
    """The rows as lines of at most `width` letters (60 at least): columns side by side, long cells wrapped, “–” where a paper is silent."""
    if not found:
        return ""
    width = max(width, _NARROWEST)
    titles = list(found[0].places)
    table = [("Term", "Value", *titles), *((row.term, row.value, *(_shown(row.places[title]) for title in titles)) for row in found)]
    widths = _widths(len(titles), width)
    printed = [_lines(cells, widths) for cells in table]
    rule = _GAP.join("-" * wide for wide in widths)
    return "\n".join([*printed[0], rule, *(line for lines in printed[1:] for line in lines)])


def _shown(places: tuple[str, ...]) -> str:
    more = len(places) - _MOST_PLACES
    return ", ".join(places[:_MOST_PLACES]) + (f" and {more} more" if more > 0 else "") or "–"


def _widths(papers: int, width: int) -> list[int]:
    """A fifth of the line for the term, 12 to 20 letters for each paper as there is room, the rest for the value."""
    term = max(12, width // 5)
    paper = max(6, min(20, (width - term) // (papers + 2)))
    value = width - term - papers * paper - len(_GAP) * (papers + 1)
    return [term, max(value, 6), *[paper] * papers]


def _lines(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    columns = [textwrap.wrap(cell, wide) or [""] for cell, wide in zip(cells, widths, strict=True)]
    return [
        _GAP.join(piece.ljust(wide) for piece, wide in zip(line, widths, strict=True)).rstrip()
        for line in zip_longest(*columns, fillvalue="")
    ]
