"""Where the values of a row stand in its sheet, so that a fault of the deal is told with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.batch.columns import Column, joined
from generator.batch.record import Record
from generator.deal import Fault


class Cells(Mapping[str, str]):
    """JSON pointer -> “cell F7 (term.initial)”, for the filled cells of a row. Counted when first asked: most rows have no fault."""

    def __init__(self, deal: Mapping[str, Any], filled: Sequence[tuple[Column, str]]) -> None:
        """`filled`: the columns of the row with what each of its cells is called, such as “cell F7”, or "" for none."""
        self._deal, self._filled = deal, filled
        self._found: dict[str, str] | None = None

    def _all(self) -> dict[str, str]:
        if self._found is None:
            self._found = {}
            for column, cell in self._filled:
                self._found[_pointer(self._deal, column)] = spot(cell, column.name)
        return self._found

    def __getitem__(self, pointer: str) -> str:
        return self._all()[pointer]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._filled)


def spot(cell: str, column: str) -> str:
    """“cell F7 (term.initial)”; a row that came back from refused.jsonl has columns and no cells: “column term.initial”."""
    return f"{cell} ({column})" if cell else f"column {column}"


def _pointer(deal: Mapping[str, Any], column: Column) -> str:
    here: Any = deal
    pointer = ""
    for step in column.steps:
        key: str | int = step.name
        if step.is_id:
            key = next((n for n, one in enumerate(here) if isinstance(one, dict) and one.get("id") == key), key)
        pointer += f"/{str(key).replace('~', '~0').replace('/', '~1')}"
        try:
            here = here[key]
        except (KeyError, IndexError, TypeError):
            here = ()
    return pointer


def placed(record: Record, faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """The faults of a record's deal, each with the cell of the sheet in place of the pointer, where the record is a row.

    A fault inside a value is that of the value's cell. One that has no cell, such as a missing value, gets its column's name.
    """
    if not record.cells:
        return tuple(faults)
    return tuple(replace(fault, pointer=_cell_of(record, fault.pointer), file="", line=0) for fault in faults)


def _cell_of(record: Record, pointer: str) -> str:
    if not pointer.startswith("/"):
        return pointer  # it names its cell already
    here = pointer
    while here:
        if here in record.cells:
            return record.cells[here]
        here = here.rpartition("/")[0]
    below = [cell for held, cell in record.cells.items() if held.startswith(f"{pointer}/")]
    return below[0] if len(below) == 1 else _name_of(record.deal or {}, pointer)


def _name_of(deal: Mapping[str, Any], pointer: str) -> str:
    """The column of a pointer: `/exit/triggers/0/notice` is `exit.triggers[t1].notice`; none for the whole deal."""
    name, here = "", deal
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(here, list):
            here = here[int(key)] if key.isdigit() and int(key) < len(here) else {}
            name += f"[{here['id'] if isinstance(here, dict) and 'id' in here else key}]"
        else:
            name = joined(name, key)
            here = here.get(key, {}) if isinstance(here, Mapping) else {}
    return f"column {name}" if name else ""
