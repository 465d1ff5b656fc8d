"""Coverage as a table for the terminal, for a README, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.filings.coverage import BAR, Counts, Coverage
from tests.filings.terms import DIMENSIONS, HOW

SHORT = {"restriction": "restr.", "wind_down": "wind-down", "governance": "govern.", "assignment": "assign."}
LEGEND = "A cell: native/custom, and a third number where terms are lost. native: a field, a kind or a clause says it; custom: counsel’s words do."


def _cell(native: int, custom: int, lost: int) -> str:
    if not native + custom + lost:
        return "–"
    return f"{native}/{custom}/{lost}" if lost else f"{native}/{custom}"


def _cells(counts: Counts) -> list[str]:
    """A cell for each dimension, then one for all."""
    by_dimension = [_cell(*(counts[dimension, how] for how in HOW)) for dimension in DIMENSIONS]
    return [*by_dimension, _cell(*(sum(counts[dimension, how] for dimension in DIMENSIONS) for how in HOW))]


def _rows(coverage: Coverage) -> Iterator[list[str]]:
    yield ["agreement", *(SHORT.get(dimension, dimension) for dimension in DIMENSIONS), "all"]
    for filing in coverage.filings:
        yield [filing.name, *_cells(filing.counts)]
    yield ["all", *_cells(coverage.counts)]


def _summary(coverage: Coverage) -> str:
    native, all = coverage.triggers
    counts = coverage.counts
    of_how = {how: sum(counts[dimension, how] for dimension in DIMENSIONS) for how in HOW}
    part = sum(filing.part_words for filing in coverage.filings)
    verdict = "" if coverage.enough else ": too few"
    own = sum(filing.own_events for filing in coverage.filings)
    share = f"{native} of {all} native, {100 * native / all if all else 0:.1f} % (bar: {100 * BAR:.0f} %{verdict})"
    total = f"{sum(of_how.values())} terms: {of_how['native']} native ({part} with a part in words), "
    return f"{total}{of_how['custom']} custom, {of_how['lost']} lost. Triggers: {share}; {own} of the native ones with an event in the deal’s own words."


def text(coverage: Coverage) -> str:
    """A plain table, the totals, and every claim that does not hold."""
    rows = list(_rows(coverage))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    drawn = ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]
    parts = ["\n".join([*drawn[:-1], "", drawn[-1]]), f"{LEGEND}\n{_summary(coverage)}"]
    if coverage.wrong:
        count = len(coverage.wrong)
        parts.append("\n".join([f"{count} claim{'s do' if count > 1 else ' does'} not hold:", *map(str, coverage.wrong)]))
    return "\n\n".join(parts) + "\n"


def markdown(coverage: Coverage) -> str:
    """The same table for a README, then the terms that are custom or lost; claims that do not hold are no part of it."""
    head, *rows = _rows(coverage)
    drawn = [f"| {' | '.join(row)} |" for row in (head, ["---", *["---:"] * (len(head) - 1)], *rows)]
    return "\n".join([*drawn, "", LEGEND, "", _summary(coverage), *_others(coverage)]) + "\n"


def _others(coverage: Coverage) -> Iterator[str]:
    """A paragraph for each dimension that has terms which are not native: the terms, with agreement and id."""
    for how in HOW[1:]:
        for dimension in DIMENSIONS:
            found = [
                f"{term.term}{f': {term.why}' if term.why else ''} ({filing.name} {term.id})"
                for filing in coverage.filings
                for term in filing.terms.terms
                if (term.dimension, term.how) == (dimension, how)
            ]
            if found:
                yield f"\n**{how}, {dimension.replace('_', '-')}**: {' · '.join(found)}"


def as_json(coverage: Coverage) -> str:
    """Counts, share and faults for a program."""
    native, all = coverage.triggers
    data = {
        "filings": [
            {"name": one.name, "title": one.terms.title, "native_in_part_words": one.part_words, "dimensions": _nested(one.counts)}
            for one in coverage.filings
        ],
        "all": _nested(coverage.counts),
        "triggers": {
            "native": native,
            "all": all,
            "share": round(native / all, 4) if all else None,
            "bar": BAR,
            "own_events": sum(filing.own_events for filing in coverage.filings),
        },
        "wrong": [{"file": wrong.file, "id": wrong.id, "reason": wrong.reason} for wrong in coverage.wrong],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _nested(counts: Counts) -> dict[str, Any]:
    return {dimension: {how: counts[dimension, how] for how in HOW} for dimension in DIMENSIONS}
