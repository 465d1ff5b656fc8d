"""Words a user types. They print exactly as typed, so characters that would make a paper read differently are refused."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from generator.values.word_value import Words, wrong

LONGEST = 4000
# Direction overrides and isolates, and characters that print as nothing: a name must read as it is stored.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad\ufff9-\ufffb\U000e0000-\U000e007f]")


def clean_text(raw: object) -> str:
    """One paragraph of text, trimmed. Raises ValueError for anything that is not text or cannot be printed safely.

    >>> clean_text("  O'Brien & <Sons> ")
    "O'Brien & <Sons>"
    """
    if not isinstance(raw, str):
        raise wrong("text", raw, "write it in quotation marks")
    text = raw.strip()
    if not text:
        raise ValueError("the text is empty; write at least 1 word")
    if len(text) > LONGEST:
        raise ValueError(f"the text has {len(text):,} characters; {LONGEST:,} are allowed, so shorten it")
    if "\n" in text or "\r" in text or "\t" in text:
        raise ValueError("the text has a line break or a tab; write it on one line, with commas")
    for char in text:
        category = unicodedata.category(char)
        if _HIDDEN.match(char) or category in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp"):
            raise ValueError(f"the text has the character U+{ord(char):04X}, which cannot be seen or changes the reading order; remove it")
    return unicodedata.normalize("NFC", text)


def show_hidden(words: str) -> str:
    """The same words with every character that cannot be seen, or that steers a terminal, spelt out.

    >>> show_hidden("Har\\u202ebor")
    'Har\\\\u202ebor'
    """
    return "".join(
        f"\\u{ord(char):04x}" if _HIDDEN.match(char) or unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") else char
        for char in words
    )


def clean_slug(raw: object) -> str:
    """An id: lower-case letters, digits, - and _, starting with a letter or digit; at most 60 characters."""
    allowed = "use lower-case letters, digits, “-” and “_”, such as “t3” or “harbor-mosaic-2026”; at most 60 characters"
    if not isinstance(raw, str) or not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", raw):
        raise wrong("an id", raw, allowed)
    return raw


Text = Annotated[str, Words("Text", clean_text, {"type": "string", "minLength": 1, "maxLength": LONGEST})]
Slug = Annotated[str, Words("Slug", clean_slug, {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,59}$"})]


def nearest(word: str, known: Any) -> str:
    """“; nearest: lock_in” when something known is close to `word`, else nothing.

    >>> nearest("lockin", ["lock_in", "renewal"])
    '; nearest: “lock_in”'
    """
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=0.55)
    return f"; nearest: “{close[0]}”" if close else ""
