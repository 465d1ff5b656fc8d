"""Two sums are due for the same thing, and nothing says whether both are owed.

A missed deadline that costs agreed damages and a fee, or two agreed sums for one breach, make somebody pay twice for one
loss; courts dislike that and so do partners. Say that they add up, or that the greater or the lesser is due (joins of a
fee). Looks at exits that test the same KPI or gate and owe different fees, at a fee on an exit that tests what agreed
damages stand for, and at two agreed damages for one breach of one thing.

Fails:
    agreed_damages: [{id: s1, breach: delay, of: [d1], amount: "GBP 500"}, {id: s2, breach: delay, of: [d1], amount: "GBP 900"}]
    says: 'The agreed damages s1 and s2 are both due for delay of d1, and nothing says whether both are owed.'
Fails:
    success.kpis.k1.nature: commitment
    agreed_damages: [{id: s1, breach: shortfall, of: [k1], amount: "GBP 500"}]
    fees: [{id: f1, kind: cost_share, cap: "GBP 9,000", due_within: 30 days}]
    exit.triggers.t9.tests: [k1]
    exit.triggers.t9.fee: f1
    says: 'The fee f1 and the agreed damages s1 are both due for k1, and nothing says whether both are owed.'

Passes:
    agreed_damages: [{id: s1, breach: delay, of: [d1], amount: "GBP 500"}, {id: s2, breach: delay, of: [d2], amount: "GBP 900"}]
Passes:
    success.kpis.k1.nature: commitment
    agreed_damages: [{id: s1, breach: shortfall, of: [k1], amount: "GBP 500"}]
    fees: [{id: f1, kind: cost_share, cap: "GBP 9,000", due_within: 30 days, joins: greater_of}]
    exit.triggers.t9.tests: [k1]
    exit.triggers.t9.fee: f1
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.deal.exit import AgreedDamages

ID = "D-P06"
LEVEL: Level = "error"
_FIX = "Say which is owed: joins of the fee (sum, greater_of or lesser_of), or drop one."


def check(view: View) -> Iterator[Finding]:
    damages: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in view.deal.agreed_damages:
        for thing in stands_for(view, one):
            damages[one.breach, thing].append(one.id)
    for (breach, thing), ids in damages.items():
        if len(ids) > 1:
            yield Finding(
                ID, LEVEL,
                f"The agreed damages {listed(ids)} are both due for {breach.replace('_', ' ')}{f' of {thing}' if thing else ''}, and "
                "nothing says whether both are owed.",
                "Keep one, or name what each stands for.", tuple(f"agreed_damages.{id}" for id in ids),
            )  # fmt: skip
    by_test: dict[str, dict[str, bool]] = defaultdict(dict)
    for trigger in view.bound.triggers:
        if fee := trigger.fee:
            for test in trigger.settled("tests") or []:
                by_test[test][fee.id] = fee.joins is not None
    for test, fees in by_test.items():
        if len(fees) > 1 and not any(fees.values()):
            yield Finding(
                ID, LEVEL, f"The fees {listed(list(fees))} are both due for {test}, and nothing says whether both are owed.", _FIX,
                tuple(f"fees.{id}.joins" for id in fees),
            )  # fmt: skip
        for fee_id, joined in fees.items():
            for damages_id in damages.get(("shortfall", test), []):
                if not joined:
                    yield Finding(
                        ID, LEVEL,
                        f"The fee {fee_id} and the agreed damages {damages_id} are both due for {test}, and nothing says "
                        "whether both are owed.",
                        _FIX, (f"fees.{fee_id}.joins", f"agreed_damages.{damages_id}"),
                    )  # fmt: skip


def stands_for(view: View, damages: AgreedDamages) -> list[str]:
    """Ids of the deliverables or KPIs agreed damages stand for: those named, else all commitments; one empty id for other breaches."""
    if damages.breach == "delay":
        return damages.of or [one.id for one in view.deal.contributions.deliverables if one.nature == "commitment"]
    if damages.breach == "shortfall":
        return damages.of or [one.id for one in view.deal.success.kpis if one.nature == "commitment"]
    return [""]
