"""Two ways to one result, run in turn in one process, so that whatever else the computer does falls on both."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table. `ours` and `theirs` in milliseconds, the median of `runs`; `ratio` the median of the ratios of pairs.

    Without a rival, `theirs` is 0 and `ratio` is ours as a share of `bar` milliseconds.
    """

    name: str
    against: str
    ours: float
    theirs: float
    ratio: float
    spread: tuple[float, float]
    bar: float
    runs: int

    @property
    def holds(self) -> bool:
        """Whether the bar is kept; a line without one keeps it."""
        return not self.bar or (self.ratio <= self.bar if self.theirs else self.ours <= self.bar)


def timed(work: Work, n: int) -> float:
    """Milliseconds of the `n`-th run, with the garbage of others out of the way."""
    gc.collect()
    start = time.perf_counter()
    work(n)
    return (time.perf_counter() - start) * 1000


def compare(name: str, ours: Work, against: str, theirs: Work, bar: float, runs: int) -> Measured:
    """Run both `runs` times in turn, who goes first changing, after one run of each that does not count."""
    ours(0), theirs(0)
    pairs = []
    for n in range(1, runs + 1):
        if n % 2:
            mine = timed(ours, n)
            other = timed(theirs, n)
        else:
            other = timed(theirs, n)
            mine = timed(ours, n)
        pairs.append((mine, other))
    ratios = sorted(mine / other for mine, other in pairs)
    medians = [statistics.median(column) for column in zip(*pairs, strict=True)]
    return Measured(name, against, medians[0], medians[1], statistics.median(ratios), _middle_half(ratios), bar, runs)


def alone(name: str, work: Work, bar: float, runs: int) -> Measured:
    """Run `runs` times, after one run that does not count; `bar` in milliseconds."""
    work(0)
    times = sorted(timed(work, n) for n in range(1, runs + 1))
    median = statistics.median(times)
    return Measured(name, "", median, 0, median / bar, _middle_half(times), bar, runs)


def _middle_half(values: list[float]) -> tuple[float, float]:
    """From the first to the third quarter of sorted values."""
    last = len(values) - 1
    return values[last // 4], values[last - last // 4]
