"""A side has no executive sponsor.

A sponsor is the last step before lawyers; without one, a dispute has nobody above it. Blocks a strategic alliance, a joint
development and a joint venture; for lighter deals it is an error.

Fails:
    people.a.sponsor: absent
    says: 'Harbor has no executive sponsor, so nobody above the alliance managers can settle a dispute.'
Fails:
    alliance.kind: referral
    people.b.sponsor: {email: m.hale@mosaic.example}
    says: 'Mosaic has no executive sponsor, so nobody above the alliance managers can settle a dispute.'
Fails:
    people.b.sponsor: {open: the new chief executive decides}
    says: 'Cannot check yet: the executive sponsor of Mosaic is open.'

Passes:
    people.a.sponsor: {title: Chief Executive Officer}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Open

ID = "D-G01"
LEVEL: Level = "block"
_HEAVY = ("strategic_alliance", "joint_development", "joint_venture")


def check(view: View) -> Iterator[Finding]:
    level: Level = LEVEL if view.deal.alliance.kind in _HEAVY else "error"
    for name in ("a", "b"):
        sponsor, short, path = getattr(view.deal.people, name).sponsor, getattr(view.deal.sides, name).short, f"people.{name}.sponsor"
        settled = [] if sponsor is None or isinstance(sponsor, Open) else [sponsor.title, sponsor.name]
        if any(isinstance(words, str) for words in settled):
            continue
        if isinstance(sponsor, Open) or any(isinstance(words, Open) for words in settled):
            yield Finding(ID, "info", f"Cannot check yet: the executive sponsor of {short} is open.", "Name the sponsor by title.", (path,))
        else:
            yield Finding(
                ID, level, f"{short} has no executive sponsor, so nobody above the alliance managers can settle a dispute.",
                "Name an executive with the title the agreement can rely on.", (path,),
            )  # fmt: skip
