"""The plan of a batch for a person or a program: deal by deal what would be made, and why. Printed as it comes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.batch.outcome import Outcome
from generator.values import show_hidden


def as_lines(outcome: Outcome) -> Iterator[str]:
    """One line for a deal, and further in the reasons and the clauses that would read differently."""
    about = f" ({show_hidden(outcome.name)})" if outcome.deal else ""
    yield f"{outcome.state:9}  {show_hidden(outcome.deal or outcome.name)}{about}"
    for fault in outcome.faults:
        yield f"    {fault}"
    for reason in outcome.reasons:
        yield f"    {show_hidden(reason)}"
    for paper, clause, why in outcome.clauses:
        yield f"    {paper}: {clause} {show_hidden(why)}"


def as_data(outcome: Outcome) -> dict[str, Any]:
    """The same as JSON data."""
    return {
        "number": outcome.number,
        "from": outcome.name,
        "deal": outcome.deal,
        "state": outcome.state,
        "files": list(outcome.files),
        "why": list(outcome.reasons),
        "clauses": [{"paper": paper, "clause": clause, "why": why} for paper, clause, why in outcome.clauses],
        "faults": [{"pointer": fault.pointer, "message": fault.message} for fault in outcome.faults],
        "levels": dict(outcome.levels),
        "checks": dict(outcome.checks),
    }


def as_json(outcome: Outcome) -> str:
    """One line of JSON."""
    return json.dumps(as_data(outcome), ensure_ascii=False)
