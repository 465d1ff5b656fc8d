"""Sources of a batch: deal files, folders of them, lines of JSON, and sheets with one row a deal. One after the other, as asked."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from generator.batch.record import Record
from generator.batch.sources.count import count_records
from generator.batch.sources.csv_file import open_csv
from generator.batch.sources.json_files import deal_files, read_json, read_lines
from generator.batch.sources.laid import Base, read_base
from generator.batch.sources.mended import mended
from generator.batch.sources.table import read_table
from generator.deal import DealError, Fault
from generator.library import Library
from generator.values import nearest

__all__ = ["ENDINGS", "count_records", "read_sources"]

ENDINGS = (".json", ".jsonl", ".csv", ".tsv", ".xlsx")
_MEANT = {".ndjson": ".jsonl", ".xls": ".xlsx", ".xlsm": ".xlsx", ".ods": ".xlsx", ".txt": ".csv", ".yaml": ".json", ".yml": ".json"}


def read_sources(paths: Sequence[Path], base: Path | None = None, library: Library | None = None) -> Iterator[Record]:
    """Every deal of every source, numbered from 1, read as it is asked for. `base`: a deal file that rows of sheets override.

    Before the first record comes, every path is looked for and every header read: raises DealError, with a fault for each that
    cannot be used. What is wrong with one record later is told in the record, and the next one follows.
    `library`: whose parameters sheets may name; ours when left out, loaded where there is a sheet.
    """
    if not paths:
        raise DealError([Fault("", f"no source is given; give a folder, or files that end in {', '.join(ENDINGS)}")])
    laid = Base(read_base(base) if base else "", str(base) if base else "", library)
    faults: list[Fault] = []
    readers: list[Callable[[], Iterator[Record]]] = []
    for path in paths:
        try:
            readers.append(_reader(path, laid))
        except DealError as error:
            faults += error.faults
    if faults:
        raise DealError(faults)
    records = itertools.chain.from_iterable(reader() for reader in readers)
    return (_numbered(record, n) for n, record in enumerate(records, 1))


def _numbered(record: Record, n: int) -> Record:
    return Record(n, record.source, record.place, record.raw, record.deal, record.faults, record.cells, record.taken)


def _reader(path: Path, base: Base) -> Callable[[], Iterator[Record]]:
    if path.is_dir():
        files = deal_files(path)
        return lambda: itertools.chain.from_iterable(read_json(file) for file in files)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        meant = _MEANT.get(ending) or nearest(ending, ENDINGS).removeprefix("; nearest: “").removesuffix("”")
        hint = f"; nearest: “{meant}”" if meant else ""
        raise DealError(
            [Fault("", f"“{ending}” is no source; give a folder, or a file that ends in {', '.join(ENDINGS)}{hint}", str(path))]
        )
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise DealError([Fault("", f"cannot open it: {error.strerror or error}", str(path))]) from None
    if ending == ".json":
        return lambda: read_json(path)
    if ending == ".jsonl":
        return lambda: mended(read_lines(path), base)
    if ending == ".xlsx":
        from generator.batch.sources.workbook import open_workbook  # here, for it needs openpyxl

        tables = open_workbook(path, base)
    else:
        tables = [open_csv(path, base)]
    return lambda: itertools.chain.from_iterable(read_table(table, base) for table in tables)
