"""The command line as a user types it: what is printed, what is written, which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main

ROOT = Path(__file__).parent.parent
EXAMPLE = str(ROOT / "examples" / "harbor-mosaic.json")


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_draft_writes_the_papers_it_names(tmp_path: Path) -> None:
    code, out, err = run("draft", EXAMPLE, "--to", "docx,txt", "-o", str(tmp_path), "--quiet")
    assert code == 0, err
    assert [Path(line).name for line in out.splitlines()] == [
        "harbor-mosaic-2026-term-sheet.docx", "harbor-mosaic-2026-term-sheet.txt",
        "harbor-mosaic-2026-alliance-agreement.docx", "harbor-mosaic-2026-alliance-agreement.txt",
    ]  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(Path(line).name for line in out.splitlines())


def test_an_unknown_format_is_told_before_anything_is_written(tmp_path: Path) -> None:
    code, out, err = run("draft", EXAMPLE, "--to", "docs", "-o", str(tmp_path / "new"))
    assert (code, out) == (2, "")
    assert err == "There is no output format “docs”. Did you mean “docx”? The formats are: docx, html, md, pdf, txt.\n"
    assert not (tmp_path / "new").exists()


def test_an_unknown_paper_is_told() -> None:
    code, _, err = run("draft", EXAMPLE, "--as", "termsheet")
    assert code == 2
    assert err == "no paper “termsheet”; there are alliance_agreement, exit_rider, issues_list, joint_business_plan, partner_pitch, proposition_worksheet, reset_plan, rider_conflicts, term_sheet\n"


def test_a_missing_file_is_told() -> None:
    assert run("check", "nowhere.json") == (2, "", "nowhere.json: cannot open it: No such file or directory\n")


def test_an_execution_version_is_refused_with_reasons(tmp_path: Path) -> None:
    code, out, err = run("draft", EXAMPLE, "--execution", "-o", str(tmp_path))
    assert (code, out, list(tmp_path.iterdir())) == (2, "", [])
    assert "not an execution version: " in err


def test_check_speaks_json_with_a_version() -> None:
    code, out, _ = run("check", EXAMPLE, "--format", "json")
    data = json.loads(out)
    assert (code, data["version"], data["deal"], data["as_of"]) == (0, 1, "harbor-mosaic-2026", "2026-02-02")
    assert all({"id", "level", "message", "fix", "paths"} <= set(finding) for finding in data["findings"])


def test_check_finds_and_fails(tmp_path: Path) -> None:
    deal = json.loads(Path(EXAMPLE).read_text(encoding="utf-8"))
    deal["term"]["lock_in"] = "36 months"
    path = tmp_path / "deal.json"
    path.write_text(json.dumps(deal), encoding="utf-8")
    code, out, _ = run("check", str(path), "--select", "D-T02")
    assert code == 1
    assert out.startswith("error D-T02  The lock-in (36 months) is not shorter than the Initial Term (36 months)")


def test_the_library_can_be_looked_at() -> None:
    code, out, _ = run("library", "list", "--category", "exit")
    assert code == 0 and "exit.material_breach" in out and "wind.plan" not in out
    code, out, _ = run("library", "show", "exit.material_breach")
    assert code == 0 and "# Text: balanced" in out
    code, _, err = run("library", "show", "exit.material_brech")
    assert (code, err) == (2, "no clause “exit.material_brech”; nearest: “exit.material_breach”\n")


@pytest.mark.parametrize("words", [[], ["draft"], ["check"], ["schema"], ["library"], ["library", "list"], ["library", "show"], ["library", "check"], ["library", "try"]])
def test_help_shows_an_example(words: list[str]) -> None:
    code, out, _ = run(*words, "--help")
    assert code == 0
    assert words == ["library"] or "pactwright " in out.split("Usage")[1].split("\n", 1)[1]


def test_a_closed_library_folder_is_told() -> None:
    code, _, err = run("library", "list", "--library", "nowhere")
    assert code == 2 and "nowhere" in err


def test_it_runs_from_a_checkout(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "draft", EXAMPLE, "--as", "term_sheet", "--to", "txt", "-o", str(tmp_path)],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr


def test_every_error_that_is_told_has_its_home() -> None:
    """They are looked up by name, so that none is imported for its own sake."""
    import cli

    for module, names in cli._TOLD.items():
        for name in names:
            assert getattr(import_module(module), name).__module__ == module


def test_the_command_line_loads_what_a_command_needs(tmp_path: Path) -> None:
    """What a user waits for most is loading: of checks, writers and batch nothing is there before a first question."""
    code = (
        "import sys, cli\n"
        "try: cli.main(['interview', sys.argv[1], '--plain'])\n"
        "except SystemExit: print(*(name for name in sys.modules if name.startswith('generator.')))"
    )
    words = [sys.executable, "-c", code, str(tmp_path / "deal.json")]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=ROOT)
    loaded = done.stdout.splitlines()[-1].split()
    assert "generator.interview.dialogue" in loaded
    needless = ("generator.batch", "generator.checks", "generator.fonts", "generator.readback", "generator.writers", "generator.pipeline")
    assert [name for name in loaded if name.startswith(needless)] == []
