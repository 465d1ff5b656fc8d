"""What a clause was written as: the same clause at the same place of the numbering is the same WordprocessingML.

In a batch most clauses of one paper are those of the one before, as the same objects (document/memory.py), so their paragraphs
need not be written again. Ids that count through the file are no part of what is kept: marks.py puts them in at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec import Struct

from generator.document.define import anchors_linked
from generator.document.rename import as_it_is
from generator.document.tree import Clause, Names, Table
from generator.writers.word.body import Body
from generator.writers.word.bookmarks import anchors_of, tag
from generator.writers.word.inlines import escape
from generator.writers.word.marks import Marked, joined
from generator.writers.word.outlines import Outline, Standing


class _Traits(Struct, frozen=True):
    """What is to be known of a clause before it is written: its own anchors, all that it names, whether it has a table for a turned
    page, and whether its first line sets back the levels of the numbering below it.
    """

    own: list[str]
    named: list[str]
    is_wide: bool
    starts_anew: bool

    @classmethod
    def of(cls, clause: Clause) -> _Traits:
        own = [*anchors_of(clause).places]
        is_wide = any(isinstance(block, Table) and block.landscape for block in clause.blocks)
        return cls(own, [*own, *anchors_linked(clause)], is_wide, bool(clause.heading and clause.label))


class _Written(Struct, frozen=True):
    """All that writing a clause left in a body."""

    parts: list[Marked]
    printed: list[tuple[str, str]]
    waiting: list[str]
    own_lists: list[str]
    standing: Standing

    def naming(self, names: Names) -> _Written | None:
        """The same with other names of sides; None where a value of that path printed something else."""
        tags = {escape(tag(path)): pair for path, pair in names.items()}
        printed = [(name, tags[name][1] if name in tags else words) for name, words in self.printed]
        if any(name in tags and words != tags[name][0] for name, words in self.printed):
            return None
        return _Written([part.saying(tags) for part in self.parts], printed, self.waiting, self.own_lists, self.standing)


def write_once(body: Body, clause: Clause, outline: Outline, title: str, write: Callable[[], None]) -> None:
    """Write a clause with `write`, or as it was written before. `title`: that of what it stands in, which captions its tables."""
    traits = clause.once("traits", None, partial(_Traits.of, clause), as_it_is)
    turns = traits.is_wide and not body.landscape
    if body.comments.wanted or turns or not body.marked.isdisjoint(traits.own):
        write()
        return
    given = (
        outline.id, title, body.numbering.standing(outline, 2 if traits.starts_anew else None), len(body.numbering.own_lists),
        [*body.waiting], body.new_page, body.document.compact, body.landscape, [*map(body.places.get, traits.named)],
    )  # fmt: skip

    def make() -> _Written:
        parts, printed, lists = len(body.parts), len(body.inlines.printed), len(body.numbering.own_lists)
        write()
        left = _Written(
            joined(body.parts[parts:]), body.inlines.printed[printed:], [*body.waiting], body.numbering.own_lists[lists:],
            body.numbering.standing(outline),
        )  # fmt: skip
        # Taken back, to be put there with the rest, as when it is found again.
        del body.parts[parts:], body.inlines.printed[printed:], body.numbering.own_lists[lists:]
        return left

    written = clause.once("word", given, make, _Written.naming)
    body.parts += written.parts
    body.inlines.printed += written.printed
    body.numbering.own_lists += written.own_lists
    body.numbering.stand(outline, written.standing)
    body.waiting[:] = written.waiting
    body.marked.update(traits.own)
    body.new_page = body.new_page and not written.parts
