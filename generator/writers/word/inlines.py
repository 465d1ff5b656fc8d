"""Inlines as WordprocessingML runs: words, values in content controls, references as fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from generator.document.tree import Blank, Defined, Inline, Inlines, Ref, RefPart, Text, Used, Value
from generator.writers.word.bookmarks import Place, tag
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
    pieces = (_PIECES.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in _BREAKS.split(words) if piece)
    return f"<w:r>{marks}{''.join(pieces)}</w:r>"


def field_run(instruction: str, words: str, style: str = "") -> str:
    """A field with the words it has now; a word processor computes them anew from `instruction`."""
    return f'<w:fldSimple w:instr=" {escape(instruction)} ">{run(words, style)}</w:fldSimple>'


# Ids count through the whole file: marks stand where one goes until the body is finished (bindings.py). No words can hold
# a mark, for XML cannot. The letter says what begins or ends; after that of a control comes the tag of a value that may be bound.
MARK = "\x00"
CONTROL, CONTROL_ENDS, START, END = f"{MARK}c", f"{MARK}.", f"{MARK}s", f"{MARK}e"
ONE_LINE, SEVERAL_LINES = "<w:text/>", '<w:text w:multiLine="1"/>'


def control(name: str, runs: str, kind: str) -> str:
    """Runs in a content control; `name`: its tag."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/>{CONTROL}{name if kind == ONE_LINE else ""}{CONTROL_ENDS}{kind}'
        f"</w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"
    )


@lru_cache(maxsize=8192)  # the places of a deal come back in every paper
def _tag(path: str) -> str:
    return escape(tag(path))


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
        written: list[str] = []
        words = ""
        for inline in inlines:
            if isinstance(inline, Text | Used):  # neighbours look alike, and are one run
                words += inline.words
                continue
            if words:
                written.append(run(words, style))
                words = ""
            written.append(self._inline(inline, style))
        if words:
            written.append(run(words, style))
        return "".join(written)

    def _inline(self, inline: Inline, style: str) -> str:
        match inline:
            case Value(words=words) if words:
                name = _tag(inline.path)
                self.printed.append((name, words))
                return control(name, run(words, style), SEVERAL_LINES if "\n" in words else ONE_LINE)
            case Blank():
                # As rich text, for LibreOffice drops the shading in a control of plain text.
                return self.on_blank(inline, control(_tag(inline.path), run(inline.words, "Blank"), ""))
            case Defined():
                return run(inline.words, "DefinedTerm")
            case Ref():
                return "".join(self._part(part, style) for part in inline.parts)
            case _:
                return run(inline.words, style) if inline.words else ""

    def _part(self, part: RefPart, style: str) -> str:
        """A field only where Word computes the same words, else a link to the place: a term has no number to compute."""
        if part.anchor is None:
            return run(part.words, style)
        place = self.places.get(part.anchor)
        if place is None:
            raise ValueError(f"“{part.words}” refers to {part.anchor}, which is not in this paper")
        if place.label and reference_words(place.label) == part.words:
            return field_run(rf"REF {place.bookmark} \n \h", part.words, style)
        return f'<w:hyperlink w:anchor="{place.bookmark}" w:history="1">{run(part.words, style)}</w:hyperlink>'
