"""What an expression is made of, and what may stand where."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from generator.values import nearest

FILTERS = (
    "notice", "within", "possessive", "plural", "a", "cap", "ordinal", "date", "money", "names", "verb", "short", "given", "refs", "words",
    "sentence",
)  # fmt: skip


class Path(Struct, frozen=True):
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.parts)


class Const(Struct, frozen=True):
    value: str | int | bool


class Listing(Struct, frozen=True):
    items: tuple[Const, ...]


class Compare(Struct, frozen=True):
    op: str
    left: Expression
    right: Expression


class Both(Struct, frozen=True):
    left: Expression
    right: Expression


class Either(Struct, frozen=True):
    left: Expression
    right: Expression


class Not(Struct, frozen=True):
    inner: Expression


class Filter(Struct, frozen=True):
    name: str
    inner: Expression
    arguments: tuple[str, ...] = ()

    @property
    def first(self) -> Filter:
        """The filter of a chain that is applied first."""
        return self.inner.first if isinstance(self.inner, Filter) else self


Expression: TypeAlias = Path | Const | Listing | Compare | Both | Either | Not | Filter


class BadExpression(Exception):
    """An expression that is not allowed; the message is a sentence."""


_ON_WORDS = ("cap", "possessive", "plural", "a", "sentence", "verb")


def make_filter(name: str, inner: Expression, arguments: tuple[str, ...]) -> Filter:
    """A filter on a path. Raises BadExpression."""
    if name not in FILTERS:
        raise BadExpression(f"no filter `{name}`{nearest(name, FILTERS)}")
    if (name == "verb") != bool(arguments) or (name == "verb" and len(arguments) != 2):
        raise BadExpression("only `verb` takes words: `verb('gives', 'give')`")
    if isinstance(inner, Filter) and name not in _ON_WORDS:
        raise BadExpression(f"`{name}` reads a value and stands before `{inner.name}`, next to the path")
    if not isinstance(inner, Path | Filter):
        raise BadExpression("a filter stands after a path")
    return Filter(name, inner, arguments)


def make_path(names: list[str]) -> Path:
    """A path of the deal. Raises BadExpression."""
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
