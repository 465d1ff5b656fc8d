"""The command `batch`: what is asked for becomes a request, which is run or planned, and its end is told."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal, TypeAlias, cast

import click

from generator.batch.apart import refuse_no_refusals, refuse_overwriting
from generator.batch.cluster import cluster
from generator.batch.error import BatchError
from generator.batch.forecast import as_json, as_lines
from generator.batch.order import Order
from generator.batch.outcome import Outcome
from generator.batch.progress import progress
from generator.batch.record import Record
from generator.batch.register import Register, refuse_ending
from generator.batch.report import Report
from generator.batch.report.text import plan_as_text
from generator.batch.request import Request, absolute, resumed, shown_path
from generator.batch.run import manifest_path, run_batch
from generator.batch.sources import count_records, read_sources
from generator.batch.store import is_url
from generator.commands import DONE, FINDINGS
from generator.commands.given import house
from generator.library import load_library
from generator.writers.choices import PdfEngine

Copy: TypeAlias = Literal["clean", "counsel"]


def batch(
    sources: tuple[Path, ...], folder: str, kinds: tuple[str, ...], formats: tuple[str, ...], name: str, base: Path | None, plan: bool,
    resume: bool, verify: bool, workers: int | None, dask: str | None, time_limit: float, pdf_engine: PdfEngine, execution: bool,
    copy: Copy, style: Path | None, style_map: Path | None, manifest: Path | None, refused: Path | None,
    reports: tuple[Path, ...], register: Path | None, shape: str, quiet: bool, font_folders: tuple[Path, ...], folders: tuple[Path, ...],
    said: Collection[str],
) -> int:  # fmt: skip
    """Returns the exit code: 1 when a record was refused or a finding is of level error or worse.

    `said`: the names of what stands on the command line; of a run that is resumed, the rest is as it was.
    Raises UsageError, BatchError, DealError, LibraryError, FontError, HouseStyleError, OSError.
    """
    kept = manifest or manifest_path(folder)
    request = Request(
        tuple(map(absolute, sources)), absolute(base), kinds, formats, name, copy, absolute(style), absolute(style_map), pdf_engine,
        execution, tuple(map(absolute, folders)), tuple(map(absolute, font_folders)), absolute(refused), tuple(map(absolute, reports)),
        absolute(register),
    )  # fmt: skip
    if resume:
        names = {"folders": "libraries", "font_folders": "fonts"}
        request = resumed(request, {names.get(one, one) for one in said}, kept)
    elif not sources:
        raise click.UsageError("name at least one SOURCE, or --resume an interrupted run.")
    where = folder if is_url(folder) else absolute(Path(folder))
    beside = kept.parent if is_url(folder) else Path(folder)
    refusals = None if plan else shown_path(request.refused) if request.refused else beside / "refused.jsonl"
    with stopped_by_terminate():
        return _run(request, where, kept, refusals, plan, verify, workers, dask, time_limit, shape, quiet)


@contextmanager
def stopped_by_terminate() -> Iterator[None]:
    """A run that is told to end (SIGTERM) stops as by Ctrl-C: what is done is kept, and its workers end with it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(
    request: Request, folder: str, manifest: Path, refused: Path | None, plan: bool, verify: bool, workers: int | None, dask: str | None,
    time_limit: float, shape: str, quiet: bool,
) -> int:  # fmt: skip
    """Run or plan what was asked for, and tell of it."""
    reports, register = tuple(map(shown_path, request.reports)), shown_path(request.register) if request.register else None
    style, style_map = (Path(path) if path else None for path in (request.style, request.style_map))
    document, pairs = house(style, style_map, request.formats)
    order = Order(
        folder, request.kinds, request.formats, request.name, cast(Copy, request.copy), document, pairs,
        cast(PdfEngine, request.pdf_engine), request.execution, request.libraries, time_limit, not plan, request.fonts,
    )  # fmt: skip
    for notice in order.choices.fonts.notices:
        click.echo(notice, err=True)
    library = load_library(*map(Path, request.libraries))
    paths, base = [*map(shown_path, request.sources)], shown_path(request.base) if request.base else None
    records = read_sources(paths, base, library)
    others = {"the base": base, "the house document": style, "the style map": style_map, "the manifest": manifest}
    refuse_overwriting(
        {"--report": reports, "--register": [register] if register else []}, paths, {**others, "the refused records": refused}
    )
    if refused:
        refuse_no_refusals(refused, "--refused" if request.refused else "refused records:")
    report = Report(refused, reports, str(base or ""))
    if register:
        refuse_ending(register)
    book = Register(library) if register else None
    with ExitStack() as stack:
        executor, size = stack.enter_context(cluster(dask)) if dask else (None, workers)
        bar = stack.enter_context(progress(None if quiet else count_records(paths), not quiet and not (plan and sys.stdout.isatty())))
        first = True

        def tell(record: Record, outcome: Outcome) -> None:
            nonlocal first
            report.add(record, outcome)
            bar.advance(outcome)
            if book and outcome.is_good:
                book.add_record(record)
            if plan and shape == "json":
                click.echo(("" if first else ",\n") + as_json(outcome), nl=False)
                first = False
            elif plan:
                click.echo("\n".join(as_lines(outcome)))

        def write_reports() -> None:
            try:
                report.close()
                if book and register:
                    book.write(register)
            except OSError:
                click.echo(report.as_text())  # the papers are there, whatever became of what tells of them
                raise

        if plan and shape == "json":
            click.echo('{"deals": [')
        try:
            run_batch(
                records, order, workers=size, executor=executor, guard="exit" if dask else "none", library=library, manifest=manifest,
                verifies=verify, request=request.as_data(), tell=tell, at_end=write_reports,
            )  # fmt: skip
        except KeyboardInterrupt:
            raise BatchError("Stopped. What is done is kept; go on with the same command and --resume.") from None
    if shape == "json":
        said = json.dumps(report.as_data(), indent=None if plan else 2, ensure_ascii=False)
        click.echo(f'\n], "totals": {said}}}' if plan else said)
    elif plan:
        click.echo(f"\n{plan_as_text(report.tally)}")
    else:
        report.show()
    return FINDINGS if report.fails else DONE
