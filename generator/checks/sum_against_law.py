"""An agreed sum is built in a way the chosen law does not carry.

The laws differ: one asks for an honest estimate of the loss, one for any legitimate interest, one lets the court cut the sum,
one holds merchants to a Vertragsstrafe in its own form. Looks at agreed damages, and at fees due on a breach, under the law
pack of the governing law: a reason that speaks of deterring or punishing is refused nearly everywhere; where the law asks for an
estimate, one must be recorded; German law has its own clause (fee.variant_vertragsstrafe); and where the rule reaches
sums due without breach, those need their reason too.

Fails:
    law.governing: New York
    agreed_damages: [{id: s1, breach: exclusivity, amount: "GBP 20,000", reason: loyalty}]
    says: 'The law of New York asks for a reasonable estimate, and agreed_damages.s1.estimate records none, so the sum may be refused.'
Fails:
    agreed_damages: [{id: s1, breach: exclusivity, amount: "GBP 20,000", reason: to deter poaching, estimate: two lost deals}]
    says: 'agreed_damages.s1.reason says the sum is there to deter, and the law of England and Wales refuses a sum for that reason.'
Fails:
    law.governing: Germany
    clauses.fee.variant_vertragsstrafe: {leave_out: the parties trust each other}
    agreed_damages: [{id: s1, breach: exclusivity, amount: "GBP 20,000", reason: loyalty, estimate: two lost deals}]
    says: 'The law of Germany has its own form for agreed sums, which merchants cannot have reduced later, and the clause for it
      (fee.variant_vertragsstrafe) is not there.'
Fails:
    law.governing: Iceland
    agreed_damages: [{id: s1, breach: exclusivity, amount: "GBP 20,000", reason: loyalty, estimate: two lost deals}]
    says: 'Cannot check yet: there is no law pack for Iceland, so nobody has checked whether agreed sums hold there.'

Passes:
    agreed_damages: [{id: s1, breach: exclusivity, amount: "GBP 20,000", reason: investment in the field, estimate: two lost deals}]
Passes:
    law.governing: New York
    agreed_damages: [{id: s1, breach: exclusivity, amount: "GBP 20,000", reason: loyalty, estimate: two lost deals}]
Passes:
    law.governing: Germany
    agreed_damages: [{id: s1, breach: exclusivity, amount: "GBP 20,000", reason: loyalty, estimate: two lost deals}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import holds
from generator.checks.view import View
from generator.values import Place

ID = "D-P10"
LEVEL: Level = "error"
_ESTIMATE = {
    "reasonable_estimate": "a reasonable estimate", "genuine_estimate": "a genuine estimate",
    "statutory_cap": "reasonable compensation with the sum as its most",
}  # fmt: skip
_DETER = re.compile(r"\b(deter|punish|penali[sz]e|discourage|frighten|pressure)(?:s|ed|ing|ment)?\b", re.IGNORECASE)
VARIANT = "fee.variant_vertragsstrafe"


def check(view: View) -> Iterator[Finding]:
    deal, pack = view.deal, view.law_pack.front
    on_breach = [fee for fee in view.bound.fees if any(trigger.settled("class_") == "fault" for trigger in fee.triggers)]
    if not (deal.agreed_damages or deal.fees) or not isinstance(deal.law.governing, Place):
        return
    law, marks = f"law of {deal.law.governing}", {"law_pack": pack.id}
    if not pack.places:
        if deal.agreed_damages or on_breach:
            yield Finding(
                ID, "info",
                f"Cannot check yet: there is no law pack for {deal.law.governing}, so nobody has checked whether agreed sums hold there.",
                "Have local counsel check each sum.", ("law.governing",), **marks,
            )  # fmt: skip
        return
    sums = [(f"agreed_damages.{one.id}", one.reason) for one in deal.agreed_damages] + [(f"fees.{fee.id}", fee.reason) for fee in deal.fees]
    for path, reason in sums:
        if isinstance(reason, str) and (found := _DETER.search(reason)):
            yield Finding(
                ID, LEVEL, f"{path}.reason says the sum is there to {found[1].lower()}, and the {law} refuses a sum for that reason.",
                "Write the interest in performance that it protects, or drop the sum.", (f"{path}.reason",), **marks,
            )  # fmt: skip
    if pack.penalty_rule in _ESTIMATE:
        for one in deal.agreed_damages:
            if one.estimate is None:
                yield Finding(
                    ID, LEVEL,
                    f"The {law} asks for {_ESTIMATE[pack.penalty_rule]}, and agreed_damages.{one.id}.estimate records none, so the sum may "
                    "be refused.",
                    "Record how it was estimated, and on what figures.", (f"agreed_damages.{one.id}.estimate",), **marks,
                )  # fmt: skip
    if pack.penalty_rule == "merchant_strict" and (deal.agreed_damages or on_breach) and not holds(view, VARIANT):
        yield Finding(
            ID, LEVEL,
            f"The {law} has its own form for agreed sums, which merchants cannot have reduced later, and the clause for it ({VARIANT}) is "
            "not there.",
            f"Keep {VARIANT}, and have counsel check the sums as standard terms.",
            ("agreed_damages", "fees", f"clauses.{VARIANT}"), **marks,
        )  # fmt: skip
    if pack.penalty_reaches_non_breach:
        for fee in view.bound.fees:
            if fee not in on_breach and fee.triggers and fee.own.reason is None:
                yield Finding(
                    ID, LEVEL, f"The {law} can also review sums that are due without a breach, and {fee.path}.reason is missing.",
                    "Write the interest that the fee protects.", (f"{fee.path}.reason",), **marks,
                )  # fmt: skip
