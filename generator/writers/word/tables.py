"""Tables and signature blocks."""

from __future__ import annotations

from collections.abc import Sequence

from generator.document.tree import SignatureBlock, Signatures, Table, plain
from generator.writers.word.body import Body
from generator.writers.word.inlines import escape, run
from generator.writers.word.page import LANDSCAPE_WIDTH, TEXT_WIDTH

_GAP = 470  # twips between two signature blocks
# A table of so few rows stays on one page; in a compact paper, where pages count, only a very short one.
_WHOLE_ROWS, _WHOLE_ROWS_COMPACT = 6, 3


def write_table(body: Body, table: Table, caption: str) -> None:
    """A table over the whole width, its header row repeated on each page, no row split; `caption` is read to the blind."""
    widths = column_widths(table, LANDSCAPE_WIDTH if body.landscape else TEXT_WIDTH)
    header = [[run(heading)] if heading else [""] for heading in table.header]
    rows = [_row(body, header, widths, ["TableHead"] * len(widths), header=True)]
    styles = ["TableRowHead" if table.row_headers else "TableText", *["TableText"] * (len(widths) - 1)]
    is_whole = len(table.rows) <= (_WHOLE_ROWS_COMPACT if body.document.compact else _WHOLE_ROWS)
    for at, row in enumerate(table.rows, 1):
        cells = [[body.inlines.runs(words) for words in cell.paragraphs] or [""] for cell in row]
        rows.append(_row(body, cells, widths, styles, keep_next=is_whole and at < len(table.rows)))
    body.add_xml(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{_look(first_column=table.row_headers)}"
        f'<w:tblCaption w:val="{escape(caption)}"/></w:tblPr>{_grid(widths)}{"".join(rows)}</w:tbl>'
    )
    body.add("AfterTable", "")


def column_widths(table: Table, whole: int) -> list[int]:
    """Column widths in twips that sum to `whole`: the shares the table states, else by the length of what the columns hold."""
    shares = list(table.widths) if len(table.widths) == len(table.header) else []
    if not shares:
        for at, heading in enumerate(table.header):
            words = [heading, *(plain(inlines) for row in table.rows if at < len(row) for inlines in row[at].paragraphs)]
            longest_word = max((len(word) for cell in words for word in cell.split()), default=1)
            shares.append(max(longest_word + 2, min(max(map(len, words)), 45), 6))
    widths = [whole * share // sum(shares) for share in shares]
    widths[-1] += whole - sum(widths)
    return widths


def _row(
    body: Body, cells: Sequence[Sequence[str]], widths: Sequence[int], styles: Sequence[str], header: bool = False, keep_next: bool = False
) -> str:
    repeated = "<w:tblHeader/>" if header else ""
    filled = [*cells[: len(widths)], *[[""]] * (len(widths) - len(cells))]
    kept = header or keep_next
    written = [
        _cell(width, "".join([body.paragraph(style, runs, keep_next=kept) for runs in paragraphs]))
        for paragraphs, width, style in zip(filled, widths, styles, strict=True)
    ]
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(written)}</w:tr>"


def _look(first_column: bool) -> str:
    """Which parts of a table style apply: the header row, and where it names the rows, the first column."""
    bits, on = ("06A0", 1) if first_column else ("0620", 0)
    return f'<w:tblLook w:val="{bits}" w:firstRow="1" w:lastRow="0" w:firstColumn="{on}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'


def _cell(width: int, paragraphs: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def _grid(widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def write_signatures(body: Body, signatures: Signatures) -> None:
    """Signature blocks two by two, each pair kept whole on one page; the names head the pair, borders are the lines to sign on."""
    if signatures.banner:
        body.add("Banner", run(signatures.banner), keep_next=True)
    half = (TEXT_WIDTH - _GAP) // 2
    widths = (half, TEXT_WIDTH - 2 * half, half)
    for at in range(0, len(signatures.blocks), 2):
        left, right = signatures.blocks[at], signatures.blocks[at + 1] if at + 1 < len(signatures.blocks) else None
        rows = (
            ("<w:tblHeader/>", _heading(body, left), _heading(body, right)),
            ("", _lines(body, left), _lines(body, right)),
        )
        written = "".join(
            f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>"
            f"{''.join(_cell(width, cell) for width, cell in zip(widths, (first, _empty(body), second), strict=True))}</w:tr>"
            for repeated, first, second in rows
        )
        body.add_xml(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="SignatureTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'{_look(first_column=False)}<w:tblCaption w:val="Signatures"/></w:tblPr>{_grid(widths)}{written}</w:tbl>'
        )
        body.add("AfterTable", "")


def _heading(body: Body, block: SignatureBlock | None) -> str:
    if block is None:
        return _empty(body)
    return body.paragraph("SignatureHeading", body.inlines.runs(block.heading), keep_next=True, keep_lines=True)


def _lines(body: Body, block: SignatureBlock | None) -> str:
    if block is None:
        return _empty(body)
    written = [("SignatureText", run(block.execution))] if block.execution else []
    for line in block.lines:
        value = run("\t") + body.inlines.runs(line.value) if line.value else ""
        written.append(("SignatureLine", run(line.label, "SignatureLabel") + value))
    return "".join(body.paragraph(style, runs, keep_next=True, keep_lines=True) for style, runs in written) or _empty(body)


def _empty(body: Body) -> str:
    return body.paragraph("SignatureText", "", keep_next=True, keep_lines=True)
