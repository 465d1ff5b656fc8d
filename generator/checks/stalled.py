"""The draft has not changed for a month, or nothing has been done together for two months.

Deals seldom fail with a no; they go quiet. A draft older than 30 days, before the start, needs a next step with a name and a
day. After the start, nothing dated in the last 60 days or ahead means that nobody has planned anything. Ages are counted to the
draft date unless another day is given.

Fails:
    draft_date: "2026-08-01"
    contributions.deliverables: [{id: d1, what: the Connector, by: b, due: "2026-04-15"}]
    success.gates: []
    governance.first_review: absent
    says: 'Nothing joint is dated after 2 June 2026, although the alliance began on 1 March 2026: it may have stalled.'

Passes:
    draft_date: "2026-08-01"
Passes:
    term.effective: last_signature
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from generator.checks.facts import due_day, start_of
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.document.draft import style_of
from generator.document.say import say_date
from generator.values import Date

ID = "D-B10"
LEVEL: Level = "info"
_DRAFT = datetime.timedelta(days=30)
_ACTION = datetime.timedelta(days=60)


def check(view: View) -> Iterator[Finding]:
    deal, start, style = view.deal, start_of(view), style_of(view.bound, view.law_pack)
    begun = start is not None and view.as_of >= start
    if not begun and deal.status == "draft" and view.as_of - deal.draft_date.day > _DRAFT:
        yield Finding(
            ID, LEVEL,
            f"The draft of {say_date(deal.draft_date, style)} is {(view.as_of - deal.draft_date.day).days} days old and unsigned: "
            "it may have stalled.",
            "Agree the next step, who takes it and by when; a call of the sponsors helps.", ("draft_date",),
        )  # fmt: skip
    if start is None or view.as_of <= start + _ACTION:
        return
    since, plan = view.as_of - _ACTION, deal.plan
    dues: list[Any] = [item.due for item in deal.contributions.deliverables]
    dues += [item.due for item in deal.contributions.training]
    dues += [action.due for action in plan.actions] + [account.due for account in plan.accounts]
    dues += [gate.due for gate in deal.success.gates]
    dues += [stream.due for stream in deal.alliance.workstreams]
    dues += [campaign.start for campaign in deal.governance.campaigns]
    days = [day for due in (*dues, deal.governance.first_review) if (day := due_day(view, due))]
    if not any(day >= since for day in days):
        yield Finding(
            ID, LEVEL,
            f"Nothing joint is dated after {say_date(Date(since), style)}, although the alliance began on {say_date(Date(start), style)}: "
            "it may have stalled.",
            "Agree the next step, who takes it and by when; a call of the sponsors helps.", ("plan.actions", "contributions.deliverables"),
        )  # fmt: skip
