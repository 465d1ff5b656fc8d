"""Conditions -> yes, no or unknown: a comparison with an open value is unknown (None)."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from generator.deal.trigger import BySide
from generator.document.evaluate import Scope
from generator.document.hit import Hit
from generator.document.rename import NAMES_AS_WORDS
from generator.document.say import main
from generator.library.expression import Both, Compare, Const, Either, Expression, Filter, Listing, Not, Path
from generator.values import Compound, Date, Duration, Money, Open, Percent, Place


def truth(expression: Expression, scope: Scope) -> bool | None:
    """Whether a condition holds; None where it hangs on a comparison with an open value."""
    match expression:
        case Both():
            left, right = truth(expression.left, scope), truth(expression.right, scope)
            return False if left is False or right is False else None if left is None or right is None else True
        case Either():
            left, right = truth(expression.left, scope), truth(expression.right, scope)
            return True if left or right else None if left is None or right is None else False
        case Not():
            inner = truth(expression.inner, scope)
            return None if inner is None else not inner
        case Compare():
            return _compare(expression, scope)
        case Const():
            return bool(expression.value)
        case Path():
            return scope.is_there(expression)
        case Filter():
            return truth(expression.inner, scope)
    raise TypeError(f"{type(expression).__name__} is no condition")


def _compare(node: Compare, scope: Scope) -> bool | None:
    left = _operand(node.left, scope)
    if node.op in ("in", "not in"):
        held = _members(node.right, scope)
        if isinstance(held, frozenset):
            return (left in held) == (node.op == "in")
        if not isinstance(left, Open) and any(_equal(left, member) for member in held):
            return node.op == "in"
        return None if isinstance(left, Open) or any(isinstance(member, Open) for member in held) else node.op != "in"
    holds = _all(left, _operand(node.right, scope), "==" if node.op == "!=" else node.op)
    return holds if node.op != "!=" or holds is None else not holds


def _operand(expression: Expression, scope: Scope) -> Any:
    if isinstance(expression, Const):
        return expression.value
    if isinstance(expression, Path):
        return main(_compared(expression, scope).value)[1]
    raise TypeError("only a path or a fixed word can be compared")


def _compared(path: Path, scope: Scope) -> Hit:
    """What a path leads to, to be compared."""
    hit = scope.look_up(path)
    if hit.path in NAMES_AS_WORDS:
        scope.ask(*NAMES_AS_WORDS[hit.path])
    return hit


def _members(expression: Expression, scope: Scope) -> list[Any] | frozenset[str]:
    """What is listed; a set where it is the clauses of the paper."""
    if isinstance(expression, Listing):
        return [item.value for item in expression.items]
    value = _compared(expression, scope).value if isinstance(expression, Path) else None
    if isinstance(value, frozenset):
        return value
    if isinstance(value, Open):
        return [value]
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str | Open | BaseModel) else []


def _equal(left: Any, right: Any) -> bool:
    if isinstance(right, str) and isinstance(left, Duration | Money | Percent | Date | Place):
        return bool(_parsed(type(left).parse, right) == left)
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


@lru_cache(maxsize=4096)  # the same fixed words of the library are compared in every paper
def _parsed(parse: Callable[[str], Any], words: str) -> Any:
    """Words as a value of a kind; None if they are none."""
    try:
        return parse(words)
    except ValueError:
        return None


def _all(left: Any, right: Any, op: str) -> bool | None:
    """A comparison; of values that differ by side it must hold for both."""
    pairs = (
        [(getattr(left, side, left), getattr(right, side, right)) for side in ("a", "b")]
        if BySide in (type(left), type(right))
        else [(left, right)]
    )
    results = [None if Open in (type(one), type(two)) else _equal(one, two) if op == "==" else _order(one, two, op) for one, two in pairs]
    return False if False in results else None if None in results else True


def _order(left: Any, right: Any, op: str) -> bool:
    """Order of two values; False where a value is missing or the two are of different kinds."""
    first, second = _size(left, right), _size(right, left)
    if first is None or second is None or first[0] != second[0]:
        return False
    return bool(_ORDERS[op](first[1], second[1]))


_ORDERS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def _size(value: Any, other: Any) -> tuple[str, Any] | None:
    """What is measured, and how much: only lengths compare with lengths, and sums of one currency with each other."""
    if isinstance(value, str) and isinstance(other, Duration | Compound | Money | Percent | Date):
        value = _parsed((Duration if isinstance(other, Compound) else type(other)).parse, value)
    match value:
        case Duration():
            return "time", value.about_days()
        case Compound():
            fixed = [item.about_days() for item in value.fixed()]
            return ("time", max(fixed) if value.rule == "longer_of" else min(fixed)) if fixed else None
        case Money():
            return value.currency, value.amount
        case Percent():
            return "percent", value.number
        case Date():
            return "date", value.day
        case bool() | str() | None:
            return None
        case int():
            return "number", value
    return None
