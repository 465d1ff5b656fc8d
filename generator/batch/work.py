"""What a worker does: draft the papers of a record, check them, write their files whole. The same in every executor.

A worker loads the library, the writers and the fonts once; one record at a time is in work in a process, whatever its threads.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import signal
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import IO

from generator.batch.clauses import Paths, digests_of, packed, paths_of
from generator.batch.order import Guard, Order, Task
from generator.batch.store import CannotStore, IsBlocked, Store, Written, open_store
from generator.checks import Finding
from generator.deal import DealError, Fault, make_deal
from generator.garbage import look_less_often
from generator.library import Library, LibraryError, load_library
from generator.pipeline import Paper, draft
from generator.values import show_hidden
from generator.writers import CannotWrite, Writer, writer

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one task. `refused` faults are the record's own, `failed` ones are not.

    `clauses`: packed digests of what each clause says; `paths`, when nothing is written: which places each one prints.
    """

    number: int
    deal: str = ""
    files: tuple[Written, ...] = ()
    refused: tuple[Fault, ...] = ()
    failed: tuple[Fault, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    checks: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    clauses: bytes = b""
    paths: Paths = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why the whole run must stop, in sentences: what is wrong would meet every record."""

    message: str


class TooLong(BaseException):
    """A record is over its time; no `except Exception` on the way may keep it."""


@dataclass
class Watch:
    """What a pool learns of a process that dies: which record it had in hand, and whether it was over its time."""

    stream: IO[bytes]

    def take(self, number: int) -> None:
        """Note the record in hand; 0 for none."""
        self.stream.seek(0)
        self.stream.truncate()
        self.stream.write(f"{number}\n".encode())
        self.stream.flush()


_watch: Watch | None = None


def begin_process(folder: str) -> None:
    """Make a process of a pool ready: it leaves Ctrl-C to its parent and does not outlive it."""
    import multiprocessing
    import os
    from multiprocessing.connection import wait

    global _watch
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _watch = Watch((Path(folder) / f"{os.getpid()}").open("w+b", buffering=0))
    except FileNotFoundError:
        os._exit(0)  # the run was stopped while this process was still starting
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(0)

    threading.Thread(target=follow, daemon=True).start()


@dataclass(frozen=True)
class Bench:
    """What a process keeps from record to record."""

    library: Library
    writers: Mapping[str, Writer]
    store: Store


@lru_cache(maxsize=1)
def _bench(order: Order, is_own_process: bool) -> Bench:
    library = load_library(*map(Path, order.libraries))
    bench = Bench(library, {format: writer(format) for format in order.formats}, open_store(order.folder))
    if is_own_process:
        # What is here now stays: looking through it for garbage again and again would cost more than papers leave behind.
        gc.collect()
        gc.freeze()
        look_less_often()
    return bench


def work(guard: Guard, order: Order, library_digest: str, run: str, tasks: Sequence[Task]) -> list[Made] | Stopped:
    """Make the files of some records. Never raises: whatever goes wrong is told of the record, or stops the run."""
    with _ONE_AT_A_TIME:
        try:
            bench = _bench(order, guard == "exit")
        except (LibraryError, CannotWrite) as error:
            return Stopped(str(error))
        except Exception as error:
            return Stopped(f"A worker cannot begin: {_said(error)}")
        if bench.library.digest != library_digest:
            return Stopped(
                "A worker reads another library than this run: digest "
                f"{bench.library.digest[:16]} instead of {library_digest[:16]}. Give every machine the same program and --library."
            )
        try:
            return [_make(order, bench, run, task, guard) for task in tasks]
        except CannotStore as error:
            return Stopped(str(error))


def _make(order: Order, bench: Bench, run: str, task: Task, guard: Guard) -> Made:
    """One record. Raises CannotStore."""
    begun = time.perf_counter()
    try:
        with _within(order.time_limit, guard, task.number):
            made = _papers(order, bench, task)
    except TooLong:
        return Made(task.number, failed=(too_long(order.time_limit),), seconds=time.perf_counter() - begun)
    if isinstance(made, Made):
        return made
    found, contents = made
    if order.writes:
        try:
            found = replace(found, files=tuple(bench.store.write(name, content, run) for name, content in contents))
        except IsBlocked as error:
            found = replace(found, failed=(*found.failed, Fault("", str(error))))
    return replace(found, seconds=time.perf_counter() - begun)


def _papers(order: Order, bench: Bench, task: Task) -> Made | tuple[Made, list[tuple[str, bytes]]]:
    """The papers of a record as bytes, all of them before the first is written; or why there are none."""
    id = ""
    try:
        deal = make_deal(json.loads(task.deal))
        id = deal.id
        papers = draft(deal, bench.library, order.kinds, order.execution, order.choices.fonts)
        if not task.files:
            return Made(task.number, id)  # nothing is wrong with it but its names, and the plan tells that
        contents, refused = _contents(order, bench, papers, task) if order.writes else ([], [])
        return replace(_found(task, id, papers, with_paths=not order.writes), failed=tuple(refused)), contents
    except DealError as error:
        return Made(task.number, id, refused=tuple(error.faults))
    except LibraryError as error:
        return Made(task.number, id, failed=(Fault("", f"the library does not fit this deal: {error}"),))
    except Exception as error:  # a fault of ours in one record must not cost the others their papers
        return Made(task.number, id, failed=(Fault("", f"Pactwright itself failed here, please report it: {_said(error)}"),))


def _contents(order: Order, bench: Bench, papers: Sequence[Paper], task: Task) -> tuple[list[tuple[str, bytes]], list[Fault]]:
    """The files of a record, and why one that a format cannot write is not among them; the others are written all the same."""
    by_kind = {paper.kind: paper for paper in papers}
    documents = {kind: paper.for_counsel() if order.copy == "counsel" else paper.document for kind, paper in by_kind.items()}
    made: list[tuple[str, bytes]] = []
    refused: list[Fault] = []
    for kind, format, name in task.files:
        try:
            made.append((name, bench.writers[format].write(documents[kind], order.choices)))
        except CannotWrite as error:
            refused.append(Fault("", f"{name}: {error}"))
    return made, refused


def _found(task: Task, id: str, papers: Sequence[Paper], with_paths: bool) -> Made:
    findings = [finding for finding in (papers[0].findings if papers else ()) if not finding.accepted]
    return Made(
        task.number,
        id,
        levels=dict(Counter(finding.level for finding in findings)),
        checks=dict(Counter(finding.id for finding in findings)),
        findings=tuple(finding for finding in findings if finding.is_serious),
        clauses=packed({paper.kind: digests_of(paper.document) for paper in papers}),
        paths={paper.kind: paths_of(paper.document) for paper in papers} if with_paths else {},
    )


@contextmanager
def _within(seconds: float, guard: Guard, number: int) -> Iterator[None]:
    """Keep a record within its time, as far as the guard can."""
    if _watch is not None:
        _watch.take(number)
    restore: Callable[[], object] = _nothing
    if guard == "exit":
        # A thread in C, which also ends a process that a single call has taken whole. What it prints tells the pool why.
        faulthandler.dump_traceback_later(seconds, exit=True, file=sys.stderr if _watch is None else _watch.stream)
        restore = faulthandler.cancel_dump_traceback_later
    elif guard == "signal" and hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        before = signal.signal(signal.SIGALRM, _interrupt)
        signal.setitimer(signal.ITIMER_REAL, seconds)

        def restore() -> None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    try:
        yield
    finally:
        restore()
        if _watch is not None:
            _watch.take(0)


def _nothing() -> None:
    pass


def _interrupt(number: int, frame: object) -> None:
    raise TooLong


def too_long(seconds: float) -> Fault:
    """What is told of a record over its time."""
    return Fault("", f"it was not done in {seconds:g} seconds and was given up; look at it alone, or allow more with --time-limit")


def died() -> Fault:
    """What is told of a record whose worker died with it, also when it was tried alone."""
    return Fault("", "the process that worked on it died, and died again when it was tried alone; its memory may be too small")


def _said(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = f" ({Path(last[0].filename).name}, line {last[0].lineno})" if last else ""
    return show_hidden(f"{type(error).__name__}: {error}"[:300] + place)
