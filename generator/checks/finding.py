"""What a check says: one finding, whole. Levels: block > error > warn > info."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

Level = Literal["block", "error", "warn", "info"]
ORDER: dict[str, int] = {"block": 0, "error": 1, "warn": 2, "info": 3}


@dataclass(frozen=True, slots=True)
class Finding:
    """`paths`: places of the deal it is about; `place`: where in a paper, if it is about words; `fix`: what to do."""

    id: str
    level: Level
    message: str
    fix: str
    paths: tuple[str, ...] = ()
    place: str = ""
    law_pack: str = ""
    accepted: str = ""

    @property
    def is_serious(self) -> bool:
        """Whether it fails a run: level error or worse, and not accepted."""
        return self.level in ("block", "error") and not self.accepted

    def as_data(self) -> dict[str, Any]:
        """For JSON output."""
        values = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values}
