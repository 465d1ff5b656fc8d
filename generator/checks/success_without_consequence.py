"""No exit tests a KPI and no gate reads one, so nothing happens if the numbers are missed.

Measures without an end to them are decoration. A ladder of talks is not enough here: at the end of it, somebody must be able
to decide. Nor may the chain be broken elsewhere: an exit on missed results or on a gate that has nothing to measure it by, and a
gate whose no-go opens an exit that the deal does not have.

Fails:
    exit.triggers.t6: absent
    says: 'No exit and no gate depends on any of the 3 KPIs, so nothing is decided if the alliance misses them.'
Fails:
    success.kpis: []
    says: 'Cannot check yet: there are no KPIs an exit or a gate could depend on.'
Fails:
    success.kpis: []
    says: 'The exit “Agreed results not reached” (t6) has no source to measure it by: the deal has no KPIs.'
Fails:
    success.gates: []
    says: 'The exit “No-go at a Gate” (t7) has no source to measure it by: the deal has no gates.'
Fails:
    exit.triggers.t7: absent
    says: 'Nothing follows from a no-go at the gate “First joint customers” (g1): it is to open an exit, and no exit depends on it.'

Passes:
    exit.triggers.t6.tests: [k1]
Passes:
    success.kpis.k2: absent
    success.gates: []
    exit.triggers.t7: absent
Passes:
    exit.triggers.t7: absent
    success.gates.g1.on_no_go: scope_cut
Passes:
    exit.triggers.t6: absent
    success.gates.g1.criteria: [{id: c1, test: 40% of the pipeline is reached, kpi: k1}]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.consequence import MISSED, NO_GO, exits_on, gates_on
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called, counted

ID = "D-K10"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    kpis = view.deal.success.kpis
    if not kpis:
        yield Finding(ID, "info", "Cannot check yet: there are no KPIs an exit or a gate could depend on.", "Add KPIs.", ("success.kpis",))
    elif not any(exits_on(view, kpi) or gates_on(view, kpi) for kpi in kpis):
        which, them = (f"any of the {counted(len(kpis), 'KPI')}", "them") if len(kpis) > 1 else ("the only KPI", "it")
        yield Finding(
            ID, LEVEL, f"No exit and no gate depends on {which}, so nothing is decided if the alliance misses {them}.",
            "Add the exit exit.missed_success, or a gate with a criterion read from a KPI.", ("exit.triggers", "success.gates"),
        )  # fmt: skip
    yield from _nothing_to_test(view)
    yield from _no_exit_on_no_go(view)


def _nothing_to_test(view: View) -> Iterator[Finding]:
    """Exits by what they measure, where the deal has nothing of it and their event is not in words of their own."""
    success = view.deal.success
    for trigger in view.bound.triggers:
        what, there = {MISSED: ("KPIs", success.kpis), NO_GO: ("gates", success.gates)}.get(trigger.clause.id, ("", [None]))
        if not there and trigger.own.event is None:
            yield Finding(
                ID, LEVEL, f"The exit {called(trigger)} has no source to measure it by: the deal has no {what}.",
                f"Add {what}, write the event in words that can be measured, or drop the exit.", (trigger.path, f"success.{what.lower()}"),
            )  # fmt: skip


def _no_exit_on_no_go(view: View) -> Iterator[Finding]:
    for gate in view.deal.success.gates:
        tested = any(
            gate.id in (trigger.settled("tests") or []) or (trigger.clause.id == NO_GO and not trigger.settled("tests"))
            for trigger in view.bound.triggers
        )
        if gate.on_no_go == "exit_right" and not tested:
            name = f"“{gate.name}” ({gate.id})" if isinstance(gate.name, str) else gate.id
            yield Finding(
                ID, LEVEL, f"Nothing follows from a no-go at the gate {name}: it is to open an exit, and no exit depends on it.",
                f"Add the exit {NO_GO}, or choose what else follows in on_no_go.", (f"success.gates.{gate.id}.on_no_go", "exit.triggers"),
            )  # fmt: skip
