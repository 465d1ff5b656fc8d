"""Writers: a finished document to the bytes of one format. One file of this folder is one format.

A format is found by its line `FORMAT = "…"`, read without importing the file: an import of this package stays cheap, and
asking for text does not load what PDF needs.
"""

from __future__ import annotations

import os
import pkgutil
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import IO, Protocol, cast

from generator.document.tree import Document
from generator.fonts import REMEDY, Fonts, lacking
from generator.writers.choices import PLAIN, Choices

_FORMAT = re.compile(r'^FORMAT(?:: Final)? = "(\w+)"$', re.MULTILINE)
WHOLE_COPY = "Take another, or a whole copy of it."  # instead of a font that is broken
_NOTES = re.compile(r"^CARRIES_NOTES = True$", re.MULTILINE)


class Writer(Protocol):
    """What a file of this folder offers. `FORMAT` is the extension of the file it writes, `MEDIA` its media type."""

    FORMAT: str
    MEDIA: str

    def write(self, document: Document, choices: Choices = PLAIN) -> bytes:
        """A finished document to the bytes of one file: same document, same bytes."""
        ...


class CannotWrite(RuntimeError):
    """A paper cannot be written in a format on this computer; the message says why and what to do.

    `written`: the files of the same papers that were written all the same.
    """

    def __init__(self, message: str, written: Sequence[Path] = ()) -> None:
        super().__init__(message)
        self.written = tuple(written)


def refuse_lacking(document: Document, fonts: Fonts, printed: str) -> None:
    """Raises CannotWrite where a character of a paper is in no font, with its value. `printed`: all that goes to the engine."""
    if not fonts.has_all(printed) and (lacks := lacking(document, fonts)):
        told = "; ".join(lack.words() for lack in lacks[:10]) + (f"; and in {len(lacks) - 10} more places" if len(lacks) > 10 else "")
        raise CannotWrite(f"PDF is not printed, as no font has {told}. {REMEDY}")


class UnknownFormat(ValueError):
    """No file of this folder writes the format asked for, or not the copy asked for."""


@cache
def _modules() -> dict[str, str]:
    """Format to the name of its module, in alphabetical order."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.ispkg and (match := _FORMAT.search(_source(module.name))):
            found[match[1]] = module.name
    return dict(sorted(found.items()))


def _source(module: str) -> str:
    return (files(__name__) / f"{module}.py").read_text(encoding="utf-8")


def names() -> tuple[str, ...]:
    """The formats there are, sorted; imports none of them."""
    return tuple(_modules())


def writer(format: str) -> Writer:
    """The writer of a format, imported now. Raises UnknownFormat with the formats there are and the nearest one."""
    known = _modules()
    if format not in known:
        near = get_close_matches(format, known, n=1)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        raise UnknownFormat(f"There is no output format “{format}”.{hint} The formats are: {', '.join(known)}.")
    return cast(Writer, import_module(f"{__name__}.{known[format]}"))


def refuse_without_notes(formats: Iterable[str]) -> None:
    """Raises UnknownFormat for a counsel copy in a format whose file has no line `CARRIES_NOTES = True`; imports none of them."""
    able = [format for format, module in _modules().items() if _NOTES.search(_source(module))]
    for format in formats:
        if format not in able:
            only = " or ".join(able)
            raise UnknownFormat(
                f"The counsel copy cannot be written as {format}: only {only} carries counsel’s notes. "
                f"Ask for {only} alone, or for the clean copy."
            )


def formats() -> dict[str, Writer]:
    """All writers by format. Imports all of them: to ask only which there are, use `names`."""
    return {format: writer(format) for format in names()}


def save(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, as `whole` does."""
    with whole(path) as stream:
        stream.write(content)


@contextmanager
def whole(path: Path, unfinished: Path | None = None) -> Iterator[IO[bytes]]:
    """A file to write into, that is there at the end or not at all: beside its place first, flushed to the disk, then renamed.

    A file of that name is replaced. On failure it stays as it was, nothing else is left behind, and the OSError goes on.
    `unfinished`: a folder of the same file system to write it in, where somebody looks after what a killed program leaves.
    """
    # A short name of its own: a long name plus something could be more than the file system takes. Opened with “x”, so
    # a link put there by somebody else is not followed, and with the permissions an ordinary new file has.
    beside = (unfinished or path.parent) / f".{secrets.token_hex(8)}.tmp"
    try:
        with beside.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        if error.filename == str(beside):  # nobody knows that name
            raise type(error)(error.errno, error.strerror, str(path)) from None
        raise
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
