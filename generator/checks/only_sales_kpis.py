"""A strategic alliance measures nothing but sales.

Leads, revenue, new customers and prices tell how the two sides trade; they would fit a referral deal. What an alliance changes is
what the customer gets: whether customers stay, use it, and say it is better. Reads the family of each KPI, of strategic
alliances only.

Fails:
    success.kpis.k2.family: customers
    success.kpis.k3.family: revenue
    says: 'The 3 KPIs measure nothing but sales (pipeline, customers and revenue), which fits a referral deal rather than a
      strategic alliance.'
Fails:
    success.kpis.k2: absent
    success.kpis.k3: {name: Renewals, metric: renewed contracts}
    says: 'Cannot check yet: the KPI “Renewals” (k3) has no family, so it is not known whether the customer’s gain is measured.'

Passes:
    success.kpis.k1.family: revenue
Passes:
    alliance.kind: referral
    success.kpis.k2.family: customers
    success.kpis.k3.family: revenue
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import kpi_called, listed

ID = "D-K07"
LEVEL: Level = "warn"
_SALES = ("pipeline", "revenue", "customers", "price")


def check(view: View) -> Iterator[Finding]:
    kpis = view.deal.success.kpis
    if view.deal.alliance.kind != "strategic_alliance" or not kpis or any(kpi.family and kpi.family not in _SALES for kpi in kpis):
        return
    unknown = [kpi for kpi in kpis if not kpi.family]
    if unknown:
        have = "has" if len(unknown) == 1 else "have"
        names = f"the KPI {kpi_called(unknown[0])}" if len(unknown) == 1 else f"the KPIs {listed([kpi_called(kpi) for kpi in unknown])}"
        yield Finding(
            ID, "info", f"Cannot check yet: {names} {have} no family, so it is not known whether the customer’s gain is measured.",
            "Give each KPI its family.", tuple(f"success.kpis.{kpi.id}.family" for kpi in unknown),
        )  # fmt: skip
        return
    families = listed(list(dict.fromkeys(kpi.family for kpi in kpis if kpi.family)))
    subject, verb = (f"The {len(kpis)} KPIs", "measure") if len(kpis) > 1 else ("The only KPI", "measures")
    yield Finding(
        ID, LEVEL,
        f"{subject} {verb} nothing but sales ({families}), which fits a referral deal rather than a strategic alliance.",
        "Add one on what the customer gains: retention, satisfaction, usage, or time to value.", ("success.kpis",),
    )  # fmt: skip
