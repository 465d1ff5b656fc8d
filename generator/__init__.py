"""Pactwright: one deal file becomes the papers of an alliance, and the ending is planned while both sides want it to work."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.checks import Finding
    from generator.deal import Deal, DealError, read_deal, write_deal
    from generator.deal.private import Private, read_private
    from generator.library import Library, LibraryError, load_library
    from generator.pipeline import Paper, draft, look_at, read_back, write

# Each name is loaded when it is asked for, so that what needs only some of the program does not wait for all of it.
_HOMES = {
    "generator.checks": ("Finding",),
    "generator.deal": ("Deal", "DealError", "read_deal", "write_deal"),
    "generator.deal.private": ("Private", "read_private"),
    "generator.library": ("Library", "LibraryError", "load_library"),
    "generator.pipeline": ("Paper", "draft", "look_at", "read_back", "write"),
}

__all__ = [
    "Deal",
    "DealError",
    "Finding",
    "Library",
    "LibraryError",
    "Paper",
    "Private",
    "draft",
    "load_library",
    "look_at",
    "read_back",
    "read_deal",
    "read_private",
    "write",
    "write_deal",
]


def __getattr__(name: str) -> Any:
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value
