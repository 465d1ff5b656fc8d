"""The fill pass: template nodes + scope -> blocks. Conditions choose, loops repeat, slots print; nothing is numbered yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, TypeVar

from generator.bind import BoundTrigger
from generator.deal.trigger import Step
from generator.document.columns import widths
from generator.document.conditions import truth
from generator.document.evaluate import Scope, elements
from generator.document.filters import print_expression
from generator.document.hit import AT_HOME, Hit, Question
from generator.document.lists import finish_lists, leads
from generator.document.memory import memory
from generator.document.rename import NAMES, NAMES_AS_WORDS
from generator.document.tree import (
    Block, Cell, Defined, Inline, Inlines, Item, Items, Note, Paragraph, Ref, Source, Table, Text, Value, plain,
)  # fmt: skip
from generator.document.words import wording
from generator.library import TextPart
from generator.library.markup import (
    Choice, CounselNote, DataTable, FixedTable, Loop, Mark, Node, TextItem, TextParagraph, is_item,
)  # fmt: skip
from generator.library.pieces import Definiendum, Pieces, Reference, Slot
from generator.values import parse_period

Loose = Block | Item | Note
T = TypeVar("T")


# Marks whose blocks are made of the whole paper; they are not remembered with what the text around them asked.
_OF_PAPER = ("signatures", "parties")


@dataclass
class Filling:
    """Fills the texts of one clause. `marks` makes the blocks of marks that need the whole paper: definitions, signatures …

    `remembered`: the name under which the nodes of a text are remembered, with what else than answers they hang on; None: they
    are not. `of_paper`: whether a block of the whole paper is among those made.
    """

    scope: Scope
    marks: dict[str, Callable[[Scope], list[Loose]]] = field(default_factory=dict)
    remembered: tuple[object, ...] | None = None
    file: str = ""
    reasons: tuple[str, ...] = ()
    of_paper: bool = False

    def __post_init__(self) -> None:
        library = self.scope.bound.library
        self._wording = wording(library, self.scope.style)
        self._pieces = memory(library, "pieces")

    def part(self, part: TextPart) -> list[Block]:
        """A part of a library file -> blocks with finished lists."""
        self.file = part.source.name
        return finish_lists(gather(self._nodes(part.nodes, self.scope, False)))

    # ------------------------------------------------------------ blocks

    # Lists and not generators, and a table of methods by type: every node of every text passes here.

    def _nodes(self, nodes: tuple[Node, ...], scope: Scope, uncertain: bool) -> list[Loose]:
        made: list[Loose] = []
        for node in nodes:
            # Nodes within a loop or a condition are remembered with it.
            if scope is self.scope and self.remembered is not None:
                pieces = self._again(scope, (node.line,), lambda inner, node=node: _FILL[type(node)](self, node, inner, uncertain))  # type: ignore[misc]
            else:
                pieces = _FILL[type(node)](self, node, scope, uncertain)
            for piece in pieces:
                if not (isinstance(piece, Note) and _attach(made, piece)):
                    made.append(piece)
        return made

    def _again(self, scope: Scope, place: tuple[object, ...], fill: Callable[[Scope], T]) -> T:
        """What a place of the text is filled with, or was before with the same answers."""
        found: list[tuple[T, list[str]]] = []

        def make(asked: dict[Question, Hit]) -> tuple[T, list[str]] | None:
            inner = Scope(scope.bound, scope.style, scope.clauses, scope.variables, scope.params_of, [], scope.answers, asked)
            before, self.of_paper = self.of_paper, False
            found.append((fill(inner), inner.reads))
            hangs_on_paper, self.of_paper = self.of_paper, self.of_paper or before
            return None if hangs_on_paper else found[0]

        name = (self.remembered, self.file, self.reasons, *place)
        again = self._pieces.made(name, scope.answers, make, scope.asked, names_alone=True)
        filled, reads = again or found[0]
        scope.reads += reads
        return filled

    def _for_element(self, scope: Scope, node: Loop | DataTable, element: Hit, fill: Callable[[Scope], T], *more: object) -> T:
        """What an element of a list fills a text with; remembered where all that is read of it is asked for."""
        if self.remembered is None or type(element.value) not in AT_HOME or scope.variables is not self.scope.variables:
            return fill(scope.having(**{node.variable: element}))
        return self._again(scope, (node.line, element.path, *more), lambda inner: fill(inner.having(**{node.variable: element})))

    def _paragraph(self, node: TextParagraph, scope: Scope, uncertain: bool) -> list[Loose]:
        start = len(scope.reads)
        inlines = self.inlines(node.pieces, scope)
        if not prints(inlines):
            return []
        source = self._source(node.line, scope, start)
        return [Paragraph(inlines, not _flush(node.pieces), uncertain=uncertain, source=source)]

    def _note(self, node: CounselNote, scope: Scope, uncertain: bool) -> list[Loose]:
        return [Note(self.inlines(node.pieces, scope))]

    def _item(self, node: TextItem, scope: Scope, uncertain: bool) -> list[Loose]:
        start = len(scope.reads)
        inlines = self.inlines(node.pieces, scope)
        children = [child for child in self._nodes(node.children, scope, uncertain) if isinstance(child, Item)] if node.children else []
        if node.children and not children and leads(inlines):
            return []
        if not children and not prints(inlines) and not any(isinstance(inline, Ref) for inline in inlines):
            return []
        return [Item(inlines, tuple(children), uncertain=uncertain, source=self._source(node.line, scope, start))]

    def _choice(self, node: Choice, scope: Scope, uncertain: bool) -> list[Loose]:
        start = len(scope.reads)
        for condition, body in node.branches:
            holds = True if condition is None else truth(condition, scope)
            if holds is not False:
                outer, self.reasons = self.reasons, (*self.reasons, *scope.reads[start:])
                made = self._nodes(body, scope, uncertain or holds is None)
                self.reasons = outer
                return made
        return []

    def _loop(self, node: Loop, scope: Scope, uncertain: bool) -> list[Loose]:
        made: list[Loose] = []
        for element in self._elements(node.over, scope):
            made += self._for_element(scope, node, element, lambda inner: self._nodes(node.body, inner, uncertain), uncertain)
        return made

    def _elements(self, expression: Any, scope: Scope) -> list[Hit]:
        return elements(scope.look_up(expression))

    def _table(self, node: DataTable | FixedTable, scope: Scope, uncertain: bool) -> list[Loose]:
        if isinstance(node, FixedTable):
            head = [self.inlines(cell, scope) for cell in node.header]
            rows = [[self.inlines(cell, scope) for cell in row] for row in node.rows]
        else:
            head = [(Text(self._wording.respell(heading)),) for heading, _ in node.columns]
            alone = scope.variables is self.scope.variables  # and not in a loop, whose elements a cell may read too
            rows = [
                self._for_element(scope, node, element, partial(self._row, node, element, alone))
                for element in self._elements(node.rows_of, scope)
            ]
        kept = [n for n in range(len(head)) if any(plain(row[n]) or any(isinstance(inline, Ref) for inline in row[n]) for row in rows)]
        if not rows or not kept:
            return []
        _ask_for_names([inline for n in kept for inline in head[n]], scope, NAMES_AS_WORDS)
        words = tuple(plain(head[n]) for n in kept)
        cells = tuple(tuple(Cell((row[n],)) for n in kept) for row in rows)
        source = Source(self.file, node.line)
        return [Table(f"{self.file}:{node.line}", words, cells, landscape=len(kept) > 6, widths=widths(words, cells), source=source)]

    def _row(self, node: DataTable, element: Hit, alone: bool, scope: Scope) -> list[Inlines]:
        """The cells of an element; each is remembered under the conditions of `_for_element`."""
        fills = [partial(self._cell, pieces) for _, pieces in node.columns]
        if self.remembered is None or not alone or type(element.value) not in AT_HOME:
            return [fill(scope) for fill in fills]
        return [self._again(scope, (node.line, element.path, "column", n), fill) for n, fill in enumerate(fills)]

    def _cell(self, pieces: Pieces, scope: Scope) -> Inlines:
        inlines = self.inlines(pieces, scope)
        if len(inlines) == 1 and isinstance(ref := inlines[0], Ref):
            return (Ref(ref.target, ref.parts, True),)
        return inlines

    def _mark(self, node: Mark, scope: Scope, uncertain: bool) -> list[Loose]:
        if node.name == "steps":
            return self._steps(scope.variables[node.argument], scope, uncertain)
        if node.name == "passage":
            passage = scope.bound.library.passages[node.argument]
            outer, self.file = self.file, passage.source.name
            made = self._nodes(passage.text.nodes, scope, uncertain)
            self.file = outer
            return made
        self.of_paper = self.of_paper or node.name in _OF_PAPER
        return self.marks[node.name](scope) if node.name in self.marks else []

    def _steps(self, hit: Hit, scope: Scope, uncertain: bool) -> list[Loose]:
        assert isinstance(hit.value, BoundTrigger)
        made: list[Loose] = []
        for step in scope.ask(hit.path, ("steps",)).value or []:
            file = scope.bound.library.steps[step.step]
            inner = scope.having(step=Hit(f"{hit.path}.steps.{step.id}", with_limit(step, file.front.limit)))
            for loose in self._nodes(file.text.nodes, inner, uncertain):
                if isinstance(loose, Paragraph):
                    made.append(Item(loose.inlines, uncertain=loose.uncertain, source=loose.source))
                elif isinstance(loose, Item):
                    made.append(loose)
        return made

    # ------------------------------------------------------------ inlines

    def inlines(self, pieces: Pieces, scope: Scope) -> Inlines:
        """Words and slots -> inlines, with the terms in use marked."""
        ours = self._wording
        if (known := ours.fixed(pieces)) is not None:
            return known
        found: list[Inline] = []
        fixed = True
        for piece in pieces:
            match piece:
                case str():
                    found += ours.marked(piece)
                case Slot():
                    said = print_expression(piece.expression, scope)
                    _ask_for_names(said, scope)
                    found += ours.mark_terms(said)
                    fixed = False
                case Reference():
                    _, names_exit, variable = piece.target.partition(":")
                    found.append(Ref(f"trigger:{scope.variables[variable].value.id}" if names_exit else piece.target))
                    fixed = fixed and not names_exit
                case Definiendum():
                    found.append(Defined(ours.respell(piece.term)))
        inlines = tuple(found)
        if fixed:
            ours.keep(pieces, inlines)
        return inlines

    def _source(self, line: int, scope: Scope, start: int) -> Source:
        reads = (*self.reasons, *scope.reads[start:])
        return Source(self.file, line, tuple(dict.fromkeys(reads)) if len(reads) > 1 else reads)


_FILL: Final[dict[type, Callable[..., list[Loose]]]] = {
    TextParagraph: Filling._paragraph, TextItem: Filling._item, Choice: Filling._choice, Loop: Filling._loop, DataTable: Filling._table,
    FixedTable: Filling._table, Mark: Filling._mark, CounselNote: Filling._note,
}  # fmt: skip


def with_limit(step: Step, default: Any) -> Step:
    """A step with the limit of its file where the deal names none."""
    if step.limit is not None or default is None:
        return step
    return step.model_copy(update={"limit": parse_period(default.value)})


def _ask_for_names(said: Iterable[Inline], scope: Scope, by: Mapping[str, Question] = NAMES) -> None:
    """A side is named where a value says “a”: then what prints hangs on its name too."""
    for inline in said:
        if type(inline) is Value and inline.path in by:
            scope.ask(*by[inline.path])


def prints(inlines: Inlines) -> bool:
    """Whether there is anything to read; references have no words yet."""
    return bool(plain(inlines).strip())


def _flush(pieces: Pieces) -> bool:
    """Text that goes on with the sentence of the list before it starts in lower case."""
    return bool(pieces) and isinstance(pieces[0], str) and pieces[0][:1].islower()


def _attach(held: list[Loose], note: Note) -> bool:
    """Put a note on the last paragraph; False where there is none yet, and the note is for the paragraph before."""
    for n in range(len(held) - 1, -1, -1):
        block = held[n]
        if isinstance(block, Paragraph):
            held[n] = block.noted(note)
            return True
    return False


def gather(loose: list[Loose]) -> list[Block]:
    """Items that stand together become one list."""
    blocks: list[Block] = []
    run: list[Item] = []
    for piece in loose:
        if isinstance(piece, Note):
            continue
        if isinstance(piece, Item):
            run.append(piece)
            continue
        if run:
            blocks.append(Items(tuple(run)))
            run = []
        blocks.append(piece)
    if run:
        blocks.append(Items(tuple(run)))
    return blocks


__all__ = ["Filling", "gather", "is_item", "widths", "with_limit"]
