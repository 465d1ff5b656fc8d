"""A name, logo or domain is used together, and nothing says who keeps it at the end.

A name belongs to one business in the eyes of customers. If both keep it after the end, customers are misled and the mark may
be lost; if nobody does, it dies by accident. Looks at joint classes and joint assets whose words look like a name, a logo, a
mark or a domain; one that both keep needs an owner too.

Fails:
    ip.register: [{id: r1, name: the brand RetailCast, disposition: both_keep_licence}]
    says: 'The brand RetailCast (ip.register.r1) looks like a joint name, and both sides would keep it after the end.'
Fails:
    ip.allocation: [{id: n1, asset_class: the domain retailcast.example, owner: joint}]
    ip.register: []
    says: 'The domain retailcast.example (ip.allocation.n1) looks like a joint name, and nothing says who keeps it after
      the end.'

Passes:
    ip.register: [{id: r1, name: the brand RetailCast, disposition: a_takes}]
Passes:
    ip.register: [{id: r1, name: the brand RetailCast, disposition: retire}]
    ip.allocation: [{id: n1, asset_class: brand names, owner: joint}]
Passes:
    ip.allocation: [{id: n1, asset_class: domain models of retail, owner: joint}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View

ID = "D-I10"
LEVEL: Level = "warn"
_NAME = re.compile(
    r"\b(?:(?:co-)?brand(?:s|ing| names?)?|logos?|trade ?marks?|domain(?: names?|s)?(?! (?:model|knowledge|data)))\b", re.IGNORECASE
)


def check(view: View) -> Iterator[Finding]:
    ip = view.deal.ip
    fix = "Let one side take it, or retire it: disposition “a_takes”, “b_takes” or “retire” in ip.register."
    named = [item for item in ip.register_ if isinstance(item.name, str) and _NAME.search(item.name)]
    for item in named:
        if item.disposition in (None, "both_keep_licence"):
            gets = "both sides would keep it after the end" if item.disposition else "nothing says who keeps it after the end"
            yield Finding(
                ID, LEVEL, f"{_capital(str(item.name))} (ip.register.{item.id}) looks like a joint name, and {gets}.", fix,
                (f"ip.register.{item.id}.disposition",),
            )  # fmt: skip
    for one in ip.allocation:
        if one.owner == "joint" and isinstance(one.asset_class, str) and _NAME.search(one.asset_class) and not named:
            yield Finding(
                ID, LEVEL,
                f"{_capital(one.asset_class)} (ip.allocation.{one.id}) looks like a joint name, and nothing says who keeps it "
                "after the end.",
                fix, (f"ip.allocation.{one.id}", "ip.register"),
            )  # fmt: skip


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
