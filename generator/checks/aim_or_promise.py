"""It is not clear whether a KPI is an aim or a promise.

A target that is missed opens the steps agreed for it; a commitment that is missed is a breach, with damages. A commitment
therefore needs its reason (success.kpis.….reason), and a target may not be written as if it were one: “shall achieve” and
“guarantees” are words of a promise.

Fails:
    success.kpis.k1.target: Harbor shall achieve GBP 1,200,000 a quarter
    says: 'The KPI “Joint pipeline” (k1) is a target, but “shall achieve” in its target makes it read like a promise.'
Fails:
    success.kpis.k3.nature: commitment
    says: 'The KPI “Seller enablement” (k3) is a commitment, whose miss is a breach, and no reason says why it is promised.'

Passes:
    success.kpis.k3.nature: commitment
    success.kpis.k3.reason: Mosaic frees its sellers for the course, and nobody else can
Passes:
    success.kpis.k1.target: GBP 1,200,000 a quarter
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import kpi_called

ID = "D-K12"
LEVEL: Level = "warn"
_PROMISE = re.compile(
    r"\b(?:shall|must|undertakes to|commits to|agrees to) (?:\w+ )?(?:achiev|reach|deliver|meet|attain|sell|buy)\w*"
    r"|\bguarant\w+|\bwarrant(?:s|ed)\b",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Finding]:
    for kpi in view.deal.success.kpis:
        path = f"success.kpis.{kpi.id}"
        if kpi.nature == "commitment":
            if kpi.reason is None:
                yield Finding(
                    ID, LEVEL, f"The KPI {kpi_called(kpi)} is a commitment, whose miss is a breach, and no reason says why it is promised.",
                    "Give the reason, or make it a target.", (f"{path}.reason", f"{path}.nature"),
                )  # fmt: skip
            continue
        for cell in ("target", "metric", "name"):
            words = getattr(kpi, cell)
            if isinstance(words, str) and (match := _PROMISE.search(words)):
                yield Finding(
                    ID, LEVEL, f"The KPI {kpi_called(kpi)} is a target, but “{match[0]}” in its {cell} makes it read like a promise.",
                    "Write the value alone, or mark the KPI as a commitment and say why.", (f"{path}.{cell}", f"{path}.nature"),
                )  # fmt: skip
