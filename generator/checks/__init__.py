"""The checks of a deal. One file = one check; its docstring is its manual and its test."""

from generator.checks.finding import ORDER, Finding, Level
from generator.checks.registry import checks, run_checks, samples
from generator.checks.view import View

__all__ = ["ORDER", "Finding", "Level", "View", "checks", "run_checks", "samples"]
