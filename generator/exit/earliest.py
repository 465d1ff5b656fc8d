"""The earliest day each exit can take effect, as far as the deal fixes days: lock-in, gates, ramps, cure and notice added up."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from generator.bind import Bound, BoundTrigger
from generator.deal.trigger import BySide, Cure, LockIn, NoticeTerm
from generator.exit.computed import is_locked, term_end
from generator.exit.counting import add
from generator.values import AfterStart, Compound, Date, Duration


# Exits that time alone opens; the others wait for an event, which can come on any day.
_BY_TIME = ("exit.convenience", "exit.missed_success", "exit.milestone_nogo")


@dataclass(frozen=True)
class Earliest:
    """`day`: the first day on which the exit can take effect, none where it can happen on any day. `takes`: what adds up to it,
    or for any day what runs from the event, as pairs of name and length."""

    trigger: BoundTrigger
    day: datetime.date | None
    takes: tuple[tuple[str, str], ...]


def earliest_exits(bound: Bound, start: datetime.date) -> Iterator[Earliest]:
    """Each exit of a deal that starts on a day. Lengths in business days count Monday to Friday; an open length counts nothing.

    A lock-in is counted as the deal says (`exit.framework.lock_in_test`): the exit may not take effect, or no notice may be given,
    before it is over. No other rule of law is applied.
    """
    for trigger in bound.triggers:
        yield _earliest(bound, trigger, start)


def _earliest(bound: Bound, trigger: BoundTrigger, start: datetime.date) -> Earliest:
    notice, cure = length_of(trigger.settled("notice")), length_of(trigger.settled("cure"))
    steps = [step.limit for step in trigger.settled("steps") or [] if isinstance(step.limit, Duration)]
    takes = [(name, str(length)) for name, length in (("to repair", cure), ("notice", notice)) if length is not None]
    if trigger.clause.id == "exit.expiry_renewal":
        end = term_end(bound)
        return Earliest(trigger, end.day if isinstance(end, Date) else None, (("end of the term", str(bound.deal.term.initial or "open")),))
    if not (is_locked(trigger) or trigger.clause.id in _BY_TIME):
        return Earliest(trigger, None, tuple(takes))
    first = start
    if gates := [day for gate in trigger.gates if trigger.clause.id == "exit.milestone_nogo" and (day := _day(gate.due, start))]:
        first = min(gates)
        takes.insert(0, ("first gate", Date(first).words()))
    ramp = bound.deal.success.miss_rule.ramp
    if trigger.clause.id == "exit.missed_success" and isinstance(ramp, Duration):
        first = add(start, ramp)
        takes.insert(0, ("ramp", str(ramp)))
    for limit in steps:
        first = add(first, limit)
    told = add(first, notice) if notice else first
    lock = _lock_in(bound, trigger)
    if lock is not None:
        takes.insert(0, ("lock-in", str(lock)))
        over = add(start, lock)
        by_notice = bound.deal.exit.framework.lock_in_test == "notice_date"
        told = max(told, add(over, notice)) if by_notice and notice else max(told, over)
    return Earliest(trigger, told, tuple(takes))


def _lock_in(bound: Bound, trigger: BoundTrigger) -> Duration | None:
    if not is_locked(trigger):
        return None
    own = trigger.settled("lock_in")
    until = own.until if isinstance(own, LockIn) else None
    length = bound.deal.term.lock_in if until == "deal" else until
    return length if isinstance(length, Duration) else None


def _day(moment: object, start: datetime.date) -> datetime.date | None:
    if isinstance(moment, Date):
        return moment.day
    return add(start, moment.length) if isinstance(moment, AfterStart) else None


def length_of(value: object) -> Duration | None:
    """The length a notice or cure comes to; of several the first, since which is longer is seldom known beforehand.

    >>> length_of(NoticeTerm(length="90 days")), length_of("none")
    (Duration(n=90, unit='day'), None)
    """
    match value:
        case Duration():
            return value
        case NoticeTerm():
            return length_of(value.length)
        case Cure():
            return length_of(value.time)
        case BySide():
            return length_of(value.a)
        case Compound():
            return next((item for item in value.items if isinstance(item, Duration)), None)
    return None
