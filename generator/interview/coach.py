"""The coach for success criteria: turns vague wishes into measures, and says what is wrong with a measure before it is agreed.

Its rules are the checks on success (D-K…), run on the rows as they stand, so that it and `pactwright check` cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator.checks import View, run_checks
from generator.document.draft import governing_pack
from generator.interview.look import Look
from generator.interview.session import trying
from generator.library.question import Criterion

# What can be said of the rows alone, before gates, exits and sign-off have been asked about.
_RULES = ("D-K01", "D-K02", "D-K03", "D-K04", "D-K05", "D-K06", "D-K07", "D-K08", "D-K12", "D-K13", "D-K14", "D-K15")
SUGGESTED = 6
_WORD = re.compile(r"[a-zà-ÿ0-9]+")
_FILLER = frozenset("a an and be for in is it more of on our so that the their them they to too us we will with".split())  # noqa: SIM905


def suggest(wish: str, now: Look) -> list[Criterion]:
    """Criteria that make a wish measurable, best first; for an empty wish those that suit the alliance: early signs, late results
    and at least one beyond revenue. Those already taken are left out."""
    taken = {str(row.get("name", "")).casefold() for row in now.raw.get("success", {}).get("kpis", [])}
    known = [one for one in now.plan.questions.criteria.values() if one.front.name.casefold() not in taken]
    if wish.strip():
        scored = [(_fits(wish, one), one) for one in known]
        return [one for score, one in sorted(scored, key=lambda pair: (-pair[0], pair[1].front.order)) if score > 0][:SUGGESTED]
    kind = now.raw.get("alliance", {}).get("kind", "strategic_alliance")
    star = str(now.raw.get("alliance", {}).get("north_star", ""))
    suited = [one for one in known if not one.front.for_ or kind in one.front.for_]
    suited.sort(key=lambda one: (-_serves(star, one), one.front.order))
    return _balanced(suited)


def _serves(star: str, one: Criterion) -> int:
    words = _words(star)
    return sum(bool(words & _words(goal)) for goal in one.front.north_stars)


def _balanced(suited: Sequence[Criterion]) -> list[Criterion]:
    """The first six, with at least two early signs, two results and two beyond revenue if there are such."""
    chosen: list[Criterion] = []
    for wanted in (
        lambda one: one.front.leads, lambda one: not one.front.leads, lambda one: one.front.beyond_revenue,
        lambda one: one.front.leads, lambda one: not one.front.leads, lambda one: one.front.beyond_revenue,
    ):  # fmt: skip
        one = next((one for one in suited if one not in chosen and wanted(one)), None)
        if one is not None:
            chosen.append(one)
    return sorted(chosen, key=suited.index)


def _words(text: str) -> set[str]:
    return {word[:6] for word in _WORD.findall(text.casefold()) if word not in _FILLER}


def _fits(wish: str, one: Criterion) -> int:
    """How well a criterion answers a wish: whole wishes of its file count most, then words of its name and metric."""
    words, said = _words(wish), wish.casefold()
    front = one.front
    return (
        sum(6 for known in front.wishes if known.casefold() in said)
        + 3 * max((len(words & _words(known)) for known in front.wishes), default=0)
        + 2 * len(words & _words(front.name))
        + len(words & _words(front.metric))
    )


def row(criterion: Criterion, now: Look) -> dict[str, Any]:
    """A criterion as a row of the deal, to be completed: baseline, target, date and owner stay for the user."""
    front = criterion.front
    return {
        "name": front.name, "metric": front.metric, "unit": front.unit, "source": front.source, "source_kept_by": front.source_kept_by,
        "cadence": front.cadence, "direction": front.direction, "family": front.family,
    }  # fmt: skip


def remarks(rows: Sequence[Mapping[str, Any]], now: Look, question: str = "M16", field: str = "kpis") -> list[str]:
    """What the checks say of these rows, worst first, a sentence each: too few or many, not measurable, a target out of reach, a
    source one side alone keeps, nothing beyond revenue."""
    after = trying(question, {field: [dict(one) for one in rows]}, now)
    # What follows a miss is asked after the numbers; before that it is no fault of theirs that nothing does.
    success = after.raw.setdefault("success", {})
    if not success.get("ladder"):
        success["ladder"] = [{"id": "later", "step": "as the next questions say"}]
    if after.bound is None:
        return [fault.message for fault in after.faults if "/success" in fault.pointer]
    view = View(after.bound, after.bound.deal.draft_date.day, governing_pack(after.bound))
    return list(dict.fromkeys(f"{finding.message} {finding.fix}" for finding in run_checks(view, _RULES)))
