"""The reference deal, and deals like it that differ in their values: a batch never drafts the same deal twice."""

from __future__ import annotations

import json
from pathlib import Path

from generator.deal.patch import patched

REFERENCE = Path(__file__).parents[1] / "examples" / "harbor-mosaic.json"
PAPER = "alliance_agreement"


def deals(count: int) -> list[str]:
    """`count` deal files as text; the first is the reference deal itself, the others have names, lengths and sums of their own.

    No condition of the library depends on what is changed, so all have the same paragraphs.
    """
    raw = json.loads(REFERENCE.read_text(encoding="utf-8"))
    found = [json.dumps(raw)]
    for n in range(1, count):
        changes = [
            ("id", f"harbor-mosaic-{n}"),
            ("sides.a.short", f"Harbor {n}"),
            ("sides.b.short", f"Mosaic {n}"),
            ("alliance.purpose", f"sell analytics with cloud storage to {n} hospitals"),
            ("success.kpis.k1.target", f"EUR {1_000_000 + n * 1_000:,}"),
            ("exit.triggers.t2.notice", {"a": f"{90 + n} days", "b": f"{120 + n} days"}),
        ]
        found.append(json.dumps(patched(raw, changes)))
    return found
