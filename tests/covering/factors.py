"""What is varied: each clause's choice, the parameters it chooses by, and every place of the deal its texts decide by.

Pairs are wanted within a category of clauses between choices and parameters, and within one clause between all it reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from generator.deal.patch import ABSENT
from generator.library import Clause, Library, TextPart
from generator.library.expression import Both, Compare, Const, Either, Expression, Filter, Listing, Not, Path
from generator.library.markup import Choice, DataTable, Loop, Mark, Node, TextItem
from tests.covering.levels import levels, needs_all, param_levels, shape_at

OUT, IN, ASKED, TWICE = "out", "in", "asked", "twice"

# Where the computed names and the phrases of an exit come from; what is not here comes from the exits themselves.
COMPUTED = {
    "has_joint_ip": "ip.allocation", "joint_classes": "ip.allocation", "a_classes": "ip.allocation", "b_classes": "ip.allocation",
    "critical_background": "ip.background", "register_described": "ip.register", "success_agreed": "success.agreed.a.by",
    "penalty_rule": "law.governing", "has_breach_sum": "agreed_damages", "name_of_breach_sum": "law.governing",
    "kpis_by_phase": "success.kpis", "kpis_by_quarter": "success.kpis", "targets": "success.kpis", "commitments": "success.kpis",
    "a_deliverables": "contributions.deliverables", "b_deliverables": "contributions.deliverables", "us_side": "sides.a.members",
    "damages_for_delay": "agreed_damages", "damages_for_shortfall": "agreed_damages", "damages_for_exclusivity": "agreed_damages",
    "damages_for_non_solicit": "agreed_damages",
}  # fmt: skip
CELLS = {
    "kpis": "tests", "gates": "tests", "automatic": "who", "joint": "who", "partial": "scope.parts", "by_notice": "notice.length",
    "agreed_fee": "fee", "locked": "lock_in.until", "right": "who",
}  # fmt: skip
MOST_LEVELS = 6  # a place of the deal with more is varied by other ones in each clause that reads it
# Long lists that say who the deal is between; the papers are nothing without them.
KEPT = ("sides.a", "sides.b", "sides.a.members", "sides.b.members", "sides.a.short", "sides.b.short", "exit.triggers")


@dataclass(frozen=True)
class Factor:
    """One thing that is varied. `key`: “ip.rule”, “clauses.gov.calendar.params.x”, “clause gov.calendar”, “exit.mutual cure.time”."""

    key: str
    levels: tuple[Any, ...]


@dataclass(frozen=True)
class Factors:
    """All factors, and which pairs of them belong together."""

    all: tuple[Factor, ...]
    together: frozenset[tuple[int, int]]


def factors(library: Library) -> Factors:
    """The factors of a library; sorted, so that the same library is always varied in the same way."""
    found: dict[str, list[Any]] = {}
    families: list[list[str]] = []
    categories: dict[str, list[str]] = defaultdict(list)
    for turn, clause in enumerate(library.clauses.values()):
        own = f"clause {clause.id}"
        found[own] = choices(clause, library)
        categories[clause.front.section].append(own)
        family = {own}
        for name, param in clause.front.params.items():
            if param.type.startswith("choice(") or param.type in ("yes/no", "side"):
                key = f"clauses.{clause.id}.params.{name}"
                found[key] = param_levels(name, param)
                categories[clause.front.section].append(key)
        read = read_by(clause, library)
        for path, compared in sorted((_wholes(read) | read).items()):
            key, made = _key_and_levels(path, tuple(sorted(compared, key=str)), clause, library)
            made = _few(made, compared, turn) if key.partition(" ")[0] != "clause" else made
            if key and len(made) > 1:
                found[key] = [*found.get(key, ()), *(level for level in made if level not in found.get(key, ()))]
                family.add(key)
        families.append(sorted(family))
    names = sorted(found)
    numbers = {name: n for n, name in enumerate(names)}
    together = {
        (numbers[min(one, other)], numbers[max(one, other)])
        for family in (*families, *categories.values())
        for one, other in combinations(sorted(set(family) & set(numbers)), 2)
    }
    return Factors(tuple(Factor(name, tuple(found[name])) for name in names), frozenset(together))


def _few(made: list[Any], compared: set[Any], turn: int) -> list[Any]:
    """The levels pairs are wanted of: the first, those a text looks for, and of the others some, not the same for each clause."""
    if len(made) <= MOST_LEVELS:
        return made
    kept = [level for level in made[1:] if isinstance(level, str | int) and level in compared]
    others = [level for level in made[1:] if level not in kept]
    n = max(0, MOST_LEVELS - 1 - len(kept))
    at = turn * n % max(len(others), 1)
    return [made[0], *kept, *(others + others)[at : at + min(n, len(others))]]


def choices(clause: Clause, library: Library) -> list[str]:
    """What a deal can do with a clause: leave it out, take it, take it twice if it is an exit, and choose each of its texts."""
    texts = [name for name in clause.texts if name not in ("balanced", "protective")]
    sides = ["protective a", "protective b"] if "protective" in clause.texts else []
    named = ["balanced"] if texts or sides else []
    may_be_out = clause.when is not None or any(clause.id in paper.front.leaves_out for paper in library.papers.values())
    return [IN, OUT, *([TWICE] if clause.is_trigger else []), *([ASKED] if may_be_out else []), *named, *texts, *sides]


def read_by(clause: Clause, library: Library) -> dict[tuple[str, ...], set[Any]]:
    """The paths by which a clause decides what it prints, with the values they are compared with."""
    found: dict[tuple[str, ...], set[Any]] = defaultdict(set)
    for part in clause.parts():
        for path, value in _of_part(part, library):
            found[path].update(() if value is None else (value,))
    for condition in (clause.when, *(text.condition for text in clause.texts.values())):
        for path, value in atoms(condition) if condition is not None else ():
            found[path].update(() if value is None else (value,))
    return found


def _wholes(read: dict[tuple[str, ...], set[Any]]) -> dict[tuple[str, ...], set[Any]]:
    """The parts of which a path reads a field, where such a part cannot stand with that field alone."""
    found: dict[tuple[str, ...], set[Any]] = {}
    for path in read:
        for n in range(2, len(path)):
            shape = shape_at(path[:n])
            if shape and needs_all(shape):
                found[path[:n]] = set()
    return found


def _of_part(part: TextPart, library: Library) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield from _of_nodes(part.nodes, library)


def _of_nodes(nodes: tuple[Node, ...], library: Library) -> Iterator[tuple[tuple[str, ...], Any]]:
    for node in nodes:
        match node:
            case Choice():
                for condition, body in node.branches:
                    yield from atoms(condition) if condition is not None else ()
                    yield from _of_nodes(body, library)
            case Loop():
                yield from atoms(node.over)
                yield from _of_nodes(node.body, library)
            case DataTable():
                yield from atoms(node.rows_of)
            case TextItem():
                yield from _of_nodes(node.children, library)
            case Mark() if node.name == "passage":
                yield from _of_nodes(library.passages[node.argument].text.nodes, library)
            case Mark() if node.name == "steps":
                yield ("trigger", "steps"), None


def atoms(condition: Expression) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The paths a condition reads, each with a value it is compared with."""
    match condition:
        case Path():
            yield condition.parts, None
        case Not() | Filter():
            yield from atoms(condition.inner)
        case Both() | Either():
            yield from atoms(condition.left)
            yield from atoms(condition.right)
        case Compare():
            if isinstance(condition.right, Path) and condition.right.parts == ("clauses",) and isinstance(condition.left, Const):
                yield ("clauses", *str(condition.left.value).split(".")), None
            elif isinstance(condition.left, Path):
                items = condition.right.items if isinstance(condition.right, Listing) else (condition.right,)
                for item in items:
                    yield condition.left.parts, item.value if isinstance(item, Const) else None
            elif isinstance(condition.right, Path):
                yield condition.right.parts, None


