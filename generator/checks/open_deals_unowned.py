"""Opportunities are registered, and nothing says who is paid for those still open at the end.

Both sides worked on a deal that closes a month after the end. Without a tail, the side that brought it in gets nothing, and
knows so while it is still working on it. The tail is a rule about payment: a time and a share.

Fails:
    clauses.wind.pipeline: {leave_out: sales will sort it out}
    says: 'Opportunities are registered, but the clause on those still open at the end (wind.pipeline) is left out, so nobody
      knows who is paid for them.'
Fails:
    wind_down.pipeline: {tail: 6 months}
    says: 'Opportunities are registered, but rate is missing in wind_down.pipeline, so nobody knows what is paid for those won
      after the end.'
Fails:
    wind_down.pipeline: {tail: {open: sales heads to agree}, rate: 100%}
    says: 'Cannot check yet: tail of wind_down.pipeline is open.'

Passes:
    commercial.registered_deals: false
    wind_down.pipeline: absent
Passes:
    wind_down.pipeline: {tail: 3 months, rate: 50%}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import left_out
from generator.checks.view import View
from generator.checks.words import listed
from generator.values import Open

ID = "D-W06"
LEVEL: Level = "error"
CLAUSE = "wind.pipeline"


def check(view: View) -> Iterator[Finding]:
    if not view.deal.commercial.registered_deals:
        return
    if left_out(view, CLAUSE):
        yield Finding(
            ID, LEVEL,
            f"Opportunities are registered, but the clause on those still open at the end ({CLAUSE}) is left out, so nobody knows who is "
            "paid for them.",
            "Keep the clause.", (f"clauses.{CLAUSE}.leave_out",),
        )  # fmt: skip
        return
    cells = {name: getattr(view.deal.wind_down.pipeline, name) for name in ("tail", "rate")}
    missing = [name for name, value in cells.items() if value is None]
    unsettled = [name for name, value in cells.items() if isinstance(value, Open)]
    if missing:
        yield Finding(
            ID, LEVEL,
            f"Opportunities are registered, but {listed(missing)} {'is' if len(missing) == 1 else 'are'} missing in wind_down.pipeline, so "
            "nobody knows what is paid for those won after the end.",
            "Write a time and a share, such as “6 months” and “100%”.", tuple(f"wind_down.pipeline.{name}" for name in missing),
        )  # fmt: skip
    if unsettled:
        yield Finding(
            ID, "info", f"Cannot check yet: {listed(unsettled)} of wind_down.pipeline {'is' if len(unsettled) == 1 else 'are'} open.",
            "Settle it.", tuple(f"wind_down.pipeline.{name}" for name in unsettled),
        )  # fmt: skip
