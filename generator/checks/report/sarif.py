"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the line of the deal file.

A check is a rule, a finding a result. Levels: block and error -> error, warn -> warning, info -> note. An accepted finding carries a
suppression with who, when and why, so that a host shows it as closed.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import quote

from generator.checks.finding import Finding
from generator.checks.registry import checks, manual
from generator.checks.report.report import Report
from generator.deal.place import line_of_place

FORMAT = "sarif"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"block": "error", "error": "error", "warn": "warning", "info": "note"}


def write(report: Report) -> str:
    """The report as a SARIF 2.1.0 log."""
    driver = {"name": "Pactwright", "rules": [rule(id) for id in report.ran]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, report) for finding in report.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def rule(id: str) -> dict[str, Any]:
    """A check as SARIF tells it, once for all its results."""
    title, words = manual(checks()[id])
    return {
        "id": id,
        "shortDescription": {"text": title},
        "fullDescription": {"text": words},
        "defaultConfiguration": {"level": LEVELS[checks()[id].LEVEL]},
    }


def _result(finding: Finding, report: Report) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.id,
        "ruleIndex": report.ran.index(finding.id),
        "level": LEVELS[finding.level],
        "message": {"text": f"{finding.message} {finding.fix}"},
        "locations": _locations(finding, report),
        "partialFingerprints": {"finding/v1": fingerprint(finding)},
        "properties": {"level": finding.level, "place": finding.place, "lawPack": finding.law_pack},
    }
    # A host reads a missing list as “not known”, an empty one as “nothing suppressed”; so every result has it.
    result["suppressions"] = [{"kind": "external", "justification": finding.accepted}] if finding.accepted else []
    return result


def _locations(finding: Finding, report: Report) -> list[dict[str, Any]]:
    """One place for each path; the file alone for a finding about the words of a paper; none for a deal made in memory."""
    found: list[dict[str, Any]] = []
    for path in finding.paths or ("",):
        location: dict[str, Any] = {}
        if report.file:
            location["physicalLocation"] = {"artifactLocation": {"uri": uri(report.file)}}
            if line := line_of_place(report.view.deal, path):
                location["physicalLocation"]["region"] = {"startLine": line}
        if name := path or finding.place:
            location["logicalLocations"] = [{"fullyQualifiedName": name}]
        if location:
            found.append(location)
    return found


def uri(file: str) -> str:
    """A path as the user typed it -> a URI reference; a relative one stays relative, as hosts want it."""
    path = file.replace("\\", "/")
    return f"file://{quote(path)}" if path.startswith("/") else quote(path, safe="/")


def fingerprint(finding: Finding) -> str:
    """The same for the same finding in a later run, wherever its line has moved to."""
    return hashlib.sha256("\n".join((finding.id, *finding.paths, finding.place, finding.message)).encode()).hexdigest()[:32]
