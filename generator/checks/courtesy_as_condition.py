"""A friendly call or talk is written as a condition of an exit.

A call before the letter is good manners, and it should stay that: as a condition, a notice sent after a call that did not come
about is void, and nobody can prove what was said. Looks, by their words, at the conditions of exits, at the cases in which they
are barred, and at special terms that make a call a condition. A sponsor meeting with a time limit, as a step, is no courtesy.

Fails:
    exit.triggers.t2.conditions: [the sponsors have first spoken by telephone]
    says: 'The exit “Leaving without a reason” (t2) looks as if a courtesy were its condition: “spoken by telephone”; a notice without it
      could be void.'
Fails:
    exit.triggers.t4.barred_if: [no courtesy call was made before the Termination Notice]
    says: 'The exit “Material breach” (t4) looks as if a courtesy were its condition: “courtesy call”; a notice without it could be void.'
Fails:
    special: [{id: s1, title: Manners, text: A phone call between the sponsors is a condition of every Termination Notice.}]
    says: 'The special term “Manners” (s1) looks as if a courtesy were a condition of a notice: “phone call”; a notice without
      it could be void.'

Passes:
    exit.triggers.t2.conditions: [the Connector has not been released]
Passes:
    special: [{id: s1, title: Manners, text: The sponsors try to hold a phone call first; no Notice depends on it.}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import called

ID = "D-N05"
LEVEL: Level = "warn"
_COURTESY = re.compile(
    r"\bcourtesy(?: \w+)?|\b(?:phone|telephone|video) calls?\b|\b(?:spoken|talked|called)(?: \w+)? (?:by|on the) (?:tele)?phone\b"
    r"|\b(?:informal|friendly|personal) (?:talk|call|meeting|conversation|chat)s?\b|\bmet in person\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:is|are|as) an? (?:pre)?condition\b|\bonly (?:valid |effective )?(?:after|if)\b|\bvoid unless\b"
    r"|\bmay not be (?:sent|given) (?:before|until)\b"
)
_FREE = re.compile(r"\b(?:not|no|never)\b(?: \w+){0,3} condition\b|\bno Notice depends\b", re.IGNORECASE)
_FIX = "Say instead that the sides try to speak first, and that no notice depends on it."


def check(view: View) -> Iterator[Finding]:
    for trigger in view.bound.triggers:
        for cell in ("conditions", "barred_if"):
            for words in trigger.settled(cell) or []:
                if isinstance(words, str) and (courtesy := _courtesy(words)):
                    yield Finding(
                        ID, LEVEL,
                        f"The exit {called(trigger)} looks as if a courtesy were its condition: “{courtesy}”; "
                        "a notice without it could be void.",
                        _FIX, (f"{trigger.path}.{cell}",),
                    )  # fmt: skip
    for term in view.deal.special:
        text = term.text
        if isinstance(text, str) and (courtesy := _courtesy(text)) and _CONDITION.search(text) and not _FREE.search(text):
            yield Finding(
                ID, LEVEL,
                f"The special term “{term.title}” ({term.id}) looks as if a courtesy were a condition of a notice: “{courtesy}”; "
                "a notice without it could be void.",
                _FIX, (f"special.{term.id}.text",),
            )  # fmt: skip


@lru_cache(maxsize=4096)  # most words of a deal are those of the deal before
def _courtesy(words: str) -> str:
    """The courtesy that words speak of; empty where there is none."""
    found = _COURTESY.search(words)
    return found[0] if found else ""
