"""Another agreement hangs on this one, and nothing says what becomes of it.

When the alliance ends, a supply or licence agreement that was made for it either runs on alone or falls like a domino. For
each, the deal should say which (linked). An exit that ends linked agreements needs them listed, or nobody knows which end.

Fails:
    linked: [{id: l1, title: Data Licence of 3 May 2025}]
    says: 'Nothing says what becomes of “Data Licence of 3 May 2025” (l1) when this deal ends.'
Fails:
    exit.triggers.t4.linked: ends
    says: 'The exit “Material breach” (t4) ends linked agreements, but none is listed, so nobody knows which end.'

Passes:
    linked: [{id: l1, title: Data Licence of 3 May 2025, effect: stays}]
    exit.triggers.t4.linked: ends
Passes:
    exit.triggers.t4.linked: nothing
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called

ID = "D-X14"
LEVEL: Level = "warn"


def check(view: View) -> Iterator[Finding]:
    for one in view.deal.linked:
        if "effect" not in one.model_fields_set:
            title = f"“{one.title}” ({one.id})" if isinstance(one.title, str) else f"the linked agreement {one.id}"
            yield Finding(
                ID, LEVEL, f"Nothing says what becomes of {title} when this deal ends.",
                "Write its effect: falls, stays or own_terms.", (f"linked.{one.id}.effect",),
            )  # fmt: skip
    if not view.deal.linked:
        for trigger in view.bound.triggers:
            # What the library says of linked agreements in general is harmless where there are none.
            if trigger.own.linked in ("ends", "must_follow", "may_end"):
                does = {"ends": "ends", "must_follow": "must be followed by", "may_end": "may end"}[trigger.own.linked]
                yield Finding(
                    ID, LEVEL, f"The exit {called(trigger)} {does} linked agreements, but none is listed, so nobody knows which end.",
                    "List them under linked, or write “nothing”.", (f"{trigger.path}.linked",),
                )  # fmt: skip
