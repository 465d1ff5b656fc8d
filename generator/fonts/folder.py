"""`--fonts DIR`: the fonts of folders, read within limits, in the order of folders and file names."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.fonts.fonts import SHIPPED, Family, Fonts, shipped_characters
from generator.fonts.sfnt import Font, FontError, fonts_of

READ = (".ttf", ".otf", ".ttc", ".otc")
_PACKED = (".woff", ".woff2")
MOST_FILES = 200
MOST_BYTES = 64 * 1024 * 1024
MOST_TOGETHER = 256 * 1024 * 1024
_BOLD = 600  # from this weight on, a face is printed for bold words


def read_fonts(folders: Sequence[Path]) -> Fonts:
    """The fonts of the folders themselves, not of folders in them; the shipped ones alone for no folder.

    Of a family, one upright regular face and one bold face print; a face that has no character the fonts before it lack is left
    out. Raises FontError with a sentence for what cannot be used, OSError.
    """
    if not folders:
        return SHIPPED
    notices: list[str] = []
    families: dict[str, list[Font]] = {}
    read = 0
    for path in _files(folders, notices):
        content = _content(path)
        read += len(content)
        if read > MOST_TOGETHER:
            raise FontError(
                f"{path}: with it, the fonts are over {_size(MOST_TOGETHER)}; put those the deal needs into a folder of their own."
            )
        for font in fonts_of(content, str(path)):
            families.setdefault(font.family, []).append(font)
    added = tuple(_families(families.values()))
    if not added:
        notices.append(f"{folders[0]}: the fonts have no character that the shipped ones lack, and are left out.")
    return Fonts(added, tuple(notices))


def _families(families: Iterable[Sequence[Font]]) -> Iterator[Family]:
    """The families to print in: of each, a regular face with its bold one, and each face that has characters of its own."""
    known, n = shipped_characters(), 0
    for fonts in families:
        for regular in sorted(fonts, key=lambda font: (font.weight >= _BOLD, _distance(font, 400))):
            has = frozenset(regular.characters)
            bold = next((font for font in sorted(fonts, key=lambda font: _distance(font, 700)) if _goes_with(font, regular)), None)
            both = has & bold.characters.keys() if bold else frozenset()
            # What the bold face lacks, bold words take from the regular face, as a family after the other.
            for face, characters in ((bold, both), (None, has)):
                if not characters <= known:
                    known |= characters
                    n += 1
                    name = f"Pactwright Added {n}"
                    files = (regular.file, face.file) if face else (regular.file,)
                    yield Family(name, files, regular.copy(name), face.copy(name, "Bold") if face else b"", characters)


def _distance(font: Font, weight: int) -> tuple[bool, int, int]:
    """How far a face is from the upright one of a weight."""
    return font.italic, abs(font.width - 5), abs(font.weight - weight)


def _goes_with(bold: Font, regular: Font) -> bool:
    return bold.weight >= _BOLD > regular.weight and not regular.characters.keys().isdisjoint(bold.characters)


def _files(folders: Sequence[Path], notices: list[str]) -> Iterator[Path]:
    """The files of fonts, by folder and name; what is left out is noticed. Raises FontError where a folder has none."""
    for folder in folders:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
        found = [path for path in entries if path.suffix.lower() in READ]
        packed = [path for path in entries if path.suffix.lower() in _PACKED]
        if not found:
            also = f" It holds {packed[0].name}, which is packed for the web: unpack it to .ttf first." if packed else ""
            raise FontError(
                f"{folder}: no fonts in this folder; files named {', '.join(READ)} are read, and not those of folders in it.{also}"
            )
        if len(found) > MOST_FILES:
            raise FontError(
                f"{folder}: {len(found):,} fonts; at most {MOST_FILES} are read, so put those the deal needs into a folder of their own."
            )
        notices += [f"{path}: left out, as it is packed for the web; only {', '.join(READ)} are read." for path in packed]
        yield from found


def _content(path: Path) -> bytes:
    """The bytes of a font. Raises FontError for a link, a pipe and a file that is too large."""
    about = path.lstat()
    if not stat.S_ISREG(about.st_mode):
        raise FontError(f"{path}: it is a link or no ordinary file; put the font itself into the folder.")
    with path.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FontError(f"{path}: the font is over {_size(MOST_BYTES)}, which is the most that is read.")
    return content


def _size(count: int) -> str:
    return f"{count // (1024 * 1024)} MB"
