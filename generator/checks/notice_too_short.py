"""The notice of an exit is too short for people and customers to land.

Leaving without a reason on less than 30 days leaves joint customers without warning; and an end on less than 10 days is only right
where there is a cause, or the law asks for it. Looks at exits by which one side ends the whole without a fault of the other;
insolvency, the law and bribery are passed over, and so is an exit after which customers’ contracts run on to their end. A notice
that is not stated is D-X03.

Fails:
    exit.triggers.t2.notice: 20 days
    says: 'With 20 days of notice, “Leaving without a reason” (t2) is too short to tell joint customers; 30 days are the least.'
Fails:
    exit.triggers.t6.notice: on_receipt
    says: 'With an end on receipt of the notice, “Agreed results not reached” (t6) is too short to land; 10 days are the least.'
Fails:
    exit.triggers.t2.notice: {a: 90 days, b: 14 days}
    says: 'With 14 days of notice, “Leaving without a reason” (t2) is too short to tell joint customers; 30 days are the least.'
Fails:
    exit.triggers.t2.notice: {open: not agreed}
    says: 'Cannot check yet: the notice of “Leaving without a reason” (t2) is open.'

Passes:
    exit.triggers.t2.notice: 1 month
Passes:
    exit.triggers.t4.notice: on_receipt
    exit.triggers.t6.notice: 10 days
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.bind import BoundTrigger
from generator.checks.facts import BY_ITSELF, has_joint_customers, shortest
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called
from generator.deal.trigger import NoticeTerm, Scope, WindDownTerm
from generator.values import Duration, Open

ID = "D-N04"
LEVEL: Level = "error"
_CONVENIENCE = "exit.convenience"
# A month to tell customers and move people; ten days to hand over work at all.
_LEAST_WITHOUT_REASON, _LEAST = Duration(30, "day"), Duration(10, "day")
_AT_ONCE = ("exit.insolvency", "exit.legal_regulatory", "exit.integrity", "exit.security_incident")


def check(view: View) -> Iterator[Finding]:
    for trigger in view.bound.triggers:
        if not _counts(view, trigger):
            continue
        notice = trigger.settled("notice")
        length = notice.length if isinstance(notice, NoticeTerm) else notice
        if isinstance(length, Open):
            yield Finding(
                ID, "info", f"Cannot check yet: the notice of {called(trigger)} is open.", "Settle it.", (f"{trigger.path}.notice",)
            )
            continue
        days = shortest(length) or (Duration(0, "day") if length in ("on_receipt", "none") else None)
        if days is None:
            continue
        said = f"{days} of notice" if days.n else "an end on receipt of the notice"
        if trigger.clause.id == _CONVENIENCE and has_joint_customers(view) and days.about_days() < _LEAST_WITHOUT_REASON.about_days():
            then = f"tell joint customers; {_LEAST_WITHOUT_REASON} are the least"
        elif days.about_days() < _LEAST.about_days():
            then = f"land; {_LEAST} are the least"
        else:
            continue
        yield Finding(
            ID, LEVEL, f"With {said}, {called(trigger)} is too short to {then}.",
            "Lengthen the notice; 60 to 90 days are usual without a reason.", (f"{trigger.path}.notice",),
        )  # fmt: skip


def _counts(view: View, trigger: BoundTrigger) -> bool:
    """Whether one side can end the whole by this exit although nobody is at fault and nothing forces it to."""
    scope = trigger.settled("scope")
    before_closing = trigger.settled("when") == "before_closing"
    partial = isinstance(scope, Scope) and bool(scope.parts) and not scope.or_whole
    wind_down = trigger.settled("wind_down")
    runs_on = isinstance(wind_down, WindDownTerm) and wind_down.length == "life_of_contracts"
    idle = trigger.clause.id == "exit.expiry_renewal" and view.deal.term.renewal.mode not in BY_ITSELF
    return (
        trigger.settled("class_") == "no_fault" and trigger.settled("who") not in ("both", "automatic") and not idle and not partial
        and not runs_on and not before_closing and trigger.settled("remedy") in (None, "end") and trigger.clause.id not in _AT_ONCE
    )  # fmt: skip
