"""A sum is agreed for a breach, and the deal does not record why or how it was estimated.

What makes such a sum hold is a legitimate interest in performance and an honest estimate made when it was agreed. Written
down then, it is evidence; made up in court, it is nothing. Looks at agreed damages (reason and estimate), and at fees due on
an exit for fault (reason). Placeholders such as “tbd” are no reason.

Fails:
    agreed_damages: [{id: s1, breach: delay, of: [d1], amount: "GBP 500", per: day, cap: "GBP 9,000", reason: Harbor’s staff wait}]
    says: 'The agreed damages s1 do not record how the sum was estimated (agreed_damages.s1.estimate), so nothing shows that
      it is fair.'
Fails:
    fees: [{id: f1, kind: agreed_sum, base: "GBP 10,000", payer: party_in_breach}]
    exit.triggers.t4.fee: f1
    says: 'The fee f1, due on a breach, does not record what interest it protects (fees.f1.reason), so nothing shows that it
      is fair.'
Fails:
    agreed_damages: [{id: s1, breach: delay, amount: "GBP 500", reason: staff wait, estimate: {open: finance is asked}}]
    says: 'Cannot check yet: agreed_damages.s1.estimate is open.'

Passes:
    agreed_damages: [{id: s1, breach: delay, of: [d1], amount: "GBP 500", per: day, reason: staff wait, estimate: 2 engineers at day rates}]
Passes:
    fees: [{id: f1, kind: convenience_price, base: "GBP 10,000"}]
    exit.triggers.t2.fee: f1
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.unfilled_blank import is_placeholder
from generator.checks.view import View
from generator.checks.words import listed
from generator.values import Open

ID = "D-P03"
LEVEL: Level = "block"
_SAYS = {"reason": "what interest it protects", "estimate": "how the sum was estimated"}
_FIX = "Write it while both sides know it; where there is no reason, drop the sum."


def check(view: View) -> Iterator[Finding]:
    sums: list[tuple[str, str, dict[str, object]]] = []
    for sum in view.deal.agreed_damages:
        sums.append((f"agreed_damages.{sum.id}", f"The agreed damages {sum.id} do", {"reason": sum.reason, "estimate": sum.estimate}))
    for fee in view.bound.fees:
        own = fee.own
        # What was really spent is its own estimate; the law of agreed sums is not asked.
        if own.kind != "unrecovered_investment" and any(trigger.settled("class_") == "fault" for trigger in fee.triggers):
            sums.append((fee.path, f"The fee {own.id}, due on a breach, does", {"reason": own.reason}))
    for path, subject, cells in sums:
        missing = [name for name, value in cells.items() if value is None or (isinstance(value, str) and is_placeholder(value))]
        if missing:
            where = listed([f"{path}.{name}" for name in missing])
            yield Finding(
                ID, LEVEL, f"{subject} not record {listed([_SAYS[name] for name in missing])} ({where}), so nothing shows that it is fair.",
                _FIX, tuple(f"{path}.{name}" for name in missing),
            )  # fmt: skip
        for name, value in cells.items():
            if isinstance(value, Open):
                yield Finding(ID, "info", f"Cannot check yet: {path}.{name} is open.", _FIX, (f"{path}.{name}",))
