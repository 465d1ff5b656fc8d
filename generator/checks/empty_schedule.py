"""A list that the papers rely on is empty: an exit tests KPIs or gates and there are none, a fee pays back investments and none is listed.

A clause that points to an empty schedule gives a right nobody can use, or a duty nobody can measure. Gates without criteria
count as empty too. Also looks at the schedules as drafted, for house libraries.

Fails:
    success.kpis: []
    success.gates: []
    says: 'The list of KPIs is empty, but “Agreed results not reached” (t6) tests them.'
Fails:
    success.gates: []
    says: 'The list of gates is empty, but “No-go at a Gate” (t7) tests them.'
Fails:
    success.gates: [{id: g1, name: First joint customers, due: "2026-09-30"}]
    says: 'The gate “First joint customers” (g1) has no criteria, so nobody can say whether it is passed.'
Fails:
    contributions.investments: []
    fees: [{id: f1, kind: unrecovered_investment, reason: one side builds on the promise of 36 months, due_within: 30 days}]
    says: 'The list of investments is empty, but the fee f1 pays back what is listed there.'

Passes:
    success.gates: []
    exit.triggers.t7: absent
Passes:
    contributions.investments: []
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.bind import BoundTrigger
from generator.checks.consequence import MISSED
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called, listed
from generator.document.define import inlines_of
from generator.document.tree import Ref, Schedule, Table, Value, plain

ID = "D-C12"
LEVEL: Level = "error"
GATES = "exit.milestone_nogo"


def check(view: View) -> Iterator[Finding]:
    success = view.deal.success
    if not success.kpis:
        yield from _empty("KPIs", "success.kpis", [one for one in view.bound.triggers if one.clause.id == MISSED])
    if not success.gates:
        yield from _empty("gates", "success.gates", [one for one in view.bound.triggers if one.clause.id == GATES])
    for gate in success.gates:
        if not gate.criteria:
            name = f"“{gate.name}” ({gate.id})" if isinstance(gate.name, str) else gate.id
            yield Finding(
                ID, LEVEL, f"The gate {name} has no criteria, so nobody can say whether it is passed.",
                "Add 1 to 5 criteria that are met or not met.", (f"success.gates.{gate.id}.criteria",),
            )  # fmt: skip
    for fee in view.deal.fees:
        if fee.kind == "unrecovered_investment" and not view.deal.contributions.investments:
            yield Finding(
                ID, LEVEL, f"The list of investments is empty, but the fee {fee.id} pays back what is listed there.",
                "List the investments with their amounts, or take the fee out.", ("contributions.investments", f"fees.{fee.id}"),
            )  # fmt: skip
    for kind, drafted in view.papers.items():
        for schedule in drafted.document.schedules:
            if not _has_content(schedule):
                yield Finding(
                    ID, LEVEL, f"Schedule {schedule.letter} ({schedule.title}) of the {drafted.document.title} is empty.",
                    "Fill it, or leave out the clause that needs it.", place=f"{kind}: schedule.{schedule.id}",
                )  # fmt: skip


def _empty(what: str, path: str, triggers: list[BoundTrigger]) -> Iterator[Finding]:
    if triggers:
        tests = "tests" if len(triggers) == 1 else "test"
        yield Finding(
            ID, LEVEL, f"The list of {what} is empty, but {listed([called(one) for one in triggers])} {tests} them.",
            f"Add {what}, or take the exit out.", (path, *(one.path for one in triggers)),
        )  # fmt: skip


def _has_content(schedule: Schedule) -> bool:
    """A table, a value of the deal, or at least two paragraphs of words; a lead-in alone is no content."""
    blocks = [block for clause in schedule.clauses for block in clause.blocks]
    if any(isinstance(block, Table) and block.rows for block in blocks):
        return True
    runs = [inlines for block in blocks for inlines in inlines_of(block)]
    return (
        any(isinstance(inline, Value | Ref) for inlines in runs for inline in inlines)
        or sum(bool(plain(inlines).strip()) for inlines in runs) > 1
    )
