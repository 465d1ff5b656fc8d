"""A sheet as XLSX: each visible sheet of a workbook whose name does not begin with #. Nothing in it is run or looked up elsewhere.

Cells become words by what their place wants: a date cell is “2026-03-01”, a percent cell “80%”, a number with a currency in its
format “EUR 250,000”. A formula is refused: what it last gave may be old, and counting it here could give something else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path

from lxml import etree

from generator.batch.columns import Column, Place
from generator.batch.sheet import WrongCell, read_header
from generator.batch.sources.laid import Base
from generator.batch.sources.packed import LARGEST_WHOLE, RELATION, Packed, WorkbookError
from generator.batch.sources.table import REMARK, Cell, Table
from generator.deal import DealError, Fault

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATE_BUILT_IN = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENT_BUILT_IN = {9, 10}
_SIGNS = {"€": "EUR", "£": "GBP", "EUR": "EUR"}
_ANY = Place({}, {})


@dataclass(frozen=True)
class _Style:
    """What a number format says a number is."""

    is_date: bool = False
    is_percent: bool = False
    currency: str = ""
    zeros: int = 0


@dataclass
class _Book:
    """An open workbook."""

    parts: Packed

    @cached_property
    def sheets(self) -> list[tuple[str, str]]:
        """Names and parts of the sheets that are read."""
        parts = self.parts.related("xl/workbook.xml")
        found = [(one.get("name", ""), parts.get(one.get(RELATION, ""), ""), one.get("state", "visible")) for one in self._of("sheet")]
        return [(name, part) for name, part, state in found if part and state == "visible" and not name.startswith(REMARK)]

    def _of(self, tag: str) -> Iterator[etree._Element]:
        return self.parts.elements("xl/workbook.xml", S + tag)

    @cached_property
    def first_day(self) -> datetime.datetime:
        """The day that has the number 0."""
        old_mac = any(one.get("date1904") in ("1", "true") for one in self._of("workbookPr"))
        return datetime.datetime(1904, 1, 1) if old_mac else datetime.datetime(1899, 12, 30)

    @cached_property
    def texts(self) -> list[str]:
        """The texts cells share."""
        return [_text(one) for one in self.parts.elements("xl/sharedStrings.xml", S + "si")]

    @cached_property
    def styles(self) -> list[_Style]:
        """What each cell style says its numbers are."""
        codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in self.parts.elements("xl/styles.xml", S + "numFmt")}
        found: list[_Style] = []
        for formats in self.parts.elements("xl/styles.xml", S + "cellXfs"):
            found += [_style(one.get("numFmtId", "0"), codes) for one in formats.iterchildren(S + "xf")]
        return found


def _style(id: str, codes: Mapping[str, str]) -> _Style:
    if id not in codes:
        number = int(id) if id.isdecimal() and len(id) < 9 else 0
        return _Style(number in _DATE_BUILT_IN, number in _PERCENT_BUILT_IN)
    code = codes[id].partition(";")[0]
    currency = re.search(r"\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]|\"([^\"]+)\"", code)
    sign = (currency[1] or currency[2]).strip() if currency else next((one for one in "€£" if one in code), "")
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.', "", code)
    zeros = len(bare) if re.fullmatch("0+", bare) else 0
    known = _SIGNS.get(sign) or (sign if re.fullmatch("[A-Z]{3}", sign) else "")
    return _Style(bool(re.search("[ymdhs]", bare, re.IGNORECASE)), "%" in bare, known, zeros)


def open_workbook(path: Path, base: Base) -> list[Table]:
    """The tables of a workbook, their headers read and understood, their rows still to come. Raises DealError."""
    source = str(path)
    try:
        book = _Book(Packed(path))
        if not book.sheets:
            raise WorkbookError("it has no sheet to read: hidden ones and those whose names begin with # are left out")
        tables: list[Table] = []
        wrong: list[str] = []
        for name, part in book.sheets:
            found = next(_rows(book, part, ()), None)
            if found is None:
                continue
            n, cells = found
            names = [str(cell) for cell in cells] if n == 1 else []
            columns, faults = read_header(names, base.deal)
            label = f"sheet “{name}”: " if len(book.sheets) > 1 else ""
            left_out = "; a sheet whose name begins with # is left out" if label else ""
            wrong += [f"{label}{fault}{left_out}" for fault in faults]
            tables.append(Table(source, names, columns, _told(book, part, columns), name if len(book.sheets) > 1 else ""))
        if not tables:
            wrong = ["its sheets are empty; `pactwright schema --csv` prints a starter sheet"]
    except WorkbookError as error:
        wrong = [str(error)]
    except OSError as error:
        wrong = [f"cannot open it: {error.strerror or error}"]
    if wrong:
        raise DealError([Fault("", message, source) for message in wrong])
    return tables


def _told(book: _Book, part: str, columns: Sequence[Column | None]) -> Iterator[tuple[int, Sequence[Cell] | str]]:
    """The rows after the header; damage that shows only while they are read ends them with a sentence."""
    n = 1
    try:
        for n, cells in _rows(book, part, columns):
            if n > 1:
                yield n, cells
    except (WorkbookError, OSError) as error:
        yield n + 1, f"from here on the sheet cannot be read: {error}"


def _rows(book: _Book, part: str, columns: Sequence[Column | None]) -> Iterator[tuple[int, list[Cell]]]:
    """The rows of a sheet that hold something, with their numbers."""
    n = 0
    for row in book.parts.elements(part, S + "row", LARGEST_WHOLE):
        number = row.get("r", "")
        n = int(number) if number.isdecimal() and len(number) < 8 and int(number) > n else n + 1
        if n > _MOST_ROWS:
            raise WorkbookError(f"it has a row {n:,}; a sheet has {_MOST_ROWS:,} at most")
        cells: list[Cell] = []
        for cell in row.iterchildren(S + "c"):
            at = _column(cell.get("r", ""), len(cells))
            if at < len(cells):
                raise WorkbookError(f"row {n} has two cells in one column; open the workbook and save it again")
            cells += [""] * (at - len(cells))
            column = columns[at] if at < len(columns) else None
            try:
                cells.append(_words(book, cell, column.place if column else _ANY))
            except WrongCell as error:
                cells.append(error)
        yield n, cells


def _column(reference: str, following: int) -> int:
    match = re.match(r"[A-Z]{1,3}", reference)
    if match is None:
        return following
    n = 0
    for letter in match[0]:
        n = n * 26 + ord(letter) - 64
    return min(n, _MOST_COLUMNS) - 1


def _words(book: _Book, cell: etree._Element, place: Place) -> str:
    """What a cell says, in words for its place. Raises WrongCell."""
    kind, value = cell.get("t", "n"), cell.findtext(S + "v") or ""
    if cell.find(S + "f") is not None:
        shown = f"={cell.findtext(S + 'f') or ''}"
        raise WrongCell("the cell has a formula, and no formula is counted here; copy the column and paste it as values", shown)
    if kind == "inlineStr":
        inline = cell.find(S + "is")
        return _text(inline) if inline is not None else ""
    if kind == "s":
        if not value.isdecimal() or len(value) > 9 or int(value) >= len(book.texts):
            raise WorkbookError("a cell names a text that is not there; open the workbook and save it again")
        return book.texts[int(value)]
    if kind == "e":
        raise WrongCell(f"the cell shows the error {value} of the spreadsheet program; put it right", value)
    if kind == "b":
        return ("yes" if value == "1" else "no") if "yes/no" in place.kinds else ("TRUE" if value == "1" else "FALSE")
    if kind == "d":
        return value.removesuffix("T00:00:00")
    if kind == "str" or not value:
        return value
    style = cell.get("s", "0")
    known = style.isdecimal() and len(style) < 9 and int(style) < len(book.styles)
    return _number(book, value, book.styles[int(style)] if known else _Style(), place)


def _number(book: _Book, value: str, style: _Style, place: Place) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number) > 10**15:
        return value
    # A binary fraction such as 0.1 is stored with 17 digits; the 15 that spreadsheet programs show are what was typed.
    number = Decimal(f"{number:.15g}")
    if style.is_date:
        return _day(book, number, value)
    if style.is_percent:
        return f"{_plain(number * 100)}%"
    if style.currency and ("money" in place.kinds or "text" in place.kinds):
        return f"{style.currency} {_plain(number, ',')}"
    if "percent" in place.kinds and number <= 1:
        both = f"{_plain(number)}% or {_plain(number * 100)}%"
        raise WrongCell(f"“{_plain(number)}” can be read as {both}; write it with the percent sign, or format the column as percent", value)
    if style.zeros and number == int(number) and number >= 0:
        return str(int(number)).zfill(style.zeros)
    return _plain(number)


def _day(book: _Book, number: Decimal, value: str) -> str:
    try:
        moment = book.first_day + datetime.timedelta(seconds=round(number * 86_400))
    except OverflowError:
        raise WrongCell(f"{value} is no date of the calendar", value) from None
    if moment.time() != datetime.time():
        shown = f"{moment:%Y-%m-%d %H:%M}"
        raise WrongCell(f"“{shown}” has a time of day; a deal counts whole days, so write “{moment:%Y-%m-%d}”", shown)
    return f"{moment:%Y-%m-%d}"


def _plain(number: Decimal, grouping: str = "") -> str:
    """A number without the zeros at its end, and without an exponent."""
    return f"{number.normalize():{grouping}f}"


def _text(element: etree._Element) -> str:
    """The words of a text with or without formatting; without readings of East Asian letters."""
    said = "".join(one.text or "" for one in element.iter(S + "t") if not _is_reading(one))
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), said)


def _is_reading(text: etree._Element) -> bool:
    parent = text.getparent()
    return parent is not None and parent.tag == S + "rPh"
