"""The whole program in a few lines: library + deal -> papers -> findings -> files."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.bind import bind
from generator.checks import Finding, View, run_checks
from generator.checks.core import values_of
from generator.checks.gate import gate
from generator.checks.issues import issues_of
from generator.checks.papers_disagree import differences
from generator.checks.view import Written
from generator.deal import Deal, DealError, Fault
from generator.document import Document, Drafted, draft_document
from generator.document.draft import governing_pack
from generator.fonts import SHIPPED, Fonts
from generator.library import Library
from generator.writers import CannotWrite, refuse_without_notes, save, writer
from generator.writers.choices import PLAIN, Choices

if TYPE_CHECKING:
    from generator.deal.private import Private
    from generator.readback import Marked


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


def look_at(
    deal: Deal,
    library: Library,
    kinds: Sequence[str] = (),
    execution: bool = False,
    as_of: datetime.date | None = None,
    files: Sequence[Path] = (),
    fonts: Fonts = SHIPPED,
) -> View:
    """A deal bound and drafted, for checks. `as_of` defaults to the draft date; no clock is read. Raises DealError, LibraryError.

    Papers that are drafted after the checks are not among its papers; instead of them stands what they report on.
    `files`: papers of the deal as they are now, .docx or .html, to be compared; raises CannotRead for one that is none, OSError.
    `fonts`: what PDF is to be printed in.
    """
    if files:
        from generator.readback import read_files  # here, for it loads an XML parser

        marked = read_files(files, deal.id)
        view = look_at(deal, library, _with_files(deal, library, kinds, marked), execution, as_of, fonts=fonts)
        return replace(view, files=_written(marked, view.papers))
    bound = bind(deal, library)
    for kind in kinds:
        if kind not in library.papers:
            raise DealError([Fault("", f"no paper “{kind}”; there are {', '.join(library.papers)}")])
    papers = {kind: draft_document(bound, kind, execution) for kind in _looked_at(deal, library, kinds or deal.documents)}
    return View(bound, as_of or deal.draft_date.day, governing_pack(bound), papers, fonts=fonts)


def _with_files(deal: Deal, library: Library, kinds: Sequence[str], marked: Mapping[Path, Marked]) -> list[str]:
    """The papers asked for, and those the files are."""
    from generator.readback import CannotRead

    for path, one in marked.items():
        kind = one.properties["Paper"]
        if kind not in library.papers or library.papers[kind].front.findings:
            raise CannotRead(f"{path}: it is a paper of the kind “{kind}”, which no check compares.")
    return [*dict.fromkeys([*(kinds or deal.documents), *(one.properties["Paper"] for one in marked.values())])]


def _written(marked: Mapping[Path, Marked], papers: Mapping[str, Drafted]) -> tuple[Written, ...]:
    from generator.readback.files import written

    paths = {path for drafted in papers.values() for path, _ in values_of(drafted.document)}
    return tuple(written(path, one, paths) for path, one in marked.items())


def read_back(papers: Sequence[Paper], paths: Sequence[Path]) -> list[Finding]:
    """What files just written say otherwise than their papers: each .docx and .html among `paths`. Raises CannotRead, OSError."""
    from generator.readback.files import READERS, read_file

    by_kind = {paper.kind: paper.drafted for paper in papers}
    marked = {path: read_file(path) for path in paths if path.suffix in READERS}
    return list(differences(by_kind, _written(marked, by_kind)))


def _looked_at(deal: Deal, library: Library, kinds: Sequence[str]) -> list[str]:
    """The papers the checks look at: those asked for, and for one that reports on the checks the deal's own papers."""

    def before_checks(kinds: Sequence[str]) -> list[str]:
        return [kind for kind in kinds if not library.papers[kind].front.findings]

    found = before_checks(kinds)
    if len(found) < len(kinds):
        found += before_checks(deal.documents) or Deal.model_fields["documents"].default
    return [*dict.fromkeys(found)]


def draft(deal: Deal, library: Library, kinds: Sequence[str] = (), execution: bool = False, fonts: Fonts = SHIPPED) -> list[Paper]:
    """The papers a deal asks for, or those of `kinds`, with the findings of all checks. `fonts`: what PDF is to be printed in.

    Raises DealError (also when `execution` is asked for and the signing gate is closed: with the reasons), LibraryError.
    """
    view = look_at(deal, library, kinds, execution, fonts=fonts)
    findings = run_checks(view)
    if execution and (reasons := gate(view, findings)):
        raise DealError([Fault("", f"not an execution version: {reason}", deal._origin.file) for reason in reasons])
    asked = kinds or deal.documents
    # Only a paper that reports on the checks costs their sorting by section.
    after = view.bound if all(kind in view.papers for kind in asked) else replace(view.bound, issues=issues_of(view, findings))
    papers: list[Paper] = []
    for kind in asked:
        drafted = view.papers[kind] if kind in view.papers else draft_document(after, kind, execution)
        papers.append(Paper(kind, drafted.document, drafted, tuple(findings)))
    return papers


def write(
    papers: Sequence[Paper], formats: Sequence[str], folder: Path, choices: Choices = PLAIN, private: Private | None = None
) -> list[Path]:
    """Write papers into a folder, each file whole or not at all; returns the paths. `private` is used for a counsel copy alone.

    Raises before any is written: UnknownFormat, also for a counsel copy in a format that cannot carry notes. Raises when all
    others are written: CannotWrite, a line for each file that cannot be, and the paths of the others.
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
        raise CannotWrite("\n".join(refused), written)
    return written
