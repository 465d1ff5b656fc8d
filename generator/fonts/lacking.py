"""Which characters of a paper no font has, each with the place of the deal, or of the paper, it comes from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from generator.document.tree import (
    Blank, Block, Definitions, Document, Inlines, Item, Items, Paragraph, Schedule, Section, Signatures, Table, Value,
)  # fmt: skip
from generator.fonts.fonts import Fonts

_MOST_NAMED = 5
REMEDY = (
    "Name a folder with a font that has them, “--fonts DIR”, or take the Word file, “--to docx”, "
    "which asks the reader’s computer for its fonts."
)


class Lack(Struct, frozen=True):
    """`path`: the value of the deal that has the characters; empty for words that are no value, which stand at `place`."""

    characters: tuple[str, ...]
    path: str = ""
    place: str = ""

    def words(self) -> str:
        """“U+6F22 CJK UNIFIED IDEOGRAPH-6F22, U+2713 CHECK MARK (title)”: the first five characters, and where they are.

        Not the characters themselves: they may not print where this is read either.
        """
        names = [f"U+{ord(one):04X} {unicodedata.name(one, '')}".strip() for one in self.characters[:_MOST_NAMED]]
        rest = len(self.characters) - len(names)
        return ", ".join(names) + (f" and {rest} more" if rest else "") + f" ({self.path or self.place})"


def lacking(document: Document, fonts: Fonts) -> list[Lack]:
    """What no font has, by value and then by place, in the order of the paper.

    A character that is named at a value is not named again at other words: a title or a heading repeats the value.
    """
    values: dict[str, dict[str, None]] = {}
    places: dict[str, dict[str, None]] = {}
    for path, place, words in _words(document):
        if characters := fonts.lacks(words):
            (values if path else places).setdefault(path or place, {}).update(dict.fromkeys(characters))
    named = {character for characters in values.values() for character in characters}
    found = [Lack(tuple(characters), path) for path, characters in values.items()]
    found += [
        Lack(rest, place=place) for place, characters in places.items()
        if (rest := tuple(character for character in characters if character not in named))
    ]  # fmt: skip
    return found


def _words(document: Document) -> Iterator[tuple[str, str, str]]:
    """All words of a printed paper: path or nothing, place, words."""
    cover = document.cover
    for words in (cover.title, document.title):
        yield "", "the cover", words
    yield "title", "the cover", cover.project  # no inline, yet one value: the deal's title
    for party in cover.parties:
        yield from _inlines(party, "the cover")
    for line in cover.lines:
        yield "", "the cover", line.label
        yield from _inlines(line.value, "the cover")
    # The foot is the deal's id, in letters all fonts have, and its version.
    yield "version", "the foot of each page", document.footer
    for words in (document.status, document.disclaimer):
        yield "", "the foot of each page", words
    for paragraph in document.opening:
        yield from _block(paragraph, "the opening")
    holders: tuple[Section | Schedule, ...] = (*document.sections, *document.schedules)
    for holder in holders:
        yield "", holder.id, holder.title
        for clause in holder.clauses:
            yield "", clause.id, clause.title
            for block in clause.blocks:
                yield from _block(block, clause.id)


def _block(block: Block, place: str) -> Iterator[tuple[str, str, str]]:
    match block:
        case Paragraph():
            yield "", place, block.run_in
            yield from _inlines(block.inlines, place)
        case Items():
            for item in block.items:
                yield from _item(item, place)
        case Table():
            for heading in block.header:
                yield "", place, heading
            for row in block.rows:
                for cell in row:
                    for inlines in cell.paragraphs:
                        yield from _inlines(inlines, place)
        case Definitions():
            for entry in block.entries:
                yield from _inlines(entry.inlines, place)
        case Signatures():
            yield "", place, block.banner
            for one in block.blocks:
                yield "", place, one.execution
                yield from _inlines(one.heading, place)
                for line in one.lines:
                    yield "", place, line.label
                    yield from _inlines(line.value, place)


def _item(item: Item, place: str) -> Iterator[tuple[str, str, str]]:
    yield from _inlines(item.inlines, place)
    for child in item.children:
        yield from _item(child, place)


def _inlines(inlines: Inlines, place: str) -> Iterator[tuple[str, str, str]]:
    for inline in inlines:
        yield inline.path if isinstance(inline, Value | Blank) else "", place, inline.words
