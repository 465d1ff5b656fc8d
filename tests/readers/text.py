"""Read a written text file back: the words of the paper, numbers among them, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

HEAD_ENDS = "\n" + "=" * 78 + "\n"


def words(content: bytes) -> list[str]:
    """The words below the head. Rules and lines to write on are no words; a heading repeated in a table counts once."""
    _, _, body = content.decode().partition(HEAD_ENDS)
    return [word for line in _tables_read(body.splitlines()) for word in line.split() if not re.fullmatch("-{2,}|={2,}|_{5,}", word)]


def _tables_read(lines: list[str]) -> Iterator[str]:
    """The lines, with those of a listed table (“| Heading: words”) as a header row and rows of words."""
    table: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            table.append(line[1:])
            continue
        if table:
            yield from _table(table)
            table = []
        yield line


def _table(lines: list[str]) -> Iterator[str]:
    rows: list[list[str]] = [[]]
    for line in lines:
        if not line.strip():
            rows.append([])
        elif line.startswith("   "):
            rows[-1][-1] += " " + line.strip()
        else:
            rows[-1].append(line.strip())
    yield from (cell.partition(":")[0] for cell in rows[0])
    for row in rows:
        yield from (cell.partition(":")[2] for cell in row)
