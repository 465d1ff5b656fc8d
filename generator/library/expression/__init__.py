"""The expressions of clause texts: Jinja2's syntax, and of that only paths, one comparison, and / or / not, `in` a list, filters.

What most of them are is read by `quick`; Jinja2's parser reads the rest and says what is wrong. Evaluation is in
document/evaluate.py.
"""

from __future__ import annotations

from functools import lru_cache

from generator.library.expression import quick
from generator.library.expression.tree import (
    FILTERS, BadExpression, Both, Compare, Const, Either, Expression, Filter, Listing, Not, Path, paths_of,
)  # fmt: skip

__all__ = [
    "FILTERS", "BadExpression", "Both", "Compare", "Const", "Either", "Expression", "Filter", "Listing", "Not", "Path",
    "parse_expression", "parse_list", "parse_slot", "paths_of",
]  # fmt: skip

LONGEST = 600


@lru_cache(maxsize=20_000)
def parse_expression(text: str) -> Expression:
    """Text between `{{ }}` or after `if` -> Expression. Raises BadExpression."""
    if len(text) > LONGEST:
        raise BadExpression(f"the expression has {len(text):,} characters; {LONGEST} are allowed")
    found = quick.read(text)
    if found is None:
        from generator.library.expression import jinja  # here, for hardly a text needs it

        found = jinja.read(text)
    return found


def parse_slot(text: str) -> Expression:
    """Text between `{{ }}`: a path, with filters or without. Raises BadExpression."""
    inner = expression = parse_expression(text)
    while isinstance(inner, Filter):
        inner = inner.inner
    if not isinstance(inner, Path):
        raise BadExpression("only a path can be printed; write words as words, and a condition as `{% if … %}`")
    return expression


def parse_list(text: str) -> Expression:
    """Text after `in` of a loop or a table: a path. Raises BadExpression."""
    expression = parse_expression(text)
    if not isinstance(expression, Path):
        raise BadExpression("a loop goes over a path")
    return expression
