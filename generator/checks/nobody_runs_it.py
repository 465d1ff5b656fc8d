"""Nobody has the time to run the alliance, or it has no plan a month after it began.

An alliance that is the tenth task of ten people is nobody's. An alliance manager on each side needs a quarter of a working week
at the least, by governance.manager_share or in words such as “at least 40%” with the person. The plan is looked for when the
date that ages are counted to is more than 30 days after the Effective Date.

Fails:
    governance.manager_share: 10%
    says: 'The alliance managers of Harbor and Mosaic are promised less than 25% of their working time.'
Fails:
    governance.manager_share: absent
    people.a.manager.time: at least 40%
    says: 'Nothing says how much working time the alliance manager of Mosaic has.'
Fails:
    people.b.manager: absent
    says: 'Mosaic has no alliance manager, so nobody there runs the alliance.'
Fails:
    term.effective: "2025-12-01"
    says: 'The alliance began more than 30 days ago, on 1 December 2025, and the deal has no joint business plan.'

Passes:
    governance.manager_share: 25%
Passes:
    governance.manager_share: {open: budget}
Passes:
    term.effective: "2025-12-01"
    plan.actions: [{id: x1, what: name the first 10 accounts, side: b, due: 30 days}]
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from generator.checks.facts import is_change_of_another, start_of
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.deal.parties import Person
from generator.document.draft import style_of
from generator.document.say import say_date
from generator.values import Date, Open, Percent

ID = "D-B08"
LEVEL: Level = "warn"
_LEAST = 25
_PLAN_BY = datetime.timedelta(days=30)
_SHARE = re.compile(r"(\d{1,3}) ?%")
_SILENT = "Nothing says how much working time"
_FULL = re.compile(r"\bfull[- ]time\b", re.IGNORECASE)


def check(view: View) -> Iterator[Finding]:
    if is_change_of_another(view):
        return
    deal = view.deal
    shares: dict[str, float | None] = {}
    for name in ("a", "b"):
        manager = getattr(deal.people, name).manager
        if manager is None:
            yield Finding(
                ID, LEVEL, f"{getattr(deal.sides, name).short} has no alliance manager, so nobody there runs the alliance.",
                "Name one by title, with at least a quarter of the working time.", (f"people.{name}.manager",),
            )  # fmt: skip
        elif isinstance(manager, Person) and not isinstance(manager.time, Open) and not isinstance(deal.governance.manager_share, Open):
            shares[name] = _share(view, manager)
    little = [name for name, share in shares.items() if share is not None and share < _LEAST]
    silent = [name for name, share in shares.items() if share is None]
    for names, several, one, end in (
        (little, "The alliance managers of {} are", "The alliance manager of {} is", "promised less than {}% of their working time"),
        (silent, f"{_SILENT} the alliance managers of {{}} have", f"{_SILENT} the alliance manager of {{}} has", ""),
    ):  # fmt: skip
        if names:
            words = (several if len(names) > 1 else one).format(listed([getattr(deal.sides, name).short for name in names]))
            yield Finding(
                ID, LEVEL, f"{words} {end.format(_LEAST)}".strip() + ".", f"Write a share of at least {_LEAST}%: governance.manager_share.",
                ("governance.manager_share", *(f"people.{name}.manager" for name in names)),
            )  # fmt: skip
    start, plan = start_of(view), deal.plan
    if start and view.as_of > start + _PLAN_BY and not (plan.actions or plan.phases or plan.accounts or plan.sign_off):
        day = say_date(Date(start), style_of(view.bound, view.law_pack))
        yield Finding(
            ID, LEVEL, f"The alliance began more than {_PLAN_BY.days} days ago, on {day}, and the deal has no joint business plan.",
            "Name who writes it and by when; the first 90 days are plan.actions.", ("plan",),
        )  # fmt: skip


def _share(view: View, manager: Person) -> float | None:
    """The share of working time promised, in percent: the person's own, else the deal's."""
    if isinstance(manager.time, str):
        if match := _SHARE.search(manager.time):
            return float(match[1])
        if _FULL.search(manager.time):
            return 100.0
    share = view.deal.governance.manager_share
    return float(share.number) if isinstance(share, Percent) else None
