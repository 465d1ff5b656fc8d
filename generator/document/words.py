"""Library words -> inlines: defined terms in use are found by longest whole-word match, and the spelling is the law pack's.

Values never come here: a name of the user's is not searched for terms and not respelt.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.document.say import Style
from generator.document.tree import Inline, Inlines, Text, Used
from generator.library import Library


def mark_terms(inlines: Inlines, library: Library, style: Style) -> Inlines:
    """The same words with every defined term in use marked, in the spelling asked for."""
    found: list[Inline] = []
    for inline in inlines:
        found += _split(library, inline.words, style.spelling) if isinstance(inline, Text) else (inline,)
    return tuple(found)


@lru_cache(maxsize=50_000)
def _cached(key: int, words: str, spelling: str) -> Inlines:
    library = _LIBRARIES[key]
    pieces: list[Inline] = []
    end = 0
    for match in library.term_pattern.finditer(words):
        if match.start() > end:
            pieces.append(Text(_respell(library, words[end : match.start()], spelling)))
        pieces.append(Used(library.terms[match[1]], _respell(library, match[1], spelling)))
        end = match.end()
    if end < len(words):
        pieces.append(Text(_respell(library, words[end:], spelling)))
    return tuple(pieces)


_LIBRARIES: dict[int, Library] = {}


def _split(library: Library, words: str, spelling: str) -> Inlines:
    _LIBRARIES.setdefault(id(library), library)
    return _cached(id(library), words, spelling)


def respell(library: Library, words: str, style: Style) -> str:
    """Library words in the spelling of the paper."""
    return _respell(library, words, style.spelling)


def _respell(library: Library, words: str, spelling: str) -> str:
    pairs = library.spelling.get(spelling)
    if not pairs:
        return words
    return _pattern(tuple(pairs)).sub(lambda match: _like(match[0], pairs[match[0].lower()]), words)


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")\b", re.IGNORECASE)


def _like(original: str, replacement: str) -> str:
    if original.isupper():
        return replacement.upper()
    return replacement.capitalize() if original[0].isupper() else replacement
