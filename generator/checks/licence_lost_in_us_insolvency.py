"""A licensor is in the United States, and the licence does not claim the protection of its bankruptcy law.

A trustee may reject a licence. Section 365(n) of the Bankruptcy Code lets the licensee keep it, best when the agreement says
that it is meant. Trade marks are not covered there, so who relies on the other's name needs words of their own. Looks for
the clause ip.insolvency_protection, or for “365(n)” in printed words, where a side that owns Background IP has a member in
the United States.

Fails:
    clauses.ip.insolvency_protection: {leave_out: New York law does it}
    says: 'Mosaic licenses from the United States, and nothing claims section 365(n) of the Bankruptcy Code, so Harbor’s
      licence may be weaker if Mosaic fails.'

Passes:
    sides.b.members.m1.country: Germany
Passes:
    clauses.ip.insolvency_protection: {leave_out: written below}
    special: [{id: s1, title: Insolvency, text: The licences of this Agreement are licences under section 365(n) of title 11.}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import clause_words, holds
from generator.checks.view import View
from generator.checks.where import members

ID = "D-I07"
LEVEL: Level = "warn"
CLAUSE = "ip.insolvency_protection"
_SAID = re.compile(r"\b365\s?\(n\)")


def check(view: View) -> Iterator[Finding]:
    owners = {item.owner for item in view.deal.ip.background}
    american = {path: short for path, short, place in members(view) if place.country == "US" and path.split(".")[1] in owners}
    if not american or holds(view, CLAUSE) or not holds(view, "ip.licence"):
        return
    if any(_SAID.search(words) for _, _, words in clause_words(view)):
        return
    shorts = (view.deal.sides.a.short, view.deal.sides.b.short)
    for short in dict.fromkeys(american.values()):
        other = next(name for name in shorts if name != short)
        yield Finding(
            ID, LEVEL,
            f"{short} licenses from the United States, and nothing claims section 365(n) of the Bankruptcy Code, so {other}’s licence "
            f"may be weaker if {short} fails.",
            f"Keep the clause {CLAUSE}; for names and logos, say what use goes on.",
            tuple(path for path, name in american.items() if name == short),
        )  # fmt: skip
