"""What a file says of itself and of the deal, before it is compared with anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class CannotRead(ValueError):
    """A file that is not a paper of ours or is made to harm; the message is a sentence about it, for the user."""


@dataclass(frozen=True, slots=True)
class Marked:
    """`values`: path as the file has it, and words, of each marked value in reading order. `properties`: “Deal”, “Paper” and others."""

    values: tuple[tuple[str, str], ...]
    properties: Mapping[str, str]
