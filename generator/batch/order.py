"""What a batch is to make: papers, formats, names, looks, and where to. Travels to every worker."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias

from generator.batch.program import program_digest
from generator.fonts import read_fonts
from generator.writers.choices import Choices, PdfEngine

# What keeps a record within its time: `exit` ends the process that works on it (a pool starts another), `signal` interrupts
# the main thread of this process (POSIX), `none` leaves it to the owner of the executor.
Guard: TypeAlias = Literal["exit", "signal", "none"]


@dataclass(frozen=True)
class Order:
    """`folder`: a local folder, or a URL that fsspec knows. `kinds`: papers, by id; the deal's own list when empty.

    `name`: template of the names below the folder, `generator.batch.names.FIELDS` has its fields; the default when empty.
    `style`, `style_map`: a house document and its map, as in `Choices`. `libraries`: house folders laid over our library.
    `fonts`: folders of fonts for PDF beside the shipped ones. `time_limit`: seconds for one record. `writes`: False only drafts and
    checks.
    """

    folder: str
    kinds: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("docx",)
    name: str = ""
    copy: Literal["clean", "counsel"] = "clean"
    style: bytes | None = None
    style_map: tuple[tuple[str, str], ...] = ()
    pdf_engine: PdfEngine = "typst"
    execution: bool = False
    libraries: tuple[str, ...] = ()
    time_limit: float = 60.0
    writes: bool = True
    fonts: tuple[str, ...] = ()

    @cached_property
    def choices(self) -> Choices:
        """What the writers are told. Raises FontError for a folder of fonts that cannot be used, OSError."""
        return Choices(self.copy, self.style, self.style_map, self.pdf_engine, read_fonts([*map(Path, self.fonts)]))

    @cached_property
    def options(self) -> dict[str, Any]:
        """Everything that decides the bytes of a file besides the deal and the library, as JSON data."""
        return {
            "papers": list(self.kinds),
            "formats": list(self.formats),
            "copy": self.copy,
            "house style": hashlib.sha256(self.style).hexdigest() if self.style else "",
            "style map": [list(pair) for pair in self.style_map],
            "PDF engine": self.pdf_engine if "pdf" in self.formats else "",
            "fonts": [hashlib.sha256(one.regular + one.bold).hexdigest() for one in self.choices.fonts.added],
            "execution": self.execution,
            "program": program_digest(),
        }

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the options."""
        return hashlib.sha256(json.dumps(self.options, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Task:
    """One record for a worker. `deal`: JSON text; `files`: paper, format and name of each file it makes.

    Without `files` the names could not be told from the deal as it came, which is then at fault.
    """

    number: int
    deal: str
    files: tuple[tuple[str, str, str], ...]
