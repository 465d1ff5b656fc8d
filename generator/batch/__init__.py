"""Many deals at once: sources → plan → run → report. A bad record is told and never stops the run.

The public names are loaded when they are asked for: an error class alone costs no database and no process pool.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.batch.error import BatchError
    from generator.batch.order import Order
    from generator.batch.outcome import Outcome
    from generator.batch.record import Record
    from generator.batch.run import Summary, run_batch
    from generator.batch.sources import read_sources

__all__ = ["BatchError", "Order", "Outcome", "Record", "Summary", "read_sources", "run_batch"]

_HOMES = {
    "BatchError": "error", "Order": "order", "Outcome": "outcome", "Record": "record", "Summary": "run", "read_sources": "sources",
    "run_batch": "run",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
