"""The lock-in lasts as long as the Initial Term, so nobody could ever use a no-fault exit.

A lock-in keeps both sides in while they invest; one that ends with the term is a term without an exit. Compares the two
lengths as dates where the Effective Date is fixed. Says nothing while either is missing or open.

Fails:
    term.lock_in: 36 months
    says: The lock-in (36 months) is not shorter than the Initial Term (36 months), so no no-fault exit could ever be used.
Fails:
    term.lock_in: 4 years

Passes:
    term.lock_in: 12 months
Passes:
    term.lock_in: {open: waiting for the board}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Duration

ID = "D-T02"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    term = view.deal.term
    if isinstance(term.lock_in, Duration) and isinstance(term.initial, Duration) and term.lock_in.about_days() >= term.initial.about_days():
        yield Finding(
            ID, LEVEL,
            f"The lock-in ({term.lock_in}) is not shorter than the Initial Term ({term.initial}), so no no-fault exit could ever be used.",
            "Shorten the lock-in; 12 months is usual in a term of 36.", ("term.lock_in", "term.initial"),
        )  # fmt: skip
