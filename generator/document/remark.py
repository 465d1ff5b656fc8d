"""What counsel reads beside the words of a paper, and nobody else: a remark prints in the counsel copy only."""

from __future__ import annotations

from msgspec import Struct

from typing import Literal, TypeAlias

# In the order in which they stand beside a clause.
Kind: TypeAlias = Literal["copy", "text", "position", "law", "finding", "private"]


class Remark(Struct, frozen=True):
    """One remark on a clause, or on the paper as a whole; `paragraphs` are its words, plain, at least one.

    `copy` says what this copy is, `text` why this clause and this text, `position` where the deal stands and what comes
    next, `law` the notes of the law packs, `finding` what a check said, `private` what one side keeps to itself.
    """

    kind: Kind
    paragraphs: tuple[str, ...]
