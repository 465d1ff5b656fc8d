"""The days of a deal on which something is due or lapses, for the checks that ask a calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from msgspec import Struct

from generator.checks.facts import BY_ITSELF, due_day, end_of, longest
from generator.checks.view import View
from generator.deal.trigger import NoticeTerm
from generator.exit import subtract


class Deadline(Struct, frozen=True):
    """`moves`: whether the rules on counting move it to the next business day."""

    name: str
    path: str
    day: datetime.date
    moves: bool = False


def deadlines(view: View) -> list[Deadline]:
    """Deliverables, which move to the next business day; gates and the last day to stop a renewal, which do not."""
    return view.once(_all)


def _all(view: View) -> list[Deadline]:
    return [*_each(view)]


def _each(view: View) -> Iterator[Deadline]:
    deal = view.deal
    for item in deal.contributions.deliverables:
        if day := due_day(view, item.due):
            yield Deadline(f"the deliverable “{item.what}” ({item.id})", f"contributions.deliverables.{item.id}.due", day, True)
    for gate in deal.success.gates:
        if day := due_day(view, gate.due):
            yield Deadline(f"the gate “{gate.name}” ({gate.id})", f"success.gates.{gate.id}.due", day)
    end = end_of(view)
    for trigger in view.bound.triggers:
        notice = trigger.settled("notice")
        length = longest(notice.length) if isinstance(notice, NoticeTerm) else None
        if trigger.clause.id == "exit.expiry_renewal" and deal.term.renewal.mode in BY_ITSELF and end and length:
            yield Deadline(f"the last day to stop a renewal ({trigger.id})", f"{trigger.path}.notice", subtract(end, length))
