"""Bound deal + paper -> Document: select, fill, define, number, link. The order of the passes is here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from generator.bind import Bound, BoundTrigger
from generator.document.base import Base
from generator.document.define import Terms, define
from generator.document.evaluate import Answers, Scope
from generator.document.hit import Hit, Question
from generator.document.fill import Filling, Loose
from generator.document.filters import sentence
from generator.document.link import link
from generator.document.memory import memory
from generator.document.number import number_schedules, number_sections
from generator.document.parties import party_paragraphs, signatures
from generator.document.say import Style, blank, join, say, say_date
from generator.document.select import Chosen, Selection, select
from generator.document.survive import survivors
from generator.document.tree import (
    Block, Clause, Cover, CoverLine, Definitions, Document, Inlines, Items, Look, Paragraph, Schedule, Section, Source, Table, Text,
    Value, plain,
)  # fmt: skip
from generator.document.words import wording
from generator.library import LawPack, Paper, TextPart


@dataclass(frozen=True)
class Drafted:
    """A document, the deal it was drafted from, what was selected for it, and where its terms stand."""

    document: Document
    bound: Bound
    selection: Selection
    terms: Terms
    law_pack: LawPack


def draft_document(bound: Bound, kind: str, execution: bool = False) -> Drafted:
    """One paper of a deal. Raises DealError for choices that cannot stand, DanglingReference for a hole in the library."""
    paper = bound.library.papers[kind]
    pack = governing_pack(bound)
    style = style_of(bound, pack)
    selection = select(bound, paper, style)
    return _Drafting(bound, paper, pack, style, selection, execution, Answers(bound, style, selection.ids)).document()


def governing_pack(bound: Bound) -> LawPack:
    """The law pack of the governing law; `none` where it is open or has no pack."""
    governing = bound.deal.law.governing
    return bound.library.law_pack(getattr(governing, "name", None))


def style_of(bound: Bound, pack: LawPack) -> Style:
    """Spelling and dates: the law pack's, unless the deal says otherwise."""
    return Style(pack.front.date_style == "month-first", bound.deal.law.spelling or pack.front.spelling, pack.front.clause_word)


def scope_of(
    bound: Bound, style: Style, selection: Selection, one: Chosen, trigger: BoundTrigger | None = None, answers: Answers | None = None,
    asked: dict[Question, Hit] | None = None,
) -> Scope:  # fmt: skip
    """What the texts and positions of a clause may read; of an exit's clause, for one exit.

    `answers`: those of the paper, if they are kept; `asked`: where the questions are collected.
    """
    answers = answers or Answers(bound, style, selection.ids)
    scope = Scope(bound, style, answers.clauses, answers=answers, asked={} if asked is None else asked)
    scope.params_of = f"{trigger.path}.params" if trigger else f"clauses.{one.clause.id}.params"
    if trigger:
        scope.variables["trigger"] = Hit(trigger.path, trigger)
    if one.protects:
        for name, side in (("protected", one.protects), ("other", "b" if one.protects == "a" else "a")):
            hit = scope.ask("", ("sides", side, "short"))
            scope.variables[name] = Hit(hit.path, hit.value)
    return scope


