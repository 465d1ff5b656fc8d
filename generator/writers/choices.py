"""What a user may choose about the files, besides the document: which copy, and whose style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


class HouseStyleError(ValueError):
    """A house document or a map of styles that cannot be used; the message is a sentence about it, for the user."""


@dataclass(frozen=True, slots=True)
class Choices:
    """`copy`: clean, or with counsel's notes; `style`: the bytes of a house document, `style_map` its names for our styles."""

    copy: Literal["clean", "counsel"] = "clean"
    style: bytes | None = None
    style_map: tuple[tuple[str, str], ...] = ()


PLAIN = Choices()
