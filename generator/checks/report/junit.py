"""Findings as a JUnit-style XML summary, for build servers that show tests: a check is a test case.

A check with a finding of level error or worse that nobody accepted has failed; one whose findings are all accepted is skipped; what
only warns or informs has passed, with its words in the output.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from generator.checks.finding import Finding
from generator.checks.registry import checks, manual
from generator.checks.report.report import Report
from generator.checks.report.text import line

FORMAT = "junit"


def write(report: Report) -> str:
    """The report as JUnit XML: a test case for each check that ran."""
    cases = [_case(id, [finding for finding in report.findings if finding.id == id]) for id in report.ran]
    failed = sum("<failure" in case for case in cases)
    skipped = sum("<skipped" in case for case in cases)
    counts = f'tests="{len(cases)}" failures="{failed}" errors="0" skipped="{skipped}"'
    suite = f"<testsuite name={quoteattr(report.view.deal.id)} {counts}>"
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {counts}>", suite, *cases, "</testsuite>", "</testsuites>"))


def _case(id: str, findings: list[Finding]) -> str:
    head = f"  <testcase classname={quoteattr(id)} name={quoteattr(manual(checks()[id])[0])}"
    serious = [finding for finding in findings if finding.is_serious]
    words = escape("\n".join(f"{line(finding)}\n    {finding.fix}" for finding in findings))
    if serious:
        first = f"message={quoteattr(serious[0].message)} type={quoteattr(serious[0].level)}"
        return f"{head}>\n    <failure {first}>{words}</failure>\n  </testcase>"
    if findings and all(finding.accepted for finding in findings):
        return f"{head}>\n    <skipped message={quoteattr(f'accepted by {findings[0].accepted}')}/>\n  </testcase>"
    if findings:
        return f"{head}>\n    <system-out>{words}</system-out>\n  </testcase>"
    return f"{head}/>"
