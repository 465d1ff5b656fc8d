"""The alliance is to sell, and on one side nobody in sales owns it.

Sellers follow their own managers. Without a sales sponsor the joint offering is a slide that nobody shows. Looks at referral,
reseller, co-marketing and co-selling deals, and at a strategic alliance that registers deals.

Fails:
    people.a.sales_sponsor: absent
    says: 'Harbor has no sales sponsor, so nobody in its sales owns the alliance.'
Fails:
    alliance.kind: reseller
    commercial.registered_deals: false
    people.b.sales_sponsor: {email: sales@mosaic.example}
    says: 'Mosaic has no sales sponsor, so nobody in its sales owns the alliance.'
Fails:
    people.a.sales_sponsor: {open: after the reorganisation}
    says: 'Cannot check yet: the sales sponsor of Harbor is open.'

Passes:
    people.a.sales_sponsor: {title: Head of Sales}
Passes:
    alliance.kind: joint_development
    people.a.sales_sponsor: absent
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.facts import SELLING, is_change_of_another
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Open

ID = "D-B02"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    deal = view.deal
    sells = deal.alliance.kind in SELLING or (deal.alliance.kind == "strategic_alliance" and deal.commercial.registered_deals)
    if not sells or is_change_of_another(view):
        return
    for name in ("a", "b"):
        person, short, path = getattr(deal.people, name).sales_sponsor, getattr(deal.sides, name).short, f"people.{name}.sales_sponsor"
        cells = [] if person is None or isinstance(person, Open) else [person.title, person.name]
        if any(isinstance(words, str) for words in cells):
            continue
        if isinstance(person, Open) or any(isinstance(words, Open) for words in cells):
            yield Finding(ID, "info", f"Cannot check yet: the sales sponsor of {short} is open.", "Name the sponsor by title.", (path,))
        else:
            yield Finding(
                ID, LEVEL, f"{short} has no sales sponsor, so nobody in its sales owns the alliance.",
                "Name a sales leader with a target that the alliance helps to reach.", (path,),
            )  # fmt: skip
