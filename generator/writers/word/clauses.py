"""What a clause was written as: the same clause at the same place of the numbering is the same WordprocessingML.

In a batch most clauses of one paper are those of the one before, as the same objects (document/memory.py), so their paragraphs
need not be written again. Ids that count through the file are no part of what is kept: body.py puts them in at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.document.define import anchors_linked
from generator.document.tree import Clause, Table
from generator.writers.word.body import Body
from generator.writers.word.bookmarks import anchors_of
from generator.writers.word.outlines import Outline, Standing


@dataclass(frozen=True, slots=True)
class _Written:
    """All that writing a clause left in a body."""

    parts: list[str]
    printed: list[tuple[str, str]]
    waiting: list[str]
    own_lists: list[str]
    standing: Standing


def write_once(body: Body, clause: Clause, outline: Outline, title: str, write: Callable[[], None]) -> None:
    """Write a clause with `write`, or as it was written before. `title`: that of what it stands in, which captions its tables."""
    own = [anchor for anchor, _ in anchors_of(clause)]
    if body.comments.wanted or body.landscape or _has_wide_table(clause) or not body.marked.isdisjoint(own):
        write()
        return
    named = clause.once("places", None, lambda: [*own, *anchors_linked(clause)])
    starts_anew = bool(clause.heading and clause.label)  # whether its first line sets back the levels below it
    given = (
        outline.id, title, body.numbering.standing(outline, 2 if starts_anew else None), len(body.numbering.own_lists),
        [*body.waiting], body.new_page, body.document.compact, [body.places.get(name) for name in named],
    )  # fmt: skip

    def make() -> _Written:
        parts, printed, lists = len(body.parts), len(body.inlines.printed), len(body.numbering.own_lists)
        write()
        left = _Written(
            body.parts[parts:], body.inlines.printed[printed:], [*body.waiting], body.numbering.own_lists[lists:],
            body.numbering.standing(outline),
        )  # fmt: skip
        # Taken back, to be put there with the rest, as when it is found again.
        del body.parts[parts:], body.inlines.printed[printed:], body.numbering.own_lists[lists:]
        return left

    written = clause.once("word", given, make)
    body.parts += written.parts
    body.inlines.printed += written.printed
    body.numbering.own_lists += written.own_lists
    body.numbering.stand(outline, written.standing)
    body.waiting[:] = written.waiting
    body.marked.update(own)
    body.new_page = body.new_page and not written.parts


def _has_wide_table(clause: Clause) -> bool:
    return any(isinstance(block, Table) and block.landscape for block in clause.blocks)
