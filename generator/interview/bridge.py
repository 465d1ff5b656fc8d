"""What could lie between two sides: a position of the library that both could take, or the middle of two lengths or shares.

Where each side's own deal stands decides which position is offered, and is never said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.bind import Bound, BoundTrigger, bind
from generator.deal import Deal, DealError
from generator.document.conditions import truth
from generator.document.draft import governing_pack, scope_of, style_of
from generator.document.select import Selection, select
from generator.interview.comparing import Difference, Spot, middle
from generator.interview.matter import Matters
from generator.interview.place import MISSING
from generator.library import Clause, Library
from generator.library.expression import Expression, paths_of

_PAPER = "alliance_agreement"
# What a condition reads of an exit by another name.
_ALSO = {"agreed_fee": "fee", "locked": "lock_in", "partial": "scope", "automatic": "who"}
# Lengths and shares whose middle is a fair question; of a date, a number of today or a place of law it would be nonsense.
_HALVED = ("notice", "cure", "lock_in", "cap", "share", "rate", "tail")


@dataclass(frozen=True)
class Ground:
    """One side's deal, to see which positions it holds."""

    deal: Deal
    library: Library

    @cached_property
    def _selected(self) -> tuple[Bound, Selection] | None:
        """None for a deal that does not fit the library or the paper yet."""
        try:
            bound = bind(self.deal, self.library)
            return bound, select(bound, self.library.papers[_PAPER], style_of(bound, governing_pack(bound)))
        except DealError:
            return None

    def holds(self, clause: Clause, condition: Expression, trigger: str | None) -> bool | None:
        """Whether the deal meets a condition of a clause, for an exit by the id of its trigger; None when that cannot be told."""
        if self._selected is None:
            return None
        bound, selection = self._selected
        if clause.id not in selection.chosen:
            return None
        exit = self._trigger(bound, clause, trigger)
        if clause.is_trigger and exit is None:
            return None
        style = style_of(bound, governing_pack(bound))
        return truth(condition, scope_of(bound, style, selection, selection.chosen[clause.id], exit))

    def _trigger(self, bound: Bound, clause: Clause, id: str | None) -> BoundTrigger | None:
        group = [trigger for trigger in bound.triggers if trigger.clause.id == clause.id]
        return next((trigger for trigger in group if trigger.id == id), group[0] if group else None)


@dataclass(frozen=True)
class Bridges:
    """What may be offered for the differences of one pair of deals."""

    matters: Matters
    a: Ground
    b: Ground

    def of(self, difference: Difference) -> str:
        """Words for the column “A bridge”; empty where there is nothing to offer."""
        if difference.status not in ("different", "one_side"):
            return ""
        if difference.spot[0] == "clauses" and difference.spot[-1] in ("text", "protects"):
            return "The balanced text"
        words, decides = self._position(difference) if self._is_term(difference) else ("", False)
        between = self._middle(difference) if not decides else ""
        return " ".join(part for part in (f"{words[:1].upper()}{words[1:]}." if words else "", between) if part)

    def _is_term(self, difference: Difference) -> bool:
        """Whether a position can say anything of it: of an exit, or of a value that is measured or chosen, not of words and names."""
        if difference.is_row:
            return _is_exit(difference)
        shape = self.matters.shape(difference.spot)
        return shape is not None and shape.kind in ("choice", "yes_no", "number", "duration", "money", "percent", "choices")

    def _position(self, difference: Difference) -> tuple[str, bool]:
        """Words of the position that could serve both; and whether it says more than that both could stay where they are."""
        spot = difference.spot
        for clause in self._clauses(spot):
            levels = {level: (condition, words) for level, condition, words in clause.positions if level != "walk_away"}
            trigger = spot[2] if spot[:2] == ("exit", "triggers") else None
            held = {
                level: [ground.holds(clause, condition, trigger) for ground in (self.a, self.b)] for level, (condition, _) in levels.items()
            }
            order = ["opening", "acceptable"] if held.get("opening") == [True, True] else ["acceptable", "opening"]
            for level in order:
                if level in levels and (_is_exit(difference) or _reads(levels[level][0], spot, clause)):
                    return _whole(level, {level: words for level, (_, words) in levels.items()}), held[level] != [True, True]
        return "", False

    def _clauses(self, spot: Spot) -> Iterator[Clause]:
        """The clauses a place is a term of: its own, that of its exit, and those its question feeds."""
        ids: list[str] = []
        if spot[0] == "clauses":
            ids.append(spot[1])
        if spot[:2] == ("exit", "triggers"):
            kind = self.matters.value((*spot[:3], "kind"))
            ids.append("exit.custom" if kind == "custom" else str(kind))
        elif asked := self.matters.question(spot):
            ids += self.matters.plan.question(asked[1]).question.front.feeds
        clauses = self.matters.plan.library.clauses
        for id in dict.fromkeys(ids):
            if id in clauses and clauses[id].positions:
                yield clauses[id]

    def _middle(self, difference: Difference) -> str:
        a, b = difference.a, difference.b
        if MISSING in (a, b) or not isinstance(a, str) or not isinstance(b, str) or not _may_be_halved(difference.spot):
            return ""
        between = middle(a, b)
        if between is None:
            return ""
        low, halfway, high = between
        return f"Between {low} and {high}: would {halfway} serve both?"


def _is_exit(difference: Difference) -> bool:
    """Whether it is a whole exit that one side alone wants."""
    return difference.is_row and difference.spot[:2] == ("exit", "triggers") and len(difference.spot) == 3


def _whole(level: str, words: dict[str, str]) -> str:
    """The words of a position; where they lean on the one before (“the same with …”), that one stands before them."""
    said = words[level].replace("'", "’")
    if level == "acceptable" and "opening" in words and said.startswith("the same"):
        said = f"{words['opening']}; or {said}".replace("'", "’")
    return said


def _may_be_halved(spot: Spot) -> bool:
    """A length or share of notice, cure, lock-in, a ceiling or a sharing; nothing of what is measured or of the law.

    >>> _may_be_halved(("exit", "triggers", "t2", "notice", "length")), _may_be_halved(("success", "kpis", "k1", "target"))
    (True, False)
    """
    if spot[0] in ("law", "success") or spot[-1] in ("baseline", "target", "due", "date"):
        return False
    return any(step == word or step.startswith(f"{word}_") or step.endswith(f"_{word}") for step in spot for word in _HALVED)


def _reads(condition: Expression, spot: Spot, clause: Clause) -> bool:
    """Whether a condition is about a place: reads it, a part of it, or what it is a part of."""
    for path in paths_of(condition):
        read = path.parts
        if read[0] == "trigger" and spot[:2] == ("exit", "triggers"):
            place: Spot = (*spot[:3], _ALSO.get(read[1], read[1]), *read[2:])
        elif read[0] == "params" and spot[0] == "clauses" and spot[1] == clause.id:
            place = (*spot[:2], *read)
        elif read[0] == "params" and "params" in spot[:4] and spot[:2] == ("exit", "triggers"):
            place = (*spot[:3], *read)
        else:
            place = read
        shorter = min(len(place), len(spot))
        if place[:shorter] == spot[:shorter]:
            return True
    return False
