"""The report of a run: a table of what was drafted and reached, then every fault with its file and line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.covering.faults import WARNING
from tests.covering.run import Covered

SHOWN = 20  # faults of one kind that are told; the count is of all


def report(covered: Covered, seconds: float) -> Iterator[str]:
    """The lines of the report."""
    outcome = covered.outcome
    yield f"{'drafts':<34} {sum(outcome.drafts.values()):>7,}"
    for paper, count in sorted(outcome.drafts.items()):
        yield f"  {paper:<32} {count:>7,}"
    yield f"{'files written and read back':<34} {outcome.reads:>7,}"
    wanted, reached = (Counter(place.kind for place in places) for places in (covered.known.goals, outcome.reached))
    for kind in ("texts", "branches", "loops", "paragraphs"):
        yield f"{kind + ' reached':<34} {reached[kind]:>7,} of {wanted[kind]:,}"
    yield f"{'pairs of choices covered':<34} {covered.pairs - covered.refused_pairs:>7,} of {covered.pairs:,}"
    yield f"{'pairs the program refuses':<34} {covered.refused_pairs:>7,}"
    kinds = Counter(fault.kind for fault in outcome.faults)
    yield f"{'findings':<34} {sum(kinds.values()) - kinds[WARNING]:>7,}, and {kinds[WARNING]:,} warnings"
    for kind, count in kinds.most_common():
        yield f"  {kind:<40} {count:>7,}"
    yield f"{'seconds':<34} {seconds:>7.0f}"
    yield from _faults(covered)
    for place in covered.unreached:
        yield f"{place.file}:{place.line}: no deal reaches {place.what}"


def _faults(covered: Covered) -> Iterator[str]:
    """Each kind of fault at each place once, with how often and the words of the first."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for fault in covered.outcome.faults:
        found[fault.kind, fault.place].append(f"{fault.paper}: “{fault.words}”")
    told = Counter[str]()
    for (kind, place), words in sorted(found.items()):
        told[kind] += 1
        if told[kind] <= SHOWN and kind != WARNING:
            yield f"{place or 'somewhere'}: {kind}, {len(words)} times; {words[0]}"
    yield from (f"{count - SHOWN} more places of “{kind}”" for kind, count in told.items() if count > SHOWN and kind != WARNING)
    longest = sorted(((len(words), place, words[0]) for (kind, place), words in found.items() if kind == WARNING), reverse=True)
    yield from (f"{place}: warning: a long sentence, {count} times; {words}" for count, place, words in longest[:SHOWN])
