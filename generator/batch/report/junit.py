"""A report file as JUnit XML, for build servers that show tests: a deal is a test case.

A refused or failed record is an error; a deal with a finding of level error or worse that nobody accepted is a failure.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from generator.batch.outcome import Outcome
from generator.batch.record import Record
from generator.batch.report.tally import Tally
from generator.checks.report.text import line
from generator.values import show_hidden

ENDING = ".xml"
BETWEEN = "\n"


def head(tally: Tally) -> str:
    """The counts."""
    counts = f'tests="{tally.records}" failures="{tally.serious}" errors="{tally.bad}" skipped="0"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n<testsuite name="pactwright batch" {counts}>\n'


def entry(record: Record, outcome: Outcome) -> str:
    """One deal; its name is its id, its class where it came from."""
    names = f"classname={_attribute(outcome.name)} name={_attribute(outcome.deal or outcome.name)}"
    start = f'  <testcase {names} time="{outcome.seconds:.3f}"'
    if not outcome.is_good:
        told = "\n".join(str(fault) for fault in outcome.faults)
        first = outcome.faults[0].message if outcome.faults else outcome.state
        words = f"<error message={_attribute(first)} type={_attribute(outcome.state)}>{_text(told)}</error>"
        return f"{start}>\n    {words}\n  </testcase>"
    if outcome.findings:
        told = "\n".join(f"{line(finding)}\n    {finding.fix}" for finding in outcome.findings)
        worst = outcome.findings[0]
        words = f"<failure message={_attribute(worst.message)} type={_attribute(worst.level)}>{_text(told)}</failure>"
        return f"{start}>\n    {words}\n  </testcase>"
    return f"{start}/>"


def tail(tally: Tally) -> str:
    """The end of the file."""
    return "\n</testsuite>\n</testsuites>\n"


def _text(words: str) -> str:
    # XML cannot hold control characters even when escaped, and what is hidden must not steer who reads it.
    return escape("\n".join(show_hidden(line) for line in words.split("\n")))


def _attribute(words: str) -> str:
    return quoteattr(show_hidden(words))
