"""A notice of breach or of ending can be served by e-mail alone.

Such a notice starts a clock or ends the agreement, and an e-mail may lie in a spam folder. The usual answer is an e-mail that is
confirmed by hand or courier within a short time. Operational notices and reports may go by e-mail alone.

Fails:
    notice.email_alone_for: [operational, breach, ending]
    says: 'Notices of breach and ending can be served by e-mail alone (notice.email_alone_for), which may reach nobody.'
Fails:
    notice.methods: [email]
    notice.confirm_within: absent
    says: 'E-mail is the only way to serve a notice (notice.methods), also one of breach or ending, which may reach nobody.'
Fails:
    notice.confirm_within: absent
    says: 'A notice of breach or ending by e-mail needs no confirming copy within a time (notice.confirm_within), so it may reach nobody.'

Passes:
    notice.email_alone_for: [operational, kpi, renewal]
Passes:
    notice.methods: [hand, courier]
    notice.confirm_within: absent
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed

ID = "D-N03"
LEVEL: Level = "warn"
_GRAVE = ("breach", "ending")
_FIX = "Ask for a copy by hand or courier within a few business days: notice.confirm_within."


def check(view: View) -> Iterator[Finding]:
    notice = view.deal.notice
    grave = [kind for kind in _GRAVE if kind in notice.email_alone_for]
    if "email" not in notice.methods:
        return
    if notice.methods == ["email"]:
        yield Finding(
            ID, LEVEL, "E-mail is the only way to serve a notice (notice.methods), also one of breach or ending, which may reach nobody.",
            "Allow a courier too.", ("notice.methods",),
        )  # fmt: skip
    elif grave:
        yield Finding(
            ID, LEVEL, f"Notices of {listed(grave)} can be served by e-mail alone (notice.email_alone_for), which may reach nobody.",
            _FIX, ("notice.email_alone_for",),
        )  # fmt: skip
    elif notice.confirm_within is None:
        yield Finding(
            ID, LEVEL,
            "A notice of breach or ending by e-mail needs no confirming copy within a time (notice.confirm_within), "
            "so it may reach nobody.",
            _FIX, ("notice.confirm_within",),
        )  # fmt: skip
