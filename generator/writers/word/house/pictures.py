"""The pictures of a header or footer: checked, and drawn anew around the bytes, so that they cannot lie over the words."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from generator.writers.word.entries import MEGABYTE
from generator.writers.word.house.sealed import R

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
LARGEST_PICTURE = 4 * MEGABYTE
MOST_PIXELS = 40_000_000
CENTIMETRE = 360_000  # EMU
# In the line of the words: the width of the text. Behind the words: a page.
_INLINE, _BEHIND = (16 * CENTIMETRE, 6 * CENTIMETRE), (30 * CENTIMETRE, 42 * CENTIMETRE)
_FROM = {
    "H": "margin|page|column|character|leftMargin|rightMargin|insideMargin|outsideMargin",
    "V": "margin|page|paragraph|line|topMargin|bottomMargin|insideMargin|outsideMargin",
}
_ALIGN = {"H": "left|right|center|inside|outside", "V": "top|bottom|center|inside|outside"}


@dataclass(frozen=True)
class Picture:
    """One picture file. `extension`: png or jpeg."""

    content: bytes
    extension: str


def read_picture(content: bytes) -> Picture | None:
    """A PNG or JPEG of a size a page can show, None for anything else."""
    if len(content) > LARGEST_PICTURE:
        return None
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR" and len(content) > 33:
        size, extension = struct.unpack(">II", content[16:24]), "png"
    elif content.startswith(b"\xff\xd8\xff"):
        size, extension = _jpeg_size(content), "jpeg"
    else:
        return None
    return Picture(content, extension) if 0 < size[0] * size[1] <= MOST_PIXELS else None


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height by the frame header, (0, 0) where there is none."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(content[at + 7 : at + 9], "big"), int.from_bytes(content[at + 5 : at + 7], "big")
        if length < 2:
            break
        at += 2 + length
    return 0, 0


def picture_id(drawing: etree._Element) -> str:
    """The relationship of the one picture a drawing shows, empty for shapes, charts, groups and pictures kept elsewhere."""
    pictures = list(drawing.iter(f"{{{_PIC}}}pic"))
    blips = list(drawing.iter(f"{A}blip"))
    return blips[0].get(f"{R}embed", "") if len(pictures) == len(blips) == 1 else ""


def draw(drawing: etree._Element, relation: str, at: int) -> etree._Element | None:
    """A drawing of one picture made anew: its size, place and description from the house; None without a size.

    `relation`: the relationship of the picture in our part; `at`: a number of its own in that part.
    """
    holder = next((one for one in drawing if one.tag in (f"{WP}inline", f"{WP}anchor")), None)
    extent = holder.find(f"{WP}extent") if holder is not None else None
    if holder is None or extent is None:
        return None
    floats = holder.tag == f"{WP}anchor"
    width, height = (_number(extent.get(side, "")) for side in ("cx", "cy"))
    if width <= 0 or height <= 0:
        return None
    most = _BEHIND if floats else _INLINE
    scale = min(1.0, most[0] / width, most[1] / height)
    width, height = round(width * scale) or 1, round(height * scale) or 1
    named = holder.find(f"{WP}docPr")
    words = re.sub(r"[^\w .,;:()&'+-]", " ", named.get("descr", "") if named is not None else "")[:200].strip() or "Logo"
    properties = f'<wp:docPr id="{at}" name="House picture {at}" descr={quoteattr(words)}/><wp:cNvGraphicFramePr/>'
    graphic = (
        f'<a:graphic><a:graphicData uri="{_PIC}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{at}" name="House picture {at}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic>"
    )
    size = f'<wp:extent cx="{width}" cy="{height}"/>'
    if floats:
        # Behind the words in every case: a picture over them could hide a clause.
        inside = (
            '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251658240" behindDoc="1" '
            f'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            f"{_position(holder, 'H')}{_position(holder, 'V')}{size}"
            f"<wp:wrapNone/>{properties}{graphic}</wp:anchor>"
        )
    else:
        inside = f'<wp:inline distT="0" distB="0" distL="0" distR="0">{size}{properties}{graphic}</wp:inline>'
    return etree.fromstring(
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:wp="{WP[1:-1]}" xmlns:a="{A[1:-1]}" xmlns:pic="{_PIC}" xmlns:r="{R[1:-1]}">{inside}</w:drawing>'
    )


def _position(anchor: etree._Element, way: str) -> str:
    said = anchor.find(f"{WP}position{way}")
    origin = said.get("relativeFrom", "") if said is not None else ""
    origin = origin if re.fullmatch(_FROM[way], origin) else "page"
    align = (said.findtext(f"{WP}align") or "").strip() if said is not None else ""
    offset = _number((said.findtext(f"{WP}posOffset") or "").strip()) if said is not None else 0
    inside = f"<wp:align>{align}</wp:align>" if re.fullmatch(_ALIGN[way], align) else f"<wp:posOffset>{offset}</wp:posOffset>"
    return f'<wp:position{way} relativeFrom="{origin}">{inside}</wp:position{way}>'


def _number(words: str) -> int:
    """A length in EMU, 0 for what is none."""
    return int(words) if re.fullmatch(r"-?\d{1,9}", words, re.ASCII) else 0
