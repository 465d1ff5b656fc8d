"""The command `check`: the findings of one deal, as text or for programs."""

from __future__ import annotations

from pathlib import Path

import click

from generator.checks.report import make_report, report_format
from generator.commands import DONE, FINDINGS
from generator.commands.given import day, read_fonts
from generator.deal import read_deal
from generator.library import load_library
from generator.pipeline import look_at


def check_deal(
    deal: Path, kinds: tuple[str, ...], shape: str, select: tuple[str, ...], ignore: tuple[str, ...], as_of: str | None,
    files: tuple[Path, ...], font_folders: tuple[Path, ...], folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Returns the exit code: 1 when the report fails. Raises DealError, LibraryError, UnknownCheck, FontError, CannotRead, OSError."""
    today = day(as_of)
    view = look_at(read_deal(deal), load_library(*folders), kinds, as_of=today, files=files, fonts=read_fonts(font_folders))
    report = make_report(view, select, ignore)
    click.echo(report_format(shape).write(report))
    return FINDINGS if report.fails else DONE
