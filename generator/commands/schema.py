"""The command `schema`: the JSON Schema of a deal file, or a starter sheet."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.commands import DONE
from generator.library import load_library


def print_schema(as_sheet: bool, deals: tuple[Path, ...], only: tuple[str, ...], folders: tuple[Path, ...]) -> int:
    """`deals`, `only`: for a sheet. Raises UsageError, DealError, LibraryError, OSError."""
    if as_sheet:
        from generator.batch.starter import starter_sheet
        from generator.deal.read import parse_object, read_deal

        # As the file writes them, short forms and all, once it is known to be a deal.
        raw = [parse_object(read_deal(deal)._origin.text) for deal in deals]
        click.echo(starter_sheet(load_library(*folders), raw, only), nl=False)
        return DONE
    if deals or only:
        raise click.UsageError("--of and --only are about the columns of a sheet; give --csv with them.")
    from generator.bind.schema import schema

    click.echo(json.dumps(schema(load_library(*folders)), indent=2, ensure_ascii=False))
    return DONE
