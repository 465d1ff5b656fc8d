"""A party is missing, is only a brand, or is mixed up with another.

A contract binds the entity whose registered name it gives. Looks for a side without an entity, an entity with neither legal
form nor registered number (a brand cannot sign), and for the same entity or registered number on both sides. Two entities of
one name are told apart by their registered numbers or countries. Short names and signatories are checked when the deal is
read; addresses for notices are D-N01.

Fails:
    sides.b.members: []
    says: 'Mosaic has no legal entity, so nobody on that side would be bound.'
Fails:
    sides.a.members: [{id: m1, legal_name: Harbor}]
    says: '“Harbor” has neither a legal form nor a registered number; if it is a brand, nobody is bound.'
Fails:
    sides.b.members: [{id: m1, legal_name: "Harbor Analytics, Ltd.", form: private limited company, country: England and Wales}]
    says: '“Harbor Analytics, Ltd.” stands on both sides; an entity cannot contract with itself.'
Fails:
    sides.b.members.m1.country: England and Wales
    sides.b.members.m1.registered_no: "09876543"
    says: '“Harbor Analytics Ltd” and “Mosaic Cloud Inc” have the same registered number, 09876543; one of the two is wrong.'

Passes:
    sides.a.members.m1.registered_no: "09876543"
Passes:
    sides.b.members: [{id: m1, legal_name: Harbor Analytics Ltd, form: private limited company, registered_no: "C 4711", country: Malta}]
Passes:
    sides.a.members: [{id: m1, legal_name: {open: the group has not chosen}}]
Passes:
    sides.a.members: [{id: m1, legal_name: Ann Lee, form: individual}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.deal.parties import Member, Side

ID = "D-C13"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    sides = view.deal.sides
    for name, side in (("a", sides.a), ("b", sides.b)):
        yield from _side(f"sides.{name}", side)
    for one, other in product(sides.a.members, sides.b.members):
        yield from _pair(one, other)


def _side(path: str, side: Side) -> Iterator[Finding]:
    if not side.members:
        yield Finding(
            ID, LEVEL, f"{side.short} has no legal entity, so nobody on that side would be bound.",
            "Add the entity with its name, form and number as the company register has them.", (f"{path}.members",),
        )  # fmt: skip
    for group, members in (("members", side.members), ("guarantors", side.guarantors)):
        for member in members:
            where = f"{path}.{group}.{member.id}"
            if not isinstance(member.legal_name, str):
                yield Finding(
                    ID, "info", f"Cannot check yet: the legal name of {side.short}’s entity {member.id} is open.",
                    "Take the name from the company register.", (f"{where}.legal_name",),
                )  # fmt: skip
            elif member.form is None and member.registered_no is None:
                yield Finding(
                    ID, LEVEL,
                    f"“{member.legal_name}” has neither a legal form nor a registered number; if it is a brand, nobody is bound.",
                    "Look the entity up in the company register; write “individual” as the form of a person.", (where,),
                )  # fmt: skip


def _pair(one: Member, other: Member) -> Iterator[Finding]:
    if not (isinstance(one.legal_name, str) and isinstance(other.legal_name, str)):
        return
    paths = (f"sides.a.members.{one.id}", f"sides.b.members.{other.id}")
    if _plain(one.legal_name) == _plain(other.legal_name):
        if not (_differ(one.registered_no, other.registered_no) or _differ(one.country, other.country)):
            yield Finding(
                ID, LEVEL, f"“{other.legal_name}” stands on both sides; an entity cannot contract with itself.",
                "Correct one of the names; two entities of one name need their registered numbers.", paths,
            )  # fmt: skip
    elif isinstance(one.registered_no, str) and one.registered_no == other.registered_no and one.country == other.country:
        yield Finding(
            ID, LEVEL,
            f"“{one.legal_name}” and “{other.legal_name}” have the same registered number, {one.registered_no}; one of the two is wrong.",
            "Look both up in the company register.", (f"{paths[0]}.registered_no", f"{paths[1]}.registered_no"),
        )  # fmt: skip


def _plain(name: str) -> str:
    return re.sub(r"\W+", "", name.casefold())


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other
