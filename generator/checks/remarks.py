"""Findings as remarks for the counsel copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.finding import Finding
from generator.document.annotate import Addressed
from generator.document.remark import Remark


def finding_remarks(findings: Iterable[Finding], kind: str) -> Iterator[Addressed]:
    """A remark for each finding that is not on the words of another paper than `kind`, addressed to what it is about."""
    for finding in findings:
        paper, _, where = finding.place.partition(": ")
        if where and paper != kind:
            continue
        names = (*finding.paths, *(where.split(", ") if where else ()))
        about = f" About: {', '.join(names)}." if names else ""
        accepted = (f"Accepted by {finding.accepted}",) if finding.accepted else ()
        yield Addressed(
            names, Remark("finding", (f"Finding {finding.id} ({finding.level}): {finding.message}", f"{finding.fix}{about}", *accepted))
        )


__all__ = ["finding_remarks"]
