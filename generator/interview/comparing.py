"""Two deals compared place by place: the same in meaning, different, open, or said by one side alone.

Every value of both files is in exactly one of the differences found, so nothing that differs is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from generator.interview.pairing import is_part, is_rows
from generator.interview.place import MISSING
from generator.values import Compound, Date, Duration, Money, Percent, is_open

Status: TypeAlias = Literal["different", "open", "one_side", "agreed"]
STATUSES: tuple[Status, ...] = ("different", "open", "one_side", "agreed")
Spot: TypeAlias = tuple[str, ...]

# One side's own, or kept by the program: no matter for the table, never printed, never merged.
OWN = ("sources", "accepted", "counsel", "proposition")
# Of the file and not of the deal.
_FILE = ("pactwright", "id", "version", "draft_date", "status")
_ORDERED = ("ladder", "escalation", "told", "steps")  # lists whose order says something
ORDER = "order"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of the deal, and what each side's file says there; MISSING for nothing. `spot`: keys and ids of rows.

    `is_row`: the whole row is with one side alone.
    """

    spot: Spot
    a: Any
    b: Any
    status: Status
    is_row: bool = False


def compare(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[Difference]:
    """All places of both deals, in the order of the deal model. Rows that are the same thing have one id (pairing.py)."""
    return list(_compared(a, b, ()))


def is_own(spot: Spot) -> bool:
    """Whether a place is one side's own, or says something of the file alone."""
    return spot[0] in OWN or spot[0] in _FILE or (spot[0] == "clauses" and spot[-1] == "because" and len(spot) == 3)


def _compared(a: Any, b: Any, spot: Spot) -> Iterator[Difference]:
    if spot and is_own(spot):
        return
    if _parts(a, b):
        keys = [*(a if is_part(a) else ()), *(key for key in (b if is_part(b) else ()) if not (is_part(a) and key in a))]
        for key in keys:
            if key != "id" or len(spot) == 0:
                yield from _compared(_of(a, key), _of(b, key), (*spot, key))
    elif all(is_rows(value) or value is MISSING or value == [] for value in (a, b)) and (is_rows(a) or is_rows(b)):
        yield from _rows(a if is_rows(a) else [], b if is_rows(b) else [], spot)
    else:
        yield Difference(spot, a, b, status_of(a, b))


def _parts(a: Any, b: Any) -> bool:
    return (is_part(a) and (is_part(b) or b is MISSING)) or (is_part(b) and a is MISSING)


def _of(part: Any, key: str) -> Any:
    return part.get(key, MISSING) if is_part(part) else MISSING


def _rows(a: list[Any], b: list[Any], spot: Spot) -> Iterator[Difference]:
    ours, theirs = ({row["id"]: row for row in rows} for rows in (a, b))
    for id in [*ours, *(id for id in theirs if id not in ours)]:
        if id in ours and id in theirs:
            yield from _compared(ours[id], theirs[id], (*spot, id))
        else:
            yield Difference((*spot, id), ours.get(id, MISSING), theirs.get(id, MISSING), "one_side", is_row=True)
    if spot[-1] in _ORDERED:
        orders = [[id for id in one if id in other] for one, other in ((ours, theirs), (theirs, ours))]
        if orders[0] != orders[1]:
            yield Difference((*spot, ORDER), orders[0], orders[1], "different")


def status_of(a: Any, b: Any) -> Status:
    """What two values at one place are to each other."""
    if is_open(a) or is_open(b):
        return "open"
    if a is MISSING or b is MISSING:
        return "one_side"
    return "agreed" if meaning(a) == meaning(b) else "different"


_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}


def meaning(value: Any) -> Any:
    """What a raw value means, to compare: 1 year is 12 months, EUR 5.00 is EUR 5; of texts neither case, spaces nor quotes count.

    >>> meaning("1 year") == meaning("12 months"), meaning("3 months") == meaning("90 days")
    (True, False)
    >>> meaning("The  “Connector”.") == meaning("the connector")
    True
    """
    if isinstance(value, str):
        return _meaning_of_words(value)
    if isinstance(value, list):
        return ("list", tuple(sorted({repr(meaning(item)) for item in value})))
    if isinstance(value, dict):
        if set(value) == {"a", "b"} and meaning(value["a"]) == meaning(value["b"]):
            return meaning(value["a"])  # the same for each side is the same
        try:
            compound = Compound.parse(value)
        except ValueError:
            return ("part", tuple(sorted((key, repr(meaning(inner))) for key, inner in value.items() if key != "id")))
        return (compound.rule, tuple(sorted(repr(meaning(item if isinstance(item, str) else item.words())) for item in compound.items)))
    return (type(value).__name__, value)


def _meaning_of_words(words: str) -> Any:
    for kind in (Duration, Money, Percent, Date):
        try:
            found = kind.parse(words)
        except ValueError:
            continue
        match found:
            case Duration():
                return size(found)
            case Money():
                return ("money", found.currency, found.amount.normalize())
            case Percent():
                return ("percent", found.number.normalize())
        return found
    bare = re.sub(r"[\"'“”‘’„«»]", "", words).casefold()
    return ("text", " ".join(bare.split()).rstrip(" ."))


def size(length: Duration) -> tuple[str, int]:
    """A length in the smallest unit it is exactly a number of: months, days, business days or hours."""
    for unit, units in (("month", _MONTHS), ("day", _DAYS)):
        if length.unit in units:
            return unit, length.n * units[length.unit]
    return length.unit, length.n


def middle(a: Any, b: Any) -> tuple[str, str, str] | None:
    """Two lengths or two percentages -> the smaller, the middle and the larger, in words; None if nothing lies between.

    >>> middle("90 days", "60 days"), middle("1 year", "6 months"), middle("12 months", "90 days"), middle("50%", "75%")
    (('60 days', '75 days', '90 days'), ('6 months', '9 months', '1 year'), None, ('50%', '62.5%', '75%'))
    """
    try:
        lengths = sorted((Duration.parse(a), Duration.parse(b)), key=lambda length: size(length)[1])
    except ValueError:
        return _middle_share(a, b)
    (unit, low), (other, high) = (size(length) for length in lengths)
    if unit != other or high - low < 2:
        return None
    halfway = Duration((low + high + 1) // 2, unit)  # type: ignore[arg-type]  # size gives units
    return lengths[0].words(), halfway.words(), lengths[1].words()


def _middle_share(a: Any, b: Any) -> tuple[str, str, str] | None:
    try:
        low, high = sorted((Percent.parse(a), Percent.parse(b)))
    except ValueError:
        return None
    if low == high:
        return None
    halfway = ((low.number + high.number) / 2).quantize(Decimal("0.1"))
    return low.words(), f"{halfway:f}".removesuffix(".0") + "%", high.words()
