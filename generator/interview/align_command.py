"""The command `align`: reads two deal files, tells where both stand, and writes the page and the one deal that are asked for."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import click

from generator.deal import DealError, Fault
from generator.interview.align import Alignment, align_files
from generator.interview.align_page import write_page
from generator.interview.align_text import as_text
from generator.interview.merging import merge
from generator.interview.plan import make_plan
from generator.library import load_library
from generator.library.question import load_questions
from generator.writers import save

AGREED, NOT_AGREED = 0, 1


def align(
    ours: Path, theirs: Path, folders: tuple[Path, ...], shape: str, formats: tuple[str, ...], folder: Path, into: Path | None
) -> int:
    """Returns the exit code: 0 when all is agreed, and success with it, 1 otherwise. Raises DealError, LibraryError, OSError."""
    if into is not None and into.exists():
        raise DealError([Fault("", f"--merge: {into} is there already and would be lost; give a name that is free, or move it away")])
    library = load_library(*folders)
    found = align_files(ours, theirs, make_plan(load_questions(*folders), library))
    written = write_page(found, library, formats, folder) if formats else []
    left_out: tuple[str, ...] = ()
    if into is not None:
        merged = merge(found)
        left_out = merged.left_out
        save(into, (json.dumps(merged.raw, indent=2, ensure_ascii=False) + "\n").encode())
        written.append(into)
    if shape == "json":
        data = {**found.as_data(), "files": [str(path) for path in written], "left_out": list(left_out)}
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        _tell(found, written, left_out, into)
    return AGREED if found.is_agreed else NOT_AGREED


def _tell(found: Alignment, written: list[Path], left_out: tuple[str, ...], into: Path | None) -> None:
    plain = not sys.stdout.isatty() or "NO_COLOR" in os.environ or os.environ.get("TERM", "dumb") == "dumb"
    width = shutil.get_terminal_size((100, 24)).columns
    click.echo(as_text(found, width) if plain else as_text(found, width, lambda words: click.style(words, bold=True)))
    if written:
        click.echo()
    for path in written:
        click.echo(str(path))
    if left_out:
        click.echo(f"\nNot in {into}, because it differs and cannot be left open there:")
        for name in left_out:
            click.echo(f"- {name}")
