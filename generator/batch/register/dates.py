"""The next dates of a deal, counted from the deal itself and a given day; no clock is read.

Business days are counted Monday to Friday here, without holidays.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.bind import BoundTrigger
from generator.checks.facts import BY_ITSELF, due_day, end_of, longest, shortest, start_of
from generator.checks.view import View
from generator.deal.trigger import LockIn, NoticeTerm
from generator.exit import add, is_locked, last_day, subtract
from generator.values import Date, Duration

# The one kind of exit that needs no event and no other side.
_WITHOUT_REASON = "exit.convenience"


def next_dates(view: View) -> dict[str, tuple[datetime.date, str]]:
    """The first date of each kind that is not before `view.as_of`, with what it is about. A kind without one is left out."""
    found: dict[str, tuple[datetime.date, str]] = {}
    for kind, day, what in _dates(view):
        if day >= view.as_of and (kind not in found or day < found[kind][0]):
            found[kind] = (day, what)
    return found


def _dates(view: View) -> Iterator[tuple[str, datetime.date, str]]:
    deal, end = view.deal, end_of(view)
    for gate in deal.success.gates:
        if day := due_day(view, gate.due):
            yield "next gate", day, f"gate “{gate.name}”"
    for kpi in deal.success.kpis:
        if day := due_day(view, kpi.due):
            yield "next KPI due", day, f"KPI “{kpi.name}”"
    if isinstance(deal.governance.first_review, Date):
        yield "review", deal.governance.first_review.day, "first review"
    renewal = deal.term.renewal
    if end:
        yield "term ends", end, "the term ends"
        if isinstance(renewal.review_before, Duration):
            yield "renewal review", subtract(end, renewal.review_before), "renewal review"
        for trigger in view.bound.exits.get("exit.expiry_renewal", ()):
            notice = trigger.settled("notice")
            length = longest(notice.length) if isinstance(notice, NoticeTerm) else None
            if length and renewal.mode in BY_ITSELF:
                yield "last day to stop renewal", subtract(end, length), "last day to stop the renewal"
    start = start_of(view)
    if start and isinstance(deal.term.lock_in, Duration):
        yield "lock-in ends", last_day(start, deal.term.lock_in), "the lock-in ends"
    for trigger in view.bound.exits.get(_WITHOUT_REASON, ()):
        if day := _earliest(trigger, view, start):
            yield "earliest exit without a reason", day, f"earliest end without a reason ({trigger.id})"


def _earliest(trigger: BoundTrigger, view: View, start: datetime.date | None) -> datetime.date | None:
    """The first day on which an exit can end the alliance, if the side with the shorter notice gives it on `as_of`."""
    notice = trigger.settled("notice")
    if not isinstance(notice, NoticeTerm) or start is None:
        return None
    length = shortest(notice.length)
    if length is None and notice.length not in ("none", "on_receipt"):
        return None
    given = max(view.as_of, start)
    lock_in = trigger.settled("lock_in")
    free = given
    if is_locked(trigger):
        until = lock_in.until if isinstance(lock_in, LockIn) else lock_in
        if until == "deal":
            until = view.deal.term.lock_in or Duration(0, "day")
        if not isinstance(until, Duration):
            return None  # it is still open
        free = max(given, add(start, until))
    if view.deal.exit.framework.lock_in_test == "notice_date":
        return add(free, length) if length else free
    return max(add(given, length) if length else given, free)
