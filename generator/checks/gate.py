"""The signing gate."""

from __future__ import annotations

from generator.checks.finding import Finding
from generator.checks.view import View


def gate(view: View, findings: list[Finding]) -> list[str]:
    """Reasons why an execution version is refused."""
    return []
