"""One side's homework on a partner stands in the same file as papers for that partner.

A proposition holds candidates, scores, fears and who must say yes. It is one side's own. A deal file goes to and fro between
the sides, and to their counsel, with everything in it; so the proposition is kept in a file of its own, which drafts the
worksheet and the pitch and nothing else. Looks at the papers the file asks for and at those that were drafted from it.

Fails:
    proposition: {market: retailers with 50 to 500 stores}
    says: 'This file holds the proposition of Harbor and also drafts the Strategic Alliance Agreement and the Term Sheet, so
      Mosaic may come to read what was not meant for it.'
Fails:
    proposition: {by: b, their_fears: {open: ask their partners}}
    documents: [proposition_worksheet, term_sheet]
    says: This file holds the proposition of Mosaic and also drafts the Term Sheet, so Harbor may come to read what was not
      meant for it.

Passes:
    proposition: {market: retailers with 50 to 500 stores}
    documents: [proposition_worksheet, partner_pitch]
Passes:
    alliance.purpose: offer retailers one proposition
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.library import Paper

ID = "D-S01"
LEVEL: Level = "error"


def check(view: View) -> Iterator[Finding]:
    proposition, sides, papers = view.deal.proposition, view.deal.sides, view.bound.library.papers
    if proposition is None:
        return
    own, other = (sides.a, sides.b) if proposition.by == "a" else (sides.b, sides.a)
    stated = view.deal.documents if "documents" in view.deal.model_fields_set else []
    kinds = dict.fromkeys([*view.papers, *stated])
    sent = [papers[kind] for kind in kinds if not papers[kind].front.internal and not _is_of_proposition(papers[kind], view)]
    if sent:
        names = listed([f"the {paper.front.title}" for paper in sent])
        yield Finding(
            ID, LEVEL,
            f"This file holds the proposition of {own.short} and also drafts {names}, so {other.short} may come to read what was "
            "not meant for it.",
            "Move the proposition to a file of its own, with “documents”: proposition_worksheet and partner_pitch.",
            ("proposition",),
        )  # fmt: skip


def _is_of_proposition(paper: Paper, view: View) -> bool:
    """Whether a paper is made from the proposition, such as the page the partner may see."""
    taken = {section for part in paper.front.sections for section in part.takes}
    clauses = view.bound.library.clauses.values()
    return any(clause.front.section in taken and use.split(".")[0] == "proposition" for clause in clauses for use in clause.front.uses)
