"""A side delivers nothing with a date in the first 90 days.

Promises without dates evaporate, and an alliance that does nothing in its first quarter seldom starts in the second. Counted are
deliverables, actions of the plan and training of the side that gives it, with a date up to 90 days after the Effective Date. For
referral, reseller and co-marketing deals, which are lighter, it is a warning.

Fails:
    contributions.deliverables.d1: absent
    says: 'Mosaic has nothing due in the first 90 days, so there is no plan to start.'
Fails:
    contributions.deliverables.d1.due: absent
    contributions.deliverables.d2.due: 6 months
    says: 'Harbor and Mosaic have nothing due in the first 90 days, so there is no plan to start.'
Fails:
    term.effective: last_signature
    says: 'Cannot check yet: the Effective Date is not fixed, so it is not known what Harbor and Mosaic do in the first 90 days.'

Passes:
    contributions.deliverables.d1.due: 12 weeks
Passes:
    contributions.deliverables.d1: absent
    plan.actions: [{id: x1, what: name the first 10 accounts, side: b, due: 30 days}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.checks.facts import due_day, is_change_of_another, start_of
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.values import AfterStart, Date, Open

ID = "D-B05"
LEVEL: Level = "error"
_FIRST_DAYS = 90
_LIGHT = ("referral", "reseller", "co_marketing")


def check(view: View) -> Iterator[Finding]:
    if is_change_of_another(view):
        return
    given, start = view.deal.contributions, start_of(view)
    late: list[str] = []
    unknown: list[str] = []
    for name in ("a", "b"):
        dues: list[Any] = [item.due for item in given.deliverables if item.by == name]
        dues += [item.due for item in given.training if item.by == name]
        dues += [action.due for action in view.deal.plan.actions if action.side == name]
        if any(_is_early(view, due) for due in dues):
            continue
        waiting = any(isinstance(due, Open) or (isinstance(due, Date) and start is None) for due in dues)
        (unknown if waiting else late).append(name)
    if late:
        have = "has" if len(late) == 1 else "have"
        yield Finding(
            ID, "warn" if view.deal.alliance.kind in _LIGHT else LEVEL,
            f"{listed(_names(view, late))} {have} nothing due in the first {_FIRST_DAYS} days, so there is no plan to start.",
            "Give each side something to deliver by a day in the first quarter.", ("contributions.deliverables", "plan.actions"),
        )  # fmt: skip
    if unknown:
        do = "does" if len(unknown) == 1 else "do"
        why = "the Effective Date is not fixed" if start is None else "a date is open"
        yield Finding(
            ID, "info",
            f"Cannot check yet: {why}, so it is not known what {listed(_names(view, unknown))} {do} in the first {_FIRST_DAYS} days.",
            "Fix the date, or write times after the Effective Date, such as “60 days”.", ("contributions.deliverables", "term.effective"),
        )  # fmt: skip


def _is_early(view: View, due: Any) -> bool:
    start, day = start_of(view), due_day(view, due)
    if isinstance(due, AfterStart):
        return due.length.about_days() <= _FIRST_DAYS
    return bool(start and day and (day - start).days <= _FIRST_DAYS)


def _names(view: View, names: list[str]) -> list[str]:
    return [getattr(view.deal.sides, name).short for name in names]
