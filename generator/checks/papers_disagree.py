"""Two papers of one deal say different values, or a paper leaves out a core term that it should say.

People read the term sheet, sign the agreement and work from the plan; each takes the number of the paper at hand for the number of the
deal. Every value is printed from its one home in the deal, so papers as drafted cannot differ. They can after somebody has
edited one: `pactwright check DEAL.json --files out/*.docx` reads files back and compares each value with the deal and with
the other files. Which paper must say which core term (parties, term, exits, KPIs, gates, cap, law and others) is listed in
generator/checks/core/rules.py; a value the deal leaves open counts as said by its blank. Where a deal leaves out the clause of
a core term, it has a value that binds nobody.

Fails:
    clauses.liab.cap: {leave_out: each side trusts the other}
    clauses.liab.excluded_losses: {leave_out: each side trusts the other}
    says: 'The Strategic Alliance Agreement does not say the cap of liability (liability.cap_floor), which is GBP 500,000 in the deal.'
Fails:
    clauses.scope.field_territory: {leave_out: written later}
    says: 'The Term Sheet does not say the territory (alliance.territory), which is United Kingdom and United
      States in the deal.'

Passes:
    clauses.gov.calendar: {leave_out: both keep a calendar of their own}
Passes:
    liability.cap_floor: {open: waiting for the insurer}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator.checks.core import Places, core_terms, values_of
from generator.checks.core.terms import Term
from generator.checks.finding import Finding, Level
from generator.checks.view import View, Written
from generator.checks.words import listed
from generator.document import Drafted
from generator.document.draft import style_of
from generator.document.tree import Document

ID = "D-C08"
LEVEL: Level = "error"
# By path, how often a paper prints which words.
Printed = Mapping[str, Counter[str]]


def check(view: View) -> Iterator[Finding]:
    places = {kind: Places(drafted.document) for kind, drafted in view.papers.items()}
    if len(places) > 1:
        yield from _between(list(places.values()))
    yield from _left_out(view, places)
    if view.files:
        yield from differences(view.papers, view.files)


def differences(papers: Mapping[str, Drafted], files: tuple[Written, ...]) -> Iterator[Finding]:
    """What files say otherwise than the papers they were written from; each file is of a kind that is among the papers."""
    printed = {kind: _counted(values_of(drafted.document)) for kind, drafted in papers.items()}
    read = {file.name: _counted((path, words) for path, words in file.said) for file in files}
    for file in files:
        wanted = printed[file.kind]
        for path, words in wanted.items():
            yield from _compared(file.name, path, words, read)
        for path in read[file.name]:
            if path not in wanted and (elsewhere := next((one[path] for one in printed.values() if path in one), None)):
                yield from _compared(file.name, path, Counter(dict.fromkeys(elsewhere, 0)), read)


def _counted(values: Iterator[tuple[str, str]]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for path, words in values:
        found.setdefault(path, Counter())[" ".join(words.split())] += 1
    return found


def _compared(name: str, path: str, wanted: Counter[str], read: Mapping[str, Printed]) -> Iterator[Finding]:
    said = read[name].get(path, Counter())
    fix = "Correct the file, or change the deal and draft all papers anew."
    if other := [words for words in said if words not in wanted]:
        agreeing = [file for file, values in read.items() if file != name and path in values and set(values[path]) == set(wanted)]
        also = f" and in {listed(agreeing)}" if agreeing else ""
        yield Finding(
            ID, LEVEL, f"{name} says {_quoted(other)} for {path}, which is {_quoted(wanted)} in the deal{also}.", fix, (path,), name
        )
    elif missing := [words for words in wanted if words not in said and wanted[words]]:
        yield Finding(
            ID, LEVEL, f"{name} does not say {_quoted(missing)} for {path}: its mark was deleted, or it was typed over.", fix, (path,), name
        )
    elif said.total() < wanted.total():
        yield Finding(
            ID, LEVEL,
            f"{name} says {_quoted(wanted)} for {path} in {said.total()} of {wanted.total()} places: the rest were deleted or typed over.",
            fix, (path,), name,
        )  # fmt: skip


def _quoted(words: Iterable[str]) -> str:
    return listed([f"“{one}”" for one in words])


def _between(papers: list[Places]) -> Iterator[Finding]:
    """Values that differ between two papers as drafted."""
    first: dict[str, Places] = {}
    for paper in papers:
        for path, words in paper.words.items():
            other = first.setdefault(path, paper)
            if other is not paper and other.words[path].keys() != words.keys():
                said = f"The {other.document.title} says {_quoted(other.words[path])} for {path}"
                yield Finding(
                    ID, LEVEL, f"{said}, the {paper.document.title} {_quoted(words)}.",
                    "Take a value out of the words of the library, and let its place in the deal print it.", (path,),
                )  # fmt: skip


def _left_out(view: View, papers: Mapping[str, Places]) -> Iterator[Finding]:
    """Core terms that a paper should say and does not: an exit as a whole, or else one of the values of a term."""
    terms = core_terms(view.bound, style_of(view.bound, view.law_pack), view.said)
    for kind, places in papers.items():
        for term in terms:
            needs = [need for need in term.needs if kind in need.papers]
            if needs and term.exit[0] and not places.says_exit(term):
                yield _silent(places.document, _named(term), f"exit.triggers.{term.exit[0]}", term.words)
                continue
            for need in needs:
                if (need.paths or need.clauses) and not places.says(need):
                    name = f"the {need.label} of {_named(term)}" if need.label else _named(term)
                    yield _silent(places.document, name, need.home, need.words)


def _named(term: Term) -> str:
    """“the governing law”, “the KPI “Joint pipeline””."""
    title, _, own = term.name.partition(": ")
    if not title.startswith(("KPI", "IP")):
        title = title[0].lower() + title[1:]
    return f"the {title} “{own}”" if own else f"the {title}"


def _silent(document: Document, name: str, home: str, words: str) -> Finding:
    return Finding(
        ID, LEVEL, f"The {document.title} does not say {name} ({home}), which is {words} in the deal.",
        "Keep the clause that says it, or take the value out of the deal.", (home,), document.kind,
    )  # fmt: skip
