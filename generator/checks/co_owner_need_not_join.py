"""Patents are owned together with the United States in play, and no co-owner promises to join a lawsuit.

In the United States all co-owners of a patent must normally stand in a suit together, so one who stays away blocks it. The
clause ip.joint_exploitation, or one on prosecution and enforcement, makes each join. Looks at deals with joint things where
the territory, a member's country or the governing law is in the United States, and at the words of the IP clauses printed.

Fails:
    clauses.ip.joint_exploitation: {leave_out: to be settled in the project}
    clauses.ip.jointly_developed_exit: {leave_out: to be settled in the project}
    says: 'Joint inventions may be patented in the United States, and no clause makes a co-owner join a lawsuit, so one of
      them could block it.'

Passes:
    ip.joint.share_a: "60%"
    ip.joint.share_b: "40%"
Passes:
    ip.allocation: [{id: n1, asset_class: forecasting models, owner: a}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import clause_words, holds
from generator.checks.view import View
from generator.checks.where import members, territory
from generator.exit import compute
from generator.values import Place

ID = "D-I04"
LEVEL: Level = "warn"
_CLAUSES = ("ip.joint_exploitation", "ip.prosecution_enforcement")
_JOINS = re.compile(r"\bjoin(?:s|ed|der)?\b(?! IP)|\bparty to (?:the|any) (?:suit|action|proceedings|lawsuit)\b")


def check(view: View) -> Iterator[Finding]:
    governing = view.deal.law.governing
    countries = territory(view) | {place.country for _, _, place in members(view)}
    if not compute(view.bound, "has_joint_ip") or not ("US" in countries or (isinstance(governing, Place) and governing.country == "US")):
        return
    printed = [words for _, id, words in clause_words(view) if id.startswith("ip.") or id == "gen.special_terms"]
    joins = any(_JOINS.search(words) for words in printed) if printed else any(holds(view, id) for id in _CLAUSES)
    if not joins:
        yield Finding(
            ID, LEVEL,
            "Joint inventions may be patented in the United States, and no clause makes a co-owner join a lawsuit, so one of them could "
            "block it.",
            f"Keep {_CLAUSES[0]}, or write that each co-owner joins a suit where the law asks for it.", ("ip.joint",),
        )  # fmt: skip
