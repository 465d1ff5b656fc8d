"""Findings as JSON for other programs. docs/check-format.md documents it; a change of what a key means raises `VERSION`."""

from __future__ import annotations

import json

from generator.checks.report.report import Report

FORMAT = "json"
VERSION = 1


def write(report: Report) -> str:
    """The report as JSON, versioned; docs/check-format.md describes it."""
    data = {
        "version": VERSION,
        "deal": report.view.deal.id,
        "file": report.file,
        "as_of": report.view.as_of.isoformat(),
        "checks": list(report.ran),
        "counts": report.counts,
        "findings": [finding.as_data() for finding in report.findings],
        "gate": None if report.reasons is None else list(report.reasons),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)
