"""An exit rests on an event the words do not pin down: a change of control, an insolvency, a competitor.

Everybody thinks they know what a change of control is until a fund buys 40%. The agreement defines Change of Control and
Insolvency Event where it has those exits, and competitors are named under exit.competitors. This looks at counsel's own
words of an exit: a bare mention in lower case, with nothing that explains it, looks like an event without a definition.
Words that say a share of votes, a list, an act of somebody (“files”, “is opened”) or what is meant are taken as explained.

Fails:
    exit.triggers.t9.event: Mosaic undergoes a change of control
    says: 'The exit “Loss of data” (t9) speaks of a “change of control”, and it looks like nothing says what that is.'
Fails:
    exit.triggers.t9.event: Harbor is insolvent
    says: 'The exit “Loss of data” (t9) speaks of “insolvent”, and it looks like nothing says what that is.'
Fails:
    exit.triggers.t9.event: Harbor works with a competitor of Mosaic
    says: 'The exit “Loss of data” (t9) speaks of a “competitor”, and it looks like nothing says what that is.'

Passes:
    exit.triggers.t9.event: Mosaic undergoes a Change of Control
Passes:
    exit.triggers.t9.event: Harbor works with a competitor of Mosaic
    exit.competitors: [{id: c1, name: Brightwater Data plc, of: b}]
Passes:
    exit.triggers.t9.event: control passes to a competitor of Harbor, which means a firm that sells forecasts to retailers
Passes:
    exit.triggers.t10.event: a petition for its bankruptcy is filed
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called

ID = "D-X06"
LEVEL: Level = "error"
_LOOSE = re.compile(r"\b(change (?:of|in) control|insolvent|insolvency|bankrupt|bankruptcy|competitor|rival)s?\b(?! Event)")
# Words that explain: a share, a list, a legal act, a meaning.
_EXPLAINED = re.compile(
    r"%|\d|\b(?:mean(?:s|ing)|such as|including|that is|namely|listed|named|schedule|half|majority|petition|files?|filed|opened|appointed|"
    r"proceedings|court|votes|cannot pay)\b",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Finding]:
    for trigger in view.bound.triggers:
        event = trigger.own.event
        found = _LOOSE.search(event) if isinstance(event, str) else None
        if found is None or not isinstance(event, str) or _EXPLAINED.search(event):
            continue
        if found[1] in ("competitor", "rival") and view.deal.exit.competitors:
            continue
        thing = f"a “{found[1]}”" if found[1] in ("change of control", "change in control", "competitor", "rival") else f"“{found[1]}”"
        yield Finding(
            ID, LEVEL, f"The exit {called(trigger)} speaks of {thing}, and it looks like nothing says what that is.",
            "Use the defined term, say in the event what counts, or name competitors under exit.competitors.", (f"{trigger.path}.event",),
        )  # fmt: skip
