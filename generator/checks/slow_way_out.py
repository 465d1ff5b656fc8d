"""Leaving an alliance that misses its numbers takes longer than 9 months.

Steps protect an alliance from a hasty end, but each adds time: the ladder after a miss, the recovery, the meetings before the
exit, the notice. While they run, people and customers wait. Adds them up for each exit that needs a recovery plan, with
business days and months as calendar days; more than 270 days is too slow.

Fails:
    success.recovery.lasts: 180 days
    exit.triggers.t6.notice: 90 days
    says: 'Leaving through “Agreed results not reached” (t6) takes about 298 days after a miss: ladder 14, recovery 180, other
      steps 14, notice 90.'
Fails:
    success.ladder: [{id: l1, step: the managers talk, within: 3 months}, {id: l2, step: the sponsors talk, within: 3 months}]

Passes:
    success.recovery.lasts: 120 days
Passes:
    exit.triggers.t6.notice: {open: not agreed}
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.bind import BoundTrigger
from generator.checks.consequence import has_ladder
from generator.checks.facts import longest
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called
from generator.deal.trigger import NoticeTerm
from generator.values import Duration

ID = "D-T08"
LEVEL: Level = "warn"
# Usual steps come to 6 or 7 months; a way out of more than 9 months is slower than most notices without a reason.
_SLOW = 270
_RECOVERY = "recovery_plan"


def check(view: View) -> Iterator[Finding]:
    for trigger in view.bound.triggers:
        steps = trigger.settled("steps") or []
        if not any(step.step == _RECOVERY for step in steps):
            continue
        notice = trigger.settled("notice")
        ladder = [step.within for step in view.deal.success.ladder] if has_ladder(view) else []
        parts = {
            "ladder": sum((_days(within) for within in ladder), Fraction(0)),
            "recovery": _days(_recovery(view, trigger)),
            "other steps": sum((_days(step.limit) for step in steps if step.step != _RECOVERY), Fraction(0)),
            "notice": _days(longest(notice.length) if isinstance(notice, NoticeTerm) else None),
        }
        total = sum(parts.values(), Fraction(0))
        if total > _SLOW:
            each = ", ".join(f"{name} {round(days)}" for name, days in parts.items() if days)
            yield Finding(
                ID, LEVEL, f"Leaving through {called(trigger)} takes about {round(total)} days after a miss: {each}.",
                "Shorten a step, or let steps run side by side.", (trigger.path, "success.ladder", "success.recovery.lasts"),
            )  # fmt: skip


def _recovery(view: View, trigger: BoundTrigger) -> object:
    """The exit's own limit for the recovery, else the deal's, else the library's."""
    limit = next(step.limit for step in trigger.settled("steps") if step.step == _RECOVERY)
    return view.deal.success.recovery.lasts or limit if trigger.from_library("steps") else limit or view.deal.success.recovery.lasts


def _days(length: object) -> Fraction:
    return length.about_days() if isinstance(length, Duration) else Fraction(0)
