"""Inlines as WordprocessingML runs: words, values in content controls, references as fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from generator.document.tree import Blank, Defined, Inline, Inlines, Ref, RefPart, Text, Used, Value
from generator.writers.word.bookmarks import Place, tag
from generator.writers.word.marks import CONTROL, CONTROL_ENDS
from generator.writers.word.outlines import reference_words

# XML 1.0 has no way to write these; a file that held one would not open.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile(r"([\n\t])")
_PIECES = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def escape(words: str) -> str:
    """Words as the text or attribute of an XML element; everything that comes from a deal passes here."""
    if found := _UNPRINTABLE.search(words):
        raise ValueError(f"“{words[: found.start()][-30:]}…”: the character U+{ord(found[0]):04X} cannot stand in a Word file")
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@lru_cache(maxsize=16384)  # the words of the library come back in every paper
def run(words: str, style: str = "") -> str:
    """One run of words in a character style; a line break stays a line break."""
    marks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    pieces = (_PIECES.get(piece) or _text(piece) for piece in _BREAKS.split(words) if piece)
    return f"<w:r>{marks}{''.join(pieces)}</w:r>"


def _text(words: str) -> str:
    """Words between two breaks; spaces at an end are lost where they are not asked for."""
    kept = "" if words == words.strip() else ' xml:space="preserve"'
    return f"<w:t{kept}>{escape(words)}</w:t>"


def field_run(instruction: str, words: str, style: str = "") -> str:
    """A field with the words it has now; a word processor computes them anew from `instruction`."""
    return f'<w:fldSimple w:instr=" {escape(instruction)} ">{run(words, style)}</w:fldSimple>'


ONE_LINE, SEVERAL_LINES = "<w:text/>", '<w:text w:multiLine="1"/>'


def control(name: str, runs: str, kind: str) -> str:
    """Runs in a content control; `name`: its tag."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/>{CONTROL}{name if kind == ONE_LINE else ""}{CONTROL_ENDS}{kind}'
        f"</w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"
    )


@dataclass
class InlineWriter:
    """Writes the inlines of one paper: knows its places, keeps what values printed, with the tags of their content controls.

    `on_blank` has the runs of each blank pass through, for a copy that says why it is open.
    """

    places: Mapping[str, Place]
    on_blank: Callable[[Blank, str], str]
    printed: list[tuple[str, str]] = field(default_factory=list)

    def runs(self, inlines: Inlines, style: str = "") -> str:
        """The runs of some inlines; `style` is the character style of all that have none of their own."""
        if (alike := _alike(inlines, style)) is not None:
            self.printed += alike.printed
            return alike.xml
        return _gathered(inlines, style, self._inline)

    def _inline(self, inline: Inline, style: str) -> str:
        match inline:
            case Ref():
                return "".join([self._part(part, style) for part in inline.parts])
            case Blank():
                return self.on_blank(inline, _blank(inline.path, inline.words))
            case _:
                return _plain(inline, style, self.printed)

    def _part(self, part: RefPart, style: str) -> str:
        if part.anchor is None:
            return run(part.words, style)
        place = self.places.get(part.anchor)
        if place is None:
            raise ValueError(f"“{part.words}” refers to {part.anchor}, which is not in this paper")
        return _link(place, part.words, style)


class _Alike(NamedTuple):
    """What inlines are written as in every paper, and what their values print."""

    xml: str
    printed: tuple[tuple[str, str], ...]


# Most inlines of a paper are those of the paper before, also in a clause that differs.


@lru_cache(maxsize=2048)
def _alike(inlines: Inlines, style: str) -> _Alike | None:
    """Inlines as every paper has them; None where one is a reference or a blank, which hang on the rest of the paper."""
    if any(isinstance(inline, (Ref, Blank)) for inline in inlines):
        return None
    printed: list[tuple[str, str]] = []
    return _Alike(_gathered(inlines, style, lambda inline, style: _plain(inline, style, printed)), tuple(printed))


def _gathered(inlines: Inlines, style: str, write: Callable[[Inline, str], str]) -> str:
    """The runs of some inlines, those of neighbours that look alike as one; `write` writes the others."""
    written: list[str] = []
    words = ""
    for inline in inlines:
        kind = type(inline)
        if kind is Text or kind is Used:
            words += inline.words
            continue
        if words:
            written.append(run(words, style))
            words = ""
        written.append(write(inline, style))
    if words:
        written.append(run(words, style))
    return "".join(written)


def _plain(inline: Inline, style: str, printed: list[tuple[str, str]]) -> str:
    """An inline that is written alike in every paper; what a value prints is added to `printed`."""
    if not isinstance(inline, Value):
        return run(inline.words, "DefinedTerm" if isinstance(inline, Defined) else style) if inline.words else ""
    if not inline.words:
        return ""
    name, written = _value(inline.path, inline.words, style)
    printed.append((name, inline.words))
    return written


@lru_cache(maxsize=8192)
def _value(path: str, words: str, style: str) -> tuple[str, str]:
    """The tag of a value, and the value in a content control."""
    name = escape(tag(path))
    return name, control(name, run(words, style), SEVERAL_LINES if "\n" in words else ONE_LINE)


@lru_cache(maxsize=8192)
def _blank(path: str, words: str) -> str:
    """A blank in a content control: as rich text, for LibreOffice drops the shading in a control of plain text."""
    return control(escape(tag(path)), run(words, "Blank"), "")


@lru_cache(maxsize=8192)
def _link(place: Place, words: str, style: str) -> str:
    """A field only where Word computes the same words, else a link to the place: a term has no number to compute."""
    if place.label and reference_words(place.label) == words:
        return field_run(rf"REF {place.bookmark} \n \h", words, style)
    return f'<w:hyperlink w:anchor="{place.bookmark}" w:history="1">{run(words, style)}</w:hyperlink>'
