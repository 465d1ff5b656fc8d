"""An agreed sum and the limit of liability do not fit each other.

If a sum is higher than the limit, either the limit means nothing or the sum does. A price of leaving stands outside the
limit; agreed damages, repaid costs and agreed sums use it up, as the clause fee.interaction says. Looks for such sums above
the fixed part of the limit, and for sums in a deal that leaves that clause out while it has a limit.

Fails:
    fees: [{id: f1, kind: agreed_sum, base: "GBP 900,000", declines_to_zero_at: 24 months}]
    exit.triggers.t2.fee: f1
    says: 'The fee f1 may be GBP 900,000, above the fixed limit of liability of GBP 500,000 that it uses up.'
Fails:
    agreed_damages: [{id: s1, breach: delay, of: [d1], amount: "GBP 9,000", per: day, cap: "GBP 600,000"}]
    says: 'The agreed damages s1 may be GBP 600,000, above the fixed limit of liability of GBP 500,000 that they use up.'
Fails:
    fees: [{id: f1, kind: agreed_sum, base: "GBP 10,000", declines_to_zero_at: 24 months}]
    exit.triggers.t2.fee: f1
    clauses.fee.interaction: {leave_out: there is one fee only}
    documents: [term_sheet]
    says: 'Liability is limited and there are fees or agreed damages, but the clause on how they meet (fee.interaction) is left
      out.'

Passes:
    fees: [{id: f1, kind: convenience_price, base: "GBP 900,000", declines_to_zero_at: 24 months}]
    exit.triggers.t2.fee: f1
Passes:
    agreed_damages: [{id: s1, breach: delay, of: [d1], amount: "GBP 500", per: day, cap: "GBP 9,000"}]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import left_out
from generator.checks.view import View
from generator.values import Money

ID = "D-P09"
LEVEL: Level = "warn"
CLAUSE, LIMIT = "fee.interaction", "liab.cap"
_FIX = "Lower the sum, or raise the limit with the insurers."


def check(view: View) -> Iterator[Finding]:
    deal = view.deal
    if left_out(view, LIMIT):
        return
    if left_out(view, CLAUSE) and (deal.fees or deal.agreed_damages):
        yield Finding(
            ID, LEVEL,
            f"Liability is limited and there are fees or agreed damages, but the clause on how they meet ({CLAUSE}) is left out.",
            "Keep the clause.", (f"clauses.{CLAUSE}.leave_out",),
        )  # fmt: skip
    floor = deal.liability.cap_floor
    if not isinstance(floor, Money):
        return
    for fee in view.bound.fees:
        own = fee.own
        most = own.cap if isinstance(own.cap, Money) else own.base
        if own.kind in ("agreed_sum", "unrecovered_investment", "cost_share") and fee.triggers and _above(most, floor):
            yield Finding(
                ID, LEVEL, f"The fee {own.id} may be {most}, above the fixed limit of liability of {floor} that it uses up.", _FIX,
                (fee.path, "liability.cap_floor"),
            )  # fmt: skip
    for one in deal.agreed_damages:
        most = one.cap if isinstance(one.cap, Money) else one.amount
        if _above(most, floor):
            yield Finding(
                ID, LEVEL, f"The agreed damages {one.id} may be {most}, above the fixed limit of liability of {floor} that they use up.",
                _FIX, (f"agreed_damages.{one.id}", "liability.cap_floor"),
            )  # fmt: skip


def _above(sum: object, floor: Money) -> bool:
    return isinstance(sum, Money) and sum.currency == floor.currency and sum.amount > floor.amount
