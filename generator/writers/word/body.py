"""The body under construction: paragraphs with their numbers and bookmarks, turned pages."""

from __future__ import annotations

from generator.document.tree import Document
from generator.writers.word.bookmarks import places
from generator.writers.word.comments import Comments
from generator.writers.word.inlines import InlineWriter
from generator.writers.word.marks import END, START, Marked, joined
from generator.writers.word.outlines import Numbering, Outline
from generator.writers.word.page import section


class Body:
    """The body of one paper, written from first paragraph to last; with comments for a `counsel` copy."""

    def __init__(self, document: Document, counsel: bool = False) -> None:
        self.document = document
        self.places = places(document)
        self.comments = Comments(counsel)
        self.inlines = InlineWriter(self.places, self.comments.around_blank)
        self.numbering = Numbering()
        self.parts: list[str | Marked] = []
        self.landscape = False
        self.orientations: set[bool] = set()  # the orientations that pages have: a footer for each
        self.new_page = False  # the next paragraph opens a page
        self.waiting: list[str] = []  # bookmarks of blocks that print no line of their own: they go on the next paragraph
        self.marked: set[str] = set()

    def anchor(self, anchor: str | None) -> None:
        """Set the bookmark of an anchor on the next paragraph; where two blocks share an anchor, the first has it."""
        if anchor and anchor not in self.marked:
            self.marked.add(anchor)
            self.waiting.append(self.places[anchor].bookmark)

    def bookmark(self, name: str) -> None:
        """Set a bookmark of the writer's own on the next paragraph."""
        self.waiting.append(name)

    def paragraph(self, style: str, runs: str, number: str = "", keep_next: bool = False, keep_lines: bool = False) -> str:
        """One paragraph as XML, with the bookmarks and comments that wait for it. `number` is the numPr it carries itself."""
        marks = ("<w:keepNext/>" if keep_next else "") + ("<w:keepLines/>" if keep_lines else "")
        if self.new_page:
            marks += "<w:pageBreakBefore/>"
            self.new_page = False
        if self.waiting:
            for name in reversed(self.waiting):
                runs = f'<w:bookmarkStart w:id="{START}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{END}"/>'
            self.waiting.clear()
        if self.comments.waiting:
            runs = self.comments.around_paragraph(runs)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{marks}{number}</w:pPr>{runs}</w:p>'

    def add(self, style: str, runs: str, number: str = "", keep_next: bool = False, keep_lines: bool = False) -> None:
        """Write one paragraph."""
        self.parts.append(self.paragraph(style, runs, number, keep_next, keep_lines))

    def add_numbered(self, outline: Outline, level: int, label: str, runs: str, style: str = "", keep_next: bool = False) -> None:
        """Write one paragraph that Word numbers with `label`, in the style of its level or in `style`."""
        style = style or outline.levels[level].style
        self.add(style, runs, self.numbering.number(outline, level, label, style), keep_next)

    def add_xml(self, xml: str) -> None:
        """Write something that is not a paragraph."""
        self.parts.append(xml)

    def turn(self, landscape: bool) -> None:
        """Have what follows stand on pages of this orientation."""
        if landscape == self.landscape:
            return
        if self.parts:
            if not self._last().endswith("</w:p>"):
                self.add("AfterTable", "")
            last = self._last()
            at = last.rindex("<w:p>")
            # The properties of a section stand in its last paragraph, last among the paragraph's own.
            self.parts[-1] = last[:at] + last[at:].replace("</w:pPr>", f"{self._section()}</w:pPr>", 1)
        self.landscape = landscape

    def _last(self) -> str:
        part = self.parts[-1]
        return part if isinstance(part, str) else part.xml()

    def finish(self) -> list[Marked]:
        """The whole body; bookmarks still waiting are set on a last empty paragraph."""
        if self.waiting or not self.parts:
            self.add("AfterTable", "")
        return joined([*self.parts, self._section()])

    def _section(self) -> str:
        self.orientations.add(self.landscape)
        return section(self.document.look, self.landscape, self.document.compact)
