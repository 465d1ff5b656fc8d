"""Customers are to be supported after the end for longer than the rights that support needs.

Who must answer a customer's call needs the licence, the name and the data for it until the last call. The rights to serve
existing customers last as long as ip.run_off says; support lasts at most as long as wind_down.support_cap. Of several
lengths the surest counts: a “longer of” is at least its longest stated length. A shorter ip.run_off is a warning where the
clause ip.post_term_licence lets support go on all the same, and an error where it is left out. Marks that are used for
support must not come down before it ends.

Fails:
    ip.run_off: 6 months
    says: 'The rights to serve existing customers end 6 months after the end (ip.run_off), but support lasts up to 12 months
      (wind_down.support_cap).'
Fails:
    wind_down.marks: [{id: m1, where: the support portal, by: a, within: 30 days}]
    says: 'Marks on the support portal (m1) come down after 30 days, but support lasts up to 12 months
      (wind_down.support_cap).'
Fails:
    ip.run_off: {open: product managers decide}
    says: 'Cannot check yet: ip.run_off is open, so nobody knows whether support has the rights it needs.'

Passes:
    ip.run_off: 12 months
    wind_down.marks: [{id: m1, where: web pages, by: a, within: 30 days}]
Passes:
    ip.run_off: 18 months
    wind_down.support_cap: {longer_of: [18 months, the time left on each customer’s contract]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import holds
from generator.checks.view import View
from generator.values import Compound, Duration, Open

ID = "D-W05"
LEVEL: Level = "error"
_RIGHTS = "ip.post_term_licence"
_SUPPORT = re.compile(r"\b(?:support|help ?desk|service desk|customer service)\b", re.IGNORECASE)


def check(view: View) -> Iterator[Finding]:
    wind_down, run_off = view.deal.wind_down, view.deal.ip.run_off
    cap = _surest(wind_down.support_cap)
    if isinstance(run_off, Open) and wind_down.support_cap is not None:
        yield Finding(
            ID, "info", "Cannot check yet: ip.run_off is open, so nobody knows whether support has the rights it needs.",
            "Settle it; as long as wind_down.support_cap is safe.", ("ip.run_off",),
        )  # fmt: skip
    if cap is None:
        return
    lasts = f"but support lasts up to {cap} (wind_down.support_cap)."
    if isinstance(run_off, Duration) and run_off.about_days() < cap.about_days():
        # Where it is printed, that clause lets support itself use what it needs until it ends: then the two times only disagree.
        yield Finding(
            ID, "warn" if holds(view, _RIGHTS) else LEVEL,
            f"The rights to serve existing customers end {run_off} after the end (ip.run_off), {lasts}",
            "Make ip.run_off at least as long.", ("ip.run_off", "wind_down.support_cap"),
        )  # fmt: skip
    for mark in wind_down.marks:
        shorter = isinstance(mark.within, Duration) and mark.within.about_days() < cap.about_days()
        if shorter and isinstance(mark.where, str) and _SUPPORT.search(mark.where):
            yield Finding(
                ID, LEVEL, f"Marks on {mark.where} ({mark.id}) come down after {mark.within}, {lasts}",
                "Let them stay until support ends.", (f"wind_down.marks.{mark.id}.within", "wind_down.support_cap"),
            )  # fmt: skip


def _surest(period: object) -> Duration | None:
    """A length that support is sure to be able to reach."""
    if isinstance(period, Compound):
        stated = [item for item in period.items if isinstance(item, Duration)]
        if period.rule == "longer_of" and stated:
            return max(stated, key=Duration.about_days)
        return min(stated, key=Duration.about_days) if len(stated) == len(period.items) else None
    return period if isinstance(period, Duration) else None