@dataclass
class _Drafting:
    bound: Bound
    paper: Paper
    pack: LawPack
    style: Style
    selection: Selection
    execution: bool
    answers: Answers
    of_paper: bool = False  # whether a clause holds what is made of the whole paper, and not of what it asked alone

    def document(self) -> Drafted:
        deal, front = self.bound.deal, self.paper.front
        scope = Scope(self.bound, self.style, self.answers.clauses, answers=self.answers)
        opening = tuple(
            replace(block, numbered=False, level=block.level if block.style == "party" else 0)
            for block in Filling(scope, {"parties": lambda _: list(party_paragraphs(self.bound, self.style))}).part(self.paper.opening)
            if isinstance(block, Paragraph)
        )
        sections = tuple(
            Section(section.id, self._title(section.title), clauses)
            for section in front.sections
            if (clauses := tuple(self._clause(one) for taken in section.takes for one in self.selection.by_section.get(taken, ())))
        )
        schedules = self._schedules() if front.body == "text" else ()
        base = Base(self.bound) if front.base else None
        holders, terms = define((*sections, *schedules), opening, scope, base)
        sections = tuple(holder for holder in holders if isinstance(holder, Section))
        schedules = tuple(holder for holder in holders if isinstance(holder, Schedule))
        status = f"{self._stage()} {say_date(deal.draft_date, self.style)}"
        look = Look(deal.law.paper or self.pack.front.paper, self.style.spelling, self.style.clause_word)
        document = Document(
            kind=front.id, title=front.title, cover=self._cover(status), opening=opening,
            sections=number_sections(sections, headings=front.body == "text"), schedules=number_schedules(schedules),
            status=self._status(status), disclaimer=front.disclaimer,
            footer=f"{deal.id} · version {deal.version}", compact=front.compact, contents=front.contents, look=look,
            reasons=self.selection.reasons, properties=self._properties(), draft_date=deal.draft_date.words(),
        )  # fmt: skip
        about = draft_document(self.bound, front.about).document if front.about else None
        return Drafted(link(document, base, about), self.bound, self.selection, terms, self.pack)

    def _stage(self) -> str:
        if self.paper.front.internal:
            return "Internal"
        if not self.paper.front.signed:
            return "Working paper"
        return "Execution version" if self.execution else "Draft"

    def _status(self, status: str) -> str:
        """What every page says beside its number."""
        if self.paper.front.internal:
            return f"{status} – not for the other side"
        if not self.paper.front.signed:
            return f"Version {self.bound.deal.version}, {say_date(self.bound.deal.draft_date, self.style)}"
        return status if self.execution else f"{status} – not for signature"

    def _cover(self, status: str) -> Cover:
        deal = self.bound.deal
        parties = tuple(self._parties(name) for name in ("a", "b"))
        governing = say(deal.law.governing, "law.governing", "governing", False, deal, self.style)
        paper = CoverLine("Document", (Text(f"{deal.id} / {self.paper.front.id.replace('_', '-')}"),))
        if not self.paper.front.signed:
            # Nobody is bound by it, so its pages name the sides, and no law.
            date = CoverLine("Date", (Text(f"{say_date(deal.draft_date, self.style)}, version {deal.version}"),))
            return Cover(self.paper.front.title, parties, (date, paper), deal.title if isinstance(deal.title, str) else "")
        lines = (
            CoverLine("Date", (Text(say_date(deal.draft_date, self.style)),)),
            CoverLine("Governing law", governing),
            CoverLine("Status", (Text(f"{self._stage()}, version {deal.version}"),)),
            paper,
        )
        return Cover(self.paper.front.title, parties, lines, deal.title if isinstance(deal.title, str) else "")

    def _parties(self, name: str) -> Inlines:
        members = getattr(self.bound.deal.sides, name).members
        runs = [
            say(member.legal_name, f"sides.{name}.members.{member.id}.legal_name", "legal_name", False, self.bound.deal, self.style)
            for member in members
        ]
        if not runs and not self.paper.front.signed:
            return (Value(f"sides.{name}.short", getattr(self.bound.deal.sides, name).short),)
        return join(runs) if runs else (blank(f"sides.{name}.legal_name", None),)

    def _properties(self) -> tuple[tuple[str, str], ...]:
        deal = self.bound.deal
        return (
            ("Deal", deal.id),
            ("Deal version", deal.version),
            ("Paper", self.paper.front.id),
            ("Library digest", self.bound.library.digest[:16]),
            ("Law pack", f"{self.pack.front.name}, checked {self.pack.front.checked_on}"),
        )

    # ------------------------------------------------------------ clauses

    def _fill(self, one: Chosen, part: TextPart, asked: dict[Question, Hit], trigger: BoundTrigger | None = None) -> list[Block]:
        scope = scope_of(self.bound, self.style, self.selection, one, trigger, self.answers, asked)

        def list_survivors(scope: Scope) -> list[Loose]:
            scope.ask("", ("clauses",))
            return list(survivors(self.selection, scope))

        marks: dict[str, Callable[[Scope], list[Loose]]] = {
            "definitions": lambda _: [Definitions()], "survival": list_survivors,
            "signatures": lambda _: [signatures(self.bound, self.style, self.execution)],
            "parties": lambda _: list(party_paragraphs(self.bound, self.style)),
        }  # fmt: skip
        filling = Filling(scope, marks, (self._paper, one.clause.id, one.protects, trigger.path if trigger else ""))
        blocks = filling.part(part)
        self.of_paper = self.of_paper or filling.of_paper
        return blocks

    @cached_property
    def _paper(self) -> str:
        """What a text hangs on besides its answers: where its references may lead, and how it is spelt. As words, which are quickly
        told apart.
        """
        return repr((self.paper.front.id, sorted(self.selection.in_base), self.style))

    def _remembered(self, one: Chosen, part: str, make: Callable[[dict[Question, Hit]], Clause], *more: object) -> Clause:
        """A clause, made or found again; `part` of its file, and what it is made of besides the answers it gets."""
        name = (self._paper, part, one.clause.id, one.text_name, one.protects, one.because, *more)
        made: list[Clause] = []

        def make_or_not(asked: dict[Question, Hit]) -> Clause | None:
            self.of_paper = False
            made.append(make(asked))
            return None if self.of_paper else made[0]

        return memory(self.bound.library, "clauses").made(name, self.answers, make_or_not, names_alone=True) or made[0]

    def _clause(self, one: Chosen) -> Clause:
        group = self.bound.exits.get(one.clause.id, ())

        def make(asked: dict[Question, Hit]) -> Clause:
            blocks: list[Block] = []
            if one.clause.is_trigger:
                if one.clause.lead and one.text_name != "term sheet":
                    blocks += self._fill(one, one.clause.lead, asked)
                for trigger in group:
                    if one.text:
                        blocks += self._trigger(one, one.text, asked, trigger, len(group) > 1)
            elif one.text:
                blocks += self._fill(one, one.text, asked)
            front = one.clause.front
            aliases = tuple(f"trigger:{trigger.id}" for trigger in group) if len(group) == 1 else ()
            source = Source(one.clause.source.name, 1, (one.because,))
            return Clause(front.id, self._title(front.title), tuple(blocks), front.version, one.text_name, aliases=aliases, source=source)

        return self._remembered(one, "text", make, *((trigger.id, trigger.own.kind) for trigger in group))

    def _title(self, title: str) -> str:
        return wording(self.bound.library, self.style).respell(title)

    def _trigger(
        self, one: Chosen, text: TextPart, asked: dict[Question, Hit], trigger: BoundTrigger, several: bool
    ) -> list[Block]:  # fmt: skip
        """The text of one exit; its first paragraph is where references to the exit lead."""
        blocks = self._fill(one, text, asked, trigger)
        title = asked.setdefault((trigger.path, ("title",)), self.answers.to(trigger.path, ("title",))).value
        for n, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                run_in = (
                    plain(sentence((Text(title),)))
                    if isinstance(title, str) and (several or trigger.own.kind == "custom") and one.text_name != "term sheet"
                    else ""
                )
                blocks[n] = replace(block, anchor=f"trigger:{trigger.id}" if several else None, run_in=run_in)
                break
        return blocks

    def _schedule_clause(self, one: Chosen, part: TextPart) -> Clause:
        def make(asked: dict[Question, Hit]) -> Clause:
            front, source = one.clause.front, Source(one.clause.source.name, 1, (one.because,))
            return Clause(front.id, self._title(front.title), tuple(self._fill(one, part, asked)), front.version, "schedule", source=source)

        return self._remembered(one, "schedule", make)

    def _schedules(self) -> tuple[Schedule, ...]:
        found: list[Schedule] = []
        for schedule in self.paper.front.schedules:
            clauses = tuple(
                self._schedule_clause(one, one.clause.schedule)
                for one in self.selection.by_schedule.get(schedule.id, ())
                if one.clause.schedule
            )
            if clauses:
                found.append(Schedule(schedule.id, self._title(schedule.title), clauses, landscape=_mostly_wide(clauses)))
        return tuple(found)


def _mostly_wide(clauses: tuple[Clause, ...], most_lines: int = 10) -> bool:
    """Whether wide tables are most of a schedule: a page with two lines beside a turned one would look forgotten."""
    blocks = [block for clause in clauses for block in clause.blocks]
    wide = [block for block in blocks if isinstance(block, Table) and block.landscape]
    lines = sum(len(block.items) if isinstance(block, Items) else 1 for block in blocks if block not in wide)
    return bool(wide) and lines <= most_lines


def is_empty(schedule: Schedule) -> bool:
    """A schedule with nothing but its introduction."""
    blocks = [block for clause in schedule.clauses for block in clause.blocks]
    return all(isinstance(block, Paragraph) and not plain(block.inlines).strip() for block in blocks) or len(blocks) < 2


__all__ = ["Drafted", "draft_document", "governing_pack", "is_empty", "scope_of", "style_of"]
