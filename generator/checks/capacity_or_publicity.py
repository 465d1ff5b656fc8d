"""A side may not have the means to go through with it, or wants the announcement more than the alliance.

A young firm short of cash is a partner for as long as the cash lasts; and if all that a side delivers in its first quarter is a
press release, the alliance may serve its valuation. Reads plan.situation, where each firm says where it stands, and the
deliverables due in the first 90 days.

Fails:
    plan.situation.b: a start-up with 6 months of runway and 12 customers
    says: 'Mosaic looks short of means: it is described as “a start-up” (plan.situation.b).'
Fails:
    plan.situation.a: listed company with cash for 6 months
    says: 'Harbor looks short of means: “cash for 6 months” is less than 9 months (plan.situation.a).'
Fails:
    contributions.deliverables:
      - {id: d1, what: joint press release, by: a, due: 2 weeks}
      - {id: d2, what: the Connector, by: b, due: 60 days}
    says: 'All that Harbor delivers in the first 90 days looks like publicity: “joint press release” (d1).'

Passes:
    plan.situation.b: a profitable company with 24 months of runway, no longer a start-up
Passes:
    contributions.deliverables.d3: {what: joint press release, by: b, due: 2 weeks}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.facts import due_day, start_of
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.deal.alliance import Deliverable
from generator.values import AfterStart

ID = "D-B04"
LEVEL: Level = "warn"
_YOUNG = re.compile(
    r"(\b(?:no longer|not|never|outgrown|past being) )?\b((?:an? )?(?:early-stage|pre-revenue|seed-stage|start-?up))\b", re.IGNORECASE
)
_RUNWAY = re.compile(
    r"\b(?P<n>\d{1,2}) months(?:’|'s|')? (?:of )?(?:runway|cash)\b"
    r"|\b(?:runway|cash)(?: left)? (?:of|for) (?:about )?(?P<m>\d{1,2}) months\b",
    re.IGNORECASE,
)
# Less than 3 quarters of cash does not last through a first gate and a notice.
_SHORT = 9
_FIRST_DAYS = 90
_PUBLICITY = re.compile(r"\b(?:press|announce\w*|launch event|logo|blog|news|publicity|web ?page|social media)\b", re.IGNORECASE)
_FIX = "Ask for proof of means, set an early gate, and tie money to results."


def check(view: View) -> Iterator[Finding]:
    for name in ("a", "b"):
        short, words, path = getattr(view.deal.sides, name).short, getattr(view.deal.plan.situation, name), f"plan.situation.{name}"
        if isinstance(words, str):
            months = next((match for match in _RUNWAY.finditer(words) if int(match["n"] or match["m"]) < _SHORT), None)
            young = next((match[2] for match in _YOUNG.finditer(words) if not match[1]), "")
            if young:
                yield Finding(ID, LEVEL, f"{short} looks short of means: it is described as “{young}” ({path}).", _FIX, (path,))
            elif months:
                yield Finding(
                    ID, LEVEL, f"{short} looks short of means: “{months[0]}” is less than {_SHORT} months ({path}).", _FIX, (path,)
                )
        early = [item for item in view.deal.contributions.deliverables if item.by == name and _is_early(view, item)]
        if early and all(isinstance(item.what, str) and _PUBLICITY.search(item.what) for item in early):
            yield Finding(
                ID, LEVEL,
                f"All that {short} delivers in the first {_FIRST_DAYS} days looks like publicity: "
                f"{listed([f'“{item.what}” ({item.id})' for item in early])}.",
                "Add a deliverable a customer would notice, and put the announcement after it.",
                tuple(f"contributions.deliverables.{item.id}" for item in early),
            )  # fmt: skip


def _is_early(view: View, item: Deliverable) -> bool:
    start, due = start_of(view), due_day(view, item.due)
    if isinstance(item.due, AfterStart):
        return item.due.length.about_days() <= _FIRST_DAYS
    return bool(start and due and (due - start).days <= _FIRST_DAYS)
