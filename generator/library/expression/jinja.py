"""Reads expressions by Jinja2's parser: all that may be written, and a sentence for what may not. Nothing of Jinja2 ever runs."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from generator.library.expression.tree import (
    BadExpression,
    Both,
    Compare,
    Const,
    Either,
    Expression,
    Listing,
    Not,
    Path,
    make_filter,
    make_path,
)

# What people know the refused nodes of Jinja2's tree by.
_CALLED = {
    "call": "a call", "getitem": "`[…]` after a name", "test": "`is`", "condexpr": "`… if … else …`",
    "concat": "`~`", "add": "`+`", "sub": "`-`",
    "mul": "`*`", "div": "`/`", "floordiv": "`//`", "mod": "`%`", "pow": "`**`", "neg": "`-`", "pos": "`+`", "dict": "`{…}`",
    "const": "a number with a point, or none,", "filter": "a filter with such an argument",
}  # fmt: skip
_ALLOWED = "allowed are paths, one comparison, and, or, not, `in` and filters"


def read(text: str) -> Expression:
    """Text -> Expression. Raises BadExpression."""
    try:
        tree = Parser(_environment(), "{{ " + text + " }}").parse()
    except TemplateSyntaxError as error:
        raise BadExpression(f"cannot read `{text.strip()}`: {error.message}") from None
    except RecursionError:
        raise BadExpression("the expression is nested too deeply") from None
    outputs = tree.body
    if len(outputs) != 1 or not isinstance(outputs[0], nodes.Output) or len(outputs[0].nodes) != 1:
        raise BadExpression(f"`{text.strip()}` is not one expression")
    try:
        return _convert(outputs[0].nodes[0])
    except RecursionError:
        raise BadExpression("the expression is nested too deeply") from None


@cache
def _environment() -> Environment:
    """Jinja2's settings for its parser, which is all we use of it; made once, at the first condition."""
    return Environment(autoescape=False)


def _convert(node: object) -> Expression:
    match node:
        case nodes.Name() | nodes.Getattr():
            return make_path(_names(node))
        case nodes.Const():
            if isinstance(node.value, str | bool | int):
                return Const(node.value)
        case nodes.List() | nodes.Tuple():
            raise BadExpression(f"a list may stand only after `in`; {_ALLOWED}")
        case nodes.Compare():
            return _comparison(node)
        case nodes.And():
            return Both(_convert(node.left), _convert(node.right))
        case nodes.Or():
            return Either(_convert(node.left), _convert(node.right))
        case nodes.Not():
            return Not(_convert(node.node))
        case nodes.Filter():
            if node.node is not None and not node.kwargs and node.dyn_args is None and node.dyn_kwargs is None:
                return make_filter(node.name, _convert(node.node), tuple(_text(argument) for argument in node.args))
    kind = type(node).__name__.lower()
    raise BadExpression(f"{_CALLED.get(kind, 'this')} is not allowed here; {_ALLOWED}")


def _comparison(node: object) -> Compare:
    assert isinstance(node, nodes.Compare)
    if len(node.ops) != 1:
        raise BadExpression("one comparison at a time; join two with `and`")
    op, right = node.ops[0].op, node.ops[0].expr
    names = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in"}
    if op in ("in", "notin") and isinstance(right, nodes.List | nodes.Tuple):
        items = tuple(_convert(item) for item in right.items)
        if not all(isinstance(item, Const) for item in items):
            raise BadExpression("a list after `in` holds fixed words only")
        return Compare(names[op], _operand(node.expr), Listing(tuple(item for item in items if isinstance(item, Const))))
    if op in ("in", "notin") and not isinstance(_convert(right), Path):
        raise BadExpression("after `in` stands a list of fixed words or a path")
    return Compare(names[op], _operand(node.expr), _operand(right))


def _operand(node: object) -> Expression:
    side = _convert(node)
    if not isinstance(side, Path | Const):
        raise BadExpression("only paths and fixed words can be compared")
    return side


def _text(node: object) -> str:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    raise BadExpression("a filter takes fixed words only")


def _names(node: object) -> list[str]:
    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name):
        raise BadExpression(f"a path is names with dots; {_ALLOWED}")
    return [*reversed([*names, node.name])]
