"""The notice of an exit starts with the letter that asks for cure, and is over before the time to cure is.

Where one letter starts both clocks (notice from: breach_notice), the agreement would end while the other side may still put
things right. Looks at the longest time to cure of the exit and at the shortest notice. Lengths in different units are compared
by their usual number of days, so “1 month” of cure is longer than “30 days” of notice, as it is in most months.

Fails:
    exit.triggers.t4.notice: {length: 20 days, from: breach_notice}
    says: 'The exit “Material breach” (t4) ends the agreement 20 days after the letter that starts a cure time of 30 days, so it
      would end before the cure time does.'
Fails:
    exit.triggers.t4.cure: {time: 10 days, classes: [{id: c1, class: a breach of data security, time: 45 days}]}
    exit.triggers.t4.notice: {length: 30 days, from: breach_notice}
    says: 'The exit “Material breach” (t4) ends the agreement 30 days after the letter that starts a cure time of 45 days, so it
      would end before the cure time does.'
Fails:
    exit.triggers.t4.cure: {open: counsel of Mosaic asks for more}
    exit.triggers.t4.notice: {length: 20 days, from: breach_notice}
    says: 'Cannot check yet: the time to cure and the notice of “Material breach” (t4) run from the same letter, and one of them
      is open.'

Passes:
    exit.triggers.t4.notice: {length: 60 days, from: breach_notice}
Passes:
    exit.triggers.t4.notice: 10 days
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.facts import longest, shortest
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called
from generator.deal.trigger import Cure, NoticeTerm
from generator.values import Duration, Open

ID = "D-T04"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    for trigger in view.bound.triggers:
        notice, cure = trigger.settled("notice"), trigger.settled("cure")
        if not isinstance(notice, NoticeTerm) or notice.from_ != "breach_notice":
            continue
        paths = (f"{trigger.path}.notice", f"{trigger.path}.cure")
        times = [cure.time, *(one.time for one in cure.classes)] if isinstance(cure, Cure) else [cure]
        if any(isinstance(value, Open) for value in (notice.length, *times)):
            yield Finding(
                ID, "info",
                f"Cannot check yet: the time to cure and the notice of {called(trigger)} run from the same letter, "
                "and one of them is open.",
                "Settle it.", paths,
            )  # fmt: skip
            continue
        slowest = max((one for time in times if (one := longest(time))), key=Duration.about_days, default=None)
        # A notice that takes effect on receipt leaves no time at all.
        length = shortest(notice.length) or (Duration(0, "day") if notice.length in ("on_receipt", "none") else None)
        if slowest and length and slowest.about_days() > length.about_days():
            yield Finding(
                ID, LEVEL,
                f"The exit {called(trigger)} ends the agreement {length} after the letter that starts a cure time of {slowest}, "
                "so it would end before the cure time does.",
                "Use 2 letters: one that starts the cure, and a termination notice when it has failed.", paths,
            )  # fmt: skip
