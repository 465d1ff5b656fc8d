"""The list of what outlives the agreement and the clauses of the paper disagree.

Each clause file says whether it goes on after the end; the clause effects.survival lists those that are there. So the list is
wrong when that clause is left out, or when a house library writes it by hand. A clause the deal leaves out, with its reason,
is off the list too: that is a warning only, because most clauses go on in some way. A paper without a place for the list,
such as a term sheet in lines, is passed over.

Fails:
    clauses.effects.survival: {leave_out: a general sentence is enough}
    says: 'effects.survival is left out of the Strategic Alliance Agreement, although clauses such as Confidentiality
      (conf.core) are to go on after the end: nothing says which do, or for how long.'
Fails:
    clauses.wind.customer_support: {leave_out: customers are few}
    says: '“Support of Joint Customers” (wind.customer_support) would bind after the end, but the deal leaves it out, so
      after the end nothing of it is left.'

Passes:
    clauses.gov.calendar: {leave_out: both keep a calendar of their own}
Passes:
    term.initial: {open: waiting for the board}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View, pieces_of
from generator.checks.words import listed
from generator.document import Drafted

ID = "D-C06"
LEVEL: Level = "error"
LIST = "effects.survival"


def check(view: View) -> Iterator[Finding]:
    for id, choice in view.deal.clauses.items():
        clause = view.bound.library.clauses[id]
        if choice.leave_out and clause.front.survives and id != LIST:
            yield Finding(
                ID, "warn",
                f"“{clause.front.title}” ({id}) would bind after the end, but the deal leaves it out, "
                "so after the end nothing of it is left.",
                "Keep the clause, or have counsel accept this with the reason why it is not missed.", (f"clauses.{id}.leave_out",),
            )  # fmt: skip
    for kind, drafted in view.papers.items():
        paper = view.bound.library.papers[kind]
        if paper.front.body == "text" and any("effects" in section.takes for section in paper.front.sections):
            yield from _in_paper(kind, drafted)


def _in_paper(kind: str, drafted: Drafted) -> Iterator[Finding]:
    surviving, title = drafted.selection.surviving, drafted.document.title
    if LIST not in drafted.selection.chosen:
        if surviving:
            id = "conf.core" if "conf.core" in surviving else next(iter(surviving))
            yield Finding(
                ID, LEVEL,
                f"{LIST} is left out of the {title}, although clauses such as {surviving[id]} ({id}) are to go on after the end: "
                "nothing says which do, or for how long.",
                "Keep the clause; its list is made from the clauses that are there.", (f"clauses.{LIST}",), kind,
            )  # fmt: skip
        return
    lists = [clause for section in drafted.document.sections for clause in section.clauses if clause.id == LIST]
    on_the_list = {target for clause in lists for ref in pieces_of(clause).refs for target in ref.target.split(" ")}
    missing = [f"{name} ({id})" for id, name in surviving.items() if id not in on_the_list]
    if missing:
        yield Finding(
            ID, LEVEL, f"The list of what outlives the {title} does not name {listed(missing)}.",
            "Let the list be made from the clauses: the mark {% survival %} in the text of the clause.", place=f"{kind}: {LIST}",
        )  # fmt: skip
