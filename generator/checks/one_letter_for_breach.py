"""One letter is meant to be both the warning about a breach and the notice that ends the deal.

If the notice period runs from the letter about the breach, nobody knows whether the deal is ending or being repaired, and a
cure on the last day leaves both guessing. Two steps are clear: a letter about the breach starts the time to cure; a second
letter, sent only if it was not cured, ends the deal. Looks at exits for fault that have a time to cure.

Fails:
    exit.triggers.t4.notice: {length: 60 days, from: breach_notice}
    says: 'In the exit “Material breach” (t4) one letter starts both the cure and the end, so nobody can tell whether the
      deal is being repaired or is ending.'
Fails:
    exit.triggers.t9.class: fault
    exit.triggers.t9.cure: 30 days
    exit.triggers.t9.notice: {length: 45 days, from: breach_notice}
    says: 'In the exit “Loss of data” (t9) one letter starts both the cure and the end, so nobody can tell whether the deal is
      being repaired or is ending.'

Passes:
    exit.triggers.t4.notice: {length: 30 days, from: receipt}
Passes:
    exit.triggers.t4.notice: {length: 60 days, from: breach_notice}
    exit.triggers.t4.cure: none
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.bind import BoundTrigger
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called
from generator.deal.trigger import Cure, NoticeTerm
from generator.values import Open

ID = "D-X10"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    for trigger in view.bound.triggers:
        if trigger.settled("class_") != "fault" or not _can_cure(trigger):
            continue
        notice = trigger.settled("notice")
        if isinstance(notice, NoticeTerm) and notice.from_ == "breach_notice":
            yield Finding(
                ID, LEVEL,
                f"In the exit {called(trigger)} one letter starts both the cure and the end, so nobody can tell whether the deal is being "
                "repaired or is ending.",
                "Let the notice run from the receipt of a second letter, sent after the time to cure has ended.",
                (f"{trigger.path}.notice",),
            )  # fmt: skip


def _can_cure(trigger: BoundTrigger) -> bool:
    cure = trigger.settled("cure")
    return isinstance(cure, Open) or (isinstance(cure, Cure) and (cure.time != "none" or bool(cure.classes)))
