"""A side puts in neither people nor money.

An alliance without resources is a press release. Counted are people and cash of contributions.resources (“0” is none), lines of
the resource plan, listed investments, and joint campaigns with a budget; help in kind alone is not enough. Looks at alliances
that sell and at strategic ones. In a draft this is a warning, because resources are often settled late; an execution version is
blocked.

Fails:
    status: execution
    contributions.resources: {a: {people: 2 engineers}, b: {people: none, cash: "GBP 0", in_kind: office space}}
    contributions.investments: []
    says: 'Mosaic puts in neither people nor money, so nothing but its name is in the alliance.'
Fails:
    contributions.resources: absent
    contributions.investments: []
    says: 'Harbor and Mosaic put in neither people nor money, so nothing but their names is in the alliance.'
Fails:
    contributions.resources.a: {open: budget round in May}
    says: 'Cannot check yet: what Harbor puts in is open.'

Passes:
    contributions.resources: {a: {cash: "GBP 20,000"}, b: {people: half an engineer}}
Passes:
    alliance.kind: joint_development
    contributions.resources: absent
    contributions.investments: []
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.facts import SELLING, is_change_of_another
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.deal.alliance import Resources
from generator.values import Money, Open

ID = "D-B01"
LEVEL: Level = "block"
_NONE = re.compile(
    r"(?:0|zero|none|nobody|no one|nil|n/?a|no (?:people|staff|resources)|[-–—])(?:\.| (?:fte|people|persons|engineers)\b.*)?",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Finding]:
    deal, given = view.deal, view.deal.contributions
    if deal.alliance.kind not in (*SELLING, "strategic_alliance") or is_change_of_another(view):
        return
    without: list[str] = []
    for name in ("a", "b"):
        resources = getattr(given.resources, name)
        cells = [resources] if not isinstance(resources, Resources) else [resources.people, resources.cash]
        settled = any(_is_something(cell) for cell in cells) or name in [
            *(item.by for item in given.plan),
            *(item.by for item in given.investments),
        ]
        settled = settled or any(one.by == name and _is_something(one.budget) for one in deal.governance.campaigns)
        if settled:
            continue
        if any(isinstance(cell, Open) for cell in cells):
            yield Finding(
                ID, "info", f"Cannot check yet: what {getattr(deal.sides, name).short} puts in is open.",
                "Settle it before signing.", (f"contributions.resources.{name}",),
            )  # fmt: skip
        else:
            without.append(name)
    if without:
        put, name_s = ("puts", "its name is") if len(without) == 1 else ("put", "their names is")
        yield Finding(
            ID, LEVEL if deal.status == "execution" else "warn",
            f"{listed([getattr(deal.sides, name).short for name in without])} {put} in neither people nor money, so nothing but {name_s} "
            "in the alliance.",
            "Write who works on it and what is spent a quarter: contributions.resources.",
            tuple(f"contributions.resources.{name}" for name in without),
        )  # fmt: skip


def _is_something(cell: object) -> bool:
    if isinstance(cell, Money):
        return cell.amount > 0
    return isinstance(cell, str) and not _NONE.fullmatch(cell.strip())
