"""Findings for a person at a terminal: one line each and what to do, then the counts and the signing gate."""

from __future__ import annotations

from generator.checks.finding import Finding
from generator.checks.report.report import Report

FORMAT = "text"


def write(report: Report) -> str:
    """The report for a person at a terminal."""
    lines: list[str] = []
    for finding in report.findings:
        lines += [line(finding), f"    {finding.fix}"]
    lines.append(", ".join(f"{n} {name}" for name, n in report.counts.items() if n) or "no findings")
    if report.reasons:
        lines.append(f"Not ready to sign: {len(report.reasons)} reason{'' if len(report.reasons) == 1 else 's'}.")
        lines += [f"  - {reason}" for reason in report.reasons]
    return "\n".join(lines)


def line(finding: Finding) -> str:
    """One finding on one line: level, id, message, places, and who accepted it."""
    where = ", ".join(finding.paths) or finding.place
    accepted = f" (accepted by {finding.accepted})" if finding.accepted else ""
    return f"{finding.level:5} {finding.id}  {finding.message}{f' [{where}]' if where else ''}{accepted}"
