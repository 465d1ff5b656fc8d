"""The agreement starts when conditions are met, and nothing says until when.

Without a long-stop date both sides stay bound to a deal that may never start: an authority may never answer. The long-stop
date ends that, in the way term.effective.on_long_stop says.

Fails:
    term.effective: {rule: conditions_met, conditions: [{id: c1, what: the competition authority has cleared the deal}]}
    says: 'The agreement starts when its conditions are met, but there is no long-stop date, so it could hang in the air for ever.'
Fails:
    term.effective: {rule: conditions_met, conditions: [{id: c1, what: clearance}], long_stop: {open: ask the authority}}
    says: 'Cannot check yet: the agreement starts when its conditions are met, and the long-stop date is open.'

Passes:
    term.effective: {rule: conditions_met, conditions: [{id: c1, what: clearance}], long_stop: "2026-09-30"}
Passes:
    term.effective: last_signature
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.deal.term import Effective
from generator.values import Open

ID = "D-T10"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    effective = view.deal.term.effective
    if not isinstance(effective, Effective) or effective.rule != "conditions_met":
        return
    if isinstance(effective.long_stop, Open):
        yield Finding(
            ID, "info", "Cannot check yet: the agreement starts when its conditions are met, and the long-stop date is open.",
            "Settle it.", ("term.effective.long_stop",),
        )  # fmt: skip
    elif effective.long_stop is None:
        yield Finding(
            ID, LEVEL,
            "The agreement starts when its conditions are met, but there is no long-stop date, so it could hang in the air for ever.",
            "Write the last day on which the conditions may be met: term.effective.long_stop.", ("term.effective.long_stop",),
        )  # fmt: skip
