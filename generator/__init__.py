"""Pactwright: one deal file becomes the papers of an alliance, and the ending is planned while both sides want it to work."""

from generator.checks import Finding
from generator.deal import Deal, DealError, read_deal, write_deal
from generator.library import Library, LibraryError, load_library
from generator.pipeline import Paper, draft, look_at, write

__all__ = [
    "Deal",
    "DealError",
    "Finding",
    "Library",
    "LibraryError",
    "Paper",
    "draft",
    "load_library",
    "look_at",
    "read_deal",
    "write",
    "write_deal",
]
