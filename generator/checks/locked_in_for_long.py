"""The term is long, and a side that has done nothing wrong cannot leave.

Strategies change in two years. Where a side can only leave for breach, for missed results, or because of what happened to
the other side, it stays bound however much its plans have changed. An exit without a reason, or gates on which both may
stop, keep a long term bearable. Exits that both must agree to do not help. Suspending or reducing is no way to leave.

Fails:
    exit.triggers.t2: absent
    exit.triggers.t7: absent
    exit.triggers.t9: absent
    says: 'No exit lets a side leave without a reason or at a gate, so both are locked in for 36 months.'
Fails:
    term.initial: until_ended
    exit.triggers: [{id: t1, kind: exit.material_breach}]
    says: 'No exit lets a side leave without a reason or at a gate, so both are locked in without end.'

Passes:
    exit.triggers.t2: absent
Passes:
    exit.triggers: [{id: t1, kind: exit.material_breach}]
    term.initial: 24 months
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Duration

ID = "D-X04"
LEVEL: Level = "warn"
# Two years: the usual horizon of a business plan.
_LONG = Duration(24, "month")
_DOORS = ("exit.convenience", "exit.milestone_nogo", "exit.custom")


def check(view: View) -> Iterator[Finding]:
    length = view.deal.term.initial
    if isinstance(length, Duration) and length.about_days() <= _LONG.about_days():
        return
    if not (isinstance(length, Duration) or length == "until_ended"):
        return
    for trigger in view.bound.triggers:
        alone = trigger.settled("who") not in ("both", "automatic") and trigger.settled("remedy") in (None, "end", "sell")
        if trigger.clause.id in _DOORS and trigger.settled("class_") == "no_fault" and alone:
            return
    how_long = f"for {length}" if isinstance(length, Duration) else "without end"
    yield Finding(
        ID, LEVEL, f"No exit lets a side leave without a reason or at a gate, so both are locked in {how_long}.",
        "Add exit.convenience with a lock-in, or a gate with exit.milestone_nogo.", ("exit.triggers", "term.initial"),
    )  # fmt: skip
