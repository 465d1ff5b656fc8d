"""Two KPIs count the same thing twice, or one can only be reached at the cost of the other.

What is counted twice decides twice; and a team told to raise the margin and the discount at once will choose one of them. Looks
for equal metrics, and in the words of name and metric for a few pairs that are known to conflict.

Fails:
    success.kpis.k3.metric: Value of accepted joint opportunities
    says: 'The KPIs “Joint pipeline” (k1) and “Seller enablement” (k3) have the same metric, so one result counts twice.'
Fails:
    success.kpis.k1: {name: Margin, metric: gross margin of joint sales, unit: "%"}
    success.kpis.k3: {name: Joint discount, metric: average discount granted to retailers, unit: "%"}
    says: 'The KPIs “Margin” (k1) and “Joint discount” (k3) look like they pull apart: more discount costs margin.'

Passes:
    success.kpis.k1: {name: Margin, metric: gross margin of joint sales, unit: "%"}
    success.kpis.k3: {name: Joint discount, metric: average discount granted to retailers, unit: "%", direction: lower}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import kpi_called
from generator.deal.success import Kpi

ID = "D-K14"
LEVEL: Level = "warn"
# Two words of measures that cannot both go up, and why.
_CONFLICTS = (
    ("margin", "discount", "more discount costs margin"),
    ("price", "discount", "more discount lowers the price"),
    ("profit", "discount", "more discount costs profit"),
    ("margin", "rebate", "more rebate costs margin"),
)
_WORDS = tuple(dict.fromkeys(word for *pair, _ in _CONFLICTS for word in pair))


def check(view: View) -> Iterator[Finding]:
    kpis = view.deal.success.kpis
    named = {kpi.id: {word for word in _WORDS if _has(kpi, word)} for kpi in kpis}
    for one, other in combinations(kpis, 2):
        mine, theirs = named[one.id], named[other.id]
        pair, paths = f"The KPIs {kpi_called(one)} and {kpi_called(other)}", (f"success.kpis.{one.id}", f"success.kpis.{other.id}")
        if isinstance(one.metric, str) and isinstance(other.metric, str) and _bare(one.metric) == _bare(other.metric):
            yield Finding(
                ID, LEVEL, f"{pair} have the same metric, so one result counts twice.",
                "Drop one, or say in the metrics what sets them apart.", paths,
            )  # fmt: skip
        for first, second, why in _CONFLICTS if one.direction == other.direction == "higher" else ():
            if (first in mine and second in theirs) or (second in mine and first in theirs):
                yield Finding(
                    ID,
                    LEVEL,
                    f"{pair} look like they pull apart: {why}.",
                    "Keep the one that serves the main objective, or set a band.",
                    paths,
                )
                break


@lru_cache(maxsize=4096)  # most words of a deal are those of the deal before
def _bare(words: str) -> str:
    return re.sub(r"\W+", " ", words.casefold()).strip()


def _has(kpi: Kpi, word: str) -> bool:
    """Whether a measure is named for a word, and for no other of the same pair."""
    return any(isinstance(words, str) and _named(words, word) for words in (kpi.name, kpi.metric))


@lru_cache(maxsize=4096)  # most words of a deal are those of the deal before
def _named(words: str, word: str) -> bool:
    return bool(re.search(rf"\b{word}s?\b", words, re.IGNORECASE))
