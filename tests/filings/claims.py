"""The claims of a terms file, looked up in the drafted deal: what does not hold, in sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tests.filings.homes import Home, Homes, NotThere
from tests.filings.terms import Term, Terms

_LENGTH = re.compile(r"\b(\d+ (?:business day|day|week|month|quarter|year))s?")


def wrong_claims(terms: Terms, homes: Homes) -> Iterator[tuple[str, str]]:
    """Id of the term, and why its claim does not hold; what is wrong with the file as a whole has no id."""
    for id, times in Counter(term.id for term in terms.terms).items():
        if times > 1:
            yield id, f"{times} terms have this id; each needs its own"
    named: set[str] = set()
    for term in terms.terms:
        found: list[Home] = []
        for path in term.at:
            try:
                found.append(homes.find(path))
            except NotThere as error:
                yield term.id, f"at {path}: {error}"
        yield from ((term.id, reason) for reason in _untrue(term, found, homes))
        named |= {home.trigger.id for home in found if home.trigger}
    for id, trigger in homes.triggers.items():
        if id not in named:
            yield "", f"the deal has {trigger.path}, and no term leads to it"


def _untrue(term: Term, found: list[Home], homes: Homes) -> Iterator[str]:
    """What is wrong with a term, given the places of its `at` that exist."""
    if term.how == "lost":
        if not term.why:
            yield "called lost without “why”; say why no field, clause or sentence can hold it"
        if term.at:
            yield f"called lost, and it leads to {', '.join(term.at)}; call it custom or native, or leave out “at”"
    elif not term.at:
        yield f"called {term.how} without “at”; name the places of the deal that say it"
    if term.how == "native" and found and len(found) == len(term.at):
        yield from _not_native(term, found)
        yield from _other_lengths(term, found)
    if term.words and term.how != "native":
        yield "“words” says which part of a native term is words; this one is not native"
    if term.prints and not homes.prints(term.prints):
        yield f"the drafted agreement does not say “{term.prints}”"


def _not_native(term: Term, found: list[Home]) -> Iterator[str]:
    """Why a term that is called native is custom."""
    words = [home.words for home in found if home.words]
    if len(words) == len(found):
        # Event and note finish a sentence of the library, so an exit of a known kind may carry the rest of the meaning.
        excused = bool(term.words) and all(home.of_a_kind for home in found)
        if not excused:
            remedy = ", or say in “words” which part of it is words" if all(home.of_a_kind for home in found) else ""
            yield f"called native, and it is custom: {', '.join(words)}; call it custom{remedy}"
            return
    if term.dimension == "trigger":
        kinds = [home for home in found if home.of_a_kind]
        custom = [home.trigger.path for home in found if home.trigger and not home.of_a_kind]
        if custom:
            yield f"called native, and it is custom: {', '.join(dict.fromkeys(custom))} is of kind custom"
        elif not kinds:
            yield "called native, and it leads to no exit; a native trigger leads to one whose kind is a clause file"


def _other_lengths(term: Term, found: list[Home]) -> Iterator[str]:
    """The lengths of a notice or a cure that the places of the deal do not state; a clause and an open value may hold any."""
    if term.dimension not in ("notice", "cure") or any(not home.said or '"open"' in home.said for home in found):
        return
    for length, one in dict.fromkeys((match[0], match[1]) for match in _LENGTH.finditer(term.term)):
        if not any(re.search(rf"\b{one}", home.said) for home in found):
            places = ", ".join(f"{home.path} is {home.said}" for home in found)
            yield f"says “{length}”, and the deal does not: {places}"
