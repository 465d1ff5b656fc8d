"""The conditions of questions, over a deal that is still being made: raw data, where anything may be missing or open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from generator.deal.alliance import SideName
from generator.interview.place import NoSuchPlace, shape_of, through
from generator.library.expression import Both, Compare, Const, Either, Expression, Filter, Listing, Not, Path
from generator.values import Date, Duration, Money, Percent, is_open

NAMES = ("exits", "us", "them", "pack", "deep")


def names_of(raw: Mapping[str, Any], us: SideName, pack: str, deep: bool) -> dict[str, Any]:
    """The names a condition can read besides the deal."""
    return {"exits": exits_of(raw), "us": us, "them": "b" if us == "a" else "a", "pack": pack, "deep": deep}


def exits_of(raw: Mapping[str, Any]) -> list[Any]:
    """The kinds of exit in a deal, which may be any data yet."""
    there = raw.get("exit")
    triggers = there.get("triggers") if isinstance(there, dict) else None
    return [item.get("kind") for item in triggers if isinstance(item, dict)] if isinstance(triggers, list) else []


def holds(expression: Expression | None, raw: Mapping[str, Any], names: Mapping[str, Any]) -> bool:
    """Whether a condition holds. A comparison with an open value does: the question is asked rather than passed over."""
    match expression:
        case None:
            return True
        case Both():
            return holds(expression.left, raw, names) and holds(expression.right, raw, names)
        case Either():
            return holds(expression.left, raw, names) or holds(expression.right, raw, names)
        case Not():
            return not holds(expression.inner, raw, names)
        case Compare():
            return _compared(expression, raw, names)
        case Const():
            return bool(expression.value)
        case Path():
            return any(bool(value) and value != "none" for value in values_at(expression, raw, names))
    raise TypeError(f"a {type(expression).__name__.lower()} cannot be a condition")


def values_at(path: Path, raw: Mapping[str, Any], names: Mapping[str, Any]) -> list[Any]:
    """What a path reads: each element's value for a path through a list; the model's own default where nothing is said."""
    if path.parts[0] in names:
        value = names[path.parts[0]]
        return list(value) if isinstance(value, list | tuple) else [value]
    found = list(through(raw, path.parts))
    flat = [item for value in found for item in (value if isinstance(value, list) else [value])]
    if not flat:
        default = _default(path.parts)
        return list(default) if isinstance(default, list) else [] if default is None else [default]
    return flat


@cache
def _default(parts: tuple[str, ...]) -> Any:
    """What the model takes where a deal says nothing."""
    try:
        return shape_of(".".join(parts)).default
    except NoSuchPlace:
        return None


def _compared(compare: Compare, raw: Mapping[str, Any], names: Mapping[str, Any]) -> bool:
    left = _operand(compare.left, raw, names)
    right = _operand(compare.right, raw, names)
    if any(is_open(value) for value in (*left, *right)):
        return True
    match compare.op:
        case "==" | "in":
            return any(one in right for one in left)
        case "!=" | "not in":
            return not any(one in right for one in left)
    return any(_ordered(compare.op, one, other) for one in left for other in right)


def _operand(operand: Expression, raw: Mapping[str, Any], names: Mapping[str, Any]) -> list[Any]:
    match operand:
        case Const():
            return [operand.value]
        case Listing():
            return [item.value for item in operand.items]
        case Path():
            return values_at(operand, raw, names)
        case Filter():
            return _operand(operand.inner, raw, names)
    return []


_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda one, other: bool(one < other), "<=": lambda one, other: bool(one <= other),
    ">": lambda one, other: bool(one > other), ">=": lambda one, other: bool(one >= other),
}  # fmt: skip


def _ordered(op: str, one: Any, other: Any) -> bool:
    if isinstance(one, int) and isinstance(other, int):
        return _ORDERS[op](one, other)
    for parse in (lambda raw: Duration.parse(raw).about_days(), Money.parse, Percent.parse, Date.parse):
        try:
            return _ORDERS[op](parse(one), parse(other))
        except (TypeError, ValueError):
            continue
    return False
