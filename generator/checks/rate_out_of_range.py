"""A rate is one that no court will give: interest on late sums, or agreed damages as a share.

Interest above a quarter a year is criminal in some places and unfair in others, whoever signs it; interest of nothing makes
the patient side a bank. A rate by the month is counted for a year. Agreed damages above 15% of what they are counted on, for
each unit or in all, are rarely an estimate of anything.

Fails:
    commercial.interest: 3% a month
    says: 'Interest of “3% a month” (commercial.interest) comes to 36% a year, above the 25% a year that some laws treat as a
      crime.'
Fails:
    commercial.interest: 0% a year
    says: 'Interest of “0% a year” (commercial.interest) is nothing, below what the law grants on late business debts in many
      places.'
Fails:
    agreed_damages: [{id: s1, breach: delay, of: [d1], share: 20%, base: "GBP 360,000", per: event}]
    says: 'The agreed damages s1 are 20% of their base, above the 15% that can usually be shown as an estimate.'

Passes:
    commercial.interest: 1.5% a month
Passes:
    commercial.interest: 8 percentage points above the base rate of the Bank of England
Passes:
    agreed_damages: [{id: s1, breach: delay, of: [d1], share: 0.5%, base: "GBP 360,000", per: week, cap: "GBP 36,000"}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Money, Percent

ID = "D-P11"
LEVEL: Level = "error"
# New York Penal Law s.190.40: more than 25% a year is criminal usury; the lowest such line among the law packs.
_MOST = Decimal(25)
_MOST_SHARE = Decimal(15)
_RATE = re.compile(
    r"(\d{1,3}(?:\.\d{1,4})?) ?(?:%|per ?cent|percent)(?: points?)?(?: (?:a|per|each|every) (day|week|month|quarter|year|annum))?",
    re.IGNORECASE,
)
_A_YEAR = {"day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1, "annum": 1}


def check(view: View) -> Iterator[Finding]:
    words = view.deal.commercial.interest
    rates = list(_RATE.finditer(words)) if isinstance(words, str) else []
    # With several rates the words say how they meet; the first is the rate and the others are its limits.
    if rates:
        a_year = Decimal(rates[0][1]) * _A_YEAR[(rates[0][2] or "year").lower()]
        said, above_another = f"Interest of “{words}” (commercial.interest)", re.search(r"\b(?:above|over|plus)\b", str(words))
        if a_year > _MOST:
            counted = f"{a_year.normalize():f}% a year"
            yield Finding(
                ID, LEVEL, f"{said} comes to {counted}, above the {_MOST}% a year that some laws treat as a crime.",
                "Lower it; some points above a bank's rate are usual.", ("commercial.interest",),
            )  # fmt: skip
        elif a_year == 0 and not above_another:
            yield Finding(
                ID, LEVEL, f"{said} is nothing, below what the law grants on late business debts in many places.",
                "State a rate, or leave it to the clause.", ("commercial.interest",),
            )  # fmt: skip
    for one in view.deal.agreed_damages:
        path = f"agreed_damages.{one.id}"
        if isinstance(one.share, Percent) and one.share.number > _MOST_SHARE:
            yield Finding(
                ID, LEVEL,
                f"The agreed damages {one.id} are {one.share} of their base, above the {_MOST_SHARE}% that can usually be shown as an "
                "estimate.",
                "Lower the share, or state an amount with its estimate.", (f"{path}.share",),
            )  # fmt: skip
        elif isinstance(one.share, Percent) and isinstance(one.cap, Money) and isinstance(one.base, Money) and _above(one.cap, one.base):
            yield Finding(
                ID, LEVEL, f"The agreed damages {one.id} may reach {one.cap}, above {_MOST_SHARE}% of their base of {one.base}.",
                "Lower the cap, or have counsel accept this with the estimate.", (f"{path}.cap", f"{path}.base"),
            )  # fmt: skip


def _above(cap: Money, base: Money) -> bool:
    return cap.currency == base.currency and cap.amount > base.amount * _MOST_SHARE / 100
