"""No law governs the deal, or what we know of its law was last checked more than 12 months ago.

Whether an exit clause works depends on the law. Ages are counted to the draft date, or to the date of --as-of. Further law
packs the deal asks for count too. A law we have no pack for is a warning: the deal can be drafted, but every point of law
in it is for local counsel.

Fails:
    law.governing: absent
    says: 'No governing law is chosen, so nobody can say whether the exits work.'
Fails:
    draft_date: "2027-07-01"
    says: 'The law pack England and Wales was last checked on 30 June 2026, more than 12 months before 1 July 2027, so
      its notes may be out of date.'
Fails:
    law.governing: Iceland
    says: 'There is no law pack for Iceland, so no point of its law has been checked for this deal.'
Fails:
    law.governing: {open: the lawyers are talking}
    says: 'Cannot check yet: the governing law is open.'

Passes:
    draft_date: "2027-06-30"
Passes:
    law.governing: New York
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.document.draft import style_of
from generator.document.say import say_date
from generator.exit import add_months
from generator.values import Date, Open

ID = "D-L01"
LEVEL: Level = "block"
_NONE = "none"
_FIX = "Choose one law for the whole deal."


def check(view: View) -> Iterator[Finding]:
    governing = view.deal.law.governing
    if governing is None:
        yield Finding(ID, LEVEL, "No governing law is chosen, so nobody can say whether the exits work.", _FIX, ("law.governing",))
    elif isinstance(governing, Open):
        yield Finding(ID, "info", "Cannot check yet: the governing law is open.", _FIX, ("law.governing",))
    elif view.law_pack.front.id == _NONE:
        yield Finding(
            ID, "warn", f"There is no law pack for {governing}, so no point of its law has been checked for this deal.",
            "Have local counsel check every exit, or choose a law that has a pack.", ("law.governing",), law_pack=_NONE,
        )  # fmt: skip
    style = style_of(view.bound, view.law_pack)
    further = [view.bound.library.law_packs[id] for id in view.deal.law.packs if id in view.bound.library.law_packs]
    for pack in dict.fromkeys(one.front.id for one in (view.law_pack, *further)):
        front = view.bound.library.law_packs[pack].front
        if pack != _NONE and add_months(front.checked_on.day, 12) < view.as_of:
            yield Finding(
                ID, LEVEL,
                f"The law pack {front.name} was last checked on {say_date(front.checked_on, style)}, more than 12 months before "
                f"{say_date(Date(view.as_of), style)}, so its notes may be out of date.",
                "Update Pactwright's library, or have counsel check the notes and date them anew.", ("law.governing",), law_pack=pack,
            )  # fmt: skip
