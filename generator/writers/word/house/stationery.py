"""Header and footer of a house document, made anew: words, tables, page numbers and pictures; nothing that runs or fetches."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from generator.writers.choices import HouseStyleError
from generator.writers.word.house.look import CELL, PARAGRAPH, ROW, RUN, TABLE, Rule, over, take
from generator.writers.word.house.pictures import Picture, draw, picture_id, read_picture
from generator.writers.word.house.sealed import R, Sealed, W
from generator.writers.word.house.styles import HouseStyles

MOST_LETTERS = 5_000
MOST_PARAGRAPHS = 200
_DEEPEST_TABLE = 3
# Fields that word processors compute from our own pages; all others tell of the house document.
_PAGE_FIELDS = {"PAGE", "NUMPAGES"}
# What holds runs without being of interest itself.
_WRAPS = {W + name for name in ("hyperlink", "smartTag", "ins", "sdt", "sdtContent", "customXml")}
_LEFT_OUT = {
    "pict": "a picture in an old form, such as a watermark", "object": "an embedded object", "AlternateContent": "a text box or shape",
}  # fmt: skip


@dataclass(frozen=True)
class Stationery:
    """The inside of one header or footer as XML, and its pictures by relationship id."""

    xml: str = ""
    pictures: tuple[tuple[str, Picture], ...] = ()


@dataclass
class Printer:
    """Copies the headers and footers of one house document; keeps the styles they name and what it left out."""

    house: Sealed
    styles: HouseStyles
    style_ids: list[str] = field(default_factory=list)  # of the house, in order of first use
    left_out: set[str] = field(default_factory=set)

    def copy(self, part: str, is_footer: bool) -> Stationery:
        """One header or footer part. A paragraph of a footer with a page number is left out: our own line has it."""
        root = self.house.xml(part)
        if root is None or root.tag not in (W + "hdr", W + "ftr"):
            return Stationery()
        said = sum(len(text.text or "") for text in root.iter(W + "t"))
        if said > MOST_LETTERS or sum(1 for _ in root.iter(W + "p")) > MOST_PARAGRAPHS:
            raise HouseStyleError(f"its part “{part}” is longer than a header can be; keep it under {MOST_LETTERS:,} letters.")
        sheet = _Sheet(self, part, is_footer)
        blocks = list(sheet.blocks(root))
        while blocks and blocks[-1].tag == W + "p" and not _shows(blocks[-1]):
            blocks.pop()
        if not any(_shows(block) for block in blocks):
            return Stationery()
        if blocks[-1].tag == W + "tbl":
            blocks.append(etree.Element(W + "p"))  # a table cannot end a header
        return Stationery("".join(map(_written, blocks)), tuple(sheet.pictures))

    def style(self, id: str) -> str:
        """The id in our files of a paragraph style of the house."""
        if id not in self.style_ids:
            self.style_ids.append(id)
        return f"HousePage{self.style_ids.index(id) + 1}"


class _Sheet:
    """One header or footer while it is copied."""

    def __init__(self, printer: Printer, part: str, is_footer: bool) -> None:
        self.printer, self.is_footer = printer, is_footer
        self.where = "footer" if is_footer else "header"
        self.relations = printer.house.relations(part)
        self.folder = part
        self.pictures: list[tuple[str, Picture]] = []

    def blocks(self, holder: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
        """The paragraphs and tables in an element."""
        for child in holder:
            if child.tag == W + "p":
                paragraph = self._paragraph(child)
                if not (self.is_footer and paragraph.find(W + "fldSimple") is not None):
                    yield paragraph
            elif child.tag == W + "tbl" and depth < _DEEPEST_TABLE:
                yield self._table(child, depth)
            elif child.tag in _WRAPS:
                yield from self.blocks(child, depth)

    def _paragraph(self, said: etree._Element) -> etree._Element:
        paragraph = etree.Element(W + "p")
        properties = said.find(W + "pPr")
        place = etree.SubElement(paragraph, W + "pPr")
        style = properties.find(W + "pStyle") if properties is not None else None
        id = style.get(W + "val", "") if style is not None else ""
        theirs = self.printer.styles.by_id.get(id)
        if theirs is not None and theirs.kind == "paragraph" and not theirs.default:
            etree.SubElement(place, W + "pStyle", {W + "val": self.printer.style(id)})
        place.extend(take(properties, PARAGRAPH).values())
        paragraph.extend(_Fields(self).runs(said))
        return paragraph

    def _table(self, said: etree._Element, depth: int) -> etree._Element:
        table = etree.Element(W + "tbl")
        properties = said.find(W + "tblPr")
        style = properties.find(W + "tblStyle") if properties is not None else None
        theirs = self.printer.styles.by_id.get(style.get(W + "val", "")) if style is not None else None
        look: dict[str, etree._Element] = {}
        for one in self.printer.styles.chain(theirs) if theirs is not None and theirs.kind == "table" else ():
            look = over(look, take(one.element.find(W + "tblPr"), TABLE))
        look = over(look, take(properties, TABLE))
        etree.SubElement(table, W + "tblPr").extend(look[name] for name in TABLE if name in look)
        columns = etree.SubElement(table, W + "tblGrid")
        for column in said.findall(f"{W}tblGrid/{W}gridCol")[:30]:
            columns.extend(take_one(column, "gridCol", Rule({"w": r"\d{1,5}"}, needs=("w",))))
        for row in said.iter(W + "tr"):
            if next(row.iterancestors(W + "tbl")) is said:
                own = etree.SubElement(table, W + "tr")
                if height := take(row.find(W + "trPr"), ROW):
                    etree.SubElement(own, W + "trPr").extend(height.values())
                for cell in row.iter(W + "tc"):
                    if next(cell.iterancestors(W + "tr")) is row:
                        self._cell(etree.SubElement(own, W + "tc"), cell, depth)
        return table

    def _cell(self, own: etree._Element, cell: etree._Element, depth: int) -> None:
        etree.SubElement(own, W + "tcPr").extend(take(cell.find(W + "tcPr"), CELL).values())
        own.extend(self.blocks(cell, depth + 1))
        if own[-1].tag != W + "p":
            etree.SubElement(own, W + "p")

    def drawing(self, said: etree._Element) -> etree._Element | None:
        """A drawing with one picture, None and a note for any other."""
        id = picture_id(said)
        relation = self.relations.get(id)
        content = self.printer.house.read(relation.part) if relation is not None and relation.kind == "image" and relation.part else None
        if content is None:
            self.leave_out("a picture kept outside the document" if id else "a drawing that is no picture")
            return None
        picture = read_picture(content)
        at = len(self.pictures) + 1
        drawn = draw(said, f"rIdPicture{at}", at) if picture is not None else None
        if picture is None or drawn is None:
            self.leave_out("a picture that is no PNG or JPEG of at most 4 MB and 40 million pixels")
            return None
        self.pictures.append((f"rIdPicture{at}", picture))
        return drawn

    def leave_out(self, what: str) -> None:
        """Note something of the house that our papers do not have."""
        self.printer.left_out.add(f"its {self.where} has {what}, which is left out")


class _Fields:
    """The runs of one paragraph; of its fields only page numbers stay, computed anew."""

    def __init__(self, sheet: _Sheet) -> None:
        self.sheet = sheet
        self.instruction: list[str] = []
        self.depth = 0

    def runs(self, holder: etree._Element) -> Iterator[etree._Element]:
        for child in holder:
            if child.tag == W + "r":
                yield from self._run(child)
            elif child.tag == W + "fldSimple":
                yield from self._field(child.get(W + "instr", ""), None)
            elif child.tag in _WRAPS:
                yield from self.runs(child)
            elif (name := etree.QName(child).localname) in _LEFT_OUT:
                self.sheet.leave_out(_LEFT_OUT[name])

    def _run(self, said: etree._Element) -> Iterator[etree._Element]:
        marks = take(said.find(W + "rPr"), RUN)
        run = etree.Element(W + "r")
        etree.SubElement(run, W + "rPr").extend(marks.values())
        for child in said:
            name = etree.QName(child).localname
            if name == "fldChar":
                kind = child.get(W + "fldCharType")
                if kind == "begin":
                    self.depth += 1
                elif kind == "end" and self.depth:
                    self.depth -= 1
                    if not self.depth:
                        yield from self._field("".join(self.instruction), said.find(W + "rPr"))
                        self.instruction.clear()
            elif self.depth:
                self.instruction.append(child.text or "" if name == "instrText" else "")
            elif name == "t":
                etree.SubElement(run, W + "t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = _plain(child.text or "")
            elif name in ("tab", "br", "noBreakHyphen"):
                etree.SubElement(run, W + name)
            elif name == "drawing" and (drawn := self.sheet.drawing(child)) is not None:
                run.append(drawn)
            elif name in _LEFT_OUT:
                self.sheet.leave_out(_LEFT_OUT[name])
        if len(run) > 1:
            yield run

    def _field(self, instruction: str, properties: etree._Element | None) -> Iterator[etree._Element]:
        words = instruction.split()
        if not words or words[0].upper() not in _PAGE_FIELDS:
            named = words[0].upper() if words and re.fullmatch("[A-Za-z]{1,20}", words[0]) else "without a name"
            self.sheet.leave_out(f"a field ({named})")
            return
        simple = etree.Element(W + "fldSimple", {W + "instr": f" {words[0].upper()} "})
        run = etree.SubElement(simple, W + "r")
        etree.SubElement(run, W + "rPr").extend(take(properties, RUN).values())
        etree.SubElement(run, W + "t").text = "1"
        yield simple


def take_one(element: etree._Element, name: str, rule: Rule) -> list[etree._Element]:
    """One element by a rule: itself, or nothing."""
    holder = etree.Element(W + "holder")
    holder.append(etree.fromstring(etree.tostring(element)))
    return list(take(holder, {name: rule}).values())


def _plain(words: str) -> str:
    """Words without characters that turn their direction or do not print."""
    return "".join(letter for letter in words if unicodedata.category(letter) not in ("Cf", "Cc"))


def _shows(block: etree._Element) -> bool:
    """Whether a paragraph or table prints anything."""
    return any((text.text or "").strip() for text in block.iter(W + "t")) or next(block.iter(W + "drawing"), None) is not None


def _written(block: etree._Element) -> str:
    etree.cleanup_namespaces(block, {"w": W[1:-1], "r": R[1:-1]})
    return etree.tostring(block, encoding="unicode")
