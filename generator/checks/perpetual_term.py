"""The agreement could bind a side for ever, under a law that does not allow this.

French law forbids perpetual commitments: a term without an end must be one that each side can end, and renewals without a limit
are the usual way to make one by accident. So with French law an agreement without an end needs an exit without a reason for
both sides, a term may not be longer than 99 years, and renewals by themselves need a number.

Fails:
    law.governing: France
    term.renewal: {mode: auto, length: 12 months}
    says: 'The agreement renews by itself without a limit, and the law of France does not allow perpetual commitments.'
Fails:
    law.governing: France
    term.initial: until_ended
    term.lock_in: absent
    exit.triggers.t2: absent
    says: 'The agreement has no end and no exit without a reason for each side, and the law of France does not allow perpetual commitments.'
Fails:
    law.governing: France
    term.initial: 120 years
    term.lock_in: absent
    says: 'The agreement lasts 120 years, and the law of France does not allow perpetual commitments.'

Passes:
    law.governing: France
    term.renewal: {mode: auto, length: 12 months, most: 2}
Passes:
    law.governing: France
    term.initial: until_ended
    term.lock_in: absent
Passes:
    term.renewal: {mode: auto, length: 12 months}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.facts import BY_ITSELF
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Duration

ID = "D-T13"
LEVEL: Level = "error"
# Packs of the laws that limit the length: Code civil art. 1210 and 1211. 99 years is the longest a French company may last (1838).
_LIMITED = ("france",)
_LONGEST = Duration(99, "year")
_FIX = "Write a fixed term with a number of renewals, or a term without an end that each side can end on notice."


def check(view: View) -> Iterator[Finding]:
    if view.law_pack.front.id not in _LIMITED:
        return
    term, law = view.deal.term, f"the law of {view.law_pack.front.name} does not allow perpetual commitments"
    if term.initial == "until_ended":
        open_to = {trigger.settled("who") for trigger in view.bound.triggers if trigger.clause.id == "exit.convenience"}
        if not (open_to & {"either", "either_except_causer"} or {"a", "b"} <= open_to):
            yield _finding(f"The agreement has no end and no exit without a reason for each side, and {law}.", "term.initial", view)
    elif isinstance(term.initial, Duration) and term.initial.about_days() > _LONGEST.about_days():
        yield _finding(f"The agreement lasts {term.initial}, and {law}.", "term.initial", view)
    if term.renewal.mode in BY_ITSELF and term.renewal.most is None:
        yield _finding(f"The agreement renews by itself without a limit, and {law}.", "term.renewal.most", view)


def _finding(message: str, path: str, view: View) -> Finding:
    return Finding(ID, LEVEL, message, _FIX, (path, "law.governing"), law_pack=view.law_pack.front.id)
