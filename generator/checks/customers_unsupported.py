"""The alliance may win customers together, and nothing says who looks after them when it ends.

Customers bought from two companies and should not notice that the two have parted. Joint customers are possible where the
deal names customer groups, a joint solution, or registered deals.

Fails:
    clauses.wind.customer_support: {leave_out: each side knows its customers}
    says: 'Joint customers are possible, but the clause on their support after the end (wind.customer_support) is left
      out, so they may be left alone.'
Fails:
    wind_down.groups: []
    says: 'Joint customers are possible, but no customer group with a support lead is named (wind_down.groups), so
      nobody may answer when they call.'
Fails:
    alliance.customers: {open: marketing decides}
    commercial.registered_deals: false
    wind_down.groups: []
    says: 'Cannot check yet: alliance.customers is open, so it is not known whether there will be joint customers.'

Passes:
    wind_down.groups: [{id: g1, group: all joint customers, lead: a}]
Passes:
    alliance.customers: absent
    commercial.registered_deals: false
    wind_down.groups: []
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Open

ID = "D-W01"
LEVEL: Level = "block"
CLAUSE = "wind.customer_support"


def check(view: View) -> Iterator[Finding]:
    alliance, choice = view.deal.alliance, view.deal.clauses.get(CLAUSE)
    said = [isinstance(words, str) for words in (alliance.customers, alliance.joint_solution)]
    if not (any(said) or view.deal.commercial.registered_deals or view.deal.wind_down.groups):
        if isinstance(alliance.customers, Open):
            yield Finding(
                ID, "info", "Cannot check yet: alliance.customers is open, so it is not known whether there will be joint customers.",
                "Settle it.", ("alliance.customers",),
            )  # fmt: skip
        return
    if choice and choice.leave_out:
        yield Finding(
            ID, LEVEL,
            f"Joint customers are possible, but the clause on their support after the end ({CLAUSE}) is left out, "
            "so they may be left alone.",
            "Keep the clause.", (f"clauses.{CLAUSE}.leave_out",),
        )  # fmt: skip
    elif not view.deal.wind_down.groups:
        yield Finding(
            ID, LEVEL,
            "Joint customers are possible, but no customer group with a support lead is named (wind_down.groups), "
            "so nobody may answer when they call.",
            "Name each group of customers and the side that leads its support.", ("wind_down.groups",),
        )  # fmt: skip
