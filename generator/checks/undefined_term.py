"""A capitalised term is used and nothing in the paper says what it means.

Looks at library texts and at counsel's own words in exits, special terms and parameters, where two or more capitalised words
after “a”, “the”, “any” and the like read like a defined term. Passed over: terms of the library, every name the deal gives
elsewhere (parties, people, products, KPIs), and names of laws, courts, authorities and companies. Terms of a term sheet are
not looked at: it says that the agreement will define them.

Fails:
    exit.triggers.t9.event: Mosaic loses its status as a Preferred Platform Partner
    says: “Preferred Platform Partner” is used like a defined term but never defined (exit.triggers.t9.event).
Fails:
    exit.triggers.t4.cure: {time: 30 days, none_for: [breach of the Brand Safety Rules]}
    says: “Brand Safety Rules” is used like a defined term but never defined (exit.triggers.t4.cure.none_for).

Passes:
    exit.triggers.t9.event: Mosaic loses its status as a preferred partner of Harbor Analytics Ltd
Passes:
    exit.triggers.t9.event: the Chief Commercial Officer leaves, or the Mosaic Data Cloud breaks the Data Protection Act 2018
Passes:
    exit.triggers.t9.event: Brightwater Stores or the Competition and Markets Authority objects before the Effective Date
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View

ID = "D-C01"
LEVEL: Level = "error"
_TERM = re.compile(
    r"\b(?:an?|the|any|each|every|no|such|its|their|that|this|these|all|both|other|another|more) "
    r"([A-Z][a-z]+(?:-[A-Za-z]+)?(?: [A-Z][a-z]+(?:-[A-Za-z]+)?)+)\b(?! of [A-Z]| and [A-Z]| for [A-Z])"
)
# A name that ends like this is one of an institution, a law or a company, not a term of this paper.
_NAMES = re.compile(
    r"(?:Act|Acts|Code|Regulations?|Directive|Treaty|Convention|Court|Tribunal|Authority|Commission|Agency|Office|Bank|Ministry|Parliament|"
    r"Council|Union|Exchange|Institute|Association|Chamber|University|Ltd|Limited|Inc|Corp|Corporation|Company|Group|Plc|States|Kingdom)$"
)


def check(view: View) -> Iterator[Finding]:
    for kind, drafted in view.papers.items():
        if drafted.document.contents:
            for term in drafted.terms.undefined:
                where = ", ".join(sorted(place for place in drafted.terms.used[term] if place))
                fix = "Keep the clause that defines it, or define it."
                yield Finding(ID, LEVEL, f"“{term}” is used but never defined.", fix, place=f"{kind}: {where}")
    own = [(path, term) for path, _, terms in view.in_own_words(_like_terms) if _is_own(path) for term in terms]
    if not own:
        return
    terms = {*view.bound.library.terms, view.deal.sides.a.short, view.deal.sides.b.short}
    named = [words for path, words in view.texts if not _is_own(path)]
    for path, term in own:
        if _rest(term, terms).count(" ") and not any(term in name for name in named):
            yield Finding(
                ID, LEVEL, f"“{term}” is used like a defined term but never defined ({path}).",
                "Define it in the same words, write it in lower case, or use a term of the agreement.", (path,),
            )  # fmt: skip


def _like_terms(words: str) -> tuple[str, ...]:
    return tuple(match[1] for match in _TERM.finditer(words) if not _NAMES.search(match[1]))


def _rest(words: str, terms: set[str]) -> str:
    """What is left of capitalised words without the terms they begin or end with: “Term Harbor” is no term of its own."""
    parts = words.split(" ")
    for n in range(len(parts), 0, -1):
        if " ".join(parts[:n]) in terms:
            return " ".join(parts[n:])
        if " ".join(parts[-n:]) in terms:
            return " ".join(parts[:-n])
    return words


def _is_own(path: str) -> bool:
    """Whether counsel's own words for a text stand there, and not a name or a value."""
    if path.startswith("clauses."):
        return ".params." in path
    return path.startswith(("exit.triggers.", "special.")) and not path.endswith(".title")
