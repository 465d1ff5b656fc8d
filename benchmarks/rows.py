"""The lines of the table: what is measured, against what, and the bar it has to keep."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import weasyprint

from benchmarks import office
from benchmarks.deals import PAPER, REFERENCE, deals
from benchmarks.measure import Measured, alone, compare
from benchmarks.template import context, make_template, paragraphs, regrouped, words
from generator import draft, load_library
from generator.deal.read import parse_deal
from generator.document import Document
from generator.writers import writer
from generator.writers.html import page
from generator.writers.weasyprint_pdf import FONTS

ROOT = Path(__file__).parents[1]


def drafted(text: str) -> Document:
    """A deal file -> its agreement, with every check run."""
    [paper] = draft(parse_deal(text), _LIBRARY, [PAPER])
    return paper.document


_LIBRARY = load_library()


def word_rows(runs: int) -> Iterator[Measured]:
    """Deal -> checked DOCX against docxtpl, which is handed its values ready made."""
    texts = deals(runs + 1)
    lines = [paragraphs(drafted(text)) for text in texts]
    fixed = [regrouped(one) for one in lines]

    def ours(n: int) -> bytes:
        return writer("docx").write(drafted(texts[n]))

    for name, shaped, bar in (("a fixed template", fixed, 0.25), ("a template of its own paragraphs", lines, 0.0)):
        template = make_template(shaped[0])
        contexts = [context(one) for one in shaped]
        if words(template.fill(contexts[0])) != [word for one in lines[0] for word in "".join(piece.words for piece in one).split()]:
            raise RuntimeError(f"docxtpl prints other words with {name}")
        against = f"docxtpl, {name}: {template.paragraphs:,} paragraphs, {template.values} values"

        def theirs(n: int, template=template, contexts=contexts) -> bytes:  # type: ignore[no-untyped-def]
            return template.fill(contexts[n])  # type: ignore[no-any-return]

        yield compare("deal → checked DOCX", ours, against, theirs, bar, runs)


def both_rows(runs: int) -> Iterator[Measured]:
    """Deal -> DOCX and PDF against docxtpl and a warm LibreOffice; nothing, with a word on stderr, where LibreOffice is missing.

    By WeasyPrint and without a bar: the bar of the design is for batches with a faster engine.
    """
    if not office.is_installed():
        print("not measured, for want of LibreOffice with its bridge (python3-uno): DOCX and PDF", file=sys.stderr)
        return
    texts = deals(runs + 1)
    fixed = [regrouped(paragraphs(drafted(text))) for text in texts]
    template, contexts = make_template(fixed[0]), [context(one) for one in fixed]

    def ours(n: int) -> None:
        document = drafted(texts[n])
        writer("docx").write(document)
        writer("pdf").write(document)

    with tempfile.TemporaryDirectory(prefix="bench") as folder, office.Office(Path(folder)) as warm:
        yield compare(
            "deal → checked DOCX and PDF (WeasyPrint)", ours,
            "docxtpl, the fixed template, and warm LibreOffice",
            lambda n: warm.pdf(template.fill(contexts[n])), 0.0, runs,
        )  # fmt: skip


def pdf_rows(runs: int) -> Iterator[Measured]:
    """A drafted document -> PDF against WeasyPrint on the same page and variant, with fonts from their files."""
    documents = [drafted(text) for text in deals(runs + 1)]
    fonts = (ROOT / "templates" / "fonts").as_uri() + "/"

    def theirs(n: int) -> bytes:
        html = page(documents[n], for_print=True).replace(FONTS, fonts)
        return weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/a-3a", custom_metadata=True)  # type: ignore[no-any-return]

    yield compare(
        "document → PDF (WeasyPrint)", lambda n: writer("pdf").write(documents[n]),
        "WeasyPrint alone, same page and variant", theirs, 1.1, runs,
    )  # fmt: skip


def start_rows(runs: int) -> Iterator[Measured]:
    """What a person waits for, in milliseconds: loading the library, the help, one paper from the shell."""
    yield alone("library load, no cache", lambda _: load_library(), 100, runs)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as folder:
        shell = [sys.executable, str(ROOT / "cli.py")]
        one = ["draft", str(REFERENCE), "--as", PAPER, "--to", "docx", "-o", folder]
        for name, arguments, bar in (("`pactwright --help`", ["--help"], 300), ("one DOCX from the shell", one, 1000)):

            def run(_: int, arguments: list[str] = arguments) -> None:
                done = subprocess.run([*shell, *arguments], env=environment, capture_output=True)
                if done.returncode == 2:
                    raise RuntimeError(done.stderr.decode())

            yield alone(name, run, bar, min(runs, 15))
