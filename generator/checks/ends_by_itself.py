"""An exit works by itself, without anybody deciding.

An automatic end comes when nobody looks: work goes on after it, and nobody can say under which terms. Insolvency law often
refuses it, and carrying on can be read as giving it up. Only the natural end of the term needs no notice. An exit before the
closing is passed over: nothing runs yet that could end unseen.

Fails:
    exit.triggers.t10.who: automatic
    exit.triggers.t10.notice: none
    says: 'The exit “Insolvency” (t10) works by itself, so the alliance may be over without anybody deciding or knowing.'

Passes:
    exit.triggers.t10.who: other
Passes:
    exit.triggers.t9.who: automatic
    exit.triggers.t9.notice: none
    exit.triggers.t9.when: before_closing
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called

ID = "D-X05"
LEVEL: Level = "error"
_EXPIRY = "exit.expiry_renewal"


def check(view: View) -> Iterator[Finding]:
    for trigger in view.bound.triggers:
        automatic = trigger.settled("who") == "automatic" and trigger.clause.id != _EXPIRY
        ends = trigger.settled("remedy") not in ("lose_exclusivity", "reduce", "suspend", "re_price")
        if automatic and ends and trigger.settled("when") != "before_closing":
            yield Finding(
                ID, LEVEL,
                f"The exit {called(trigger)} works by itself, so the alliance may be over without anybody deciding or knowing.",
                "Let the side that needs protection end it by notice; a notice on receipt is quick enough.", (f"{trigger.path}.who",),
            )  # fmt: skip
