"""A house document opened with care: a zip and XML from outside, within limits, before anything is taken from it.

A file a stranger made may unpack to gigabytes, name a part twice so that two readers see two documents, fetch from the
network through an entity, or carry a program. All of these are refused with a sentence, none is repaired.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from generator.writers.choices import HouseStyleError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MEGABYTE = 1_000_000
LARGEST_FILE = 20 * MEGABYTE
LARGEST_WHOLE = 200 * MEGABYTE  # all parts unpacked
LARGEST_PART = 10 * MEGABYTE  # a part that is read
MOST_PARTS = 2_000
# XML of Word packs to a tenth or twentieth; only what was made to unpack packs to less than a hundredth.
MOST_PACKED = 100
_ENCODINGS = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ASCII", "US-ASCII"}
_MACRO = re.compile(r"vba[^/]*\.(bin|xml)$|/activex", re.IGNORECASE)


@dataclass(frozen=True)
class Relation:
    """What one part says of another: `kind` is the last word of its type, `part` the name in the package, empty if outside it."""

    kind: str
    part: str


class Sealed:
    """The parts of a house document. Raises HouseStyleError on opening for a file that is no Word document or a hostile one."""

    def __init__(self, data: bytes) -> None:
        if len(data) > LARGEST_FILE:
            raise HouseStyleError(f"it is larger than {LARGEST_FILE // MEGABYTE} MB; give a document with little but styles in it.")
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise HouseStyleError("it is an old .doc file or locked with a password; save it in Word as .docx without a password.")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
            raise HouseStyleError("it is not a Word document; give a .docx file.") from None
        self._parts = _listed(self._archive)
        types = self.read("[Content_Types].xml")
        if types is None or self.main is None:
            raise HouseStyleError("it is a zip file and not a Word document; give a .docx file.")
        if any(_MACRO.search(name) for name in self._parts):
            raise HouseStyleError("it holds macros or controls, which are never taken; save it in Word as .docx, without macros.")
        if b"macroEnabled" in types:
            raise HouseStyleError("it is a document for macros (.docm, .dotm); save it in Word as .docx.")

    @property
    def main(self) -> str | None:
        """The name of the document part."""
        return next((one.part for one in self.relations("").values() if one.kind == "officeDocument" and one.part), None)

    def read(self, name: str, largest: int = LARGEST_PART) -> bytes | None:
        """The bytes of a part, None where there is none."""
        entry = self._parts.get(name.lower())
        if entry is None:
            return None
        try:
            with self._archive.open(entry) as stream:
                content = stream.read(largest + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            raise HouseStyleError(f"its part “{name}” is damaged; open it in Word and save it again.") from None
        if len(content) > largest:
            raise HouseStyleError(
                f"its part “{name}” is larger than {largest // MEGABYTE} MB; give a document with little but styles in it."
            )
        return content

    def xml(self, name: str) -> etree._Element | None:
        """A part parsed, None where there is none. No entity is expanded and nothing is fetched."""
        content = self.read(name)
        return None if content is None else parse(name, content)

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part relates to, by relationship id; what lies outside the package has no part. "" is the package itself."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        for one in root.iter(_RELATIONSHIP) if root is not None else ():
            kind = one.get("Type", "").removeprefix(_RELATIONS)
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            inside = one.get("TargetMode") != "External" and target.lower() in self._parts
            found[one.get("Id", "")] = Relation(kind, target if inside else "")
        return found


def _listed(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The entries of a zip by name in lower case, as packages compare names; refuses what no word processor writes."""
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise HouseStyleError(f"it has {len(entries)} parts; at most {MOST_PARTS} are read.")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = entry.filename
        # `filename` ends at a NUL and has the slashes of the platform; what the file says is `orig_filename`.
        steps = entry.orig_filename.split("/")
        if name != entry.orig_filename or ".." in steps or not steps[0] or re.search(r"[\x00-\x1f\\:]", entry.orig_filename):
            raise HouseStyleError(f"its part “{_shown(entry.orig_filename)}” has a name that leads out of the document.")
        if name.lower() in found:
            raise HouseStyleError(f"it has the part “{_shown(name)}” twice, so two readers could see two documents.")
        if entry.flag_bits & 1:
            raise HouseStyleError("it is locked with a password; save it without one.")
        if entry.file_size > MEGABYTE and entry.file_size > MOST_PACKED * max(entry.compress_size, 1):
            raise HouseStyleError(
                f"its part “{_shown(name)}” unpacks to more than {MOST_PACKED} times its size, which no Word document does."
            )
        found[name.lower()] = entry
    if sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
        raise HouseStyleError(f"it unpacks to more than {LARGEST_WHOLE // MEGABYTE} MB.")
    return found


def _shown(name: str) -> str:
    """A name from outside as it can be printed."""
    return "".join(letter if letter.isprintable() else "�" for letter in name[:80])


def parse(name: str, content: bytes) -> etree._Element:
    """The root of an XML part; refuses document types and entities in any encoding, and depth beyond that of any document."""
    # Entities stand in a document type; without its NULs a text in UTF-16 reads as ASCII here.
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise HouseStyleError(f"its part “{name}” declares entities, which no Word document does.")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise HouseStyleError(f"its part “{name}” is not sound XML; open it in Word and save it again.") from None
    if (root.getroottree().docinfo.encoding or "UTF-8").upper() not in _ENCODINGS:
        raise HouseStyleError(f"its part “{name}” is not in UTF-8 or UTF-16, as parts of Word documents are.")
    return root
