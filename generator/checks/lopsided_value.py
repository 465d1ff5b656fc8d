"""The customer or a side gains nothing that anybody has written down, or nearly all of the gain is on one side.

A deal that is good for one side only is left by the other. The boxes of alliance.value say what the customer and each side gain;
an empty one is an early warning. Where both sides state a sum in the same currency, more than 80% for one of them is lopsided.

Fails:
    alliance.value: {customer: fewer lost sales, a: access to new retailers}
    says: 'Nothing says what Mosaic gains from the alliance.'
Fails:
    alliance.value: {customer: fewer lost sales, a: "about GBP 5,000,000 a year", b: "about GBP 400,000 a year"}
    says: 'By the values stated, Harbor gains 93% and Mosaic 7%; a side that gains so little may not stay.'

Passes:
    alliance.value: {customer: fewer lost sales, a: "about GBP 2,000,000 a year", b: "about GBP 1,000,000 a year"}
Passes:
    alliance.value: {customer: fewer lost sales, a: "USD 5,000,000", b: "GBP 400,000"}
Passes:
    alliance.value: {customer: fewer lost sales, a: access, b: {open: ask Mosaic}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.facts import first_number, is_change_of_another
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed

ID = "D-B09"
LEVEL: Level = "info"
_LOPSIDED = 80
_SUM = re.compile(r"\b([A-Z]{3}) ?(?=\d)|([€£$¥]) ?(?=\d)")


def check(view: View) -> Iterator[Finding]:
    value, sides = view.deal.alliance.value, view.deal.sides
    if is_change_of_another(view):
        return
    names = {"customer": "the customer", "a": sides.a.short, "b": sides.b.short}
    empty = [box for box in names if getattr(value, box) is None]
    if empty:
        who = listed([names[box] for box in empty])
        yield Finding(
            ID, LEVEL, f"Nothing says what {who} {'gains' if len(empty) == 1 else 'gain'} from the alliance.",
            "Ask, and write it down in a line each; if there is nothing, change the deal.", tuple(f"alliance.value.{box}" for box in empty),
        )  # fmt: skip
    if isinstance(value.a, str) and isinstance(value.b, str):
        a, b = _SUM.search(value.a), _SUM.search(value.b)
        if a and b and a[0].strip() == b[0].strip():
            gain_a, gain_b = first_number(value.a[a.end() :]), first_number(value.b[b.end() :])
            if gain_a and gain_b and 100 * max(gain_a, gain_b) / (gain_a + gain_b) > _LOPSIDED:
                share = round(100 * gain_a / (gain_a + gain_b))
                yield Finding(
                    ID, LEVEL,
                    f"By the values stated, {sides.a.short} gains {share}% and {sides.b.short} {100 - share}%; "
                    "a side that gains so little may not stay.",
                    "Rebalance: money, effort or rights.", ("alliance.value.a", "alliance.value.b"),
                )  # fmt: skip
