"""The progress of a batch on a terminal: how many records of how many, how fast, how long still."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.batch.outcome import Outcome

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


@dataclass
class Bar:
    """Shows nothing where `shown` is None. A terminal is written to a few times a second, however fast the records come."""

    shown: Progress | None = None
    task: TaskID | None = None
    done: int = 0
    refused: int = 0
    told: float = 0.0

    def advance(self, outcome: Outcome) -> None:
        """One record more."""
        self.done += 1
        self.refused += not outcome.is_good
        if self.shown is None or self.task is None or time.monotonic() - self.told < 0.1:
            return
        self.told = time.monotonic()
        refused = f"{self.refused:,} refused" if self.refused else ""
        self.shown.update(self.task, completed=self.done, refused=refused, rate=rate(self.shown.tasks[0].finished_speed or self.speed()))

    def speed(self) -> float:
        """Records a second, since the beginning."""
        assert self.shown is not None
        elapsed = self.shown.tasks[0].elapsed or 0.0
        return self.done / elapsed if elapsed else 0.0


def rate(speed: float) -> str:
    """Records a second in words; for slow ones, a minute.

    >>> rate(41.7), rate(0.5), rate(0)
    ('42 deals/s', '30 deals/min', '')
    """
    if not speed:
        return ""
    return f"{speed:,.0f} deals/s" if speed >= 2 else f"{speed * 60:,.0f} deals/min"


@contextmanager
def progress(total: int | None, wanted: bool = True) -> Iterator[Bar]:
    """A bar on stderr while a batch runs, if stderr is a terminal; gone at its end. `total`: None when it is not known."""
    if not wanted or not sys.stderr.isatty():
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), TextColumn("{task.fields[refused]}"),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4) as shown:
        yield Bar(shown, shown.add_task("", total=total, rate="", refused=""))
