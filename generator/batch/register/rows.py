"""One deal of the register: what stands in each column, and the numbers by which it is compared with the others."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from generator.batch.register.cells import LONGEST, days, fee_words, short
from generator.batch.register.dates import next_dates
from generator.batch.register.standard import deviations
from generator.bind import Bound, BoundTrigger
from generator.checks.view import View
from generator.deal.parties import Side
from generator.deal.term import Effective
from generator.deal.vocabulary import say
from generator.document.draft import governing_pack
from generator.exit import lock_in_end, term_end
from generator.values import Date, Duration, Money, Open

FIRST = (
    "deal", "side a", "side b", "kind", "effective", "term", "term end", "renewal", "lock-in", "lock-in end", "governing law", "forum",
)  # fmt: skip
OF_EXIT = ("who", "notice", "cure", "fee", "wind-down")
DATES = (
    "next gate", "next KPI due", "review", "renewal review", "last day to stop renewal", "lock-in ends",
    "earliest exit without a reason", "term ends",
)  # fmt: skip
LAST = ("exits", "fees", "KPIs", "KPI targets", "as of", "next date", *DATES, "deviations", "deviations from standard", "outliers")
DATE_COLUMNS = frozenset({"effective", "term end", "lock-in end", "as of", *DATES})
NUMBER_COLUMNS = frozenset({"exits", "KPIs", "deviations"})


@dataclass
class Row:
    """`cells` by column: words, a count, or a day as 2026-03-01. `measures` by column: days or sums, one for each exit of the kind.

    `unusual` by column: why a value is outside of what its clause calls usual. `kinds`: of its exits. `exits`: each exit with its
    id and title, then as in OF_EXIT. `deviations` from the standard, one by one.
    """

    cells: dict[str, Any] = field(default_factory=dict)
    measures: dict[str, list[float]] = field(default_factory=dict)
    unusual: dict[str, list[str]] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    exits: list[list[str]] = field(default_factory=list)
    deviations: list[str] = field(default_factory=list)


def row_of(bound: Bound, as_of: datetime.date | None = None) -> Row:
    """The row of a deal. `as_of`: the day dates are counted from; its draft date when left out."""
    deal, row = bound.deal, Row()
    view = View(bound, as_of or deal.draft_date.day, governing_pack(bound))
    forum = deal.law.forum
    row.cells |= {
        "deal": deal.id,
        "side a": _side(deal.sides.a),
        "side b": _side(deal.sides.b),
        "kind": say("kind", deal.alliance.kind),
        "effective": _start(deal.term.effective),
        "term": short(deal.term.initial, deal),
        "term end": _said(term_end(bound)),
        "renewal": say("mode", deal.term.renewal.mode),
        "lock-in": short(deal.term.lock_in, deal),
        "lock-in end": _said(lock_in_end(bound)),
        "governing law": _said(deal.law.governing),
        "forum": "open" if isinstance(forum, Open) else f"{forum.kind}, {_said(forum.place)}".rstrip(", ") if forum else "",
    }
    for column, length in (("term", deal.term.initial), ("lock-in", deal.term.lock_in)):
        if isinstance(length, Duration):
            row.measures[column] = [float(length.about_days())]
    for trigger in bound.triggers:
        _add_exit(row, trigger, bound)
    kpis = deal.success.kpis
    row.cells |= {
        "exits": len(bound.triggers),
        "fees": "; ".join(fee_words(fee) for fee in deal.fees),
        "KPIs": len(kpis),
        "KPI targets": "; ".join(f"{_said(kpi.name)}: {_said(kpi.target) or 'no target'}" for kpi in kpis),
        "as of": view.as_of.isoformat(),
    }
    coming = next_dates(view)
    row.cells |= {kind: day.isoformat() for kind, (day, _) in coming.items()}
    if coming:
        first, what = min(coming.values())
        row.cells["next date"] = f"{first.isoformat()}: {what}"
    row.deviations = deviations(bound)
    row.cells |= {"deviations": len(row.deviations), "deviations from standard": "; ".join(row.deviations)}
    row.cells = {name: value[:LONGEST] if isinstance(value, str) else value for name, value in row.cells.items()}
    return row


def _add_exit(row: Row, trigger: BoundTrigger, bound: Bound) -> None:
    kind, deal = trigger.clause.id, bound.deal
    fee = trigger.fee
    said = {
        "who": short(trigger.settled("who"), deal, "who"),
        "notice": short(trigger.settled("notice"), deal),
        "cure": short(trigger.settled("cure"), deal),
        "fee": fee_words(fee) if fee else short(trigger.settled("fee"), deal, "fee"),
        "wind-down": short(trigger.settled("wind_down"), deal),
    }
    title = trigger.own.title if isinstance(trigger.own.title, str) else trigger.clause.front.title
    row.exits.append([trigger.id, title, *(said[name] for name in OF_EXIT)])
    if kind not in row.kinds:
        row.kinds.append(kind)
    for name, words in said.items():
        column = f"{kind} {name}"
        row.cells[column] = f"{row.cells[column]} / {words or '–'}" if column in row.cells else words
    for name, attribute in (("notice", "notice"), ("cure", "cure"), ("wind-down", "wind_down")):
        length = days(trigger.settled(attribute))
        if length is not None:
            column = f"{kind} {name}"
            row.measures.setdefault(column, []).append(length)
            cell = (trigger.clause.front.row or {}).get(attribute)
            if cell and cell.soft and is_outside(length, cell.soft):
                row.unusual.setdefault(column, []).append(f"usual is {cell.soft}")
    sum = next((one for one in (fee.cap, fee.base) if isinstance(one, Money)), None) if fee else None
    if sum:
        row.measures.setdefault(f"{kind} fee {sum.currency}", []).append(float(sum.amount))


def is_outside(length: float, soft: str) -> bool:
    """Whether so many days are outside of a range of lengths in words.

    >>> is_outside(20, "30 to 180 days"), is_outside(30, "1 to 6 months"), is_outside(5, "2 to 3 names")
    (True, False, False)
    """
    match = re.fullmatch(r"(\d+) ?([a-z ]*?) to (\d+ ([a-z ]+))", soft)
    if match is None:
        return False
    try:
        least, most = Duration.parse(f"{match[1]} {match[2] or match[4]}"), Duration.parse(match[3])
    except ValueError:
        return False
    # Lengths in days and in months are compared by about how long they are: 6 months are as good as 180 days.
    return not float(least.about_days()) * 0.98 <= length <= float(most.about_days()) * 1.02


def _side(side: Side) -> str:
    names = ", ".join(_said(member.legal_name) for member in side.members)
    return f"{side.short} ({names})" if names else side.short


def _start(effective: Effective | Open | None) -> str:
    if isinstance(effective, Effective):
        return effective.date.words() if isinstance(effective.date, Date) else say("rule", effective.rule)
    return _said(effective)


def _said(value: Any) -> str:
    return "" if value is None else "open" if isinstance(value, Open) else str(value)
