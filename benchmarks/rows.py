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
from benchmarks.deals import LARGE, PAPER, REFERENCE
from benchmarks.measure import Measured, alone, compare
from benchmarks.template import Template, context, make_template, paragraphs, regrouped, words
from generator import draft, load_library
from generator.deal.read import parse_deal
from generator.document import Document
from generator.writers import writer
from generator.writers.choices import Choices, PdfEngine
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
    for reference in (REFERENCE, LARGE):
        texts = reference.deals(runs + 1)
        lines = [paragraphs(drafted(text)) for text in texts]
        fixed = [regrouped(one) for one in lines]

        def ours(n: int, texts: list[str] = texts) -> bytes:
            return writer("docx").write(drafted(texts[n]))

        ways = [("a fixed template", fixed, 0.25 if reference is REFERENCE else 0.0), ("a template of its own paragraphs", lines, 0.0)]
        for name, shaped, bar in ways:
            template = make_template(shaped[0])
            contexts = [context(one) for one in shaped]
            if words(template.fill(contexts[0])) != [word for one in lines[0] for word in "".join(piece.words for piece in one).split()]:
                raise RuntimeError(f"docxtpl prints other words with {name}")
            against = f"docxtpl, {name}: {template.paragraphs:,} paragraphs, {template.values} values"

            def theirs(n: int, template: Template = template, contexts: list[dict[str, str]] = contexts) -> bytes:
                return template.fill(contexts[n])

            yield compare(f"deal → checked DOCX, {reference.name}", ours, against, theirs, bar, runs)


def both_rows(runs: int) -> Iterator[Measured]:
    """Deal -> DOCX and PDF against docxtpl and a warm LibreOffice; nothing, with a word on stderr, where LibreOffice is missing.

    The bar is for Typst; WeasyPrint is measured beside it.
    """
    if not office.is_installed():
        print("not measured, for want of LibreOffice with its bridge (python3-uno): DOCX and PDF", file=sys.stderr)
        return
    texts = REFERENCE.deals(runs + 1)
    fixed = [regrouped(paragraphs(drafted(text))) for text in texts]
    template, contexts = make_template(fixed[0]), [context(one) for one in fixed]
    ways: list[tuple[str, PdfEngine, float]] = [("Typst", "typst", 1 / 3), ("WeasyPrint", "weasyprint", 0.0)]
    for name, engine, bar in ways:
        of_this_way = Choices(pdf_engine=engine)

        def ours(n: int, choices: Choices = of_this_way) -> None:
            document = drafted(texts[n])
            writer("docx").write(document)
            writer("pdf").write(document, choices)

        with tempfile.TemporaryDirectory(prefix="bench") as folder, office.Office(Path(folder)) as warm:

            def theirs(n: int, warm: office.Office = warm) -> object:
                return warm.pdf(template.fill(contexts[n]))

            yield compare(
                f"deal → checked DOCX and PDF ({name})", ours, "docxtpl, the fixed template, and warm LibreOffice", theirs, bar, runs
            )


def pdf_rows(runs: int) -> Iterator[Measured]:
    """A drafted document -> PDF against WeasyPrint on the same page and variant, with fonts from their files."""
    documents = [drafted(text) for text in REFERENCE.deals(runs + 1)]
    fonts = (ROOT / "templates" / "fonts").as_uri() + "/"
    choices = Choices(pdf_engine="weasyprint")

    def theirs(n: int) -> bytes:
        html = page(documents[n], for_print=True).replace(FONTS, fonts)
        made: bytes = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/a-3a", custom_metadata=True)
        return made

    yield compare(
        "document → PDF (WeasyPrint)", lambda n: writer("pdf").write(documents[n], choices),
        "WeasyPrint alone, same page and variant", theirs, 1.1, runs,
    )  # fmt: skip


def start_rows(runs: int) -> Iterator[Measured]:
    """What a person waits for, in milliseconds: loading the library, the help, one paper from the shell."""
    yield alone("library load, no cache", lambda _: load_library(), 100, runs)
    with tempfile.TemporaryDirectory() as folder:
        # With compiled modules, as an installed program has them; the first run, which does not count, makes them.
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        shell = [sys.executable, str(ROOT / "cli.py")]
        deal = Path(folder) / "deal.json"
        deal.write_text(REFERENCE.deals(1)[0], encoding="utf-8")
        one = ["draft", str(deal), "--as", PAPER, "--to", "docx", "-o", folder]
        for name, arguments, bar in (("`pactwright --help`", ["--help"], 300), ("one DOCX from the shell", one, 1000)):

            def run(_: int, arguments: list[str] = arguments) -> None:
                done = subprocess.run([*shell, *arguments], env=environment, capture_output=True)
                if done.returncode == 2:
                    raise RuntimeError(done.stderr.decode())

            yield alone(name, run, bar, min(runs, 15))
