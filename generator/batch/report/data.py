"""A report file as JSON: the totals, and every record with its state, files, findings by check, and reasons."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from generator.batch.outcome import Outcome
from generator.batch.record import Record
from generator.batch.report.refused import as_json, reason
from generator.batch.report.tally import VERSION, Tally

ENDING = ".json"
BETWEEN = ",\n"


def head(tally: Tally) -> str:
    """The totals, and the beginning of the list of records."""
    return f'{{"version": {VERSION}, "totals": {as_json(tally.as_data())},\n"records": [\n'


def entry(record: Record, outcome: Outcome) -> str:
    """One record."""
    said: dict[str, Any] = {
        "number": outcome.number,
        "from": outcome.name,
        "deal": outcome.deal,
        "state": outcome.state,
        "why": list(outcome.reasons),
        "files": list(outcome.files),
        "levels": dict(outcome.levels),
        "checks": dict(outcome.checks),
        "serious": [asdict(finding) for finding in outcome.findings],
        "reasons": [reason(fault) for fault in outcome.faults],
        "seconds": round(outcome.seconds, 3),
    }
    return as_json(said)


def tail(tally: Tally) -> str:
    """The end of the file."""
    return "\n]}\n"
