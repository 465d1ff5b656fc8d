"""The contract text that answers of the interview print: every alternative, alone and together, as a reader of the agreement sees it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator import draft, load_library
from generator.deal.read import make_deal
from generator.document.lines import lines
from generator.interview.fold import Look, look
from generator.interview.session import answer, fields_now
from generator.interview.state import Reply
from generator.library.question import load_questions
from tests.interview_walk import fresh
from tests.test_interview import plan

RAW = json.loads((Path(__file__).parent.parent / "examples" / "harbor-mosaic.json").read_text())
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z])")
# What a sentence of the contract may not hold, and why it would be found wanting by whoever reads it for the other side.
WANTING = {
    r"\b(?:hereby|herein|hereof|thereof|witnesseth|and/or|best efforts|notwithstanding|provided that|penalt\w+)\b": "not plain words of this house",
    r"\b(?:[Ss]ponsors?|Managers?|auditors?|accountants?|finance|persons?|people|customers?|counsel|subcontractors?) shall\b": "a duty of nobody who signs",
    r"^(?:It|They|This|Such|These)\b.*|^If such\b.*": "begins with words that point at another term",
    r"\b(?:above|below|the foregoing|the following)\b": "points at a place that another answer moves",
    r"\b(?:joint customers?|data about people|executive sponsors?|alliance managers?)\b": "a defined term in other words",
    r"'": "an apostrophe of a typewriter",
}  # fmt: skip
THIRD_PARTY = "clauses.ip.third_party_open_source_ai.params.training"


class Term(NamedTuple):
    """One alternative: where it is asked, its place in the deal, its words."""

    asked: str
    place: str
    title: str
    text: str


@cache
def terms() -> tuple[Term, ...]:
    return tuple(_terms())


def _terms() -> Iterator[Term]:
    for id, question in load_questions().questions.items():
        for name, field in question.front.fields.items():
            for option in field.options:
                for place, value in option.sets.items():
                    if place.startswith("special."):
                        yield Term(f"{id}.{name}={option.id}", place.removeprefix("special."), value["title"], value["text"])
            if field.path == "special":
                example = next(column.example for column in field.columns if column.key == "text")
                yield Term(f"{id}.{name}, its example", "own", field.fixed["title"], str(example))


def print_lines(*added: Term) -> tuple[list[str], set[tuple[str, str]]]:
    """The lines of the agreement of the example with these terms, and what the checks find in it."""
    special = [{"id": f"{term.place}{n}", "title": term.title, "text": term.text} for n, term in enumerate(added)]
    paper = draft(make_deal({**RAW, "special": special}), load_library(), ("alliance_agreement",))[0]
    return [line.words for line in lines(paper.document)], {(finding.id, finding.message) for finding in paper.findings}


@cache
def found_without() -> set[tuple[str, str]]:
    return print_lines()[1]


@pytest.mark.parametrize("term", terms(), ids=lambda term: f"{term.asked}.{term.place}")
def test_a_drafted_term_reads_by_the_rules_of_the_house(term: Term) -> None:
    wanting = [why for pattern, why in WANTING.items() if re.search(pattern, term.text)]
    assert wanting == []
    assert term.text.endswith(".") and not term.title.endswith(".")
    assert [sentence for sentence in SENTENCE.split(term.text) if len(sentence.split()) > 35] == []


@pytest.mark.parametrize("term", terms(), ids=lambda term: f"{term.asked}.{term.place}")
def test_a_drafted_term_prints_once_whole_and_lets_no_check_find_more(term: Term) -> None:
    words, found = print_lines(term)
    assert words.count(f"{term.title}. {term.text}") == 1
    assert found - found_without() == set()


def test_drafted_terms_print_together_in_every_mix_and_let_no_check_find_more() -> None:
    places: dict[str, list[Term]] = {}
    for term in terms():
        if term not in places.setdefault(term.place, []) and term.text not in [other.text for other in places[term.place]]:
            places[term.place].append(term)
    most = max(len(alternatives) for place, alternatives in places.items() if place != "own")
    for n in range(most):
        mix = [alternatives[n % len(alternatives)] for place, alternatives in places.items() if place != "own"] + places["own"]
        words, found = print_lines(*mix)
        assert [words.count(f"{term.title}. {term.text}") for term in mix] == [1] * len(mix)
        assert found - found_without() == set()


@pytest.mark.parametrize("whole", [False, True])
def test_a_term_sheet_names_these_terms_and_prints_them_whole_where_asked(whole: bool) -> None:
    """Each of them whole made it 2 pages longer; a term whose words are open is shown as open all the same."""
    chosen = {term.title: term for term in terms()}
    special = [{"id": f"s{n}", "title": term.title, "text": term.text} for n, term in enumerate(chosen.values())]
    special.append({"id": "waits", "title": "Copies", "text": {"open": "which copies"}})
    params = {"gen.special_terms": {"params": {"whole_in_term_sheet": whole}}}
    raw = {**RAW, "special": special, "clauses": {**RAW.get("clauses", {}), **params}}
    words = [line.words for line in lines(draft(make_deal(raw), load_library(), ("term_sheet",))[0].document)]
    named = [line for line in words if line.startswith("Further terms, in full in the draft of the final agreement: ")]
    assert len(named) == (not whole) and all(title in named[0] for title in chosen if named)
    assert [f"{term.title}: {term.text}" in words for term in chosen.values()] == [whole] * len(chosen)
    assert "Copies: [text]" in words


def test_alternatives_that_share_a_place_say_the_same_where_both_can_be_chosen() -> None:
    """“Claims of third parties” comes with each kind of claim; whichever is chosen last may not change how claims are handled."""
    several = [(id, name) for id, one in load_questions().questions.items() for name, field in one.front.fields.items() if field.many]
    for (id, name), (one, other) in product(several, product(terms(), terms())):
        if one.asked.startswith(f"{id}.{name}=") and other.asked.startswith(f"{id}.{name}=") and one.place == other.place:
            assert (one.title, one.text) == (other.title, other.text)


def about_training(third_party: bool, choice: str = "") -> Look:
    """An interview at the question about the training of models, with or without parts of others in what is made."""
    now = look(fresh(deep=True), plan())
    if third_party:
        now = look(answer("D36", Reply("answered", {"parts": [{"id": "x1", "what": "the PostgreSQL driver", "by": "a"}]}), now), plan())
    return look(answer("D97", Reply("answered", {"general": choice}), now), plan()) if choice else now


def value_at(raw: Any, path: str) -> Any:
    """The value of a parameter; None where the deal leaves it to the clause."""
    for key in ("clauses", path.removeprefix("clauses.").partition(".params.")[0], "params", path.rpartition(".")[2]):
        raw = raw.get(key, {}) if isinstance(raw, dict) else {}
    return raw or None


@pytest.mark.parametrize("choice", ["never", "consent"])
def test_the_clause_on_parts_of_others_and_the_term_on_training_say_the_same(choice: str) -> None:
    now = about_training(True, choice)
    term = next(one for one in now.raw["special"] if one["id"] == "no_training")
    assert ("only with its consent" in term["text"]) == (choice == "consent")
    assert (value_at(now.raw, THIRD_PARTY) or "never") == choice  # what the clause does when nothing is said


@pytest.mark.parametrize("third_party", [True, False])
def test_nothing_about_training_is_offered_only_where_no_clause_speaks_of_it(third_party: bool) -> None:
    now = about_training(third_party)
    field = next(field for field in fields_now("D97", now) if field.name == "general")
    assert field.offers("unsaid", now.raw, now.names) is not third_party
