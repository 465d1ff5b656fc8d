"""The end of a batch for a person: totals, refused records with their reasons, findings by check, the slowest deals."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.batch.report.tally import STATES, Tally
from generator.values import show_hidden

if TYPE_CHECKING:
    from rich.table import Table

_REASONS = 5


@dataclass(frozen=True)
class Part:
    """One table of the report: its title, the heads of its columns, its rows, and a line after it."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    after: str = ""


def totals(tally: Tally, is_plan: bool = False) -> str:
    """The first line: “1,000 deals: 990 new, 10 refused; 990 files”; of a plan “990 files to make”."""
    held = ", ".join(f"{tally.states[state]:,} {state}" for state in STATES if tally.states[state])
    files = f"; {_count(tally.files, 'file')}" if tally.files else ""
    if is_plan:
        files = f"; {_count(tally.made, 'file')} to make" if tally.made else "; nothing to make"
    return f"{_count(tally.records, 'deal')}{f': {held}' if held else ''}{files}"


def _count(n: int, word: str) -> str:
    return f"{n:,} {word}{'' if n == 1 else 's'}"


def parts(tally: Tally, told_in: str) -> Iterator[Part]:
    """The tables that have something to say."""
    if tally.refused:
        rows: list[tuple[str, str, str]] = []
        for outcome in tally.refused:
            faults = outcome.faults[:_REASONS]
            more = len(outcome.faults) - len(faults)
            for n, fault in enumerate(faults):
                name = outcome.name if n == 0 else ""
                rows.append((show_hidden(name), show_hidden(fault.pointer), show_hidden(fault.message)))
            if more:
                rows.append(("", "", f"and {_count(more, 'more reason')}"))
        rest = tally.bad - len(tally.refused)
        after = f"{f'{rest:,} more; all' if rest else 'All'} with their reasons in {told_in}: mend them there and give the file again."
        yield Part("Refused", ("record", "where", "reason"), rows, after if told_in else f"{rest:,} more" if rest else "")
    yield from _findings(tally)
    if tally.slowest:
        slow = [(show_hidden(name), f"{seconds:.2f} s") for seconds, _, name in sorted(tally.slowest, reverse=True)]
        yield Part("Slowest", ("deal", "time"), slow)


def _findings(tally: Tally) -> Iterator[Part]:
    if found := tally.by_check():
        counted = [(id, level, title, f"{n:,}", f"{deals:,}") for id, level, title, n, deals in found]
        yield Part("Findings", ("check", "level", "what", "findings", "deals"), counted, "`pactwright explain ID` says more of a check.")


def plan_as_text(tally: Tally) -> str:
    """The end of a plan in plain lines: each record was told already, so the totals and the findings, which decide the exit code."""
    return _lines(totals(tally, is_plan=True), _findings(tally))


def as_text(tally: Tally, told_in: str = "") -> str:
    """The report in plain lines, without an end of line at its end."""
    return _lines(totals(tally), parts(tally, told_in))


def _lines(first: str, tables: Iterable[Part]) -> str:
    lines = [first]
    for part in tables:
        lines += ["", f"{part.title}:"]
        widths = [max(len(row[n]) for row in part.rows) for n in range(len(part.heads) - 1)]
        for row in part.rows:
            padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            lines.append("  " + "  ".join([*padded, row[-1]]).rstrip())
        lines += [part.after] if part.after else []
    return "\n".join(lines)


def print_tables(tally: Tally, told_in: str = "") -> None:
    """The report on stdout: tables at a terminal, plain lines anywhere else."""
    if not sys.stdout.isatty():
        print(as_text(tally, told_in))
        return
    from rich.console import Console  # here, for it takes a moment to load

    console = Console(highlight=False, markup=False, emoji=False)
    console.print(totals(tally))
    for part in parts(tally, told_in):
        console.print(_table(part))
        if part.after:
            console.print(part.after)


def _table(part: Part) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=part.title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for head in part.heads:
        numbers = head in ("findings", "deals", "time")
        table.add_column(head, justify="right" if numbers else "left", overflow="fold", no_wrap=numbers or head in ("check", "level"))
    for row in part.rows:
        # As text, so that square brackets of an id are no marks of style.
        table.add_row(*(Text(cell) for cell in row))
    return table
