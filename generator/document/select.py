"""The select pass: which clauses a paper takes, with which text, and why each is in or out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator.bind import Bound
from generator.deal import DealError, Fault
from generator.deal.positions import line_of
from generator.document.conditions import truth
from generator.document.evaluate import Answers, Scope
from generator.document.hit import Hit, Question
from generator.document.memory import memory
from generator.document.say import Style
from generator.document.tree import Reason
from generator.library import Clause, LibraryError, Paper, TextPart
from generator.library.expression import Expression, paths_of


@dataclass(frozen=True)
class Chosen:
    """A clause that is in: with the text it prints and the side a protective text protects.

    `because`: why the clause is in; `text_because`: why it has this text.
    """

    clause: Clause
    text_name: str
    text: TextPart | None
    protects: str | None
    because: str
    text_because: str


@dataclass(frozen=True)
class Selection:
    """The clauses of a paper in the order of its sections, and a reason for every clause of the library.

    `in_base`: clauses a rider does not hold and the deal finds in the base agreement; a text may refer to them too.
    """

    chosen: dict[str, Chosen]
    reasons: tuple[Reason, ...]
    in_base: frozenset[str] = frozenset()

    @cached_property
    def by_section(self) -> dict[str, list[Chosen]]:
        """The clauses of each section of the library, in their order."""
        found: dict[str, list[Chosen]] = {}
        for one in self.chosen.values():
            found.setdefault(one.clause.front.section, []).append(one)
        return found

    @cached_property
    def by_schedule(self) -> dict[str, list[Chosen]]:
        """The clauses with a part for a schedule, by its id, in the order of the sections."""
        found: dict[str, list[Chosen]] = {}
        for one in self.chosen.values():
            if one.clause.schedule and one.clause.front.schedule:
                found.setdefault(one.clause.front.schedule, []).append(one)
        return found

    @cached_property
    def surviving(self) -> dict[str, str]:
        """The clauses that are to go on after the end, by id, with their titles."""
        return {
            id: one.clause.front.title for id, one in self.chosen.items()
            if one.clause.front.survives and not (one.clause.is_trigger and not one.text)
        }  # fmt: skip

    @cached_property
    def ids(self) -> frozenset[str]:
        return self.in_base.union(self.chosen)


def select(bound: Bound, paper: Paper, style: Style) -> Selection:
    """Raises DealError when the deal leaves out a clause another one cannot do without, or keeps two that conflict."""

    def make(asked: dict[Question, Hit]) -> Selection:
        scope = Scope(bound, style, answers=answers, asked=asked)
        for choices in (("clauses",), ("rider",), ("posture",)):  # what is read here beside the conditions of the clauses
            scope.ask("deal", choices)
        return _select(bound, paper, scope)

    answers = Answers(bound, style)
    exits = tuple((trigger.id, trigger.clause.id) for trigger in bound.triggers)
    found = memory(bound.library, "selections").made((paper.front.id, style, exits), answers, make)
    assert found is not None
    return found


def _select(bound: Bound, paper: Paper, scope: Scope) -> Selection:
    found: dict[str, Chosen] = {}
    reasons: dict[str, Reason] = {}
    for clause in candidates(bound, paper):
        included, why = _wanted(bound, clause, scope)
        choice = bound.deal.clauses.get(clause.id)
        if included and clause.id in paper.front.leaves_out and not (choice and choice.include):
            included, why = False, "a detail that this paper leaves to the agreement"
        reasons[clause.id] = Reason(clause.id, included, why)
        if included:
            found[clause.id] = _choose(bound, clause, paper, scope, why)
    if paper.front.body == "text":
        _pull_in(bound, paper, scope, found, reasons)
        _conflicts(bound, found)
    taken = {section for part in paper.front.sections for section in part.takes}
    in_base = _in_base(bound, paper, taken)
    for id, clause in bound.library.clauses.items():
        if id not in reasons:
            why = f"{paper.front.title} has no section for it" if clause.front.section not in taken else "it has no text for this paper"
            if id in in_base:
                why = "the base agreement has it"
            reasons[id] = Reason(id, False, why)
    order = {section: n for n, part in enumerate(paper.front.sections) for section in part.takes}
    place = {id: (order[one.clause.front.section], one.clause.front.section, one.clause.front.order, id) for id, one in found.items()}
    places = {section: list(part.takes).index(section) for part in paper.front.sections for section in part.takes}
    ordered = sorted(found, key=lambda id: (place[id][0], places[place[id][1]], place[id][2], id))
    return Selection({id: found[id] for id in ordered}, tuple(reasons[id] for id in sorted(reasons)), in_base)


def _in_base(bound: Bound, paper: Paper, taken: set[str]) -> frozenset[str]:
    """The clauses for which a rider has no section and the deal names a place in the base agreement."""
    base = bound.deal.rider.base if bound.deal.rider else None
    if not (paper.front.base and base):
        return frozenset()
    clauses = bound.library.clauses
    return frozenset(id for id in base.clauses if id in clauses and clauses[id].front.section not in taken)


def candidates(bound: Bound, paper: Paper) -> list[Clause]:
    """The clauses a paper has a place for and that have a text for it."""
    taken = {section for part in paper.front.sections for section in part.takes}
    return [
        clause for clause in bound.library.clauses.values()
        if clause.front.section in taken and (clause.texts if paper.front.body == "text" else clause.term_sheet)
    ]  # fmt: skip


def _wanted(bound: Bound, clause: Clause, scope: Scope) -> tuple[bool, str]:
    choice = bound.deal.clauses.get(clause.id)
    ids = [trigger.id for trigger in bound.exits.get(clause.id, ())]
    if choice and choice.leave_out:
        if ids:
            raise DealError(
                [
                    _at(
                        bound,
                        clause.id,
                        "leave_out",
                        f"{clause.id} cannot be left out: exits {', '.join(ids)} are of this kind; remove them instead",
                    )
                ]
            )
        return False, f"the deal leaves it out: {choice.leave_out}"
    if clause.is_trigger:
        return (True, f"exits {', '.join(ids)} are of this kind") if ids else (False, "no exit of this kind in the deal")
    if choice and choice.include:
        return True, "the deal asks for it"
    if clause.when is None:
        return True, "always part of this paper"
    holds = truth(clause.when, scope)
    read = ", ".join(dict.fromkeys(str(path) for path in paths_of(clause.when)))
    if holds is None:
        return True, f"{read} is still open, so it stays in until that is settled"
    return bool(holds), f"{clause.front.when} {'holds' if holds else 'does not hold'}"


def _choose(bound: Bound, clause: Clause, paper: Paper, scope: Scope, why: str) -> Chosen:
    choice = bound.deal.clauses.get(clause.id)
    scope = Scope(bound, scope.style, params_of=f"clauses.{clause.id}.params", answers=scope.answers, asked=scope.asked)
    protects = choice.protects if choice else None
    if paper.front.body == "term_sheet":
        return Chosen(clause, "term sheet", clause.term_sheet, protects, why, "this paper is a term sheet")
    if choice and choice.text:
        if choice.text not in clause.texts:
            raise DealError([_at(bound, clause.id, "text", f"{clause.id} has no text “{choice.text}”; it has {', '.join(clause.texts)}")])
        if choice.text == "protective" and protects is None:
            raise DealError([_at(bound, clause.id, "text", "a protective text needs “protects”: “a” or “b”")])
        return Chosen(clause, choice.text, clause.texts[choice.text], protects, why, "the deal chooses it")
    if bound.deal.posture == "short" and "short" in clause.texts:
        return Chosen(clause, "short", clause.texts["short"], protects, why, "the posture of the deal is short")
    for name, text in clause.texts.items():
        if name != "protective" and _holds(text.condition, scope):
            return Chosen(clause, name, text, protects, why, f"{text.use_when} holds" if text.use_when else "it is the standard text")
    return Chosen(clause, "balanced", clause.texts["balanced"], protects, why, "it is the standard text")


def _holds(condition: Expression | None, scope: Scope) -> bool:
    """A condition on an open value does not choose; the default text is taken."""
    return condition is None or truth(condition, scope) is True


def _pull_in(bound: Bound, paper: Paper, scope: Scope, found: dict[str, Chosen], reasons: dict[str, Reason]) -> None:
    """What an included clause needs is included too; leaving it out is refused.

    What a rider has no section for counts as a clause of the base agreement, and is not pulled in.
    """
    taken = {section for part in paper.front.sections for section in part.takes}
    waiting = [(id, need) for id, one in found.items() for need in one.clause.front.needs]
    while waiting:
        id, need = waiting.pop()
        if need in found:
            continue
        clause = bound.library.clauses[need]
        if paper.front.base and clause.front.section not in taken:
            continue
        choice = bound.deal.clauses.get(need)
        if choice and choice.leave_out:
            raise DealError(
                [_at(bound, need, "leave_out", f"{need} cannot be left out: {id} refers to it; leave out {id} too, or keep both")]
            )
        if clause.is_trigger or not clause.texts:
            raise DealError([_at(bound, id, "", f"{id} needs {need}: add an exit of that kind, or leave out {id}")])
        if clause.front.section not in taken:
            raise LibraryError([paper.source.problem(f"{id} needs {need}, but no section of this paper takes “{clause.front.section}”")])
        why = f"{id} needs it"
        found[need] = _choose(bound, clause, paper, scope, why)
        reasons[need] = Reason(need, True, why)
        waiting += [(need, more) for more in clause.front.needs]


def _conflicts(bound: Bound, found: dict[str, Chosen]) -> None:
    for id, one in found.items():
        for rival in one.clause.front.conflicts:
            if rival in found:
                raise DealError([_at(bound, id, "leave_out", f"{id} and {rival} cannot stand together; leave one out")])


def _at(bound: Bound, id: str, key: str, message: str) -> Fault:
    origin = bound.deal._origin
    steps: list[int | str] = ["clauses", id, key] if key else ["clauses", id]
    line = line_of(origin.text, steps) if origin.text else 0
    return Fault("".join(f"/{step}" for step in steps), message, origin.file, line)
