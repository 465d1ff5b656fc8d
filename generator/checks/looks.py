"""Looks at words: most words of a deal and its papers are those of the deal before, and a look sees nothing in nearly all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
MOST_WORDS = 16_384

# For each look, the words in which it saw nothing. Held within bounds.
_nothing: dict[Callable[..., object], set[str]] = {}


def seen_in(words: Iterable[str], look: Callable[[str], T | None]) -> dict[str, T]:
    """What `look`, a function of a module that hangs on the words alone, sees in some words; without those in which it is nothing."""
    known = _nothing.get(look)
    if known is None:
        known = _nothing.setdefault(look, set())
    seen: dict[str, T] = {}
    for one in [one for one in words if one not in known]:
        if found := look(one):
            seen[one] = found
        else:
            if len(known) >= MOST_WORDS:
                known.clear()
            known.add(one)
    return seen
