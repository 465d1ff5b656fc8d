"""Who does the work: this process, processes of our own, or any executor one brings. A crew starts work and is mended."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias

from generator.batch.error import BatchError
from generator.batch.order import Guard
from generator.batch.work import begin_process, work

End: TypeAlias = Literal["died", "late"]


class Crew(Protocol):
    """`size`: how many work at once. `guard`: what keeps a record within its time."""

    size: int
    guard: Guard

    def submit(self, *arguments: Any) -> Future[Any]:
        """Have `work` done with these arguments and the guard. Raises BrokenExecutor when it broke before."""

    def mend(self) -> Mapping[int, End]:
        """After a break: go on with new workers; which records were in hand, and how that ended. Raises BatchError if it cannot."""

    def close(self, kill: bool) -> None:
        """No more work. `kill`: what is in hand is not waited for."""


class Here:
    """This process, for one worker: nothing to start, nothing to send."""

    def __init__(self) -> None:
        self.size = 1
        self.guard: Guard = "signal" if threading.current_thread() is threading.main_thread() else "none"

    def submit(self, *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(work(self.guard, *arguments))
        return future

    def mend(self) -> Mapping[int, End]:
        raise AssertionError("work never raises, so nothing here can break")

    def close(self, kill: bool) -> None:
        pass


class Processes:
    """Processes of this computer, each started afresh (spawn), which inherit nothing that could make two runs differ.

    Each notes the record it has in hand in a file of its own, so that after a break it is known whose work was lost.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.guard: Guard = "exit"
        self._notes = tempfile.TemporaryDirectory(prefix="pactwright-")
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.size, get_context("spawn"), begin_process, (self._notes.name,))

    def submit(self, *arguments: Any) -> Future[Any]:
        with _no_ctrl_c():
            return self._pool.submit(work, self.guard, *arguments)

    def mend(self) -> Mapping[int, End]:
        self._pool.shutdown(wait=True, cancel_futures=True)
        ends: dict[int, End] = {}
        for note in sorted(Path(self._notes.name).iterdir()):
            number, _, rest = note.read_bytes().partition(b"\n")
            if number.isdigit() and int(number):
                ends[int(number)] = "late" if rest.startswith(b"Timeout") else "died"
            note.unlink()
        self._pool = self._start()
        return ends

    def close(self, kill: bool) -> None:
        if kill:
            for note in Path(self._notes.name).iterdir():
                with suppress(OSError):  # it has ended already
                    os.kill(int(note.name), signal.SIGTERM)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._notes.cleanup()


@contextmanager
def _no_ctrl_c() -> Iterator[None]:
    """Ctrl-C waits, and processes that start meanwhile never get it: a terminal sends it to all, also to those still loading."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Brought:
    """An executor of somebody else's, who also ends it: a pool of threads, of MPI, or a cluster."""

    def __init__(self, executor: Executor, size: int, guard: Guard) -> None:
        self.size, self.guard = size, guard
        self._executor = executor
        self._open: set[Future[Any]] = set()

    def submit(self, *arguments: Any) -> Future[Any]:
        future = self._executor.submit(work, self.guard, *arguments)
        self._open.add(future)
        future.add_done_callback(self._open.discard)
        return future

    def mend(self) -> Mapping[int, End]:
        raise BatchError(
            "The executor broke: a worker of it died. What is done is noted; start a new one and run again, or leave "
            "the executor out, and a worker that dies is replaced."
        )

    def close(self, kill: bool) -> None:
        for future in list(self._open):
            future.cancel()
