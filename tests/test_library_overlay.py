"""A house library laid over ours: the digest in each paper changes, and the list says which file replaces what."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from generator import load_library
from generator.library.folders import FOLDERS
from tests.docx_papers import part

ROOT = Path(__file__).parents[1]


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def house(folder: Path) -> Path:
    """A house with its own text on governing law."""
    place = folder / "clauses" / "gen" / "law.md"
    place.parent.mkdir(parents=True)
    text = (ROOT / "clause_library/clauses/gen/law.md").read_text(encoding="utf-8")
    place.write_text(text.replace("title: ", "title: House "), encoding="utf-8")
    return folder


def digest(paper: Path) -> str:
    [found] = [one for one in part(paper.read_bytes(), "docProps/custom.xml") if one.get("name") == "Library digest"]
    return "".join(str(words) for words in found.itertext())


def test_the_digest_of_a_paper_is_that_of_the_list_with_and_without_a_house(tmp_path: Path) -> None:
    overlay = ("--library", str(house(tmp_path / "house")))
    digests = []
    for options in ((), overlay):
        paper = run("draft", str(ROOT / "examples/harbor-mosaic.json"), "--as", "term_sheet", "--to", "docx", "-o", str(tmp_path), *options)
        digests.append(digest(Path(paper.strip())))
        assert f"digest: {digests[-1]}, as in the properties of each paper" in run("library", "list", *options)
    assert digests[0] != digests[1]


def test_the_list_says_which_file_replaces_what(tmp_path: Path) -> None:
    folder = house(tmp_path / "house")
    assert "house: " not in run("library", "list")
    listed = run("library", "list", "--library", str(folder))
    assert listed.splitlines()[-1] == f"house:  {folder}/clauses/gen/law.md replaces gen.law"
    assert "house: " not in run("library", "list", "--library", str(folder), "--category", "exit")
    files = {one["id"]: one["house"] for one in json.loads(run("library", "list", "--library", str(folder), "--format", "json"))}
    assert {file for file in files.values() if file} == {files["gen.law"]} == {f"{folder}/clauses/gen/law.md"}


# ---------------------------------------------------------------- what a house brings


def ours(id: str) -> str:
    """A clause file of our library."""
    return (ROOT / "clause_library/clauses" / f"{id.replace('.', '/')}.md").read_text(encoding="utf-8")


def put(place: Path, text: str) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


def refused(*arguments: str) -> str:
    """What a command tells that cannot go on."""
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 2, result.output
    return result.output


@pytest.mark.parametrize(("change", "told"), [
    (("{{ trigger.may ", "{{ trigger.mayy "), "no `trigger.mayy`"),  # a name, found by the check
    (("{{ trigger.may ", "{{ trigger. "), "cannot read"),  # an expression, found by the parser
    (("section: exit", "section: exitt"), "no paper has a section"),  # what must meet, found when the files are laid together
    (("why: ", "wy: "), "`wy`: unknown key"),  # the front matter
    (("---\n", ""), "a library file starts with front matter"),
])  # fmt: skip
def test_a_problem_of_a_house_file_is_told_with_the_folder(
    change: tuple[str, str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    good = ours("exit.convenience")
    bad = good.replace(*change, 1)
    assert bad != good
    put(Path("house/clauses/exit/convenience.md"), good)
    put(Path("house2/clauses/exit/convenience.md"), bad)
    shown = CliRunner().invoke(main, ["library", "check", "--library", "house", "--library", "house2"])
    assert shown.exit_code and told in shown.output
    assert set(re.findall(r"(\S*)clauses/exit/convenience\.md:\d", shown.output)) == {"house2/"}, shown.output


@pytest.mark.parametrize(("file", "text", "told"), [
    ("words/en-US.yaml", "- a\n", "house/words/en-US.yaml:1: write one pair"),
    ("law/none.md", "x", "house/law/none.md:1: a library file starts"),
    ("documents/term_sheet.md", "x", "house/documents/term_sheet.md:1: a library file starts"),
    ("questions/topics/x.md", "x", "house/questions/topics/x.md:1: a library file starts"),
])  # fmt: skip
def test_other_files_of_a_house_are_told_with_the_folder_too(
    file: str, text: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put(Path("house", file), text)
    assert refused("library", "check", "--library", "house").startswith(told)


def test_the_folder_of_a_house_is_in_no_name_and_no_digest(tmp_path: Path) -> None:
    one, other = (load_library(house(tmp_path / name)) for name in ("one", "other"))
    assert one.digest == other.digest
    assert one.clauses["gen.law"].source.name == other.clauses["gen.law"].source.name == "clauses/gen/law.md"


def test_trying_a_clause_tells_the_file_that_was_given(tmp_path: Path) -> None:
    for change in (("{{ trigger.may ", "{{ trigger.mayy "), ("section: exit", "section: exitt")):
        mine = put(tmp_path / "mine.md", ours("exit.convenience").replace(*change, 1))
        shown = CliRunner().invoke(main, ["library", "try", str(mine)])
        assert shown.exit_code and shown.stderr.startswith(f"{mine}:"), shown.output


def test_a_folder_without_a_file_of_a_library_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(Path("flat/convenience.md"), ours("exit.convenience"))
    put(Path("bare/README.md"), "Ours.")
    put(Path("deep/house/clauses/gen/law.md"), ours("gen.law"))
    deal = str(ROOT / "examples/harbor-mosaic.json")
    for folder in ("flat", "bare", "deep"):
        for command in (("library", "check"), ("library", "list"), ("draft", deal, "-o", "out"), ("batch", deal, "-o", "out")):
            told = refused(*command, "--library", folder).splitlines()[0]
            # A batch keeps the whole path, for whoever goes on with it.
            assert told.removeprefix(f"{tmp_path}/").startswith(f"{folder}: no file of a library is here; looked for clauses/…/*.md, ")
            assert "words/*.yaml; give the folder that holds these" in told
    assert not Path("out").exists()


def test_a_file_outside_the_folders_of_a_library_is_told_and_a_readme_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    house(Path("house"))
    for file in ("README.md", "notes/README.md", "clauses/README.md", "logo.txt", ".git/description.md"):
        put(Path("house", file), "Words.")
    run("library", "check", "--library", "house")
    strays = ("convenience.md", "clause/exit/convenience.md", "questions/M1.md", "questions/mian/M1.md", "words/usage.md")
    for file in strays:
        put(Path("house", file), ours("exit.convenience"))
    told = refused("library", "check", "--library", "house").splitlines()
    assert [line.split(": ")[0] for line in told] == [f"house/{file}:1" for file in sorted(strays)]
    assert all("not in a folder of a library, so it is not read; such folders are " in line for line in told)
    assert [line.split(" are ")[1].split(", ")[0] for line in told] == ["clauses/"] * 2 + ["questions/topics/"] * 2 + ["clauses/"]


def test_every_folder_that_is_read_may_hold_files() -> None:
    """What is looked for is what ours has."""
    root = ROOT / "clause_library"
    read = {path.relative_to(root).parts[: 2 if "questions" in path.parts else 1] for path in root.rglob("*.md") if path.name != "README.md"}
    assert {"/".join(parts) for parts in read} | {"documents"} == set(FOLDERS)


def test_a_clause_file_stands_where_its_id_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for file in ("clauses/exit/conv.md", "clauses/convenience.md", "clauses/more/exit/convenience.md"):
        folder = Path(file.replace("/", "-"))
        put(folder / file, ours("exit.convenience"))
        told = refused("library", "check", "--library", str(folder))
        assert told.splitlines()[0] == (
            f"{folder}/{file}:2: the file of “exit.convenience” is clauses/exit/convenience.md; move it there, or correct the id"
        )
