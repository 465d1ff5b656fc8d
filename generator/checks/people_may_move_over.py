"""People work mainly on the alliance where the law may move them to whoever takes the work over.

In the European Union and the United Kingdom, employees can follow the work to a new employer by law, with all their rights;
India limits how their work may end. The clause wind.people says who keeps them and who pays. It is printed where
wind_down.staff lists them. Looks at that list, at people said to be lent or dedicated to the alliance, and at the countries
of the list or of the side's members.

Fails:
    wind_down.staff: [{id: s1, who: 4 engineers on the Connector, of: a, place: Germany}]
    clauses.wind.people: {leave_out: the works council has not been asked}
    says: '4 engineers on the Connector (s1) work mainly on the alliance in Germany, where the law may move them to another
      employer, and no clause deals with them (wind.people).'
Fails:
    contributions.resources.a.people: 6 engineers dedicated to the alliance
    says: 'Harbor gives “6 engineers dedicated to the alliance” from England and Wales, where the law may move them to another
      employer, but wind_down.staff lists nobody of Harbor.'

Passes:
    contributions.resources.b.people: 6 engineers dedicated to the alliance
Passes:
    contributions.resources.a.people: 2 engineers, half of their time
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import holds
from generator.checks.view import View
from generator.checks.where import EU, countries_of, members
from generator.deal.alliance import Resources

ID = "D-W08"
LEVEL: Level = "warn"
CLAUSE = "wind.people"
_MOVES = EU | {"GB", "IN"}
_MAINLY = re.compile(r"\b(?:dedicated|seconded|lent|mainly|exclusively|only for|assigned to|100\s?%)(?!\w)", re.IGNORECASE)


def check(view: View) -> Iterator[Finding]:
    deal = view.deal
    sides = {"a": deal.sides.a.short, "b": deal.sides.b.short}
    law = "where the law may move them to another employer"
    at_home = {name: place for path, _, place in members(view) for name in sides if path.startswith(f"sides.{name}.")}
    for one in deal.wind_down.staff:
        home = at_home.get(one.of)
        place = one.place if isinstance(one.place, str) else str(home or "")
        countries = countries_of(place) or (frozenset({home.country}) if home and one.place is None else frozenset())
        if countries & _MOVES and not holds(view, CLAUSE):
            who = f"{one.who} ({one.id})" if isinstance(one.who, str) else f"People of {sides[one.of]} ({one.id})"
            yield Finding(
                ID, LEVEL, f"{who} work mainly on the alliance in {place}, {law}, and no clause deals with them ({CLAUSE}).",
                "Keep the clause.", (f"wind_down.staff.{one.id}", f"clauses.{CLAUSE}"),
            )  # fmt: skip
    for name, gives in (("a", deal.contributions.resources.a), ("b", deal.contributions.resources.b)):
        home = at_home.get(name)
        people = gives.people if isinstance(gives, Resources) else None
        if not (isinstance(people, str) and _MAINLY.search(people) and home and home.country in _MOVES):
            continue
        if not any(one.of == name for one in deal.wind_down.staff):
            yield Finding(
                ID, LEVEL, f"{sides[name]} gives “{people}” from {home}, {law}, but wind_down.staff lists nobody of {sides[name]}.",
                "List the people who work mainly on the alliance, with their place.",
                ("wind_down.staff", f"contributions.resources.{name}.people"),
            )  # fmt: skip
