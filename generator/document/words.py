"""Library words -> inlines: defined terms in use are found by longest whole-word match, and the spelling is the law pack's.

Values never come here: a name of the user's is not searched for terms and not respelt.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from generator.document.say import Style
from generator.document.tree import Inline, Inlines, Text, Used
from generator.library import Library
from generator.library.pieces import Pieces


class Wording:
    """The words of a library in one spelling. What was made of them once is kept: the same words stand in every paper."""

    def __init__(self, library: Library, spelling: str) -> None:
        self.library = library
        self.spelling = spelling
        self.marked = lru_cache(maxsize=50_000)(self._marked)
        self._fixed: dict[int, tuple[Pieces, Inlines]] = {}

    @cached_property
    def own_terms(self) -> dict[str, str]:
        """Each term in this spelling -> the term as the library names it."""
        return {self.respell(term): term for term in self.library.definitions}

    def mark_terms(self, inlines: Inlines) -> Inlines:
        """The same words with every defined term in use marked, in the spelling asked for."""
        found: list[Inline] = []
        for inline in inlines:
            if isinstance(inline, Text):
                found += self.marked(inline.words)
            else:
                found.append(inline)
        return tuple(found)

    def fixed(self, pieces: Pieces) -> Inlines | None:
        """What pieces without a slot were made into; known by their identity, which they keep with the library."""
        known = self._fixed.get(id(pieces))
        return known[1] if known else None

    def keep(self, pieces: Pieces, inlines: Inlines) -> None:
        """Pieces that give the same inlines in every paper. They are held too, so that no others are taken for them."""
        self._fixed[id(pieces)] = (pieces, inlines)

    def respell(self, words: str) -> str:
        """Library words in this spelling."""
        pairs = self.library.spelling.get(self.spelling)
        if not pairs:
            return words
        return _pattern(tuple(pairs)).sub(lambda match: _like(match[0], pairs[match[0].lower()]), words)

    def _marked(self, words: str) -> Inlines:
        pieces: list[Inline] = []
        end = 0
        for match in self.library.term_pattern.finditer(words):
            if match.start() > end:
                pieces.append(Text(self.respell(words[end : match.start()])))
            pieces.append(Used(self.library.terms[match[1]], self.respell(match[1])))
            end = match.end()
        if end < len(words):
            pieces.append(Text(self.respell(words[end:])))
        return tuple(pieces)


def wording(library: Library, style: Style) -> Wording:
    """The words of a library in the spelling of a paper."""
    found = library.prepared.get(style.spelling)
    if not isinstance(found, Wording):
        found = library.prepared[style.spelling] = Wording(library, style.spelling)
    return found


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")\b", re.IGNORECASE)


def _like(original: str, replacement: str) -> str:
    if original.isupper():
        return replacement.upper()
    return replacement.capitalize() if original[0].isupper() else replacement
