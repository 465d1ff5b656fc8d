"""One side keeps the numbers alone, and nobody can check or challenge them.

Whoever owns the data would mark its own homework. A number kept by one side needs a way to verify it (verified_by), or the clause
on measurement, which gives both sides the same view, a time to challenge and an expert.

Fails:
    success.kpis.k1.source_kept_by: a
    clauses.success.measurement: {include: false}
    says: 'The number of the KPI “Joint pipeline” (k1) is kept by Harbor alone, nobody is named to verify it, and the clause on measurement
      is left out: nobody could challenge it.'
Fails:
    success.kpis.k2.source_kept_by: b
    success.kpis.k2.verified_by: {open: not yet asked}
    clauses.success.measurement: {include: false}
    says: 'Cannot check yet: the number of the KPI “Customer retention” (k2) is kept by Mosaic alone, and who verifies it is open.'

Passes:
    success.kpis.k1.source_kept_by: a
Passes:
    success.kpis.k1.source_kept_by: a
    success.kpis.k1.verified_by: Mosaic, by read access to the register
    clauses.success.measurement: {include: false}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.facts import left_out
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import kpi_called
from generator.values import Open

ID = "D-K08"
LEVEL: Level = "error"
_CLAUSE = "success.measurement"


def check(view: View) -> Iterator[Finding]:
    choice = left_out(view, _CLAUSE)
    for kpi in view.deal.success.kpis if choice else ():
        if kpi.source_kept_by not in ("a", "b"):
            continue
        whose, path = getattr(view.deal.sides, kpi.source_kept_by).short, f"success.kpis.{kpi.id}"
        if isinstance(kpi.verified_by, Open):
            yield Finding(
                ID, "info",
                f"Cannot check yet: the number of the KPI {kpi_called(kpi)} is kept by {whose} alone, and who verifies it is open.",
                "Settle it.", (f"{path}.verified_by",),
            )  # fmt: skip
        elif kpi.verified_by is None:
            yield Finding(
                ID, LEVEL,
                f"The number of the KPI {kpi_called(kpi)} is kept by {whose} alone, nobody is named to verify it, "
                "and the clause on measurement is left out: nobody could challenge it.",
                f"Say who can check it, or keep the clause {_CLAUSE}.", (f"{path}.source_kept_by", f"{path}.verified_by", choice),
            )  # fmt: skip
