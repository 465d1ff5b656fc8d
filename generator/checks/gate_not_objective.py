"""A gate is decided by opinion, or by one side alone.

A gate works because the test was fixed before there was anything to argue about. “Satisfactory progress” is fixed by nobody; a
criterion without evidence has no source to read; and one interested side cannot be the judge. Words such as “satisfactory” are
passed over where the criterion has a number or is read from a KPI.

Fails:
    success.gates.g1.criteria: [{id: c1, test: the pilots have gone satisfactorily, evidence: report of the managers}]
    says: 'The criterion c1 of the gate “First joint customers” (g1) is decided by opinion: “satisfactorily” can be read both ways.'
Fails:
    success.gates.g1.decided_by: b
    says: 'The gate “First joint customers” (g1) is decided by Mosaic alone, which has an interest in the result.'
Fails:
    success.gates.g1.criteria: []
    says: 'The gate “First joint customers” (g1) has no criteria, so it can only be decided by opinion.'
Fails:
    success.gates.g1.criteria: [{id: c1, test: the retailers are using the Connector}]
    says: 'The criterion c1 of the gate “First joint customers” (g1) has no source: no number, no evidence, and no KPI it is read from.'
Fails:
    success.gates.g1.criteria: [{id: c1, test: {open: legal is asked}}]
    says: 'Cannot check yet: the criterion c1 of the gate “First joint customers” (g1) is open.'

Passes:
    success.gates.g1.criteria: [{id: c1, test: a satisfaction score of 8 or more, evidence: survey}]
Passes:
    success.gates.g1.criteria: [{id: c1, test: enough retailers stay, kpi: k2}]
Passes:
    success.gates.g1.decided_by: expert
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.deal.success import Criterion
from generator.values import Open

ID = "D-K16"
LEVEL: Level = "error"
_OPINION = re.compile(
    r"\b(satisf(?:actor(?:y|ily)|ied|action)|adequate(?:ly)?|sufficient(?:ly)?|appropriate(?:ly)?|reasonabl[ey]|acceptabl[ey]|good progress"
    r"|significant(?:ly)?|successful(?:ly)?|promising|encouraging|happy|pleased|(?:sole |absolute )?discretion|(?:its|their|the) opinion"
    r"|well enough|enough)\b",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Finding]:
    for gate in view.deal.success.gates:
        path = f"success.gates.{gate.id}"
        called = f"the gate “{gate.name}” ({gate.id})" if isinstance(gate.name, str) else f"the gate {gate.id}"
        whose = getattr(view.deal.sides, gate.decided_by).short if gate.decided_by in ("a", "b") else ""
        if whose:
            yield Finding(
                ID, LEVEL, f"{_upper(called)} is decided by {whose} alone, which has an interest in the result.",
                "Let the sponsors, the committee or an expert decide.", (f"{path}.decided_by",),
            )  # fmt: skip
        if not gate.criteria:
            yield Finding(
                ID, LEVEL, f"{_upper(called)} has no criteria, so it can only be decided by opinion.",
                "Write at least one test that is met or not met.", (f"{path}.criteria",),
            )  # fmt: skip
        for one in gate.criteria:
            yield from _criterion(one, called, f"{path}.criteria.{one.id}")


def _criterion(one: Criterion, called: str, path: str) -> Iterator[Finding]:
    if isinstance(one.test, Open):
        yield Finding(ID, "info", f"Cannot check yet: the criterion {one.id} of {called} is open.", "Settle it.", (f"{path}.test",))
        return
    if one.kpi is not None or re.search(r"\d", one.test):
        return
    if match := _OPINION.search(one.test):
        yield Finding(
            ID, LEVEL, f"The criterion {one.id} of {called} is decided by opinion: “{match[0]}” can be read both ways.",
            "Write a number, a signed paper or a KPI that shows whether it is met.", (f"{path}.test",),
        )  # fmt: skip
    elif one.evidence is None:
        yield Finding(
            ID, "warn", f"The criterion {one.id} of {called} has no source: no number, no evidence, and no KPI it is read from.",
            "Name the paper or record that shows whether it is met.", (f"{path}.evidence",),
        )  # fmt: skip


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
