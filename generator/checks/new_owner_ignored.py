"""A side may well be bought, and no exit deals with a new owner.

A firm that is listed, or owned by a private-equity or venture fund, is likely to have another owner before a long alliance
ends, and the new owner may be a rival. Looks at who stands behind each side (owned_by); a side whose owner is not said is
passed over.

Fails:
    sides.b.owned_by: private_equity
    exit.triggers.t8: absent
    says: 'Mosaic is owned by a private-equity fund and may be sold, but no exit deals with a new owner.'

Passes:
    sides.b.owned_by: listed
Passes:
    sides.b.owned_by: family
    exit.triggers.t8: absent
Passes:
    exit.triggers.t8: absent
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View

ID = "D-X07"
LEVEL: Level = "warn"
_ON_SALE = {
    "listed": "listed on a stock exchange", "private_equity": "owned by a private-equity fund", "venture_capital": "owned by venture funds",
}  # fmt: skip
NEW_OWNER = ("exit.change_of_control", "exit.competitor_deal")


def check(view: View) -> Iterator[Finding]:
    if any(trigger.clause.id in NEW_OWNER for trigger in view.bound.triggers):
        return
    for name, side in (("a", view.deal.sides.a), ("b", view.deal.sides.b)):
        if side.owned_by in _ON_SALE:
            yield Finding(
                ID, LEVEL, f"{side.short} is {_ON_SALE[side.owned_by]} and may be sold, but no exit deals with a new owner.",
                "Add the exit exit.change_of_control.", (f"sides.{name}.owned_by", "exit.triggers"),
            )  # fmt: skip
