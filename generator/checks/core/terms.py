"""The core terms of one deal: each value as the papers print it, the places of the deal it comes from, and who must say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.bind import Bound
from generator.checks.core.rules import RULES, Part, Rule
from generator.checks.words import said
from generator.document.evaluate import Scope, elements
from generator.document.hit import Hit
from generator.document.filters import short, show
from generator.document.say import Style
from generator.document.tree import Blank, Value, plain
from generator.library.expression import Path


@dataclass(frozen=True, slots=True)
class Need:
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


@dataclass(frozen=True, slots=True)
class Term:
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

    `stated`: what the deal says, with its paths, where that is known already.
    """
    scope, stated_paths = Scope(bound, style), {path for path, _ in (said(bound.deal) if stated is None else stated)}
    return [term for rule in RULES for term in _of_rule(rule, scope, stated_paths)]


def _of_rule(rule: Rule, scope: Scope, stated: set[str]) -> Iterator[Term]:
    if not rule.each:
        if needs := _needs(rule, scope, stated):
            yield Term(rule.title, needs)
        return
    for one in elements(scope.look_up(_path(rule.each))):
        within = scope.having(one=one)
        name = plain(show(within.look_up(_path(f"one.{rule.name}")), within)) if rule.name else ""
        if needs := _needs(rule, within, stated):
            is_exit = rule.each == "exit.triggers"
            yield Term(f"{rule.title}: {name}" if name else rule.title, needs, (one.value.id, name) if is_exit else ("", ""))


def _needs(rule: Rule, scope: Scope, stated: set[str]) -> tuple[Need, ...]:
    return tuple(need for part in rule.parts if (need := _need(part, scope, stated)) is not None)


def _need(part: Part, scope: Scope, stated: set[str]) -> Need | None:
    if (part.when and not scope.look_up(_path(part.when)).value) or (part.unless and scope.look_up(_path(part.unless)).value):
        return None
    hit = scope.look_up(_path(part.path))
    if hit.value is None:
        return Need(part.label, part.absent, hit.path, (), part.clauses, ()) if part.absent else None
    if _is_closed(hit):
        is_said = part.path.startswith("one.") or (part.clauses and hit.path in stated)
        return Need(part.label, plain(short(hit, scope)), hit.path, (), part.clauses, part.papers if is_said else ())
    inlines = show(hit, scope) if hit.path.startswith("computed.") else short(hit, scope)
    paths = tuple(dict.fromkeys(inline.path for inline in inlines if isinstance(inline, Value) and not _is_name(inline)))
    blanks = tuple(dict.fromkeys(inline.path for inline in inlines if isinstance(inline, Blank)))
    return Need(part.label, plain(inlines), hit.path, paths or blanks, part.clauses, part.papers if paths else ())


def _is_closed(hit: Hit) -> bool:
    return hit.closed and isinstance(hit.value, str)


def _is_name(value: Value) -> bool:
    """Whether a value names a side, as it stands beside each of two lengths."""
    return value.path in ("sides.a.short", "sides.b.short")


def _path(words: str) -> Path:
    return Path(tuple(words.split(".")))
