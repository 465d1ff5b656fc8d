"""The deal has no exit that a side can use alone, besides the natural end.

A side that cannot leave when things go wrong will stop working instead. An exit both must agree to is no way out, and neither
is one that only suspends or reduces.

Fails:
    exit.triggers: [{id: t1, kind: exit.expiry_renewal}]
    says: 'There is no way out before the natural end: no exit that one side, or an event, can bring about.'
Fails:
    exit.triggers: [{id: t1, kind: exit.expiry_renewal}, {id: t3, kind: exit.mutual}]
    says: 'There is no way out before the natural end: no exit that one side, or an event, can bring about.'

Passes:
    exit.triggers: [{id: t1, kind: exit.expiry_renewal}, {id: t4, kind: exit.material_breach}]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View

ID = "D-X01"
LEVEL: Level = "block"
_EXPIRY = "exit.expiry_renewal"
_ENDS = (None, "end", "buy", "sell")


def check(view: View) -> Iterator[Finding]:
    ways = [
        trigger for trigger in view.bound.triggers
        if trigger.clause.id != _EXPIRY and trigger.settled("who") != "both" and trigger.settled("remedy") in _ENDS
    ]  # fmt: skip
    if not ways:
        yield Finding(
            ID, LEVEL, "There is no way out before the natural end: no exit that one side, or an event, can bring about.",
            "Add at least exits for material breach and for missed success criteria, and think about one without a reason.",
            ("exit.triggers",),
        )  # fmt: skip
