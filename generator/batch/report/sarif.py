"""A report file as SARIF 2.1.0 (OASIS), for code hosts: refused records, and findings of level error or worse that nobody accepted."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from generator.batch.outcome import Outcome
from generator.batch.record import Record
from generator.batch.report.refused import as_json
from generator.batch.report.tally import Tally
from generator.checks.finding import Finding
from generator.checks.registry import checks
from generator.checks.report.sarif import LEVELS, SCHEMA, fingerprint, rule, uri
from generator.deal import Fault
from generator.values import show_hidden

ENDING = ".sarif"
BETWEEN = ",\n"
REFUSED = "refused-record"
_LINE = re.compile(r"line (\d+)")


def head(tally: Tally) -> str:
    """The tool with its rules, and the beginning of the results."""
    own = {
        "id": REFUSED,
        "shortDescription": {"text": "The record is refused"},
        "fullDescription": {"text": "A deal of the batch cannot be read or drafted; it is in refused.jsonl, to be mended and given again."},
        "defaultConfiguration": {"level": "error"},
    }
    tool = json.dumps({"driver": {"name": "Pactwright", "rules": [own, *map(rule, checks())]}}, ensure_ascii=False)
    return f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{"tool": {tool},\n"columnKind": "unicodeCodePoints", "results": [\n'


def entry(record: Record, outcome: Outcome) -> str:
    """A result for each reason and each finding."""
    found = [_refused(record, fault) for fault in outcome.faults]
    found += [_finding(record, outcome, finding) for finding in outcome.findings]
    return BETWEEN.join(map(as_json, found))


def tail(tally: Tally) -> str:
    """The end of the file."""
    return "\n]}]}\n"


def _refused(record: Record, fault: Fault) -> dict[str, Any]:
    said = Finding(REFUSED, "error", fault.message, "", (str(record),), fault.pointer)
    return {
        "ruleId": REFUSED,
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": f"{show_hidden(str(record))}: {fault}"},
        "locations": [_location(record, fault.pointer, fault.line)],
        "partialFingerprints": {"finding/v1": fingerprint(said)},
        "suppressions": [],
    }


def _finding(record: Record, outcome: Outcome, finding: Finding) -> dict[str, Any]:
    where = ", ".join(finding.paths) or finding.place
    return {
        "ruleId": finding.id,
        "ruleIndex": 1 + list(checks()).index(finding.id),
        "level": LEVELS[finding.level],
        "message": {"text": show_hidden(f"{outcome.deal}: {finding.message} {finding.fix}")},
        "locations": [_location(record, where, 0)],
        "partialFingerprints": {"finding/v1": fingerprint(replace(finding, place=f"{outcome.deal} {finding.place}"))},
        "suppressions": [],
        "properties": {"level": finding.level, "deal": outcome.deal},
    }


def _location(record: Record, where: str, line: int) -> dict[str, Any]:
    """The file of the record, the line where it has one, and the place in words: row and cell, or path."""
    file: dict[str, Any] = {"artifactLocation": {"uri": uri(record.source)}}
    if match := _LINE.match(record.place):
        line = int(match[1])
    if line:
        file["region"] = {"startLine": line}
    name = show_hidden(" ".join(filter(None, (record.place, where))))
    return {"physicalLocation": file} | ({"logicalLocations": [{"fullyQualifiedName": name}]} if name else {})
