"""What a check may look at: the deal bound to the library, its drafted papers, and the date ages are counted to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.bind import Bound
from generator.deal import Deal
from generator.deal.rider import Rider
from generator.document import Drafted
from generator.document.define import inlines_of
from generator.document.tree import Clause, Inlines, Schedule, Section
from generator.library import LawPack


@dataclass(frozen=True)
class View:
    """`papers` by kind; empty for a check of the deal alone."""

    bound: Bound
    as_of: datetime.date
    law_pack: LawPack
    papers: dict[str, Drafted] = field(default_factory=dict)

    @property
    def deal(self) -> Deal:
        return self.bound.deal

    def riders(self) -> Iterator[Drafted]:
        """The papers that change another agreement; pages about them are not."""
        for kind, drafted in self.papers.items():
            front = self.bound.library.papers[kind].front
            if front.base and not front.internal:
                yield drafted

    @property
    def rider(self) -> Rider | None:
        """What the deal says of its rider; nothing but defaults where a rider is drafted and the deal says nothing."""
        return self.deal.rider or (Rider() if any(True for _ in self.riders()) else None)

    def clauses(self) -> Iterator[tuple[Drafted, Section | Schedule, Clause]]:
        """Every clause of every paper."""
        for drafted in self.papers.values():
            holders: tuple[Section | Schedule, ...] = (*drafted.document.sections, *drafted.document.schedules)
            for holder in holders:
                for clause in holder.clauses:
                    yield drafted, holder, clause

    def words(self) -> Iterator[tuple[Drafted, Clause, Inlines]]:
        """Every run of words of every paper, with the clause it stands in."""
        for drafted, _, clause in self.clauses():
            for block in clause.blocks:
                for inlines in inlines_of(block):
                    yield drafted, clause, inlines
