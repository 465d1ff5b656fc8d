"""Sections, schedules, clauses and their blocks, each in its style."""

from __future__ import annotations

import itertools

from msgspec import Struct

from generator.document.tree import (
    Block, Clause, Definitions, Inlines, Item, Items, Paragraph, Schedule, Section, Signatures, Table,
)  # fmt: skip
from generator.writers.word.body import Body
from generator.writers.word.clauses import write_once
from generator.writers.word.inlines import run
from generator.writers.word.outlines import AGREEMENT, PARTIES, SCHEDULES, Outline
from generator.writers.word.tables import write_signatures, write_table

_CONTINUED = ("BodyText", "ClauseText", "ClauseText")  # by the level of what a paragraph without a number continues
_LED_IN_TO = (Items, Table, Definitions)  # what the paragraph before stays on one page with


class _Holder(Struct, frozen=True):
    """Where a block stands: the outline that numbers it, the level of its first items, the words that caption its tables,
    and whether all of it stands on turned pages.
    """

    outline: Outline
    first_item: int
    caption: str
    turned: bool = False


def write_opening(body: Body) -> None:
    """The words before section 1, the parties among them, and the disclaimer of a paper without a cover page."""
    document = body.document
    for paragraph in document.opening:
        _write_paragraph(body, paragraph, _Holder(AGREEMENT, 3, document.title))
    if document.compact and document.disclaimer:
        body.add("Disclaimer", run(document.disclaimer))


def write_section(body: Body, section: Section) -> None:
    """A section with its clauses; a letter may leave out its number, and its title."""
    body.turn(landscape=False)
    body.anchor(section.anchor)
    if section.label:
        body.add_numbered(AGREEMENT, 0, section.label, run(section.title))
    elif section.title:
        body.add("PlainHeading", run(section.title))
    for clause in section.clauses:
        _write_clause(body, clause, _Holder(AGREEMENT, 3, clause.title or section.title))


def write_schedule(body: Body, schedule: Schedule) -> None:
    """A schedule on its own page, turned if the tree says so."""
    body.turn(schedule.landscape)
    body.anchor(schedule.anchor)
    body.add_numbered(SCHEDULES, 0, f"Schedule {schedule.letter}", run(schedule.title))
    for clause in schedule.clauses:
        _write_clause(body, clause, _Holder(SCHEDULES, 2, clause.title or schedule.title, schedule.landscape))


def _write_clause(body: Body, clause: Clause, holder: _Holder) -> None:
    body.turn(holder.turned)
    write_once(body, clause, holder.outline, holder.caption, lambda: _write_anew(body, clause, holder))


def _write_anew(body: Body, clause: Clause, holder: _Holder) -> None:
    body.anchor(clause.anchor)
    body.comments.on_next(clause.remarks)
    if clause.heading:
        if holder.outline is AGREEMENT and clause.label:
            body.add_numbered(AGREEMENT, 1, clause.label, run(clause.title))
        elif clause.label:
            body.add_numbered(SCHEDULES, 1, clause.label, run(clause.title), "SubHeading")
        else:
            body.add("SubHeading", run(clause.title))
    for block, following in itertools.zip_longest(clause.blocks, clause.blocks[1:]):
        _write_block(body, block, holder, leads_in=isinstance(following, _LED_IN_TO))


def _write_block(body: Body, block: Block, holder: _Holder, leads_in: bool) -> None:
    body.turn(holder.turned or (isinstance(block, Table) and block.landscape))
    match block:
        case Paragraph():
            _write_paragraph(body, block, holder, leads_in)
        case Items():
            for item in block.items:
                _write_item(body, item, holder, holder.first_item)
        case Table():
            write_table(body, block, holder.caption)
        case Definitions():
            for entry in block.entries:
                body.anchor(entry.anchor)
                body.add("Definition", body.inlines.runs(entry.inlines))
        case Signatures():
            write_signatures(body, block)


def _write_paragraph(body: Body, paragraph: Paragraph, holder: _Holder, leads_in: bool = False) -> None:
    body.anchor(paragraph.anchor)
    body.comments.on_next((), paragraph.notes)
    runs = (run(paragraph.run_in, "RunIn") + run(" ") if paragraph.run_in else "") + _runs(body, paragraph.inlines, paragraph.uncertain)
    if paragraph.style == "party" and paragraph.label:
        body.add_numbered(PARTIES, 0, paragraph.label, runs)
    elif paragraph.style == "status":
        body.add("Status", runs)
    elif not paragraph.label:
        body.add(_CONTINUED[min(paragraph.level, 2)], runs, keep_next=leads_in)
    elif holder.outline is SCHEDULES:
        body.add_numbered(SCHEDULES, 1, paragraph.label, runs, keep_next=leads_in)
    else:
        level = paragraph.label.rstrip(".").count(".")
        # A paragraph numbered as a clause or a section looks like text, not like their headings.
        body.add_numbered(AGREEMENT, level, paragraph.label, runs, "Numbered", keep_next=leads_in)


def _write_item(body: Body, item: Item, holder: _Holder, level: int) -> None:
    body.anchor(item.anchor)
    body.add_numbered(holder.outline, level, item.label, _runs(body, item.inlines, item.uncertain), keep_next=bool(item.children))
    for child in item.children:
        _write_item(body, child, holder, level + 1)


def _runs(body: Body, inlines: Inlines, uncertain: bool) -> str:
    return body.inlines.runs(inlines, "Uncertain" if uncertain else "")
