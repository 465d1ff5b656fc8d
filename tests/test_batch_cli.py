"""The batch command: what it prints, where, and its exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch_deals import batch, command, deal, environment, write_lines, written


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "deals.jsonl", [deal("one"), {"id": "Two"}, deal("three")])


def test_a_refused_record_can_be_mended_and_given_again(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = batch(source, "-o", out, "--to", "md", "--workers", 1, "--format", "json", "--report", tmp_path / "report.xml")
    assert done.returncode == 1 and done.stderr == ""
    assert json.loads(done.stdout)["states"] == {"new": 2, "changed": 0, "unchanged": 0, "refused": 1, "failed": 0}
    assert (tmp_path / "report.xml").read_text(encoding="utf-8").startswith("<?xml")
    line = json.loads((out / "refused.jsonl").read_text(encoding="utf-8"))
    assert line["from"].endswith("deals.jsonl line 2") and line["record"] == {"id": "Two"}
    line["record"] = deal("two")
    mended = write_lines(tmp_path / "mended.jsonl", [line])
    done = batch(mended, "-o", out, "--to", "md", "--workers", 1)
    assert "1 deal: 1 new" in done.stdout and sorted(written(out)) == [f"{id}/term-sheet.md" for id in ("one", "three", "two")]


def test_a_plan_is_one_object_of_json_or_lines(source: Path, tmp_path: Path) -> None:
    words = (source, "-o", tmp_path / "out", "--to", "md", "--workers", 1, "--plan")
    planned = json.loads(batch(*words, "--format", "json").stdout)
    assert [(one["deal"], one["state"]) for one in planned["deals"]] == [("one", "new"), ("Two", "refused"), ("three", "new")]
    assert planned["totals"]["states"]["refused"] == 1 and planned["deals"][1]["faults"][0]["pointer"] == "/id"
    lines = batch(*words).stdout.splitlines()
    assert lines[0] == f"new        one ({source} line 1)" and "3 deals: 2 new, 1 refused; 2 files to make" in lines
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_run_is_exit_code_2(source: Path, tmp_path: Path) -> None:
    for words, said in [
        ((source, "-o", tmp_path / "out", "--to", "dcx"), "There is no output format “dcx”"),
        ((source, "-o", tmp_path / "out", "--name", "{deal.id}"), "it must end in “.{format}”"),
        ((source, "-o", "memory://papers"), "say which with --manifest FILE."),
        ((source, "-o", tmp_path / "out", "--report", "report.pdf"), "no report ends in “.pdf”"),
        (("-o", tmp_path / "out"), "name at least one SOURCE, or --resume an interrupted run."),
        ((tmp_path / "none.csv", "-o", tmp_path / "out"), "does not exist"),
        (
            (source, "-o", tmp_path / "out", "--dask", "nowhere"),
            "--dask nowhere: this is no address of a scheduler; it looks like tcp://10.0.0.5:8786.",
        ),
    ]:
        done = batch(*words)
        assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert not (tmp_path / "out").exists()


def test_a_user_who_stops_it_is_told_how_to_go_on(tmp_path: Path) -> None:
    # So many that most are left when it stops, however late this test looks.
    deals = [deal(f"d{n}") for n in range(400)]
    source, out = write_lines(tmp_path / "deals.jsonl", deals), tmp_path / "out"
    words = command(source, "-o", out, "--to", "docx", "--workers", 2)
    # What a shell starts in the background ignores Ctrl-C, and so would all that these tests start there.
    running = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    end = time.monotonic() + 60
    # So many that chunks have come back to the parent, whatever is in work when it stops.
    while len(list(out.glob("d*/*"))) < 50:
        assert time.monotonic() < end
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does for all processes of a command
    told, errors = running.communicate(timeout=60)
    assert (running.returncode, told) == (2, ""), errors
    assert errors == "Stopped. What is done is kept; go on with the same command and --resume.\n"
    done = batch("--resume", "-o", out, "--workers", 2)
    assert done.returncode == 1 and "400 deals: " in done.stdout and "unchanged" in done.stdout.splitlines()[0]
    assert len(written(out)) == 400


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
def test_progress_is_for_a_terminal_only(tmp_path: Path) -> None:
    import pexpect

    source = write_lines(tmp_path / "deals.jsonl", [deal(f"d{n}") for n in range(60)])
    words = command(source, "-o", tmp_path / "out", "--to", "md", "--workers", 1)
    seen = pexpect.run(" ".join(words), env={**environment(), "TERM": "xterm", "COLUMNS": "120"}, timeout=120).decode()
    assert "/60" in seen and ("deals/s" in seen or "deals/min" in seen)
    quiet = pexpect.run(" ".join([*words, "-q", "-o", str(tmp_path / "quiet")]), env=environment(), timeout=120).decode()
    assert "/60" not in quiet and "60 deals: 60 new" in quiet
    assert batch(source, "-o", tmp_path / "more", "--to", "md", "--workers", 1).stderr == ""
