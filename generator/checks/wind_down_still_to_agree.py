"""There is to be a wind-down, and its plan is only something to agree on later.

An agreement to agree binds nobody, and at the end nobody agrees. The clause wind.plan brings a default plan that applies
until both sides sign a better one. Looks for that clause being left out where an exit has a wind-down, and for counsel's own
words that look like a plan still to be agreed while the clause is not there.

Fails:
    clauses.wind.plan: {leave_out: the parties will agree a plan}
    exit.triggers.t9.note: The Parties shall agree a wind-down plan within 30 days.
    documents: [term_sheet]
    says: 'exit.triggers.t9.note looks like a plan still to be agreed, and no default plan is there (wind.plan).'
Fails:
    clauses.wind.plan: {leave_out: the parties will agree a plan}
    documents: [term_sheet]
    says: '11 exits have a wind-down, but the clause with its default plan (wind.plan) is left out, so each task would have to
      be negotiated.'

Passes:
    exit.triggers.t9.note: The Parties shall agree a wind-down plan within 30 days.
Passes:
    special: [{id: s1, title: Launch, text: The Parties shall agree a launch plan by June.}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import holds
from generator.checks.view import View
from generator.checks.words import counted
from generator.exit import compute

ID = "D-W03"
LEVEL: Level = "error"
CLAUSE = "wind.plan"
_LATER = re.compile(
    r"\b(?:agree|agrees|negotiate|settle)s? (?:in good faith )?(?:on |upon )?(?:an?|the) "
    r"(?:\w+ )?(?:wind-down|exit|transition|migration|separation|disengagement) (?:plan|terms)\b",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Finding]:
    exits = compute(view.bound, "triggers_with_wind_down")
    if not exits or holds(view, CLAUSE):
        return
    fix = "Keep the clause; its default plan applies until the sides sign a better one."
    if view.deal.clauses.get(CLAUSE):
        noun = counted(len(exits), "exit")
        yield Finding(
            ID, LEVEL,
            f"{noun} {'has' if len(exits) == 1 else 'have'} a wind-down, but the clause with its default plan ({CLAUSE}) is left out, so "
            "each task would have to be negotiated.",
            fix, (f"clauses.{CLAUSE}",),
        )  # fmt: skip
    for path, _, _ in view.in_own_words(_leaves_open):
        yield Finding(ID, LEVEL, f"{path} looks like a plan still to be agreed, and no default plan is there ({CLAUSE}).", fix, (path,))


def _leaves_open(words: str) -> bool:
    return bool(_LATER.search(words))
