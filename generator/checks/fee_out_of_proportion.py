"""Leaving costs more than the other side could lose.

A price for leaving may cover what early leaving costs, and not keep people in. Two measures: half of what is expected to be
paid in a year (commercial.expected), more than all of it is an error; and, where no such sum is stated, the listed
investments of the side that is paid as far as they are not written off, with a quarter on top for what is hard to list.
Looks at fees with a base, in each month in which the exit can be used. A fee that repays listed investments is measured by
its own rule.

Fails:
    fees: [{id: f1, kind: convenience_price, base: "GBP 600,000", declines_to_zero_at: 36 months, due_within: 30 days}]
    exit.triggers.t2.fee: f1
    says: 'The fee f1 is GBP 400,000 after 12 months, more than 1.25 times the GBP 240,000 of listed investments not yet
      written off.'
Fails:
    commercial.expected: GBP 500,000
    fees: [{id: f1, kind: convenience_price, base: "GBP 600,000", due_within: 30 days}]
    exit.triggers.t2.fee: f1
    says: 'The fee f1 is GBP 600,000 after 12 months, more than all of the GBP 500,000 expected to be paid in a year.'
Fails:
    contributions.investments: []
    fees: [{id: f1, kind: convenience_price, base: "GBP 50,000", due_within: 30 days}]
    exit.triggers.t2.fee: f1
    says: 'Cannot check yet: neither expected payments (commercial.expected) nor listed investments show whether the fee f1
      is in proportion.'

Passes:
    fees: [{id: f1, kind: convenience_price, base: "GBP 300,000", declines_to_zero_at: 36 months, due_within: 30 days}]
    exit.triggers.t2.fee: f1
Passes:
    commercial.expected: GBP 500,000
    fees: [{id: f1, kind: convenience_price, base: "GBP 200,000", due_within: 30 days}]
    exit.triggers.t2.fee: f1
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.bind import BoundFee
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.exit.computed import is_locked
from generator.exit.price import fee_after, months, unrecovered_after
from generator.values import Money, Open

ID = "D-P04"
LEVEL: Level = "error"
_HALF, _ALL = Decimal("0.5"), Decimal(1)
# A quarter on top of what is listed, for what is hard to list.
_MARGIN = Decimal("1.25")
_LONGEST = 240


def check(view: View) -> Iterator[Finding]:
    for fee in view.bound.fees:
        if not fee.triggers or fee.own.kind not in ("convenience_price", "agreed_sum") or not isinstance(fee.own.base, Money):
            continue
        span = _span(view, fee)
        fix = "Lower it, let it decline, or list the spending it covers."
        paths = (f"{fee.path}.base",)
        expected = view.deal.commercial.expected
        currency = fee.own.base.currency
        if isinstance(expected, Money) and expected.currency == currency:
            at, most = max(((m, sum) for m in span if (sum := fee_after(fee.own, m))), key=lambda one: one[1].amount, default=(0, None))
            if most and most.amount > expected.amount * _HALF:
                above = most.amount > expected.amount * _ALL
                part = "all" if above else "half"
                yield Finding(
                    ID, LEVEL if above else "warn",
                    f"The fee {fee.own.id} is {most} {_after(at)}, more than {part} of the {expected} expected to be paid in a year.",
                    fix, (*paths, "commercial.expected"),
                )  # fmt: skip
            continue
        worst = _worst(view, fee, span)
        if worst is None:
            if isinstance(expected, Open) or not _listed(view, fee):
                yield Finding(
                    ID, "info",
                    "Cannot check yet: neither expected payments (commercial.expected) nor listed investments show whether the fee "
                    f"{fee.own.id} is in proportion.",
                    "State one of them.", (*paths, "commercial.expected", "contributions.investments"),
                )  # fmt: skip
        else:
            at, amount, left = worst
            yield Finding(
                ID, LEVEL,
                f"The fee {fee.own.id} is {amount} {_after(at)}, more than 1.25 times the {left} of listed investments not yet "
                "written off.",
                fix, (*paths, "contributions.investments"),
            )  # fmt: skip


def _after(months: int) -> str:
    return f"after {months} month{'' if months == 1 else 's'}" if months else "at the start"


def _span(view: View, fee: BoundFee) -> range:
    """The months of the term in which one of its exits can be used."""
    locked = all(is_locked(trigger) for trigger in fee.triggers)
    first = months(view.deal.term.lock_in) or 0 if locked else 0
    # At the end of the term nobody needs to pay for leaving.
    last = months(view.deal.term.initial) or first + 1
    return range(min(first, _LONGEST - 1), min(max(last, first + 1), _LONGEST))


def _listed(view: View, fee: BoundFee) -> list[str]:
    """Ids of the listed investments that can stand behind a fee: those it names, or of the side that is paid, else all."""
    payees = {"a": "b", "b": "a"}
    paid = payees.get(fee.own.payer)
    named = fee.own.investments
    return [
        one.id for one in view.deal.contributions.investments
        if (one.id in named if named else paid is None or one.by == paid) and isinstance(fee.own.base, Money)
        and isinstance(one.amount, Money) and one.amount.currency == fee.own.base.currency
    ]  # fmt: skip


def _worst(view: View, fee: BoundFee, span: range) -> tuple[int, Money, Money] | None:
    """The first month in which the fee is out of proportion to what is not yet written off."""
    behind = _listed(view, fee)
    if not behind:
        return None
    items = [one for one in view.deal.contributions.investments if one.id in behind]
    for at in span:
        amount = fee_after(fee.own, at)
        left = [unrecovered_after(one, view.deal.term.effective_date, at) for one in items]
        if amount is None or any(part is None for part in left):
            return None
        total = sum((part.amount for part in left if part), Decimal(0))
        if amount.amount > total * _MARGIN:
            return at, amount, Money(amount.currency, total)
    return None
