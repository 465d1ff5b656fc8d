"""What a user gives beside a deal: fonts, a house document, a day. What is left out of it is told on stderr."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import click

from generator.deal import DealError, Fault
from generator.fonts import Fonts
from generator.fonts import read_fonts as read
from generator.values import Date


def read_fonts(folders: tuple[Path, ...]) -> Fonts:
    """The shipped fonts and those of the folders. Raises FontError, OSError."""
    fonts = read(folders)
    for notice in fonts.notices:
        click.echo(notice, err=True)
    return fonts


def house(style: Path | None, style_map: Path | None, wanted: Sequence[str]) -> tuple[bytes | None, tuple[tuple[str, str], ...]]:
    """The house document and the pairs of its map. Raises UsageError for a map without a document, HouseStyleError, OSError."""
    if style is None:
        if style_map is not None:
            raise click.UsageError("--style-map says which styles of a house document stand for ours; give the document with --style.")
        return None, ()
    # Loaded here: most papers are written without one.
    from generator.writers.choices import Choices
    from generator.writers.word.house import notices, open_house
    from generator.writers.word.package import house_of

    document, pairs = open_house(style, style_map)
    looks = house_of(Choices(style=document, style_map=pairs))
    for notice in notices(looks) if looks else ():
        click.echo(f"{style}: {notice}", err=True)
    if others := [format for format in wanted if format != "docx"]:
        click.echo(f"{style}: a house style dresses Word files alone; {', '.join(others)} keep our look.", err=True)
    return document, pairs


def day(as_of: str | None) -> datetime.date | None:
    """The day of --as-of. Raises DealError."""
    try:
        return Date.parse(as_of).day if as_of else None
    except ValueError as error:
        raise DealError([Fault("", f"--as-of: {error}")]) from None
