"""Our styles in the look of a house document: names, numbers and order of the paper stay ours."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from generator.values import nearest
from generator.writers.choices import HouseStyleError
from generator.writers.word.house.look import CELL, PARAGRAPH, RUN, TABLE, Look, over, take
from generator.writers.word.house.sealed import W

MOST_STYLES = 5_000
# Where a house has no style for the first, it looks as the second; in this order, so that one may follow one that follows.
FOLLOWS = {
    "TOCHeading": "Heading1", "PlainHeading": "Heading1", "Schedule": "Heading1", "SubHeading": "Heading2", "FooterLandscape": "Footer",
    "Numbered": "BodyText", "ClauseText": "Numbered", "Definition": "ClauseText", "ItemA": "Numbered", "ItemI": "ItemA",
    "Party": "Numbered", "SchedulePara": "Numbered", "ScheduleItemA": "ItemA", "ScheduleItemI": "ItemI",
}  # fmt: skip
# Work of the writer, or a mark that must be seen: not a look to be taken.
OURS_ALONE = {"Normal", "AfterTable", "FooterStatus", "Blank", "Uncertain", "CommentText", "CommentReference", "SignatureTable"}
# What of ours stays in a style that takes the look of a house, because it holds the page together.
_ALWAYS = ("keepNext", "keepLines", "pageBreakBefore", "numPr", "tabs", "ind", "outlineLvl")
_STAYS = {
    "Title": ("spacing",),
    "CoverLine": ("pBdr",),
    "SignatureLine": ("pBdr", "spacing"),
    "Footer": ("spacing", "sz", "szCs"),
    "FooterLandscape": ("spacing", "sz", "szCs"),
}
# A term sheet stays on its pages: its sizes and distances are ours.
_STAYS_COMPACT = ("spacing", "sz", "szCs")
_PPR_ORDER = (
    "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs", "suppressAutoHyphens", "spacing", "ind",
    "contextualSpacing", "jc", "outlineLvl",
)  # fmt: skip


@dataclass(frozen=True)
class HouseStyle:
    """One style of a house document. `kind`: paragraph, character, table or numbering; `based`: id, or nothing."""

    id: str
    name: str
    kind: str
    based: str
    default: bool
    element: etree._Element


@dataclass(frozen=True)
class HouseStyles:
    """The styles of a house document by id."""

    root: etree._Element
    by_id: Mapping[str, HouseStyle]

    @cached_property
    def by_name(self) -> dict[str, HouseStyle]:
        """By name and other names in lower case; Word does not tell “Heading 1” from “heading 1”."""
        found: dict[str, HouseStyle] = {}
        for style in self.by_id.values():
            found.setdefault(style.name.lower(), style)
        for style in self.by_id.values():
            aliases = style.element.find(W + "aliases")
            for alias in (aliases.get(W + "val", "") if aliases is not None else "").split(","):
                if alias.strip():
                    found.setdefault(alias.strip().lower(), style)
        return found

    @cached_property
    def normal(self) -> HouseStyle | None:
        """The style of paragraphs that name none."""
        return next((style for style in self.by_id.values() if style.default and style.kind == "paragraph"), None)

    def chain(self, style: HouseStyle) -> list[HouseStyle]:
        """A style and what it is based on, the root first. Raises HouseStyleError for a circle."""
        found = [style]
        while (below := self.by_id.get(found[-1].based)) is not None and below.kind == style.kind:
            if below in found:
                raise HouseStyleError(
                    f"its style “{style.name}” is based on itself, by way of “{found[-1].name}”; set another “based on” in Word."
                )
            found.append(below)
        return found[::-1]

    def looks(self, style: HouseStyle) -> tuple[dict[str, etree._Element], dict[str, etree._Element]]:
        """How a style sets paragraphs and how it sets characters, with all it is based on but the style of all paragraphs."""
        paragraph: dict[str, etree._Element] = {}
        run: dict[str, etree._Element] = {}
        for one in self.chain(style):
            if one is self.normal and style is not one:
                continue
            paragraph = over(paragraph, take(one.element.find(W + "pPr"), PARAGRAPH))
            run = over(run, take(one.element.find(W + "rPr"), RUN))
        if run.get("color") is not None and _is_white(run["color"]) and not {"shd"} & {*run, *paragraph}:
            del run["color"]  # words on white paper that could not be read
        return paragraph, run


def _is_white(color: etree._Element) -> bool:
    return str(color.get(W + "themeColor") or color.get(W + "val", "")).lower() in {"ffffff", "background1", "light1"}


def read_styles(root: etree._Element) -> HouseStyles:
    """The style part of a house document. Raises HouseStyleError for circles and for more styles than any house has."""
    if root.tag != W + "styles":
        raise HouseStyleError("its styles are not those of a Word document (.docx); if it is a “Strict Open XML” file, save it as .docx.")
    elements = root.findall(W + "style")
    if len(elements) > MOST_STYLES:
        raise HouseStyleError(f"it has {len(elements)} styles; at most {MOST_STYLES} are read.")
    found: dict[str, HouseStyle] = {}
    for element in elements:
        name, based = (_value(element, part) for part in ("name", "basedOn"))
        id, kind = element.get(W + "styleId", ""), element.get(W + "type", "paragraph")
        style = HouseStyle(id, name, kind, based, element.get(W + "default") in {"1", "true", "on"}, element)
        if found.setdefault(id, style) is not style:
            raise HouseStyleError(f"it has the style id “{id}” twice; open it in Word and save it again.")
    styles = HouseStyles(root, found)
    for style in found.values():
        styles.chain(style)
    return styles


def _value(element: etree._Element, child: str) -> str:
    found = element.find(W + child)
    return found.get(W + "val", "") if found is not None else ""


def match(ours: etree._Element, house: HouseStyles, names: tuple[tuple[str, str], ...]) -> dict[str, HouseStyle]:
    """Our style id -> the style of the house it takes the look of: by the map, else by name, else by what it follows.

    Raises HouseStyleError for a name in the map that neither side has.
    """
    own = {style.get(W + "styleId", ""): style for style in ours.findall(W + "style")}
    known = {id.lower(): id for id in own} | {_value(style, "name").lower(): id for id, style in own.items()}
    found = {id: same for id, style in own.items() if (same := house.by_name.get(_value(style, "name").lower())) and _fits(style, same)}
    for our_name, house_name in names:
        id, theirs = known.get(our_name.lower()), house.by_name.get(house_name.lower())
        if id is None or id in OURS_ALONE:
            offered = [_value(own[one], "name") for one in own if one not in OURS_ALONE]
            raise HouseStyleError(f"styles.map: Pactwright has no style “{our_name}” to map{nearest(our_name, offered)}.")
        if theirs is None:
            names_there = [one.name for one in house.by_id.values()]
            raise HouseStyleError(f"styles.map: the house document has no style “{house_name}”{nearest(house_name, names_there)}.")
        if not _fits(own[id], theirs):
            raise HouseStyleError(
                f"styles.map: “{our_name}” is a {own[id].get(W + 'type')} style and “{theirs.name}” a {theirs.kind} style."
            )
        found[id] = theirs
    for id, followed in FOLLOWS.items():
        if id not in found and followed in found:
            found[id] = found[followed]
    return {id: style for id, style in found.items() if id not in OURS_ALONE}


def _fits(ours: etree._Element, theirs: HouseStyle) -> bool:
    return ours.get(W + "type") == theirs.kind


def unmatched(ours: etree._Element, matched: Mapping[str, HouseStyle]) -> list[str]:
    """The names of our styles that no style of the house stands for, as Word shows them."""
    return [
        _value(style, "name") for style in ours.findall(W + "style")
        if style.get(W + "default") is None and style.get(W + "styleId") not in {*matched, *OURS_ALONE}
    ]  # fmt: skip


def dress(ours: etree._Element, house: HouseStyles, matched: Mapping[str, HouseStyle], compact: bool) -> None:
    """Give our style part, in place, the look of the house."""
    _dress_defaults(ours, house, compact)
    for style in ours.findall(W + "style"):
        id = style.get(W + "styleId", "")
        if id == "Normal" and house.normal is not None:
            _dress(style, house, house.normal, _STAYS_COMPACT if compact else ())
        elif id in matched and matched[id].kind == "table":
            _dress_table(style, house, matched[id])
        elif id in matched:
            _dress(style, house, matched[id], (*_STAYS.get(id, ()), *(_STAYS_COMPACT if compact else ())))


def _dress_defaults(ours: etree._Element, house: HouseStyles, compact: bool) -> None:
    for place, rules in (("rPrDefault/{w}rPr", RUN), ("pPrDefault/{w}pPr", PARAGRAPH)):
        path = f"{W}docDefaults/{W}{place.format(w=W)}"
        own = ours.find(path)
        assert own is not None, "the reference document has defaults"
        look = take(house.root.find(path), rules)
        stays = {"lang", *(_STAYS_COMPACT if compact else ())}
        kept = {_name(element): element for element in own if _name(element) in stays}
        _fill(own, {**look, **kept}, (*rules, "lang"))


def _dress(style: etree._Element, house: HouseStyles, theirs: HouseStyle, stays: tuple[str, ...]) -> None:
    paragraph, run = house.looks(theirs)
    if style.get(W + "type") == "paragraph":
        kept = {_name(one): one for one in _children(style, "pPr") if _name(one) in (*_ALWAYS, *stays)}
        # An indent of the house would tear number and words apart; a style of ours without numbers may have it.
        if "numPr" in kept:
            paragraph.pop("ind", None), paragraph.pop("tabs", None)
        _fill(_place(style, "pPr"), {**paragraph, **kept}, _PPR_ORDER)
        based = style.find(W + "basedOn")
        if based is not None and house.normal not in house.chain(theirs):
            style.remove(based)
        elif based is not None:
            based.set(W + "val", "Normal")
    kept = {_name(one): one for one in _children(style, "rPr") if _name(one) in stays}
    _fill(_place(style, "rPr"), {**run, **kept}, tuple(RUN))


def _dress_table(style: etree._Element, house: HouseStyles, theirs: HouseStyle) -> None:
    table: dict[str, etree._Element] = {}
    parts: dict[str, etree._Element] = {}
    for one in house.chain(theirs):
        # Width and place of a table are the paper's.
        said = take(one.element.find(W + "tblPr"), {name: TABLE[name] for name in ("tblBorders", "shd", "tblCellMar")})
        table = over(table, said)
        parts |= {part.get(W + "type", ""): part for part in one.element.findall(W + "tblStylePr")}
    _fill(_place(style, "tblPr"), table, tuple(TABLE))
    for old in style.findall(W + "tblStylePr"):
        style.remove(old)
    for kind in ("firstRow", "firstCol"):
        if kind in parts:
            piece = etree.SubElement(style, W + "tblStylePr", {W + "type": str(kind)})
            for name, rules in (("rPr", RUN), ("tcPr", {key: CELL[key] for key in ("tcBorders", "shd", "vAlign")})):
                if look := take(parts[kind].find(W + name), rules):
                    _fill(etree.SubElement(piece, W + name), look, tuple(rules))


def page_style(house: HouseStyles, theirs: HouseStyle, id: str, name: str) -> etree._Element:
    """A style of the house for its own header or footer, under a name of ours."""
    paragraph, run = house.looks(theirs)
    style = etree.Element(W + "style", {W + "type": "paragraph", W + "customStyle": "1", W + "styleId": id})
    etree.SubElement(style, W + "name", {W + "val": name})
    if house.normal in house.chain(theirs):
        etree.SubElement(style, W + "basedOn", {W + "val": "Normal"})
    _fill(etree.SubElement(style, W + "pPr"), paragraph, _PPR_ORDER)
    _fill(etree.SubElement(style, W + "rPr"), run, tuple(RUN))
    return style


def _fill(place: etree._Element, look: Look, order: tuple[str, ...]) -> None:
    for old in list(place):
        place.remove(old)
    place.extend(copy.deepcopy(look[name]) for name in order if name in look)


def _place(style: etree._Element, name: str) -> etree._Element:
    """The properties of a style, made where there are none: after what describes the style, in the order of the schema."""
    found = style.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        before = {"pPr": ("rPr", "tblPr"), "rPr": ("tblPr",)}.get(name, ())
        following = next((one for one in style if _name(one) in (*before, "tblStylePr")), None)
        style.append(found) if following is None else following.addprevious(found)
    return found


def _children(style: etree._Element, name: str) -> Iterator[etree._Element]:
    found = style.find(W + name)
    yield from found if found is not None else ()


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
