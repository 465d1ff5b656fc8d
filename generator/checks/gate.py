"""The signing gate: what must hold before a paper is printed as an execution version (catalogue D.S).

No finding of level block; no finding of level error that is not accepted with a name and a reason; and some things no
acceptance can replace: success criteria signed off, sponsors named, the exit matrix complete, addresses for notices, law
checked in the last 12 months, schedules with content, nothing open, and the name of the counsel who approved.
"""

from __future__ import annotations

from dataclasses import replace

from generator.checks.finding import Finding
from generator.checks.registry import checks
from generator.checks.unfilled_blank import blanks_left, is_placeholder
from generator.checks.view import View
from generator.deal import Deal
from generator.exit import add
from generator.values import AfterStart, Date, Duration, Open

# At execution these checks may neither block nor say “Cannot check yet”; of the last two no error can be accepted either.
_MUST_HOLD = ("D-K01", "D-K09", "D-L01", "D-N01", "D-X03", "D-C12", "D-G01", "D-B01")
_NO_ACCEPTANCE = ("D-C12", "D-G01")
_SIGN_OFF = "D-K09"
_BLANKS = "D-C07"
_PILOT_DAYS = 90


def gate(view: View, findings: list[Finding]) -> list[str]:
    """Reasons why an execution version is refused; empty when the gate is open.

    `findings` are those of all checks on this view. The levels are taken as at execution, whatever the deal's status says.
    """
    return [reason for reason, _ in reasons_of(view, findings)]


def reasons_of(view: View, findings: list[Finding]) -> list[tuple[str, Finding | None]]:
    """The reasons with the finding each is about, if it is about one."""
    pilot = is_pilot(view)
    counted = [finding for finding in findings if not (pilot and _is_sign_off(finding))]
    blocks = [finding for finding in counted if finding.level == "block"]
    errors = [finding for finding in counted if finding.level == "error" and not finding.accepted]
    reasons: list[tuple[str, Finding | None]] = [(f"{finding.id}: {finding.message}", finding) for finding in blocks]
    reasons += [(f"{finding.id}, not accepted: {finding.message}", finding) for finding in errors]
    told = {(finding.id, finding.message) for finding in (*blocks, *errors)}
    signing = replace(view, bound=replace(view.bound, deal=view.deal.model_copy(update={"status": "execution"})))
    must = [
        finding for id in _MUST_HOLD for finding in checks()[id].check(signing)
        if finding.level in ("block", "info") or (finding.level == "error" and id in _NO_ACCEPTANCE)
    ]  # fmt: skip
    for finding in (*must, *(finding for finding in blanks_left(signing) if finding.level != "info")):
        if (finding.id, finding.message) not in told and not (pilot and _is_sign_off(finding)):
            reasons.append((f"{finding.id}: {finding.message}", finding))
    return [*reasons, *((reason, None) for reason in _approvals(view.deal, findings))]


def to_sign(view: View) -> bool:
    """Whether there is anything to sign: some paper is for both sides and for signature, or none was drafted."""
    fronts = [view.bound.library.papers[kind].front for kind in view.papers]
    return not fronts or any(front.signed and not front.internal for front in fronts)


def _is_sign_off(finding: Finding) -> bool:
    """Whether a finding is about the sign-off of the success criteria alone: that it is missing, or its blanks in a paper."""
    blanks = finding.id == _BLANKS and bool(finding.paths) and all(path.startswith("success.agreed") for path in finding.paths)
    return finding.id == _SIGN_OFF or blanks


def is_pilot(view: View) -> bool:
    """A deal so small that it may be signed before success is agreed: at most 90 days and no renewal by itself, no
    exclusivity, no fees, never announced, and a gate with a date.
    """
    deal = view.deal
    started = isinstance(deal.term.effective_date, Date)
    dated = any(isinstance(gate.due, Date) or (isinstance(gate.due, AfterStart) and started) for gate in deal.success.gates)
    exclusive = any(getattr(deal.exclusivity, name) is not None for name in type(deal.exclusivity).model_fields)
    priced = bool(deal.fees) or any(isinstance(trigger.settled("fee"), Open) for trigger in view.bound.triggers)
    renews = deal.term.renewal.mode in ("auto", "auto_if_healthy")
    return _is_short(deal) and dated and not exclusive and not priced and not renews and deal.brand.announce == "never"


def _is_short(deal: Deal) -> bool:
    length, start = deal.term.initial, deal.term.effective_date
    if not isinstance(length, Duration):
        return False
    if isinstance(start, Date):
        return (add(start.day, length) - start.day).days <= _PILOT_DAYS
    return length.about_days() <= _PILOT_DAYS


def _approvals(deal: Deal, findings: list[Finding]) -> list[str]:
    reasons: list[str] = []
    if deal.counsel is None or is_placeholder(deal.counsel):
        reasons.append("No counsel has approved this version: write name and date under “counsel”.")
    elif not any(char.isdigit() for char in deal.counsel):
        reasons.append(f"The approval by {deal.counsel} has no date: write name and date under “counsel”.")
    accepted = {finding.id for finding in findings if finding.accepted}
    for one in deal.accepted:
        if one.check in accepted and (is_placeholder(one.by) or is_placeholder(one.because)):
            reasons.append(f"{one.check} is accepted without a name or a reason: both are needed.")
    return reasons
