"""One side cannot carry on without something of the other, and nothing keeps it going if that stops.

If the partner's software stopped tomorrow, customers would call the same day. Escrow, with release when support fails, or a
stated plan B keeps the alliance alive. Looks at Background IP marked critical; the clause ip.escrow, or a special term on
escrow or continuity, is enough.

Fails:
    ip.background: [{id: b2, owner: b, what: Mosaic Data Cloud, critical: true}]
    clauses.ip.escrow: {leave_out: the source code is secret}
    says: 'Harbor could not carry on without Mosaic Data Cloud (b2), and no escrow or other plan B is there if it stops.'

Passes:
    ip.background: [{id: b2, owner: b, what: Mosaic Data Cloud}]
Passes:
    ip.background: [{id: b2, owner: b, what: Mosaic Data Cloud, critical: true}]
    special: [{id: s1, title: Escrow, text: Mosaic shall place the source code of the Mosaic Data Cloud in escrow.}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import holds, own_words
from generator.checks.view import View

ID = "D-I06"
LEVEL: Level = "warn"
CLAUSE = "ip.escrow"
_PLAN_B = re.compile(r"\bescrow\b|\bstep[- ]in\b|\bcontinuity\b|\bsource code\b.*\breleased?\b", re.IGNORECASE)


def check(view: View) -> Iterator[Finding]:
    critical = [item for item in view.deal.ip.background if item.critical]
    if not critical or holds(view, CLAUSE) or any(_PLAN_B.search(words) for _, words in own_words(view, "special.")):
        return
    sides = view.deal.sides
    for item in critical:
        user = sides.b.short if item.owner == "a" else sides.a.short
        what = f"{item.what} ({item.id})" if isinstance(item.what, str) else f"the Background IP {item.id}"
        yield Finding(
            ID, LEVEL, f"{user} could not carry on without {what}, and no escrow or other plan B is there if it stops.",
            f"Keep the clause {CLAUSE}, or write a special term on who may do what when it stops.", (f"ip.background.{item.id}",),
        )  # fmt: skip
