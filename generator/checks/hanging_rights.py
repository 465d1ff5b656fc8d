"""A right to leave, once open, hangs over the other side without end.

Without a time in which it must be used, an exit that opened two years ago can be pulled out in the next negotiation; and
without the clause against waiver, not using it may be read as giving it up. So the deal states one time for all exits that
depend on an event (exit.framework.election_window) or one for each, and keeps the clause on amendments and waiver.

Fails:
    exit.framework.election_window: absent
    says: 'Nothing says in what time an exit that has opened must be used: “Material breach” (t4), “Unpaid sums”
      (t5), “Agreed results not reached” (t6) and 4 more can hang over the other side.'
Fails:
    documents: [term_sheet]
    clauses.gen.amendment_waiver: {leave_out: the law is enough}
    says: 'The clause against waiver (gen.amendment_waiver) is left out, so a right to leave that is not used at once may
      count as given up.'

Passes:
    exit.framework.election_window: 60 days
Passes:
    exit.framework.election_window: {open: sponsors meet on Monday}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import left_out
from generator.checks.view import View
from generator.checks.words import called, listed

ID = "D-X09"
LEVEL: Level = "warn"
WAIVER, FRAMEWORK = "gen.amendment_waiver", "exit.framework"
# These depend on no event that happens once: the natural end, leaving without a reason, leaving together.
_NO_EVENT = ("exit.expiry_renewal", "exit.convenience", "exit.mutual")


def check(view: View) -> Iterator[Finding]:
    if view.deal.exit.framework.election_window is None or left_out(view, FRAMEWORK):
        hanging = [
            trigger for trigger in view.bound.triggers
            if trigger.clause.id not in _NO_EVENT and trigger.settled("who") not in ("automatic", "both")
            and trigger.settled("window") is None and trigger.settled("remedy") in (None, "end", "buy", "sell")
        ]  # fmt: skip
        if hanging:
            names = listed([called(trigger) for trigger in hanging], most=4)
            yield Finding(
                ID, LEVEL, f"Nothing says in what time an exit that has opened must be used: {names} can hang over the other side.",
                "State exit.framework.election_window, such as “90 days”, or a window for each.", ("exit.framework.election_window",),
            )  # fmt: skip
    if left_out(view, WAIVER):
        yield Finding(
            ID, LEVEL,
            f"The clause against waiver ({WAIVER}) is left out, so a right to leave that is not used at once may count as given up.",
            "Keep the clause.", (f"clauses.{WAIVER}.leave_out",),
        )  # fmt: skip
