"""Business days are to be counted in a place, or a year, for which no holidays are known.

A deadline in business days can only be computed with the holidays of the place. Where they are not known, the date is not
guessed: it stays a matter for the lawyers, and the counted dates of this tool are not safe. Looks at notice.business_day_places
for the years from the draft to the end of the Initial Term and the last deadline.

Fails:
    notice.business_day_places: [London, Sealand]
    says: 'No calendar of holidays is known for “Sealand”, so business days there cannot be counted.'
Fails:
    term.initial: 90 years
    says: 'The calendars of London and New York City hold no holidays for 2101 to 2116, so business days in those years cannot be counted.'

Passes:
    notice.business_day_places: [Munich, "Lyon, France", Japan]
Passes:
    notice.business_day_places: []
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.deadlines import deadlines
from generator.checks.facts import end_of, start_of
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.exit.calendar import calendar_of, has_year, last_year

ID = "D-T14"
LEVEL: Level = "error"
_PATH = "notice.business_day_places"


def check(view: View) -> Iterator[Finding]:
    places = view.deal.notice.business_day_places
    if not places:
        return
    days = [view.deal.draft_date.day, *(one.day for one in deadlines(view))]
    days += [day for day in (start_of(view), end_of(view)) if day]
    first, last = min(days).year, max(days).year
    missing: dict[tuple[int, int], list[str]] = {}
    for place in places:
        calendar = calendar_of(place)
        # The holidays of a place are known for one unbroken run of years, so its two ends tell all.
        if calendar is None or not (has_year(calendar, first) or has_year(calendar, last)):
            yield Finding(
                ID, LEVEL, f"No calendar of holidays is known for “{place}”, so business days there cannot be counted.",
                "Write the place with its country, such as “Lyon, France”, or a place whose banks keep the same holidays.", (_PATH,),
            )  # fmt: skip
            continue
        if not has_year(calendar, last):
            missing.setdefault((last_year(calendar) + 1, last), []).append(place)
    for (start, end), names in missing.items():
        years, those = (f"{start} to {end}", "those years") if start != end else (f"{start}", "that year")
        hold = "calendars of" if len(names) > 1 else "calendar of"
        verb = "hold" if len(names) > 1 else "holds"
        yield Finding(
            ID, LEVEL,
            f"The {hold} {listed(names)} {verb} no holidays for {years}, so business days in {those} cannot be counted.",
            "Write what falls in those years in calendar days, or agree a calendar then.", (_PATH, "term.initial"),
        )  # fmt: skip
