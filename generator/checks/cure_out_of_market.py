"""The time to cure a breach is much shorter or longer than agreements usually give.

Less than 15 days is too short to put most failures right, so the cure is only a pretence; more than 90 days leaves the innocent
side bound to a partner that does not perform. Money is paid faster, so the short end does not hold for payment. A class of breach
with its own shorter time has been singled out on purpose; only its long end is looked at.

Fails:
    exit.triggers.t4.cure: 10 days
    says: 'The cure time of “Material breach” (t4) is 10 days; less than 15 is too short to put most failures right.'
Fails:
    exit.triggers.t4.cure: 120 days
    says: 'The cure time of “Material breach” (t4) is 120 days; more than
      90 leaves the innocent side bound to a partner that does not perform.'
Fails:
    exit.triggers.t5.cure: 4 months
    says: 'The cure time of “Unpaid sums” (t5) is 4 months; more than 90
      days leaves the innocent side bound to a partner that does not perform.'

Passes:
    exit.triggers.t4.cure: {time: 30 days, classes: [{id: c1, class: a breach of data security, time: 5 business days}]}
Passes:
    exit.triggers.t4.cure: 3 months
Passes:
    exit.triggers.t4.cure: {open: not agreed}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.facts import longest, shortest
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called
from generator.deal.trigger import Cure
from generator.values import Duration

ID = "D-N06"
LEVEL: Level = "warn"
_PAYMENT = "exit.payment_default"
# 30 days is by far the most frequent cure time in alliance agreements on file, then 60; these are half of the one and half as much
# again as the other. A quarter of a year is 3 months in any month.
_SHORT, _LONG = Duration(15, "day"), (Duration(90, "day"), Duration(3, "month"))


def check(view: View) -> Iterator[Finding]:
    for trigger in view.bound.triggers:
        cure = trigger.settled("cure")
        if trigger.settled("class_") != "fault" or not isinstance(cure, Cure):
            continue
        path = f"{trigger.path}.cure"
        quick = shortest(cure.time)
        if quick and trigger.clause.id != _PAYMENT and quick.about_days() < _SHORT.about_days():
            yield Finding(
                ID, LEVEL, f"The cure time of {called(trigger)} is {quick}; less than {_least(quick)} "
                "is too short to put most failures right.",
                "30 days are usual; give special breaches a class of their own.", (path,),
            )  # fmt: skip
        slow = max(
            (one for time in (cure.time, *(one.time for one in cure.classes)) if (one := longest(time))),
            key=Duration.about_days,
            default=None,
        )
        if slow and all(slow.about_days() > most.about_days() for most in _LONG):
            most = "90" if slow.unit == "day" else "90 days"
            yield Finding(
                ID, LEVEL,
                f"The cure time of {called(trigger)} is {slow}; more than {most} "
                "leaves the innocent side bound to a partner that does not perform.",
                "30 to 60 days are usual; allow an extension if a plan is kept.", (path,),
            )  # fmt: skip


def _least(length: Duration) -> str:
    return str(_SHORT.n) if length.unit == "day" else str(_SHORT)
