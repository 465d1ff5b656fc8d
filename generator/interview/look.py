"""An interview as it stands: what the replies make of the deal, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.bind import Bound, bind
from generator.deal import Deal, DealError, Fault
from generator.deal.alliance import SideName
from generator.deal.read import make_deal
from generator.interview.condition import names_of
from generator.interview.place import Pick, steps_of
from generator.interview.plan import START, Asked, Plan
from generator.interview.state import State

if TYPE_CHECKING:
    from generator.document.draft import Drafted


@dataclass(frozen=True, repr=False)
class Look:
    """Made by `fold.look`.

    `raw`: the deal the replies make. `private`: what goes into the private file. `asked`: the questions that apply, in order.
    `pending`: those of them without an answer; `stale`: those whose answer rests on something that has changed; `parked`:
    answers to questions that do not apply now. `bases`: what each question that applies reads of the answers before it.
    """

    plan: Plan
    state: State
    raw: dict[str, Any]
    private: dict[str, Any]
    asked: tuple[str, ...]
    pending: tuple[str, ...]
    stale: tuple[str, ...]
    parked: tuple[str, ...]
    bases: Mapping[str, str]
    us: SideName
    pack: str

    @property
    def them(self) -> SideName:
        return "b" if self.us == "a" else "a"

    @property
    def names(self) -> dict[str, Any]:
        return names_of(self.raw, self.us, self.pack, self.state.deep)

    @cached_property
    def deal(self) -> Deal | None:
        """The deal, if it can be read."""
        return self._read[0]

    @cached_property
    def bound(self) -> Bound | None:
        """The deal with the library, if it fits."""
        return self._read[1]

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Why it cannot be read or does not fit."""
        return self._read[2]

    @cached_property
    def _read(self) -> tuple[Deal | None, Bound | None, tuple[Fault, ...]]:
        deal = None
        try:
            deal = make_deal(self.raw)
            return deal, bind(deal, self.plan.library), ()
        except DealError as error:
            return deal, None, tuple(error.faults)

    @cached_property
    def drafted(self) -> Drafted | None:
        """The paper that says most: the agreement, unless the deal asks for another that is signed. None while it does not fit."""
        if self.bound is None:
            return None
        # Loaded here: the first question waits for no draft.
        from generator.document.draft import draft_document

        papers = self.plan.library.papers
        texts = [kind for kind in self.raw.get("documents", []) if kind in papers and papers[kind].front.body == "text"]
        kind = next((kind for kind in texts if papers[kind].front.signed and not papers[kind].front.findings), "alliance_agreement")
        try:
            return draft_document(self.bound, kind)
        except DealError:
            return None

    @cached_property
    def broken(self) -> dict[str, str]:
        """Questions whose answers do not fit the rest, with the sentence that says why."""
        found: dict[str, str] = {}
        if not self.state.replies:
            return found
        for fault in self.faults:
            for id in self.asked:
                if id != START and id in self.state.replies and _owns(self.plan.question(id), fault.pointer, self.raw, self.us):
                    found.setdefault(id, fault.message)
        return found

    @property
    def to_ask(self) -> tuple[str, ...]:
        """What is still to be asked: without an answer, or to be asked again."""
        again = {*self.pending, *self.stale, *self.broken}
        return tuple(id for id in self.asked if id in again)

    @property
    def is_done(self) -> bool:
        return not self.to_ask

    def current(self) -> str:
        """The question on the screen: the one the user is at, else the first to ask; empty when all is answered."""
        if self.state.at in self.asked:
            return self.state.at
        return self.to_ask[0] if self.to_ask else ""


def _owns(one: Asked, pointer: str, raw: Mapping[str, Any], us: SideName) -> bool:
    """Whether what a fault points at is this question's."""
    at = pointer.split("/")[1:]
    for path in one.owned(us):
        spot: list[str] = []
        here: Any = raw
        for step in steps_of(path):
            if isinstance(here, list):
                key, wanted = ("kind", step.kind) if isinstance(step, Pick) else ("id", step)
                n = next((n for n, item in enumerate(here) if isinstance(item, dict) and item.get(key) == wanted), None)
                if n is None:
                    break
                spot.append(str(n))
                here = here[n]
            else:
                spot.append(str(step))
                here = here.get(step) if isinstance(here, dict) else None
        else:
            if at[: len(spot)] == spot:
                return True
    return False
