"""The register: one row for each deal of a batch, as XLSX or CSV, with what differs from the standard and what stands out.

Rows wait on the disk until all are there, for what stands out is only known then; kept in memory are numbers alone.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from generator.batch.record import Record
from generator.batch.register.outliers import LEAST_DEALS, Band, band_of
from generator.batch.register.rows import FIRST, LAST, OF_EXIT, Row, row_of
from generator.batch.register.sheet_csv import write_csv
from generator.batch.whole import save_stream
from generator.bind import Bound, bind
from generator.deal import DealError, Fault, make_deal
from generator.library import Library
from generator.values import nearest

__all__ = ["ENDINGS", "Register"]

ENDINGS = (".csv", ".xlsx")


class Register:
    """Rows of deals, written when all are there. `as_of`: the day dates are counted from; each deal's draft date when left out."""

    def __init__(self, library: Library, as_of: datetime.date | None = None) -> None:
        self._library, self._as_of = library, as_of
        self._rows = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the register
        self._measures: dict[str, array[float]] = {}
        self._kinds: Counter[str] = Counter()
        self.count = 0

    def follow(self, records: Iterable[Record]) -> Iterator[Record]:
        """The same records, each good one put into the register as it passes; who takes them tells what is wrong with the others."""
        for record in records:
            with contextlib.suppress(DealError):
                self.add_record(record)
            yield record

    def add_record(self, record: Record) -> None:
        """Put a record's deal in. Raises DealError with what is wrong with it."""
        if record.deal is None:
            raise DealError(list(record.faults))
        self.add(bind(make_deal(dict(record.deal)), self._library))

    def add(self, bound: Bound) -> None:
        """Put a deal in."""
        row = row_of(bound, self._as_of)
        for column, numbers in row.measures.items():
            self._measures.setdefault(column, array("d")).extend(numbers)
        self._kinds.update(row.kinds)
        self.count += 1
        self._rows.write(json.dumps(asdict(row)).encode() + b"\n")

    @property
    def kinds(self) -> list[str]:
        """The kinds of exit that any deal has, in the order of the library."""
        return [id for id in self._library.clauses if id in self._kinds]

    @property
    def columns(self) -> list[str]:
        """The columns, in order."""
        return [*FIRST, *LAST, *(f"{kind} {name}" for kind in self.kinds for name in OF_EXIT)]

    def rows(self) -> Iterator[Row]:
        """The rows, with what stands out in the batch: `unusual` has the reasons by column, the last column all of them."""
        bands = {column: band for column, values in self._measures.items() if (band := band_of(values))}
        most = {kind for kind, n in self._kinds.items() if self.count >= LEAST_DEALS and n > self.count / 2}
        self._rows.seek(0)
        for line in self._rows:
            row = Row(**json.loads(line))
            for column, numbers in row.measures.items():
                if (band := bands.get(column)) and any(map(band.is_outside, numbers)):
                    row.unusual.setdefault(_shown_in(column), []).append(_far(band, column))
            if missing := [kind for kind in self.kinds if kind in most and kind not in row.kinds]:
                row.unusual.setdefault("exits", []).append(f"most deals here also have {', '.join(missing)}")
            row.cells["outliers"] = "; ".join(
                f"{column}: {row.cells.get(column, '')} ({', '.join(dict.fromkeys(why))})" for column, why in row.unusual.items()
            )
            yield row

    def write(self, path: Path) -> None:
        """Write the register, whole or not at all; the format goes by the ending. Raises DealError for another ending, OSError."""
        refuse_ending(path)
        with tempfile.TemporaryFile() as stream:
            if path.suffix.lower() == ".csv":
                write_csv(stream, self.columns, self.rows())
            else:
                from generator.batch.register.workbook import write_workbook  # here, for it needs openpyxl

                titles = {id: self._library.clauses[id].front.title for id in self.kinds}
                write_workbook(stream, self.columns, self.rows, titles)
            save_stream(path, stream)


def refuse_ending(path: Path) -> None:
    """Raises DealError for a file that no register is written to."""
    if path.suffix.lower() not in ENDINGS:
        near = nearest(path.suffix.lower(), ENDINGS)
        raise DealError([Fault("", f"a register ends in {' or '.join(ENDINGS)}, not in “{path.suffix}”{near}", str(path))])


def _shown_in(column: str) -> str:
    """The column of a measure; sums of each currency are compared apart and stand in one column."""
    return column.rpartition(" ")[0] if " fee " in column else column


def _far(band: Band, column: str) -> str:
    middle = f"{band.middle:,.0f}" if " fee " in column else f"about {band.middle:,.0f} days"
    return f"far from the median of {band.count:,} in this batch, {middle}"
