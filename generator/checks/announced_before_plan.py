"""The alliance may be announced before there is a plan for it.

After an announcement the questions come: from customers, from sellers, from competitors. Without a plan that both sides have
adopted, each will answer differently. The plan counts as adopted when everyone in plan.sign_off has signed it off with a date.

Fails:
    brand.announce: after_signing
    says: 'The alliance may be announced right after signing, and no joint business plan has been signed off by then.'

Passes:
    brand.announce: after_plan
Passes:
    brand.announce: after_signing
    plan.sign_off: [{id: p1, name: Priya Raman, side: a, on: "2026-01-28"}, {id: p2, name: Marcus Hale, side: b, on: "2026-01-29"}]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Date

ID = "D-B06"
LEVEL: Level = "warn"


def check(view: View) -> Iterator[Finding]:
    signed = view.deal.plan.sign_off
    adopted = {one.side for one in signed} == {"a", "b"} and all(isinstance(one.on, Date) for one in signed)
    if view.deal.brand.announce == "after_signing" and not adopted:
        yield Finding(
            ID, LEVEL, "The alliance may be announced right after signing, and no joint business plan has been signed off by then.",
            "Announce after the plan or the first joint customer: brand.announce.", ("brand.announce", "plan.sign_off"),
        )  # fmt: skip
