"""A house library laid over ours: the digest in each paper changes, and the list says which file replaces what."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from cli import main
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
