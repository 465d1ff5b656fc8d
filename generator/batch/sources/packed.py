"""A workbook opened with care: a zip and XML from outside, within limits, read piece by piece.

What a stranger's zip may do is in `writers/word/entries.py`; its XML may also fetch through an entity, or hold more than fits in memory.
Each of these is refused with a sentence, none is repaired.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lxml import etree

from generator.writers.word.entries import MEGABYTE, RELATIONSHIP, Limits, Unsound, entries_of, relations_file, target_of

LARGEST_FILE = 100 * MEGABYTE
LARGEST_KEPT = 100 * MEGABYTE  # a part that is kept in memory: texts, styles
LARGEST_WHOLE = 1_000 * MEGABYTE  # all parts unpacked; rows are read one after the other
# Rows that are much alike pack to a hundredth; only what was made to unpack packs to less than a four-hundredth.
_LIMITS = Limits(whole=LARGEST_WHOLE, parts=5_000, packed=400, called="workbook", kind="workbook", seen="sheets")
# What is in memory at one time: a row of the most cells, each with its value, or all that stands beside the rows.
MOST_HELD = 500_000
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class WorkbookError(ValueError):
    """The file is no workbook we read; the message says why and what to do."""


class Packed:
    """The parts of a workbook. Raises WorkbookError on opening, OSError."""

    def __init__(self, path: Path) -> None:
        if path.stat().st_size > LARGEST_FILE:
            raise WorkbookError(f"it is larger than {LARGEST_FILE // MEGABYTE} MB; split it, or save it as CSV")
        with path.open("rb") as stream:
            if stream.read(4) == b"\xd0\xcf\x11\xe0":
                raise WorkbookError("it is an old .xls file or locked with a password; save it as .xlsx without a password")
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
            raise WorkbookError("it is no workbook; give an .xlsx file") from None
        try:
            self._parts = entries_of(self._archive, _LIMITS)
        except Unsound as error:
            raise WorkbookError(str(error)) from None
        if not self.has("[Content_Types].xml") or not self.has("xl/workbook.xml"):
            raise WorkbookError("it is a zip file and no workbook; give an .xlsx file")

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._parts

    def related(self, part: str) -> dict[str, str]:
        """The parts a part relates to, by relationship id; what lies outside the package is none."""
        related = ((one.get("Id", ""), target_of(part, one)) for one in self.elements(relations_file(part), RELATIONSHIP))
        return {id: target for id, target in related if self.has(target)}

    def elements(self, name: str, tag: str, most: int = 0) -> Iterator[etree._Element]:
        """The elements of one tag in a part, each gone when the next is asked for; none where there is no such part.

        `most`: the bytes it may unpack to; as many as are kept in memory when left out.
        """
        most = most or LARGEST_KEPT
        entry = self._parts.get(name.lower())
        if entry is None:
            return
        if entry.file_size > most:
            raise WorkbookError(f"its part “{name}” unpacks to more than {most / MEGABYTE:g} MB; split the workbook, or save it as CSV")
        try:
            with self._archive.open(entry) as stream:
                walk = etree.iterparse(
                    _Guarded(stream, name), events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True,
                    huge_tree=False, remove_comments=True, remove_pis=True,
                )  # fmt: skip
                held = 0
                for event, element in walk:
                    if event == "start":
                        held += 1
                        if held > MOST_HELD:
                            raise WorkbookError(
                                f"its part “{name}” has more than {MOST_HELD:,} elements in one place, which no workbook does"
                            )
                        continue
                    if element.tag != tag:
                        continue
                    yield element
                    element.clear()
                    held = 0
                    while (before := element.getprevious()) is not None:
                        parent = before.getparent()
                        if parent is None:
                            break
                        parent.remove(before)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise WorkbookError(f"its part “{name}” is damaged; open the workbook and save it again") from None


class _Guarded:
    """The bytes of a part; refuses a document type, in which entities stand, before the parser sees it."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream, self._name, self._tail = stream, name, b""

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        # Without its NULs a text in UTF-16 reads as ASCII here.
        seen = self._tail + piece.replace(b"\0", b"")
        if b"<!DOCTYPE" in seen:
            raise WorkbookError(f"its part “{self._name}” declares entities, which no workbook does")
        self._tail = seen[-9:]
        return piece
