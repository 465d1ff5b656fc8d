"""All filed agreements of a folder: their terms counted by dimension, and the claims that do not hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from pathlib import Path

from generator import DealError, Library, look_at, read_deal
from generator.checks import View
from tests.filings.claims import wrong_claims
from tests.filings.homes import AGREEMENT, Homes
from tests.filings.terms import Terms, Wrong, read_terms

BAR = 0.9  # the share of triggers that must be native
Counts = Counter[tuple[str, str]]  # by dimension and how


@dataclass(frozen=True)
class Filing:
    """One agreement with its terms. `name`: that of its files; `own_events`: native triggers whose event the deal puts in its own words."""

    name: str
    terms: Terms
    own_events: int = 0

    @property
    def counts(self) -> Counts:
        return Counter((term.dimension, term.how) for term in self.terms.terms)

    @property
    def part_words(self) -> int:
        """How many native terms say which part of them is words."""
        return sum(bool(term.words) for term in self.terms.terms)


@dataclass
class Coverage:
    """The filings of a folder, in the order of their names, and what is wrong with what they claim."""

    filings: list[Filing] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def counts(self) -> Counts:
        return reduce(add, (filing.counts for filing in self.filings), Counter())

    @property
    def triggers(self) -> tuple[int, int]:
        """How many triggers are native, and how many there are."""
        counts = self.counts
        return counts["trigger", "native"], sum(count for (dimension, _), count in counts.items() if dimension == "trigger")

    @property
    def enough(self) -> bool:
        """Whether there are triggers, and enough of them are native."""
        native, all = self.triggers
        return all > 0 and native >= BAR * all


def cover(folder: Path, library: Library) -> Coverage:
    """Read the deals of a folder and their `terms/`, draft each deal, and look every claim up in it."""
    deals = {path.stem: path for path in folder.glob("*.json") if not path.name.endswith(".private.json")}
    listed = {path.stem: path for path in (folder / "terms").glob("*.yaml")}
    coverage = Coverage()
    for name in sorted(deals.keys() | listed.keys()):
        if name not in listed:
            coverage.wrong.append(Wrong(f"{name}.json", "", f"has no terms file; write terms/{name}.yaml"))
        elif name not in deals:
            coverage.wrong.append(Wrong(f"{name}.yaml", "", f"has no deal; write {name}.json or remove the terms"))
        else:
            _add(coverage, deals[name], listed[name], library)
    return coverage


def _add(coverage: Coverage, deal: Path, listed: Path, library: Library) -> None:
    terms = read_terms(listed)
    if isinstance(terms, list):
        coverage.wrong += terms
        return
    try:
        view = look_at(read_deal(deal), library)
    except DealError as error:
        coverage.filings.append(Filing(deal.stem, terms))
        coverage.wrong += [Wrong(deal.name, fault.pointer, fault.message) for fault in error.faults]
        return
    coverage.filings.append(Filing(deal.stem, terms, _own_events(terms, view)))
    if AGREEMENT not in view.papers:
        coverage.wrong.append(Wrong(deal.name, "/documents", f"has no {AGREEMENT}, and the terms are looked up in it"))
        return
    coverage.wrong += [Wrong(listed.name, id, reason) for id, reason in wrong_claims(terms, Homes(view))]


def _own_events(terms: Terms, view: View) -> int:
    """Native triggers that lead to an exit which replaces the event of its kind; the rest of the exit is the library's."""
    worded = {trigger.path for trigger in view.bound.triggers if trigger.own.event is not None}
    natives = [term for term in terms.terms if (term.dimension, term.how) == ("trigger", "native")]
    return sum(any(".".join(path.split(".")[:3]) in worded for path in term.at) for term in natives)
