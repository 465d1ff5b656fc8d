"""A deal bound to a library: triggers with the rows of their clause files, fees with the exits that owe them, parameters.

Everything a text may read is here or in the deal itself. Nothing is evaluated yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.bind.params import Params
from generator.deal import Deal
from generator.deal.exit import Fee
from generator.deal.success import Gate, Kpi
from generator.deal.trigger import Trigger
from generator.library import Clause, Library
from generator.library.issues import NONE, Issues


@dataclass(frozen=True)
class BoundTrigger:
    """A trigger with every field settled: its own, else its clause file's row."""

    own: Trigger
    row: Trigger
    clause: Clause
    deal: Deal = field(repr=False)

    @property
    def id(self) -> str:
        return self.own.id

    @property
    def path(self) -> str:
        return f"exit.triggers.{self.own.id}"

    def settled(self, attribute: str) -> Any:
        """A field of the exit matrix: the deal's, else the library's default, else None."""
        value = getattr(self.own, attribute)
        return getattr(self.row, attribute) if value is None else value

    def from_library(self, attribute: str) -> bool:
        """Whether the deal left the field to the library."""
        return getattr(self.own, attribute) is None

    @property
    def kpis(self) -> list[Kpi]:
        """The KPIs it tests: those it names, or all."""
        named = self.settled("tests")
        return [kpi for kpi in self.deal.success.kpis if not named or kpi.id in named]

    @property
    def gates(self) -> list[Gate]:
        named = self.settled("tests")
        return [gate for gate in self.deal.success.gates if not named or gate.id in named]

    @property
    def fee(self) -> Fee | None:
        """The fee of the list of fees that is due on it."""
        return next((fee for fee in self.deal.fees if fee.id == self.settled("fee")), None)


@dataclass(frozen=True)
class BoundFee:
    """A fee and the exits on which it is due."""

    own: Fee
    triggers: tuple[BoundTrigger, ...]
    deal: Deal = field(repr=False)

    @property
    def path(self) -> str:
        return f"fees.{self.own.id}"


@dataclass(frozen=True)
class Bound:
    """Deal and library together. `issues`: what the checks found, for a paper that is drafted after they ran."""

    deal: Deal
    library: Library
    triggers: tuple[BoundTrigger, ...]
    params: dict[str, Params]
    issues: Issues = NONE

    @cached_property
    def known(self) -> dict[object, Any]:
        """What was asked of this deal already, by how it is said; kept here for all that drafts and checks it."""
        return {}

    @cached_property
    def fees(self) -> tuple[BoundFee, ...]:
        return tuple(
            BoundFee(fee, tuple(trigger for trigger in self.triggers if trigger.settled("fee") == fee.id), self.deal)
            for fee in self.deal.fees
        )

    @cached_property
    def exits(self) -> dict[str, tuple[BoundTrigger, ...]]:
        """The triggers by their clause; no entry for a clause without one."""
        found: dict[str, tuple[BoundTrigger, ...]] = {}
        for trigger in self.triggers:
            found[trigger.clause.id] = (*found.get(trigger.clause.id, ()), trigger)
        return found

    def trigger_params(self, trigger: BoundTrigger) -> Params:
        """The parameters of a trigger's clause, with the trigger's own on top."""
        return self.params[trigger.clause.id].with_own(trigger.own.params or {}, f"{trigger.path}.params")
