"""How a paper looks in Word: every style, and what differs in a term sheet. `build_reference` makes Word's XML of it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.writers.word.outlines import Outline
from generator.writers.word.page import LANDSCAPE_WIDTH, TEXT_WIDTH

INK, GREY, RULE, FAINT, SHADE, WARNING = "1F2A37", "4B5563", "9AA3AE", "D5D9DE", "E9ECEF", "8B1E1E"


@dataclass(frozen=True)
class Style:
    """A paragraph or character style. Sizes in half points, distances in twips; `line` in 240ths of a line.

    `borders`: sides in the order Word wants them, with their colour. `inset`: room a box needs to stay within the text.
    `numbered`: outline and level, which set the indents.
    """

    id: str
    name: str
    kind: str = "paragraph"
    based: str = "Normal"
    next: str = ""
    size: int = 0
    bold: bool = False
    italic: bool = False
    color: str = ""
    shade: str = ""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    indent: tuple[int, int] | None = None
    inset: int = 0
    tabs: tuple[tuple[str, int], ...] = ()
    borders: tuple[tuple[str, str], ...] = ()
    align: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    close: bool = False
    outline: int | None = None
    numbered: tuple[Outline, int] | None = None


BOX = tuple((side, RULE) for side in ("top", "left", "bottom", "right"))
STYLES = (
    Style("BodyText", "Body Text"),
    Style("Title", "Title", next="CoverProject", size=56, bold=True, color=INK, before=3400, after=200, line=264),
    Style("CoverProject", "Cover Project", size=28, color=GREY, after=900),
    Style("CoverParty", "Cover Party", size=26, bold=True, color=INK, after=900, line=380, close=True),
    Style("CoverLine", "Cover Line", size=20, before=60, after=60, indent=(2268, 2268), tabs=(("left", 2268),),
          borders=(("bottom", FAINT), ("between", FAINT))),
    Style("Disclaimer", "Disclaimer", size=18, italic=True, color=GREY, before=600),
    Style("TOCHeading", "TOC Heading", next="BodyText", size=28, bold=True, color=INK, after=240, keep_next=True),
    Style("TOC1", "toc 1", after=80, indent=(851, 851), tabs=(("left", 851), ("left", 1418))),
    Style("Heading1", "heading 1", next="Heading2", size=22, bold=True, color=INK, before=360, after=120, outline=0,
          keep_next=True, keep_lines=True),
    Style("Heading2", "heading 2", next="Numbered", bold=True, color=INK, before=160, after=100, outline=1,
          keep_next=True, keep_lines=True),
    Style("PlainHeading", "Plain Heading", next="BodyText", size=22, bold=True, color=INK, before=360, after=120, outline=0,
          keep_next=True, keep_lines=True),
    Style("SubHeading", "Sub-heading", next="SchedulePara", bold=True, color=INK, before=200, after=100, outline=1,
          keep_next=True, keep_lines=True),
    Style("Numbered", "Numbered Paragraph"),
    Style("ClauseText", "Clause Text", indent=(851, 0)),
    Style("ItemA", "Item (a)", after=80),
    Style("ItemI", "Item (i)", after=80),
    Style("Definition", "Definition", indent=(851, 0)),
    Style("Party", "Party"),
    Style("Schedule", "Schedule", next="SchedulePara", size=24, bold=True, color=INK, before=0, after=240, outline=0,
          new_page=True, keep_next=True, keep_lines=True),
    Style("SchedulePara", "Schedule Paragraph"),
    Style("ScheduleItemA", "Schedule Item (a)", after=80),
    Style("ScheduleItemI", "Schedule Item (i)", after=80),
    Style("Status", "Status", bold=True, color=INK, shade="F3F4F6", before=60, after=160, inset=113, borders=BOX, keep_lines=True),
    Style("Banner", "Banner", bold=True, color=WARNING, before=60, after=200, align="center", inset=113,
          borders=tuple((side, WARNING) for side, _ in BOX), keep_next=True, keep_lines=True),
    Style("TableText", "Table Text", size=17, before=40, after=40, line=252),
    Style("TableHead", "Table Head", based="TableText", bold=True, color=INK, keep_next=True),
    Style("TableRowHead", "Table Row Head", based="TableText", bold=True),
    Style("AfterTable", "After Table", size=8, before=0, after=120, line=240),
    Style("SignatureHeading", "Signature Heading", bold=True, color=INK, before=160, after=40, keep_next=True, keep_lines=True),
    Style("SignatureText", "Signature Text", size=18, after=60, keep_next=True, keep_lines=True),
    Style("SignatureLine", "Signature Line", size=18, before=300, after=0, line=240, tabs=(("left", 1134),),
          borders=(("bottom", GREY), ("between", GREY)), keep_next=True, keep_lines=True),
    Style("Footer", "footer", size=15, color=GREY, before=0, after=0, line=240, tabs=(("right", TEXT_WIDTH),), borders=(("top", RULE),)),
    Style("FooterLandscape", "Footer Landscape", size=15, color=GREY, before=0, after=0, line=240,
          tabs=(("right", LANDSCAPE_WIDTH),), borders=(("top", RULE),)),
    Style("FooterStatus", "Footer Status", size=15, bold=True, color=WARNING, before=0, after=0, line=240),
    Style("CommentText", "annotation text", size=18, after=60),
    Style("CommentReference", "annotation reference", kind="character", size=16),
    Style("DefinedTerm", "Defined Term", kind="character", bold=True),
    Style("RunIn", "Run-in Heading", kind="character", bold=True),
    Style("Blank", "Blank", kind="character", shade="FFF0B8"),
    Style("Uncertain", "Uncertain", kind="character", shade="E6EEF8"),
    Style("CoverLabel", "Cover Label", kind="character", color=GREY),
    Style("SignatureLabel", "Signature Label", kind="character", color=GREY),
)  # fmt: skip

# A term sheet: what differs from the styles above.
COMPACT = {
    "Title": {"size": 30, "before": 0, "after": 20, "line": 240},
    "CoverProject": {"size": 20, "after": 60},
    "CoverParty": {"size": 19, "after": 60, "line": 240},
    "CoverLine": {"size": 17, "before": 10, "after": 10, "indent": (1701, 1701), "tabs": (("left", 1701),)},
    "Disclaimer": {"size": 16, "before": 40, "after": 40},
    "BodyText": {"size": 18, "after": 40, "line": 240},
    "ClauseText": {"size": 18, "after": 30, "line": 240, "indent": (510, 0)},
    "Heading1": {"size": 19, "before": 90, "after": 20, "indent": (510, 510), "tabs": (("left", 510),)},
    "PlainHeading": {"size": 20, "before": 120, "after": 30},
    "Heading2": {"before": 60, "after": 30},
    "SubHeading": {"before": 60, "after": 30},
    "ItemA": {"after": 40},
    "ItemI": {"after": 40},
    "ScheduleItemA": {"after": 40},
    "ScheduleItemI": {"after": 40},
    "Schedule": {"size": 20, "after": 80},
    "Status": {"size": 18, "before": 100, "after": 80},
    "Banner": {"before": 20, "after": 60},
    "TableText": {"size": 16, "before": 14, "after": 14, "line": 240},
    "AfterTable": {"after": 20},
    "SignatureHeading": {"size": 18, "before": 40, "after": 20},
    "SignatureLine": {"before": 140},
}
