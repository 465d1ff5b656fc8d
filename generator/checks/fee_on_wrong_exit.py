"""A fee is due on an exit on which nobody should pay one.

A fee prices a choice. A new owner, an event nobody controls, a change of law and a missed result are no choice: a price
there taxes a sale, makes misfortune dear, or keeps a failing alliance alive. And the innocent side never pays for leaving
because of the other's breach. Sharing costs both had agreed to share is something else and is passed over.

Fails:
    fees: [{id: f1, kind: agreed_sum, base: "GBP 10,000", declines_to_zero_at: 24 months}]
    exit.triggers.t8.fee: f1
    says: 'The fee f1 is due on “Change of Control” (t8), an event for which nobody should have to pay to leave.'
Fails:
    fees: [{id: f1, kind: convenience_price, base: "GBP 10,000", declines_to_zero_at: 24 months}]
    exit.triggers.t9: {kind: custom, title: Slow start, event: fewer than 5 retailers are live, tests: [k1], fee: f1}
    says: 'The fee f1 is due on “Slow start” (t9), an event for which nobody should have to pay to leave.'
Fails:
    fees: [{id: f1, kind: agreed_sum, base: "GBP 10,000", reason: costs}]
    exit.triggers.t4.fee: f1
    says: 'On “Material breach” (t4) the innocent side would pay the fee f1 for leaving because of the other’s breach.'

Passes:
    fees: [{id: f1, kind: convenience_price, base: "GBP 10,000", declines_to_zero_at: 24 months}]
    exit.triggers.t2.fee: f1
Passes:
    fees: [{id: f1, kind: agreed_sum, base: "GBP 10,000", reason: costs, payer: party_in_breach}]
    exit.triggers.t4.fee: f1
Passes:
    fees: [{id: f1, kind: cost_share, cap: "GBP 10,000"}]
    exit.triggers.t6.fee: f1
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called

ID = "D-P07"
LEVEL: Level = "error"
_CUSTOM = "exit.custom"
_NO_CHOICE = ("exit.change_of_control", "exit.competitor_deal", "exit.force_majeure", "exit.legal_regulatory", "exit.missed_success")


def check(view: View) -> Iterator[Finding]:
    for fee in view.bound.fees:
        own = fee.own
        for trigger in fee.triggers:
            paths = (f"{trigger.path}.fee", fee.path)
            who, hits = trigger.settled("who"), trigger.settled("hits")
            on_result = trigger.clause.id == _CUSTOM and trigger.settled("class_") == "no_fault" and bool(trigger.settled("tests"))
            if (trigger.clause.id in _NO_CHOICE or on_result) and own.kind != "cost_share":
                yield Finding(
                    ID, LEVEL, f"The fee {own.id} is due on {called(trigger)}, an event for which nobody should have to pay to leave.",
                    "Write “none” as the fee of this exit; keep it for leaving without a reason.", paths,
                )  # fmt: skip
            elif trigger.settled("class_") == "fault":
                innocent = who if who in ("a", "b") and hits != who else None
                if own.payer == "who_ends" or (innocent and own.payer == innocent):
                    yield Finding(
                        ID, LEVEL,
                        f"On {called(trigger)} the innocent side would pay the fee {own.id} for leaving because of the other’s breach.",
                        "Write “damages_only”, or let the party in breach pay.", paths,
                    )  # fmt: skip
