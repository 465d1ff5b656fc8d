"""The core terms of one deal: each value as the papers print it, the places of the deal it comes from, and who must say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from msgspec import Struct

from generator.bind import Bound
from generator.checks.core.rules import RULES, Part, Rule
from generator.checks.words import said
from generator.document.evaluate import Scope, elements
from generator.document.hit import AT_HOME, Hit, Question
from generator.document.filters import short, show
from generator.document.memory import memory
from generator.document.say import Style
from generator.document.tree import Blank, Inlines, Value, plain
from generator.library.expression import Path


class Need(Struct, frozen=True):
    """One value of a term. `paths`: places of the deal whose values print it; none where it is a word of a closed set.

    `home`: its place in the deal. `clauses`: ids of the clauses that say it without a value. `papers`: kinds that must say it, or
    for a word of a closed set in a list, the element it is of.
    """

    label: str
    words: str
    home: str
    paths: tuple[str, ...]
    clauses: tuple[str, ...]
    papers: tuple[str, ...]


class Term(Struct, frozen=True):
    """A core term: its name, its values, and the exit it is, by id and title, if it is one."""

    name: str
    needs: tuple[Need, ...]
    exit: tuple[str, str] = ("", "")

    @property
    def words(self) -> str:
        """“target GBP 1,200,000 a quarter; date 31 March 2027”."""
        return "; ".join(f"{need.label} {need.words}".strip() for need in self.needs)


def core_terms(bound: Bound, style: Style, stated: Iterable[tuple[str, object]] | None = None) -> list[Term]:
    """The core terms the deal has a value for, in the order of the rules; what the deal leaves open prints its blank.

    `stated`: what the deal says, with its paths, where that is known already. Terms are remembered with what they asked of the
    deal, as clauses are (document/memory.py): in a batch most are those of the deal before.
    """
    scope, stated_paths = Scope(bound, style), {path for path, _ in (said(bound.deal) if stated is None else stated)}
    return [term for rule in RULES for term in _of_rule(rule, scope, stated_paths)]


def _of_rule(rule: Rule, scope: Scope, stated: set[str]) -> Iterator[Term]:
    # What is stated counts for a word of a closed set alone, outside lists.
    told = frozenset(part.path for part in rule.parts if part.clauses and part.path in stated)
    for one in elements(scope.look_up(_path(rule.each))) if rule.each else (None,):
        term = _again(rule, scope, told, one)
        if term.needs:
            yield term


def _again(rule: Rule, scope: Scope, told: frozenset[str], one: Hit | None) -> Term:
    """The term of a rule, for one element of its list if it has one; made, or found again where the deal answers the same."""
    made: list[Term] = []

    def make(asked: dict[Question, Hit]) -> Term:
        inner = Scope(scope.bound, scope.style, variables={"one": one} if one else {}, answers=scope.answers, asked=asked)
        if one and type(one.value) not in AT_HOME:
            inner.look_up(_path(rule.each))  # what is read of it is not asked for, so all of it is
        made.append(_term(rule, inner, told))
        return made[0]

    name = ("core term", rule.title, rule.each, one.path if one else "", told, scope.style)
    return memory(scope.bound.library, "pieces").made(name, scope.answers, make) or made[0]


def _term(rule: Rule, scope: Scope, told: frozenset[str]) -> Term:
    name = plain(_printed(_path(f"one.{rule.name}"), scope, show)) if rule.name else ""
    needs = tuple(need for part in rule.parts if (need := _need(part, scope, told)) is not None)
    exit = (scope.variables["one"].value.id, name) if rule.each == "exit.triggers" else ("", "")
    return Term(f"{rule.title}: {name}" if name else rule.title, needs, exit)


def _need(part: Part, scope: Scope, told: frozenset[str]) -> Need | None:
    if (part.when and not scope.look_up(_path(part.when)).value) or (part.unless and scope.look_up(_path(part.unless)).value):
        return None
    path = _path(part.path)
    hit = scope.look_up(path)
    if hit.value is None:
        return Need(part.label, part.absent, hit.path, (), part.clauses, ()) if part.absent else None
    if _is_closed(hit):
        is_said = part.path.startswith("one.") or part.path in told
        return Need(part.label, plain(_printed(path, scope, short)), hit.path, (), part.clauses, part.papers if is_said else ())
    inlines = _printed(path, scope, show if hit.path.startswith("computed.") else short)
    paths = tuple(dict.fromkeys(inline.path for inline in inlines if isinstance(inline, Value) and not _is_name(inline)))
    blanks = tuple(dict.fromkeys(inline.path for inline in inlines if isinstance(inline, Blank)))
    return Need(part.label, plain(inlines), hit.path, paths or blanks, part.clauses, part.papers if paths else ())


def _printed(path: Path, scope: Scope, say: Callable[[Hit, Scope], Inlines]) -> Inlines:
    """What a place of the deal prints; where that names a side, its name was asked for."""
    inlines = say(scope.look_up(path), scope)
    for inline in inlines:
        if isinstance(inline, Value) and _is_name(inline):
            scope.ask("", tuple(inline.path.split(".")))
    return inlines


def _is_closed(hit: Hit) -> bool:
    return hit.closed and isinstance(hit.value, str)


def _is_name(value: Value) -> bool:
    """Whether a value names a side, as it stands beside each of two lengths."""
    return value.path in ("sides.a.short", "sides.b.short")


@cache
def _path(words: str) -> Path:
    return Path(tuple(words.split(".")))
