"""A group of joint customers has nobody who leads its support after the end.

Where both sides could answer, neither does. Each group in wind_down.groups names the side that leads; a backup that is the
same side is no backup.

Fails:
    wind_down.groups: [{id: g1, group: customers contracted through Harbor}]
    says: 'The group “customers contracted through Harbor” (g1) has no side that leads its support after the end.'
Fails:
    wind_down.groups: [{id: g1, group: hospitals, lead: {open: sales teams to agree}}]
    says: 'Cannot check yet: it is open who leads the support of the group “hospitals” (g1).'
Fails:
    wind_down.groups: [{id: g1, group: hospitals, lead: a, backup: a}]
    says: 'The group “hospitals” (g1) has the same side as lead and as backup, so there is no backup.'

Passes:
    wind_down.groups: [{id: g1, group: hospitals, lead: a}]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Open

ID = "D-W02"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    for one in view.deal.wind_down.groups:
        group = f"the group “{one.group}” ({one.id})" if isinstance(one.group, str) else f"the group {one.id}"
        path = f"wind_down.groups.{one.id}"
        if one.lead is None:
            yield Finding(
                ID, LEVEL, f"T{group[1:]} has no side that leads its support after the end.", "Write lead: a or b.", (f"{path}.lead",),
            )  # fmt: skip
        elif isinstance(one.lead, Open):
            yield Finding(
                ID, "info", f"Cannot check yet: it is open who leads the support of {group}.", "Settle it before the first customer signs.",
                (f"{path}.lead",),
            )  # fmt: skip
        elif one.lead == one.backup:
            yield Finding(
                ID, LEVEL, f"T{group[1:]} has the same side as lead and as backup, so there is no backup.",
                "Name the other side as backup, or nobody.", (f"{path}.backup",),
            )  # fmt: skip
