"""`library check` without a deal: every text is parsed and every name in it must meet something. Returns problems, raises nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.deal import Trigger
from generator.library.clause import Clause, TextPart
from generator.library.expression import Both, Compare, Const, Either, Expression, Filter, Path, paths_of
from generator.library.library import Library
from generator.library.markup import (
    Choice, CounselNote, DataTable, FixedTable, Loop, Mark, Node, TextItem, TextParagraph,
)  # fmt: skip
from generator.library.pieces import Definiendum, Pieces, Reference, Slot
from generator.library.problem import LibraryError, Problem
from generator.library.shape import PRINTABLE, NoSuchPath, Shape, follow, roots
from generator.library.style import drafting_problems
from generator.values import nearest

_FREE = ("trigger", "params", "computed", "issues", "clauses", "sides", "step", "protected", "other")


def check_library(library: Library) -> list[Problem]:
    """Every fault of every text: names that do not meet, and faults of style."""
    return list(dict.fromkeys([*check_names(library), *_style(library)]))


def _style(library: Library) -> Iterator[Problem]:
    for clause in library.clauses.values():
        for part in clause.parts():
            yield from _drafting(part)
        if not clause.guidance or len(clause.examples) < 2:
            yield clause.source.problem("a clause has `# Guidance` and at least two `# Examples`")
    others = [step.text for step in library.steps.values()] + [passage.text for passage in library.passages.values()]
    for part in others + [definition.text for definition in library.definitions.values() if definition.text]:
        yield from _drafting(part)


def _drafting(part: TextPart) -> Iterator[Problem]:
    try:
        yield from drafting_problems(part)
    except LibraryError:
        return  # a text that cannot be parsed is told by check_names


def check_names(library: Library) -> list[Problem]:
    """Every text that cannot be parsed, and every name in a text that meets nothing."""
    problems: list[Problem] = []
    for clause in library.clauses.values():
        reader = _TextCheck(library, frozenset(clause.front.uses), _reachable(library, clause), params=frozenset(clause.front.params))
        base = roots(trigger=clause.is_trigger)
        group = roots()
        problems += reader.conditions(clause.when, selecting(), clause)
        try:
            positions = clause.positions
        except LibraryError as error:
            positions, problems = (), problems + error.problems
        for _, expression, _ in positions:
            problems += reader.conditions(expression, base, clause)
        for part in clause.parts():
            known = (
                roots(trigger=True, protective=part.heading.endswith("protective"))
                if clause.is_trigger
                else roots(protective=part.heading.endswith("protective"))
            )
            problems += reader.part(part, group if part in (clause.lead, clause.schedule) else known, linked=part is not clause.term_sheet)
        problems += [
            clause.source.problem(f"`defines` lists “{term}”, but no text has **{term}**")
            for term in clause.front.defines
            if term not in reader.defined
        ]
        problems += [
            clause.source.problem(f"**{term}** is defined here but not listed under `defines`")
            for term in sorted(reader.defined - set(clause.front.defines))
        ]
    for step in library.steps.values():
        reader = _TextCheck(library, frozenset(step.front.uses), frozenset())
        for said in (step.text, step.term_sheet):
            problems += reader.part(said, roots(trigger=True, step=True)) if said else []
    for passage in library.passages.values():
        problems += _TextCheck(library, frozenset(passage.front.uses), frozenset(), in_passage=True).part(passage.text, roots(trigger=True))
    for definition in library.definitions.values():
        if definition.text:
            problems += _TextCheck(library, frozenset(definition.front.uses), frozenset()).part(definition.text, roots())
    for paper in library.papers.values():
        # A skeleton has no `uses`: its opening may read what it likes.
        problems += _TextCheck(library, frozenset(roots()), frozenset()).part(paper.opening, roots())
    return list(dict.fromkeys(problems))


def selecting() -> dict[str, Shape]:
    """The names a condition may read before it is settled which clauses are in."""
    return {name: shape for name, shape in roots().items() if name != "clauses"}


def _reachable(library: Library, clause: Clause) -> frozenset[str]:
    """The clause and all it needs: what its references may rely on."""
    found, waiting = {clause.id}, list(clause.front.needs)
    while waiting:
        id = waiting.pop()
        if id not in found and id in library.clauses:
            found.add(id)
            waiting += library.clauses[id].front.needs
    return frozenset(found)


@dataclass
class _TextCheck:
    """Walks one file's texts. `safe`: clauses that are there whenever this one is."""

    library: Library
    uses: frozenset[str]
    safe: frozenset[str]
    params: frozenset[str] | None = None
    in_passage: bool = False
    linked: bool = True

    def __post_init__(self) -> None:
        self.defined: set[str] = set()

    def conditions(self, expression: Expression | None, known: dict[str, Shape], clause: Clause) -> list[Problem]:
        if expression is None:
            return []
        line = clause.source.key_lines.get("when", clause.source.key_lines.get("positions", 1))
        return [clause.source.problem(message, line) for message in self._paths(expression, known)]

    def part(self, part: TextPart, known: dict[str, Shape], linked: bool = True) -> list[Problem]:
        """`linked`: whether the part stands where clauses have numbers."""
        self.linked = linked
        try:
            nodes = part.nodes
            condition = part.condition
        except LibraryError as error:
            return error.problems
        found = [part.source.problem(message, part.line) for message in self._paths(condition, selecting())] if condition else []
        found += list(self._nodes(nodes, known, self.safe, part))
        return found

    def _nodes(self, nodes: tuple[Node, ...], known: dict[str, Shape], safe: frozenset[str], part: TextPart) -> Iterator[Problem]:
        for node in nodes:
            yield from self._node(node, known, safe, part)

    def _node(self, node: Node, known: dict[str, Shape], safe: frozenset[str], part: TextPart) -> Iterator[Problem]:
        match node:
            case TextParagraph() | CounselNote():
                yield from self._pieces(node.pieces, known, safe, part)
            case TextItem():
                yield from self._pieces(node.pieces, known, safe, part)
                yield from self._nodes(node.children, known, safe, part)
            case Choice():
                for condition, body in node.branches:
                    if condition is not None:
                        yield from self._said(self._paths(condition, known), part, node.line)
                    yield from self._nodes(body, known, safe | (_guards(condition) if condition is not None else frozenset()), part)
            case Loop() | DataTable():
                over = node.over if isinstance(node, Loop) else node.rows_of
                problems = self._paths(over, known)
                yield from self._said(problems, part, node.line)
                shape = Shape(anything=True)
                if not problems and isinstance(over, Path):
                    found = follow(over.parts, known)
                    if not found.is_list and not found.anything:
                        yield part.source.problem(f"`{over}` is not a list", node.line)
                    shape = Shape(found.model, anything=found.anything)
                inner = known | {node.variable: shape}
                if isinstance(node, Loop):
                    yield from self._nodes(node.body, inner, safe, part)
                else:
                    for _, cell in node.columns:
                        yield from self._pieces(cell, inner, safe, part)
            case FixedTable():
                for row in (node.header, *node.rows):
                    for cell in row:
                        yield from self._pieces(cell, known, safe, part)
            case Mark():
                if message := self._mark(node, known):
                    yield part.source.problem(message, node.line)

    def _mark(self, node: Mark, known: dict[str, Shape]) -> str:
        if node.name == "steps":
            return "" if _is_exit(node.argument, known) else f"`{node.argument}` is no exit here"
        if node.name != "passage":
            return ""
        if node.argument not in self.library.passages:
            return f"no passage “{node.argument}”{nearest(node.argument, self.library.passages)}"
        if self.in_passage:
            return "a passage holds no passage"
        passage = self.library.passages[node.argument]
        alone = _TextCheck(self.library, frozenset(passage.front.uses), frozenset(), in_passage=True)
        if "trigger" not in known and any("`trigger`" in problem.message for problem in alone.part(passage.text, roots())):
            return f"the passage “{node.argument}” is about an exit; it stands in the text of an exit"
        return ""

    def _pieces(self, pieces: Pieces, known: dict[str, Shape], safe: frozenset[str], part: TextPart) -> Iterator[Problem]:
        for piece in pieces:
            if isinstance(piece, Slot):
                for message in self._paths(piece.expression, known) or self._unprintable(piece.expression, known):
                    yield part.source.problem(message, piece.line, piece.column)
            elif isinstance(piece, Reference):
                message = self._reference(piece, known, safe)
                if message:
                    yield part.source.problem(message, piece.line, piece.column)
            elif isinstance(piece, Definiendum):
                self.defined.add(piece.term)
                if piece.term not in self.library.definitions:
                    yield part.source.problem(f"no file in definitions/ for “{piece.term}”", piece.line, piece.column)

    def _unprintable(self, expression: Expression, known: dict[str, Shape]) -> list[str]:
        """A part with fields has no words of its own; a list of such takes `names` or `refs`."""
        named = isinstance(expression, Filter) and expression.first.name in ("names", "refs", "short", "verb")
        for path in paths_of(expression):
            shape = follow(path.parts, known)
            if shape.model and shape.model not in PRINTABLE and not (named or (shape.is_list and shape.model is Trigger)):
                return [
                    f"`{path}` is a list of parts; go through it with `for`, or use `names`"
                    if shape.is_list
                    else f"`{path}` is a part with fields; say which"
                ]
        return []

    def _reference(self, reference: Reference, known: dict[str, Shape], safe: frozenset[str]) -> str:
        target = reference.target
        if not self.linked:
            return "a term sheet has no clause numbers to refer to"
        if target.startswith("trigger:"):
            return "" if _is_exit(target[8:], known) else f"`{target[8:]}` is no exit here"
        if target.startswith("schedule."):
            holders = [clause.id for clause in self.library.clauses.values() if clause.front.schedule == target[9:]]
            if not holders:
                return f"no clause has the schedule “{target[9:]}”"
            return (
                ""
                if safe & set(holders)
                else f"the schedule may be absent; add {' or '.join(holders)} to `needs`, or ask `'{holders[0]}' in clauses`"
            )
        if target not in self.library.clauses:
            return f"no clause “{target}”{nearest(target, self.library.clauses)}"
        return (
            ""
            if target in safe
            else f"the clause may be absent; add it to `needs`, or put the text inside `{{% if '{target}' in clauses %}}`"
        )

    def _paths(self, expression: Expression, known: dict[str, Shape]) -> list[str]:
        found: list[str] = []
        for path in paths_of(expression):
            root = path.parts[0]
            try:
                follow(path.parts, known)
            except NoSuchPath as error:
                found.append(str(error))
                continue
            if root == "params" and self.params is not None and path.parts[1] not in self.params:
                found.append(f"no parameter `{path.parts[1]}`{nearest(path.parts[1], self.params)}")
            if root in _FREE or root not in roots() or any(_covers(use, path.parts) for use in self.uses):
                continue
            found.append(f"reads `{path}`: add it to `uses`")
        for id in _clause_ids(expression):
            if id not in self.library.clauses:
                found.append(f"no clause “{id}”{nearest(id, self.library.clauses)}")
        return found

    def _said(self, messages: list[str], part: TextPart, line: int) -> Iterator[Problem]:
        yield from (part.source.problem(message, line) for message in messages)


def _is_exit(name: str, known: dict[str, Shape]) -> bool:
    shape = known.get(name)
    return shape is not None and not shape.is_list and (shape.model is Trigger or shape.anything)


def _covers(use: str, parts: tuple[str, ...]) -> bool:
    used = tuple(use.split("."))
    return parts[: len(used)] == used


def _guards(condition: Expression) -> frozenset[str]:
    """The clauses that are surely there where a condition holds."""
    if isinstance(condition, Both):
        return _guards(condition.left) | _guards(condition.right)
    if isinstance(condition, Either):
        return _guards(condition.left) & _guards(condition.right)
    if (
        isinstance(condition, Compare)
        and condition.op == "in"
        and condition.right == Path(("clauses",))
        and isinstance(condition.left, Const)
    ):
        return frozenset({str(condition.left.value)})
    return frozenset()


def _clause_ids(expression: Expression) -> list[str]:
    if isinstance(expression, Both | Either):
        return [*_clause_ids(expression.left), *_clause_ids(expression.right)]
    if isinstance(expression, Compare) and expression.right == Path(("clauses",)) and isinstance(expression.left, Const):
        return [str(expression.left.value)]
    inner = getattr(expression, "inner", None)
    return _clause_ids(inner) if inner is not None else []
