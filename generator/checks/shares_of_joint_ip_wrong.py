"""The shares in what is made together do not make a whole.

The shares of the two sides in joint things decide about costs, income and the price of a sale. If they sum to less than
100%, nobody owns the rest; if to more, both own it.

Fails:
    ip.joint.share_a: "60%"
    says: 'The shares in joint things sum to 110%: 60% for Harbor and 50% for Mosaic.'
Fails:
    ip.joint.share_b: {open: finance decides}
    says: 'Cannot check yet: a share in joint things is open.'

Passes:
    ip.joint.share_a: "62.5%"
    ip.joint.share_b: "37.5%"
Passes:
    ip.joint: {field_a: forecasting, field_b: data management}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Open, Percent

ID = "D-I03"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    one, other, sides = view.deal.ip.joint.share_a, view.deal.ip.joint.share_b, view.deal.sides
    paths = ("ip.joint.share_a", "ip.joint.share_b")
    if isinstance(one, Percent) and isinstance(other, Percent):
        if (total := Percent(one.number + other.number)) != Percent.parse("100%"):
            yield Finding(
                ID, LEVEL, f"The shares in joint things sum to {total}: {one} for {sides.a.short} and {other} for {sides.b.short}.",
                "Make them sum to 100%.", paths,
            )  # fmt: skip
    elif isinstance(one, Open) or isinstance(other, Open):
        yield Finding(ID, "info", "Cannot check yet: a share in joint things is open.", "Settle both.", paths)
