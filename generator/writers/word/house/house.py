"""A house document read: its styles by our names, its theme and fonts, its headers and footers, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lxml import etree

from generator.writers.choices import HouseStyleError
from generator.writers.word.house.sealed import R, Sealed, W
from generator.writers.word.house.stationery import Printer, Stationery
from generator.writers.word.house.styles import HouseStyle, HouseStyles, match, read_styles, unmatched


@dataclass(frozen=True, eq=False)
class House:
    """What is taken from a house document. `pages`: header and footer by place, such as “header first”.

    `page_styles`: ids of the house's styles its header and footer use; `matched`: our style id -> style of the house;
    `unmatched`: names of our styles without one.
    """

    styles: HouseStyles
    theme: etree._Element | None
    fonts: etree._Element | None
    pages: Mapping[str, Stationery]
    page_styles: tuple[str, ...]
    first_page_differs: bool
    left_out: tuple[str, ...]
    matched: Mapping[str, HouseStyle] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()


@lru_cache(maxsize=2)  # a batch writes thousands of papers in one house style
def read_house(data: bytes, names: tuple[tuple[str, str], ...], ours: bytes) -> House:
    """A house document read. `names`: pairs of the styles map; `ours`: our style part. Raises HouseStyleError."""
    try:
        house = _opened(data)
    except HouseStyleError as error:
        raise HouseStyleError(f"house document: {error}") from None
    our_styles = etree.fromstring(ours)
    matched = match(our_styles, house.styles, names)
    return replace(house, matched=matched, unmatched=tuple(unmatched(our_styles, matched)))


def _opened(data: bytes) -> House:
    sealed = Sealed(data)
    main = sealed.main
    root = sealed.xml(main) if main else None
    if main is None or root is None or root.tag != W + "document":
        raise HouseStyleError("its main part is no Word document; if it is a “Strict Open XML” file, save it as .docx.")
    parts = {one.kind: one.part for one in sealed.relations(main).values() if one.part}
    style_root = sealed.xml(parts["styles"]) if "styles" in parts else None
    if style_root is None:
        raise HouseStyleError("it has no styles; open it in Word and save it again.")
    styles = read_styles(style_root)
    printer = Printer(sealed, styles)
    pages, first_differs = _pages(sealed, main, root, printer)
    theme, fonts = (sealed.xml(parts[kind]) if kind in parts else None for kind in ("theme", "fontTable"))
    return House(styles, theme, fonts, pages, tuple(printer.style_ids), first_differs, tuple(sorted(printer.left_out)))


def _pages(sealed: Sealed, main: str, document: etree._Element, printer: Printer) -> tuple[dict[str, Stationery], bool]:
    """Headers and footers of the last section of a house document, which has those of earlier ones where it has none.

    The pages of its first section decide whether a first page looks otherwise.
    """
    relations = sealed.relations(main)
    parts: dict[str, str] = {}
    sections = list(document.iter(W + "sectPr"))
    for section in sections:
        for kind in ("header", "footer"):
            for reference in section.findall(f"{W}{kind}Reference"):
                relation = relations.get(reference.get(R + "id", ""))
                if relation is not None and relation.part and relation.kind == kind:
                    place = f"{kind} {reference.get(W + 'type', 'default')}"
                    # A first page is that of the document; all others look as those of its last section.
                    parts[place] = parts.get(place, relation.part) if place.endswith("first") else relation.part
    mark = sections[0].find(W + "titlePg") if sections else None
    first_differs = mark is not None and mark.get(W + "val", "1") in {"1", "true", "on"}
    wanted = ("header default", "footer default", *(("header first", "footer first") if first_differs else ()))
    pages = {place: printer.copy(parts[place], place.startswith("footer")) for place in wanted if place in parts}
    return pages, first_differs and any(one.xml for one in pages.values())


def notices(house: House) -> tuple[str, ...]:
    """What a user should know: the styles of ours the house has none for, and what of its header and footer is left out."""
    missing = ", ".join(house.unmatched)
    told = f"no style for {missing}; these keep our look. Name equivalents in a styles.map." if missing else ""
    return (*((told,) if told else ()), *(f"{sentence}." for sentence in house.left_out))
