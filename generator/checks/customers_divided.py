"""Words about open deals at the end look like a ban on selling to customers.

Who may sell to whom after the end is not the alliance's to decide: between firms that compete, sharing out customers is
among the worst breaches of competition law. Pay for what was brought in instead. Looks at counsel's own words in special
terms, in parameters of wind-down clauses and in exits; a ban on hiring people is something else and is passed over.

Fails:
    special: [{id: s1, title: Pipeline, text: After the end Harbor shall not sell to any customer that Mosaic registered.}]
    says: 'special.s1.text looks like a rule on who may sell to which customers; between firms that could compete, that is
      customer allocation.'
Fails:
    exit.triggers.t9.note: For 12 months Mosaic may not solicit customers on the list.
    says: 'exit.triggers.t9.note looks like a rule on who may sell to which customers; between firms that could compete, that
      is customer allocation.'

Passes:
    special: [{id: s1, title: Pipeline, text: Harbor pays a share for each sale to a customer that Mosaic registered.}]
Passes:
    special: [{id: s1, title: Staff, text: Neither Party may solicit for employment the staff who serve the customers.}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View

ID = "D-W09"
LEVEL: Level = "warn"
_NO_SELL = re.compile(
    r"\b(?:(?:shall|may|will|must) (?:not|never|no longer)|neither Party (?:may|shall)|refrains? from)\b[^.;]{0,40}?"
    r"\b(?:sell|selling|solicit|soliciting|approach|approaching|contact|contacting|market|canvass)\b(?! for employment)[^.;]{0,60}?"
    r"\b(?:customers?|accounts?|opportunit(?:y|ies)|prospects?|leads?)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(r"\b(?:employ|hire|staff|employees|personnel)\w*", re.IGNORECASE)


def check(view: View) -> Iterator[Finding]:
    for path, _, _ in view.in_own_words(_divides):
        if path.startswith(("special.", "clauses.wind.", "exit.triggers.")):
            yield Finding(
                ID, LEVEL,
                f"{path} looks like a rule on who may sell to which customers; between firms that could compete, that is customer "
                "allocation.",
                "Make it a rule on payment: who brought a deal in is paid a share (wind_down.pipeline).", (path,),
            )  # fmt: skip


def _divides(words: str) -> bool:
    found = _NO_SELL.search(words)
    return found is not None and not _STAFF.search(found[0])
