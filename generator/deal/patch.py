"""Change a few places of a raw deal by path: `term.lock_in: 24 months`. Used by examples in clause files and samples in checks."""

from __future__ import annotations

import copy
from typing import Any

ABSENT = "absent"


def patched(raw: dict[str, Any], changes: list[tuple[str, Any]]) -> dict[str, Any]:
    """A deep copy of raw deal data with values set at dotted paths; `absent` removes one. List elements go by id.

    >>> patched({"kpis": [{"id": "k1", "unit": "EUR"}]}, [("kpis.k1.unit", "GBP"), ("term.lock_in", "1 year")])
    {'kpis': [{'id': 'k1', 'unit': 'GBP'}], 'term': {'lock_in': '1 year'}}
    """
    changed = copy.deepcopy(raw)
    for path, value in changes:
        _set(changed, path.split("."), value, path)
    return changed


def _set(here: Any, steps: list[str], value: Any, path: str) -> None:
    step, rest = steps[0], steps[1:]
    if isinstance(here, list):
        place = next((n for n, item in enumerate(here) if isinstance(item, dict) and item.get("id") == step), None)
        if place is None:
            if value == ABSENT:
                return
            here.append({"id": step})
            place = len(here) - 1
        if rest:
            _set(here[place], rest, value, path)
        elif value == ABSENT:
            del here[place]
        else:
            here[place] = {"id": step, **value} if isinstance(value, dict) else value
        return
    if not isinstance(here, dict):
        raise ValueError(f"`{path}` leads through a value that has no parts")
    if not rest:
        if value == ABSENT:
            here.pop(step, None)
        else:
            here[step] = value
        return
    # A clause id has a dot of its own: clauses.exit.convenience.text
    if step == "clauses" and len(rest) >= 2:
        clauses, id = here.setdefault("clauses", {}), f"{rest[0]}.{rest[1]}"
        if rest[2:]:
            _set(clauses.setdefault(id, {}), rest[2:], value, path)
        else:
            clauses[id] = value
        return
    inner = here.get(step)
    if isinstance(inner, str):
        inner = {}
    if inner is None:
        inner = here.setdefault(step, [] if step in _LISTS else {})
    here[step] = inner
    _set(inner, rest, value, path)


_LISTS = {
    "members", "guarantors", "signatories", "deliverables", "investments", "kpis", "gates", "criteria", "ladder", "background",
    "allocation", "register", "triggers", "steps", "classes", "parts", "groups", "fees", "escalation", "linked",
    "special", "conditions", "accepted",
}  # fmt: skip
