"""Work goes on in the wind-down, and terms it needs end with the agreement.

In the wind-down both sides still use each other's things, hold each other's data and can still do harm. So the rights of use
after the end, the return of data, secrecy and the limits of liability must outlast the term. Looks for such clauses left out
where an exit has a wind-down, and in a house library for such clauses that do not say that they survive.

Fails:
    clauses.ip.post_term_licence: {leave_out: licences end when we end}
    documents: [term_sheet]
    says: 'There is a wind-down, but “Use after the end” (ip.post_term_licence) is left out, so the work after the end would
      lack it.'
Fails:
    clauses.wind.data: {leave_out: IT departments know what to do}
    documents: [term_sheet]
    says: 'There is a wind-down, but “Return and deletion of data” (wind.data) is left out, so the work after the end would
      lack it.'

Passes:
    clauses.wind.pipeline: {leave_out: nothing is registered}
    commercial.registered_deals: false
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import left_out
from generator.checks.view import View
from generator.exit import compute

ID = "D-W07"
LEVEL: Level = "error"
_NEEDED = ("ip.post_term_licence", "wind.data", "wind.confidential_return", "conf.core", "liab.cap")
_MUST_LAST = ("liab.", "conf.", "data.", "ip.licence", "ip.post_term_licence")


def check(view: View) -> Iterator[Finding]:
    clauses = view.bound.library.clauses
    if not compute(view.bound, "triggers_with_wind_down"):
        return
    for id in _NEEDED:
        if left_out(view, id):
            yield Finding(
                ID, LEVEL,
                f"There is a wind-down, but “{clauses[id].front.title}” ({id}) is left out, so the work after the end would lack it.",
                "Keep the clause, or say in a special term what applies instead and have counsel accept this.",
                (f"clauses.{id}.leave_out",),
            )  # fmt: skip
    for kind, drafted in view.papers.items():
        if view.bound.library.papers[kind].front.body != "text":
            continue
        for id, chosen in drafted.selection.chosen.items():
            if id.startswith(_MUST_LAST) and chosen.clause.front.survives is None:
                yield Finding(
                    ID, LEVEL, f"“{chosen.clause.front.title}” ({id}) does not survive the end, although the wind-down needs it.",
                    "Write `survives` in its clause file: from the termination, until the wind-down ends or longer.", place=f"{kind}: {id}",
                )  # fmt: skip
