"""Refused records as they came, one JSON object a line, with the reasons beside: to be mended and given to a batch again.

`record`: the deal, or the row as names of columns with their cells (then `as` is “row”, and `base` names what it was laid over);
a text where it is no JSON. `from`: where it stood. `reasons`: `where` is a JSON pointer or a cell. `taken`: the file
it may not have, because another record of the run did; as long as it stands there, the record is refused for it again.
"""

from __future__ import annotations

import json
import re
from typing import Any

from generator.batch.outcome import Outcome
from generator.batch.record import Record
from generator.deal import DealError, Fault
from generator.deal.read import parse_value
from generator.values import show_hidden

_NEAREST = re.compile(r"; nearest: “(.+?)”")


def reason(fault: Fault) -> dict[str, Any]:
    """A fault as data: where, message, and the nearest valid value if there is one."""
    near = _NEAREST.search(fault.message)
    said: dict[str, Any] = {"where": show_hidden(fault.pointer), "message": show_hidden(fault.message)}
    if fault.line:
        said["line"] = fault.line
    return said | {"nearest": show_hidden(near[1]) if near else None}


def line(record: Record, outcome: Outcome, base: str = "") -> str:
    """The line of a refused or failed record, with its line break."""
    told: dict[str, Any] = {"record": _as_it_came(record)}
    if record.cells:
        told |= {"as": "row"} | ({"base": base} if base else {})
    told |= {"from": str(record), "reasons": [reason(fault) for fault in outcome.faults]}
    if outcome.taken:
        told["taken"] = outcome.taken
    return as_json(told) + "\n"


def _as_it_came(record: Record) -> Any:
    try:
        found = parse_value(record.raw)
    except DealError:
        return record.raw
    return found if isinstance(found, dict) else record.raw


def as_json(data: Any, indent: int | None = None) -> str:
    """JSON that can be written as UTF-8: half a character, which JSON may name and UTF-8 cannot hold, stays spelt out."""
    said = json.dumps(data, ensure_ascii=False, indent=indent)
    try:
        said.encode()
    except UnicodeEncodeError:
        return json.dumps(data, indent=indent)
    return said
