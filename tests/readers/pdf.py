"""Read a written PDF back with poppler's tools: the words of the paper in order, and what the file says of itself."""

from __future__ import annotations

import re
import subprocess
import zlib
from html import unescape
from pathlib import Path

from generator.document.lines import lines
from generator.document.tree import Document

MARGIN = 25 / 25.4 * 72  # points; footers stand in it and the paper does not
COMPACT_MARGIN = 16 / 25.4 * 72  # of a term sheet
START = "start"  # the name of the place where the paper begins, after cover and contents


def _run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True, encoding="utf-8").stdout


def info(path: Path) -> dict[str, str]:
    """What `pdfinfo` says: “Title”, “Tagged”, “Pages” and others."""
    return dict(re.findall(r"^([^:\n]+):\s*(.*)$", _run("pdfinfo", "-custom", path) + _run("pdfinfo", path), re.MULTILINE))


def inflated(path: Path) -> bytes:
    """The bytes of the file with its compressed streams unpacked, for what no tool of poppler tells."""
    raw = path.read_bytes()
    packed = re.findall(rb"FlateDecode[^>]*>>\nstream\n(.*?)\nendstream", raw, re.DOTALL)
    return b"\n".join([raw, *map(zlib.decompress, packed)])


def structure(path: Path) -> list[str]:
    """The tags of the file in order, “H2”, “P”, “TH”, without their depth and words."""
    return re.findall(r"^ *(\w+)", _run("pdfinfo", "-struct", path), re.MULTILINE)


def outline(path: Path) -> list[tuple[int, str]]:
    """The bookmarks in order, with their depth from 1."""
    found = re.findall(r"<(/?)outline>|<item page=\"\d+\">(.*?)</item>", _run("pdftohtml", "-xml", "-i", "-stdout", path))
    depth, entries = 0, []
    for closing, title in found:
        if title:
            entries.append((depth, unescape(title)))
        else:
            depth += -1 if closing else 1
    return entries


def sizes(path: Path) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    out = _run("pdfinfo", "-f", "1", "-l", "9999", path)
    return [(float(w), float(h)) for w, h in re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+)", out, re.MULTILINE)]


def fonts(path: Path) -> set[str]:
    """The names of the fonts in the file, without the six letters that mark a subset."""
    return {line.split()[0].partition("+")[2] for line in _run("pdffonts", path).splitlines()[2:]}


def footers(path: Path) -> list[str]:
    """What stands below the paper on each page."""
    return [_text(path, page, top=height - MARGIN, bottom=height).strip() for page, (_, height) in enumerate(sizes(path), 1)]


def pages(path: Path) -> list[str]:
    """What stands on each page, cover and contents too, without the footer."""
    return [_text(path, page, top=0, bottom=height - MARGIN) for page, (_, height) in enumerate(sizes(path), 1)]


def words(path: Path, margin: float = MARGIN) -> list[str]:
    """The words of the paper, from its first line to its last; cover, contents and footers left out by where they stand."""
    first, top = _start(path)
    return words_from(path, first, margin, top)


def words_from(path: Path, first: int, margin: float = MARGIN, top: float = 0) -> list[str]:
    """The words from a page on, and on that page from `top` points down; footers left out. For an engine that names no start."""
    pages = enumerate(sizes(path)[first - 1 :], first)
    text = "\n".join(_text(path, page, top if page == first else 0, height - margin) for page, (_, height) in pages)
    return split(text)


def words_of(document: Document) -> list[str]:
    """The words of a paper that is not written yet, to compare with what is read back."""
    return split(" ".join(f"{line.number} {line.words}" for line in lines(document)))


def split(text: str) -> list[str]:
    """Words between spaces, where a line may also end after a hyphen or a dash: “Wind-” and “down” are one word.

    Compare only with what went through here too.
    """
    return re.sub(r"(?<=[-–—/])\s+", "", text).split()


def _start(path: Path) -> tuple[int, float]:
    """The page on which the paper begins, and how far down in points."""
    found = re.search(rf'^ *(\d+) \[ XYZ +\S+ +(\S+) .*"{START}"', _run("pdfinfo", "-dests", path), re.MULTILINE)
    assert found, "the PDF does not name the place where the paper begins"
    page = int(found[1])
    return page, sizes(path)[page - 1][1] - float(found[2])


def _text(path: Path, page: int, top: float, bottom: float) -> str:
    area = ("-x", "0", "-y", str(int(top)), "-W", "2000", "-H", str(int(bottom - top)))
    return _run("pdftotext", "-raw", "-nopgbrk", "-f", str(page), "-l", str(page), *area, path, "-")
