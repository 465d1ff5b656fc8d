"""Three house documents, made with python-docx: a plain one with a logo, one with styles named in its own way, and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from tests.docx_papers import part
from tests.readers.docx import W, value

OUTSIDE = "http://evil.example/track.png"
MAP = """\
# ours = house
Heading1 = Artikel
heading 2 = Unterartikel
Body Text = Fliesstext
Numbered Paragraph = Fliesstext
Clause Text = Fliesstext
Paper Table = Tabelle
"""


def png(width: int = 120, height: int = 40) -> bytes:
    """A blue picture with a white stripe."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + b"\x1b\x4f\x9c" * (width // 3) + b"\xff\xff\xff" * (width // 12) + b"\x1b\x4f\x9c" * (width - width // 3 - width // 12)
    pixels = zlib.compress(row * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def saved(document: object) -> bytes:
    """The bytes of a document of python-docx."""
    whole = io.BytesIO()
    document.save(whole)  # type: ignore[attr-defined]
    return whole.getvalue()


def page_field(paragraph: object, instruction: str) -> None:
    """Put a field at the end of a paragraph."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()  # type: ignore[attr-defined]
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = f" {instruction} "
        run._r.append(mark)


@cache
def plain() -> bytes:
    """Word's own styles in other colours and fonts, its theme changed, a logo and a line in the header, an address in the footer."""
    house = Document()
    house.styles["Normal"].font.name = "Georgia"
    house.styles["Normal"].font.size = Pt(11)
    for name, size in (("Heading 1", 15), ("Heading 2", 12), ("Title", 30)):
        house.styles[name].font.size = Pt(size)
        house.styles[name].font.color.rgb = RGBColor(0x1B, 0x4F, 0x9C)
    house.styles["Heading 1"].font.all_caps = True
    header = house.sections[0].header
    header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    header.paragraphs[0].add_run().add_picture(io.BytesIO(png()), width=Cm(3))
    header.add_paragraph("Harbor Legal · Privileged draft").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer = house.sections[0].footer
    footer.paragraphs[0].text = "Harbor Holdings plc, 1 Quay Street, Bristol"
    page_field(footer.add_paragraph("Page "), "PAGE")
    return changed(saved(house), {"word/theme/theme1.xml": lambda xml: xml.replace(b"4F81BD", b"1B4F9C").replace(b'"Calibri"', b'"Georgia"')})


@cache
def other_names() -> bytes:
    """Styles with names of the house's own, one based on another, numbered and indented; another header on the first page."""
    house = Document()
    house.styles["Normal"].font.name = "Verdana"
    house.styles["Normal"].font.size = Pt(10)
    base = house.styles.add_style("Hausbasis", WD_STYLE_TYPE.PARAGRAPH)
    base.font.name = "Palatino Linotype"
    base.base_style = house.styles["Normal"]
    for name, size in (("Artikel", 14), ("Unterartikel", 11), ("Fliesstext", 10)):
        style = house.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = base
        style.font.size = Pt(size)
        style.font.bold = name != "Fliesstext"
        style.font.color.rgb = RGBColor(0x7A, 0x1F, 0x3D)
        style.paragraph_format.left_indent = Cm(5)
        style.paragraph_format.page_break_before = True
        numbers = OxmlElement("w:numPr")
        numbers.append(OxmlElement("w:numId"))
        numbers[0].set(qn("w:val"), "7")
        style.element.get_or_add_pPr().insert(0, numbers)
    table = house.styles.add_style("Tabelle", WD_STYLE_TYPE.TABLE)
    table.base_style = house.styles["Table Grid"]
    section = house.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].add_run().add_picture(io.BytesIO(png()), width=Cm(5))
    section.first_page_footer.paragraphs[0].text = "Amtsgericht Musterstadt HRB 1"
    section.header.paragraphs[0].text = "Kanzlei Muster & Partner"
    page_field(section.header.paragraphs[0], "PAGE")
    page_field(section.header.paragraphs[0], f'INCLUDEPICTURE "{OUTSIDE}"')
    cells = section.header.add_table(1, 2, Cm(16))
    cells.style = house.styles["Table Grid"]
    cells.cell(0, 0).text, cells.cell(0, 1).text = "Az. 12/26", "vertraulich"
    return saved(house)


def changed(data: bytes, changes: Mapping[str, Callable[[bytes], bytes] | bytes]) -> bytes:
    """A package with some parts changed, or put in where there are none."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = changes.get(name, old.read(name))
            new.writestr(name, change(old.read(name)) if callable(change) else change)
        for name in changes.keys() - set(old.namelist()):
            change = changes[name]
            assert isinstance(change, bytes)
            new.writestr(name, change)
    return whole.getvalue()


def style(data: bytes, id: str) -> etree._Element:
    """A style of a paper."""
    [found] = [one for one in part(data, "word/styles.xml").iter(W + "style") if value(one, "styleId") == id]
    return found


def said(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    """What an element below another says."""
    return value(element.find("/".join(W + step for step in path.split("/"))), attribute)
