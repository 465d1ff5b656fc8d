"""What the register says of a value of a deal, on one line; and the days it stands for, to compare deals by."""

from __future__ import annotations

from typing import Any

from generator.checks.facts import longest
from generator.deal import Deal
from generator.deal.exit import Fee
from generator.deal.trigger import BySide, Cure, LockIn, NoticeTerm, WindDownTerm
from generator.deal.vocabulary import say
from generator.values import Compound, Duration, Open

LONGEST = 32_000  # a cell of a workbook holds 32,767 characters


def short(value: Any, deal: Deal, field: str = "length") -> str:
    """A value of the exit matrix in a few words; “” for none given."""
    if value is None:
        return ""
    if isinstance(value, Open):
        return "open"
    if isinstance(value, BySide):
        return "; ".join(f"{side.short}: {short(one, deal)}" for side, one in ((deal.sides.a, value.a), (deal.sides.b, value.b)))
    if isinstance(value, NoticeTerm):
        return _notice(value, deal)
    if isinstance(value, Cure):
        classes = "".join(f"; {short(one.breach, deal)}: {short(one.time, deal)}" for one in value.classes)
        return short(value.time, deal) + classes
    if isinstance(value, WindDownTerm):
        return short(value.length, deal)
    if isinstance(value, LockIn):
        return short(value.until, deal, "until")
    if isinstance(value, str):
        return say(field, value)
    return str(value)


def _notice(notice: NoticeTerm, deal: Deal) -> str:
    said = [short(notice.length, deal, "notice")]
    if notice.at_least is not None:
        said.append(f"at least {short(notice.at_least, deal)}")
    if notice.at_most is not None:
        said.append(f"at most {short(notice.at_most, deal)}")
    if notice.from_ != "receipt":
        said.append("before the end of the term" if notice.from_ == "term_end" else "from the Breach Notice")
    if notice.ends != "day":
        said.append(f"to the end of a {notice.ends}")
    return ", ".join(said)


def fee_words(fee: Fee) -> str:
    """A fee: its kind with the sums it names."""
    said = [fee.kind.replace("_", " ")]
    said += [
        f"{name} {'open' if isinstance(sum, Open) else sum}" for name, sum in (("base", fee.base), ("cap", fee.cap)) if sum is not None
    ]
    return ", ".join(said)


def days(value: Any) -> float | None:
    """About how many days the longest length of a value has; None where it states none. For comparing only."""
    if isinstance(value, NoticeTerm | WindDownTerm):
        value = value.length
    elif isinstance(value, Cure):
        value = value.time
    found = longest(value) if isinstance(value, Duration | Compound | BySide) else None
    return float(found.about_days()) if found else None
