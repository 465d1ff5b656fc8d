"""Native comments of the counsel copy. A clean copy has none: no marks in the body, no part, no relationship, no content type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.document.tree import Blank, Note, Remark, plain
from generator.writers.word.inlines import run

AUTHOR, INITIALS = "Pactwright", "PW"


@dataclass
class Comments:
    """The comments of one paper. Unless `wanted`, nothing is kept and the body stays as it is.

    A comment carries no date: the same paper gives the same bytes, and word processors take a comment without one.
    """

    wanted: bool
    written: list[str] = field(default_factory=list)
    waiting: list[Sequence[str]] = field(default_factory=list)  # for the next paragraph
    told: set[str] = field(default_factory=set)  # open values commented on; the note stands at the first place alone

    def on_next(self, remarks: Sequence[Remark], notes: Sequence[Note] = ()) -> None:
        """Comment on the next paragraph."""
        if not self.wanted:
            return
        self.waiting += [remark.paragraphs for remark in remarks] + [(f"Note: {plain(note.inlines)}",) for note in notes]

    def around_paragraph(self, runs: str) -> str:
        """The runs of a paragraph within the comments that wait for it."""
        waiting, self.waiting = self.waiting, []
        return self._around(runs, waiting)

    def around_blank(self, blank: Blank, runs: str) -> str:
        """The runs of an open value within a comment that says why it is open."""
        if not blank.note or blank.path in self.told:
            return runs
        self.told.add(blank.path)
        return self._around(runs, [(f"Open ({blank.path}): {blank.note}",)])

    def _around(self, runs: str, comments: Sequence[Sequence[str]]) -> str:
        if not self.wanted:
            return runs
        for paragraphs in comments:
            id = len(self.written)
            self.written.append(_comment(id, paragraphs))
            runs = (
                f'<w:commentRangeStart w:id="{id}"/>{runs}<w:commentRangeEnd w:id="{id}"/>'
                f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{id}"/></w:r>'
            )
        return runs


def _comment(id: int, paragraphs: Sequence[str]) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    written = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{mark if at == 0 else ""}{run(words)}</w:p>'
        for at, words in enumerate(paragraphs)
    )
    return f'<w:comment w:id="{id}" w:author="{AUTHOR}" w:initials="{INITIALS}">{written}</w:comment>'
