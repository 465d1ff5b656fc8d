"""A blank is left: a value that is open or missing, or a mark such as TODO typed where a value should be.

In a draft, blanks are normal and this is information: which papers have how many. In an execution version each is an error,
but for papers nobody signs.
A typed mark (TODO, TBD, “[●]”, “xxx”) is an error at any time: it is printed as if it were agreed, and nobody is reminded.
Why a value is open is a note between colleagues; the messages do not repeat it.

Fails:
    status: execution
    term.lock_in: {open: waiting for the board}
    says: 'The Strategic Alliance Agreement has 1 blank: lock-in.'
Fails:
    exit.triggers.t9.event: the price falls below [●] per cent
    says: '“[●]” is typed where a value should be (exit.triggers.t9.event); it would be printed as if it were agreed.'
Fails:
    alliance.north_star: TBD
    says: '“TBD” is typed where a value should be (alliance.north_star); it would be printed as if it were agreed.'
Fails:
    status: execution
    term.renewal.condition: {open: no proposal yet}
    term.renewal.mode: none
    says: '1 value is open and no paper prints it: term.renewal.condition.'

Passes:
    term.lock_in: {open: waiting for the board}
Passes:
    alliance.purpose: bring the Tbilisi shops of TBC Bank online [2026 plan]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import counted, listed
from generator.values import Open

ID = "D-C07"
LEVEL: Level = "error"
_TYPED = re.compile(
    r"\[(?:●|•|…|\.{2,3}|[_ ]*|[xX]+|(?:[Ii]nsert|to be|[Tt][Bb][CDA]|[Nn]ame of|[Dd]ate of|[Aa]mount of)\b[^\]]*)\]"
    r"|●|_{3,}|\?{3,}|\b(?:TODO|FIXME|TBD|XXX+|xxx+)\b|^(?:tb[acd]|TB[AC]|todo|Lorem ipsum\b.*)$"
    r"|\bto be (?:agreed|confirmed|determined|advised)(?=\W*$)"
)


def check(view: View) -> Iterator[Finding]:
    yield from blanks_left(view)
    for path, _, all_typed in view.in_texts(_typed):
        for typed in all_typed:
            yield Finding(
                ID, LEVEL, f"“{typed}” is typed where a value should be ({path}); it would be printed as if it were agreed.",
                'Write the value, or mark it as not settled: {"open": "why"}.', (path,),
            )  # fmt: skip


def _typed(words: str) -> tuple[str, ...]:
    return tuple(match[0] for match in _TYPED.finditer(words))


def blanks_left(view: View) -> Iterator[Finding]:
    """The blanks of each paper, and the open values that no paper prints."""
    level: Level = LEVEL if view.deal.status == "execution" else "info"
    printed: set[str] = set()
    for kind, drafted in view.papers.items():
        blanks = {blank.path: blank.label for pieces in view.pieces[kind] for blank in pieces.blanks}
        printed |= set(blanks)
        # A computed value is blank because of one the deal states; it is no second thing to settle.
        blanks = {path: label for path, label in blanks.items() if not path.startswith("computed.")} or blanks
        if blanks:
            times = Counter(blanks.values())
            labels = listed([label if n == 1 else f"{label} ({n})" for label, n in times.items()])
            front = view.bound.library.papers[kind].front
            yield Finding(
                ID, level if front.signed and not front.internal else "info",
                f"The {drafted.document.title} has {counted(len(blanks), 'blank')}: {labels}.",
                "Fill them in, or take out the terms that need them.", tuple(blanks), kind,
            )  # fmt: skip
    are_open = [path for path, value in view.said if type(value) is Open]
    unseen = [path for path in are_open if not any(path.startswith(one) or one.startswith(path) for one in printed)]
    if unseen:
        are = "value is open and no paper prints it" if len(unseen) == 1 else "values are open and no paper prints them"
        fix = "Settle them, or take them out of the deal file."
        yield Finding(ID, level, f"{len(unseen)} {are}: {listed(unseen)}.", fix, tuple(unseen))


def is_placeholder(words: str) -> bool:
    """Whether words are, or hold, a mark for something that is not there yet."""
    return not words.strip() or bool(_TYPED.search(words.strip()))
