"""A right to end the deal stands outside the exits.

A right that hides in a data annex, a brand rule or a special term has no notice, no cure, no wind-down and no place in the
exit table; people find it when they are angry. Looks for words that look like a right to end the agreement, or an end by
itself, in special terms, in counsel's parameters of clauses, and in printed clauses that are not exits. Words that only
speak of an end that another clause gives are passed over.

Fails:
    special: [{id: s1, title: Data, text: Harbor may terminate this Agreement if store data is used for another purpose.}]
    says: 'It looks like a right to end the deal hides outside the exits (special.s1.text): “may terminate this Agreement”.'
Fails:
    special: [{id: s1, title: Brand, text: This Agreement ends automatically if the brand rules are broken.}]
    says: 'It looks like a right to end the deal hides outside the exits (special.s1.text): “This Agreement ends
      automatically”.'

Passes:
    special: [{id: s1, title: Data, text: "If this Agreement ends, Harbor returns the store data. Mosaic may end the user’s access."}]
Passes:
    special: [{id: s1, title: Data, text: Harbor may not terminate this Agreement because of the audit.}]
Passes:
    exit.triggers.t9.note: Harbor may terminate this Agreement for the territory alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View

ID = "D-X12"
LEVEL: Level = "error"
_DEAL = r"(?:this|the) (?:Agreement|Alliance|Rider)"
_RIGHT = re.compile(
    rf"(?<!who )\b(?:may|can|is entitled to|are entitled to|has the right to|have the right to|reserves the right to)"
    rf"(?: (?!not\b)[a-z]+,?){{0,3}} (?:terminate|end|cancel|rescind|withdraw from) {_DEAL}"
    rf"|(?<![Ii]f )(?<!hen )(?<!fter )(?<!here )(?<!hich )(?<!ntil )(?<!efore ){_DEAL}"
    r"(?: (?:then|shall|will|immediately|automatically|also)){0,3}"
    r" (?:ends?|terminates?|lapses?|is terminated) (?:automatically|immediately|at once|forthwith|if|when|as soon as|upon)\b",
    re.IGNORECASE,
)
_VERBS = ("end ", "ends ", "terminat", "cancel", "rescind", "withdraw", "lapse")  # a quick first look
_SPECIAL = "gen.special_terms"


def check(view: View) -> Iterator[Finding]:
    fix = "Make it an exit: a custom trigger under exit.triggers, with notice, wind-down and what happens to licences."
    for path, _, found in view.in_own_words(_right):
        if path.startswith(("special.", "clauses.")) and not path.startswith("clauses.exit."):
            yield Finding(
                ID, LEVEL, f"It looks like a right to end the deal hides outside the exits ({path}): “{found}”.", fix, (path,),
            )  # fmt: skip
    own = {id for id, choice in view.deal.clauses.items() if choice.params} | {_SPECIAL}
    for kind, id, found in view.in_paragraphs(_right):
        if not id.startswith("exit.") and id not in own:
            yield Finding(
                ID, LEVEL, f"It looks like a right to end the deal hides outside the exits, in the clause {id}: “{found}”.", fix,
                place=f"{kind}: {id}",
            )  # fmt: skip


def _right(words: str) -> str:
    """The words that look like a right to end the deal; empty where there are none."""
    lowered = words.lower()
    for verb in _VERBS:
        if verb in lowered:
            break
    else:
        return ""
    found = _RIGHT.search(words)
    return found[0] if found else ""
