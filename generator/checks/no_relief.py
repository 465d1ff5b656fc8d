"""A miss counts even if the other side caused it, under a law that does not put this right.

English law does not treat a result as reached because the other side blocked it (King Crude v Ridgebury [2025] UKSC 39), so a
side could cause a miss and then leave because of it. The clause on relief events prevents that. An error with the law of England
and Wales, and where no governing law is settled or it has no law pack; other laws have rules of their own.

Fails:
    clauses.success.relief_events: {include: false}
    says: 'A miss of a KPI counts even if the other side caused it: the clause on relief events is left out, and the law of England and
      Wales does not help.'
Fails:
    law.governing: absent
    clauses.success.relief_events: {leave_out: we trust each other}
    says: 'A miss of a KPI counts even if the other side caused it: the clause on relief events is left out, and no law that would help is
      settled.'

Passes:
    law.governing: Germany
    clauses.success.relief_events: {include: false}
Passes:
    success.measurement.relief_most: absent
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.facts import left_out
from generator.checks.finding import Finding, Level
from generator.checks.view import View

ID = "D-K11"
LEVEL: Level = "error"
_CLAUSE = "success.relief_events"
_ENGLAND, _UNKNOWN = "england", "none"


def check(view: View) -> Iterator[Finding]:
    pack, choice = view.law_pack.front, left_out(view, _CLAUSE)
    if choice and view.deal.success.kpis and pack.id in (_ENGLAND, _UNKNOWN):
        helps = f"the law of {pack.name} does not help" if pack.id == _ENGLAND else "no law that would help is settled"
        yield Finding(
            ID, LEVEL, f"A miss of a KPI counts even if the other side caused it: the clause on relief events is left out, and {helps}.",
            f"Keep the clause {_CLAUSE}.", (choice, "law.governing"), law_pack=pack.id,
        )  # fmt: skip
