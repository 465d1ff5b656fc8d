"""Words that run from right to left among words that run from left to right."""

from __future__ import annotations

import re

# Hebrew, Arabic and their neighbours, with the forms for old programs; the blocks from U+10800 and U+1E800 on run that way too.
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_BEGIN, _END = "\u2068", "\u2069"


def isolated(words: str) -> str:
    """A value as print holds it: with letters from right to left, between marks that nobody sees and no reader copies.

    Within the marks the value keeps the direction of its first letter, and what stands beside it stays where it is: without
    them the number in “שלום 2026” would be drawn before the name. The deal refuses such marks, so these are always ours.

    >>> isolated("Harbor"), isolated("שלום") == "\\u2068שלום\\u2069"
    ('Harbor', True)
    """
    return f"{_BEGIN}{words}{_END}" if not words.isascii() and _FROM_RIGHT.search(words) else words
