"""The deals that are measured, and deals like them that differ in their values: a batch never drafts the same deal twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.deal.patch import patched

EXAMPLES = Path(__file__).parents[1] / "examples"
PAPER = "alliance_agreement"


@dataclass(frozen=True)
class Reference:
    """A deal, and the exit of it whose notice differs from deal to deal. `posture`: balanced or short texts."""

    name: str
    path: Path
    posture: str
    exit: str

    def deals(self, count: int) -> list[str]:
        """`count` deal files as text: see `each`."""
        return [*self.each(count)]

    def each(self, count: int) -> Iterator[str]:
        """Deal files as text, one after the other, with names, lengths and sums of their own.

        No condition of the library depends on what is changed, so all have the same paragraphs.
        """
        raw = patched(json.loads(self.path.read_text(encoding="utf-8")), [("posture", self.posture)])
        yield json.dumps(raw)
        for n in range(1, count):
            changes = [
                ("id", f"deal-{n}"),
                ("sides.a.short", f"Harbor {n}"),
                ("sides.b.short", f"Mosaic {n}"),
                ("alliance.purpose", f"sell analytics with cloud storage to {n} hospitals"),
                ("success.kpis.k2.target", f"EUR {1_000_000 + n * 1_000:,}"),
                (f"exit.triggers.{self.exit}.notice", {"a": f"{90 + n % 900} days", "b": f"{120 + n % 900} days"}),
            ]
            yield json.dumps(patched(raw, changes))


# A reseller agreement of about 7,000 words in the short texts, and a whole alliance in the balanced ones, more than twice as long.
REFERENCE = Reference("an agreement of about 7,000 words", EXAMPLES / "filings" / "secure-messaging-reseller.json", "short", "t5")
LARGE = Reference("a balanced agreement of about 17,000 words", EXAMPLES / "harbor-mosaic.json", "balanced", "t2")
