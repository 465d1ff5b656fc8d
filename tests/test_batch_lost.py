"""Never lost, never half: a batch is killed, loses workers, hangs, fills the disk, meets another; then the files are right.

PACTWRIGHT_KILLS says how many times a run is killed, 6 when it is not set.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from generator.batch.names import OURS
from tests.batch_deals import batch, command, deal, environment, write_lines, written

KILLS = int(os.environ.get("PACTWRIGHT_KILLS", "6"))
OPTIONS = ("--to", "docx,md", "--workers")
DEALS = [deal(f"d{n}", title=f"Plan {n}") for n in range(90)]
DEALS.insert(40, {"id": "Bad", "draft_date": "soon"})

linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds processes in /proc")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The source, and the files of a run that nothing befell."""
    folder = tmp_path_factory.mktemp("undisturbed")
    source = write_lines(folder / "deals.jsonl", DEALS)
    done = batch(source, "-o", folder / "out", *OPTIONS, 2)
    assert done.returncode == 1 and "1 refused" in done.stdout, done.stderr
    files = written(folder / "out")
    assert len(files) == 2 * 90 + 1
    return source, files


def start(*words: object, before: Path | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(before))


def until(met: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.005)


def count(out: Path) -> int:
    """How many papers there are."""
    return sum(1 for _ in out.glob("d*/*"))


def workers_of(pid: int) -> list[int]:
    """The processes of the pool, without the tracker Python starts beside them."""
    found = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in file.read_text().split():
            with suppress(OSError):  # it has ended since
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.append(int(child))
    return found


def are_whole(out: Path, right: dict[str, bytes]) -> None:
    """Every file there is is one of the right ones, and no other is."""
    for name, content in written(out).items():
        assert content == right.get(name), f"{name} is not as in an undisturbed run"


@linux
def test_killed_at_any_moment_and_resumed_it_gives_the_same_files(undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    source, right = undisturbed
    chance = random.Random(os.environ.get("PACTWRIGHT_SEED", "1"))
    kills = between = rounds = 0
    while kills < KILLS:
        rounds += 1
        out = tmp_path / f"out{rounds}"
        words: tuple[object, ...] = (source, "-o", out, *OPTIONS, chance.choice((1, 2)))
        for _ in range(4):
            before = count(out) if out.exists() else 0
            running = start(*words)
            # From the first moment of the run to its last; most of the starting of Python is of no interest.
            until(lambda: (out / OURS).exists() or running.poll() is not None)  # noqa: B023
            if chance.random() < 0.7:
                until(lambda: count(out) > before or running.poll() is not None)  # noqa: B023
            time.sleep(chance.random() * 0.6)
            pool = workers_of(running.pid) if running.poll() is None else []
            running.send_signal(signal.SIGKILL)
            running.communicate()
            if running.returncode != -signal.SIGKILL:
                break  # it was done before
            kills += 1
            between += 0 < count(out) < 180
            are_whole(out, right)
            until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pool), 10)  # noqa: B023
            is_sound(out)
            words = (source, "--resume", "-o", out, *OPTIONS, chance.choice((1, 2)))
        plan = batch(*words, "--plan")
        assert plan.returncode == 1, plan.stderr
        done = batch(*words)
        assert done.returncode == 1, done.stderr
        assert written(out) == right
        assert [path.name for path in (out / OURS).iterdir()] == ["manifest.sqlite"]
        assert "91 deals: 90 unchanged, 1 refused" in batch(source, "-o", out, *OPTIONS, 1).stdout
    assert between, "no kill came while files were written"
    print(f"\n{kills} kills, {between} of them while files were written, in {rounds} folders")


def is_sound(out: Path) -> None:
    """The manifest, as a run will find it, says nothing of files that are not there."""
    with tempfile.TemporaryDirectory() as folder:
        copytree(out / OURS, folder, dirs_exist_ok=True)
        with sqlite3.connect(Path(folder) / "manifest.sqlite") as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'outputs'").fetchone():
                for name, size in database.execute("SELECT name, size FROM outputs"):
                    assert (out / name).stat().st_size == size
        database.close()


