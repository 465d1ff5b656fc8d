"""Nobody can tell when a deadline starts, or in which time zone it ends.

Every period runs from receipt, so the agreement must say when a notice is received; and a day ends at different moments in London
and in New York, so one time zone must count. The clauses notice.deemed_receipt and notice.time_rules say so, with notice.zone.

Fails:
    notice.zone: absent
    says: 'No time zone is fixed (notice.zone), so a deadline ends at 2 different moments.'
Fails:
    clauses.notice.deemed_receipt: {include: false}
    says: 'The clause on when a notice is received (notice.deemed_receipt) is left out, so no deadline has a certain start.'
Fails:
    clauses.notice.time_rules: {include: false}
    says: 'The clause on counting time (notice.time_rules) is left out, so business days and the end of a day have no meaning.'
Fails:
    notice.zone: {open: still discussed}
    says: 'Cannot check yet: the time zone of the deadlines (notice.zone) is open.'

Passes:
    notice.zone: America/New_York
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.facts import is_change_of_another, left_out
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Open

ID = "D-N02"
LEVEL: Level = "error"
_CLAUSES = {
    "notice.deemed_receipt": "The clause on when a notice is received ({}) is left out, so no deadline has a certain start.",
    "notice.time_rules": "The clause on counting time ({}) is left out, so business days and the end of a day have no meaning.",
}


def check(view: View) -> Iterator[Finding]:
    for clause, words in _CLAUSES.items():
        # A rider may rely on the rules of the agreement it changes.
        if (choice := left_out(view, clause)) and not is_change_of_another(view):
            yield Finding(ID, LEVEL, words.format(clause), "Keep the clause.", (choice,))
    zone = view.deal.notice.zone
    if isinstance(zone, Open):
        yield Finding(
            ID,
            "info",
            "Cannot check yet: the time zone of the deadlines (notice.zone) is open.",
            "Settle it before signing.",
            ("notice.zone",),
        )
    elif zone is None:
        yield Finding(
            ID, LEVEL, "No time zone is fixed (notice.zone), so a deadline ends at 2 different moments.",
            "Write one, such as “Europe/London”; it need not be that of a side.", ("notice.zone",),
        )  # fmt: skip
