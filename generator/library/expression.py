"""The expressions of clause texts: Jinja2's syntax, and of that only paths, one comparison, and / or / not, `in` a list, filters.

Jinja2's parser reads; nothing of Jinja2 ever runs. Evaluation is in document/evaluate.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from generator.values import nearest

if TYPE_CHECKING:
    from jinja2 import Environment

FILTERS = (
    "notice", "within", "possessive", "plural", "a", "cap", "ordinal", "date", "money", "names", "verb", "short", "given", "refs", "words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Path:
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.parts)


@dataclass(frozen=True, slots=True)
class Const:
    value: str | int | bool


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Const, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    op: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Both:
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Either:
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Not:
    inner: Expression


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    inner: Expression
    arguments: tuple[str, ...] = ()


Expression: TypeAlias = Path | Const | Listing | Compare | Both | Either | Not | Filter


class BadExpression(Exception):
    """An expression that is not allowed; the message is a sentence."""


_SIMPLE = re.compile(r"\s*([a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*)\s*(?:\|\s*([a-z]+)\s*)?")
LONGEST = 600
_ON_WORDS = ("cap", "possessive", "plural", "a", "verb")
# What people know the refused nodes of Jinja2's tree by.
_CALLED = {
    "call": "a call", "getitem": "`[…]` after a name", "test": "`is`", "condexpr": "`… if … else …`",
    "concat": "`~`", "add": "`+`", "sub": "`-`",
    "mul": "`*`", "div": "`/`", "floordiv": "`//`", "mod": "`%`", "pow": "`**`", "neg": "`-`", "pos": "`+`", "dict": "`{…}`",
    "const": "a number with a point, or none,", "filter": "a filter with such an argument",
}  # fmt: skip
_ALLOWED = "allowed are paths, one comparison, and, or, not, `in` and filters"


@lru_cache(maxsize=20_000)
def parse_expression(text: str) -> Expression:
    """Text between `{{ }}` or after `if` -> Expression. Raises BadExpression."""
    if len(text) > LONGEST:
        raise BadExpression(f"the expression has {len(text):,} characters; {LONGEST} are allowed")
    if (match := _SIMPLE.fullmatch(text)) and match[1] not in ("true", "false", "none"):
        path = _path(match[1].split("."))
        return _filter(match[2], path, ()) if match[2] else path
    from jinja2 import TemplateSyntaxError, nodes
    from jinja2.parser import Parser

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
    from jinja2 import Environment

    return Environment(autoescape=False)


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


def _convert(node: object) -> Expression:
    from jinja2 import nodes

    match node:
        case nodes.Name() | nodes.Getattr():
            return _path(_names(node))
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
                return _filter(node.name, _convert(node.node), tuple(_text(argument) for argument in node.args))
    kind = type(node).__name__.lower()
    raise BadExpression(f"{_CALLED.get(kind, 'this')} is not allowed here; {_ALLOWED}")


def _comparison(node: object) -> Compare:
    from jinja2 import nodes

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


def _filter(name: str, inner: Expression, arguments: tuple[str, ...]) -> Filter:
    if name not in FILTERS:
        raise BadExpression(f"no filter `{name}`{nearest(name, FILTERS)}")
    if (name == "verb") != bool(arguments) or (name == "verb" and len(arguments) != 2):
        raise BadExpression("only `verb` takes words: `verb('gives', 'give')`")
    if isinstance(inner, Filter) and name not in _ON_WORDS:
        raise BadExpression(f"`{name}` reads a value and stands before `{inner.name}`, next to the path")
    if not isinstance(inner, Path | Filter):
        raise BadExpression("a filter stands after a path")
    return Filter(name, inner, arguments)


def _text(node: object) -> str:
    from jinja2 import nodes

    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    raise BadExpression("a filter takes fixed words only")


def _names(node: object) -> list[str]:
    from jinja2 import nodes

    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name):
        raise BadExpression(f"a path is names with dots; {_ALLOWED}")
    return [*reversed([*names, node.name])]


def _path(names: list[str]) -> Path:
    for name in names:
        if name.startswith("_") or name.endswith("__"):
            raise BadExpression(f"`{name}` is not a name of the deal")
    return Path(tuple(names))


def paths_of(expression: Expression) -> list[Path]:
    """All paths an expression reads."""
    match expression:
        case Path():
            return [expression]
        case Compare() | Both() | Either():
            return [*paths_of(expression.left), *paths_of(expression.right)]
        case Not() | Filter():
            return paths_of(expression.inner)
    return []
