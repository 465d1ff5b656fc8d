"""A side has no address for notices, or only a person's name.

A breach notice that cannot be served starts no clock. A named person leaves; a role and its mailbox stay. A side made of
persons alone may be addressed by name. A mailbox is needed where notices may go by e-mail.

Fails:
    sides.a.notices.address: absent
    says: 'Harbor has no address for notices, so a notice to it could not be served.'
Fails:
    sides.b.notices: absent
    says: 'Mosaic has no address, role or mailbox for notices, so a notice to it could not be served.'
Fails:
    sides.b.notices.role: Marcus Hale
    says: 'Notices to Mosaic go to a person, Marcus Hale; when that person leaves, a notice may reach nobody.'
Fails:
    sides.a.notices.role: Dr Amara Okafor
    says: 'Notices to Harbor go to a person, Dr Amara Okafor; when that person leaves, a notice may reach nobody.'
Fails:
    sides.a.notices.address: {open: the office moves in May}
    says: 'Cannot check yet: where notices to Harbor go is open (address).'

Passes:
    sides.a.notices.mailbox: absent
    notice.methods: [hand, courier]
Passes:
    sides.a.members: [{id: m1, legal_name: Ann Lee, form: individual}]
    sides.a.notices: {role: Ann Lee, address: "3 Mill Road, York", mailbox: ann@lee.example}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.values import Open

ID = "D-N01"
LEVEL: Level = "block"
_PERSON = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\b\.? [A-Z]")


def check(view: View) -> Iterator[Finding]:
    for name in ("a", "b"):
        side, path = getattr(view.deal.sides, name), f"sides.{name}.notices"
        private = bool(side.members) and all(member.form == "individual" for member in side.members)
        needed = ["address", *([] if private else ["role"]), *(["mailbox"] if "email" in view.deal.notice.methods else [])]
        missing = [cell for cell in needed if getattr(side.notices, cell) is None]
        unsettled = [cell for cell in needed if isinstance(getattr(side.notices, cell), Open)]
        if missing:
            which = listed(missing).replace(" and ", " or ")
            yield Finding(
                ID, LEVEL, f"{side.short} has no {which} for notices, so a notice to it could not be served.",
                f"Fill in the {listed(missing)}; the role is one such as “General Counsel”, not a person.",
                tuple(f"{path}.{cell}" for cell in missing),
            )  # fmt: skip
        if unsettled:
            yield Finding(
                ID, "info", f"Cannot check yet: where notices to {side.short} go is open ({listed(unsettled)}).",
                "Settle it before signing.", tuple(f"{path}.{cell}" for cell in unsettled),
            )  # fmt: skip
        role = side.notices.role
        if isinstance(role, str) and not private and (role.casefold() in view.once(_people) or _PERSON.match(role)):
            yield Finding(
                ID, LEVEL, f"Notices to {side.short} go to a person, {role}; when that person leaves, a notice may reach nobody.",
                "Write the role, such as “General Counsel”, and the mailbox of the role.", (f"{path}.role",),
            )  # fmt: skip


def _people(view: View) -> set[str]:
    """The names of the persons the deal knows."""
    known: set[str] = set()
    for name in ("a", "b"):
        team = getattr(view.deal.people, name)
        persons = [team.sponsor, team.manager, team.sales_sponsor, *getattr(view.deal.sides, name).signing.signatories]
        known |= {words.casefold() for person in persons if isinstance(words := getattr(person, "name", None), str)}
    return known
