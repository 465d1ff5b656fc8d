"""A side sells for the other, and the notice is shorter than the law gives an agent.

In many countries whoever wins customers for somebody else has a least notice that grows with the years and cannot be given
up; in some a dealer has it by analogy. Looks at referral and resale deals, at the exits without a reason, and at the law
packs that state such a notice (agent_notice, and for resale dealer_notice): those of the governing law, of the deal's list and of
the members' countries. The last year of the term decides. If local counsel finds that nobody is an agent or dealer, counsel
accepts this with that reason.

Fails:
    alliance.kind: referral
    exit.triggers.t2.notice: 30 days
    says: 'The exit “Leaving without a reason” (t2) gives 30 days, but the law of England and Wales gives an agent at least
      3 months in year 3.'
Fails:
    alliance.kind: reseller
    exit.triggers.t2.notice: {open: waiting for sales}
    says: 'Cannot check yet: the notice of the exit “Leaving without a reason” (t2) is open, and the law of England and Wales
      gives an agent at least 3 months in year 3.'
Fails:
    alliance.kind: reseller
    law.governing: Wisconsin
    sides.a.members.m1.country: New York
    exit.triggers.t2.notice: 60 days
    exit.triggers.t9.notice: 90 days
    says: 'The exit “Leaving without a reason” (t2) gives 60 days, but the law of Wisconsin gives a dealer at least 90 days.'

Passes:
    alliance.kind: referral
    exit.triggers.t2.notice: 3 months
    exit.triggers.t9.notice: 3 months
Passes:
    exit.triggers.t2.notice: 30 days
Passes:
    alliance.kind: reseller
    law.governing: New York
    sides.a.members.m1.country: New York
    exit.triggers.t2.notice: 30 days
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.where import packs
from generator.checks.words import called
from generator.deal.trigger import BySide, NoticeTerm
from generator.values import Compound, Duration, Open

ID = "D-X15"
LEVEL: Level = "error"
SELLS_FOR_OTHER = ("referral", "reseller")
_AT_WILL = ("exit.convenience", "exit.custom")


def check(view: View) -> Iterator[Finding]:
    if view.deal.alliance.kind not in SELLS_FOR_OTHER:
        return
    year = _last_year(view.deal.term.initial)
    for pack in packs(view):
        dealer = pack.front.dealer_notice if view.deal.alliance.kind == "reseller" else []
        rungs = _rungs(tuple(dealer or pack.front.agent_notice))
        if not rungs:
            continue
        at, whom = min(year, len(rungs)) if year else len(rungs), "a dealer" if dealer else "an agent"
        least, law = rungs[at - 1], f"the law of {pack.front.name} gives {whom} at least {rungs[at - 1]}"
        law += f" in year {at}" if len(rungs) > 1 else ""
        for trigger in view.bound.triggers:
            if (
                trigger.clause.id not in _AT_WILL
                or trigger.settled("class_") != "no_fault"
                or trigger.settled("who") in ("both", "automatic")
            ):
                continue
            notice = trigger.settled("notice")
            length = notice.length if isinstance(notice, NoticeTerm) else notice
            # Shortest of what the deal states; words such as “on_receipt” are none at all.
            shortest = min(_lengths(length), key=Duration.about_days, default=None)
            if isinstance(length, Open):
                yield Finding(
                    ID, "info", f"Cannot check yet: the notice of the exit {called(trigger)} is open, and {law}.",
                    f"Write {least} or more.", (f"{trigger.path}.notice",), law_pack=pack.front.id,
                )  # fmt: skip
            elif length not in ("as_agreed", None) and (shortest is None or shortest.about_days() < least.about_days() - 2):
                gives = f"gives {shortest}" if shortest else "states no length of notice"
                yield Finding(
                    ID, LEVEL, f"The exit {called(trigger)} {gives}, but {law}.",
                    f"Write {least} or more; or have local counsel say why nobody is {whom}.", (f"{trigger.path}.notice",),
                    law_pack=pack.front.id,
                )  # fmt: skip


@lru_cache(maxsize=64)
def _rungs(written: tuple[str, ...]) -> tuple[Duration, ...]:
    """The least notice of a law, year by year."""
    return tuple(map(Duration.parse, written))


def _last_year(length: object) -> int | None:
    """The year of the term in which the last day falls; none for a term without an end."""
    return max(1, -(-int(length.about_days()) // 366)) if isinstance(length, Duration) else None


def _lengths(length: object) -> list[Duration]:
    if isinstance(length, BySide):
        return [one for one in (length.a, length.b) if isinstance(one, Duration)]
    if isinstance(length, Compound):
        stated = [item for item in length.items if isinstance(item, Duration)]
        # The longer of several is at least the longest that is stated.
        return [max(stated, key=Duration.about_days)] if stated and length.rule == "longer_of" else stated
    return [length] if isinstance(length, Duration) else []
