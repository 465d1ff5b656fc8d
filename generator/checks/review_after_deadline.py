"""The renewal review is held after the last day on which a renewal could be stopped.

A review that comes too late cannot change anything: the term has renewed already. Compares how long before the end the review
is held (term.renewal.review_before) with the notice that stops a renewal by itself. Where renewal needs an agreement, there is
no such day.

Fails:
    term.renewal: {mode: auto, length: 12 months, most: 2, review_before: 60 days}
    says: 'The renewal review is held 60 days before the end, but a renewal can only be stopped until 90 days before it, so the
      review comes too late to matter.'
Fails:
    term.renewal: {mode: auto_if_healthy, length: 12 months, most: 2, review_before: {open: no date yet}}
    says: 'Cannot check yet: the time of the renewal review, or the notice that stops a renewal, is open.'

Passes:
    term.renewal: {mode: auto, length: 12 months, most: 2, review_before: 180 days}
Passes:
    term.renewal: {mode: by_agreement, length: 12 months, review_before: 60 days}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.facts import BY_ITSELF, longest
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.deal.trigger import NoticeTerm
from generator.values import Duration, Open

ID = "D-T07"
LEVEL: Level = "warn"


def check(view: View) -> Iterator[Finding]:
    renewal = view.deal.term.renewal
    expiry = next((trigger for trigger in view.bound.triggers if trigger.clause.id == "exit.expiry_renewal"), None)
    if renewal.mode not in BY_ITSELF or expiry is None or renewal.review_before is None:
        return
    notice = expiry.settled("notice")
    length = notice.length if isinstance(notice, NoticeTerm) else notice
    paths = ("term.renewal.review_before", f"{expiry.path}.notice")
    if isinstance(renewal.review_before, Open) or isinstance(length, Open):
        yield Finding(
            ID, "info", "Cannot check yet: the time of the renewal review, or the notice that stops a renewal, is open.",
            "Settle it; hold the review at least 30 days before the last day for the notice.", paths,
        )  # fmt: skip
        return
    latest = longest(length)
    if latest and isinstance(renewal.review_before, Duration) and renewal.review_before.about_days() < latest.about_days():
        yield Finding(
            ID, LEVEL,
            f"The renewal review is held {renewal.review_before} before the end, but a renewal can only be stopped until {latest} "
            "before it, so the review comes too late to matter.",
            "Hold the review at least 30 days before the last day for the notice.", paths,
        )  # fmt: skip
