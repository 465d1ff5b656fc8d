"""What follows when a KPI is missed: an exit that tests it, a gate that reads it, or the steps of the ladder."""

from __future__ import annotations

from generator.checks.view import View
from generator.deal.success import Kpi

MISSED = "exit.missed_success"
NO_GO = "exit.milestone_nogo"
LADDER = "success.recovery_plan"


def exits_on(view: View, kpi: Kpi) -> list[str]:
    """Ids of the exits a miss can open: those that name the KPI, those on missed results that name nothing and so test all, and
    for a commitment, whose miss is a breach, the exits for fault.
    """
    return [
        trigger.id for trigger in view.bound.triggers
        if kpi.id in (trigger.settled("tests") or []) or (trigger.clause.id == MISSED and not trigger.settled("tests"))
        or (kpi.nature == "commitment" and trigger.settled("class_") == "fault")
    ]  # fmt: skip


def gates_on(view: View, kpi: Kpi) -> list[str]:
    """Ids of the gates with a criterion that is read from a KPI."""
    return [gate.id for gate in view.deal.success.gates if any(criterion.kpi == kpi.id for criterion in gate.criteria)]


def has_ladder(view: View) -> bool:
    """Whether each missed KPI sets steps in motion. A ladder whose clause is left out is printed nowhere."""
    choice = view.deal.clauses.get(LADDER)
    return bool(view.deal.success.ladder) and not (choice and choice.leave_out)
