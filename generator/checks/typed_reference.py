"""A clause or schedule is referred to by a number typed by hand, or a reference leads nowhere.

Numbers of clauses are given when a paper is drafted, so a typed “clause 21.4” is wrong after the next change, and wrong in
the term sheet anyway. Looks at every value of the deal that is words, and at the texts of the library. A number in another
paper or in a law (“clause 4 of the Lease”, “Article 28 GDPR”) is right, and is passed over, and so is all that describes
the agreement a rider changes. A reference mark of clause files
(“[[exit.convenience]]”) does nothing in a value: it would be printed as it stands.

Fails:
    exit.triggers.t9.event: the cure under clause 21.4 has failed
    says: '“clause 21.4” is a number typed by hand (exit.triggers.t9.event); clauses are numbered anew in each paper, so
      it will point to the wrong place.'
Fails:
    exit.triggers.t9.note: The list is in Schedule F.
    says: '“Schedule F” is a number typed by hand (exit.triggers.t9.note); clauses are numbered anew in each paper, so
      it will point to the wrong place.'
Fails:
    exit.triggers.t9.conditions: ["the notice under [[exit.convenience]] was given in time"]
    says: '“[[exit.convenience]]” is a mark for clause files (exit.triggers.t9.conditions); in a deal it is printed as it stands.'
Fails:
    alliance.purpose: sell together as described in sections 2 and 3

Passes:
    exit.triggers.t9.event: the supplier ends the Hosting Agreement under clause 4.2 of that agreement
Passes:
    exit.triggers.t9.event: a supervisory authority acts under Article 28 GDPR or section 155 of the Data Protection Act 2018
Passes:
    exit.triggers.t9.event: a sum falls due under sections 339 to 345 of the German Civil Code
Passes:
    exit.triggers.t9.event: more than 3 clauses of a customer contract have changed
Passes:
    rider.base: {title: Reseller Agreement, meets: [{clause: clause 12, about: the notice under clause 13, by: [exit.framework]}]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View

ID = "D-C05"
LEVEL: Level = "error"
_TYPED = re.compile(
    r"\b(?:[Cc]lauses?|[Ss]ections?|[Aa]rticles?|[Pp]aragraphs?|[Ss]chedules?|[Aa]nnex(?:es)?|[Aa]ppendix|[Aa]ppendices|[Ee]xhibits?)"
    r" (?:\d+(?:\.\d+)*|[A-Z]|[IVX]+)(?:\([a-z0-9]{1,4}\))*(?![\w-])"
)
_MARK = re.compile(r"\[\[[^\]]+\]\]")
# What follows when the number belongs to another paper or a law; “this Agreement” is not another paper.
_PAPER = r"(?:[A-Z][\w’'.-]*|agreement|contract|lease|licence|law|act|code|statute|regulation|treaty|policy)\b"
_ELSEWHERE = re.compile(
    r"(?:(?:,| and| or| to|, and) [\d.()a-z]+)*,? (?:"
    rf"of (?!this\b|the Agreement\b)(?:[\w’'.-]+ ){{0,5}}?{_PAPER}"
    rf"|(?:to|in) (?!this\b|the Agreement\b)(?:the|its|that|their|an?) (?:[\w’'.-]+ ){{0,4}}?{_PAPER}"
    r"|[A-Z][\w.-]*)"
)


def check(view: View) -> Iterator[Finding]:
    for path, _, (all_typed, marks) in view.in_texts(_by_hand):
        for typed in () if path.startswith("rider.base.") else all_typed:
            yield Finding(
                ID, LEVEL,
                f"“{typed}” is a number typed by hand ({path}); clauses are numbered anew in each paper, "
                "so it will point to the wrong place.",
                "Say what is meant in words, such as “the lock-in” or “the exit for convenience”; the papers make their own references.",
                (path,),
            )  # fmt: skip
        for mark in marks:
            yield Finding(
                ID, LEVEL, f"“{mark}” is a mark for clause files ({path}); in a deal it is printed as it stands.",
                "Say what is meant in words, or write a clause file of your own, where such marks work.", (path,),
            )  # fmt: skip
    for kind, found in view.pieces.items():
        for pieces in found:
            for ref in pieces.refs:
                if not ref.parts:
                    fix = "Refer to a clause that is in this paper."
                    yield Finding(ID, LEVEL, f"A reference to {ref.target} leads nowhere.", fix, place=f"{kind}: {pieces.place}")
    for kind, place, typed in ((kind, place, one) for kind, place, all_typed in view.in_library_words(_typed) for one in all_typed):
        yield Finding(
            ID, LEVEL, f"The text of the library says “{typed}”, a number typed by hand.",
            "Write the reference as a mark, such as [[exit.convenience]]; it gets its number in each paper.",
            place=f"{kind}: {place}",
        )  # fmt: skip


def _by_hand(words: str) -> tuple[tuple[str, ...], list[str]] | None:
    """The numbers and the marks in a value."""
    typed, marks = _typed(words), _MARK.findall(words)
    return (typed, marks) if typed or marks else None


def _typed(words: str) -> tuple[str, ...]:
    return tuple(match[0] for match in _TYPED.finditer(words) if not _ELSEWHERE.match(words, match.end()))
