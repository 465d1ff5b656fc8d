"""One font of a .ttf, .otf or .ttc file: what it says of itself, and a copy of it under a name of ours.

Read here and not by a library, for a font comes from outside: every offset is held to the file and every loop to a limit, so
a file made to harm costs a sentence. Of its tables, a copy holds those that print letters, and nothing else that could run
or be looked at: no hinting of a variable font, no pictures, no signatures.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from sys import byteorder

from generator.fonts.characters import NotRight, characters_of, table_of

MOST_IN_COLLECTION = 64
_MOST_TABLES = 128
# What a copy keeps. Without “fvar” and its like, a variable font is the one it starts from.
_KEPT = (
    "BASE", "CFF ", "GDEF", "GPOS", "GSUB", "OS/2", "VORG", "cvt ", "fpgm", "gasp", "glyf", "head", "hhea", "hmtx", "kern",
    "loca", "maxp", "prep", "vhea", "vmtx",
)  # fmt: skip
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp")
_KINDS = (b"\0\1\0\0", b"OTTO", b"true")
_MAGIC = 0x5F0F3CF5
_NO_NAMES_OF_GLYPHS = b"\0\3\0\0" + bytes(28)
_RESTRICTED = 2  # of “fsType”: its maker does not allow it in a document


class FontError(ValueError):
    """A font or a folder of fonts that cannot be used; the message is a sentence about it, for the user."""


@dataclass(frozen=True)
class Font:
    """`file`: the name of the file, for messages; `weight`: 400 is regular, 700 bold; `width`: 5 is normal.

    `characters`: the number of each character it has, and of its glyph.
    """

    file: str
    family: str
    weight: int
    width: int
    italic: bool
    characters: dict[int, int]
    kind: bytes
    tables: dict[str, memoryview]

    def copy(self, family: str, face: str = "Regular") -> bytes:
        """The font as a file of its own, in which its family is called `family`."""
        tables = {**self.tables, "name": _names(family, face), "cmap": table_of(self.characters), "post": _NO_NAMES_OF_GLYPHS}
        head = struct.pack(">4sHHHH", self.kind, len(tables), *_search(len(tables)))
        records, body, at = b"", [], len(head) + 16 * len(tables)
        for tag in sorted(tables):
            content = bytes(tables[tag])
            # The sum of checks is for who repairs files; no engine looks at it.
            records += struct.pack(">4sIII", tag.encode("latin-1"), 0, at, len(content))
            body.append(content + b"\0" * (-len(content) % 4))
            at += len(body[-1])
        return b"".join((head, records, *body))


def fonts_of(content: bytes, file: str) -> Iterator[Font]:
    """The fonts of a file, several of a collection. Raises FontError with a sentence that begins with `file`."""
    data = memoryview(content)
    try:
        for offset in _offsets(data):
            yield _font(data, offset, file)
    except NotRight as error:
        raise FontError(f"{file}: {error}") from None
    except (struct.error, IndexError, ValueError) as error:
        if isinstance(error, FontError):
            raise
        raise FontError(f"{file}: the font is broken: it ends early, or points outside itself. Take a whole copy of it.") from None


def _offsets(data: memoryview) -> tuple[int, ...]:
    """Where the fonts of a file begin."""
    if bytes(data[:4]) != b"ttcf":
        return (0,)
    (count,) = struct.unpack_from(">I", data, 8)
    if not 0 < count <= MOST_IN_COLLECTION:
        raise NotRight(f"it says it holds {count:,} fonts; at most {MOST_IN_COLLECTION} are allowed in one file.")
    return struct.unpack_from(f">{count}I", data, 12)


def _font(data: memoryview, offset: int, file: str) -> Font:
    kind, count = struct.unpack_from(">4sH", data, offset)
    if kind not in _KINDS:
        raise NotRight("it is no font: neither TrueType nor OpenType. Leave it out of the folder, or take a whole copy of it.")
    if count > _MOST_TABLES:
        raise NotRight(f"the font is broken: it says it has {count:,} tables; at most {_MOST_TABLES} are allowed.")
    tables: dict[str, memoryview] = {}
    for n in range(count):
        tag, _, at, length = struct.unpack_from(">4sIII", data, offset + 12 + 16 * n)
        if at + length > len(data):
            raise NotRight("the font is broken: it ends early, or points outside itself. Take a whole copy of it.")
        tables[tag.decode("latin-1")] = data[at : at + length]
    if missing := [tag for tag in _NEEDED if tag not in tables]:
        raise NotRight(f"the font is broken: it has no table “{missing[0]}”.")
    if "CFF " in tables and not (tables["CFF "][0] == 1 and tables["CFF "][2] >= 4 and 1 <= tables["CFF "][3] <= 4):
        raise NotRight("the font is broken: its letters are in no form there is. Take a whole copy of it.")
    if "glyf" not in tables and "CFF " not in tables:
        raise NotRight("it has no outlines that both PDF engines draw (“glyf” or “CFF”); fonts of pictures alone cannot be used.")
    glyphs = _glyphs(tables)
    weight, width, italic = _style(tables)
    family = _family(tables["name"]) if "name" in tables else file
    kept = {tag: table for tag, table in tables.items() if tag in _KEPT}
    return Font(file, family, weight, width, italic, characters_of(tables["cmap"], glyphs), kind, kept)


def _glyphs(tables: dict[str, memoryview]) -> int:
    """How many glyphs there are; every one of them lies in the table of outlines. Raises NotRight."""
    (magic, _, em) = struct.unpack_from(">IHH", tables["head"], 12)
    (glyphs,) = struct.unpack_from(">H", tables["maxp"], 4)
    (measures,) = struct.unpack_from(">H", tables["hhea"], 34)
    wide = measures * 4 + max(0, glyphs - measures) * 2
    if magic != _MAGIC or not 16 <= em <= 16384 or not glyphs or not 0 < measures <= glyphs or len(tables["hmtx"]) < wide:
        raise NotRight("the font is broken: its measures do not fit its letters. Take a whole copy of it.")
    if "glyf" in tables:
        (long,) = struct.unpack_from(">h", tables["head"], 50)
        size = 4 if long else 2
        if "loca" not in tables or len(tables["loca"]) < (glyphs + 1) * size:
            raise NotRight("the font is broken: it does not say where its letters are. Take a whole copy of it.")
        places = memoryview(_native(tables["loca"][: (glyphs + 1) * size], size)).cast("I" if long else "H").tolist()
        if places != sorted(places) or places[-1] * (1 if long else 2) > len(tables["glyf"]):
            raise NotRight("the font is broken: its letters are not where it says. Take a whole copy of it.")
    return int(glyphs)


def _native(table: memoryview, size: int) -> bytes:
    """Numbers of `size` bytes in the order of this computer; a file has the great end first."""
    if byteorder == "big":
        return bytes(table)
    turned = bytearray(len(table))
    for n in range(size):
        turned[n::size] = table[size - 1 - n :: size]
    return bytes(turned)


def _style(tables: dict[str, memoryview]) -> tuple[int, int, bool]:
    """Weight, width, and whether it slants. Raises NotRight where its maker does not allow it in a document."""
    (mac,) = struct.unpack_from(">H", tables["head"], 44)
    if "OS/2" not in tables:
        return 700 if mac & 1 else 400, 5, bool(mac & 2)
    weight, width, rights = struct.unpack_from(">HHH", tables["OS/2"], 4)
    (selection,) = struct.unpack_from(">H", tables["OS/2"], 62)
    if rights & 0xF == _RESTRICTED:
        raise NotRight("its maker does not allow it to be put into a document (“restricted licence embedding”), which a PDF must do.")
    return weight, width, bool(selection & 1 or mac & 2)


def _family(table: memoryview) -> str:
    """The name of its family, which its weights share; empty where it says none that can be read."""
    _, count, start = struct.unpack_from(">HHH", table)
    found: dict[int, str] = {}
    for n in range(min(count, 4096)):
        platform, _, _, name, length, at = struct.unpack_from(">HHHHHH", table, 6 + 12 * n)
        if platform in (0, 3) and name in (1, 16):
            found.setdefault(name, bytes(table[start + at : start + at + length]).decode("utf-16-be", "replace"))
    return found.get(16) or found.get(1) or ""


def _names(family: str, face: str) -> bytes:
    """A table of names that says `family` and `face` for all that an engine asks for."""
    said = {1: family, 2: face, 4: f"{family} {face}", 6: f"{family} {face}".replace(" ", "-")}
    records, words = b"", b""
    for number, name in said.items():
        coded = name.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(coded), len(words))
        words += coded
    return struct.pack(">HHH", 0, len(said), 6 + len(records)) + records + words


def _search(count: int) -> tuple[int, int, int]:
    """The three numbers of a font's head by which old programs look a table up."""
    power = count.bit_length() - 1
    return 16 << power, power, 16 * count - (16 << power)
