"""A batch from its records to its summary: the public way in. `dispatch` does the handing out, `plan` decides what there is to do."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.batch.crew import Brought, Crew, Here, Processes
from generator.batch.dispatch import Dispatch, Tell
from generator.batch.error import BatchError
from generator.batch.manifest import FILE
from generator.batch.opening import look_into_manifest, open_manifest
from generator.batch.names import OURS, Template
from generator.batch.order import Guard, Order
from generator.batch.outcome import State
from generator.batch.plan import Planner
from generator.batch.record import Record
from generator.batch.store import CannotStore, is_url, local_folder, open_store
from generator.deal import DealError, Fault
from generator.library import Library, load_library
from generator.writers import refuse_without_notes, writer


@dataclass
class Summary:
    """How many records there are of each state, and the seconds of the whole run."""

    counts: dict[State, int]
    seconds: float

    @property
    def fails(self) -> bool:
        """Whether a record was refused or failed."""
        return bool(self.counts.get("refused") or self.counts.get("failed"))


def run_batch(
    records: Iterable[Record],
    order: Order,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    guard: Guard = "none",
    library: Library | None = None,
    manifest: Path | None = None,
    verifies: bool = False,
    request: object = None,
    tell: Tell | None = None,
    at_end: Callable[[], object] | None = None,
) -> Summary:
    """Make what is new or changed of some records; with `order.writes` False, plan it and write nothing.

    `workers`: processes of this computer, all its cores when left out; 1 works in this process. `executor`: any of
    concurrent.futures instead; `workers` then says how many it has, and `guard` what keeps a record within its time there.
    `library`: the one of `order.libraries`, when it is loaded already. `manifest`: its file; beside the output when left out.
    `verifies`: see Planner. `request`: JSON data kept in the manifest, for who resumes. `tell`: called for each record, in order.
    `at_end`: called after the last, while no other batch may write into the folder yet, to write what tells of the run.
    Raises BatchError, DealError (for an unknown paper), LibraryError, UnknownFormat; what the records raise goes through.
    """
    begun = time.monotonic()
    library = library or load_library(*map(Path, order.libraries))
    _refuse_unknown(order, library)
    store, path = open_store(order.folder), manifest or manifest_path(order.folder)
    with (open_manifest if order.writes else look_into_manifest)(path) as opened:
        planner = Planner(order, library, opened, store, verifies)
        run = secrets.token_hex(8)
        if order.writes:
            opened.begin(run, library.digest, planner.clauses, order.digest, order.options, request)
            try:
                store.begin(run)
            except CannotStore as error:
                raise BatchError(str(error)) from None
        crew = _crew(executor, workers, guard)
        going = Dispatch(order, library, planner, opened, crew, run, tell)
        finished = False
        try:
            counts = going.go(records)
            finished = True
        finally:
            crew.close(kill=not finished)
            if order.writes:
                store.end(run)
                with suppress(BatchError):  # what went wrong before is told; what is not kept is made again
                    opened.commit()
        if at_end is not None:  # before the run has its end: one that is killed here is resumed, and tells again
            at_end()
        summary = Summary(counts, time.monotonic() - begun)
        if order.writes:
            opened.end(run, {str(state): count for state, count in counts.items()}, summary.seconds)
    return summary


def manifest_path(folder: str) -> Path:
    """Where the manifest of an output is. Raises BatchError for a URL, which has no place for one."""
    if is_url(folder):
        raise BatchError(f"{folder}: the manifest must be a file of this computer; say which with --manifest FILE.")
    return local_folder(folder) / OURS / FILE


def count_workers() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _refuse_unknown(order: Order, library: Library) -> None:
    for kind in order.kinds:
        if kind not in library.papers:
            raise DealError([Fault("", f"no paper “{kind}”; there are {', '.join(library.papers)}")])
    if not order.formats:
        raise BatchError("No format is asked for; write --to docx, or several with commas.")
    for format in order.formats:
        writer(format)
    Template(order)
    if order.copy == "counsel":
        refuse_without_notes(order.formats)


def _crew(executor: Executor | None, workers: int | None, guard: Guard) -> Crew:
    if executor is not None:
        return Brought(executor, workers or count_workers(), guard)
    workers = workers or count_workers()
    return Here() if workers == 1 else Processes(workers)
