"""`computed.*`: what follows from the deal and is never stored. Names and meanings are in library/names.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.bind import Bound, BoundTrigger
from generator.deal.trigger import LockIn, WindDownTerm
from generator.exit.counting import last_day
from generator.exit.nature import NAMES, has_breach_sum, nature_of, penalty_rule
from generator.library.names import COMPUTED
from generator.values import Date, Duration, Open, Place


def compute(bound: Bound, name: str) -> Any:
    """The value of `computed.<name>`. Lists hold the deal's own elements; KeyError for an unknown name."""
    if name.startswith("triggers_where_ip_is_"):
        return _where(bound, "ip_after", name.removeprefix("triggers_where_ip_is_"))
    if name.startswith("triggers_where_exclusivity_ends_at_"):
        return _where(bound, "exclusivity_ends", name.removeprefix("triggers_where_exclusivity_ends_at_"))
    return _NAMES[name](bound)


def _where(bound: Bound, attribute: str, value: str) -> list[BoundTrigger]:
    return [trigger for trigger in bound.triggers if trigger.settled(attribute) == value]


def has_wind_down(trigger: BoundTrigger) -> bool:
    """Whether an exit is followed by a wind-down; an open length counts as one."""
    term = trigger.settled("wind_down")
    return isinstance(term, Open) or (isinstance(term, WindDownTerm) and term.length != "none")


def is_locked(trigger: BoundTrigger) -> bool:
    """Whether a lock-in, of the deal or its own, applies to an exit."""
    lock_in = trigger.settled("lock_in")
    return isinstance(lock_in, Open) or (isinstance(lock_in, LockIn) and lock_in.until != "none")


def _period_end(bound: Bound, length: object, name: str) -> Date | Open | str | None:
    """The last day of a period that starts on the Effective Date; in words while that date is not fixed."""
    if length is None or length == "until_ended":
        return None
    start = bound.deal.term.effective_date
    if isinstance(length, Open):
        return length
    if isinstance(start, Open):
        return start
    assert isinstance(length, Duration)
    if start is None:
        return f"the day before the date {length} after the Effective Date"
    try:
        return Date(last_day(start.day, length))
    except (ValueError, OverflowError):  # past the last year of the calendar
        return f"the day before the date {length} after the Effective Date"


def term_end(bound: Bound) -> Date | Open | str | None:
    """The first day of the term counts, so a term of 36 months from 1 March ends on the last day of February."""
    return _period_end(bound, bound.deal.term.initial, "term.initial")


def lock_in_end(bound: Bound) -> Date | Open | str | None:
    """Last day of the lock-in, counted as the term is."""
    return _period_end(bound, bound.deal.term.lock_in, "term.lock_in")


def _non_renewal(bound: Bound) -> Any:
    expiry = next((trigger for trigger in bound.triggers if trigger.clause.id == "exit.expiry_renewal"), None)
    return expiry.settled("notice") if expiry else None


def _classes(owner: str) -> Callable[[Bound], list[Any]]:
    return lambda bound: [item for item in bound.deal.ip.allocation if item.owner == owner]


def _damages(breach: str) -> Callable[[Bound], list[Any]]:
    return lambda bound: [sum for sum in bound.deal.agreed_damages if sum.breach == breach]


def _name_of(kind: str, on_breach: bool = False) -> Callable[[Bound], str]:
    return lambda bound: NAMES[nature_of(kind, on_breach, penalty_rule(bound))]


def _kpis(nature: str) -> Callable[[Bound], list[Any]]:
    return lambda bound: [kpi for kpi in bound.deal.success.kpis if kpi.nature == nature]


def _deliverables(side: str) -> Callable[[Bound], list[Any]]:
    return lambda bound: [item for item in bound.deal.contributions.deliverables if item.by == side]


def _triggers(holds: Callable[[BoundTrigger], bool]) -> Callable[[Bound], list[BoundTrigger]]:
    return lambda bound: [trigger for trigger in bound.triggers if holds(trigger)]


