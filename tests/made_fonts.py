"""Fonts made for tests: each letter is a box, and the characters are those a test asks for."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont


def font(characters: str, family: str = "Boxes", weight: int = 400, outlines: str = "glyf", **os2: Any) -> bytes:
    """A font file. `outlines`: “glyf” or “CFF”; `os2`: what its table OS/2 says besides, such as fsType."""
    glyphs = [".notdef", *(f"u{ord(one):04X}" for one in characters)]
    builder = FontBuilder(1000, isTTF=outlines == "glyf")
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(one): f"u{ord(one):04X}" for one in characters})
    if outlines == "glyf":
        builder.setupGlyf({name: _box(TTGlyphPen(None), 300 + 10 * (n % 30)).glyph() for n, name in enumerate(glyphs)})
    else:
        drawn = {name: _box(T2CharStringPen(500, None), 300 + 10 * (n % 30)).getCharString() for n, name in enumerate(glyphs)}
        builder.setupCFF(family.replace(" ", ""), {}, drawn, {})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Bold" if weight >= 600 else "Regular"})
    builder.setupOS2(usWeightClass=weight, **os2)
    builder.setupPost()
    return saved(builder.font)


def collection(*fonts: bytes) -> bytes:
    """Fonts in one file, .ttc."""
    made = TTCollection()
    made.fonts = [TTFont(io.BytesIO(one)) for one in fonts]
    return saved(made)


def saved(made: TTFont | TTCollection) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def folder(at: Path, **fonts: bytes) -> Path:
    """A folder of fonts by file name: `a_ttf=…` is “a.ttf”."""
    at.mkdir(parents=True, exist_ok=True)
    for name, content in fonts.items():
        (at / name.replace("_", ".")).write_bytes(content)
    return at


def _box(pen: Any, height: int) -> Any:
    for move, point in (("moveTo", (50, 0)), ("lineTo", (50, height)), ("lineTo", (450, height)), ("lineTo", (450, 0))):
        getattr(pen, move)(point)
    pen.closePath()
    return pen
