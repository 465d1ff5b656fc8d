"""A KPI, a gate or a deliverable is due before the alliance starts or after its term ends.

A target dated outside the term can be neither met nor missed under the agreement. The first and the last day of the Initial
Term count as inside; renewals are not counted, because nobody is bound to renew. “36 months” after the start of a term of
36 months is the end of it, and inside.

Fails:
    success.kpis.k1.due: "2026-02-15"
    says: 'The KPI “Joint pipeline” (k1) is due on 15 February 2026, before the Effective Date (1 March 2026), so nobody
      could be held to it.'
Fails:
    success.gates.g1.due: "2029-03-01"
    says: 'The gate “First joint customers” (g1) is due on 1 March 2029, after the Initial Term (it ends on 28 February
      2029), so nobody could be held to it.'
Fails:
    contributions.deliverables.d2.due: 4 years
    says: 'The deliverable “a demand model for retail” (d2) is due 4 years after the Effective Date, after the Initial
      Term (36 months), so nobody could be held to it.'
Fails:
    term.effective: last_signature
    says: 'Cannot check yet: the Effective Date is not fixed, so 6 due dates cannot be compared with the term.'

Passes:
    success.kpis.k1.due: "2029-02-28"
    success.gates.g1.due: "2026-03-01"
    contributions.deliverables.d2.due: 36 months
Passes:
    term.initial: until_ended
    success.kpis.k1.due: "2040-01-01"
Passes:
    success.kpis.k1.due: {open: the board has not met}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import counted
from generator.document.draft import style_of
from generator.document.say import say_date
from generator.exit import last_day
from generator.values import AfterStart, Date, Duration

ID = "D-T06"
LEVEL: Level = "error"
_FIX = "Correct the date, or the length of the term."


def check(view: View) -> Iterator[Finding]:
    deal, style = view.deal, style_of(view.bound, view.law_pack)
    items = [(f"The KPI “{kpi.name}” ({kpi.id})", f"success.kpis.{kpi.id}.due", kpi.due) for kpi in deal.success.kpis]
    items += [(f"The gate “{gate.name}” ({gate.id})", f"success.gates.{gate.id}.due", gate.due) for gate in deal.success.gates]
    items += [
        (f"The deliverable “{one.what}” ({one.id})", f"contributions.deliverables.{one.id}.due", one.due)
        for one in deal.contributions.deliverables
    ]
    start = deal.term.effective_date
    initial = deal.term.initial if isinstance(deal.term.initial, Duration) else None
    end = Date(last_day(start.day, initial)) if isinstance(start, Date) and initial else None
    waiting: list[str] = []
    for name, path, due in items:
        if isinstance(due, AfterStart) and initial and due.length.about_days() > initial.about_days():
            yield _late(f"{name} is due {due}, after the Initial Term ({initial})", path)
        elif isinstance(due, Date) and not isinstance(start, Date):
            waiting.append(path)
        elif isinstance(due, Date) and isinstance(start, Date) and due < start:
            yield _late(f"{name} is due on {say_date(due, style)}, before the Effective Date ({say_date(start, style)})", path)
        elif isinstance(due, Date) and end and due > end:
            yield _late(f"{name} is due on {say_date(due, style)}, after the Initial Term (it ends on {say_date(end, style)})", path)
    if waiting:
        yield Finding(
            ID, "info",
            f"Cannot check yet: the Effective Date is not fixed, so {counted(len(waiting), 'due date')} cannot be compared with the term.",
            "Fix the Effective Date, or write times after it, such as “6 months”.", ("term.effective", *waiting),
        )  # fmt: skip


def _late(message: str, path: str) -> Finding:
    return Finding(ID, LEVEL, f"{message}, so nobody could be held to it.", _FIX, (path,))
