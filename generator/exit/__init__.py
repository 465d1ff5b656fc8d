"""Counting of time, the effective exit matrix, and what is computed from it."""

from generator.exit.computed import compute, has_wind_down, is_locked, is_partial, lock_in_end, term_end
from generator.exit.counting import add, add_months, last_day, subtract
from generator.exit.nature import name_in_law, nature_of_fee, penalty_rule

__all__ = [
    "add", "add_months", "compute", "has_wind_down", "is_locked", "is_partial", "last_day", "lock_in_end", "name_in_law",
    "nature_of_fee", "penalty_rule", "subtract", "term_end",
]  # fmt: skip
