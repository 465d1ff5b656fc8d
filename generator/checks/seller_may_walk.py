"""The side that is sold may itself leave because it is sold.

A change of owner is a question for the other side, who did not choose the new one. If the side that is sold may walk too, any
buyer can get rid of the alliance by buying, and the exit without a reason, with its notice and price, is worth nothing.

Fails:
    exit.triggers.t8.who: either
    says: 'In the exit “Change of Control” (t8) the side that is sold may leave too: a way out without a reason by way of a
      sale.'
Fails:
    exit.triggers.t8.who: a
    exit.triggers.t8.hits: a
    says: 'In the exit “Change of Control” (t8) the side that is sold may leave too: a way out without a reason by way of a
      sale.'

Passes:
    exit.triggers.t8.who: other
Passes:
    exit.triggers.t8.who: a
    exit.triggers.t8.hits: b
Passes:
    exit.triggers.t8.who: either
    exit.triggers.t8.event: control of the other Party passes to a rival
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.new_owner_ignored import NEW_OWNER
from generator.checks.view import View
from generator.checks.words import called

ID = "D-X13"
LEVEL: Level = "warn"


def check(view: View) -> Iterator[Finding]:
    for trigger in view.bound.triggers:
        if trigger.clause.id not in NEW_OWNER:
            continue
        who, hits, event = trigger.settled("who"), trigger.settled("hits"), trigger.own.event
        of_the_other = isinstance(event, str) and "the other Party" in event
        if (who == "either" and not of_the_other) or who == "automatic" or (who in ("a", "b") and hits in (who, "either")):
            yield Finding(
                ID, LEVEL,
                f"In the exit {called(trigger)} the side that is sold may leave too: a way out without a reason by way of a sale.",
                "Give the right to the other side only, or price it like an exit without a reason.", (f"{trigger.path}.who",),
            )  # fmt: skip
