"""The memory of the parent does not grow with the number of records; `python -m benchmarks.batch_memory` measures a real run."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from generator.batch import crew
from generator.batch.order import Order, Task
from generator.batch.run import run_batch
from generator.batch.store import Written
from generator.batch.work import Made
from generator.library import load_library
from tests.batch_deals import deal, records


class AtOnce(Executor):
    """Has done the work when it is handed out."""

    def submit(self, call: Any, /, *words: Any, **more: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(call(*words, **more))
        return future


def pretend(guard: str, order: Order, digest: str, run: str, tasks: Sequence[Task]) -> list[Made]:
    """What a worker would answer, without papers."""
    return [
        Made(
            task.number,
            f"d{task.number}",
            tuple(Written(name, "0" * 64, 1000, 1) for _, _, name in task.files),
            levels={"error": 3},
            checks={"D-X05": 1},
            clauses=b"x" * 1000,
            seconds=0.01,
        )
        for task in tasks
    ]


def test_ten_times_the_records_need_no_more_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "work", pretend)
    library = load_library()

    def peak(count: int) -> int:
        source = records(deal(f"d{n}", title="x" * 2000) for n in range(count))  # type: ignore[arg-type]  # one at a time
        gc.collect()
        tracemalloc.start()
        told = 0

        def tell(_: object, __: object) -> None:
            nonlocal told
            told += 1

        run_batch(source, Order(str(tmp_path / str(count))), executor=AtOnce(), workers=2, library=library, tell=tell)
        assert told == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(50)  # what is loaded and kept once
    few, many = peak(300), peak(3000)
    assert many <= 1.1 * few, f"{many:,} bytes for 3,000 records against {few:,} for 300"
