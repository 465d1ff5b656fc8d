"""A small picture of the ways out along the term: what is locked, and from when each door can open."""

from __future__ import annotations

import datetime

from generator.exit import add
from generator.exit.earliest import Earliest, earliest_exits
from generator.interview.look import Look
from generator.values import Date, Duration, Open

NARROW = 60


def picture(now: Look, width: int = 78) -> list[str]:
    """Lines no wider than `width`: the term with its lock-in, then each exit with a mark at its earliest day.

    Counted from the Effective Date, or from the draft date while that is open. Empty while the deal does not fit.
    """
    bound = now.bound
    if bound is None:
        return []
    fixed = bound.deal.term.effective_date
    start = fixed.day if isinstance(fixed, Date) else bound.deal.draft_date.day
    length = bound.deal.term.initial
    end = add(start, length) if isinstance(length, Duration) else add(start, Duration(36, "month"))
    exits = [one for one in earliest_exits(bound, start) if one.trigger.settled("remedy") in (None, "end")]
    doors = sorted((one for one in exits if one.day is not None), key=lambda one: (one.day or end, one.trigger.id))
    lines = ["" if isinstance(fixed, Date) else f"(counted from the draft date {Date(start).words()}, as the start is not fixed)"]
    names = max((len(_name(one)) for one in doors), default=0)
    names = min(max(names, 12), 26)
    bar = max(20, width - names - 2)
    lines.append(f"{'':{names}}  {Date(start).words()}{Date(end).words():>{bar - 10}}")
    lock = bound.deal.term.lock_in
    locked = _at(add(start, lock), start, end, bar) if isinstance(lock, Duration) else 0
    lines.append(f"{'term':{names}}  {'=' * locked}{'-' * (bar - locked)}")
    for one in doors:
        assert one.day is not None
        at = _at(one.day, start, end, bar)
        day = Date(one.day).words()
        mark = f"{' ' * at}o {day}" if at + 12 <= bar else f"{' ' * (at - 11)}{day} o" if at >= 11 else f"o {day}"
        lines.append(f"{_name(one)[:names]:{names}}  {mark}")
    if locked:
        lines.append(f"{'':{names}}  = lock-in{'' if isinstance(lock, Open) else f' of {lock}'}; o earliest day it can end")
    always = [one for one in exits if one.day is None and one.trigger.clause.id != "exit.expiry_renewal"]
    for one in always:
        takes = ", then ".join(f"{length} {name if name.startswith('to') else f'of {name}'}" for name, length in one.takes)
        lines.append(f"{_name(one)}: {takes or 'at once'}, on any day"[:width])
    return [line.rstrip() for line in lines if line]


def _name(one: Earliest) -> str:
    title = one.trigger.own.title
    return title if isinstance(title, str) else one.trigger.clause.front.title


def _at(day: datetime.date, start: datetime.date, end: datetime.date, bar: int) -> int:
    """Which column of the bar a day is in; past the end it is the last."""
    whole = max(1, (end - start).days)
    return max(0, min(bar - 1, round((day - start).days / whole * bar)))
