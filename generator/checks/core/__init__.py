"""The core terms of a deal: what they are, what they are worth, and where each paper says them."""

from generator.checks.core.places import Places, values_of
from generator.checks.core.table import Row, as_data, as_text, rows
from generator.checks.core.terms import Need, Term, core_terms

__all__ = ["Need", "Places", "Row", "Term", "as_data", "as_text", "core_terms", "rows", "values_of"]
