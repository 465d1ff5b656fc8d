"""A dotted place of a deal, as findings name it, to the line of the deal file it stands on."""

from __future__ import annotations

import json
from typing import Any

from generator.deal.deal import Deal
from generator.deal.positions import line_of


def line_of_place(deal: Deal, path: str) -> int:
    """Line (from 1) of `exit.triggers.t2.notice`, or of its nearest parent that is written; 0 for a deal without a file."""
    return line_of(deal._origin.text, steps_to(json.loads(deal._origin.text), path)) if deal._origin.text else 0


def steps_to(raw: Any, path: str) -> list[int | str]:
    """Keys and list positions of a dotted path, as far as the raw data goes.

    >>> steps_to({"fees": [{"id": "f1", "amount": "1"}]}, "fees.f1.amount")
    ['fees', 0, 'amount']
    >>> steps_to({"clauses": {"exit.convenience": {"text": "short"}}}, "clauses.exit.convenience.text")
    ['clauses', 'exit.convenience', 'text']
    """
    steps: list[int | str] = []
    names, here = path.split("."), raw
    while names:
        taken = 1
        step: int | str | None = None
        if isinstance(here, dict):
            # A clause id has a dot of its own, so the longest key that is there is meant.
            taken = max((n for n in range(1, len(names) + 1) if ".".join(names[:n]) in here), default=0)
            step = ".".join(names[:taken]) if taken else None
        elif isinstance(here, list):
            # Elements written without an id count as i1, i2 …
            step = next((n for n, one in enumerate(here) if isinstance(one, dict) and one.get("id", f"i{n + 1}") == names[0]), None)
        if step is None:
            break
        steps.append(step)
        here, names = here[step], names[taken:]
    return steps