def factor_of(path: tuple[str, ...], compared: tuple[Any, ...], clause: Clause, library: Library) -> Factor | None:
    """The factor a path of a clause's text belongs to; None where nothing of its own can be varied."""
    key, made = _key_and_levels(path, compared, clause, library)
    return Factor(key, tuple(made)) if key and len(made) > 1 else None


def _key_and_levels(path: tuple[str, ...], compared: tuple[Any, ...], clause: Clause, library: Library) -> tuple[str, list[Any]]:
    """The factor a path belongs to; no key where nothing of its own can be varied: a loop's variable, what the checks found."""
    match path:
        case ("clauses", *id):
            other = library.clauses[".".join(id)]
            return f"clause {other.id}", choices(other, library)
        case ("params", name, *_):
            return f"clauses.{clause.id}.params.{name}", param_levels(name, clause.front.params[name], compared)
        case ("trigger", "steps") if clause.is_trigger:
            return f"{clause.id} steps", _steps(library)
        case ("trigger", *cell) if clause.is_trigger:
            cell = CELLS[cell[0]].split(".") if cell[0] in CELLS else cell
            shape = shape_at(("trigger", *cell))
            return f"{clause.id} {'.'.join(cell)}", levels(cell[-1], shape, compared) if shape else []
        case ("computed", name):
            return _key_and_levels(tuple(COMPUTED[name].split(".")), (), clause, library) if name in COMPUTED else ("", [])
        case ("law", "governing"):
            rules = {pack.front.penalty_rule: place for pack in library.law_packs.values() for place in pack.front.places[:1]}
            return "law.governing", [ABSENT, *rules.values()]
    key = ".".join(path)
    shape = shape_at(path)
    if not shape or key in KEPT:
        return "", []
    return key, levels(path[-1], shape, compared)


