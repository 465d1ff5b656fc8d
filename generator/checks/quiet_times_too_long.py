"""Times in which the exit without a reason may not take effect close it for most of the year.

A quiet time protects a launch or a season. More than 120 days of them a year, or one as long as the notice itself, and the
right to leave is mostly closed. Quiet times are words, so their length is read from a number of days, weeks or months in them.

Fails:
    clauses.exit.convenience.params.quiet_times: [the 90 days before a joint launch, the 6 weeks before Christmas]
    exit.triggers.t2.notice: 6 months
    says: 'The quiet times of “Leaving without a reason” (t2) come to about 132 days, more than 120 in a year, so the exit is mostly
      closed.'
Fails:
    clauses.exit.convenience.params.quiet_times: [the 100 days before a joint launch]
    says: 'A quiet time of “Leaving without a reason” (t2), “the 100 days before a joint launch”, is as long as its notice (90 days) or
      longer.'
Fails:
    clauses.exit.convenience.params.quiet_times: [the weeks before a launch]
    says: 'Cannot check yet: the quiet time “the weeks before a launch” of “Leaving without a reason” (t2) does not say how long it is.'

Passes:
    clauses.exit.convenience.params.quiet_times: [the 60 days before a joint launch]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.checks.facts import shortest
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called
from generator.deal.trigger import NoticeTerm
from generator.values import Duration

ID = "D-T11"
LEVEL: Level = "warn"
_MOST = 120  # a third of the year: two usual launch freezes of 60 days
_LENGTH = re.compile(r"\b(\d{1,3}) (business day|day|week|month)s?\b", re.IGNORECASE)


def check(view: View) -> Iterator[Finding]:
    for trigger in view.bound.triggers:
        if trigger.clause.id != "exit.convenience":
            continue
        own = (trigger.own.params or {}).get("quiet_times")
        path = f"{trigger.path}.params.quiet_times" if own is not None else "clauses.exit.convenience.params.quiet_times"
        choice = view.deal.clauses.get("exit.convenience")
        quiet = own if own is not None else (choice.params.get("quiet_times") if choice else None)
        times = [words for words in quiet if isinstance(words, str)] if isinstance(quiet, list) else []
        notice = trigger.settled("notice")
        length = shortest(notice.length) if isinstance(notice, NoticeTerm) else None
        total = Fraction(0)
        for words in times:
            match = _LENGTH.search(words)
            if match is None:
                yield Finding(
                    ID, "info", f"Cannot check yet: the quiet time “{words}” of {called(trigger)} does not say how long it is.",
                    "Write it with a number of days, weeks or months.", (path,),
                )  # fmt: skip
                continue
            days = Duration.parse(match[0]).about_days()
            total += days
            if length and days >= length.about_days():
                yield Finding(
                    ID, LEVEL, f"A quiet time of {called(trigger)}, “{words}”, is as long as its notice ({length}) or longer.",
                    "Shorten it, so that a notice can end outside it.", (path, f"{trigger.path}.notice"),
                )  # fmt: skip
        if total > _MOST:
            yield Finding(
                ID, LEVEL,
                f"The quiet times of {called(trigger)} come to about {round(total)} days, more than {_MOST} in a year, "
                "so the exit is mostly closed.",
                "Keep the few that protect a real launch or season.", (path,),
            )  # fmt: skip
