"""One missed KPI brings agreed damages, an exit and a claim for breach, all at once.

Each may be right alone. Together they make a miss so dear that people fight over the number instead of mending the work.
Where a sum makes the shortfall good, the KPI need not also be a promise whose miss is a breach with its own exit, besides
the exit for missed results. Looks at KPIs that are commitments, are tested by an exit without fault, and have agreed damages.

Fails:
    success.kpis.k1.nature: commitment
    agreed_damages: [{id: s1, breach: shortfall, of: [k1], amount: "GBP 500"}]
    says: 'A miss of “Joint pipeline” (k1) brings agreed damages (s1), an exit (t6) and a breach with its exits (t4 and t5),
      all for one shortfall.'

Passes:
    success.kpis.k1.nature: commitment
    agreed_damages: [{id: s1, breach: shortfall, of: [k1], amount: "GBP 500"}]
    exit.triggers.t6.tests: [k2, k3]
Passes:
    agreed_damages: [{id: s1, breach: shortfall, of: [k1], amount: "GBP 500"}]
Passes:
    success.kpis.k1.nature: commitment
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.consequence import exits_on
from generator.checks.finding import Finding, Level
from generator.checks.stacked_sums import stands_for
from generator.checks.view import View
from generator.checks.words import kpi_called, listed

ID = "D-P08"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    damages = [one for one in view.deal.agreed_damages if one.breach == "shortfall"]
    if not damages:
        return
    faults = {trigger.id for trigger in view.bound.triggers if trigger.settled("class_") == "fault"}
    for kpi in view.deal.success.kpis:
        sums = [one.id for one in damages if kpi.id in stands_for(view, one)]
        exits = exits_on(view, kpi)
        for_miss, for_breach = [id for id in exits if id not in faults], [id for id in exits if id in faults]
        if kpi.nature == "commitment" and sums and for_miss and for_breach:
            yield Finding(
                ID, LEVEL,
                f"A miss of {kpi_called(kpi)} brings agreed damages ({listed(sums)}), an exit ({listed(for_miss)}) and a breach with its "
                f"exits ({listed(for_breach)}), all for one shortfall.",
                "Pick: make it a target, take it out of the tests of the exit, or drop the sum.",
                (f"success.kpis.{kpi.id}.nature", *(f"agreed_damages.{id}" for id in sums),
                 *(f"exit.triggers.{id}.tests" for id in for_miss)),
            )  # fmt: skip
