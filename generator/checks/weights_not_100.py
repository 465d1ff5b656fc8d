"""The weights of the KPIs in an overall score do not add up to 100%.

With a sum that is not 100%, an overall result has no meaning, and each side can compute one that suits it. Where one KPI has a
weight, all need one. No weights at all is fine: most alliances look at each number by itself.

Fails:
    success.kpis.k1.weight: 50%
    success.kpis.k2.weight: 30%
    success.kpis.k3.weight: 30%
    says: 'The weights of the KPIs add up to 110%, not to 100%.'
Fails:
    success.kpis.k1.weight: 60%
    success.kpis.k2.weight: 40%
    says: 'The KPI “Seller enablement” (k3) has no weight, but others have.'
Fails:
    success.kpis.k1.weight: {open: sales wants more}
    success.kpis.k2.weight: 40%
    says: 'Cannot check yet: the weight of the KPI “Joint pipeline” (k1) is open.'

Passes:
    success.kpis.k1.weight: 50%
    success.kpis.k2.weight: 30%
    success.kpis.k3.weight: 20%
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import kpi_called, listed
from generator.values import Open, Percent

ID = "D-K13"
LEVEL: Level = "error"
_FIX = "Correct the weights, or leave all of them out."


def check(view: View) -> Iterator[Finding]:
    kpis = view.deal.success.kpis
    weights = [kpi.weight.number for kpi in kpis if isinstance(kpi.weight, Percent)]
    unsettled = [kpi for kpi in kpis if isinstance(kpi.weight, Open)]
    if unsettled:
        s, are = ("", "is") if len(unsettled) == 1 else ("s", "are")
        yield Finding(
            ID, "info",
            f"Cannot check yet: the weight{s} of the KPI{s} {listed([kpi_called(kpi) for kpi in unsettled])} {are} open.",
            "Settle it.", tuple(f"success.kpis.{kpi.id}.weight" for kpi in unsettled),
        )  # fmt: skip
    elif weights and len(weights) < len(kpis):
        without = [kpi for kpi in kpis if kpi.weight is None]
        s, have = ("", "has") if len(without) == 1 else ("s", "have")
        yield Finding(
            ID, LEVEL, f"The KPI{s} {listed([kpi_called(kpi) for kpi in without])} {have} no weight, but others have.",
            _FIX, tuple(f"success.kpis.{kpi.id}.weight" for kpi in without),
        )  # fmt: skip
    elif weights and (total := sum(weights, Decimal(0))) != 100:
        yield Finding(ID, LEVEL, f"The weights of the KPIs add up to {total}%, not to 100%.", _FIX, ("success.kpis",))
