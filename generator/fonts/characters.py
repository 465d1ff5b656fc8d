"""The characters a font has letters for: its table “cmap”, read within limits."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_LAST = 0x10FFFF
_MOST_SUBTABLES = 64
# The subtables that name characters by their number in Unicode; where there are two, the fuller one.
_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))


class NotRight(Exception):
    """A fault of a font, as a sentence without its file."""


def characters_of(table: memoryview, glyphs: int) -> dict[int, int]:
    """The number of each character and of its glyph, one of the font's `glyphs`. Raises NotRight, struct.error where it ends early."""
    _, count = struct.unpack_from(">HH", table)
    places: dict[tuple[int, int], int] = {}
    for n in range(min(count, _MOST_SUBTABLES)):
        platform, encoding, at = struct.unpack_from(">HHI", table, 4 + 8 * n)
        places.setdefault((platform, encoding), at)
    for kind in _UNICODE:
        if kind in places:
            subtable = table[places[kind] :]
            (form,) = struct.unpack_from(">H", subtable)
            if form in (4, 12):
                read = _short if form == 4 else _long
                return {character: glyph for character, glyph in read(subtable) if 0 < glyph < glyphs}
    raise NotRight("it does not say which characters it has in a form both PDF engines read; a symbol font cannot be used.")


def table_of(characters: dict[int, int]) -> bytes:
    """The same as a table with one list, so that every engine finds the characters we found. They are in rising order."""
    groups: list[list[int]] = []
    for character, glyph in characters.items():
        if groups and character == groups[-1][1] + 1 and glyph == groups[-1][2] + character - groups[-1][0]:
            groups[-1][1] = character
        else:
            groups.append([character, character, glyph])
    body = b"".join(struct.pack(">III", *group) for group in groups)
    return struct.pack(">HHHHIHHIII", 0, 1, 3, 10, 12, 12, 0, 16 + len(body), 0, len(groups)) + body


def _short(table: memoryview) -> Iterator[tuple[int, int]]:
    """Format 4: characters up to U+FFFF, in segments."""
    (twice,) = struct.unpack_from(">H", table, 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + twice)
    shifts = struct.unpack_from(f">{count}H", table, 16 + 2 * twice)
    ways = struct.unpack_from(f">{count}H", table, 16 + 3 * twice)
    before = -1
    for n, (start, end, shift, way) in enumerate(zip(starts, ends, shifts, ways, strict=True)):
        if start == end == 0xFFFF:
            return  # the mark of the end
        if not before < start <= end:
            raise NotRight("the font is broken: its list of characters runs backwards.")
        before = end
        for character in range(start, end + 1):
            glyph = character
            if way:
                at = 16 + 3 * twice + 2 * n + way + 2 * (character - start)
                (glyph,) = struct.unpack_from(">H", table, at)
                if not glyph:
                    continue
            yield character, (glyph + shift) & 0xFFFF


def _long(table: memoryview) -> Iterator[tuple[int, int]]:
    """Format 12: all characters, in groups."""
    (count,) = struct.unpack_from(">I", table, 12)
    if 16 + 12 * count > len(table):
        raise NotRight("the font is broken: its list of characters ends early.")
    before = -1
    for start, end, glyph in struct.iter_unpack(">III", table[16 : 16 + 12 * count]):
        if not before < start <= end <= _LAST:
            raise NotRight("the font is broken: its list of characters runs backwards, or past the last character there is.")
        before = end
        for character in range(start, end + 1):
            yield character, glyph + character - start
