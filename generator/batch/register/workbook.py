"""The register as XLSX: the deals, a sheet of what stands out, and a sheet that explains both. Same deals, same bytes.

Words are stored as text, whatever they begin with: no cell of ours is a formula.
"""

from __future__ import annotations

import datetime
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from functools import cache
from typing import IO, Any

from generator.batch.register.about import ABOUT
from generator.batch.register.rows import DATE_COLUMNS, OF_EXIT, Row
from generator.batch.sheet import letter
from generator.deal import DealError, Fault
from generator.values import show_hidden

_FIRST_DAY = datetime.datetime(1980, 1, 1)  # the earliest time a zip can hold
_WIDEST = {
    "deal": 40,
    "deviations from standard": 60,
    "outliers": 60,
    "KPI targets": 50,
    "next date": 36,
    "fees": 36,
    "side a": 28,
    "side b": 28,
}
_NARROWEST, _USUAL_WIDEST = 9, 22
_LINE_HEIGHT = 13.5  # in points
_MOST_LINES = 5  # longer words are whole in their cell, and line by line on a sheet of their own
_DARK, _MARKED, _LINE = "1F3A4D", "FFE8B8", "B8C4CC"


def write_workbook(stream: IO[bytes], columns: Sequence[str], rows: Callable[[], Iterator[Row]], titles: Mapping[str, str]) -> None:
    """The register as a workbook. `rows` is asked several times; `titles`: kinds of exit by id. Raises DealError without openpyxl."""
    try:
        from openpyxl import Workbook
    except ImportError:
        said = "a register as .xlsx needs openpyxl: pip install 'pactwright[tables]'; or write it as .csv"
        raise DealError([Fault("", said)]) from None
    book = Workbook(write_only=True)
    book.properties.creator = "Pactwright"
    book.properties.title = "Register of deals"
    looks = _Looks()
    _deals(book, columns, rows, titles, looks)
    _exits(book, rows, looks)
    _deviations(book, rows, looks)
    _outliers(book, rows, looks)
    _about(book, looks)
    with tempfile.TemporaryFile() as made:
        book.save(made)
        _without_clock(made, stream)


