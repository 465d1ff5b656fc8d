"""The library that ships: every text parses, every name meets, every example keeps its promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import Library, LibraryError, load_library
from generator.document.examples import run_examples
from generator.document.tryout import try_file
from generator.library.check import check_library

CLAUSES = sorted(Path("clause_library/clauses").rglob("*.md"))


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def test_every_text_is_sound(library: Library) -> None:
    assert [str(problem) for problem in check_library(library)] == []


def test_every_example_keeps_its_promise(library: Library) -> None:
    problems = [str(problem) for clause in library.clauses.values() for problem in run_examples(clause, library)]
    assert problems == []


def test_a_file_is_where_its_id_says() -> None:
    for path in CLAUSES:
        assert f"id: {path.parent.name}.{path.stem}\n" in path.read_text(encoding="utf-8"), path


def test_every_law_topic_is_in_the_pack_of_last_resort(library: Library) -> None:
    known = {note.topic for note in library.law_packs["none"].front.notes}
    asked = {topic for clause in library.clauses.values() for topic in clause.front.law}
    assert asked - known == set()
    assert all(note.mark == "U" for note in library.law_packs["none"].front.notes)


def test_every_row_has_a_reason_for_its_notice(library: Library) -> None:
    """Every default carries its reason; a bare word such as `fee: none` states the ordinary case."""
    bare = [id for id, clause in library.triggers.items() if (cell := (clause.front.row or {}).get("notice")) and not cell.why and cell.value != "none"]
    assert bare == []


def test_a_house_library_replaces_a_clause_and_is_seen_in_the_digest(library: Library, tmp_path: Path) -> None:
    place = tmp_path / "clauses" / "gen" / "law.md"
    place.parent.mkdir(parents=True)
    text = Path("clause_library/clauses/gen/law.md").read_text(encoding="utf-8")
    place.write_text(text.replace("title: ", "title: House "), encoding="utf-8")
    house = load_library(tmp_path)
    assert house.clauses["gen.law"].front.title.startswith("House ")
    assert house.digest != library.digest


def test_a_library_that_does_not_fit_is_told_with_line_and_caret(tmp_path: Path) -> None:
    place = tmp_path / "clauses" / "gen" / "law.md"
    place.parent.mkdir(parents=True)
    text = Path("clause_library/clauses/gen/law.md").read_text(encoding="utf-8")
    place.write_text(text.replace("section: gen", "section: genral"), encoding="utf-8")
    with pytest.raises(LibraryError) as error:
        load_library(tmp_path)
    line = text[: text.index("section: gen")].count("\n") + 1
    assert str(error.value) == f"{place}:{line}: no paper has a section that takes “genral”; nearest: “gen”\n    section: genral"


def test_trying_a_clause_shows_its_examples_and_its_faults(tmp_path: Path) -> None:
    mine = tmp_path / "mine.md"
    text = Path("clause_library/clauses/exit/convenience.md").read_text(encoding="utf-8")
    mine.write_text(text.replace("{{ trigger.right }}", "{{ trigger.rihgt }}", 1), encoding="utf-8")
    printed, problems = try_file(mine, None, ())
    assert any("nearest: “right”" in str(problem) for problem in problems)
    assert not printed or all(words for _, words in printed)


def test_a_house_text_with_an_unknown_name_is_refused_before_anything_is_drafted(tmp_path: Path) -> None:
    place = tmp_path / "clauses" / "gen" / "law.md"
    place.parent.mkdir(parents=True)
    text = Path("clause_library/clauses/gen/law.md").read_text(encoding="utf-8")
    place.write_text(text.replace("law.governing", "law.goverming"), encoding="utf-8")
    with pytest.raises(LibraryError, match="no `law.goverming`; nearest: “governing”"):
        load_library(tmp_path)
