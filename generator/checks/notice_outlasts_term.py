"""An exit without a reason could never take effect sooner than the natural end, because of its notice and lock-in.

Where the lock-in tests the day on which the exit takes effect, the notice may be given during it, and the later of the two
counts; where it tests the day of the notice (exit.framework.lock_in_test: notice_date), the two add up. Looks at every
no-fault exit, and at each side's notice where they differ. Counted in dates where the Effective Date is fixed. A lock-in
of the whole term is D-T02.

Fails:
    exit.triggers.t2.notice: 36 months
    says: 'With 36 months’ notice, “Leaving without a reason” (t2) could never take effect before the Initial Term (36
      months) is over.'
Fails:
    exit.framework.lock_in_test: notice_date
    exit.triggers.t2.notice: 24 months
    says: 'With 24 months’ notice after a lock-in of 12 months, “Leaving without a reason” (t2) could never take effect
      before the Initial Term (36 months) is over.'
Fails:
    exit.triggers.t2.notice: {a: 90 days, b: 40 months}
    says: 'With 40 months’ notice for Mosaic, “Leaving without a reason” (t2) could never take effect before the Initial
      Term (36 months) is over.'

Passes:
    exit.triggers.t2.notice: 24 months
Passes:
    term.initial: until_ended
    exit.triggers.t2.notice: 5 years
Passes:
    exit.triggers.t2.notice: {open: still argued about}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction

from generator.bind import BoundTrigger
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called
from generator.deal.trigger import BySide, LockIn, NoticeTerm
from generator.exit import add
from generator.values import Compound, Date, Duration, Open

ID = "D-T03"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    term = view.deal.term
    for trigger in view.bound.triggers:
        notice = trigger.settled("notice")
        if trigger.settled("class_") != "no_fault" or trigger.settled("who") == "both" or not isinstance(notice, NoticeTerm | Open):
            continue
        if isinstance(notice, NoticeTerm) and notice.from_ == "term_end":
            continue
        lock_in = _lock_in(view, trigger)
        unsettled = [
            what for what, value in (("the notice", notice), ("the lock-in", lock_in), ("term.initial", term.initial))
            if isinstance(value, Open) or (value is None and what == "term.initial")
        ]  # fmt: skip
        if unsettled:
            yield Finding(
                ID, "info",
                f"Cannot check yet: {' and '.join(unsettled)} must be settled to see "
                f"whether {called(trigger)} ever comes before the natural end.",
                "Settle it; a notice of about 90 days is usual.", (f"{trigger.path}.notice",),
            )  # fmt: skip
        elif isinstance(term.initial, Duration) and isinstance(notice, NoticeTerm):
            locked = lock_in if isinstance(lock_in, Duration) else None
            yield from _too_long(view, trigger, notice, locked, term.initial)


def _too_long(view: View, trigger: BoundTrigger, notice: NoticeTerm, lock_in: Duration | None, initial: Duration) -> Iterator[Finding]:
    adds_up = view.deal.exit.framework.lock_in_test == "notice_date"
    start = view.deal.term.effective_date
    day = start.day if isinstance(start, Date) else None
    if lock_in and not _before(day, [lock_in], initial):
        return
    for whose, length in _lengths(view, notice):
        if not _before(day, [*([lock_in] if adds_up and lock_in else []), length], initial):
            after = f" after a lock-in of {lock_in}" if adds_up and lock_in else ""
            mark = "’s" if length.n == 1 else "’"
            yield Finding(
                ID, LEVEL,
                f"With {length}{mark} notice{whose}{after}, {called(trigger)} could never take effect "
                f"before the Initial Term ({initial}) is over.",
                "Shorten the notice or the lock-in, or drop the exit.", (f"{trigger.path}.notice", "term.lock_in", "term.initial"),
            )  # fmt: skip


def _before(start: datetime.date | None, lengths: list[Duration], initial: Duration) -> bool:
    """Whether some lengths, one after the other, are over before the term is."""
    if start is None:
        return sum((length.about_days() for length in lengths), Fraction(0)) < initial.about_days()
    end = start
    for length in lengths:
        end = add(end, length)
    return end < add(start, initial)


def _lock_in(view: View, trigger: BoundTrigger) -> Duration | Open | None:
    lock_in = trigger.settled("lock_in")
    if isinstance(lock_in, LockIn):
        lock_in = view.deal.term.lock_in if lock_in.until == "deal" else lock_in.until
    return lock_in if isinstance(lock_in, Duration | Open) else None


def _lengths(view: View, notice: NoticeTerm) -> Iterator[tuple[str, Duration]]:
    """The lengths of notice that are fixed, each with whose it is if the sides differ."""
    length = notice.length
    if isinstance(length, Duration):
        yield "", length
    elif isinstance(length, Compound):
        fixed = sorted(length.fixed(), key=Duration.about_days)
        if fixed and length.rule == "longer_of":
            yield "", fixed[-1]
        elif len(fixed) == len(length.items):
            yield "", fixed[0]
    elif isinstance(length, BySide):
        for name in ("a", "b"):
            one = getattr(length, name)
            if isinstance(one, Duration):
                yield f" for {getattr(view.deal.sides, name).short}", one
    elif isinstance(notice.at_least, Duration):
        yield "", notice.at_least
