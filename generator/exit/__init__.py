"""Counting of time, the effective exit matrix, and what is computed from it."""

from generator.exit.computed import compute, has_wind_down, is_locked, is_partial, lock_in_end, term_end
from generator.exit.counting import add, add_months, last_day

__all__ = ["add", "add_months", "compute", "has_wind_down", "is_locked", "is_partial", "last_day", "lock_in_end", "term_end"]
