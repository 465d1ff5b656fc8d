"""Which places of the library's texts a draft has passed: every text, every arm of every condition, every loop with 0, 1 and 2 elements.

Reach is seen where the fill pass works, and not in the drafted tree: an arm that prints nothing is an arm too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.document import fill
from generator.document.evaluate import Answers, Scope
from generator.document.fill import Filling, Loose
from generator.document.hit import Hit, Question
from generator.document.memory import Memory
from generator.document.tree import Block
from generator.library import Library, TextPart
from generator.library.expression import Both, Compare, Const, Either, Expression, Filter, Listing, Not, Path
from generator.library.markup import Choice, DataTable, Loop, Node, TextItem, TextParagraph

GIVEN_BY = {"f.listed": "f.investments"}  # lists that hold something where another does
MOST = 2  # a loop over two elements shows what any number shows


class Place(NamedTuple):
    """A place to be reached. `what`: “text balanced”, “if ip.rule == 'all_a'”, “else”, “for d in fees: 2 elements”, “words”."""

    file: str
    line: int
    what: str

    @property
    def kind(self) -> str:
        """“texts”, “branches”, “loops” or “paragraphs”, for the count."""
        word = self.what.split(" ")[0]
        return {"text": "texts", "for": "loops", "words": "paragraphs"}.get(word, "branches")


class Goal(NamedTuple):
    """What must hold for a place to be reached: conditions and how they must come out, outermost first, and how long lists must be."""

    part: TextPart
    holds: tuple[tuple[Expression, bool], ...] = ()
    loops: tuple[tuple[str, Expression, int], ...] = ()


@dataclass
class Places:
    """All places of a library: what each node of a text stands for. Nodes go by identity, as equal ones stand in many files."""

    goals: dict[Place, Goal] = field(default_factory=dict)
    bodies: dict[int, tuple[Place, int]] = field(default_factory=dict)
    passed_over: dict[int, Place] = field(default_factory=dict)
    words: dict[int, Place] = field(default_factory=dict)
    loops: dict[int, dict[int, Place]] = field(default_factory=dict)


def parts(library: Library) -> Iterator[TextPart]:
    """Every part of the library that prints."""
    for clause in library.clauses.values():
        yield from clause.parts()
    for step in library.steps.values():
        yield step.text
    yield from (passage.text for passage in library.passages.values())
    yield from (definition.text for definition in library.definitions.values() if definition.text)
    yield from (paper.opening for paper in library.papers.values())


def places(library: Library) -> Places:
    """Every place of every text."""
    found = Places()
    for part in parts(library):
        for side in ("a", "b") if part.heading.endswith("protective") else ("",):
            found.goals[_text(part, side)] = Goal(part)
            if not side:
                found.bodies[id(part.nodes)] = _text(part, side), 0
        _walk(part.nodes, Goal(part), found)
    return found


def _text(part: TextPart, side: str) -> Place:
    name = part.heading.removeprefix("Text: ") or "whole"
    return Place(part.source.name, part.line, f"text {name}{f' for {side}' if side else ''}")


def _walk(nodes: tuple[Node, ...], goal: Goal, found: Places) -> None:
    file = goal.part.source.name
    for node in nodes:
        match node:
            case Choice():
                _choice(node, goal, found)
            case Loop() | DataTable():
                over = node.over if isinstance(node, Loop) else node.rows_of
                least = 1 if _says_there_are_some(over, goal.holds) else 0
                counts = {n: Place(file, node.line, f"for {node.variable} in {over}: {n} elements") for n in range(least, MOST + 1)}
                found.loops[id(node)] = counts
                for n, place in counts.items():
                    found.goals[place] = goal._replace(loops=(*goal.loops, (node.variable, over, n)))
                if isinstance(node, Loop):
                    _walk(node.body, goal._replace(loops=(*goal.loops, (node.variable, over, MOST))), found)
            case TextParagraph() | TextItem():
                place = found.words[id(node)] = Place(file, node.line, "words")
                found.goals[place] = goal
                if isinstance(node, TextItem):
                    _walk(node.children, goal, found)


def _choice(node: Choice, goal: Goal, found: Places) -> None:
    before: tuple[tuple[Expression, bool], ...] = ()
    for n, (condition, body) in enumerate(node.branches):
        said = "else" if condition is None else f"{'elif' if n else 'if'} {written(condition)}"
        inner = goal._replace(holds=(*goal.holds, *before, *(((condition, True),) if condition is not None else ())))
        if body:
            place = Place(goal.part.source.name, body[0].line, said)
            found.bodies[id(body)] = place, id(node)
            found.goals[place] = inner
            _walk(body, inner, found)
        before += ((condition, False),) if condition is not None else ()
    if all(condition is not None for condition, _ in node.branches):
        place = Place(goal.part.source.name, node.line, "no arm of " + " / ".join(written(one) for one, _ in node.branches if one is not None))
        found.passed_over[id(node)] = place
        found.goals[place] = goal._replace(holds=(*goal.holds, *before))


def _says_there_are_some(over: Expression, holds: tuple[tuple[Expression, bool], ...]) -> bool:
    """Whether a loop stands where its list is known to hold something: no deal can then show it empty."""

    def says(condition: Expression, wanted: bool) -> bool:
        match condition:
            case Path():
                return wanted and (condition == over or GIVEN_BY.get(str(over)) == str(condition))
            case Not():
                return says(condition.inner, not wanted)
            case Both() if wanted:
                return says(condition.left, True) or says(condition.right, True)
            case Either() if not wanted:
                return says(condition.left, False) or says(condition.right, False)
        return False

    return any(says(condition, wanted) for condition, wanted in holds)


def written(condition: Expression) -> str:
    """A condition as its author wrote it, or nearly.

    >>> from generator.library.expression import parse_expression
    >>> written(parse_expression("not a.b or c in ['d', 'e'] and f > 1"))
    "not a.b or c in ['d', 'e'] and f > 1"
    """
    match condition:
        case Path():
            return str(condition)
        case Const():
            return repr(condition.value)
        case Listing():
            return f"[{', '.join(repr(item.value) for item in condition.items)}]"
        case Compare():
            return f"{written(condition.left)} {condition.op} {written(condition.right)}"
        case Both():
            return f"{_inside(condition.left)} and {_inside(condition.right)}"
        case Either():
            return f"{written(condition.left)} or {written(condition.right)}"
        case Not():
            return f"not {_inside(condition.inner)}"
        case Filter():
            return f"{written(condition.inner)} | {condition.name}"


def _inside(condition: Expression) -> str:
    return f"({written(condition)})" if isinstance(condition, Either) else written(condition)


@contextmanager
def recorded(known: Places) -> Iterator[set[Place]]:
    """What is drafted inside the `with` adds the places it passes to the set."""
    seen: set[Place] = set()
    entered: set[int] = set()
    loop: list[int] = [0]
    before = dict(fill._FILL)
    part, nodes, elements, made = Filling.part, Filling._nodes, Filling._elements, Memory.made

    def see_anew(
        self: Memory, name: object, answers: Answers, make: Callable[[dict[Question, Hit]], Any], asked_by: Any = None, names_alone: bool = False
    ) -> Any:
        """Nothing is found again: what is remembered passes no place."""
        asked: dict[Question, Hit] = {}
        found = make(asked)
        if asked_by is not None:
            asked_by.update(asked)
        return found

    def see_part(filling: Filling, text: TextPart) -> list[Block]:
        protected = filling.scope.variables.get("protected")
        if protected and text.heading.endswith("protective"):
            seen.add(_text(text, protected.path.split(".")[1]))
        return part(filling, text)

    def see_nodes(filling: Filling, body: tuple[Node, ...], scope: Scope, uncertain: bool) -> list[Loose]:
        if arm := known.bodies.get(id(body)):
            seen.add(arm[0])
            entered.add(arm[1])
        return nodes(filling, body, scope, uncertain)

    def see_elements(filling: Filling, expression: Any, scope: Scope) -> list[Hit]:
        held = elements(filling, expression, scope)
        if place := known.loops.get(loop[0], {}).get(min(len(held), MOST)):
            seen.add(place)
        return held

    def see_choice(filling: Filling, node: Choice, scope: Scope, uncertain: bool) -> list[Loose]:
        entered.discard(id(node))
        made = before[Choice](filling, node, scope, uncertain)
        if id(node) not in entered and id(node) in known.passed_over:
            seen.add(known.passed_over[id(node)])
        return made

    def see_loop(filling: Filling, node: Loop | DataTable, scope: Scope, uncertain: bool) -> list[Loose]:
        loop[0] = id(node)
        return before[type(node)](filling, node, scope, uncertain)

    def see_words(filling: Filling, node: TextParagraph | TextItem, scope: Scope, uncertain: bool) -> list[Loose]:
        made = before[type(node)](filling, node, scope, uncertain)
        if made and id(node) in known.words:
            seen.add(known.words[id(node)])
        return made

    replaced: dict[type, Callable[..., list[Loose]]] = {
        Choice: see_choice, Loop: see_loop, DataTable: see_loop, TextParagraph: see_words, TextItem: see_words,
    }  # fmt: skip
    fill._FILL.update(replaced)
    Filling.part, Filling._nodes, Filling._elements = see_part, see_nodes, see_elements  # type: ignore[method-assign,assignment]
    Memory.made = see_anew  # type: ignore[method-assign]
    try:
        yield seen
    finally:
        fill._FILL.update(before)
        Filling.part, Filling._nodes, Filling._elements = part, nodes, elements  # type: ignore[method-assign]
        Memory.made = made  # type: ignore[method-assign]
