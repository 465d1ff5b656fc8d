"""Small deals for the tests of a batch, the batch command as a process of its own, and what lies in its output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.batch.names import OURS
from generator.batch.order import Order
from generator.batch.outcome import Outcome
from generator.batch.record import Record
from generator.batch.run import Summary, run_batch

ROOT = Path(__file__).parents[1]


def deal(id: str, **more: Any) -> dict[str, Any]:
    """A deal whose one paper is a term sheet with the names of its sides; drafted in a few milliseconds."""
    return {
        "id": id,
        "draft_date": "2026-03-01",
        "documents": ["term_sheet"],
        "sides": {"a": {"short": f"Harbor {id}"}, "b": {"short": "Mosaic"}},
        **more,
    }


def records(deals: Sequence[Any]) -> Iterator[Record]:
    """Records of these deals, as lines of one file."""
    for n, one in enumerate(deals, 1):
        yield Record(n, "deals.jsonl", f"line {n}", json.dumps(one), one)


def run(folder: Path, deals: Sequence[Any], workers: int = 1, **order: Any) -> tuple[list[Outcome], Summary]:
    """A batch in this process; its outcomes in order, and its summary."""
    options = {key: order.pop(key) for key in ("executor", "verifies", "library") if key in order}
    told: list[Outcome] = []
    made = Order(str(folder), **{"formats": ("md",), **order})
    summary = run_batch(records(deals), made, workers=workers, tell=lambda _, outcome: told.append(outcome), **options)
    return told, summary


def written(folder: Path) -> dict[str, bytes]:
    """Every file of an output by its name, without the manifest."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and OURS not in path.relative_to(folder).parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def command(*words: object, before: Path | None = None) -> list[str]:
    """The command line of a batch. `before`: see `environment`."""
    return [sys.executable, str(ROOT / "cli.py"), "batch", *map(str, words)]


def environment(before: Path | None = None) -> dict[str, str]:
    """For a process of ours. `before`: a folder with a `sitecustomize.py` that each process runs first."""
    path = os.pathsep.join([*([str(before)] if before else []), str(ROOT)])
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def batch(*words: object, before: Path | None = None, **how: Any) -> subprocess.CompletedProcess[str]:
    """Run a batch as a process of its own, to its end."""
    return subprocess.run(command(*words), capture_output=True, text=True, env=environment(before), timeout=300, check=False, **how)


def write_lines(path: Path, deals: Sequence[Any]) -> Path:
    """Deals as lines of JSON; text stands as it is."""
    path.write_text("".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in deals), encoding="utf-8")
    return path