def is_partial(trigger: BoundTrigger) -> bool:
    """Whether an exit ends less than the whole."""
    scope = trigger.settled("scope")
    return scope is not None and not isinstance(scope, Open) and bool(scope.parts)


_DETAILS = ("created", "kind", "made_by", "kept_at", "third_party", "ai", "filed_by", "terms")
_QUARTERS = ("q1", "q2", "q3", "q4")
_NAMES: dict[str, Callable[[Bound], Any]] = {
    "term_end": term_end,
    "lock_in_end": lock_in_end,
    "non_renewal_notice": _non_renewal,
    "has_joint_ip": lambda bound: bound.deal.ip.rule == "all_joint" or any(item.owner == "joint" for item in bound.deal.ip.allocation),
    "us_side": lambda bound: any(
        isinstance(member.country, Place) and member.country.country == "US"
        for side in (bound.deal.sides.a, bound.deal.sides.b)
        for member in side.members
    ),
    "critical_background": lambda bound: [item for item in bound.deal.ip.background if item.critical],
    "register_described": lambda bound: any(getattr(item, detail) for item in bound.deal.ip.register_ for detail in _DETAILS),
    "success_agreed": lambda bound: all(isinstance(one.by, str) for one in (bound.deal.success.agreed.a, bound.deal.success.agreed.b)),
    "joint_classes": _classes("joint"),
    "a_classes": _classes("a"),
    "b_classes": _classes("b"),
    **{f"damages_for_{breach}": _damages(breach) for breach in ("delay", "shortfall", "exclusivity", "non_solicit")},
    "penalty_rule": penalty_rule,
    "has_breach_sum": has_breach_sum,
    "name_of_breach_sum": _name_of("agreed_sum", on_breach=True),
    "name_of_tail": _name_of("tail"),
    "name_of_clawback": _name_of("clawback"),
    "kpis_by_phase": lambda bound: [kpi for kpi in bound.deal.success.kpis if kpi.counts_from or kpi.counts_until],
    "kpis_by_quarter": lambda bound: [kpi for kpi in bound.deal.success.kpis if any(getattr(kpi.quarters, q) for q in _QUARTERS)],
    "special_worded": lambda bound: [term for term in bound.deal.special if not isinstance(term.text, Open)],
    "special_open": lambda bound: [term for term in bound.deal.special if isinstance(term.text, Open)],
    "targets": _kpis("target"),
    "commitments": _kpis("commitment"),
    "a_deliverables": _deliverables("a"),
    "b_deliverables": _deliverables("b"),
    "triggers_with_wind_down": _triggers(has_wind_down),
    "triggers_without_wind_down": _triggers(lambda trigger: not has_wind_down(trigger)),
    "triggers_with_fee": _triggers(lambda trigger: trigger.fee is not None),
    "triggers_without_fee": _triggers(lambda trigger: trigger.settled("fee") in ("none", None)),
    "triggers_for_damages_only": _triggers(lambda trigger: trigger.settled("fee") == "damages_only"),
    "triggers_with_lock_in": _triggers(is_locked),
    "triggers_automatic": _triggers(lambda trigger: trigger.settled("who") == "automatic"),
    "triggers_partial": _triggers(is_partial),
    "triggers_no_fault": _triggers(lambda trigger: trigger.settled("class_") == "no_fault"),
    "triggers_fault": _triggers(lambda trigger: trigger.settled("class_") == "fault"),
    "triggers_external": _triggers(lambda trigger: trigger.settled("class_") == "external"),
    "triggers_linked_end": _triggers(lambda trigger: trigger.settled("linked") == "ends"),
    "triggers_linked_may_end": _triggers(lambda trigger: trigger.settled("linked") == "may_end"),
}

assert {*_NAMES} == {name for name in COMPUTED if "_where_" not in name}
