"""A fee or an agreed sum lacks a part, so nobody could work it out or collect it.

Each sum needs a way to its amount, who pays whom, when it falls due, and a most: a rule in words needs a cap, and agreed
damages that run by the day, week or month do too. The other side of the payer is who is paid. A fee no exit names is due on
nothing; “who ends” pays nothing where nobody alone ends.

Fails:
    fees: [{id: f1, kind: convenience_price, due_within: 30 days}]
    exit.triggers.t2.fee: f1
    says: 'The fee f1 lacks its base, so nobody could work it out or collect it.'
Fails:
    fees: [{id: f1, kind: formula, rule: the cost of unused licences}]
    exit.triggers.t2.fee: f1
    says: 'The fee f1 lacks its cap and its due_within, so nobody could work it out or collect it.'
Fails:
    fees: [{id: f1, kind: convenience_price, base: "GBP 50,000", declines_to_zero_at: 24 months, due_within: 30 days}]
    says: 'The fee f1 is due on no exit.'
Fails:
    agreed_damages: [{id: s1, breach: delay, of: [d1], amount: "GBP 500", per: day, due_within: 30 days, reason: staff wait}]
    says: 'The agreed damages s1 lack their cap, so nobody could work them out or collect them.'

Passes:
    fees: [{id: f1, kind: convenience_price, base: "GBP 50,000", declines_to_zero_at: 24 months, due_within: 30 days}]
    exit.triggers.t2.fee: f1
Passes:
    agreed_damages: [{id: s1, breach: delay, of: [d1], amount: "GBP 500", per: day, cap: "GBP 9,000", due_within: 30 days}]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.bind import BoundFee
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called, listed
from generator.deal.exit import AgreedDamages
from generator.values import Open

ID = "D-P02"
LEVEL: Level = "error"
_FIX = "Write the missing parts, or drop the sum."


def check(view: View) -> Iterator[Finding]:
    for fee in view.bound.fees:
        yield from _fee(view, fee)
    for sum in view.deal.agreed_damages:
        yield from _damages(view, sum)


def _fee(view: View, fee: BoundFee) -> Iterator[Finding]:
    own = fee.own
    needed = {
        "convenience_price": ["base"],
        "agreed_sum": ["base"],
        "formula": ["rule", "cap"],
        "unrecovered_investment": [],
        "cost_share": ["cap"],
    }
    needs = [*needed[own.kind], "due_within"]
    if own.kind == "unrecovered_investment" and not view.deal.contributions.investments:
        needs.insert(0, "base")
    missing = [name for name in needs if getattr(own, name) is None]
    unsettled = [name for name in needs if isinstance(getattr(own, name), Open)]
    if missing:
        yield Finding(
            ID, LEVEL, f"The fee {own.id} lacks {listed([f'its {name}' for name in missing])}, so nobody could work it out or collect it.",
            _FIX, tuple(f"{fee.path}.{name}" for name in missing),
        )  # fmt: skip
    if unsettled:
        yield Finding(
            ID, "info", f"Cannot check yet: the fee {own.id} still has {listed([f'its {name}' for name in unsettled])} open.",
            "Settle it.", tuple(f"{fee.path}.{name}" for name in unsettled),
        )  # fmt: skip
    if not fee.triggers:
        yield Finding(ID, LEVEL, f"The fee {own.id} is due on no exit.", "Name it in the fee of an exit, or drop it.", (fee.path,))
    for trigger in fee.triggers:
        if own.payer == "who_ends" and trigger.settled("who") in ("both", "automatic"):
            yield Finding(
                ID, LEVEL, f"On the exit {called(trigger)} nobody alone ends, so nobody owes the fee {own.id}.",
                "Name the payer: a or b.", (f"{fee.path}.payer", f"{trigger.path}.fee"),
            )  # fmt: skip
        if own.payer == "party_in_breach" and trigger.settled("class_") != "fault":
            yield Finding(
                ID, LEVEL, f"On the exit {called(trigger)} nobody is in breach, so nobody owes the fee {own.id}.",
                "Name the payer: who_ends, other, a or b.", (f"{fee.path}.payer", f"{trigger.path}.fee"),
            )  # fmt: skip


def _damages(view: View, sum: AgreedDamages) -> Iterator[Finding]:
    path = f"agreed_damages.{sum.id}"
    missing = [] if sum.amount is not None or sum.share is not None else ["amount"]
    # The clause on staff has a base of its own: a year’s pay.
    missing += ["base"] if sum.share is not None and sum.base is None and sum.breach != "non_solicit" else []
    missing += ["cap"] if sum.per in ("day", "week", "month", "person") and sum.cap is None else []
    missing += ["due_within"] if sum.due_within is None else []
    unsettled = [name for name in ("amount", "share", "base", "cap", "due_within") if isinstance(getattr(sum, name), Open)]
    if missing:
        yield Finding(
            ID, LEVEL,
            f"The agreed damages {sum.id} lack {listed([f'their {name}' for name in missing])}, so nobody could work them out or collect "
            "them.",
            _FIX, tuple(f"{path}.{name}" for name in missing),
        )  # fmt: skip
    if unsettled:
        yield Finding(
            ID, "info", f"Cannot check yet: the agreed damages {sum.id} still have {listed([f'their {name}' for name in unsettled])} open.",
            "Settle it.", tuple(f"{path}.{name}" for name in unsettled),
        )  # fmt: skip
