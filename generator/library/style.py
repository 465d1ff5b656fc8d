"""Drafting rules a machine can hold: words that are never printed, and sentences that are too long to be read once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.library.clause import TextPart
from generator.library.markup import Node
from generator.library.pieces import Pieces
from generator.library.problem import Problem

LONGEST_SENTENCE = 40
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|thirty|sixty|ninety"
_NEVER = {
    r"here(?:by|in|of|to|under|inafter|with)": "archaic; say which thing",
    r"there(?:of|under|in|to)": "archaic; say which thing",
    r"witnesseth|whereas": "archaic",
    r"and/or": "say “or”, or “and”, or both cases",
    r"provided that": "start a new sentence with “But” or “if”",
    r"best efforts": "say what must be done",
    r"shall mean": "a definition says “means”",
    r"time is of the essence": "state the consequence of lateness",
    r"penalt(?:y|ies)|punish(?:es|ed)?|forfeit(?:s|ed|ure)?": "never printed; say price, cost recovery or agreed damages",
    rf"(?:{_NUMBERS}) (?:\(\d+\) )?(?:days?|months?|years?|Business)": "digits only",
    r"utili[sz]e|prior to|in the event that|pursuant to|notwithstanding": "use the plain word",
}
_PATTERN = re.compile("|".join(f"(?P<n{n}>\\b(?:{words})\\b)" for n, words in enumerate(_NEVER)), re.IGNORECASE)


def drafting_problems(part: TextPart) -> Iterator[Problem]:
    """Faults of style in one part, with line and caret. Counsel notes are not contract text and are passed over."""
    for n, line in enumerate(part.lines):
        if line.lstrip().startswith((">", "{%")):
            continue
        for match in _PATTERN.finditer(line):
            advice = list(_NEVER.values())[int(str(match.lastgroup)[1:])]
            yield part.source.problem(f"“{match[0]}”: {advice}", part.line + n, match.start() + 1)
    for line_number, words in _paragraphs(part.nodes):
        for sentence in re.split(r"(?<=[.:;]) ", words):
            length = len(sentence.split())
            if length > LONGEST_SENTENCE:
                yield part.source.problem(f"a sentence of {length} words; keep it under 35 or so: “{sentence[:50]}…”", line_number)


def _paragraphs(nodes: tuple[Node, ...]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        pieces = getattr(node, "pieces", None)
        if pieces is not None and type(node).__name__ != "CounselNote":
            yield node.line, _said(pieces)
        for name in ("children", "body"):
            yield from _paragraphs(getattr(node, name, ()))
        for _, body in getattr(node, "branches", ()):
            yield from _paragraphs(body)


def _said(pieces: Pieces) -> str:
    return "".join(piece if isinstance(piece, str) else "value" for piece in pieces)
