"""The deadline to stop a renewal comes so early that nobody could decide well by it.

A term that renews by itself is stopped by a notice before its end. A notice of more than 180 days asks for a decision half a
year before the facts are there; a deadline in the first 30 days of the term asks for it before anything has happened. Says
nothing where renewal needs an agreement anyway.

Fails:
    term.renewal: {mode: auto, length: 12 months, most: 2}
    exit.triggers.t1.notice: {length: 9 months, from: term_end}
    says: 'A renewal must be stopped 9 months before the term ends (t1); more than 180 days ahead, few can know whether they want it.'
Fails:
    term.initial: 6 months
    term.lock_in: absent
    term.renewal: {mode: auto, length: 6 months, most: 2}
    exit.triggers.t1.notice: {length: 170 days, from: term_end}
    says: 'The last day to stop the renewal is 14 March 2026, within 30 days of the Effective Date, when nobody can judge the alliance.'
Fails:
    term.renewal: {mode: auto, length: 12 months, most: 2}
    exit.triggers.t1.notice: {open: finance decides}
    says: 'Cannot check yet: the term renews by itself, and the notice that stops it (t1) is open.'

Passes:
    term.renewal: {mode: auto, length: 12 months, most: 2}
Passes:
    exit.triggers.t1.notice: {length: 9 months, from: term_end}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction

from generator.checks.facts import BY_ITSELF, end_of, longest, start_of
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.deal.trigger import NoticeTerm
from generator.document.draft import style_of
from generator.document.say import say_date
from generator.exit import subtract
from generator.values import Date, Duration, Open

ID = "D-T05"
LEVEL: Level = "warn"
# Beyond half a year a notice is rare in alliance agreements on file; a month is the least in which a first review can be held.
_LONG = Fraction(180)
_EARLY = datetime.timedelta(days=30)


def check(view: View) -> Iterator[Finding]:
    if view.deal.term.renewal.mode not in BY_ITSELF:
        return
    for trigger in view.bound.triggers:
        notice = trigger.settled("notice")
        if trigger.clause.id != "exit.expiry_renewal":
            continue
        path = f"{trigger.path}.notice"
        if isinstance(notice, Open) or (isinstance(notice, NoticeTerm) and isinstance(notice.length, Open)):
            yield Finding(
                ID, "info", f"Cannot check yet: the term renews by itself, and the notice that stops it ({trigger.id}) is open.",
                "Settle it; 90 days is usual.", (path,),
            )  # fmt: skip
            continue
        length = longest(notice.length) if isinstance(notice, NoticeTerm) else None
        if length is None:
            continue
        # Months are counted as the shortest they can be, so that 6 months are not more than 180 days.
        if (length.about_days() if length.unit in ("day", "business day", "week") else _fewest(length)) > _LONG:
            yield Finding(
                ID, LEVEL,
                f"A renewal must be stopped {length} before the term ends ({trigger.id}); more than 180 days ahead, "
                "few can know whether they want it.",
                "Shorten the notice; 90 days is usual.", (path,),
            )  # fmt: skip
        start, end = start_of(view), end_of(view)
        if start and end and subtract(end, length) <= start + _EARLY:
            day = say_date(Date(subtract(end, length)), style_of(view.bound, view.law_pack))
            yield Finding(
                ID, LEVEL,
                f"The last day to stop the renewal is {day}, within 30 days of the Effective Date, when nobody can judge the alliance.",
                "Shorten the notice or lengthen the term.", (path, "term.initial"),
            )  # fmt: skip


def _fewest(length: Duration) -> Fraction:
    return Fraction(30 * length.n * {"month": 1, "quarter": 3, "year": 12}.get(length.unit, 0))
