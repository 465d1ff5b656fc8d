"""`pactwright explain`: every id of the library and of the checks has an explanation; an unknown one is told."""

from __future__ import annotations

import json
from functools import cache

import pytest
from click.testing import CliRunner

from cli import main
from generator import Library, load_library
from generator.checks import checks
from generator.explain import UnknownId, explain


@cache
def library() -> Library:
    return load_library()


def ids() -> list[str]:
    found = library()
    return sorted({*found.clauses, *found.steps, *found.passages, *found.definitions, *found.papers, *found.law_packs, *checks()})


def test_every_id_is_explained() -> None:
    for id in ids():
        for one in explain(id, library()):
            assert one.what and one.source, id
            assert one.why or one.kind == "definition", id


def test_a_check_says_what_why_and_where() -> None:
    [one] = explain("D-T02", library())
    assert (one.kind, one.id) == ("check", "D-T02")
    assert one.title == "The lock-in lasts as long as the Initial Term, so nobody could ever use a no-fault exit."
    assert one.what == ("level error; fails `pactwright check` until it is accepted",)
    assert "Fails:" not in one.why and one.why.startswith("A lock-in keeps both sides in while they invest")
    assert one.source == ("generator/checks/lock_in_covers_term.py",)


def test_a_clause_says_its_positions_and_its_law() -> None:
    words = str(explain("exit.convenience", library())[0])
    assert words.startswith("clause exit.convenience: Leaving without a reason\nWhat    texts: balanced, short\n        opening position: ")
    assert "\nWhy     If the deal stops making sense, " in words
    assert "\nSource  clauses/exit/convenience.md, version " in words
    assert "\n        law on convenience.notice: " in words


def test_a_place_finds_its_law_pack_with_marks_and_day() -> None:
    [one] = explain("new york", library())
    assert (one.kind, one.id) == ("law pack", "new-york")
    assert one.source[0].startswith("law/new-york.md, checked 2026-")
    assert all(note.startswith(("[V] ", "[K] ", "[U] ")) for note in one.source[1:])


def test_a_definition_is_found_by_any_form() -> None:
    assert [one.id for one in explain("affiliates", library())] == ["Affiliate"]


def test_one_id_may_mean_several_things() -> None:
    names = [id.casefold() for id in (*library().steps, *library().definitions)]
    for twice in {name for name in names if names.count(name) > 1}:
        assert len(explain(twice, library())) > 1


def test_an_unknown_id_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownId) as told:
        explain("exit.convenence", library())
    assert str(told.value) == (
        "nothing has the id “exit.convenence”; nearest: “exit.convenience”; write the id of a clause, step, passage, definition, "
        "paper, law pack, place, check or question: `pactwright library list` shows them"
    )
    result = CliRunner().invoke(main, ["explain", "exit.convenence"])
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{told.value}\n")


def test_the_command_prints_words_or_data() -> None:
    words = CliRunner().invoke(main, ["explain", "D-T02"])
    assert (words.exit_code, words.stdout) == (0, f"{explain('D-T02', library())[0]}\n")
    data = CliRunner().invoke(main, ["explain", "D-T02", "--format", "json"])
    assert [list(one) for one in json.loads(data.stdout)] == [["kind", "id", "title", "what", "why", "source"]]
