"""The command `draft`: one deal becomes its papers, and the reader is told where each says what."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from generator.checks.core import as_data, as_text, rows
from generator.checks.report.text import line
from generator.commands import DONE, FINDINGS
from generator.commands.given import house, read_fonts
from generator.deal import read_deal
from generator.deal.private import private_path, read_private
from generator.library import load_library
from generator.pipeline import Paper, draft, read_back, write
from generator.writers import CannotWrite
from generator.writers.choices import Choices, PdfEngine


def draft_papers(
    deal: Path, kinds: tuple[str, ...], formats: tuple[str, ...], folder: Path, pdf_engine: PdfEngine | None, execution: bool,
    copy: Literal["clean", "counsel"], style: Path | None, style_map: Path | None, font_folders: tuple[Path, ...], shape: str, quiet: bool,
    folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Returns the exit code: 1 when a finding is of level error or worse. Raises what `draft` and `write` raise, OSError."""
    document, pairs = house(style, style_map, formats)
    read = read_deal(deal)
    own = private_path(deal)
    private = read_private(own, read) if copy == "counsel" and own.exists() else None
    fonts = read_fonts(font_folders)
    papers = draft(read, load_library(*folders), kinds, execution, fonts)
    try:
        written = write(papers, formats, folder, Choices(copy, document, pairs, pdf_engine, fonts), private)
    except CannotWrite as error:
        _tell(error.written, papers, shape, quiet)
        raise
    _tell(written, papers, shape, quiet)
    findings = [*(papers[0].findings if papers else ()), *read_back(papers, written)]
    serious = [finding for finding in findings if finding.is_serious]
    for finding in serious:
        click.echo(line(finding), err=True)
    rest = len(findings) - len(serious)
    if rest:
        papers_asked = "".join(f" --as {kind}" for kind in kinds)
        click.echo(f"{rest} more finding{'' if rest == 1 else 's'}: pactwright check {deal}{papers_asked}", err=True)
    return FINDINGS if serious else DONE


def _tell(written: Sequence[Path], papers: list[Paper], shape: str, quiet: bool) -> None:
    """The files, one a line; then, for several papers, the table of their core terms. As JSON, both in one object."""
    terms = rows({paper.kind: paper.drafted for paper in papers}) if len(papers) > 1 and not quiet else []
    if shape == "json":
        click.echo(json.dumps({"files": [str(path) for path in written], "terms": as_data(terms)}, indent=2, ensure_ascii=False))
        return
    for path in written:
        click.echo(str(path))
    if terms:
        click.echo(f"\n{as_text(terms, shutil.get_terminal_size((100, 24)).columns)}")
