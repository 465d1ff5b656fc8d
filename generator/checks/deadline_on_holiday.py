"""A deadline falls on a weekend or a holiday in a place whose business days count.

A deliverable that is due then moves to the next business day, and it helps to know to which. A gate and the last day to stop a
renewal do not move, so what they need must be done before. Holidays are those of the places in notice.business_day_places.

Fails:
    contributions.deliverables.d1.due: "2026-08-31"
    says: 'The deliverable “the Connector, ready for production use” (d1) falls on 31 August 2026, which is “Late Summer Bank Holiday” in
      London; it moves to 1 September 2026.'
Fails:
    success.gates.g1.due: "2026-10-31"
    says: 'The gate “First joint customers” (g1) falls on 31 October 2026, which is a Saturday in London and New York City; it does not
      move.'
Fails:
    contributions.deliverables.d2.due: "2026-11-26"

Passes:
    contributions.deliverables.d1.due: "2026-05-15"
Passes:
    notice.business_day_places: [New York City]
    contributions.deliverables.d1.due: "2026-05-04"
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.deadlines import deadlines
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.document.draft import style_of
from generator.document.say import say_date
from generator.exit.calendar import Calendar, NoCalendar, calendar_of, next_business_day
from generator.values import Date

ID = "D-T12"
LEVEL: Level = "info"


def check(view: View) -> Iterator[Finding]:
    notice, style = view.deal.notice, style_of(view.bound, view.law_pack)
    known = [calendar for place in notice.business_day_places if (calendar := calendar_of(place))]
    complete = len(known) == len(notice.business_day_places)
    for one in deadlines(view) if known else ():
        try:
            off: dict[str, list[Calendar]] = {}
            for calendar in known:
                if why := calendar.off(one.day):
                    off.setdefault(why, []).append(calendar)
            if not off or (notice.business_day_logic == "any_open" and sum(map(len, off.values())) < len(known)):
                continue
            moved = next_business_day(one.day, known, notice.business_day_logic) if one.moves and complete else None
        except NoCalendar:  # D-T14 says so
            continue
        reasons = listed([
            f"{why if why.startswith('a ') else f'“{why}”'} in {listed([calendar.place for calendar in places])}"
            for why, places in off.items()
        ])  # fmt: skip
        then = (
            f"it moves to {say_date(Date(moved), style)}" if moved else "it does not move" if not one.moves else "it moves to a working day"
        )
        yield Finding(
            ID, LEVEL,
            f"{one.name[0].upper()}{one.name[1:]} falls on {say_date(Date(one.day), style)}, which is {reasons}; {then}.",
            "Plan for it, or choose another day.", (one.path,),
        )  # fmt: skip
