"""Words a user types. They print exactly as typed, so characters that would make a paper read differently are refused."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from generator.values.word_value import Words, wrong

LONGEST = 4000
# Direction marks, overrides and isolates, and characters that print as nothing: a name must read as it is stored.
# The joiners U+200C and U+200D are letters' work in Arabic and Indic names and hide only elsewhere.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]|(?<![\u0600-\u109f\u1780-\u17ff])[\u200c\u200d]"
)
# The letters and signs of most texts, of which none is hidden: a quick first look.
_SEEN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f‐-‗‘-‧‰-⁈€™]*")
_UNPRINTED = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
MOST_MARKS = 4


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
    if (at := hidden_at(text)) is not None:
        raise ValueError(f"the text has the character U+{ord(text[at]):04X}, which cannot be seen or changes the reading order; remove it")
    text = unicodedata.normalize("NFC", text)
    if not text.isascii() and _heaped(text):
        raise ValueError(f"the text has a letter with more than {MOST_MARKS} marks, which would cover the lines around it; remove them")
    return text


def hidden_at(text: str) -> int | None:
    """Where the first character stands that cannot be seen or changes the reading order; None when there is none.

    >>> hidden_at("Har\u202ebor"), hidden_at("Müller-Łódź GmbH")
    (3, None)
    """
    if _SEEN.fullmatch(text):
        return None
    found = _HIDDEN.search(text)
    ends = found.start() if found else len(text)
    return next((n for n in range(ends) if unicodedata.category(text[n]) in _UNPRINTED), ends if found else None)


def _heaped(text: str) -> bool:
    """Whether more marks stand on one letter than any language puts there."""
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if run > MOST_MARKS:
            return True
    return False


def show_hidden(words: str) -> str:
    """The same words with every character that cannot be seen, or that steers a terminal, spelt out.

    >>> show_hidden("Har\\u202ebor")
    'Har\\\\u202ebor'
    """
    return "".join(f"\\u{ord(char):04x}" if _HIDDEN.match(char) or unicodedata.category(char) in _UNPRINTED else char for char in words)


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
