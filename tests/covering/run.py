"""Makes every deal of the covering set, drafts it, and gathers what was reached and what was wrong. Two processes, no chance, no clock.

In order: rows of pairs; rows for the pairs the program refused in the company of others; each law pack; each example deal; the
examples of the clauses in whose files something was not reached; and aimed deals for what is not reached even then.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.checks import View
from generator.deal import DealError, read_deal
from generator.document import Drafted
from generator.document.examples import example_words
from generator.library import Clause, Library, TextPart
from generator.library.problem import LibraryError
from generator.pipeline import draft
from tests.covering.aim import attempts
from tests.covering.deals import Broken, Changes, make
from tests.covering.factors import change, changes, factors
from tests.covering.faults import WARNING, Fault, check_faults, faults, writer_faults
from tests.covering.pairs import Pair, all_pairs, rows
from tests.covering.reach import Place, Places, places, recorded

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.json"))
PROCESSES = 2
SHARED = 3  # exits tried for a passage or a step, which all exits share
EVERY = 20  # of so many drafts, one is written as DOCX and HTML too and read back


@dataclass
class Outcome:
    """What one deal, or all, brought. `refused`: for a row, the factors whose change the program did not take."""

    reached: set[Place] = field(default_factory=set)
    drafts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    reads: int = 0

    def add(self, other: Outcome) -> None:
        self.reached |= other.reached
        self.drafts += other.drafts
        self.faults += other.faults
        self.reads += other.reads


@dataclass
class Covered:
    """The whole run."""

    known: Places
    outcome: Outcome
    pairs: int
    refused_pairs: int

    @property
    def unreached(self) -> list[Place]:
        return sorted(set(self.known.goals) - self.outcome.reached)

    @property
    def errors(self) -> list[Fault]:
        return [fault for fault in self.outcome.faults if fault.kind != WARNING]


class _Covering:
    """The library with all that is worked out once, before the processes part."""

    def __init__(self, library: Library) -> None:
        self.library, self.known, self.varied = library, places(library), factors(library)
        self.sizes = [len(factor.levels) for factor in self.varied.all]

    # ------------------------------------------------------------ one deal each

    def row(self, n: int, row: list[int]) -> Outcome:
        return self._varied(n, changes(self.varied, row, self.library), exits=False, both_out="" if n % 2 else None)

    def law(self, n: int, place: str) -> Outcome:
        return self._varied(n, {"law": [("law.governing", place)]})

    def aimed(self, n: int, wanted: list[Place]) -> Outcome:
        """Deals aimed at the places of one file, one after the other, until each is reached or nothing more can be tried."""
        total = Outcome()
        for place in wanted:
            for clause, named, kinds, exits in self._aims(place):
                if place in total.reached:
                    break
                with recorded(self.known) as seen, contextlib.suppress(Broken):
                    made = make(self.library, named, kinds, exits, both_out=clause)
                if made and place in seen:
                    total.add(self._judged(n, made.papers, seen))
        return total

    def _aims(self, place: Place) -> Iterator[tuple[str, dict[str, Changes], list[str], bool]]:
        """The clause aimed at, what to change, which papers to draft, and whether the exits of the sample deal stay."""
        goal = self.known.goals[place]
        opening = [kind for kind, paper in self.library.papers.items() if paper.opening is goal.part]
        for clause in self._clauses_of(place):
            for exits in (False,) if clause.is_trigger else (True, False):
                for levels in attempts(goal, clause, self.library):
                    named = {key: change(factor, level, self.library) for key, (factor, level) in levels.items()}
                    yield clause.id, named, opening or self._papers_of(clause, goal.part), exits

    def deal(self, n: int, path: Path) -> Outcome:
        with recorded(self.known) as seen:
            made = draft(read_deal(path), self.library, [*self.library.papers])
        return self._judged(n, {paper.kind: paper.drafted for paper in made}, seen)

    def example(self, n: int, id: str) -> Outcome:
        """The examples of a clause; `library check` reads what they promise, here they only lend their deals."""
        clause, total = self.library.clauses[id], Outcome()
        with recorded(self.known) as seen:
            for one in clause.examples:
                try:
                    example_words(clause, one, self.library)
                except (DealError, LibraryError, ValueError, KeyError) as error:
                    total.faults.append(Fault("an example that cannot be drafted", f"{clause.source.name}:{one.line}", "", str(error)))
                total.drafts["examples of clauses"] += 1
        total.reached = seen
        return total

    def _varied(self, n: int, named: dict[str, Changes], kinds: Sequence[str] = (), exits: bool = True, both_out: str | None = None) -> Outcome:
        with recorded(self.known) as seen:
            try:
                made = make(self.library, named, kinds or [*self.library.papers], exits, both_out)
            except Broken as error:
                return Outcome(set(seen), Counter(), [Fault("a draft breaks off", "", ", ".join(kinds), f"{error} {_shown(named)}")])
        if made is None:
            return Outcome(refused=dict.fromkeys(named, "cannot be drafted whatever is taken back"))
        outcome = self._judged(n, made.papers, seen)
        outcome.refused = made.refused
        return outcome

    def _judged(self, n: int, papers: dict[str, Drafted], seen: set[Place]) -> Outcome:
        outcome = Outcome(set(seen))
        for kind, drafted in papers.items():
            outcome.drafts[kind] += 1
            outcome.faults += faults(drafted)
            formats = ("txt", "docx", "html") if n % EVERY == 0 else ("txt",)
            outcome.reads += len(formats)
            outcome.faults += writer_faults(drafted.document, formats)
        some = next(iter(papers.values()))
        view = View(some.bound, some.bound.deal.draft_date.day, some.law_pack, papers)
        outcome.faults += check_faults(view)
        return outcome

    def _clauses_of(self, place: Place) -> list[Clause]:
        """The clause in whose text a place stands; for what several clauses share, the first of each that may bring it in."""
        own = [clause for clause in self.library.clauses.values() if clause.source.name == place.file]
        return own or [*self.library.triggers.values()][:SHARED]

    def _papers_of(self, clause: Clause, part: TextPart) -> list[str]:
        """The papers that print a part of a clause."""
        body = "term_sheet" if part is clause.term_sheet else "text"
        return [
            kind for kind, paper in self.library.papers.items()
            if paper.front.body == body and any(clause.front.section in section.takes for section in paper.front.sections)
        ][:1]  # fmt: skip


def _shown(named: dict[str, Changes]) -> str:
    few = [f"{path}: {value}" for some in named.values() for path, value in some]
    return "; ".join(few) if len(few) < 8 else f"in a deal with {len(few)} changes"


# ---------------------------------------------------------------- the run

_here: list[_Covering] = []  # what a process works with; it has it from its parent
Task = tuple[str, int, Any]


def _one(task: Task) -> Outcome:
    way, n, what = task
    made: Outcome = getattr(_here[0], way)(n, what)
    return made


def cover(library: Library, own_deals: bool = True, progress: Callable[[str], object] = lambda line: None) -> Covered:
    """The whole covering set of a library. `own_deals`: with the example deals, which name clauses of our own library."""
    covering = _Covering(library)
    _here[:] = [covering]
    total = Outcome()

    def work(way: str, things: Iterable[Any]) -> list[Outcome]:
        tasks: list[Task] = [(way, n, thing) for n, thing in enumerate(things)]
        with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
            found = pool.map(_one, tasks, chunksize=1)
        for outcome in found:
            total.add(outcome)
        progress(f"{way}: {len(found)} deals, {len(set(covering.known.goals) - total.reached)} places not reached yet")
        return found

    wanted = all_pairs(covering.sizes, covering.varied.together)
    left = set(wanted)
    for spread in (True, False):
        held = rows(covering.sizes, left, spread=spread)
        for row, outcome in zip(held, work("row", held), strict=True):
            left -= _pairs_of(row, outcome.refused, covering)
    work("law", [place for pack in library.law_packs.values() for place in pack.front.places[:1]])
    work("deal", [path for path in EXAMPLES if own_deals and not path.name.endswith(".private.json")])
    files = {place.file for place in set(covering.known.goals) - total.reached}
    work("example", [id for id, clause in library.clauses.items() if clause.source.name in files])
    left_over = sorted(set(covering.known.goals) - total.reached)
    work("aimed", [list(some) for _, some in itertools.groupby(left_over, lambda place: place.file)])
    return Covered(covering.known, total, len(wanted), len(left))


def _pairs_of(row: list[int], refused: dict[str, str], covering: _Covering) -> set[Pair]:
    """The pairs a row holds, less those of factors whose change was refused."""
    gone = {n for n, factor in enumerate(covering.varied.all) if factor.key in refused}
    return {((f, row[f]), (g, row[g])) for f, g in covering.varied.together if f not in gone and g not in gone}
