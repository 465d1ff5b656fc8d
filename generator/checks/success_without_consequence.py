"""No exit tests a KPI and no gate reads one, so nothing happens if the numbers are missed.

Measures without an end to them are decoration. A ladder of talks is not enough here: at the end of it, somebody must be able
to decide.

Fails:
    exit.triggers.t6: absent
    says: 'No exit and no gate depends on any of the 3 KPIs, so nothing is decided if the alliance misses them.'
Fails:
    success.kpis: []
    says: 'Cannot check yet: there are no KPIs an exit or a gate could depend on.'

Passes:
    exit.triggers.t6.tests: [k1]
Passes:
    exit.triggers.t6: absent
    success.gates.g1.criteria: [{id: c1, test: 40% of the pipeline is reached, kpi: k1}]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.consequence import exits_on, gates_on
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import counted

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
