"""Word: a paper with native numbering, live references and its values in content controls."""

from __future__ import annotations

from generator.document.tree import Document, Section
from generator.writers.choices import PLAIN, Choices
from generator.writers.word.blocks import write_opening, write_schedule, write_section
from generator.writers.word.body import Body
from generator.writers.word.front import contents_bookmark, outlined, write_contents, write_cover
from generator.writers.word.package import house_of, package

FORMAT = "docx"
CARRIES_NOTES = True
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write(document: Document, choices: Choices = PLAIN) -> bytes:
    """A paper as a Word file; the same paper gives the same bytes.

    Raises ValueError for a reference to a place the paper does not have, a label Word cannot count to, and a character
    XML cannot hold: the passes and the deal model refuse all three earlier. Raises HouseStyleError for a house document
    that cannot be used.
    """
    body = Body(document, choices.copy == "counsel")
    has_contents = document.contents and not document.compact
    write_cover(body)
    if has_contents:
        write_contents(body)
    write_opening(body)
    for at, holder in enumerate(outlined(document), 1):
        if has_contents and holder.title:
            body.bookmark(contents_bookmark(at))
        if isinstance(holder, Section):
            write_section(body, holder)
        else:
            write_schedule(body, holder)
    return package(body, house_of(choices))