@linux
def test_workers_that_are_killed_are_replaced(undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    source, right = undisturbed
    out = tmp_path / "out"
    running = start(source, "-o", out, *OPTIONS, 2)
    for number in (1, 60):
        until(lambda: out.exists() and count(out) >= number)  # noqa: B023
        until(lambda: workers_of(running.pid))
        os.kill(random.choice(workers_of(running.pid)), signal.SIGKILL)
    told, errors = running.communicate(timeout=120)
    assert running.returncode == 1 and "91 deals: 90 new, 1 refused" in told, errors
    assert errors == "" and written(out) == right


@pytest.fixture
def spoilt(tmp_path: Path) -> Iterator[Path]:
    """A folder that makes every process of ours die or hang over some deals, as a fault in a library in C would."""
    folder = tmp_path / "spoilt"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import os, re, sys\n"
        "if 'spawn_main' in ' '.join(sys.orig_argv):\n"
        "    from generator.batch import work\n"
        "    real = work._papers\n"
        "    def papers(order, bench, task):\n"
        "        if 'deadly' in task.deal:\n"
        "            os.kill(os.getpid(), 9)\n"
        "        if 'endless' in task.deal:\n"
        "            re.match('(a+)+$', 'a' * 60 + 'b')  # keeps the interpreter to itself\n"
        "        return real(order, bench, task)\n"
        "    work._papers = papers\n"
    )
    yield folder


def test_a_record_that_kills_its_worker_twice_is_told(tmp_path: Path, spoilt: Path) -> None:
    deals = [deal(f"d{n}") for n in range(20)]
    deals[7]["id"] = deals[15]["id"] = "deadly"
    deals[15]["id"] = "deadly2"
    source = write_lines(tmp_path / "deals.jsonl", deals)
    done = batch(source, "-o", tmp_path / "out", "--to", "md", "--workers", 2, "--report", tmp_path / "report.json", before=spoilt)
    assert done.returncode == 1 and "20 deals: 18 new, 2 failed" in done.stdout, done.stderr
    assert (
        "deals.jsonl line 8" in done.stdout and "the process that worked on it died, and died again when it was tried alone" in done.stdout
    )
    assert len(written(tmp_path / "out")) == 18 + 1  # refused.jsonl
    again = batch(source, "-o", tmp_path / "out", "--to", "md", "--workers", 2)
    assert "20 deals: 2 new, 18 unchanged" in again.stdout


def test_a_record_that_hangs_is_told_and_the_run_goes_on(tmp_path: Path, spoilt: Path) -> None:
    deals = [deal(f"d{n}") for n in range(12)]
    deals[3]["id"] = "endless"
    source = write_lines(tmp_path / "deals.jsonl", deals)
    begun = time.monotonic()
    done = batch(source, "-o", tmp_path / "out", "--to", "md", "--workers", 2, "--time-limit", 4, before=spoilt)
    assert done.returncode == 1 and "12 deals: 11 new, 1 failed" in done.stdout, done.stderr
    assert "it was not done in 4 seconds and was given up" in done.stdout
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_while_it_tells_of_the_run_it_leaves_nothing_and_tells_again(tmp_path: Path, workers: int) -> None:
    source, out, deadly = write_lines(tmp_path / "deals.jsonl", DEALS[39:42]), tmp_path / "out", tmp_path / "deadly"
    deadly.mkdir()
    (deadly / "sitecustomize.py").write_text(
        "import os, shutil, sys\n"
        "real = shutil.copyfileobj\n"
        "def copy(*words):\n"
        "    real(*words)\n"
        "    os.kill(os.getpid(), 9)\n"
        "if 'spawn_main' not in ' '.join(sys.orig_argv):\n"
        "    shutil.copyfileobj = copy\n"
    )
    words = (source, "-o", out, "--to", "md", "--report", out / "report.xml", "--workers", workers)
    assert batch(*words, before=deadly).returncode == -signal.SIGKILL
    assert sorted(written(out)) == ["d39/term-sheet.md", "d40/term-sheet.md"]
    done = batch("--resume", "-o", out, "--report", out / "report.xml")
    assert done.returncode == 1 and "3 deals: 2 unchanged, 1 refused" in done.stdout, done.stderr
    assert sorted(written(out)) == ["d39/term-sheet.md", "d40/term-sheet.md", "refused.jsonl", "report.xml"]
    assert [path.name for path in (out / OURS).iterdir()] == ["manifest.sqlite"]


