"""What an interview knows: the replies so far. Frozen; every change gives a new one, so that going back costs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from generator.deal.alliance import SideName

ReplyState = Literal["answered", "default", "open", "partner", "skipped"]
FROM_FILE = "file"  # who answered, where a deal file did


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to one question.

    `value`: raw values of a deal file by field. `note`: why it is open, or what the partner is to be asked. `basis`: what the
    question read of other answers when this one was given; when that changes, it is asked again. `parked`: the question did not
    apply at some time since; the answer is kept and offered again. `by`, `on`: who answered, and the day, for `sources`.
    """

    state: ReplyState
    value: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    basis: str = ""
    parked: bool = False
    by: str = ""
    on: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is left open."""
        return self.state in ("open", "partner")

    @property
    def open_note(self) -> str:
        """What an open value says of itself."""
        if self.state == "partner":
            return f"to be asked of the other side: {self.note}" if self.note else "to be asked of the other side"
        return self.note or "not sure yet"


@dataclass(frozen=True)
class State:
    """All of an interview. `base`: what the deal file says that no reply owns. `at`: the question on the screen.

    `side`: whose answers these are, when that is fixed beforehand. `deep`: whether the deep dive is asked. `forced`: questions
    of it that are asked all the same, because the user jumped to them. `fill`: begun here and not from a file, so that what the
    deep dive would ask has its usual value.
    """

    base: Mapping[str, Any]
    replies: Mapping[str, Reply] = field(default_factory=dict)
    at: str = ""
    side: SideName | None = None
    deep: bool = False
    forced: frozenset[str] = frozenset()
    fill: bool = False
