"""The number pass: labels on every section, clause, paragraph and item. After it, each place of the outline is settled."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from generator.document.rename import with_names
from generator.document.tree import Block, Clause, Item, Items, Paragraph, Schedule, Section


@dataclass
class _Count:
    """`next` paragraph of a schedule; `lists` seen since the last numbered line, where a word processor goes on counting."""

    next: int = 1
    lists: int = 0


def number_sections(sections: Sequence[Section], headings: bool) -> tuple[Section, ...]:
    """Sections 1., 2. … and in them clauses 1.1 and paragraphs 1.1.1. Without headings (a term sheet) only the sections count."""
    numbered: list[Section] = []
    for n, section in enumerate(sections, 1):
        count = _Count()
        clauses = tuple(
            _numbered(clause, f"{n}.{k}") if headings else _plain_clause(clause, count) for k, clause in enumerate(section.clauses, 1)
        )
        numbered.append(Section(section.id, section.title, clauses, f"{n}.", f"section.{section.id}"))
    return tuple(numbered)


def number_schedules(schedules: Sequence[Schedule]) -> tuple[Schedule, ...]:
    """Schedules A, B …; paragraphs restart at 1 in each."""
    numbered: list[Schedule] = []
    for n, schedule in enumerate(schedules, 1):
        count = _Count()
        alone = len(schedule.clauses) == 1
        clauses = tuple(_schedule_clause(clause, count, alone) for clause in schedule.clauses)
        numbered.append(replace(schedule, letter=letters(n).upper(), anchor=f"schedule.{schedule.id}", clauses=clauses))
    return tuple(numbered)


def _numbered(clause: Clause, label: str) -> Clause:
    return clause.once("numbered", label, lambda: _clause(clause, label, _Count()), with_names)


def _clause(clause: Clause, label: str, count: _Count) -> Clause:
    """A clause with one paragraph prints it without a number under its heading; with several, each has a number."""
    several = sum(isinstance(block, Paragraph) and block.numbered for block in clause.blocks) > 1
    blocks: list[Block] = []
    n = 0
    for block in clause.blocks:
        if isinstance(block, Paragraph) and block.numbered and several:
            n += 1
            count.lists = 0
            block = block.labelled(f"{label}.{n}", 2, numbered=True)
        elif isinstance(block, Paragraph):
            block = block.labelled("", 2 if several else 1, numbered=False)
        elif isinstance(block, Items):
            block = _items(block, count)
        blocks.append(block)
    return clause.placed(tuple(blocks), label, clause.id, clause.heading)


def _schedule_clause(clause: Clause, count: _Count, alone: bool) -> Clause:
    def make() -> tuple[Clause, int, int]:
        here = _Count(count.next, count.lists)
        return _in_schedule(clause, here, alone), here.next, here.lists

    numbered, count.next, count.lists = clause.once("numbered in a schedule", (count.next, count.lists, alone), make, with_names)
    return numbered


def _in_schedule(clause: Clause, count: _Count, alone: bool) -> Clause:
    blocks: list[Block] = []
    for block in clause.blocks:
        if isinstance(block, Paragraph) and block.numbered:
            block = block.labelled(f"{count.next}.", 1, numbered=True)
            count.next, count.lists = count.next + 1, 0
        elif isinstance(block, Paragraph):
            block = block.labelled("", 1, block.numbered)
        elif isinstance(block, Items):
            block = _items(block, count)
        blocks.append(block)
    return clause.placed(tuple(blocks), clause.label, None, not alone)


def _plain_clause(clause: Clause, count: _Count) -> Clause:
    blocks: list[Block] = []
    for block in clause.blocks:
        if isinstance(block, Paragraph):
            block = block.labelled("", 1, numbered=False)
        elif isinstance(block, Items):
            block = _items(block, count)
        blocks.append(block)
    return clause.placed(tuple(blocks), clause.label, None, False)


def _items(items: Items, count: _Count) -> Items:
    restart = count.lists > 0
    count.lists += 1
    return Items(tuple(_item(item, letters(n), n) for n, item in enumerate(items.items, 1)), restart)


def _item(item: Item, label: str, n: int) -> Item:
    children = tuple(child.labelled(f"({roman(k)})", child.children) for k, child in enumerate(item.children, 1))
    return item.labelled(f"({label})", children)


def letters(n: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa, 28 -> bb: as word processors letter a list.

    >>> letters(1), letters(26), letters(27), letters(28)
    ('a', 'z', 'aa', 'bb')
    """
    times, place = divmod(n - 1, 26)
    return string.ascii_lowercase[place] * (times + 1)


def roman(n: int) -> str:
    """
    >>> [roman(n) for n in (1, 4, 9, 14, 40)]
    ['i', 'iv', 'ix', 'xiv', 'xl']
    """
    words = ""
    for value, mark in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while n >= value:
            words, n = words + mark, n - value
    return words