def can_mount() -> bool:
    return (
        subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode == 0
        if Path("/usr/bin/unshare").exists()
        else False
    )


@pytest.mark.skipif(not can_mount(), reason="may not mount a small disk of its own")
@pytest.mark.parametrize("size", ["60k", "500k"])
def test_a_disk_that_is_full_is_told_and_nothing_is_damaged(undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path, size: str) -> None:
    """60k: not even the manifest has room; 500k: some of the files."""
    source, right = undisturbed
    small, saved = tmp_path / "small", tmp_path / "saved"
    small.mkdir()
    shell = f'mount -t tmpfs -o size={size} tmpfs {small} || exit 77; shift; "$@"; code=$?; cp -a {small}/. {saved}; exit $code'
    words = command(source, "-o", small / "out", *OPTIONS, 2)
    done = subprocess.run(["unshare", "-m", "sh", "-c", shell, "sh", "x", *words], capture_output=True, text=True, env=environment(), timeout=120, check=False)  # fmt: skip
    if done.returncode == 77:
        pytest.skip("may not mount a small disk")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "full" in done.stderr or "No space left" in done.stderr
    assert "Traceback" not in done.stderr and "--resume" in done.stderr
    are_whole(saved / "out", right)
    # With room, the same command brings it to its end.
    again = batch(source, "-o", saved / "out", *OPTIONS, 2)
    assert again.returncode == 1 and written(saved / "out") == right, again.stderr


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "deals.jsonl", DEALS[:2])
    (tmp_path / "file").write_text("a file")
    done = batch(source, "-o", tmp_path / "file" / "out", *OPTIONS, 1)
    assert done.returncode == 2
    assert done.stderr == f"Cannot write into {tmp_path / 'file' / 'out'}: Not a directory. Choose another folder with -o.\n"


def test_two_batches_into_one_folder_do_not_meet(undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    source, right = undisturbed
    out = tmp_path / "out"
    first = start(source, "-o", out, *OPTIONS, 2)
    until(lambda: (out / OURS / "part").exists())
    second = batch(source, "-o", out, *OPTIONS, 1)
    assert second.returncode == 2 and second.stderr.startswith("Another batch is at work in this folder: it holds ")
    first.communicate(timeout=120)
    assert first.returncode == 1 and written(out) == right


def test_resume_asks_for_the_same(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "deals.jsonl", DEALS[:2])
    out = tmp_path / "out"
    assert batch("--resume", "-o", out).stderr == (
        f"There is nothing to resume: no run has written {out / OURS / 'manifest.sqlite'}. Name the sources to run it.\n"
    )
    batch(source, "-o", out, "--to", "md", "--workers", 1)
    assert batch("--resume", "-o", out).stderr == (
        "There is nothing to resume: the last run came to its end, or was stopped before it began. Name the sources to run it.\n"
    )
    with sqlite3.connect(out / OURS / "manifest.sqlite") as database:
        database.execute("UPDATE runs SET ended = NULL")
    assert batch("--resume", "-o", out, "--to", "docx").stderr == (
        "The interrupted run had --to md, and this command says docx. Leave it out to resume, or leave --resume out to run anew.\n"
    )
    done = batch("--resume", "-o", out, "--workers", 1)
    assert "2 deals: 2 unchanged" in done.stdout
