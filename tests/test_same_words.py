"""Every format of every example says the same words in the same order as the tree; where a format has an outline, with the same numbers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator import Paper, draft, load_library, read_deal
from generator.document.lines import lines
from generator.document.tree import Document, Table, plain
from generator.writers import writer
from generator.writers.choices import Choices
from tests.readers import docx as docx_reader
from tests.readers import html as html_reader
from tests.readers import markdown as markdown_reader
from tests.readers import pdf as pdf_reader
from tests.readers import text as text_reader

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").rglob("*.json"))
BOTH = ("term_sheet", "alliance_agreement")
PAPERS = [(path, kind) for path in EXAMPLES for kind in dict.fromkeys((*BOTH, *read_deal(path).documents))]


@cache
def paper(path: Path, kind: str) -> Paper:
    return draft(read_deal(path), load_library(), [kind])[0]


@pytest.mark.parametrize("path, kind", PAPERS, ids=[f"{path.stem}-{kind}" for path, kind in PAPERS])
class TestSameWords:
    def test_docx(self, path: Path, kind: str) -> None:
        document = paper(path, kind).document
        found = [tuple(line) for line in docx_reader.read(writer("docx").write(document))]
        assert found == [tuple(line) for line in lines(document) if line.number or line.words]

    def test_html(self, path: Path, kind: str) -> None:
        document = paper(path, kind).document
        assert html_reader.lines(writer("html").write(document)) == list(lines(document))

    def test_text(self, path: Path, kind: str) -> None:
        document = paper(path, kind).document
        assert text_reader.words(writer("txt").write(document)) == said(document).split()

    def test_markdown(self, path: Path, kind: str) -> None:
        document = paper(path, kind).document
        assert markdown_reader.lines(writer("md").write(document)) == [line for line in lines(document) if line.number or line.words]

    @pytest.mark.judges
    def test_pdf(self, path: Path, kind: str, tmp_path: Path) -> None:
        document = paper(path, kind).document
        target = tmp_path / "paper.pdf"
        target.write_bytes(writer("pdf").write(document, Choices(pdf_engine="weasyprint")))
        margin = pdf_reader.COMPACT_MARGIN if document.compact else pdf_reader.MARGIN
        found, expected = pdf_reader.words(target, margin), pdf_reader.split(said(document, printed=True))
        assert without_repeated_headers(found, expected, document) == expected

    @pytest.mark.judges
    def test_typst(self, path: Path, kind: str, tmp_path: Path) -> None:
        document = paper(path, kind).document
        target = tmp_path / "paper.pdf"
        target.write_bytes(writer("pdf").write(document, Choices(pdf_engine="typst")))
        if document.compact:  # the paper begins below its head, on the first page
            found = pdf_reader.words_from(target, 1, pdf_reader.COMPACT_MARGIN)[len(pdf_reader.split(head(document))) :]
        else:
            found = pdf_reader.words_from(target, 3 if document.contents else 2)
        expected = pdf_reader.split(said(document, printed=True))
        assert without_repeated_headers(found, expected, document) == expected


def head(document: Document) -> str:
    """The words above the paper, on a term sheet."""
    cover = document.cover
    lines = [f"{line.label} {plain(line.value)}" for line in cover.lines]
    return " ".join([cover.title or document.title, cover.project, *map(plain, cover.parties), *lines])


def said(document: Document, printed: bool = False) -> str:
    """The words of the tree; the printed term sheet has its disclaimer between the opening and section 1."""
    words = [f"{line.number} {line.words}" for line in lines(document)]
    if printed and document.compact:
        words.insert(len(document.opening), document.disclaimer)
    return " ".join(words)


def without_repeated_headers(found: list[str], expected: list[str], document: Document) -> list[str]:
    """The words of a PDF less the header rows that stand again where a table goes on over a page."""
    holders = (*document.sections, *document.schedules)
    blocks = [block for holder in holders for clause in holder.clauses for block in clause.blocks]
    headers = [pdf_reader.split(" ".join(block.header)) for block in blocks if isinstance(block, Table)]
    kept: list[str] = []
    while found:
        n = len(kept)
        again = next((head for head in headers if found[: len(head)] == head and expected[n : n + len(head)] != head), None)
        if again:
            found = found[len(again) :]
        else:
            kept.append(found[0])
            found = found[1:]
    return kept
