"""The totals of a batch, and the few records worth showing: the first refused ones and the slowest. Its size does not grow."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from generator.batch.outcome import Outcome
from generator.batch.report.refused import reason
from generator.checks.finding import ORDER
from generator.checks.registry import checks, manual

SHOWN = 20
STATES = ("new", "changed", "unchanged", "refused", "failed")
VERSION = 1


@dataclass
class Tally:
    """`made`: the files of new and changed deals, in a plan those to be made; `findings`: how many of each check, `deals`: in how many
    deals; `slowest`: seconds and name, slowest last.
    """

    records: int = 0
    files: int = 0
    made: int = 0
    serious: int = 0
    states: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    deals: Counter[str] = field(default_factory=Counter)
    refused: list[Outcome] = field(default_factory=list)
    slowest: list[tuple[float, int, str]] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one record."""
        self.records += 1
        self.files += len(outcome.files)
        self.made += len(outcome.files) if outcome.state != "unchanged" else 0
        self.states[outcome.state] += 1
        self.levels.update(outcome.levels)
        self.findings.update(outcome.checks)
        self.deals.update(outcome.checks.keys())
        self.serious += bool(_serious(outcome))
        if not outcome.is_good and len(self.refused) < SHOWN:
            self.refused.append(outcome)
        if outcome.seconds:
            heapq.heappush(self.slowest, (outcome.seconds, -outcome.number, outcome.deal or outcome.name))
            if len(self.slowest) > 5:
                heapq.heappop(self.slowest)

    @property
    def bad(self) -> int:
        """How many records were refused or failed."""
        return self.states["refused"] + self.states["failed"]

    @property
    def fails(self) -> bool:
        """Whether the batch ends with exit code 1."""
        return bool(self.bad or self.serious)

    def by_check(self) -> list[tuple[str, str, str, int, int]]:
        """Of each check with findings: id, level, title, findings, deals; worst and most frequent first."""
        known = checks()
        found = [
            (id, known[id].LEVEL, manual(known[id])[0], n, self.deals[id]) if id in known else (id, "info", "", n, self.deals[id])
            for id, n in self.findings.items()
        ]
        return sorted(found, key=lambda one: (ORDER[one[1]], -one[4], one[0]))

    def as_data(self) -> dict[str, Any]:
        """For JSON; the first refused records are listed, all of them are in the file of refused records."""
        return {
            "version": VERSION,
            "records": self.records,
            "states": {state: self.states[state] for state in STATES},
            "files": self.files,
            "levels": {level: self.levels[level] for level in ORDER},
            "deals_with_serious_findings": self.serious,
            "checks": [
                {"id": id, "level": level, "title": title, "findings": n, "deals": deals} for id, level, title, n, deals in self.by_check()
            ],
            "refused": [refused_data(one) for one in self.refused],
            "refused_not_listed": self.bad - len(self.refused),
            "slowest": [{"deal": name, "seconds": round(seconds, 3)} for seconds, _, name in sorted(self.slowest, reverse=True)],
        }


def _serious(outcome: Outcome) -> int:
    return outcome.levels.get("block", 0) + outcome.levels.get("error", 0)


def refused_data(outcome: Outcome) -> dict[str, Any]:
    """A refused or failed record with its reasons."""
    return {"from": outcome.name, "deal": outcome.deal, "state": outcome.state, "reasons": [reason(fault) for fault in outcome.faults]}