def _steps(library: Library) -> list[Any]:
    """No step, one, and every other step with the next, one of the two with a limit of its own."""
    names = sorted(library.steps)
    pairs = zip(names, [*names[1:], names[0]], strict=True)
    two = [[{"id": "s1", "step": one, "limit": "7 business days"}, {"id": "s2", "step": other}] for one, other in [*pairs][::2]]
    return [ABSENT, [], [{"id": "s1", "step": names[0]}], *two]


def changes(varied: Factors, row: list[int], library: Library) -> dict[str, list[tuple[str, Any]]]:
    """A row -> what each factor changes in the raw deal, by its key."""
    return {factor.key: change(factor, factor.levels[level], library) for factor, level in zip(varied.all, row, strict=True)}


def change(factor: Factor, level: Any, library: Library) -> list[tuple[str, Any]]:
    """What one level of a factor changes in the raw deal, by path."""
    kind, _, rest = factor.key.partition(" ")
    if kind == "clause":
        return _choose(library.clauses[rest], level)
    if rest:
        return [(f"exit.triggers.{exit_id(kind)}.{rest}", level)]
    return [(factor.key, level)]


def exit_id(kind: str) -> str:
    """The id of the exit of a kind in a varied deal."""
    return kind.partition(".")[2].replace("_", "-")


def _choose(clause: Clause, level: str) -> list[tuple[str, Any]]:
    text, _, side = level.partition(" ")
    found: list[tuple[str, Any]] = []
    if clause.is_trigger and level != OUT:
        entry: dict[str, Any] = {"kind": clause.id} | ({"event": "half of the stores have closed"} if clause.id == "exit.custom" else {})
        found.append((f"exit.triggers.{exit_id(clause.id)}", entry))
        if level == TWICE:
            found.append((f"exit.triggers.{exit_id(clause.id)}-2", entry | {"title": "The other way"}))
    elif level == OUT and not clause.is_trigger:
        return [(f"clauses.{clause.id}.leave_out", "not wanted")]
    elif level == ASKED or (clause.when is not None and level != IN):
        found.append((f"clauses.{clause.id}.include", True))
    if text in clause.texts:
        found.append((f"clauses.{clause.id}.text", text))
    if side:
        found.append((f"clauses.{clause.id}.protects", side))
    return found


__all__ = ["Factor", "Factors", "atoms", "change", "changes", "choices", "exit_id", "factor_of", "factors", "read_by"]
