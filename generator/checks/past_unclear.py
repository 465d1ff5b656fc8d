"""The rider does not say what happens to breaches before it, or reaches back before it was made.

Silence hurts both sides: one hopes that old breaches are forgiven, the other that new times to cure apply to them. The deal
says it under `rider.past`: by the base agreement as it was (`base`), or by the rider for the events named under
`rider.listed` (`listed`). A Rider Date before the draft date makes duties for a time that is over.

Fails:
    documents: [exit_rider]
Fails:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement}
    says: The rider does not say which rules apply to a breach or another event before it.
Fails:
    documents: [exit_rider]
    rider: {past: listed, base: {title: Reseller Agreement}}
    says: The rider is to apply to past events that are listed, and none is listed.
Fails:
    documents: [exit_rider]
    rider: {past: base, effective: 2026-01-01, base: {title: Reseller Agreement}}
    says: The rider applies from 2026-01-01, before its draft of 2026-02-02, so it reaches back in time.

Passes:
    documents: [exit_rider]
    rider: {past: base, effective: 2026-03-01, base: {title: Reseller Agreement}}
Passes:
    documents: [exit_rider]
    rider: {past: listed, listed: [{what: the late delivery of the Connector, on: 2025-11-30}], base: {title: Reseller Agreement}}
Passes:
    documents: [exit_rider]
    rider: {past: {open: counsel to say}, base: {title: Reseller Agreement}}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Date, Open

ID = "D-R05"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    rider, drafted_on = view.rider, view.deal.draft_date
    if rider is None:
        return
    if rider.past is None:
        message = "The rider does not say which rules apply to a breach or another event before it."
        fix = "Write “base” under “rider.past”, or “listed” and the events under “rider.listed”."
        yield Finding(ID, LEVEL, message, fix, ("rider.past",))
    elif isinstance(rider.past, Open):
        message = "Cannot check yet: which rules apply to a breach before the rider is open."
        yield Finding(ID, "info", message, "Settle it before the rider is signed.", ("rider.past",))
    elif rider.past == "listed" and not rider.listed:
        message = "The rider is to apply to past events that are listed, and none is listed."
        yield Finding(ID, LEVEL, message, "List them, or write “base” under “rider.past”.", ("rider.listed",))
    if isinstance(rider.effective, Date) and rider.effective.day < drafted_on.day:
        message = f"The rider applies from {rider.effective}, before its draft of {drafted_on}, so it reaches back in time."
        fix = "Choose a later date, or leave it out so that the last signature starts it; list the past events that are meant."
        yield Finding(ID, LEVEL, message, fix, ("rider.effective",))
