"""A customer's contract runs longer than the wind-down and the support after it.

Who signed for three years should not lose half the product after one. Support of joint customers lasts until their contract
ends, at most for the time in wind_down.support_cap; a contract that runs longer needs a home: one side takes it over
(moves_to), or the cap is longer. Without a cap the longest wind-down decides. Looks at wind_down.contracts, counted from the
last day of the term, the latest end there is without renewal.

Fails:
    wind_down.contracts: [{id: c1, customer: Brightwater Stores, holder: a, ends: "2031-12-31"}]
    says: 'The contract of Brightwater Stores (c1) runs until 31 December 2031, but support after the end of the term lasts
      until 28 February 2030 at the latest, and no side takes the contract over.'
Fails:
    wind_down.support_cap: absent
    wind_down.contracts: [{id: c1, customer: Brightwater Stores, holder: a, ends: "2029-12-31"}]
    says: 'The contract of Brightwater Stores (c1) runs until 31 December 2029, but the longest wind-down after the end of the
      term lasts until 28 August 2029 at the latest, and no side takes the contract over.'
Fails:
    wind_down.contracts: [{id: c1, customer: Brightwater Stores, holder: a, ends: {open: sales to look it up}}]
    says: 'Cannot check yet: it is open when the contract of Brightwater Stores (c1) ends.'

Passes:
    wind_down.contracts: [{id: c1, customer: Brightwater Stores, holder: a, ends: "2031-12-31", moves_to: a}]
Passes:
    wind_down.support_cap: {longer_of: [12 months, the time left on each customer’s contract]}
    wind_down.contracts: [{id: c1, customer: Brightwater Stores, holder: a, ends: "2031-12-31"}]
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.deal.trigger import WindDownTerm
from generator.document.draft import style_of
from generator.document.say import say_date
from generator.exit import add, compute
from generator.values import AfterStart, Compound, Date, Duration, Open

ID = "D-W04"
LEVEL: Level = "warn"


def check(view: View) -> Iterator[Finding]:
    contracts = view.deal.wind_down.contracts
    last = _covered(view) if contracts else None
    start = view.deal.term.effective_date
    style = style_of(view.bound, view.law_pack)
    for one in contracts:
        name = f"the contract of {one.customer} ({one.id})" if isinstance(one.customer, str) else f"the contract {one.id}"
        path = f"wind_down.contracts.{one.id}"
        if isinstance(one.ends, Open):
            yield Finding(ID, "info", f"Cannot check yet: it is open when {name} ends.", "Look it up in the contract.", (f"{path}.ends",))
            continue
        ends = one.ends.day if isinstance(one.ends, Date) else None
        if isinstance(one.ends, AfterStart) and isinstance(start, Date):
            ends = add(start.day, one.ends.length)
        if ends is None or last is None or ends <= last or one.moves_to is not None:
            continue
        what = "support after the end of the term" if view.deal.wind_down.support_cap else "the longest wind-down after the end of the term"
        yield Finding(
            ID, LEVEL,
            f"T{name[1:]} runs until {say_date(Date(ends), style)}, but {what} lasts until {say_date(Date(last), style)} at the latest, "
            "and no side takes the contract over.",
            "Offer it to one side (moves_to), or lengthen wind_down.support_cap.", (path, "wind_down.support_cap"),
        )  # fmt: skip


def _covered(view: View) -> datetime.date | None:
    """The last day of help for a customer if the deal ends with its term; none where that cannot be counted or has no end."""
    term_end = compute(view.bound, "term_end")
    if not isinstance(term_end, Date):
        return None
    cap = view.deal.wind_down.support_cap
    lengths: list[Duration] = []
    for length in [cap] if cap is not None else [_length(term) for term in (t.settled("wind_down") for t in view.bound.triggers)]:
        if isinstance(length, Duration):
            lengths.append(length)
        elif isinstance(length, Compound) and all(isinstance(item, Duration) for item in length.items):
            lengths += [item for item in length.items if isinstance(item, Duration)]
        elif length not in (None, "none"):
            return None
    try:
        return max((add(term_end.day, length) for length in lengths), default=term_end.day)
    except (ValueError, OverflowError):  # past the last year of the calendar
        return None


def _length(term: object) -> object:
    return term.length if isinstance(term, WindDownTerm) else term
