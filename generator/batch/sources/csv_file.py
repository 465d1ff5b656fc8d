"""A sheet as CSV: UTF-8, with commas, semicolons or tabs. Which of them is seen from the header: the one that gives most columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from generator.batch.sheet import read_header
from generator.batch.sources.laid import Base
from generator.batch.sources.table import Table
from generator.deal import DealError, Fault

LONGEST_LINE = 2_000_000
MOST_COLUMNS = 16_384  # what spreadsheet programs have
DELIMITERS = (",", ";", "\t")
_NAMED = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # what Excel writes and reads in a first line


class _TooLong(ValueError):
    pass


def open_csv(path: Path, base: Base) -> Table:
    """The table of a CSV file, its header read and understood, its rows still to come. Raises DealError."""
    source = str(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            start = stream.read(LONGEST_LINE)
    except UnicodeDecodeError:
        said = "the file is not UTF-8 text; in Excel, save it as “CSV UTF-8”, or give the .xlsx file itself"
        raise DealError([Fault("", said, source)]) from None
    if "\0" in start:
        said = "the file has NUL characters, so it is UTF-16 or no text; in Excel, save it as “CSV UTF-8”"
        raise DealError([Fault("", said, source)])
    named = _NAMED.match(start.partition("\n")[0])
    text = start.partition("\n")[2] if named else start
    delimiter = named[1] if named else max(DELIMITERS, key=lambda one: _known(text, one, base))
    names = _header(text, delimiter)
    columns, wrong = read_header(names, base.deal)
    if len(names) > MOST_COLUMNS:
        wrong = [f"the header has {len(names):,} columns; {MOST_COLUMNS:,} are the most a sheet has"]
    if wrong:
        raise DealError([Fault("", message, source) for message in wrong])
    return Table(source, names, columns, _rows(path, delimiter, 2 if named else 1))


def _header(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), [])
    except csv.Error:
        return []


def _known(text: str, delimiter: str, base: Base) -> int:
    columns, _ = read_header(_header(text, delimiter)[:MOST_COLUMNS], base.deal)
    return sum(column is not None for column in columns)


def _rows(path: Path, delimiter: str, header: int) -> Iterator[tuple[int, Sequence[str] | str]]:
    """Rows after the header, numbered as a spreadsheet program does: a line break inside a cell begins none."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(_Lines(stream), delimiter=delimiter, strict=True)
        n = 0
        while True:
            n += 1
            try:
                row: Sequence[str] | str = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                row = f"the row cannot be read: {_why(str(error))}"
            except _TooLong:
                row = f"a line of the file has more than {LONGEST_LINE:,} characters, which no row needs; shorten it where it is"
            except UnicodeDecodeError:
                yield n, "from here on the file is not UTF-8 text, so nothing more of it is read; save it as “CSV UTF-8”"
                return
            except OSError as error:
                yield n, f"cannot read on: {error.strerror or error}"
                return
            if n > header:
                yield n, row


def _why(error: str) -> str:
    if "field larger" in error:
        return f"a cell has more than {csv.field_size_limit():,} characters; a quotation mark may be missing at its end"
    if "unexpected end" in error:
        return "the file ends inside quotation marks; one is missing"
    return f"{error}; write a quotation mark inside a cell twice"


class _Lines(Iterator[str]):
    """The lines of a file. One that is too long is skipped and told; the next call goes on behind it."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def __next__(self) -> str:
        line = self._stream.readline(LONGEST_LINE + 1)
        if not line:
            raise StopIteration
        if len(line) > LONGEST_LINE:
            while line and not line.endswith("\n"):
                line = self._stream.readline(LONGEST_LINE + 1)
            raise _TooLong
        return line
