"""A target is tested before the ramp is over, or a gate before there is a number to read.

During the ramp no miss counts, so a target due in it is tested by nothing. And a gate with a criterion read from a KPI needs
that KPI to have been measured once: a whole review period, and the time to report it, before somebody must decide.

Fails:
    success.kpis.k3.due: "2026-06-30"
    says: 'The KPI “Seller enablement” (k3) is due on 30 June 2026, while the ramp of 6 months is still running, so its miss would
      not count.'
Fails:
    success.gates.g1.due: "2026-04-30"
    success.gates.g1.criteria: [{id: c1, test: 10% of the pipeline is there, kpi: k1}]
    says: 'The gate “First joint customers” (g1) is due on 30 April 2026, but the KPI “Joint pipeline” (k1) that it reads is first
      measured on 1 June 2026.'
Fails:
    success.kpis.k3.due: 3 months
    says: 'The KPI “Seller enablement” (k3) is due 3 months after the Effective Date, while the ramp of 6 months is still running, so its
      miss would not count.'

Passes:
    success.kpis.k3.due: "2026-09-01"
Passes:
    success.miss_rule.ramp: absent
    success.kpis.k3.due: "2026-06-30"
Passes:
    success.gates.g1.criteria: [{id: c1, test: 10% of the pipeline is there, kpi: k1}]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.facts import due_day, start_of
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import kpi_called
from generator.document.draft import style_of
from generator.document.say import say_date
from generator.exit import add
from generator.values import AfterStart, Date, Duration

ID = "D-K17"
LEVEL: Level = "warn"


def check(view: View) -> Iterator[Finding]:
    success, start, style = view.deal.success, start_of(view), style_of(view.bound, view.law_pack)
    ramp = success.miss_rule.ramp
    over = add(start, ramp) if start and isinstance(ramp, Duration) else None
    for kpi in success.kpis if isinstance(ramp, Duration) else ():
        assert isinstance(ramp, Duration)
        day = due_day(view, kpi.due)
        early = day < over if day and over else False
        if isinstance(kpi.due, AfterStart):
            early = kpi.due.length.about_days() < ramp.about_days()
        if early:
            when = f"on {say_date(kpi.due, style)}" if isinstance(kpi.due, Date) else f"{kpi.due}"
            yield Finding(
                ID, LEVEL,
                f"The KPI {kpi_called(kpi)} is due {when}, while the ramp of {ramp} is still running, so its miss would not count.",
                "Move the date after the ramp, or shorten the ramp.", (f"success.kpis.{kpi.id}.due", "success.miss_rule.ramp"),
            )  # fmt: skip
    by_id = {kpi.id: kpi for kpi in success.kpis}
    for gate in success.gates:
        due = due_day(view, gate.due)
        for read in dict.fromkeys(one.kpi for one in gate.criteria if one.kpi in by_id):
            kpi = by_id[read or ""]
            if not due or not start or not isinstance(kpi.cadence, Duration):
                continue
            first = add(start, kpi.cadence)
            if due < first:
                name = f"“{gate.name}” ({gate.id})" if isinstance(gate.name, str) else gate.id
                yield Finding(
                    ID, LEVEL,
                    f"The gate {name} is due on {say_date(Date(due), style)}, but the KPI {kpi_called(kpi)} that it reads "
                    f"is first measured on {say_date(Date(first), style)}.",
                    "Move the gate, or measure the KPI more often.", (f"success.gates.{gate.id}.due", f"success.kpis.{kpi.id}.cadence"),
                )  # fmt: skip
