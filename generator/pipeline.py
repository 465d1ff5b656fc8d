"""The whole program in a few lines: library + deal -> papers -> findings -> files."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.bind import bind
from generator.checks import Finding, View, run_checks
from generator.checks.gate import gate
from generator.deal import Deal, DealError, Fault
from generator.document import Document, Drafted, draft_document
from generator.document.draft import governing_pack
from generator.library import Library
from generator.writers import CannotWrite, refuse_without_notes, save, writer
from generator.writers.choices import PLAIN, Choices

if TYPE_CHECKING:
    from generator.deal.private import Private


@dataclass(frozen=True)
class Paper:
    """One paper of a deal, ready to be written."""

    kind: str
    document: Document
    drafted: Drafted
    findings: tuple[Finding, ...] = ()

    def file_name(self, format: str, copy: str = "clean") -> str:
        """`harbor-mosaic-2026-term-sheet.docx`, `…-counsel.docx`; made of ids only, so it cannot leave its folder."""
        name = f"{dict(self.document.properties)['Deal']}-{self.kind.replace('_', '-')}"
        return f"{name}.{format}" if copy == "clean" else f"{name}-{copy}.{format}"

    def for_counsel(self, private: Private | None = None) -> Document:
        """The same words with counsel's remarks: why each text, positions, law, findings, and what a side keeps to itself."""
        # Loaded here, for most papers are clean.
        from generator.checks.remarks import finding_remarks
        from generator.document.annotate import annotate
        from generator.document.confidential import private_remarks

        own = private_remarks(private) if private else ()
        return annotate(self.drafted, (*finding_remarks(self.findings, self.kind), *own))


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


def write(
    papers: Sequence[Paper], formats: Sequence[str], folder: Path, choices: Choices = PLAIN, private: Private | None = None
) -> list[Path]:
    """Write papers into a folder, each file whole or not at all; returns the paths. `private` is used for a counsel copy alone.

    Raises before any is written: UnknownFormat, also for a counsel copy in a format that cannot carry notes. Raises when all
    others are written: CannotWrite, a line for each file that cannot be.
    """
    writers = {format: writer(format) for format in formats}
    for_counsel = choices.copy == "counsel"
    if for_counsel:
        refuse_without_notes(formats)
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    refused: list[str] = []
    for paper in papers:
        document = paper.for_counsel(private) if for_counsel else paper.document
        for format, written_by in writers.items():
            path = folder / paper.file_name(format, choices.copy)
            try:
                content = written_by.write(document, choices)
            except CannotWrite as error:
                refused.append(f"{path}: {error}")
                continue
            save(path, content)
            written.append(path)
    if refused:
        raise CannotWrite("\n".join(refused))
    return written
