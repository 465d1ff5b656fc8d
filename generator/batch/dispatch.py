"""Handing the work out: records are planned, sent in chunks, tried again when a worker died, kept when done, and told in order.

Memory does not grow with the number of records: so many chunks are in work, so many records wait for an earlier one, no more.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from dataclasses import dataclass, field, replace
from typing import Any

from generator.batch.cells import placed
from generator.batch.clauses import changed_clauses, unpacked
from generator.batch.crew import Crew
from generator.batch.error import BatchError
from generator.batch.manifest import Kept, Manifest
from generator.batch.order import Order, Task
from generator.batch.outcome import Outcome, State
from generator.batch.plan import Planned, Planner
from generator.batch.record import Record
from generator.batch.work import Made, Stopped, died, too_long
from generator.deal import Fault
from generator.library import Library

CHUNKS_AHEAD = 3  # chunks in work for each worker: one in hand, and some so that it need not wait
LARGEST_CHUNK, CHUNK_SECONDS = 16, 0.25
MOST_WAITING = 64  # records for each worker that wait, done, for an earlier one
COMMIT_SECONDS = 1.0  # what a kill can cost, at most: files made in this time are made again
VAIN_BREAKS = 3

Tell = Callable[[Record, Outcome], None]


@dataclass
class _Slot:
    """A record on its way; done when it has its last outcome."""

    planned: Planned
    outcome: Outcome | None = None


@dataclass
class Dispatch:
    """One run. `go` is all of it; what it makes is told by `tell`, in the order of the records."""

    order: Order
    library: Library
    planner: Planner
    manifest: Manifest
    crew: Crew
    run: str
    tell: Tell | None
    waiting: deque[_Slot] = field(default_factory=deque)  # in the order of the records
    slots: dict[int, _Slot] = field(default_factory=dict)  # of the tasks that are not done
    in_work: dict[Future[Any], list[Task]] = field(default_factory=dict)
    suspects: deque[Task] = field(default_factory=deque)  # tried alone when nothing else is in work
    counts: Counter[State] = field(default_factory=Counter)
    seconds: float = 0.0  # of a record, on average of late
    breaks: int = 0  # one after the other, without a result between
    committed: float = field(default_factory=time.monotonic)

    def go(self, records: Iterable[Record]) -> dict[State, int]:
        """All of it. Raises BatchError when the run must stop."""
        source = iter(records)
        more = True
        while more or self.waiting:
            while more and len(self.in_work) < CHUNKS_AHEAD * self.crew.size and len(self.waiting) < MOST_WAITING * self.crew.size:
                more = self._hand_out(source)
                self._report()
            self._receive()
            self._report()
        return dict(self.counts)

    # ------------------------------------------------------------ out

    def _hand_out(self, source: Iterator[Record]) -> bool:
        """Plan records until there is a chunk of work; whether there are more."""
        chunk: list[Task] = []
        most = self._chunk_size()
        more = True
        while len(chunk) < most and len(self.waiting) < MOST_WAITING * self.crew.size:
            record = next(source, None)
            if record is None:
                more = False
                break
            planned = self.planner.plan(record)
            slot = _Slot(planned)
            self.waiting.append(slot)
            if planned.task is None:
                slot.outcome = planned.outcome
                self._report()
            else:
                self.slots[planned.task.number] = slot
                chunk.append(planned.task)
        self._submit(chunk)
        return more

    def _chunk_size(self) -> int:
        """Few enough that the last chunks end together, enough that sending them costs little."""
        return max(1, min(LARGEST_CHUNK, int(CHUNK_SECONDS / self.seconds))) if self.seconds else 1

    def _submit(self, chunk: list[Task]) -> None:
        if not chunk:
            return
        try:
            self.in_work[self._future(chunk)] = chunk
        except BrokenExecutor:
            self._mend(chunk)

    def _future(self, chunk: Sequence[Task]) -> Future[Any]:
        return self.crew.submit(self.order, self.library.digest, self.run, chunk)

    # ------------------------------------------------------------ back

    def _receive(self) -> None:
        """Take what is done, when some is. Raises BatchError."""
        if not self.in_work:
            if self.suspects:
                self._try_alone(self.suspects.popleft())
            return
        done, _ = wait(self.in_work, return_when=FIRST_COMPLETED)
        lost: list[Task] = []
        for future in done:
            lost += self._take(future, self.in_work.pop(future))
        if lost:
            self._mend(lost)
        if time.monotonic() - self.committed > COMMIT_SECONDS:
            self.manifest.commit()
            self.committed = time.monotonic()

    def _take(self, future: Future[Any], chunk: list[Task], alone: bool = False) -> list[Task]:
        """Keep the result of a chunk; its tasks again, when the crew broke under it. Raises BatchError.

        `alone`: nothing else is in work, so a worker that dies dies of this.
        """
        try:
            result = future.result()
        except BrokenExecutor:
            return chunk
        except CancelledError:
            raise BatchError(
                "The executor gave work back undone: it was shut down, or its scheduler is gone. What is done is kept; "
                "go on with the same command and --resume."
            ) from None
        except Exception:  # of an executor that gives up on work, also on what only waited at a worker that died
            if alone:
                self._give_up(chunk[0], died())
            elif len(chunk) == 1:
                self.suspects.append(chunk[0])
            else:
                for task in chunk:
                    self._submit([task])
            return []
        if isinstance(result, Stopped):
            raise BatchError(result.message)
        self.breaks = 0
        for made in result:
            self._finish(made)
        return []

    def _mend(self, lost: list[Task]) -> None:
        """Go on after a worker died: each record that was in hand then is tried alone, for certainty whose fault it is."""
        for future in list(self.in_work):
            wait([future])
            lost += self._take(future, self.in_work.pop(future))
        ends = self.crew.mend()
        self.breaks += 1
        if self.breaks >= VAIN_BREAKS and not ends:
            raise BatchError("The workers die before they do anything. Try --workers 1, which shows why; the memory may be too small.")
        rest: list[Task] = []
        for task in sorted(lost, key=lambda task: task.number):
            end = ends.get(task.number)
            if end == "late":
                self._give_up(task, too_long(self.order.time_limit))
            elif end == "died":
                self._try_alone(task)
            else:
                rest.append(task)
        size = self._chunk_size()
        for start in range(0, len(rest), size):
            self._submit(rest[start : start + size])

    def _try_alone(self, task: Task) -> None:
        future = self._future([task])
        if not self._take(future, [task], alone=True):
            return
        ends = self.crew.mend()
        self._give_up(task, too_long(self.order.time_limit) if ends.get(task.number) == "late" else died())

    # ------------------------------------------------------------ outcomes

    def _give_up(self, task: Task, fault: Fault) -> None:
        slot = self.slots.pop(task.number)
        slot.outcome = replace(slot.planned.outcome, state="failed", faults=(fault,))

    def _finish(self, made: Made) -> None:
        """The outcome of a record a worker is done with; what it wrote is kept."""
        slot = self.slots.pop(made.number)
        planned = slot.planned
        outcome = replace(planned.outcome, deal=made.deal or planned.outcome.deal, seconds=made.seconds)
        self.seconds = 0.9 * self.seconds + 0.1 * made.seconds if self.seconds else made.seconds
        task = planned.task
        assert task is not None
        if made.failed:
            slot.outcome = replace(outcome, state="failed", faults=made.failed)
        elif made.refused or not task.files:
            slot.outcome = replace(outcome, state="refused", faults=placed(planned.record, made.refused or planned.outcome.faults))
        else:
            names = tuple(name for _, _, name in task.files)
            found = replace(outcome, files=names, levels=made.levels, checks=made.checks, findings=made.findings)
            if self.order.writes:
                self._keep(planned, task, made)
            elif found.state == "changed":
                found = replace(found, clauses=self._changed(planned, made))
            slot.outcome = found

    def _keep(self, planned: Planned, task: Task, made: Made) -> None:
        kept = Kept(
            planned.key, made.deal, planned.input, self.library.digest, self.order.digest,
            made.levels, made.checks, made.findings, made.files,
        )  # fmt: skip
        papers = [(paper, format) for paper, format, _ in task.files]
        self.manifest.keep(kept, str(planned.record), self.run, task.deal, made.clauses, papers, made.seconds)

    def _changed(self, planned: Planned, made: Made) -> tuple[tuple[str, str, str], ...]:
        kept = self.manifest.kept(planned.key)
        if kept is None:
            return ()
        _, before = self.manifest.past(planned.key)
        texts = self.planner.changed_texts(kept.library) if kept.library != self.library.digest else frozenset()
        return tuple(changed_clauses(unpacked(before), unpacked(made.clauses), made.paths, list(planned.places), texts))

    def _report(self) -> None:
        """Tell the outcomes that no earlier record holds back."""
        while self.waiting and (outcome := self.waiting[0].outcome) is not None:
            record = self.waiting.popleft().planned.record
            self.counts[outcome.state] += 1
            if self.tell is not None:
                self.tell(record, outcome)
