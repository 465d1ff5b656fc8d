"""All measures look back, or all of them count activity.

Results such as revenue and retention come last: with them alone a failing alliance is seen a year late. Activity such as trained
sellers and open opportunities comes first, but is no success by itself. A good list has both. Reads the family of each KPI.

Fails:
    success.kpis.k1.family: revenue
    success.kpis.k3: {name: Renewals, metric: renewed contracts, family: customers}
    says: 'All 3 KPIs look back (revenue, retention and customers), so a failing alliance would be seen late.'
Fails:
    success.kpis.k2.family: delivery
    says: 'All 3 KPIs count activity (pipeline, delivery and enablement), so the alliance could look well and earn nothing.'
Fails:
    success.kpis.k1.family: absent
    success.kpis.k3: absent
    says: 'Cannot check yet: the KPI “Joint pipeline” (k1) has no family, so it is not known whether there are leading and
      lagging measures.'

Passes:
    success.kpis.k2.family: satisfaction
Passes:
    success.kpis.k2: absent
    success.kpis.k3: absent
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import kpi_called, listed

ID = "D-K06"
LEVEL: Level = "warn"
# What is seen before customers pay, and what is only seen afterwards.
LEADING = ("pipeline", "enablement", "delivery", "timeliness", "adoption")


def check(view: View) -> Iterator[Finding]:
    kpis = view.deal.success.kpis
    known = [kpi.family for kpi in kpis if kpi.family]
    kinds = {family in LEADING for family in known}
    if len(kpis) < 2 or len(kinds) == 2:
        return
    unknown = [kpi for kpi in kpis if not kpi.family]
    if unknown:
        have = "has" if len(unknown) == 1 else "have"
        names = f"the KPI {kpi_called(unknown[0])}" if len(unknown) == 1 else f"the KPIs {listed([kpi_called(kpi) for kpi in unknown])}"
        yield Finding(
            ID, "info",
            f"Cannot check yet: {names} {have} no family, so it is not known whether there are leading and lagging measures.",
            "Give each KPI its family.", tuple(f"success.kpis.{kpi.id}.family" for kpi in unknown),
        )  # fmt: skip
        return
    families = listed([family.replace("_", " ") for family in dict.fromkeys(known)])
    what, fix = (
        (f"count activity ({families}), so the alliance could look well and earn nothing", "Add a result: revenue, customers or retention.")
        if True in kinds
        else (f"look back ({families}), so a failing alliance would be seen late", "Add an early sign: pipeline, enablement or adoption.")
    )
    count = "Both" if len(kpis) == 2 else f"All {len(kpis)}"
    yield Finding(ID, LEVEL, f"{count} KPIs {what}.", fix, ("success.kpis",))