class _Looks:
    """Styles of cells, made once."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        line = Side(style="thin", color=_LINE)
        self.head = Font(name="Calibri", size=10, bold=True, color="FFFFFF")
        self.plain, self.bold = Font(name="Calibri", size=10), Font(name="Calibri", size=10, bold=True)
        self.dark, self.marked = PatternFill("solid", fgColor=_DARK), PatternFill("solid", fgColor=_MARKED)
        self.top, self.middle = Alignment(horizontal="left", vertical="top", wrap_text=True), Alignment(vertical="center", wrap_text=True)
        self.border = Border(bottom=line)
        self._made: dict[tuple[bool, bool, bool], Any] = {}

    def cell(self, sheet: Any, value: Any, column: str = "", marked: bool = False) -> Any:
        """A cell of a row: a day, a count or text; text stays text."""
        from openpyxl.cell import WriteOnlyCell

        day = _day(value) if column in DATE_COLUMNS else None
        text = not isinstance(value, int) and not day
        runs = text and value.startswith(("=", "+", "-", "@", "'"))
        cell: Any = WriteOnlyCell(sheet)
        if not text:
            cell.value = day or value
        elif value:
            cell.value, cell.data_type = value if value.isprintable() else show_hidden(value), "s"
        look = (day is not None, runs, marked)
        if look not in self._made:
            cell.font, cell.alignment, cell.border = self.bold if marked else self.plain, self.top, self.border
            cell.quotePrefix = runs
            if marked:
                cell.fill = self.marked
            if day:
                cell.number_format = "yyyy-mm-dd"
            self._made[look] = cell._style
        # To look up each part of a style again for each cell would take most of the time of a register.
        cell._style = copy(self._made[look])
        return cell

    def heads(self, sheet: Any, names: Sequence[str]) -> list[Any]:
        """The cells of a header."""
        from openpyxl.cell import WriteOnlyCell

        found = []
        for name in names:
            cell = WriteOnlyCell(sheet, name)
            cell.font, cell.fill, cell.alignment, cell.border = self.head, self.dark, self.middle, self.border
            found.append(cell)
        return found


def _day(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _deals(book: Any, columns: Sequence[str], rows: Callable[[], Iterator[Row]], titles: Mapping[str, str], looks: _Looks) -> None:
    heads = [_head(name, titles) for name in columns]
    widths = [max(map(len, head.split())) + 3 for head in heads]
    count = 0
    for row in rows():
        count += 1
        for n, name in enumerate(columns):
            widths[n] = max(widths[n], min(len(str(row.cells.get(name, ""))) + 2, _WIDEST.get(name, _USUAL_WIDEST)))
    sheet = _Sheet(book, "Register", [max(width, _NARROWEST) for width in widths], looks, heads, pages_wide=3)
    sheet.inner.auto_filter.ref = f"A1:{_letter(len(columns))}{count + 1}"
    # On paper the columns before those of each exit, which the next sheet has line by line.
    core = next((n for n, name in enumerate(columns) if name.partition(" ")[0] in titles), len(columns))
    sheet.inner.print_area = f"A1:{_letter(core)}{count + 1}"
    for row in rows():
        sheet.add([row.cells.get(name, "") for name in columns], columns, row.unusual)


def _exits(book: Any, rows: Callable[[], Iterator[Row]], looks: _Looks) -> None:
    heads = ("Deal", "Id", "Exit", *(name[:1].upper() + name[1:] for name in OF_EXIT))
    sheet = _Sheet(book, "Exits", (40, 8, 30, 18, 30, 40, 36, 22), looks, heads)
    for row in rows():
        for one in row.exits:
            sheet.add((row.cells["deal"], *one))


def _head(name: str, titles: Mapping[str, str]) -> str:
    """The head of a column: for an exit its title, then what the column says of it."""
    kind, _, of_exit = name.partition(" ")
    return f"{titles[kind]}: {of_exit}" if kind in titles and of_exit in OF_EXIT else name[:1].upper() + name[1:]


def _deviations(book: Any, rows: Callable[[], Iterator[Row]], looks: _Looks) -> None:
    sheet = _Sheet(book, "Deviations", (40, 110), looks, ("Deal", "Deviation from standard"))
    for row in rows():
        for words in row.deviations:
            sheet.add((row.cells["deal"], words))


def _outliers(book: Any, rows: Callable[[], Iterator[Row]], looks: _Looks) -> None:
    heads = ("Deal", "Column", "Value", "Why it is marked")
    sheet = _Sheet(book, "Outliers", (40, 34, 36, 70), looks, heads)
    none = True
    for row in rows():
        for column, why in row.unusual.items():
            none = False
            sheet.add((row.cells["deal"], column, str(row.cells.get(column, "")), "; ".join(dict.fromkeys(why))))
    if none:
        sheet.add(("nothing stands out", "", "", ""))


def _about(book: Any, looks: _Looks) -> None:
    sheet = _Sheet(book, "About", (36, 110), looks, ("Column", "What it says"))
    for name, words in ABOUT:
        sheet.add((name, words))


class _Sheet:
    """A sheet with its header: it is written row by row, so that all it has must be known before its first row."""

    def __init__(self, book: Any, name: str, widths: Sequence[int], looks: _Looks, heads: Sequence[str], pages_wide: int = 1) -> None:
        self.inner = inner = book.create_sheet(name)
        self._widths, self._looks, self._rows = widths, looks, 0
        for n, width in enumerate(widths, 1):
            inner.column_dimensions[_letter(n)].width = width
        inner.freeze_panes = "B2"
        inner.page_setup.orientation, inner.page_setup.paperSize = "landscape", 9
        inner.page_setup.fitToWidth, inner.page_setup.fitToHeight = pages_wide, 0
        inner.sheet_properties.pageSetUpPr.fitToPage = True
        inner.page_margins.left = inner.page_margins.right = 0.4
        inner.oddFooter.center.text = "&A, page &P of &N"
        inner.print_title_rows, inner.print_title_cols = "1:1", "A:A"
        self._append(looks.heads(inner, heads), 2 * _LINE_HEIGHT + 8)

    def add(self, values: Sequence[Any], columns: Sequence[str] = (), marked: Sequence[str] | Mapping[str, Any] = ()) -> None:
        """Add a row. `columns`: the names of those that may hold days; `marked`: the names of those that stand out."""
        names = columns or [""] * len(values)
        self._append([self._looks.cell(self.inner, value, name, name in marked) for value, name in zip(values, names, strict=True)])

    def _append(self, cells: Sequence[Any], least: float = 0) -> None:
        """A row as high as its words need: a program that opens the file does not always count the lines anew."""
        self._rows += 1
        lines = max(-(-len(str(cell.value)) // int(width)) for cell, width in zip(cells, self._widths, strict=True))
        self.inner.row_dimensions[self._rows].height = max(min(lines, _MOST_LINES) * _LINE_HEIGHT + 3, least)
        self.inner.append(list(cells))
        del self.inner.row_dimensions[self._rows]


@cache
def _letter(n: int) -> str:
    return letter(n - 1)


def _without_clock(made: IO[bytes], stream: IO[bytes]) -> None:
    """The same workbook with the times of its parts, and of its making, taken out."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_DAY.timetuple()[:6])
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0
            if name == "docProps/core.xml":
                target.writestr(entry, _untimed(source.read(name)))
                continue
            with source.open(name) as part, target.open(entry, "w", force_zip64=True) as copy:
                while piece := part.read(1_000_000):
                    copy.write(piece)


def _untimed(core: bytes) -> bytes:
    from lxml import etree

    root = etree.fromstring(core)
    for element in root:
        if isinstance(element.tag, str) and element.tag.endswith(("}created", "}modified")):
            element.text = f"{_FIRST_DAY.isoformat()}Z"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
