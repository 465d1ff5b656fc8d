"""What stands before the words of a paper: the cover and the contents."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.tree import Document, Schedule, Section
from generator.writers.word.body import Body
from generator.writers.word.inlines import run

_CONTENTS_CONTROL = 900001  # apart from the counter of the values


def write_cover(body: Body) -> None:
    """Title, project, parties, lines and disclaimer; in a compact paper a few small lines, the disclaimer comes later."""
    document, cover = body.document, body.document.cover
    body.comments.on_next(document.remarks)
    body.add("Title", run(cover.title))
    if cover.project:
        body.add("CoverProject", run(cover.project))
    for party in cover.parties:
        body.add("CoverParty", body.inlines.runs(party))
    for line in cover.lines:
        body.add("CoverLine", run(line.label, "CoverLabel") + run("\t") + body.inlines.runs(line.value))
    if not document.compact:
        if document.disclaimer:
            body.add("Disclaimer", run(document.disclaimer))
        body.new_page = True


def write_contents(body: Body) -> None:
    """The contents: links without page numbers, right on first opening, so that no word processor asks to update them."""
    entries = [(holder, contents_bookmark(at)) for at, holder in enumerate(outlined(body.document), 1) if holder.title]
    if not entries:
        return
    body.add_xml(
        f'<w:sdt><w:sdtPr><w:id w:val="{_CONTENTS_CONTROL}"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent>"
    )
    body.add("TOCHeading", run("Contents"))
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        r'<w:r><w:instrText xml:space="preserve"> TOC \o "1-1" \n \h \z \u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for at, (holder, name) in enumerate(entries):
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if at == len(entries) - 1 else ""
        words = f"{label(holder)}\t{holder.title}" if label(holder) else holder.title
        body.add("TOC1", f'{begin if at == 0 else ""}<w:hyperlink w:anchor="{name}" w:history="1">{run(words)}</w:hyperlink>{end}')
    body.add_xml("</w:sdtContent></w:sdt>")
    body.new_page = True


def outlined(document: Document) -> Iterator[Section | Schedule]:
    """What the contents list, in order."""
    yield from document.sections
    yield from document.schedules


def contents_bookmark(at: int) -> str:
    """The bookmark of the heading that is entry `at` of the contents."""
    return f"_Toc{at:08}"


def label(holder: Section | Schedule) -> str:
    """The number of a section or schedule as it prints."""
    return holder.label if isinstance(holder, Section) else f"Schedule {holder.letter}"
