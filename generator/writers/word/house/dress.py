"""A finished package in the look of a house: styles, theme, fonts, headers, and what stands below our own footer line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from generator.writers.word.house.house import House
from generator.writers.word.house.stationery import Stationery
from generator.writers.word.house.styles import dress as dress_styles
from generator.writers.word.house.styles import page_style
from generator.writers.word.house.theme import dress_fonts, dress_theme
from generator.writers.word.page import HOUSE_FIRST_FOOTER, HOUSE_FIRST_HEADER, HOUSE_HEADER, HOUSE_PARTS

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def dress(parts: Mapping[str, str], house: House, compact: bool) -> tuple[dict[str, str], dict[str, bytes]]:
    """The parts of a paper that a house changes or adds, and its pictures. `parts`: the paper's own, `compact`: a term sheet."""
    styles, fonts = _dressed_styles(house, parts["word/styles.xml"], parts["word/fontTable.xml"], compact)
    changed = {"word/styles.xml": styles, "word/fontTable.xml": fonts}
    if house.theme is not None:
        changed["word/theme/theme1.xml"] = dress_theme(parts["word/theme/theme1.xml"], house.theme)
    pictures: dict[str, bytes] = {}
    for name, place in ((HOUSE_HEADER, "header default"), (HOUSE_FIRST_HEADER, "header first")):
        if (sheet := house.pages.get(place, Stationery())).xml:
            changed[name] = f"{_HEAD}<w:hdr {_NAMESPACES}>{sheet.xml}</w:hdr>"
            _hang(sheet, name, changed, pictures)
    below = house.pages.get("footer default", Stationery())
    first = house.pages.get("footer first", Stationery())
    if house.first_page_differs and "word/footer1.xml" in parts:
        changed[HOUSE_FIRST_FOOTER] = _below(parts["word/footer1.xml"], first)
        _hang(first, HOUSE_FIRST_FOOTER, changed, pictures)
    for name in ("word/footer1.xml", "word/footer2.xml"):
        if name in parts and below.xml:
            changed[name] = _below(parts[name], below)
            _hang(below, name, changed, pictures)
    changed["word/document.xml"] = _referring(parts["word/document.xml"], changed, house.first_page_differs)
    return changed, pictures


@lru_cache(maxsize=4)
def _dressed_styles(house: House, styles: str, fonts: str, compact: bool) -> tuple[str, str]:
    root = etree.fromstring(styles.encode())
    dress_styles(root, house.styles, house.matched, compact)
    for at, id in enumerate(house.page_styles, 1):
        root.append(page_style(house.styles, house.styles.by_id[id], f"HousePage{at}", f"House Page {at}"))
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True).decode()
    return written, dress_fonts(fonts, house.fonts, root)


def _below(footer: str, sheet: Stationery) -> str:
    """A footer of ours with that of the house below it; our line with id, version, page and status stays on each page."""
    return footer.replace("</w:ftr>", f"{sheet.xml}</w:ftr>")


def _hang(sheet: Stationery, part: str, parts: dict[str, str], pictures: dict[str, bytes]) -> None:
    """Put the pictures of a header or footer into the package, each once, with the relationships of the part."""
    entries = ""
    for id, picture in sheet.pictures:
        name = next((name for name, content in pictures.items() if content == picture.content), "")
        name = name or f"word/media/house{len(pictures) + 1}.{picture.extension}"
        pictures[name] = picture.content
        entries += f'<Relationship Id="{id}" Type="{_IMAGE}" Target="{name.removeprefix("word/")}"/>'
    if entries:
        namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
        parts[part.replace("word/", "word/_rels/") + ".rels"] = f'{_HEAD}<Relationships xmlns="{namespace}">{entries}</Relationships>'


def _referring(document: str, parts: Mapping[str, str], first_differs: bool) -> str:
    """The document with the headers in each of its sections, and those of a first page in the first."""

    def reference(name: str, type: str) -> str:
        id, kind = HOUSE_PARTS[name]
        return f'<w:{kind}Reference w:type="{type}" r:id="{id}"/>' if name in parts else ""

    everywhere = reference(HOUSE_HEADER, "default")
    first = reference(HOUSE_FIRST_HEADER, "first") + reference(HOUSE_FIRST_FOOTER, "first") if first_differs else ""
    opened, section, rest = document.partition("<w:sectPr>")
    inside, closed, after = rest.partition("</w:sectPr>")
    title = "<w:titlePg/>" if first_differs else ""
    return f"{opened}{section}{everywhere}{first}{inside}{title}{closed}" + after.replace("<w:sectPr>", f"<w:sectPr>{everywhere}")
