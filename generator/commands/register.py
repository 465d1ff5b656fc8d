"""The command `register`: many deals, a row each."""

from __future__ import annotations

from pathlib import Path

import click

from generator.batch.apart import refuse_overwriting
from generator.batch.cells import placed
from generator.batch.register import Register, refuse_ending
from generator.batch.sources import read_sources
from generator.commands import DONE, FINDINGS
from generator.commands.given import day
from generator.deal import DealError, Fault
from generator.library import load_library


def write_register(sources: tuple[Path, ...], file: Path, base: Path | None, as_of: str | None, folders: tuple[Path, ...]) -> int:
    """Returns the exit code: 1 when a record was refused. Raises DealError, LibraryError, OSError."""
    refuse_ending(file)
    refuse_overwriting({"-o": [file]}, sources, {"the base": base})
    library = load_library(*folders)
    book = Register(library, day(as_of))
    refused = again = 0
    rows: dict[str, str] = {}  # the id of each deal, and the record it came from first
    for record in read_sources(sources, base, library):
        try:
            book.add_record(record)
        except DealError as error:
            refused += 1
            for fault in placed(record, error.faults):
                click.echo(f"{record}: {fault}", err=True)
            continue
        id = str((record.deal or {}).get("id"))
        if id in rows:
            again += 1
            for fault in placed(record, [Fault("/id", f"“{id}” is also the deal of {rows[id]}; each has a row of its own")]):
                click.echo(f"{record}: {fault}", err=True)
        else:
            rows[id] = str(record)
    book.write(file)
    more = f"; {again:,} of an id that another has" if again else ""
    click.echo(f"{file}: {book.count:,} deal{'' if book.count == 1 else 's'}{more}{f'; {refused:,} refused' if refused else ''}")
    return FINDINGS if refused else DONE
