"""The register as CSV: UTF-8 with its mark, so that spreadsheet programs know the letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from generator.batch.register.rows import Row
from generator.batch.starter import MARK, csv_line


def write_csv(stream: IO[bytes], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """The register as CSV. A cell a spreadsheet program would run as a formula gets an apostrophe before it."""
    stream.write((MARK + csv_line(columns)).encode())
    for row in rows:
        stream.write(csv_line([str(row.cells.get(column, "")) for column in columns]).encode())
