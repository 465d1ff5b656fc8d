"""Colours and fonts of a house: the theme with those of the house in it, and the table of the fonts its styles name."""

from __future__ import annotations

import copy
import re
from functools import lru_cache

from lxml import etree

from generator.writers.word.house.look import Rule, take
from generator.writers.word.house.pictures import A
from generator.writers.word.house.sealed import W

_COLORS = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
_FONT = re.compile(r"[^\x00-\x1f\"<>;:/\\]{0,64}")
_DESCRIBED = {
    "panose1": Rule({"val": "[0-9A-Fa-f]{20}"}, needs=("val",)),
    "charset": Rule({"val": "[0-9A-Fa-f]{2}"}, needs=("val",)),
    "family": Rule({"val": "decorative|modern|roman|script|swiss|auto"}, needs=("val",)),
    "pitch": Rule({"val": "fixed|variable|default"}, needs=("val",)),
}


@lru_cache(maxsize=4)  # the same in every paper of a batch
def dress_theme(ours: str, house: etree._Element) -> str:
    """Our theme part with the colours and fonts of a house's; its effects, pictures and extensions are left behind."""
    root = etree.fromstring(ours.encode())
    for color in _COLORS:
        own = root.find(f".//{A}clrScheme/{A}{color}")
        said = house.find(f"{A}themeElements/{A}clrScheme/{A}{color}")
        shade = next(iter(said), None) if said is not None else None
        value = (shade.get("val") if shade.tag == f"{A}srgbClr" else shade.get("lastClr")) if shade is not None else None
        if own is not None and value and re.fullmatch("[0-9A-Fa-f]{6}", value):
            own[:] = [etree.Element(f"{A}srgbClr", {"val": value.upper()})]
    for group in ("majorFont", "minorFont"):
        own = root.find(f".//{A}fontScheme/{A}{group}")
        said = house.find(f"{A}themeElements/{A}fontScheme/{A}{group}")
        if own is None or said is None:
            continue
        for script in ("latin", "ea", "cs"):
            place, font = own.find(A + script), said.find(A + script)
            name = font.get("typeface", "") if font is not None else ""
            if place is not None and _FONT.fullmatch(name) and (name or script != "latin"):
                place.attrib.clear()  # with the description of the font that stood there
                place.set("typeface", name)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True).decode()


def dress_fonts(ours: str, house: etree._Element | None, styles: etree._Element) -> str:
    """Our font table with the fonts the styles name, described as in the house's; fonts packed into a house are left behind."""
    root = etree.fromstring(ours.encode())
    known = {font.get(W + "name") for font in root}
    described = {font.get(W + "name"): font for font in house.iter(W + "font")} if house is not None else {}
    named = {
        str(said) for fonts in styles.iter(W + "rFonts") for key, said in fonts.attrib.items() if not re.search("[Tt]heme|hint$", str(key))
    }
    for name in sorted(named - {f"{one}" for one in known}):
        font = etree.SubElement(root, W + "font", {W + "name": name})
        font.extend(copy.deepcopy(one) for one in take(described.get(name), _DESCRIBED).values())
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True).decode()
