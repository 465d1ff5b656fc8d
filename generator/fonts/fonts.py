"""The fonts a paper is printed in: the shipped ones, then those a user added, in order.

An engine takes each character from the first family that has it. So that both engines agree, and neither meets a font of the
computer, every added family goes by a name of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from unicodedata import category

from generator.fonts.sfnt import fonts_of

# Characters all shipped faces have, as a first look at words; a test holds it to the fonts.
_PLAIN = re.compile("[ -~\u00a0-\u017f\u0386-\u038a\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f‐–—‘’“”•…€\n]*")
# Characters that print nothing: spaces, and marks that steer. U+1680 is a space that is seen.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_FOLLOWS = ("Mn", "Me")
_STANDS_FOR = {0x2011: 0x2010}  # both engines draw the hyphen that holds words together as a hyphen


@dataclass(frozen=True)
class Family:
    """An added family under our name. `bold` is empty where it has none; then `regular` is printed for both.

    `files`: where it is from, for messages.
    """

    name: str
    files: tuple[str, ...]
    regular: bytes
    bold: bytes = b""
    characters: frozenset[int] = field(default=frozenset(), compare=False, repr=False)


@dataclass(frozen=True)
class Fonts:
    """`added`: families after the shipped one; `notices`: what was found and left out, sentences for the user."""

    added: tuple[Family, ...] = ()
    notices: tuple[str, ...] = field(default=(), compare=False)

    def lacks(self, words: str) -> list[str]:
        """The characters of words that no font has, each once, in order; marks that no font has together with their letter too."""
        if _PLAIN.fullmatch(words):
            return []
        found: dict[str, None] = {}
        for cluster in _clusters(words):
            seen = {char: _STANDS_FOR.get(ord(char), ord(char)) for char in cluster if not _UNSEEN.match(char)}
            faces = (shipped_characters(), *(family.characters for family in self.added))
            if any(face.issuperset(seen.values()) for face in faces):
                continue
            missing = [char for char, code in seen.items() if not any(code in face for face in faces)]
            found.update(dict.fromkeys(missing or list(seen)[1:]))
        return list(found)

    def has_all(self, text: str) -> bool:
        """Whether there is a letter for each character of a long text; a quick look."""
        seen = "".join(sorted(set(text)))
        return bool(_PLAIN.fullmatch(seen)) or not (any(category(char) in _FOLLOWS for char in seen) or self.lacks(seen))


SHIPPED = Fonts()


def is_strange(words: str) -> bool:
    """Whether not every character of some words is one that all shipped faces have; a quick look, which may be wrong that way alone."""
    return _PLAIN.fullmatch(words) is None


def _clusters(words: str) -> Iterator[str]:
    """A letter with the marks on it."""
    cluster = ""
    for char in words:
        if cluster and category(char) not in _FOLLOWS:
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


@cache
def shipped_characters() -> frozenset[int]:
    """The characters of the shipped fonts: those all faces have, so weight makes no difference."""
    folder = files("templates") / "fonts"
    faces = [
        frozenset(font.characters)
        for entry in folder.iterdir() if entry.name.endswith(".ttf")
        for font in fonts_of(entry.read_bytes(), entry.name)
    ]  # fmt: skip
    return frozenset.intersection(*faces)
