"""The same work on a Dask cluster, and files at a URL; needs the extra `dask`."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import distributed
import fsspec
import pytest

from generator.batch.error import BatchError
from generator.batch.order import Order
from generator.batch.run import run_batch
from tests.batch_deals import batch, command, deal, environment, records, run, write_lines, written

DEALS = [deal(f"d{n}") for n in range(120)]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A real cluster of this computer: a scheduler and two worker processes, each with a nanny that starts it again."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1") as found:
        yield found


def test_a_cluster_that_loses_a_worker_writes_the_same_bytes(cluster: Any, tmp_path: Path) -> None:
    import subprocess

    source = write_lines(tmp_path / "deals.jsonl", [*DEALS, {"id": "Bad"}])
    assert batch(source, "-o", tmp_path / "here", "--to", "docx,md", "--workers", 1).returncode == 1
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        pids = client.run(os.getpid)
    assert len(set(pids.values())) == 2
    words = command(source, "-o", tmp_path / "there", "--to", "docx,md", "--dask", cluster.scheduler_address)
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
    end = time.monotonic() + 90
    while not list((tmp_path / "there").glob("d*/*")):
        assert time.monotonic() < end and running.poll() is None, running.communicate()
        time.sleep(0.01)
    os.kill(next(iter(pids.values())), signal.SIGKILL)
    before = len(list((tmp_path / "there").glob("d*/*")))
    told, errors = running.communicate(timeout=180)
    assert running.returncode == 1 and "121 deals: 120 new, 1 refused" in told, errors
    assert before < 240, "the run was done before the worker was killed"
    assert written(tmp_path / "there") == written(tmp_path / "here")


def test_the_workers_write_to_a_url(tmp_path: Path) -> None:
    """Files go to an object store through fsspec; the manifest stays here."""
    order = Order("memory://papers/2026", formats=("md", "docx"))
    manifest = tmp_path / "manifest.sqlite"
    store = fsspec.filesystem("memory")
    with suppress(FileNotFoundError):
        store.rm("/papers", recursive=True)
    told: list[Any] = []
    run_batch(records(DEALS[:4]), order, workers=1, manifest=manifest, tell=lambda _, one: told.append(one))
    run(tmp_path / "here", DEALS[:4], formats=("md", "docx"))
    there = {path.removeprefix("/papers/2026/"): store.cat_file(path) for path in store.find("/papers/2026")}
    assert there == written(tmp_path / "here")
    # A second run asks the store once what it has, and makes what is missing.
    store.rm("/papers/2026/d2/term-sheet.md")
    told.clear()
    run_batch(records(DEALS[:4]), order, workers=1, manifest=manifest, tell=lambda _, one: told.append(one))
    assert [one.state for one in told] == ["unchanged", "unchanged", "changed", "unchanged"]
    assert told[2].reasons == ("d2/term-sheet.md is gone",)
    store.pipe_file("/papers/2026/d1/term-sheet.md", b"x" * len(there["d1/term-sheet.md"]))
    told.clear()
    run_batch(records(DEALS[:4]), order, workers=1, manifest=manifest, verifies=True, tell=lambda _, one: told.append(one))
    assert [one.state for one in told] == ["unchanged", "changed", "unchanged", "unchanged"]


def test_a_url_that_cannot_be_written_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match=r"^gopher://papers: .* Install what fsspec needs for this kind of URL, or write to a folder\.$"):
        run_batch(records(DEALS[:1]), Order("gopher://papers"), workers=1, manifest=tmp_path / "manifest.sqlite")
    with pytest.raises(BatchError, match=r"the manifest must be a file of this computer; say which with --manifest FILE\.$"):
        run_batch(records(DEALS[:1]), Order("memory://papers"), workers=1)


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.batch import cluster as module

    monkeypatch.setattr(module, "SECONDS_TO_ANSWER", 1)
    with pytest.raises(BatchError, match=r"^No Dask scheduler answers at tcp://127.0.0.1:9 "), module.cluster("tcp://127.0.0.1:9"):
        pass
    assert threading.active_count() < 40
