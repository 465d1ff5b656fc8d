"""What a zip from outside holds, listed with care before anything of it is unpacked: house documents, papers that come back, workbooks.

A file a stranger made may unpack to gigabytes, or name a part twice so that two readers see two files. Such a file is refused
with a sentence, none is repaired.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

MEGABYTE = 1_000_000
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Unsound(ValueError):
    """What is wrong with a zip: a sentence about “it”, without its full stop."""


@dataclass(frozen=True)
class Limits:
    """What a zip of one kind may hold, and what it is called in a sentence.

    `whole`: bytes, all parts unpacked. `parts`: how many. `packed`: to which fraction of its size a part of more than a megabyte
    may pack; only what was made to unpack packs smaller. `called`: document; `kind`: Word document; `seen`: what two readers could see.
    """

    whole: int
    parts: int
    packed: int
    called: str
    kind: str
    seen: str


def entries_of(archive: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The entries of a zip by name in lower case, as packages compare names. Raises Unsound for what no office program writes."""
    entries = archive.infolist()
    if len(entries) > limits.parts:
        raise Unsound(f"it has {len(entries):,} parts; at most {limits.parts:,} are read")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = entry.filename
        # `filename` ends at a NUL and has the slashes of the platform; what the file says is `orig_filename`.
        steps = entry.orig_filename.split("/")
        if name != entry.orig_filename or ".." in steps or not steps[0] or re.search(r"[\x00-\x1f\\:]", entry.orig_filename):
            raise Unsound(f"its part “{_shown(entry.orig_filename)}” has a name that leads out of the {limits.called}")
        if name.lower() in found:
            raise Unsound(f"it has the part “{_shown(name)}” twice, so two readers could see two {limits.seen}")
        if entry.flag_bits & 1:
            raise Unsound("it is locked with a password; save it without one")
        if entry.file_size > MEGABYTE and entry.file_size > limits.packed * max(entry.compress_size, 1):
            raise Unsound(f"its part “{_shown(name)}” unpacks to more than {limits.packed} times its size, which no {limits.kind} does")
        found[name.lower()] = entry
    if sum(entry.file_size for entry in entries) > limits.whole:
        raise Unsound(f"it unpacks to more than {limits.whole // MEGABYTE:,} MB")
    return found


def relations_file(part: str) -> str:
    """The name of the part that holds the relationships of another; "" is the package itself."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def target_of(part: str, relationship: etree._Element) -> str:
    """The name of the part a relationship of a part leads to; "" for one that leads out of the package."""
    if relationship.get("TargetMode") == "External":
        return ""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), relationship.get("Target", ""))).lstrip("/")


def _shown(name: str) -> str:
    """A name from outside as it can be printed."""
    return "".join(letter if letter.isprintable() else "�" for letter in name[:80])
