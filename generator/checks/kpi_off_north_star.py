"""No measure counts what the alliance is for, or it is for several things at once.

The north star is the one objective that counts if only one thing goes right. At least one KPI should measure it; if there are
two main goals or three, each side will follow its own. Reads words: a KPI is taken to measure the objective if its name, metric
or unit shares a word of substance with it.

Fails:
    alliance.north_star: every store manager trusts the forecast
    says: 'It looks like no KPI measures the main objective, “every store manager trusts the forecast” (alliance.north_star).'
Fails:
    alliance.north_star: 40 customers live; entry into the German market; a product of our own
    says: 'The main objective looks like 3 objectives: “40 customers live; entry into the German market; a product of our own”
      (alliance.north_star).'
Fails:
    alliance.north_star: absent
    says: 'The KPIs serve no stated main objective: alliance.north_star is missing.'
Fails:
    alliance.north_star: {open: the sponsors meet in May}
    says: 'Cannot check yet: the main objective (alliance.north_star) is open.'

Passes:
    alliance.north_star: 90% of the customers renew
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.checks.facts import is_change_of_another
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.deal.success import Kpi
from generator.values import Open

ID = "D-K15"
LEVEL: Level = "warn"
_PATH = ("alliance.north_star",)
_PARTS = re.compile(r";|\bas well as\b|\band also\b|(?-i:(?<=[a-z])\. (?=[A-Z]))|(?:^|\s)\(?[2-9][.)]\s", re.IGNORECASE)
# Words too common to tie a measure to an objective.
_COMMON = {
    "the", "and", "for", "with", "that", "this", "from", "into", "initial", "term", "end", "year", "every", "each", "all",
    "joint", "both", "party", "parties", "side", "sides", "alliance", "our", "their", "its", "can", "are", "has", "have", "who",
    "which", "until", "more", "least", "new", "number", "value", "share", "live", "per", "one", "two", "three", "first", "not",
    "than", "will", "was", "been", "there",
}  # fmt: skip


def check(view: View) -> Iterator[Finding]:
    star, kpis = view.deal.alliance.north_star, view.deal.success.kpis
    if not kpis or is_change_of_another(view):
        return
    if isinstance(star, Open):
        yield Finding(ID, "info", "Cannot check yet: the main objective (alliance.north_star) is open.", "Settle it.", _PATH)
        return
    if star is None:
        yield Finding(
            ID, LEVEL, "The KPIs serve no stated main objective: alliance.north_star is missing.",
            "Write the one thing that counts if only one thing goes right.", _PATH,
        )  # fmt: skip
        return
    parts = [part for part in _PARTS.split(star) if part.strip()]
    if len(parts) > 1:
        yield Finding(
            ID, LEVEL, f"The main objective looks like {len(parts)} objectives: “{star}” (alliance.north_star).",
            "Choose the one that wins when they conflict; the others can be KPIs.", _PATH,
        )  # fmt: skip
        return
    counted = _words(star)
    if not any(counted & _words(_said(kpi)) for kpi in kpis):
        yield Finding(
            ID, LEVEL, f"It looks like no KPI measures the main objective, “{star}” (alliance.north_star).",
            "Add a KPI that counts it, or use the same words for the same thing.", (*_PATH, "success.kpis"),
        )  # fmt: skip


def _said(kpi: Kpi) -> str:
    return " ".join(words for words in (kpi.name, kpi.metric, kpi.unit, kpi.target) if isinstance(words, str))


@lru_cache(maxsize=4096)  # most words of a deal are those of the deal before
def _words(text: str) -> frozenset[str]:
    """The words of substance, without a plural s and cut to five letters, so that “renewal” meets “renew”."""
    words = (word for word in re.findall(r"[a-z]{3,}", text.casefold()) if word not in _COMMON)
    return frozenset(word.removesuffix("s")[:5] for word in words)
