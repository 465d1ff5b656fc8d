"""A capitalised term is used and nothing in the paper says what it means.

Looks at library texts and at counsel's own words (a custom exit's event, conditions, notes, parameters), where two or more
capitalised words in a row that are no name of the deal read like a defined term. Terms of a term sheet are not looked at:
it says that the agreement will define them.

Fails:
    exit.triggers.t9.event: Mosaic loses its status as a Preferred Platform Partner
    says: “Preferred Platform Partner” is used like a defined term but never defined.

Passes:
    exit.triggers.t9.event: Mosaic loses its status as a preferred partner of Harbor Analytics Ltd
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.deal.trigger import Trigger

ID = "D-C01"
LEVEL: Level = "error"
_TERM = re.compile(r"(?<![.“\w] )(?<!^)\b([A-Z][a-z]+(?: [A-Z][a-z]+)+)\b")
_OWN_WORDS = ("event", "note", "instead")


def check(view: View) -> Iterator[Finding]:
    for kind, drafted in view.papers.items():
        if drafted.document.contents:
            for term in drafted.terms.undefined:
                where = ", ".join(sorted(place for place in drafted.terms.used[term] if place))
                yield Finding(ID, LEVEL, f"“{term}” is used but never defined.", "Keep the clause that defines it, or define it.", place=f"{kind}: {where}")
    known = _known(view)
    for trigger in view.deal.exit.triggers:
        for path, words in _own_words(trigger):
            for match in _TERM.finditer(words):
                if match[1] not in known and not any(match[1] in name for name in known):
                    yield Finding(
                        ID, LEVEL, f"“{match[1]}” is used like a defined term but never defined.",
                        "Define it in the same words, write it in lower case, or use a term of the agreement.", (path,),
                    )  # fmt: skip


def _own_words(trigger: Trigger) -> Iterator[tuple[str, str]]:
    for name in _OWN_WORDS:
        words = getattr(trigger, name)
        if isinstance(words, str):
            yield f"exit.triggers.{trigger.id}.{name}", words
    for name in ("conditions", "barred_if"):
        for words in getattr(trigger, name) or []:
            if isinstance(words, str):
                yield f"exit.triggers.{trigger.id}.{name}", words


def _known(view: View) -> set[str]:
    """Terms of the library and names of the deal."""
    known = set(view.bound.library.terms)
    for side in (view.deal.sides.a, view.deal.sides.b):
        known.add(side.short)
        known |= {str(member.legal_name) for member in (*side.members, *side.guarantors)}
    for party in (view.deal.people.a, view.deal.people.b):
        for person in (party.sponsor, party.manager, party.sales_sponsor):
            for words in (getattr(person, "title", None), getattr(person, "name", None)):
                if isinstance(words, str):
                    known.add(words)
    return known | {kpi.name for kpi in view.deal.success.kpis if isinstance(kpi.name, str)} | set(view.deal.notice.business_day_places)
