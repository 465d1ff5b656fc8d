"""The whole program in a few lines: library + deal -> papers -> findings -> files."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.bind import bind
from generator.checks import Finding, View, run_checks
from generator.checks.gate import gate
from generator.deal import Deal, DealError, Fault
from generator.document import Document, Drafted, draft_document
from generator.document.draft import governing_pack
from generator.library import Library
from generator.writers import save, writer


@dataclass(frozen=True)
class Paper:
    """One paper of a deal, ready to be written."""

    kind: str
    document: Document
    drafted: Drafted
    findings: tuple[Finding, ...] = ()

    def file_name(self, format: str) -> str:
        """`harbor-mosaic-2026-term-sheet.docx`; made of ids only, so it cannot leave its folder."""
        return f"{dict(self.document.properties)['Deal']}-{self.kind.replace('_', '-')}.{format}"


def look_at(deal: Deal, library: Library, kinds: Sequence[str] = (), execution: bool = False, as_of: datetime.date | None = None) -> View:
    """A deal bound and drafted, for checks. `as_of` defaults to the draft date; no clock is read. Raises DealError, LibraryError."""
    bound = bind(deal, library)
    for kind in kinds:
        if kind not in library.papers:
            raise DealError([Fault("", f"no paper “{kind}”; there are {', '.join(library.papers)}")])
    papers = {kind: draft_document(bound, kind, execution) for kind in kinds or deal.documents}
    return View(bound, as_of or deal.draft_date.day, governing_pack(bound), papers)


def draft(deal: Deal, library: Library, kinds: Sequence[str] = (), execution: bool = False) -> list[Paper]:
    """The papers a deal asks for, or those of `kinds`, with the findings of all checks.

    Raises DealError (also when `execution` is asked for and the signing gate is closed: with the reasons), LibraryError.
    """
    view = look_at(deal, library, kinds, execution)
    findings = run_checks(view)
    if execution and (reasons := gate(view, findings)):
        raise DealError([Fault("", f"not an execution version: {reason}", deal._origin.file) for reason in reasons])
    return [Paper(kind, drafted.document, drafted, tuple(findings)) for kind, drafted in view.papers.items()]


def write(papers: Sequence[Paper], formats: Sequence[str], folder: Path) -> list[Path]:
    """Write papers into a folder, each file whole or not at all; returns the paths. Raises UnknownFormat before any is written."""
    writers = {format: writer(format) for format in formats}
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for paper in papers:
        for format, written_by in writers.items():
            path = folder / paper.file_name(format)
            save(path, written_by.write(paper.document))
            written.append(path)
    return written
