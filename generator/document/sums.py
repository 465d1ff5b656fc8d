"""The phrases of a fee and of agreed damages: who pays whom, for what, and what the law calls the sum."""

from __future__ import annotations

from typing import Any

from generator.bind import Bound, BoundFee
from generator.deal import Deal
from generator.deal.exit import AgreedDamages
from generator.document.phrases import other_side, text
from generator.document.say import side_name
from generator.document.tree import Inlines
from generator.exit import name_in_law, nature_of_fee, penalty_rule


def fee_phrase(fee: BoundFee, name: str, bound: Bound) -> Any:
    """The value of a name of names.FEE."""
    match name:
        case "name_in_law":
            return text(name_in_law(fee, penalty_rule(bound)))
        case "nature":
            return nature_of_fee(fee, penalty_rule(bound))
        case "payer_is" | "payee_is":
            return _fee_party(fee.deal, fee.own.payer, name == "payer_is")
        case "exits":
            return list(fee.triggers)
        case "listed":
            named = fee.own.investments
            return [item for item in fee.deal.contributions.investments if not named or item.id in named]
    raise KeyError(name)


def damages_phrase(sum: AgreedDamages, name: str, deal: Deal) -> Any:
    """The value of a name of names.DAMAGES."""
    match name:
        case "payer_is":
            return side_name(deal, sum.payer) if sum.payer in ("a", "b") else text("a Party")
        case "payee_is":
            return side_name(deal, other_side(sum.payer)) if sum.payer in ("a", "b") else text("the other Party")
        case "deliverables":
            owed = [item for item in deal.contributions.deliverables if sum.payer not in ("a", "b") or item.by == sum.payer]
            return [item for item in owed if (item.id in sum.of if sum.of else item.nature == "commitment")]
        case "kpis":
            return [kpi for kpi in deal.success.kpis if (kpi.id in sum.of if sum.of else kpi.nature == "commitment")]
    raise KeyError(name)


def _fee_party(deal: Deal, payer: str, paying: bool) -> Inlines:
    if payer in ("a", "b"):
        return side_name(deal, payer if paying else other_side(payer))
    pairs = {
        "who_ends": ("the Party that ends this Agreement", "the other Party"),
        "other": ("the Party that did not end this Agreement", "the Party that ended it"),
        "party_in_breach": ("the Party in breach", "the innocent Party"),
    }
    return text(pairs[payer][0 if paying else 1])
