"""A dispute pauses the time to cure, and the talks may last longer than the cure itself.

Talking is good, but a side in breach that raises a dispute could then gain more time than the breach is given. Looks at exits
whose cure clock is stopped by talks (cure.paused_by, by its words), and adds up the levels of law.escalation; a level without a
time limit has no end at all.

Fails:
    exit.triggers.t4.cure: {time: 30 days, paused_by: [a dispute resolution step under way]}
    law.escalation.e2.within: 20 business days
    says: 'The talks of law.escalation may last about 42 days and stop the cure time of “Material breach” (t4), which is 30 days;
      a side in breach could talk longer than it may cure.'
Fails:
    exit.triggers.t4.cure: {time: 30 days, paused_by: [talks between the sponsors]}
    law.escalation.e1.within: absent
    says: 'The talks of law.escalation have no time limit at level e1 and stop the cure time of “Material breach” (t4); the cure might
      never end.'

Passes:
    law.escalation.e2.within: 20 business days
Passes:
    exit.triggers.t4.cure: {time: 30 days, paused_by: [a dispute resolution step under way]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.checks.facts import longest
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called, listed
from generator.deal.trigger import Cure
from generator.values import Duration, Open

ID = "D-T09"
LEVEL: Level = "warn"
_TALKS = re.compile(r"\b(?:disput|escalat|talk|negotiat|mediat|sponsors|ladder)", re.IGNORECASE)


def check(view: View) -> Iterator[Finding]:
    levels = view.deal.law.escalation
    for trigger in view.bound.triggers:
        cure = trigger.settled("cure")
        if not levels or not isinstance(cure, Cure) or not any(_TALKS.search(words) for words in cure.paused_by):
            continue
        paths = (f"{trigger.path}.cure.paused_by", "law.escalation")
        endless = [level.id for level in levels if level.within is None]
        time = longest(cure.time)
        if any(isinstance(level.within, Open) for level in levels) or isinstance(cure.time, Open):
            yield Finding(
                ID, "info", f"Cannot check yet: talks stop the cure time of {called(trigger)}, and the length of one of them is open.",
                "Settle it.", paths,
            )  # fmt: skip
            continue
        if endless:
            yield Finding(
                ID, LEVEL,
                f"The talks of law.escalation have no time limit at level {listed(endless)} and stop the cure time of {called(trigger)}; "
                "the cure might never end.",
                "Give each level a time, and cap the pause.", paths,
            )  # fmt: skip
            continue
        days = sum((level.within.about_days() for level in levels if isinstance(level.within, Duration)), Fraction(0))
        if time and days > time.about_days():
            yield Finding(
                ID, LEVEL,
                f"The talks of law.escalation may last about {round(days)} days and stop the cure time of {called(trigger)}, "
                f"which is {time}; a side in breach could talk longer than it may cure.",
                "Cap the pause, or let the cure time run during the talks.", paths,
            )  # fmt: skip
