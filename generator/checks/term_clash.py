"""A word means one thing in the rider and another in the agreement it changes.

The two papers are read together, so a word with 2 meanings makes a notice mean 2 things. Found where the base agreement defines
a word (`rider.base.defines`) that the rider defines too, where a term is mapped (`rider.base.terms`) although a clause of the
rider defines it, where 2 terms are mapped to one, and where a term is mapped to a word that has its own meaning in the rider.
“Agreement” and “Party” are passed over: the rider gives them the meaning they have in the base agreement as it now stands.

Fails:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, defines: [Agreement, Affiliate]}
    says: The base agreement and the rider both define “Affiliate”, so the word would have 2 meanings.
Fails:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, terms: {Business Day: Working Day}}
    says: “Business Day” is mapped to “Working Day” of the base agreement, but notice.time_rules of the rider defines it too.
Fails:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, terms: {Purpose: Project, Affiliate: Project}}
    says: “Purpose” and “Affiliate” are both mapped to “Project” of the base agreement, but they are not the same.
Fails:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, terms: {Effective Date: Termination Date}}
    says: “Effective Date” is mapped to “Termination Date” of the base agreement, but that word has its own meaning in the rider.

Passes:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, defines: [Agreement, Affiliate, Project], terms: {Affiliate: Affiliate, Purpose: Project}}
Passes:
    documents: [exit_rider]
    rider.base: {title: Reseller Agreement, date: 2024-05-01}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.deal.rider import RiderBase
from generator.document import Drafted
from generator.document.define import inlines_of
from generator.document.tree import Blank, Definitions

ID = "D-R04"
LEVEL: Level = "error"
_SAME = ("Agreement", "Party")
_TERMS = "rider.base.terms"


def check(view: View) -> Iterator[Finding]:
    base = view.deal.rider.base if view.deal.rider else None
    if base is None:
        return
    for drafted in view.riders():
        yield from _in_paper(drafted, base, _own(drafted, base))
    mapped = list(base.terms.items())
    for n, (ours, theirs) in enumerate(mapped):
        for other, also in mapped[n + 1 :]:
            if theirs == also:
                message = f"“{ours}” and “{other}” are both mapped to “{theirs}” of the base agreement, but they are not the same."
                yield Finding(ID, LEVEL, message, "Map one of them only.", (f"{_TERMS}.{ours}", f"{_TERMS}.{other}"))


def _in_paper(drafted: Drafted, base: RiderBase, own: set[str]) -> Iterator[Finding]:
    for term in base.defines:
        if term in own and term not in _SAME:
            message = f"The base agreement and the rider both define “{term}”, so the word would have 2 meanings."
            fix = "Map it under “rider.base.terms”, or accept this if the rider’s meaning is meant for the rider."
            yield Finding(ID, LEVEL, message, fix, ("rider.base.defines",), f"{drafted.document.kind}: {term}")
    for ours, theirs in base.terms.items():
        if ours in drafted.terms.defined:
            place = drafted.terms.defined[ours]
            message = f"“{ours}” is mapped to “{theirs}” of the base agreement, but {place} of the rider defines it too."
            yield Finding(ID, LEVEL, message, "Take out the mapping, or the clause.", (f"{_TERMS}.{ours}",), drafted.document.kind)
        elif theirs != ours and theirs in own:
            message = f"“{ours}” is mapped to “{theirs}” of the base agreement, but that word has its own meaning in the rider."
            fix = f"Map “{theirs}” too, or look up the word again."
            yield Finding(ID, LEVEL, message, fix, (f"{_TERMS}.{ours}",), drafted.document.kind)


def _own(drafted: Drafted, base: RiderBase) -> set[str]:
    """The terms to which the rider gives a meaning of its own."""
    own = set(drafted.terms.defined)
    for section in drafted.document.sections:
        for clause in section.clauses:
            for block in clause.blocks:
                if isinstance(block, Definitions):
                    meanings = zip(block.entries, inlines_of(block), strict=True)
                    own |= {entry.term for entry, words in meanings if not any(isinstance(one, Blank) for one in words)}
    return own - set(base.terms)
