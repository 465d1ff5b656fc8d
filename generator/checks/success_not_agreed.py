"""The two sides have not both signed off what success means.

Criteria fixed before there is data are fair; fixed afterwards they are an argument. Each side's sign-off has a name and a
date (success.agreed). Only a pilot can be signed without it: the signing gate says when.

Fails:
    success.agreed.b: absent
    says: 'Mosaic has not signed off the success criteria, so the sides may mean different things by success.'
Fails:
    success.agreed: absent
    says: 'Harbor and Mosaic have not signed off the success criteria, so the sides may mean different things by success.'
Fails:
    success.agreed.a: {by: Priya Raman}
    says: 'The sign-off of the success criteria by Harbor has no date, so nobody can tell which version was agreed.'
Fails:
    success.agreed.a: {by: {open: who may sign}, on: "2026-01-28"}

Passes:
    success.agreed: {a: {by: Ann Lee, on: "2026-01-28"}, b: {by: Bo Chen, on: "2026-02-01"}}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.values import Date

ID = "D-K09"
LEVEL: Level = "block"
_FIX = "Record who agreed to them on each side, and when: success.agreed."


def check(view: View) -> Iterator[Finding]:
    agreed, sides = view.deal.success.agreed, view.deal.sides
    signed = {name: getattr(agreed, name) for name in ("a", "b")}
    without = [name for name, one in signed.items() if not isinstance(one.by, str)]
    if without:
        have = "has" if len(without) == 1 else "have"
        yield Finding(
            ID, LEVEL,
            f"{listed([getattr(sides, name).short for name in without])} {have} not signed off the success criteria, "
            "so the sides may mean different things by success.",
            _FIX, tuple(f"success.agreed.{name}" for name in without),
        )  # fmt: skip
    for name, one in signed.items():
        if isinstance(one.by, str) and not isinstance(one.on, Date):
            yield Finding(
                ID, LEVEL,
                f"The sign-off of the success criteria by {getattr(sides, name).short} has no date, "
                "so nobody can tell which version was agreed.",
                _FIX, (f"success.agreed.{name}.on",),
            )  # fmt: skip
