"""A case is a folder: `case.json` says why, what is changed in the sample deal and which clauses are shown; `expected.txt`
is what both papers then say there, and `findings.txt` what the checks say. ACCEPT=1 rewrites them; read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generator import load_library, look_at
from generator.checks import run_checks
from generator.deal import make_deal
from generator.deal.patch import patched
from generator.document.examples import sample_deal
from generator.document.lines import block_lines, clause_lines

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if (path / "case.json").exists())
BARE = {"id": "bare", "draft_date": "2026-02-02", "sides": {"a": {"short": "Harbor"}, "b": {"short": "Mosaic"}}}


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    assert case["why"]
    deal = make_deal(patched(BARE if case.get("bare") else sample_deal(), list(case["changes"].items())))
    view = look_at(deal, load_library())
    shown: list[str] = []
    for kind, drafted in view.papers.items():
        shown += [f"==== {kind} ({drafted.document.look.paper}, {drafted.document.look.language})"]
        shown += [f"{line.number} {line.words}".strip() for block in drafted.document.opening for line in block_lines(block)]
        for holder in (*drafted.document.sections, *drafted.document.schedules):
            for clause in holder.clauses:
                if clause.id in case["show"]:
                    shown += ["", *(f"{line.number} {line.words}".strip() for line in clause_lines(clause))]
    compare(folder / "expected.txt", "\n".join(shown) + "\n")
    findings = [f"{finding.level} {finding.id} {', '.join(finding.paths) or finding.place}: {finding.message}" for finding in run_checks(view)]
    compare(folder / "findings.txt", "\n".join(findings) + "\n")


def compare(path: Path, words: str) -> None:
    if os.environ.get("ACCEPT") == "1":
        path.write_text(words, encoding="utf-8")
    assert words == path.read_text(encoding="utf-8")
