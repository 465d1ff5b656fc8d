"""The starter sheet: a column for each place of a deal, what each may hold, and on request the values of deals at hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.batch.columns import Place, UnknownColumn, every_column, find_column, top
from generator.batch.sheet import OPEN, cells_of
from generator.bind.schema import schema
from generator.library import Library
from generator.values import nearest

# How programs know UTF-8: without it Excel shows letters with accents as two.
MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SAID = {
    "text": "words",
    "id": "an id: lower-case letters, digits, - and _",
    "number": "a whole number, in digits",
    "yes/no": "yes | no",
    "any": "as the clause declares it",
}
_EXAMPLES = {
    "date": "2026-03-01",
    "duration": "90 days | 10 business days | 12 months",
    "money": "EUR 250,000",
    "percent": "80%",
    "compound": "longer_of: 18 months; each customer’s contract term",
}


def starter_sheet(library: Library, deals: Sequence[Mapping[str, Any]] = (), only: Sequence[str] = ()) -> str:
    """A sheet as CSV: names of columns, two rows that begin with # (what is allowed; what it is), then a row for each deal.

    Without deals it has every column there is, lists with room for one element or two; with deals those that they fill.
    `only`: the beginnings of names to keep, besides `id`. Raises UnknownColumn for a beginning that no column has.
    """
    deal = top(schema(library))
    rows = [cells_of(one, deal) for one in deals]
    names = _in_order(rows, deal) if deals else [name for name, _ in every_column(deal)]
    names = ["id", *(name for name in _kept(names, only) if name != "id")]
    places = [find_column(name, deal).place for name in names]
    allowed = [f"{'# ' if n == 0 else ''}{allowed_at(place)}" for n, place in enumerate(places)]
    about = [f"{'# ' if n == 0 else ''}{place.about}" for n, place in enumerate(places)]
    return as_csv([names, allowed, about, *([row.get(name, "") for name in names] for row in rows)])


def _in_order(rows: Iterable[Mapping[str, str]], deal: Place) -> list[str]:
    """The columns of all rows, in the order of the schema as far as that has one; elements in the order they were met."""
    found = dict.fromkeys(name for row in rows for name in row)
    parts = list(deal.fields)
    return sorted(found, key=lambda name: parts.index(find_column(name, deal).steps[0].name))


def _kept(names: Sequence[str], only: Sequence[str]) -> list[str]:
    for start in only:
        if not any(_begins(name, start) for name in names):
            raise UnknownColumn(
                f"no column begins with “{start}”{nearest(start, dict.fromkeys([*names, *(name.partition('.')[0] for name in names)]))}"
            )
    return [name for name in names if not only or any(_begins(name, start) for start in only)]


def _begins(name: str, start: str) -> bool:
    return name == start or (name.startswith(start) and (name[len(start)] in ".[" or start[-1] in ".[]"))


def allowed_at(place: Place) -> str:
    """What a cell of a place may hold, in a few words.

    >>> place = Place({"anyOf": [{"enum": ["none", "deal"]}, {"type": "integer"}]}, {})
    >>> allowed_at(place)
    'none | deal | a whole number, in digits'
    """
    if place.words is not None and not place.kinds - {"open"}:
        inner = allowed_at(place.words)
        said = [f"several, with semicolons: {inner.removesuffix(f' | {OPEN} why')}"]
    else:
        said = list(place.choices) + [words for kind, words in (_SAID | _EXAMPLES).items() if kind in place.kinds]
        if place.kinds <= {"text", "open"} and place.examples:
            said = [f"such as {', '.join(place.examples)}"]
        if place.by_side:
            said.append('{"a": "90 days", "b": "60 days"}')
        if not said:
            said = ["{ … } as the deal file writes it"] if place.entry is not None else ["[ … ] as the deal file writes it"]
    return " | ".join([*said, *([f"{OPEN} why"] if "open" in place.kinds else [])])


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV. A cell a spreadsheet program would take for a formula gets an apostrophe, which our reader takes off."""
    return MARK + "".join(map(csv_line, rows))


def csv_line(cells: Sequence[str]) -> str:
    """One row as CSV, with its line break."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow([guarded(cell) for cell in cells])
    return stream.getvalue()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet program runs.

    >>> guarded("=SUM(A1)"), guarded("90 days")
    ("'=SUM(A1)", '90 days')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
