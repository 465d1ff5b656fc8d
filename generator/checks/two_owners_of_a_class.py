"""Two rules of the deal give the same kind of new thing to different owners.

The table of asset classes and the general rule on who owns new things meet in one place only if they agree. Looks for a class
that stands in the table twice with different owners, for a table with joint classes where the general rule gives all to one
side or expects nothing to be made, and for a class owned by one side where all is to be joint.

Fails:
    ip.allocation.n2.asset_class: Forecasting models
    says: '“Forecasting models” stands in the table of new things twice, with different owners (n1 and n2).'
Fails:
    ip.rule: all_a
    says: 'The general rule (ip.rule) gives all new things to Harbor, but the table gives “platform functions” (n2) and
      “Connector” (n3) to another owner.'
Fails:
    ip.rule: none_made
    says: 'The general rule (ip.rule) expects that nothing new is made, but the table gives “forecasting models” (n1),
      “platform functions” (n2) and “Connector” (n3) an owner.'

Passes:
    ip.rule: all_a
    ip.allocation: [{id: n1, asset_class: forecasting models, owner: a}]
Passes:
    ip.rule: by_inventor
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.deal.ip import Allocation

ID = "D-I09"
LEVEL: Level = "warn"


def check(view: View) -> Iterator[Finding]:
    ip, sides = view.deal.ip, view.deal.sides
    by_name: dict[str, list[Allocation]] = defaultdict(list)
    for item in ip.allocation:
        if isinstance(item.asset_class, str):
            by_name[item.asset_class.casefold().strip()].append(item)
    for items in by_name.values():
        if len({item.owner for item in items}) > 1:
            yield Finding(
                ID, LEVEL,
                f"“{items[-1].asset_class}” stands in the table of new things twice, with different owners "
                f"({listed([item.id for item in items])}).",
                "Keep one line.", tuple(f"ip.allocation.{item.id}" for item in items),
            )  # fmt: skip
    rules = {"all_a": ("a", f"gives all new things to {sides.a.short}"), "all_b": ("b", f"gives all new things to {sides.b.short}"),
             "all_joint": ("joint", "makes all new things joint"), "none_made": ("", "expects that nothing new is made")}  # fmt: skip
    if ip.rule in rules:
        owner, says = rules[ip.rule]
        against = [item for item in ip.allocation if item.owner != owner]
        if against:
            names = listed([f"“{item.asset_class}” ({item.id})" if isinstance(item.asset_class, str) else item.id for item in against])
            yield Finding(
                ID, LEVEL, f"The general rule (ip.rule) {says}, but the table gives {names} {'to another' if owner else 'an'} owner.",
                "Choose “by_subject_matter” as the general rule, or take the lines out.",
                ("ip.rule", *(f"ip.allocation.{item.id}" for item in against)),
            )  # fmt: skip
