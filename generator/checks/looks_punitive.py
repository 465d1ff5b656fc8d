"""A sum stays the same however late the exit comes, or whatever the breach.

What early leaving costs falls with time, so a fee that does not fall looks like a wall and not like a price. One sum for
breaches of different weight looks like a punishment: the loss from a day's delay is not the loss from broken exclusivity.
Looks at fees with a base on exits without fault, and at agreed damages of different kinds with one amount.

Fails:
    fees: [{id: f1, kind: convenience_price, base: "GBP 50,000", due_within: 30 days}]
    exit.triggers.t2.fee: f1
    says: 'The fee f1 is the same from the first month to the last, which looks punitive late in the term.'
Fails:
    fees: [{id: f1, kind: agreed_sum, base: "GBP 50,000", steps: [{id: s1, to_month: 12, share: 50%}, {id: s2, to_month: 24, share: 80%}]}]
    exit.triggers.t2.fee: f1
    says: 'The fee f1 rises with time, while what early leaving costs falls.'
Fails:
    agreed_damages: [{id: s1, breach: exclusivity, amount: "GBP 20,000"}, {id: s2, breach: non_solicit, amount: "GBP 20,000"}]
    says: 'The agreed damages s1 and s2 are GBP 20,000 for breaches of different kinds, which looks punitive.'

Passes:
    fees: [{id: f1, kind: convenience_price, base: "GBP 50,000", declines_to_zero_at: 24 months}]
    exit.triggers.t2.fee: f1
Passes:
    agreed_damages: [{id: s1, breach: exclusivity, amount: "GBP 20,000"}, {id: s2, breach: non_solicit, amount: "GBP 8,000"}]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.deal.exit import AgreedDamages
from generator.values import Money, Percent

ID = "D-P05"
LEVEL: Level = "warn"


def check(view: View) -> Iterator[Finding]:
    for fee in view.bound.fees:
        own = fee.own
        if own.kind not in ("convenience_price", "agreed_sum") or all(trigger.settled("class_") == "fault" for trigger in fee.triggers):
            continue
        shares = [step.share.number for step in sorted(own.steps, key=lambda one: one.to_month) if isinstance(step.share, Percent)]
        if not own.steps and own.declines_to_zero_at is None and own.base is not None:
            yield Finding(
                ID, LEVEL, f"The fee {own.id} is the same from the first month to the last, which looks punitive late in the term.",
                "Let it fall: declines_to_zero_at, or steps.", (fee.path,),
            )  # fmt: skip
        elif any(later > earlier for earlier, later in pairwise(shares)):
            yield Finding(
                ID, LEVEL, f"The fee {own.id} rises with time, while what early leaving costs falls.",
                "Let each step be lower than the one before.",
                (f"{fee.path}.steps",),
            )  # fmt: skip
    by_amount: dict[Money, list[AgreedDamages]] = defaultdict(list)
    for one in view.deal.agreed_damages:
        if isinstance(one.amount, Money):
            by_amount[one.amount].append(one)
    for amount, ones in by_amount.items():
        if len({one.breach for one in ones}) > 1:
            yield Finding(
                ID, LEVEL,
                f"The agreed damages {listed([one.id for one in ones])} are {amount} for breaches of different kinds, which looks "
                "punitive.",
                "Estimate the loss from each kind on its own.", tuple(f"agreed_damages.{one.id}.amount" for one in ones),
            )  # fmt: skip
