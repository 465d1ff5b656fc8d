"""Success is measured or a gate is set, and no exit follows when it fails.

A KPI that decides whether the alliance works must let somebody leave when it fails; so must a gate whose no-go is said to
open an exit. An exit counts if it is the one on missed results, names the KPI or gate in its tests, or is open on the no-go
of a gate that reads the KPI. A commitment counts where there is an exit for breach. Watching a number without an exit can
be right: then counsel accepts this with the reason.

Fails:
    exit.triggers.t6: absent
    says: 'No exit is open if the KPIs are missed, so both sides would have to go on whatever the results.'
Fails:
    exit.triggers.t7: absent
    says: 'A no-go at gate g1 is to open an exit (on_no_go), but no exit is there for it.'

Passes:
    exit.triggers.t6.tests: [k1]
Passes:
    exit.triggers.t6: absent
    success.gates.g1.criteria: [{id: c1, test: 40% of the pipeline is reached, kpi: k1}]
Passes:
    exit.triggers.t7: absent
    success.gates.g1.on_no_go: scope_cut
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.consequence import exits_on, gates_on
from generator.checks.finding import Finding, Level
from generator.checks.view import View

ID = "D-X02"
LEVEL: Level = "error"
_NO_GO = "exit.milestone_nogo"


def check(view: View) -> Iterator[Finding]:
    success = view.deal.success
    open_gates = {
        gate.id for trigger in view.bound.triggers for gate in trigger.gates
        if trigger.clause.id == _NO_GO or gate.id in (trigger.settled("tests") or [])
    }  # fmt: skip
    if success.kpis and not any(exits_on(view, kpi) or open_gates.intersection(gates_on(view, kpi)) for kpi in success.kpis):
        yield Finding(
            ID, LEVEL, "No exit is open if the KPIs are missed, so both sides would have to go on whatever the results.",
            "Add the exit exit.missed_success, or name the KPIs in the tests of another exit.", ("exit.triggers", "success.kpis"),
        )  # fmt: skip
    for gate in success.gates:
        if gate.on_no_go == "exit_right" and gate.id not in open_gates:
            yield Finding(
                ID, LEVEL, f"A no-go at gate {gate.id} is to open an exit (on_no_go), but no exit is there for it.",
                f"Add the exit {_NO_GO}, or write what else follows: “scope_cut” or “repilot”.", (f"success.gates.{gate.id}.on_no_go",),
            )  # fmt: skip
