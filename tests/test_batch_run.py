"""A batch in this process: what is made and what is not, in which order it is told, and what goes wrong with a record.

Long because every promise of a run is shown once.
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from generator.batch import work as worker
from generator.batch.opening import open_manifest
from generator.batch.error import BatchError
from generator.batch.order import Order
from generator.batch.record import Record
from generator.batch.run import manifest_path, run_batch
from generator.deal import DealError, Fault
from generator.library import load_library
from generator.writers import UnknownFormat
from tests.batch_deals import deal, records, run, written

THREE = [deal("one"), deal("two"), deal("three")]


def states(told: list[Any]) -> list[str]:
    return [outcome.state for outcome in told]


def test_a_second_run_builds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told, summary = run(tmp_path, THREE, formats=("md", "docx"))
    assert states(told) == ["new"] * 3 and summary.counts == {"new": 3} and not summary.fails
    assert told[1].files == ("two/term-sheet.md", "two/term-sheet.docx")
    files = written(tmp_path)
    assert sorted(files) == sorted(name for outcome in told for name in outcome.files)
    times = {name: (tmp_path / name).stat().st_mtime_ns for name in files}
    monkeypatch.setattr(worker, "_papers", None)  # whoever drafts now fails
    again, summary = run(tmp_path, THREE, formats=("md", "docx"))
    assert states(again) == ["unchanged"] * 3
    assert times == {name: (tmp_path / name).stat().st_mtime_ns for name in files}
    # What an unchanged deal is told with is what was found when it was made.
    assert [(one.files, one.levels, one.checks, one.findings) for one in again] == [
        (one.files, one.levels, one.checks, one.findings) for one in told
    ]
    assert told[0].findings and told[0].levels


def test_only_what_changed_is_made_again_and_why_is_told(tmp_path: Path) -> None:
    run(tmp_path, THREE)
    changed = [deal("one"), deal("two", title="Blue Sky"), deal("three"), deal("four")]
    changed[2]["sides"]["b"]["short"] = "Mosaic Labs"
    told, _ = run(tmp_path, changed)
    assert states(told) == ["unchanged", "changed", "changed", "new"]
    assert told[1].reasons == ("title is new",)
    assert told[2].reasons == ("sides.b.short was “Mosaic”, is “Mosaic Labs”",)
    assert b"Mosaic Labs" in written(tmp_path)["three/term-sheet.md"]


def test_a_plan_writes_nothing_and_says_which_clauses_change_and_why(tmp_path: Path) -> None:
    out = tmp_path / "out"
    told, _ = run(out, THREE, writes=False)
    assert states(told) == ["new"] * 3 and not out.exists()
    run(out, [THREE[0], deal("two", term={"initial": "3 years"}), THREE[2]])
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in out.rglob("*") if path.is_file()}
    changed = [deal("one"), deal("two", term={"initial": "2 years"}), {"id": "Three!"}, deal("four")]
    told, _ = run(out, changed, writes=False)
    assert states(told) == ["unchanged", "changed", "refused", "new"]
    assert told[1].clauses and {paper for paper, _, _ in told[1].clauses} == {"term_sheet"}
    assert ("term_sheet", "exit.framework", "reads differently: term.initial") in told[1].clauses
    assert told[1].reasons == ("term.initial was “3 years”, is “2 years”",)
    assert "/id" in [fault.pointer for fault in told[2].faults]
    assert before == {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in out.rglob("*") if path.is_file()}
    assert len(before) == 4


def test_other_options_and_another_library_make_a_deal_again(tmp_path: Path) -> None:
    out, house = tmp_path / "out", tmp_path / "house"
    run(out, THREE[:1])
    told, _ = run(out, THREE[:1], formats=("md", "txt"))
    assert told[0].reasons == ("formats: md, now md, txt", "one/term-sheet.txt was not made yet")
    (house / "clauses" / "exit").mkdir(parents=True)
    clause = load_library().clauses["exit.convenience"]
    (house / "clauses" / "exit" / "convenience.md").write_text("\n".join(clause.source.lines) + "\n<!-- ours -->\n", encoding="utf-8")
    told, _ = run(out, THREE[:1], formats=("md", "txt"), libraries=(str(house),))
    assert told[0].state == "changed" and told[0].reasons == ("the library changed: exit.convenience",)
    told, _ = run(out, THREE[:1], formats=("md", "txt"), libraries=(str(house),))
    assert told[0].state == "unchanged"


def test_a_file_that_is_gone_or_edited_is_made_again(tmp_path: Path) -> None:
    run(tmp_path, THREE)
    right = written(tmp_path)
    (tmp_path / "one/term-sheet.md").unlink()
    (tmp_path / "two/term-sheet.md").write_bytes(b"torn")
    told, _ = run(tmp_path, THREE)
    assert [outcome.reasons for outcome in told] == [("one/term-sheet.md is gone",), ("two/term-sheet.md is not as it was written",), ()]
    assert written(tmp_path) == right


def test_the_same_size_and_time_is_believed_unless_verified(tmp_path: Path) -> None:
    run(tmp_path, THREE)
    right, path = written(tmp_path), tmp_path / "two/term-sheet.md"
    was = path.stat()
    path.write_bytes(b"x" * was.st_size)
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    told, _ = run(tmp_path, THREE)
    assert states(told) == ["unchanged"] * 3
    told, _ = run(tmp_path, THREE, verifies=True)
    assert states(told) == ["unchanged", "changed", "unchanged"] and written(tmp_path) == right


def test_a_file_that_was_only_copied_is_not_made_again(tmp_path: Path) -> None:
    run(tmp_path, THREE)
    os.utime(tmp_path / "two/term-sheet.md", ns=(1, 1))
    assert states(run(tmp_path, THREE)[0]) == ["unchanged"] * 3
    with sqlite3.connect(manifest_path(str(tmp_path))) as database:
        assert database.execute("SELECT changed_at FROM outputs WHERE name = 'two/term-sheet.md'").fetchone() == (1,)


def test_a_bad_record_is_told_and_the_run_goes_on(tmp_path: Path) -> None:
    bad = {**deal("two"), "term": {"initial": "soonish"}, "sides": {"a": {"short": "Harbor"}}}
    told, summary = run(tmp_path, [deal("one"), bad, {"nothing": 1}, deal("three"), deal("four", documents=["term_sheat"])])
    assert states(told) == ["new", "refused", "refused", "new", "refused"]
    assert summary.fails and summary.counts == {"new": 2, "refused": 3}
    assert sorted(fault.pointer for fault in told[1].faults) == ["/sides/b", "/term/initial"]
    assert told[4].faults[0].pointer == "/documents/0" and "term_sheat" in told[4].faults[0].message
    assert sorted(written(tmp_path)) == ["one/term-sheet.md", "three/term-sheet.md"]


def test_faults_of_the_source_are_told_as_they_are(tmp_path: Path) -> None:
    torn = Record(1, "crm.xlsx", "row 7", "{", None, (Fault("/term", "not a length", "crm.xlsx", 7),))
    told: list[Any] = []
    run_batch([torn, *records(THREE[:1])], Order(str(tmp_path), formats=("md",)), workers=1, tell=lambda _, one: told.append(one))
    assert told[0].state == "refused" and told[0].name == "crm.xlsx row 7" and told[0].faults == torn.faults


def test_two_records_never_write_one_file(tmp_path: Path) -> None:
    told, _ = run(tmp_path, [deal("one"), deal("two"), deal("one", title="Other")])
    assert states(told) == ["new", "new", "refused"]
    assert told[2].faults[0].pointer == "/id"
    assert (
        told[2]
        .faults[0]
        .message.startswith(
            "“one/term-sheet.md” would be a file of both deals.jsonl line 1 and deals.jsonl line 3, at least where names are not told apart by case"
        )
    )
    first, second = deal("one", title="Ab"), deal("two", title="aB")
    told, _ = run(tmp_path / "case", [first, second], name="{deal.title}/{document}.{format}")
    assert states(told) == ["new", "refused"]
    # Another template tells them apart.
    told, _ = run(tmp_path / "version", [deal("one"), deal("one", version="2")], name="{deal.id}-{deal.version}/{document}.{format}")
    assert states(told) == ["new", "new"]


def test_a_deal_that_is_refused_later_keeps_its_papers(tmp_path: Path) -> None:
    run(tmp_path, THREE)
    before = written(tmp_path)
    told, _ = run(tmp_path, [{**deal("one"), "draft_date": "soon"}, *THREE[1:]])
    assert states(told) == ["refused", "unchanged", "unchanged"] and written(tmp_path) == before
    assert states(run(tmp_path, THREE)[0]) == ["unchanged"] * 3


def test_a_failure_of_ours_costs_one_record_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = worker.draft

    def draft(deal: Any, *more: Any) -> Any:
        if deal.id == "two":
            raise ZeroDivisionError("by nothing")
        return real(deal, *more)

    monkeypatch.setattr(worker, "draft", draft)
    told, summary = run(tmp_path, THREE)
    assert states(told) == ["new", "failed", "new"] and summary.fails
    assert str(told[1].faults[0]).startswith(
        "Pactwright itself failed here, please report it: ZeroDivisionError: by nothing (test_batch_run.py"
    )


def test_a_record_over_its_time_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = worker.draft

    def draft(deal: Any, *more: Any) -> Any:
        if deal.id == "two":
            time.sleep(30)
        return real(deal, *more)

    monkeypatch.setattr(worker, "draft", draft)
    told, _ = run(tmp_path, THREE, time_limit=2)
    assert states(told) == ["new", "failed", "new"]
    assert str(told[1].faults[0]) == "it was not done in 2 seconds and was given up; look at it alone, or allow more with --time-limit"


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "Free some space, then run the same command with --resume."), (errno.EACCES, "Choose a folder")]
)
def test_a_full_disk_stops_the_run_without_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str) -> None:
    right = written_by(tmp_path / "right")
    real, left = os.fsync, [2]

    def fsync(file: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(number, os.strerror(number))
        real(file)

    monkeypatch.setattr("generator.batch.store.os.fsync", fsync)
    with pytest.raises(BatchError) as error:
        run(tmp_path / "out", THREE)
    assert os.strerror(number) in str(error.value) and said in str(error.value) and "three/term-sheet.md" in str(error.value)
    monkeypatch.undo()
    assert written(tmp_path / "out").items() < right.items() and len(written(tmp_path / "out")) == 2
    assert [path.name for path in (tmp_path / "out/.pactwright").iterdir()] == ["manifest.sqlite"]
    assert len(run(tmp_path / "out", THREE)[0]) == 3 and written(tmp_path / "out") == right


def written_by(folder: Path) -> dict[str, bytes]:
    run(folder, THREE)
    return written(folder)


def test_a_link_does_not_lead_out_of_the_output(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "else").mkdir()
    (tmp_path / "out/two").symlink_to(tmp_path / "else")
    with pytest.raises(BatchError, match="a link leads out of the output folder"):
        run(tmp_path / "out", THREE)
    assert not list((tmp_path / "else").iterdir())


def test_two_batches_do_not_write_into_one_folder(tmp_path: Path) -> None:
    path = manifest_path(str(tmp_path))
    with open_manifest(path), pytest.raises(BatchError) as error:
        run(tmp_path, THREE)
    assert str(error.value) == (
        f"Another batch is at work in this folder: it holds {path}. Wait for its end, or choose another folder with -o."
    )
    assert written(tmp_path) == {}
    with open_manifest(path), pytest.raises(BatchError, match="Another batch is at work"):
        run(tmp_path, THREE, writes=False)


def test_a_manifest_that_is_none_is_told(tmp_path: Path) -> None:
    path = manifest_path(str(tmp_path))
    path.parent.mkdir()
    path.write_bytes(b"no database, but long enough to be read as the head of one, which it is not; " * 20)
    for writes in (True, False):
        with pytest.raises(BatchError, match=r"is damaged or no manifest .* Move it away; then every file is made again\."):
            run(tmp_path, THREE, writes=writes)


def test_a_run_that_was_stopped_before_it_began_leaves_no_hindrance(tmp_path: Path) -> None:
    path = manifest_path(str(tmp_path))
    path.parent.mkdir()
    path.touch()
    assert states(run(tmp_path, THREE, writes=False)[0]) == ["new"] * 3 and path.read_bytes() == b""
    assert states(run(tmp_path, THREE)[0]) == ["new"] * 3


def test_a_manifest_of_another_format_is_left_alone(tmp_path: Path) -> None:
    run(tmp_path, THREE[:1])
    path = manifest_path(str(tmp_path))
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(BatchError, match="its format is 99, ours is 1"):
        run(tmp_path, THREE)


def test_what_cannot_be_asked_for_is_told_before_anything_is_made(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(DealError, match="no paper “term_sheat”"):
        run(out, THREE, kinds=("term_sheat",))
    with pytest.raises(UnknownFormat, match="There is no output format “dcx”"):
        run(out, THREE, formats=("dcx",))
    with pytest.raises(UnknownFormat, match="The counsel copy cannot be written as md"):
        run(out, THREE, copy="counsel")
    with pytest.raises(BatchError, match="No format is asked for"):
        run(out, THREE, formats=())
    assert not out.exists()


def test_any_executor_does_the_work_and_outcomes_stay_in_order(tmp_path: Path) -> None:
    deals = [deal(f"d{n}") for n in range(40)]
    with ThreadPoolExecutor(4) as executor:
        told, _ = run(tmp_path / "threads", deals, executor=executor, workers=4)
    assert [outcome.number for outcome in told] == list(range(1, 41))
    run(tmp_path / "here", deals)
    assert written(tmp_path / "threads") == written(tmp_path / "here")


class GivesUp(ThreadPoolExecutor):
    """Gives up on work as a cluster does: of deadly records always, and of those that waited behind one, once."""

    def __init__(self) -> None:
        super().__init__(2)
        self.behind = {6, 22}

    def submit(self, call: Any, /, *words: Any, **more: Any) -> Future[Any]:
        numbers = [task.number for task in words[-1]]
        if not {5, 21}.intersection(numbers) and not self.behind.intersection(numbers):
            return super().submit(call, *words, **more)
        self.behind.difference_update(numbers)
        future: Future[Any] = Future()
        future.set_exception(RuntimeError("killed worker"))
        return future


def test_a_record_is_blamed_only_when_its_worker_dies_with_nothing_else_in_work(tmp_path: Path) -> None:
    with GivesUp() as executor:
        told, _ = run(tmp_path, [deal(f"d{n}") for n in range(1, 31)], executor=executor, workers=2)
    assert [outcome.number for outcome in told if outcome.state != "new"] == [5, 21]
    assert str(told[4].faults[0]).startswith("the process that worked on it died, and died again when it was tried alone")


def test_an_executor_that_gives_work_back_stops_the_run(tmp_path: Path) -> None:
    class Gone(ThreadPoolExecutor):
        def submit(self, call: Any, /, *words: Any, **more: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.cancel()
            future.set_running_or_notify_cancel()
            return future

    with Gone(1) as executor, pytest.raises(BatchError, match="The executor gave work back undone"):
        run(tmp_path, THREE, executor=executor, workers=1)


def test_processes_write_the_same_bytes_as_this_one(tmp_path: Path) -> None:
    deals = [deal(f"d{n}") for n in range(30)]
    told, _ = run(tmp_path / "two", deals, workers=2, formats=("docx", "md"))
    assert [outcome.number for outcome in told] == list(range(1, 31)) and set(states(told)) == {"new"}
    run(tmp_path / "one", deals, workers=1, formats=("docx", "md"))
    assert written(tmp_path / "two") == written(tmp_path / "one")


def test_a_worker_with_another_library_is_told() -> None:
    stopped = worker.work("none", Order("out", formats=("md",)), "0" * 64, "run", [])
    assert isinstance(stopped, worker.Stopped) and stopped.message.startswith("A worker reads another library than this run: digest ")


def test_records_are_taken_as_they_are_needed(tmp_path: Path) -> None:
    """Back-pressure: a source is never far ahead of what is told."""
    taken = ahead = told = 0

    def source() -> Any:
        nonlocal taken
        for record in records([deal(f"d{n}") for n in range(300)]):
            taken += 1
            yield record

    def tell(_: Any, __: Any) -> None:
        nonlocal told, ahead
        told += 1
        ahead = max(ahead, taken - told)

    with ThreadPoolExecutor(2) as executor:
        run_batch(source(), Order(str(tmp_path), formats=("md",)), workers=2, executor=executor, tell=tell)
    assert told == 300 and ahead <= 2 * 64


def test_a_stream_that_breaks_leaves_what_was_done(tmp_path: Path) -> None:
    def source() -> Any:
        yield from records(THREE[:2])
        raise DealError([Fault("", "the file ends here", "crm.xlsx")])

    with pytest.raises(DealError, match="the file ends here"):
        run_batch(source(), Order(str(tmp_path), formats=("md",)), workers=1)
    assert states(run(tmp_path, THREE)[0])[2:] == ["new"]
    assert threading.active_count() < 20


def test_the_manifest_is_as_it_is_documented(tmp_path: Path) -> None:
    run(tmp_path, THREE, formats=("md", "docx"))
    with sqlite3.connect(manifest_path(str(tmp_path))) as database:
        tables = {
            name: [column[1] for column in database.execute(f"PRAGMA table_info({name})")]
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        manual = (Path(__file__).parents[1] / "docs/batch.md").read_text(encoding="utf-8")
        for name, columns in tables.items():
            for column in columns:
                assert f"`{name}.{column}`" in manual, f"docs/batch.md does not say what {name}.{column} is"
        counts, ended = database.execute("SELECT counts, ended FROM runs").fetchone()
        assert json.loads(counts) == {"new": 3} and ended
        rows = database.execute("SELECT name, size, sha256 FROM outputs").fetchall()
    from hashlib import sha256

    assert {name: (size, digest) for name, size, digest in rows} == {
        name: (len(content), sha256(content).hexdigest()) for name, content in written(tmp_path).items()
    }
