"""The report of a batch: kept as totals while the batch runs, with the details written as they come, so that memory does not grow.

A file of this folder with `ENDING` is a format of a report file: `head`, `entry` for each record, `tail`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from generator.batch.apart import holds_refusals
from generator.batch.error import BatchError
from generator.batch.outcome import Outcome
from generator.batch.record import Record
from generator.batch.report import refused as refused_lines
from generator.batch.report.spool import Spool
from generator.batch.report.tally import Tally
from generator.batch.report.text import as_text, print_tables
from generator.values import nearest

__all__ = ["Report", "ReportFormat", "UnknownReport", "endings"]


class ReportFormat(Protocol):
    """What a file of this folder offers. `BETWEEN` stands between two entries; an entry of "" is left out."""

    ENDING: str
    BETWEEN: str

    def head(self, tally: Tally) -> str: ...

    def entry(self, record: Record, outcome: Outcome) -> str: ...

    def tail(self, tally: Tally) -> str: ...


class UnknownReport(BatchError, ValueError):
    """A report file whose ending is none of ours."""


@cache
def _formats() -> dict[str, ReportFormat]:
    modules = [import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return {module.ENDING: cast(ReportFormat, module) for module in modules if hasattr(module, "ENDING")}


def endings() -> tuple[str, ...]:
    """The endings of report files there are, sorted."""
    return tuple(sorted(_formats()))


class Report:
    """What became of each record of a batch, told as it comes.

    `refused`: the file for refused records, None for none (as for a plan); one of an earlier run is taken away when nothing is
    refused any more. `files`: report files, their format by their ending; raises UnknownReport. `base`: the base of the rows.
    """

    def __init__(self, refused: Path | None = None, files: Sequence[Path] = (), base: str = "") -> None:
        for file in files:
            if file.suffix.lower() not in _formats():
                hint = nearest(file.suffix.lower(), endings())
                raise UnknownReport(f"{file}: no report ends in “{file.suffix}”; write one of {', '.join(endings())}{hint}")
        self.tally = Tally()
        self._base = base
        self._refused = (refused, Spool("")) if refused else None
        self._files = [(file, _formats()[file.suffix.lower()]) for file in files]
        self._spools = [Spool(format.BETWEEN) for _, format in self._files]

    def add(self, record: Record, outcome: Outcome) -> None:
        """One record more, in the order of the records."""
        self.tally.add(outcome)
        for (_, format), spool in zip(self._files, self._spools, strict=True):
            spool.add(format.entry(record, outcome))
        if self._refused and not outcome.is_good:
            self._refused[1].add(refused_lines.line(record, outcome, self._base))

    def close(self) -> None:
        """Write the files, each whole or not at all. Raises OSError."""
        for (file, format), spool in zip(self._files, self._spools, strict=True):
            spool.save(file, format.head(self.tally), format.tail(self.tally))
        if self._refused:
            file, spool = self._refused
            if not spool.is_empty:
                spool.save(file)
            elif holds_refusals(file):  # and is not somebody else's
                file.unlink(missing_ok=True)

    @property
    def fails(self) -> bool:
        """Whether a record was refused or failed, or has a finding of level error or worse that is not accepted."""
        return self.tally.fails

    def as_text(self) -> str:
        """The end of a batch in plain lines."""
        return as_text(self.tally, self._told_in())

    def show(self) -> None:
        """The end of a batch on stdout: tables at a terminal, plain lines anywhere else."""
        print_tables(self.tally, self._told_in())

    def as_data(self) -> dict[str, Any]:
        """The end of a batch for other programs."""
        return self.tally.as_data() | {"refused_file": self._told_in() or None}

    def _told_in(self) -> str:
        return str(self._refused[0]) if self._refused and self.tally.bad else ""
