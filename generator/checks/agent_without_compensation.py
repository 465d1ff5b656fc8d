"""Somebody who wins customers for the other is to get nothing at the end, which the law may not allow.

Where one side sells for the other, it may be a commercial agent by law, with a claim for goodwill or compensation at the end
that nobody can give up beforehand. Words that exclude it do not hold, and may make the rest of the term look unfair. Looks
at referral and resale deals and at counsel's own words, where a law pack of the deal has notes on agents and dealers. The
clause fee.principle keeps what cannot be given up by law, so it is safe.

Fails:
    alliance.kind: referral
    special: [{id: s1, title: Goodwill, text: No compensation or indemnity is due when this Agreement ends.}]
    says: 'special.s1.text looks like a waiver of compensation at the end; if a side is an agent or dealer by law, nobody can
      waive it.'
Fails:
    alliance.kind: reseller
    special: [{id: s1, title: Goodwill, text: Mosaic waives any claim for goodwill when this Agreement ends.}]
    says: 'special.s1.text looks like a waiver of compensation at the end; if a side is an agent or dealer by law, nobody can
      waive it.'

Passes:
    special: [{id: s1, title: Goodwill, text: No compensation or indemnity is due when this Agreement ends.}]
Passes:
    alliance.kind: referral
    special: [{id: s1, title: Fees, text: Mosaic receives a referral fee of 10% of first-year revenue.}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.notice_below_statute import SELLS_FOR_OTHER
from generator.checks.view import View
from generator.checks.where import packs

ID = "D-P12"
LEVEL: Level = "warn"
_TOPIC = "agents.minimum"
_CLAIM = r"(?:compensation|indemnity|indemnities|goodwill)"
_WAIVER = re.compile(
    rf"\b(?:no|not|neither|never|without|waives?|gives? up|excludes?|renounces?)\b[^.;]{{0,60}}?\b{_CLAIM}\b[^.;]*?"
    r"\b(?:ends?|end of|termination|expiry|terminates)\b"
    rf"|\b(?:ends?|termination|expiry)\b[^.;]{{0,60}}?\b(?:no|not|neither|never|without|waives?|gives? up)\b[^.;]{{0,60}}?\b{_CLAIM}\b",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Finding]:
    if view.deal.alliance.kind not in SELLS_FOR_OTHER or not any(note.topic == _TOPIC for pack in packs(view) for note in pack.front.notes):
        return
    for path, _, _ in view.in_own_words(_waives):
        yield Finding(
            ID, LEVEL,
            f"{path} looks like a waiver of compensation at the end; if a side is an agent or dealer by law, nobody can waive it.",
            "Take it out; the clause fee.principle says what is owed, and keeps what the law makes due.", (path,),
        )  # fmt: skip


def _waives(words: str) -> bool:
    return bool(_WAIVER.search(words))
