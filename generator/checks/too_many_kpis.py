"""There are so many measures that nobody knows which of them decide.

A long list hides what matters: with 7 or more numbers each side will point to the ones that look well. Four to six are usual.
More than 6 is a warning, more than 8 an error.

Fails:
    success.kpis.k4: {name: Leads, metric: leads, family: pipeline}
    success.kpis.k5: {name: Visits, metric: visits, family: pipeline}
    success.kpis.k6: {name: Demos, metric: demonstrations, family: pipeline}
    success.kpis.k7: {name: Posts, metric: posts, family: pipeline}
    says: 'The deal has 7 KPIs; with more than 6, nobody knows which of them decide.'
Fails:
    success.kpis.k4: {name: Leads, metric: leads, family: pipeline}
    success.kpis.k5: {name: Visits, metric: visits, family: pipeline}
    success.kpis.k6: {name: Demos, metric: demonstrations, family: pipeline}
    success.kpis.k7: {name: Posts, metric: posts, family: pipeline}
    success.kpis.k8: {name: Calls, metric: calls, family: pipeline}
    success.kpis.k9: {name: Bids, metric: bids, family: pipeline}
    says: 'The deal has 9 KPIs; with more than 8, nobody knows which of them decide.'

Passes:
    success.kpis.k4: {name: Leads, metric: leads, family: pipeline}
    success.kpis.k5: {name: Visits, metric: visits, family: pipeline}
    success.kpis.k6: {name: Demos, metric: demonstrations, family: pipeline}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import counted

ID = "D-K02"
LEVEL: Level = "warn"
# Guidance on alliance scorecards is 4 to 6 measures; two more may be argued for, beyond that the list is a report.
_MANY, _TOO_MANY = 6, 8


def check(view: View) -> Iterator[Finding]:
    n = len(view.deal.success.kpis)
    if n > _MANY:
        most = _TOO_MANY if n > _TOO_MANY else _MANY
        level: Level = "error" if n > _TOO_MANY else LEVEL
        yield Finding(
            ID, level, f"The deal has {counted(n, 'KPI')}; with more than {most}, nobody knows which of them decide.",
            "Keep the 4 to 6 that would change what you do, and watch the others on the dashboard.", ("success.kpis",),
        )  # fmt: skip
