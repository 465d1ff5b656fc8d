"""What a report of checks says, before it has a format: the findings of one deal, counted, with what ran and the signing gate."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from generator.checks.finding import ORDER, Finding
from generator.checks.gate import gate, to_sign
from generator.checks.registry import concerned, run_checks
from generator.checks.view import View


@dataclass(frozen=True)
class Report:
    """`ran`: ids of the checks that ran. `reasons`: why the signing gate is closed; None when only some checks ran, so nobody
    knows, and when no paper is for signature.
    """

    view: View
    ran: tuple[str, ...]
    findings: tuple[Finding, ...]
    reasons: tuple[str, ...] | None

    @property
    def file(self) -> str:
        """The deal file as the user named it; empty for a deal made in memory."""
        return self.view.deal._origin.file

    @cached_property
    def counts(self) -> dict[str, int]:
        """Findings by level, worst first, and `accepted` apart: an accepted finding counts nowhere else."""
        held: Counter[str] = Counter(finding.level for finding in self.findings if not finding.accepted)
        return {**{level: held[level] for level in ORDER}, "accepted": sum(bool(finding.accepted) for finding in self.findings)}

    @property
    def fails(self) -> bool:
        """Whether a finding of level error or worse is not accepted."""
        return any(finding.is_serious for finding in self.findings)


def make_report(view: View, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Report:
    """Run the checks, all or those chosen by id or beginning of ids. Raises UnknownCheck."""
    findings = run_checks(view, select, ignore)
    reasons = None if select or ignore or not to_sign(view) else tuple(gate(view, findings))
    return Report(view, tuple(concerned(view, select, ignore)), tuple(findings), reasons)
