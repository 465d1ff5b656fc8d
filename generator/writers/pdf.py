"""PDF, by one of two engines that print the same words with the same look: WeasyPrint or Typst.

WeasyPrint needs Pango, a library of the system. Where it cannot be loaded and no engine was asked for by name, Typst prints.
"""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from generator.document.tree import Document
from generator.fonts import Fonts
from generator.writers import WHOLE_COPY, CannotWrite
from generator.writers.choices import PLAIN, Choices, PdfEngine

FORMAT = "pdf"
MEDIA = "application/pdf"

NOTICE = (
    "PDF is printed by Typst: WeasyPrint cannot be loaded here, mostly for want of the system library Pango. "
    "The words are the same. “--pdf-engine typst” asks for Typst by name, without this notice."
)


class _Engine(Protocol):
    def write(self, document: Document, fonts: Fonts) -> bytes: ...


def write(document: Document, choices: Choices = PLAIN) -> bytes:
    """A finished document to the bytes of one PDF, tagged to PDF/UA-1 and PDF/A-3a. Raises CannotWrite with the reason."""
    # Imported when it prints, and only the one that does.
    module = import_module(f"generator.writers.{choices.pdf_engine or _at_hand()}_pdf")
    try:
        return cast(_Engine, module).write(document, choices.fonts)
    except CannotWrite:
        raise
    except Exception as error:
        if not choices.fonts.added:
            raise
        # A font from outside may break an engine anywhere; with our own fonts, the same would be a fault of ours.
        names = ", ".join(file for family in choices.fonts.added for file in family.files)
        raise CannotWrite(f"PDF cannot be printed with the fonts {names}: {type(error).__name__}: {error}. {WHOLE_COPY}") from error


@cache
def _at_hand() -> PdfEngine:
    """The engine of who names none; a warning of the log, once a process and on stderr unless it is led elsewhere, tells of Typst."""
    from generator.writers.weasyprint_pdf import PdfEngineMissing, engine

    try:
        engine()
    except PdfEngineMissing:
        logging.getLogger(__name__).warning(NOTICE)
        return "typst"
    return "weasyprint"
