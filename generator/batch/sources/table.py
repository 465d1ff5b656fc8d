"""A table of any file: a header, and rows of words. One row is one deal, laid over the base."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.batch.cells import Cells, spot
from generator.batch.columns import Column, find_column
from generator.batch.record import Record
from generator.batch.sheet import Conflict, WrongCell, lay_over, letter, value_of
from generator.batch.sources.json_files import refused
from generator.batch.sources.laid import Base
from generator.deal import Fault

REMARK = "#"
Cell = str | WrongCell


@dataclass(frozen=True)
class Table:
    """`names`: the header; `columns`: what it means, None where a cell is empty or a remark. `rows`: number of the row, its cells.

    `sheet`: its name, where a file has several. A row may be a sentence instead: why it cannot be read.
    """

    source: str
    names: Sequence[str]
    columns: Sequence[Column | None]
    rows: Iterable[tuple[int, Sequence[Cell] | str]]
    sheet: str = ""


def read_table(table: Table, base: Base) -> Iterator[Record]:
    """The records of a table. Empty rows and rows whose first cell begins with # are none."""
    sheet = f"sheet “{table.sheet}” " if table.sheet else ""
    for n, cells in table.rows:
        place = f"{sheet}row {n}"
        if isinstance(cells, str):
            yield refused(cells, table.source, place)
        elif any(map(_says, cells)) and not (isinstance(cells[0], str) and cells[0].lstrip().startswith(REMARK)):
            yield _row(table, cells, n, place, base)


def _says(cell: Cell) -> bool:
    return isinstance(cell, WrongCell) or bool(cell.strip())


def _row(table: Table, cells: Sequence[Cell], n: int, place: str, base: Base) -> Record:
    faults: list[Fault] = []
    filled: list[tuple[str, Column, Cell, str]] = []
    nameless: dict[str, str] = {}
    for k, cell in enumerate(cells):
        if not _says(cell):
            continue
        name = table.names[k].strip() if k < len(table.names) else ""
        column = table.columns[k] if k < len(table.columns) else None
        at = f"cell {letter(k)}{n}"
        if column is not None:
            filled.append((name, column, cell, at))
        elif not name.startswith(REMARK):
            nameless[f"column {letter(k)}"] = _shown(cell)
            faults.append(Fault(at, "a value stands in a column without a name; name the column in row 1, or begin its name with #"))
    return row_record(table.source, place, filled, base, faults, nameless)


def row_record(
    source: str,
    place: str,
    filled: Sequence[tuple[str, Column, Cell, str]],
    base: Base,
    faults: Sequence[Fault] = (),
    more: Mapping[str, str] | None = None,
) -> Record:
    """A row -> a record. `filled`: the name of each column, the column, the cell and what it is called (“cell F7”, or “”).

    `more`: cells whose columns are not understood, by what they are called; `faults` says so.
    """
    wrong = list(faults)
    values: list[tuple[Column, Any]] = []
    spots = {column.name: spot(at, name) for name, column, _, at in filled}
    for _, column, cell, _ in filled:
        try:
            if isinstance(cell, WrongCell):
                raise cell
            values.append((column, value_of(cell, column.place)))
        except WrongCell as error:
            wrong.append(Fault(spots[column.name], str(error)))
    raw = json.dumps({name: _shown(cell) for name, _, cell, _ in filled} | dict(more or {}), ensure_ascii=False)
    deal: dict[str, Any] | None = None
    if not wrong:
        try:
            deal = lay_over(base.text, values)
        except Conflict as error:
            wrong.append(Fault(spots[error.column.name], str(error)))
    marks = [(column, at) for _, column, _, at in filled]
    return Record(0, source, place, raw, deal, tuple(wrong), Cells(deal or {}, marks))


def _shown(cell: Cell) -> str:
    return cell.words if isinstance(cell, WrongCell) else cell


def row_again(source: str, place: str, row: Mapping[str, Any], base: Base) -> Record:
    """A row as `refused.jsonl` keeps it, names of columns with their cells -> the record."""
    faults: list[Fault] = []
    more: dict[str, str] = {}
    filled: list[tuple[str, Column, Cell, str]] = []
    for name, cell in row.items():
        if not isinstance(cell, str):
            more[name] = json.dumps(cell)
            faults.append(Fault(f"column {name}", "a cell is written as text, in quotation marks"))
            continue
        if not cell.strip():
            continue
        try:
            filled.append((name, find_column(name, base.deal), cell, ""))
        except ValueError as error:
            more[name] = cell
            faults.append(Fault("", str(error)))
    return row_record(source, place, filled, base, faults, more)
