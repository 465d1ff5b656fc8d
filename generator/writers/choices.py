"""What a user may choose about the files, besides the document: which copy, whose style, and which PDF engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.fonts import SHIPPED, Fonts

PdfEngine: TypeAlias = Literal["weasyprint", "typst"]


class HouseStyleError(ValueError):
    """A house document or a map of styles that cannot be used; the message is a sentence about it, for the user."""


@dataclass(frozen=True, slots=True)
class Choices:
    """`copy`: clean, or with counsel's notes; `style`: the bytes of a house document, `style_map` its names for our styles.

    `pdf_engine`: None for WeasyPrint, or Typst where WeasyPrint cannot be loaded. `fonts`: what PDF prints in;
    the other formats hold no fonts.
    """

    copy: Literal["clean", "counsel"] = "clean"
    style: bytes | None = None
    style_map: tuple[tuple[str, str], ...] = ()
    pdf_engine: PdfEngine | None = None
    fonts: Fonts = SHIPPED


PLAIN = Choices()
