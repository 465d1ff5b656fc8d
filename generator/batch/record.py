"""A record: one deal of a batch, as it came from a file, a line or a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.deal import Fault


@dataclass(frozen=True)
class Record:
    """One deal of a batch. What the source itself refuses stands in `faults`, and `deal` is then None.

    `raw` is the record as it came (the line, the file's text, or a row as a JSON object of column: cell), so that a refused
    one can be mended and fed back. `cells` gives for JSON pointers the cell of the sheet a value came from. `taken`: the name of
    files for which it was refused before, because another record of that run had it.
    """

    number: int
    source: str
    place: str
    raw: str
    deal: Mapping[str, Any] | None
    faults: tuple[Fault, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    taken: str = ""

    def __str__(self) -> str:
        """`crm.xlsx row 7`, `deals.jsonl line 12`, `deals/harbor.json`."""
        return f"{self.source} {self.place}".rstrip()
