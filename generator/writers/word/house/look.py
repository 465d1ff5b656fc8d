"""The looks that are taken from a house document: which properties, with which values, in the order of the schema.

Everything else is left behind, so nothing a stranger wrote reaches our files unread. Left out with intent: numbering and
page breaks, which are ours; hidden and crossed-out text, letters under 4 points, lines closer than 5 points, and directions
of writing, with which a contract could read differently from what it says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from generator.writers.word.house.sealed import W

# A look: the properties of a style by the name of their element.
Look = Mapping[str, etree._Element]


@dataclass(frozen=True)
class Rule:
    """What an element may say: pattern of each attribute, the elements in it, and the attributes it says nothing without."""

    attributes: Mapping[str, str] = field(default_factory=dict)
    children: Mapping[str, Rule] = field(default_factory=dict)
    needs: tuple[str, ...] = ()


_SWITCH = "true|false|0|1|on|off"
_TWIPS, _SIGNED = r"\d{1,5}", r"-?\d{1,5}"
_THEME_COLOR = (
    "dark1|light1|dark2|light2|accent[1-6]|hyperlink|followedHyperlink|none|background[12]|text[12]"
)  # fmt: skip
_HEX, _COLOR = "[0-9A-Fa-f]{2}", "auto|[0-9A-Fa-f]{6}"
_LINE = "nil|none|single|thick|double|dotted|dashed|dotDash|dotDotDash|triple|thinThickSmallGap|thickThinSmallGap|wave|inset|outset"
_UNDER = "single|words|double|thick|dotted|dash|dotDash|dotDotDash|wave|none"
_FONT = r"[^\x00-\x1f\"<>;:/\\]{1,64}"
_THEME_FONT = "(major|minor)(EastAsia|Bidi|Ascii|HAnsi)"

ON = Rule({"val": _SWITCH})
_SHADE = Rule(
    {
        "val": r"clear|nil|solid|pct(5|10|12|15|20|25|30|35|37|40|45|50|55|60|62|65|70|75|80|85|87|90|95)", "color": _COLOR, "fill": _COLOR,
        "themeColor": _THEME_COLOR, "themeTint": _HEX, "themeShade": _HEX,
        "themeFill": _THEME_COLOR, "themeFillTint": _HEX, "themeFillShade": _HEX,
    },
    needs=("val",),
)  # fmt: skip
BORDER = Rule(
    {
        "val": _LINE, "sz": r"\d{1,2}", "space": r"[12]?\d|3[01]", "color": _COLOR, "shadow": _SWITCH, "frame": _SWITCH,
        "themeColor": _THEME_COLOR, "themeTint": _HEX, "themeShade": _HEX,
    },
    needs=("val",),
)  # fmt: skip
_WIDTH = Rule({"w": _TWIPS, "type": "dxa|auto|nil|pct"}, needs=("w", "type"))

RUN = {
    "rFonts": Rule({
        "hint": "default|eastAsia|cs",
        **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), _FONT),
        **dict.fromkeys(("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"), _THEME_FONT),
    }),
    "b": ON, "bCs": ON, "i": ON, "iCs": ON, "caps": ON, "smallCaps": ON,
    "color": Rule({"val": _COLOR, "themeColor": _THEME_COLOR, "themeTint": _HEX, "themeShade": _HEX}, needs=("val",)),
    "spacing": Rule({"val": r"-?[1-2]?\d"}, needs=("val",)),
    "kern": Rule({"val": r"\d{1,3}"}, needs=("val",)),
    "sz": Rule({"val": r"[89]|[1-9]\d|1\d\d"}, needs=("val",)),
    "szCs": Rule({"val": r"[89]|[1-9]\d|1\d\d"}, needs=("val",)),
    "u": Rule({"val": _UNDER, "color": _COLOR}, needs=("val",)),
    "shd": _SHADE,
}  # fmt: skip
PARAGRAPH = {
    "widowControl": ON,
    "pBdr": Rule(children=dict.fromkeys(("top", "left", "bottom", "right", "between", "bar"), BORDER)),
    "shd": _SHADE,
    "tabs": Rule(children={"tab": Rule(
        {"val": "clear|left|center|right|decimal|bar|num", "leader": "none|dot|hyphen|underscore|heavy|middleDot", "pos": _SIGNED},
        needs=("val", "pos"),
    )}),
    "suppressAutoHyphens": ON,
    "spacing": Rule({
        "before": r"\d{1,4}", "beforeAutospacing": _SWITCH, "after": r"\d{1,4}", "afterAutospacing": _SWITCH,
        "line": r"[1-9]\d{2}|1\d{3}", "lineRule": "auto|exact|atLeast",
    }),
    "ind": Rule({"left": _SIGNED, "right": _SIGNED, "hanging": _TWIPS, "firstLine": _TWIPS}),
    "contextualSpacing": ON,
    "jc": Rule({"val": "left|center|right|both|start|end"}, needs=("val",)),
}  # fmt: skip
_MARGINS = Rule(children=dict.fromkeys(("top", "left", "bottom", "right"), _WIDTH))
_TABLE_BORDERS = Rule(children=dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), BORDER))
TABLE = {
    "tblW": _WIDTH,
    "jc": Rule({"val": "left|center|right|start|end"}, needs=("val",)),
    "tblInd": Rule({"w": _SIGNED, "type": "dxa|auto|nil"}, needs=("w", "type")),
    "tblBorders": _TABLE_BORDERS,
    "shd": _SHADE,
    "tblLayout": Rule({"type": "fixed|autofit"}),
    "tblCellMar": _MARGINS,
}  # fmt: skip
ROW = {"trHeight": Rule({"val": r"\d{1,4}", "hRule": "auto|atLeast|exact"})}
CELL = {
    "tcW": _WIDTH,
    "gridSpan": Rule({"val": r"[1-9]|[1-5]\d"}, needs=("val",)),
    "vMerge": Rule({"val": "restart|continue"}),
    "tcBorders": _TABLE_BORDERS,
    "shd": _SHADE,
    "noWrap": ON,
    "tcMar": _MARGINS,
    "vAlign": Rule({"val": "top|center|bottom"}, needs=("val",)),
}  # fmt: skip
# An attribute said nearer takes these said farther off with it.
_DISPLACES = {
    "ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme",
    "asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs",
    "hanging": "firstLine", "firstLine": "hanging", "before": "beforeAutospacing", "after": "afterAutospacing",
}  # fmt: skip


def take(properties: etree._Element | None, rules: Mapping[str, Rule]) -> dict[str, etree._Element]:
    """The look some properties have, by the rules; what no rule allows is left out."""
    found: dict[str, etree._Element] = {}
    if properties is None:
        return found
    for name in rules:
        element = properties.find(W + name)
        taken = None if element is None else _taken(element, name, rules[name])
        if taken is not None:
            found[name] = taken
    return found


def _taken(element: etree._Element, name: str, rule: Rule) -> etree._Element | None:
    taken = etree.Element(W + name)
    for attribute, pattern in rule.attributes.items():
        said = element.get(W + attribute)
        if said is not None and re.fullmatch(pattern, said):
            taken.set(W + attribute, said)
    if any(taken.get(W + needed) is None for needed in rule.needs):
        return None
    for child, inner in rule.children.items():
        taken.extend(one for said in element.findall(W + child)[:50] if (one := _taken(said, child, inner)) is not None)
    return None if rule.children and not len(taken) else taken


def over(below: Look, above: Look) -> dict[str, etree._Element]:
    """A look with another upon it: fonts, distances and indents are laid over each other value by value, the rest whole."""
    merged = dict(below)
    for name, element in above.items():
        if name in ("rFonts", "spacing", "ind") and name in merged:
            both = {str(key): str(said) for key, said in merged[name].attrib.items()}
            for key, said in element.attrib.items():
                both.pop(W + _DISPLACES.get(str(key).removeprefix(W), ""), None)
                both[str(key)] = str(said)
            merged[name] = etree.Element(W + name, both)
        else:
            merged[name] = element
    return merged
