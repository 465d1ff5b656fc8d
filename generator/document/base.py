"""The base agreement of a rider: where a clause or schedule the rider does not hold stands there, and what a term means there.

What the deal maps (`rider.base.clauses`, `rider.base.terms`) prints; what it does not map prints as a labelled blank whose
path is the place in the deal where the mapping belongs. So no reference and no term of a rider leads nowhere.
"""

from __future__ import annotations


from msgspec import Struct

from generator.bind import Bound
from generator.deal.rider import RiderBase
from generator.document.tree import Blank, Defined, Inline, Inlines, Ref, RefPart, Text, Value

_NAME = "the Base Agreement"


class Base(Struct, frozen=True):
    """The base agreement as the deal describes it; a deal that says nothing of it yet has every place blank."""

    bound: Bound

    @property
    def _said(self) -> RiderBase:
        rider = self.bound.deal.rider
        return (rider.base if rider else None) or RiderBase()

    def reference(self, target: str) -> Inline:
        """“clause 14 of the Base Agreement” for our clause or schedule id, or a blank that names the clause by its title."""
        where = self._said.clauses.get(target)
        if where:
            return Ref(target, (RefPart(f"{where} of {_NAME}"),))
        kind = "schedule" if target.startswith("schedule.") else "clause"
        return Blank(f"rider.base.clauses.{target}", f"{kind} of {_NAME} on “{self._title(target)}”")

    def maps(self, term: str) -> bool:
        """Whether the deal says which term of the base agreement one of ours is."""
        return term in self._said.terms

    def meaning(self, term: str, shown: str) -> Inlines:
        """The entry of a term in the list of definitions; `shown` is the term in the spelling of the paper."""
        theirs = self._said.terms.get(term)
        if theirs == shown:
            return (Defined(shown), Text(f" has the meaning given in {_NAME}."))
        path = f"rider.base.terms.{term}"
        words = (
            (Text("“"), Value(path, theirs), Text("”")) if theirs else (Blank(path, f"term of {_NAME} for “{shown}”"),)
        )  # fmt: skip
        return (Defined(shown), Text(" has the meaning of "), *words, Text(f" in {_NAME}."))

    def _title(self, target: str) -> str:
        library = self.bound.library
        if target in library.clauses:
            return library.clauses[target].front.title
        schedules = (schedule for paper in library.papers.values() for schedule in paper.front.schedules)
        return next((schedule.title for schedule in schedules if f"schedule.{schedule.id}" == target), target)
