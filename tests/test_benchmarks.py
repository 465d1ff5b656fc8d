"""The benchmark compares like with like: the same words on both sides, and figures that say what was measured. Nothing here is timed."""

from __future__ import annotations

import pytest

from benchmarks.deals import PAPER, REFERENCE
from benchmarks.measure import Measured, alone, compare
from benchmarks.report import table
from benchmarks.template import Piece, context, make_template, paragraphs, regrouped, words
from generator import draft, load_library
from generator.deal import parse_deal
from generator.document import Document
from generator.document.lines import lines


@pytest.fixture(scope="module")
def drafted() -> list[Document]:
    library = load_library()
    return [draft(parse_deal(text), library, [PAPER])[0].document for text in REFERENCE.deals(3)]


def test_the_template_has_the_words_of_the_paper(drafted: list[Document]) -> None:
    expected = [word for line in lines(drafted[0]) for word in line.words.split()]
    own = paragraphs(drafted[0])
    for shaped in (own, regrouped(own)):
        assert words(make_template(shaped).fill(context(shaped))) == expected


def test_the_fixed_template_has_500_paragraphs_and_240_values(drafted: list[Document]) -> None:
    template = make_template(regrouped(paragraphs(drafted[0])))
    assert (template.paragraphs, template.values) == (500, 240)


def test_the_deals_differ_in_values_and_not_in_paragraphs(drafted: list[Document]) -> None:
    assert len({len(paragraphs(document)) for document in drafted}) == 1
    assert len({tuple(context(paragraphs(document)).values()) for document in drafted}) == 3


def test_both_ways_run_in_turn_and_as_often() -> None:
    seen: list[str] = []
    row = compare("a", lambda n: seen.append(f"ours {n}"), "b", lambda n: seen.append(f"theirs {n}"), 1, 3)
    assert seen == ["ours 0", "theirs 0", "ours 1", "theirs 1", "theirs 2", "ours 2", "ours 3", "theirs 3"]
    assert row.runs == 3 and row.spread[0] <= row.ratio <= row.spread[1]
    assert alone("c", lambda n: None, 1000, 3).holds


def test_the_table_says_which_bars_are_kept() -> None:
    rows = [
        Measured("deal", "docxtpl", 20.0, 100.0, 0.2, (0.19, 0.21), 0.25, 9),
        Measured("paper", "WeasyPrint", 120.0, 100.0, 1.2, (1.1, 1.3), 1.1, 7),
        Measured("load", "", 70.0, 0.0, 0.7, (69.0, 71.0), 100, 5),
    ]
    measured = table(rows, {REFERENCE: 7208})
    assert measured.splitlines()[-3:] == [
        "| deal | docxtpl | 20 | 100 | 0.20 (0.19–0.21) | 0.25 | yes | 9 |",
        "| paper | WeasyPrint | 120 | 100 | 1.20 (1.10–1.30) | 1.10 | no | 7 |",
        "| load |  | 70 |  |  | 100 ms | yes | 5 |",
    ]
    assert "`examples/secure-messaging-reseller.json` in its short texts (7,208 words)" in measured


def test_a_piece_keeps_the_space_behind_its_value() -> None:
    template = make_template([[Piece("12 months ", True), Piece("later", False)]])
    assert words(template.fill({"v0": "6 weeks"})) == ["6", "weeks", "later"]
