"""A house document opened with care: a zip and XML from outside, within limits, before anything is taken from it.

What a stranger's zip may do is in `word/entries.py`; its XML may also fetch from the network through an entity, and it may carry a
program. All of these are refused with a sentence, none is repaired.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from generator.writers.choices import HouseStyleError
from generator.writers.word.entries import MEGABYTE, RELATIONSHIP, Limits, Unsound, entries_of, relations_file, target_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
LARGEST_FILE = 20 * MEGABYTE
LARGEST_PART = 10 * MEGABYTE  # a part that is read
# XML of Word packs to a tenth or twentieth; only what was made to unpack packs to less than a hundredth.
_LIMITS = Limits(whole=200 * MEGABYTE, parts=2_000, packed=100, called="document", kind="Word document", seen="documents")
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
        try:
            self._parts = entries_of(self._archive, _LIMITS)
        except Unsound as error:
            raise HouseStyleError(f"{error}.") from None
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
        root = self.xml(relations_file(part))
        found: dict[str, Relation] = {}
        for one in root.iter(RELATIONSHIP) if root is not None else ():
            kind, target = one.get("Type", "").removeprefix(_RELATIONS), target_of(part, one)
            found[one.get("Id", "")] = Relation(kind, target if target.lower() in self._parts else "")
        return found


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
