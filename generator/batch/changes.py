"""Which places of a deal changed since the last time: dotted paths, list elements by their ids."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

_LONGEST = 40


def changed_places(before: Any, now: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Path and what happened there, for two deals as JSON data, in the order of the new one.

    >>> list(changed_places({"term": {"initial": "3 years"}}, {"term": {"initial": "2 years"}, "title": "Harbor"}))
    [('term.initial', 'was “3 years”, is “2 years”'), ('title', 'is new')]
    """
    if before == now:
        return
    old, new = _parts(before), _parts(now)
    if old is None or new is None:
        yield path, f"was {_shown(before)}, is {_shown(now)}"
        return
    for step in dict.fromkeys((*new, *old)):
        here = f"{path}.{step}" if path else step
        if step not in old:
            yield here, "is new"
        elif step not in new:
            yield here, "is gone"
        else:
            yield from changed_places(old[step], new[step], here)


def _parts(value: Any) -> dict[str, Any] | None:
    """Parts by name: keys of an object, ids of a list's elements, else their places; None for a value without parts."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        ids = [item.get("id") if isinstance(item, dict) else None for item in value]
        if all(isinstance(id, str) for id in ids) and len(set(ids)) == len(ids):
            return dict(zip(map(str, ids), value, strict=True))
        return {str(n): item for n, item in enumerate(value)}
    return None


def _shown(value: Any) -> str:
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"“{words[: _LONGEST - 1]}…”" if len(words) > _LONGEST else f"“{words}”"
