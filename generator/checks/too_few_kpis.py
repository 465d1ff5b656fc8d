"""There are too few measures to tell whether the alliance works.

Three are the least for an alliance; two for a referral, reseller or co-marketing deal, which is lighter. In a draft this is a
warning, because talks start with fewer; an execution version is blocked.

Fails:
    status: execution
    success.kpis: []
    says: 'The deal has no KPIs; a strategic alliance needs at least 3 to tell whether it works.'
Fails:
    success.kpis.k1: absent
    says: 'The deal has 2 KPIs; a strategic alliance needs at least 3 to tell whether it works.'
Fails:
    alliance.kind: reseller
    success.kpis.k1: absent
    success.kpis.k2: absent
    says: 'The deal has 1 KPI; a reseller deal needs at least 2 to tell whether it works.'

Passes:
    alliance.kind: co_marketing
    success.kpis.k1: absent
Passes:
    status: execution
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import counted
from generator.deal.vocabulary import say

ID = "D-K01"
LEVEL: Level = "block"
_LIGHT = ("referral", "reseller", "co_marketing")


def check(view: View) -> Iterator[Finding]:
    kind, n = view.deal.alliance.kind, len(view.deal.success.kpis)
    least = 2 if kind in _LIGHT else 3
    if n < least:
        name = say("kind", kind)
        name = name if name.startswith("joint ") or name.endswith("alliance") else f"{name} deal"
        yield Finding(
            ID, LEVEL if view.deal.status == "execution" else "warn",
            f"The deal has {counted(n, 'KPI') if n else 'no KPIs'}; a {name} needs at least {least} to tell whether it works.",
            "Add measures both sides would look at first: pipeline, customers live, retention, enablement.", ("success.kpis",),
        )  # fmt: skip
