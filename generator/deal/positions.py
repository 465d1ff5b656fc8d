"""The line of a place in a JSON text, so that a message can point at it. Walks the text only when something is wrong."""

from __future__ import annotations

import json.decoder
import re
from collections.abc import Callable
from typing import Final

# The scanner of the standard library; the type stubs do not list it.
scanstring: Final[Callable[[str, int], tuple[str, int]]] = vars(json.decoder)["scanstring"]

_SPACE = re.compile(r"[ \t\r\n,:]*")
_SCALAR = re.compile(r"[^\s,\]}]+")


def line_of(text: str, steps: list[int | str]) -> int:
    """Line (from 1) of the value at a path of keys and list positions; of its nearest parent if it is not there; 0 if unknown."""
    try:
        return text.count("\n", 0, _find(text, _skip(text, 0), steps)) + 1
    except (ValueError, IndexError):
        return 0


def _find(text: str, at: int, steps: list[int | str]) -> int:
    if not steps or text[at] not in "{[":
        return at
    start, closing = at, "}" if text[at] == "{" else "]"
    at, n = _skip(text, at + 1), 0
    while text[at] != closing:
        key: int | str = n
        spot = at
        if closing == "}":
            key, at = scanstring(text, at + 1)
            at = _skip(text, at)
        if key == steps[0]:
            return _find(text, at, steps[1:]) if len(steps) > 1 else spot
        at = _skip(text, _past(text, at))
        n += 1
    return start


def _past(text: str, at: int) -> int:
    if text[at] == '"':
        return scanstring(text, at + 1)[1]
    if text[at] in "{[":
        closing = "}" if text[at] == "{" else "]"
        at = _skip(text, at + 1)
        while text[at] != closing:
            at = _skip(text, _past(text, at))
        return at + 1
    match = _SCALAR.match(text, at)
    return match.end() if match else at + 1


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
