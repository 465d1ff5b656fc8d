"""Words of punishment stand in a paper: penalty, punish, forfeit, deterrent, fine.

A court that reads “penalty” or “to deter” has found the reason to strike the sum down. A sum due on leaving is a price or
repays a cost; a sum due on breach is agreed damages with a reason. Looks at the drafted papers and at what the deal says of
fees, agreed damages, exits and special terms. Passed over: fines and penalties of an authority or a law; words that say
something is not a penalty; and the German Vertragsstrafe under its own name.

Fails:
    special: [{id: s1, title: Delay, text: Harbor pays a penalty of GBP 500 a day.}]
    says: 'The word “penalty” stands in special.s1.text; a court may read the sum as a punishment.'
Fails:
    fees: [{id: f1, kind: agreed_sum, base: "GBP 10,000", due_within: 30 days, reason: a deterrent against leaving early}]
    says: 'The word “deterrent” stands in fees.f1.reason; a court may read the sum as a punishment.'
Fails:
    exit.triggers.t9.note: Harbor forfeits its share of the pipeline.
    says: 'The word “forfeits” stands in exit.triggers.t9.note; a court may read the sum as a punishment.'

Passes:
    special: [{id: s1, title: Data, text: Each Party bears the fines that an authority sets against it.}]
Passes:
    special: [{id: s1, title: Delay, text: The sum is agreed damages and not a penalty. A fine-grained report shows it.}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View

ID = "D-P01"
LEVEL: Level = "error"
_PENAL = re.compile(
    r"\b(penalt(?:y|ies)|penali[sz]e[sd]?|punish(?:es|ed|ment|ments|ing)?|punitive|forfeit(?:s|ed|ure|ing)?|deterrents?|deterrence"
    r"|(?<=\ba )fine|fines|fined)\b(?!-)",
    re.IGNORECASE,
)
# Around the word: a fine of the state, or a sentence that says the opposite.
_HARMLESS = re.compile(
    r"\b(?:authorit(?:y|ies)|regulators?|regulatory|court|government|statutory|by law|tax|not|no|nor|never|Vertragsstrafe|neither)\b",
    re.IGNORECASE,
)
_AROUND = 60
_STEMS = ("penal", "punish", "punitive", "forfeit", "deterr", " fine", "fined")  # a quick first look
_PLACES = ("special.", "fees.", "agreed_damages.", "exit.triggers.", "clauses.", "commercial.", "contributions.", "alliance.")


def check(view: View) -> Iterator[Finding]:
    fix = "Write what the sum is: a price of leaving, costs paid back, or agreed damages with the interest they protect."
    told: set[str] = set()
    for path, words, word in view.in_texts(_penal):
        if path.startswith(_PLACES):
            told.add(words)
            yield Finding(ID, LEVEL, f"The word “{word}” stands in {path}; a court may read the sum as a punishment.", fix, (path,))
    for kind, id, (words, word) in view.in_paragraphs(_penal_in):
        if not any(_same(one) in _same(words) for one in told):
            yield Finding(
                ID, LEVEL, f"The word “{word}” stands in the clause {id}; a court may read the sum as a punishment.", fix,
                place=f"{kind}: {id}",
            )  # fmt: skip


def _penal_in(words: str) -> tuple[str, str] | None:
    return (words, word) if (word := _penal(words)) else None


def _penal(words: str) -> str:
    lowered = f" {words.lower()}"
    for stem in _STEMS:
        if stem in lowered:
            break
    else:
        return ""
    for found in _PENAL.finditer(words):
        if not _HARMLESS.search(words, max(0, found.start() - _AROUND), found.end() + _AROUND):
            return found[0]
    return ""


def _same(words: str) -> str:
    """Words as told and as printed: a sentence may start with a capital there and end with a full stop."""
    return words.casefold().rstrip(".")
