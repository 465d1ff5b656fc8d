"""The survival list, generated from what each clause of the paper says of itself."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.document.evaluate import Scope
from generator.document.filters import show
from generator.document.say import say_duration
from generator.document.select import Selection
from generator.document.tree import Inlines, Item, Ref, Text, plain
from generator.document.words import wording
from generator.library import Clause
from generator.library.expression import Path
from generator.library.front import Survival
from generator.values import Duration

_FROM = {
    "termination": "the Termination Date",
    "wind_down_end": "the end of the Wind-Down Period",
    "last_support": "the end of the last support of a Joint Customer",
    "final_account": "the settlement of the final account",
}


def survivors(selection: Selection, scope: Scope) -> list[Item]:
    """One item for each period: the clauses of this paper that outlive the agreement for it, a lone one with its title."""
    periods: dict[str, Inlines] = {}
    clauses: dict[str, list[Clause]] = {}
    for one in selection.chosen.values():
        survives = one.clause.front.survives
        if survives and not (one.clause.is_trigger and not one.text):
            period = _period(survives, scope)
            periods.setdefault(plain(period), period)
            clauses.setdefault(plain(period), []).append(one.clause)
    found: list[Item] = []
    for said, together in clauses.items():
        title = f" ({together[0].front.title})" if len(together) == 1 else ""
        words: Inlines = (Ref(" ".join(clause.id for clause in together)), Text(f"{title}, "), *periods[said])
        found.append(Item(wording(scope.bound.library, scope.style).mark_terms(words)))
    return found


def _period(survives: Survival, scope: Scope) -> Inlines:
    start, length = _FROM[survives.from_], survives.for_
    if length in ("indefinitely", "indefinite"):
        return (Text("without limit in time"),)
    if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", length):
        return (Text("for "), *show(scope.look_up(Path(tuple(length.split(".")))), scope), Text(f" from {start}"))
    return (Text(_words(length, start)),)


@lru_cache(maxsize=1024)
def _words(length: str, start: str) -> str:
    try:
        return f"for {say_duration(Duration.parse(length))} from {start}"
    except ValueError:
        return length.rstrip(".") if length.startswith(("until", "for", "as long")) else f"from {start}: {length}"
