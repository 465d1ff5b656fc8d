"""What a batch writes beside its papers: never over what it reads, told whatever happens, and resumed with the rest."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from tests.batch_deals import command, deal, environment, write_lines

ROOT = Path(__file__).parents[1]
BASE = ROOT / "examples" / "harbor-mosaic.json"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "crm.csv"
    path.write_text("id,title\n" + "".join(f"deal-{n},Deal {n}\n" for n in range(1, 4)), encoding="utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def batch(sheet: Path, *words: object) -> Result:
    out = sheet.parent if sheet.parent.name == "out" else sheet.parent / "out"
    common = ("--base", BASE, "-o", out, "--as", "term_sheet", "--to", "txt", "--workers", "1", "-q")
    return run("batch", sheet, *common, *words)


@pytest.mark.parametrize("option", ["--report", "--register"])
def test_an_output_over_a_source_or_the_base_is_refused(sheet: Path, option: str) -> None:
    deals = sheet.parent / "deals"
    deals.mkdir()
    deal, base = deals / "one.json", sheet.parent / "base.json"
    for path in (deal, base):
        path.write_bytes(BASE.read_bytes())
    link = sheet.parent / "link.csv"
    link.symlink_to(sheet)
    taken = [(base, "the base")] if option == "--report" else [(sheet, "a source"), (link, "a source")]
    taken += [(deal, "a deal of the folder")] if option == "--report" else []
    for path, why in taken:
        before = path.read_bytes()
        done = run("batch", sheet, deals, "--base", base, "-o", sheet.parent / "out", "--to", "txt", option, path)
        assert done.exit_code == 2 and f"{option} {path} would write over {why}" in done.output
        assert path.read_bytes() == before and not (sheet.parent / "out").exists()


def test_a_report_that_would_be_read_as_a_deal_is_refused(tmp_path: Path) -> None:
    deals = tmp_path / "deals"
    deals.mkdir()
    (deals / "one.json").write_bytes(BASE.read_bytes())
    done = run("batch", deals, "-o", tmp_path / "out", "--to", "txt", "--report", deals / "report.json")
    assert done.exit_code == 2 and "would be read as a deal" in done.output and not (deals / "report.json").exists()


def test_two_outputs_are_two_files(sheet: Path) -> None:
    one = sheet.parent / "r.json"
    done = batch(sheet, "--report", one, "--report", one)
    assert done.exit_code == 2 and "would write over what --report writes" in done.output


@pytest.mark.parametrize("held", ["id,title\nx,y\n", "notes\n", "[1]\n", "[" * 100_000])
def test_a_file_that_holds_no_refused_records_is_never_taken_for_theirs(sheet: Path, held: str) -> None:
    notes = sheet.parent / "notes.txt"
    notes.write_text(held, encoding="utf-8")
    done = batch(sheet, "--refused", notes)
    assert done.exit_code == 2 and f"--refused {notes} is there already and holds no refused records" in done.output
    assert notes.read_text(encoding="utf-8") == held
    assert batch(sheet, "--refused", sheet).exit_code == 2 and sheet.exists()


def test_a_register_is_not_written_over_its_source(sheet: Path) -> None:
    before = sheet.read_bytes()
    done = run("register", sheet, "--base", BASE, "-o", sheet)
    assert done.exit_code == 2 and "would write over a source" in done.output and sheet.read_bytes() == before


def test_the_totals_are_told_where_a_report_cannot_be_written(sheet: Path) -> None:
    blocked = sheet.parent / "r.xml"
    blocked.mkdir()
    done = run("batch", sheet, "--base", BASE, "-o", sheet.parent / "out", "--as", "term_sheet", "--to", "txt", "-q", "--report", blocked)
    assert done.exit_code == 2
    away = sheet.parent / "gone" / "r.xml"
    away.parent.write_text("a file, no folder", encoding="utf-8")
    done = batch(sheet, "--report", away)
    assert done.exit_code == 2 and "3 deals: 3 new; 3 files" in done.output
    assert str(away.parent) in done.output and ".tmp" not in done.output


def test_a_path_that_is_blocked_costs_its_own_record_alone(sheet: Path) -> None:
    blocked = sheet.parent / "out" / "deal-2" / "term-sheet.txt"
    blocked.mkdir(parents=True)
    done = batch(sheet)
    assert done.exit_code == 1 and "2 new, 1 failed; 2 files" in done.output
    assert f"Cannot write {blocked}: something else stands in its place" in done.output
    blocked.rmdir()
    done = batch(sheet)
    assert done.exit_code == 0 and "1 new, 2 unchanged" in done.output and blocked.is_file()


def test_a_record_refused_for_its_name_does_not_take_it_when_it_comes_back(sheet: Path) -> None:
    sheet.write_text("id,title,term.initial\nd-1,First,36 months\nd-1,Second,24 months\n", encoding="utf-8")
    paper, refused = sheet.parent / "out" / "d-1" / "term-sheet.txt", sheet.parent / "out" / "refused.jsonl"
    assert batch(sheet).exit_code == 1
    first = paper.read_bytes()
    for _ in range(2):
        done = batch(refused)
        assert done.exit_code == 1 and "is a file of another record" in done.output and paper.read_bytes() == first
    line = json.loads(refused.read_text(encoding="utf-8"))
    refused.write_text(json.dumps({**line, "record": {**line["record"], "id": "d-2"}}) + "\n", encoding="utf-8")
    done = batch(refused)
    assert "1 deal: 1 new" in done.output and not refused.exists() and paper.read_bytes() == first
    assert "24 months" in (sheet.parent / "out" / "d-2" / "term-sheet.txt").read_text(encoding="utf-8")


def test_what_two_records_both_want_is_told_where_it_comes_from(sheet: Path) -> None:
    done = batch(sheet, "--name", "{deal.sides.b.short}/{document}.{format}", "--plan")
    assert "another sides.b.short" in done.output and "use {deal.id} in --name" in done.output and "sides.b.short" in done.output
    sheet.write_text("id,title\nd-1,First\nD-1,Second\nd-1,Third\n", encoding="utf-8")
    done = batch(sheet, "--plan")
    assert "cell A4 (id)" in done.output and "another id" in done.output


def test_a_plan_says_why_it_ends_with_1_and_counts_what_is_to_be_made(sheet: Path) -> None:
    sheet.write_text("id,term.initial,success.agreed\nd-1,36 months,\nd-2,6 months,\n", encoding="utf-8")
    planned = batch(sheet, "--plan")
    assert "2 files to make" in planned.output
    batch(sheet)
    again = batch(sheet, "--plan")
    assert "2 unchanged; nothing to make" in again.output
    assert again.exit_code == (1 if " error " in again.output or " block " in again.output else 0) and "Findings:" in again.output


def started(*words: object) -> subprocess.Popen[str]:
    """The batch as a process of its own, with whatever it prints in one stream."""
    # What a shell starts in the background ignores Ctrl-C, and so would all that these tests start there.
    return subprocess.Popen(
        command(*words), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment(), start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def until(met: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not met():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("sign", [pytest.param(signal.SIGINT, id="Ctrl-C"), pytest.param(signal.SIGTERM, id="SIGTERM")])
def test_stopped_while_its_workers_start_it_says_so_in_one_sentence(tmp_path: Path, sign: signal.Signals) -> None:
    source = write_lines(tmp_path / "deals.jsonl", [deal(f"d{n}") for n in range(600)])
    for delay in (0.0, 0.1, 0.2, 0.4, 0.8):
        out = tmp_path / f"out{delay}"
        running = started(source, "-o", out, "--to", "docx,pdf", "--workers", 2, "-q")
        until((out / ".pactwright" / "manifest.sqlite").exists)
        time.sleep(delay)
        if sign == signal.SIGINT:
            os.killpg(running.pid, sign)  # as a terminal does for all processes of a command
        else:
            running.send_signal(sign)
        said, _ = running.communicate(timeout=60)
        assert running.returncode == 2 and said.startswith("Stopped. ") and said.count("\n") == 1, said


def test_a_run_that_is_resumed_tells_where_the_first_was_to_tell(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "deals.jsonl", [*(deal(f"d{n}") for n in range(200)), {"id": "Bad Id"}])
    out, told = tmp_path / "out", [tmp_path / name for name in ("r.xml", "r.csv", "r.jsonl")]
    running = started(
        source, "-o", out, "--to", "docx", "--workers", 1, "-q", "--report", told[0], "--register", told[1], "--refused", told[2]
    )
    until(lambda: list(out.glob("d*/*")))
    os.killpg(running.pid, signal.SIGINT)
    running.communicate(timeout=60)
    assert running.returncode == 2 and not any(path.exists() for path in told)
    elsewhere = tmp_path / "other.json"
    done = run("batch", "--resume", "-o", out, "-q", "--report", elsewhere)
    assert done.exit_code == 1 and "201 deals: " in done.output
    assert elsewhere.exists() and not told[0].exists() and told[1].exists() and told[2].exists() and not (out / "refused.jsonl").exists()
