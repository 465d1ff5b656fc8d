"""A workbook opened with care: a zip and XML from outside, within limits, read piece by piece.

A file a stranger made may unpack to gigabytes, name a part twice so that two readers see two sheets, or fetch through an entity.
Each of these is refused with a sentence, none is repaired.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lxml import etree

MEGABYTE = 1_000_000
LARGEST_FILE = 100 * MEGABYTE
LARGEST_WHOLE = 1_000 * MEGABYTE  # all parts unpacked; rows are read one after the other
LARGEST_KEPT = 100 * MEGABYTE  # a part that is kept in memory: texts, styles
MOST_PARTS = 5_000
MOST_PACKED = 400  # rows that are much alike pack to a hundredth; only what was made to unpack packs to less than this
# What is in memory at one time: a row of the most cells, each with its value, or all that stands beside the rows.
MOST_HELD = 500_000
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


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
        self._parts = _listed(self._archive)
        if not self.has("[Content_Types].xml") or not self.has("xl/workbook.xml"):
            raise WorkbookError("it is a zip file and no workbook; give an .xlsx file")

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._parts

    def related(self, part: str) -> dict[str, str]:
        """The parts a part relates to, by relationship id; what lies outside the package is none."""
        folder, file = posixpath.split(part)
        found: dict[str, str] = {}
        for one in self.elements(posixpath.join(folder, "_rels", f"{file}.rels"), _RELATIONSHIP):
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            if one.get("TargetMode") != "External" and self.has(target):
                found[one.get("Id", "")] = target
        return found

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


def _listed(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise WorkbookError(f"it has {len(entries):,} parts; {MOST_PARTS:,} are the most that are read")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = entry.filename
        steps = entry.orig_filename.split("/")
        if name != entry.orig_filename or ".." in steps or not steps[0] or any(letter < " " or letter in "\\:" for letter in name):
            raise WorkbookError("a part of it has a name that leads out of the workbook")
        if name.lower() in found:
            raise WorkbookError(f"it has the part “{name[:80]}” twice, so two readers could see two sheets")
        if entry.flag_bits & 1:
            raise WorkbookError("it is locked with a password; save it without one")
        if entry.file_size > MEGABYTE and entry.file_size > MOST_PACKED * max(entry.compress_size, 1):
            raise WorkbookError(f"its part “{name[:80]}” unpacks to more than {MOST_PACKED} times its size, which no workbook does")
        found[name.lower()] = entry
    if sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
        raise WorkbookError(f"it unpacks to more than {LARGEST_WHOLE // MEGABYTE} MB")
    return found
