"""The deal does not say why a seller on one side would bring the other in.

An order from above rarely moves a seller; a larger deal, an easier one or a commission does. If nobody can write the reason down,
there may be none. Technology and joint development deals have no sellers and are passed over.

Fails:
    alliance.seller_reasons: {a: larger deals}
    says: 'Nothing says why a seller of Mosaic would bring the other side in.'
Fails:
    alliance.seller_reasons: {a: none, b: a new product to talk about}
    says: 'Nothing says why a seller of Harbor would bring the other side in.'
Fails:
    alliance.seller_reasons: {a: larger deals, b: {open: ask the field}}
    says: 'Cannot check yet: why a seller of Mosaic would bring the other side in is open.'

Passes:
    alliance.seller_reasons: {a: larger deals, b: quota credit for Harbor revenue}
Passes:
    alliance.kind: joint_development
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.facts import is_change_of_another
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.values import Open

ID = "D-B07"
LEVEL: Level = "warn"
_WITHOUT_SELLERS = ("technology", "joint_development")
_EMPTY = re.compile(r"(?:none|nothing|no reason|n/?a|unknown|[-–—?]+)\.?", re.IGNORECASE)


def check(view: View) -> Iterator[Finding]:
    deal, reasons = view.deal, view.deal.alliance.seller_reasons
    if deal.alliance.kind in _WITHOUT_SELLERS or is_change_of_another(view):
        return
    said = {name: getattr(reasons, name) for name in ("a", "b")}
    empty = [name for name, words in said.items() if words is None or (isinstance(words, str) and _EMPTY.fullmatch(words.strip()))]
    unsettled = [name for name, words in said.items() if isinstance(words, Open)]
    if empty:
        yield Finding(
            ID, LEVEL, f"Nothing says why a seller of {_names(view, empty)} would bring the other side in.",
            "Write what is in it for the seller: access, a larger deal, pay, recognition.",
            tuple(f"alliance.seller_reasons.{name}" for name in empty),
        )  # fmt: skip
    if unsettled:
        yield Finding(
            ID, "info", f"Cannot check yet: why a seller of {_names(view, unsettled)} would bring the other side in is open.",
            "Ask a few sellers.", tuple(f"alliance.seller_reasons.{name}" for name in unsettled),
        )  # fmt: skip


def _names(view: View, names: list[str]) -> str:
    return listed([getattr(view.deal.sides, name).short for name in names]).replace(" and ", " or ")
