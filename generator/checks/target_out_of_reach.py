"""A target is far from where the number stands today, or nobody knows where it stands.

More than three times the baseline within a year has been reached, but seldom; it should be argued for before it is signed. A
bare 0 is no baseline either: it may mean that nothing was there, or that nobody has looked. A reason (success.kpis.….reason), or
a baseline with its date, answers both. For a KPI where less is better, a third of the baseline counts as three times. An absent
baseline is D-K03.

Fails:
    success.kpis.k1.baseline: GBP 200,000 in the quarter to December 2025
    success.kpis.k1.due: "2026-12-31"
    says: 'The target of the KPI “Joint pipeline” (k1) is about 6 times its baseline, to be reached within 12 months, and no reason
      is given.'
Fails:
    success.kpis.k1.baseline: "0"
    says: 'The baseline of the KPI “Joint pipeline” (k1) is “0” without a word on when and how it was read.'

Passes:
    success.kpis.k1.baseline: GBP 200,000 in the quarter to December 2025
    success.kpis.k1.due: "2026-12-31"
    success.kpis.k1.reason: Mosaic moves its whole retail team of 30 sellers to the joint solution in April
Passes:
    success.kpis.k1.baseline: GBP 800,000 in the quarter to December 2025
    success.kpis.k1.due: 9 months
Passes:
    success.kpis.k1.baseline: GBP 200,000 in the quarter to December 2025
    success.kpis.k1.due: "2028-12-31"
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from generator.checks.facts import due_day, first_number, start_of
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import kpi_called
from generator.deal.success import Kpi
from generator.exit import add_months
from generator.values import AfterStart, Duration

ID = "D-K05"
LEVEL: Level = "warn"
_TIMES = 3
_BARE = re.compile(r"(?:0+(?:\.0+)?\s*%?|zero|nil|none|n/?a|not applicable|unknown|[-–—?]|(?:[A-Z]{3}|[€$£]) ?0)\.?", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more|additional|further|extra|new|up by|on top)\b|\+", re.IGNORECASE)


def check(view: View) -> Iterator[Finding]:
    for kpi in view.deal.success.kpis:
        path = f"success.kpis.{kpi.id}"
        if not isinstance(kpi.baseline, str) or kpi.reason is not None:
            continue
        if _BARE.fullmatch(kpi.baseline.strip()):
            yield Finding(
                ID, LEVEL,
                f"The baseline of the KPI {kpi_called(kpi)} is “{kpi.baseline}” without a word on when and how it was read.",
                "Write the day it was read (“0 on 1 March 2026”), or why there is none yet.", (f"{path}.baseline",),
            )  # fmt: skip
        elif (times := _times(kpi)) and times > _TIMES and _within_a_year(view, kpi):
            yield Finding(
                ID, LEVEL,
                f"The target of the KPI {kpi_called(kpi)} is about {times:.0f} times its baseline, to be reached within 12 months, "
                "and no reason is given.",
                "Say in “reason” why it can be reached, lower the target, or give it more time.", (f"{path}.target", f"{path}.baseline"),
            )  # fmt: skip


def _times(kpi: Kpi) -> float | None:
    """How far apart the two first numbers are; None where they cannot be compared."""
    if not isinstance(kpi.baseline, str) or not isinstance(kpi.target, str) or kpi.direction == "band" or _MORE.search(kpi.target):
        return None
    base, target = first_number(kpi.baseline), first_number(kpi.target)
    if not base or not target:
        return None
    return float(base / target if kpi.direction == "lower" else target / base)


def _within_a_year(view: View, kpi: Kpi) -> bool:
    start, due = start_of(view), due_day(view, kpi.due)
    if isinstance(kpi.due, AfterStart):
        return kpi.due.length.about_days() <= Duration(12, "month").about_days()
    return isinstance(start, datetime.date) and due is not None and due <= add_months(start, 12)
