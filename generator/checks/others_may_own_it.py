"""Contractors, universities or grants help to make things, and nobody makes sure that the rights arrive.

What an employee makes usually belongs to the employer; what a contractor or a university makes usually does not, and a grant
may bring rights of its giver. The clause ip.chain_of_title makes each side collect the rights first. Looks at ip.made_with,
and at deliverables and Background IP whose words name such helpers.

Fails:
    ip.made_with: [universities]
    clauses.ip.chain_of_title: {leave_out: our lawyers do it}
    says: 'Universities help to make things, but no clause makes sure that their rights arrive (ip.chain_of_title), so
      somebody else may own what the deal divides.'
Fails:
    clauses.ip.chain_of_title: {leave_out: our lawyers do it}
    contributions.deliverables: [{id: d1, what: a demand model built with the University of Leeds, by: a, due: "2026-05-15"}]
    says: 'A university looks to be involved (contributions.deliverables.d1.what), but no clause makes sure that its rights
      arrive (ip.chain_of_title), so somebody else may own what the deal divides.'

Passes:
    ip.made_with: []
Passes:
    contributions.deliverables: [{id: d1, what: a course for contract managers, by: a, due: "2026-05-15"}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import holds
from generator.checks.view import View
from generator.checks.words import listed

ID = "D-I08"
LEVEL: Level = "error"
CLAUSE = "ip.chain_of_title"
_HELPER = re.compile(r"\b(universit(?:y|ies)|contractor|freelancer)s?\b", re.IGNORECASE)


def check(view: View) -> Iterator[Finding]:
    if holds(view, CLAUSE):
        return
    end = f"arrive ({CLAUSE}), so somebody else may own what the deal divides."
    fix = "Say who helps in ip.made_with, keep the clause, and collect the assignments before work starts."
    if used := view.deal.ip.made_with:
        names = listed(list(used))
        yield Finding(
            ID, LEVEL, f"{names.capitalize()} help to make things, but no clause makes sure that their rights {end}", fix,
            ("ip.made_with",),
        )  # fmt: skip
        return
    things = [(f"contributions.deliverables.{one.id}.what", one.what) for one in view.deal.contributions.deliverables]
    things += [(f"ip.background.{one.id}.what", one.what) for one in view.deal.ip.background]
    for path, what in things:
        if isinstance(what, str) and (found := _HELPER.search(what)):
            who = found[1].lower().replace("universities", "university")
            yield Finding(ID, LEVEL, f"A {who} looks to be involved ({path}), but no clause makes sure that its rights {end}", fix, (path,))
