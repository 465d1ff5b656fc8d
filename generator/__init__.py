"""Pactwright: one deal file becomes the papers of an alliance, and the ending is planned while both sides want it to work."""

from generator.checks import Finding
from generator.deal import Deal, DealError, read_deal, write_deal
from generator.deal.private import Private, read_private
from generator.library import Library, LibraryError, load_library
from generator.pipeline import Paper, draft, look_at, read_back, write

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
