"""What an early exit costs in a month of the term. Months are counted from the Effective Date, and only completed ones count."""

from __future__ import annotations

from decimal import Decimal

from generator.deal.alliance import Investment
from generator.deal.exit import Fee
from generator.values import Date, Duration, Money, Percent

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def months(length: object) -> int | None:
    """The whole months of a length that is written in months, quarters or years.

    >>> months(Duration(2, "year")), months(Duration(90, "day"))
    (24, None)
    """
    return length.n * _MONTHS[length.unit] if isinstance(length, Duration) and length.unit in _MONTHS else None


def fee_after(fee: Fee, used: int) -> Money | None:
    """A fee with a base after so many months; none where the deal does not say enough. Its own cap comes last.

    >>> fee = Fee.model_validate({"id": "f1", "kind": "agreed_sum", "base": "EUR 240,000", "declines_to_zero_at": "24 months"})
    >>> str(fee_after(fee, 6)), str(fee_after(fee, 30))
    ('EUR 180,000', 'EUR 0')
    """
    if not isinstance(fee.base, Money):
        return None
    amount = fee.base.amount
    if fee.steps:
        # The month after the completed ones is the one in which the end falls.
        step = next((step for step in sorted(fee.steps, key=lambda one: one.to_month) if used + 1 <= step.to_month), None)
        if step is not None and not isinstance(step.share, Percent):
            return None
        amount = amount * step.share.number / 100 if step is not None and isinstance(step.share, Percent) else Decimal(0)
    elif fee.declines_to_zero_at is not None:
        zero_at = months(fee.declines_to_zero_at)
        if not zero_at:
            return None
        amount = amount * max(zero_at - used, 0) / zero_at
    if isinstance(fee.cap, Money) and fee.cap.currency == fee.base.currency:
        amount = min(amount, fee.cap.amount)
    return _money(fee.base.currency, amount)


def unrecovered_after(investment: Investment, start: object, used: int) -> Money | None:
    """The part of a listed investment not yet written off after so many months of the term, straight-line."""
    over = months(investment.written_off_over)
    if not isinstance(investment.amount, Money) or not over:
        return None
    run = used
    if isinstance(investment.start, Date) and isinstance(start, Date):
        later = investment.start.day
        run -= (later.year - start.day.year) * 12 + later.month - start.day.month + (later.day > start.day.day)
    share = Decimal(max(over - max(run, 0), 0)) / over
    return _money(investment.amount.currency, investment.amount.amount * share)


def _money(currency: str, amount: Decimal) -> Money:
    """Rounded half-even to the cent; without decimals where there are none."""
    rounded = round(amount, 2)
    return Money(currency, Decimal(int(rounded)) if rounded == int(rounded) else rounded)
