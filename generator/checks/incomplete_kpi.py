"""A KPI cannot be measured as it stands, or nothing follows from it.

A measure needs what is counted, its unit, a baseline, a target, a date, where the number is read, who owns it and how often
it is read: what is not written now is argued about later, when the number is bad. And it needs a consequence: an exit that
tests it, a gate that reads it, or the ladder of steps after a miss. An open cell is not missing; it is only not settled.

Fails:
    success.kpis.k1.unit: absent
    success.kpis.k1.owner: absent
    says: 'The KPI “Joint pipeline” (k1) lacks its unit and its owner, so its result could be argued about.'
Fails:
    success.kpis.k3.baseline: absent
    says: 'The KPI “Seller enablement” (k3) lacks its baseline, so its result could be argued about.'
Fails:
    exit.triggers.t6.tests: [k1, k2]
    success.ladder: []
    says: 'Nothing follows if the KPI “Seller enablement” (k3) is missed: no exit tests it, no gate reads it, and there
      is no ladder of steps.'
Fails:
    success.kpis.k2.target: {open: no data yet}
    says: 'Cannot check yet: the KPI “Customer retention” (k2) still has its target open.'

Passes:
    exit.triggers.t6.tests: [k1, k2]
Passes:
    exit.triggers.t6.tests: [k1, k2]
    success.kpis.k3.nature: commitment
    success.ladder: []
Passes:
    exit.triggers.t6: absent
    success.ladder: []
    success.gates.g1.criteria: [{id: c1, test: pipeline, kpi: k1}, {id: c2, test: renewals, kpi: k2}, {id: c3, test: sellers, kpi: k3}]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.consequence import exits_on, gates_on, has_ladder
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import kpi_called, listed
from generator.values import Open

ID = "D-K03"
LEVEL: Level = "error"
_CELLS = {
    "metric": "metric", "unit": "unit", "baseline": "baseline", "target": "target", "due": "date", "source": "data source",
    "owner": "owner", "cadence": "review period",
}  # fmt: skip


def check(view: View) -> Iterator[Finding]:
    for kpi in view.deal.success.kpis:
        name, path = f"the KPI {kpi_called(kpi)}" if isinstance(kpi.name, str) else kpi_called(kpi), f"success.kpis.{kpi.id}"
        missing = [cell for cell in _CELLS if getattr(kpi, cell) is None]
        unsettled = [cell for cell in _CELLS if isinstance(getattr(kpi, cell), Open)]
        if missing:
            lacks = listed([f"its {_CELLS[cell]}" for cell in missing])
            yield Finding(
                ID, LEVEL, f"{name[0].upper()}{name[1:]} lacks {lacks}, so its result could be argued about.",
                "Complete the row.", tuple(f"{path}.{cell}" for cell in missing),
            )  # fmt: skip
        if unsettled:
            yield Finding(
                ID, "info", f"Cannot check yet: {name} still has {listed([f'its {_CELLS[cell]}' for cell in unsettled])} open.",
                "Settle it before both sides sign the success criteria off.", tuple(f"{path}.{cell}" for cell in unsettled),
            )  # fmt: skip
        if not (exits_on(view, kpi) or gates_on(view, kpi) or has_ladder(view)):
            yield Finding(
                ID, LEVEL, f"Nothing follows if {name} is missed: no exit tests it, no gate reads it, and there is no ladder of steps.",
                "Add it to the tests of an exit or to a gate, write a ladder, or drop it.", (path,),
            )  # fmt: skip
