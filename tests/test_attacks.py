"""The attacks of tests/attacks/: each value is printed as typed, or refused with the sentence that stands beside it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from tests.changed import replace
from pathlib import Path
from typing import Any

import pytest
import tinyhtml5
import yaml
from lxml import etree

from generator import DealError, Library, LibraryError, draft, load_library, read_deal, write
from generator.deal import make_deal
from generator.deal.patch import patched
from generator.document import Document
from generator.document.examples import run_examples, sample_deal
from generator.document.tree import Clause, Paragraph, Section, Value
from generator.library.check import check_names
from generator.library.clause import read_clause
from generator.library.source import split
from generator.writers import writer
from generator.writers.choices import Choices, HouseStyleError
from tests.sample_document import sample
from tests.tiny import PAPER, clause, library

ATTACKS = Path(__file__).with_name("attacks")
HOUSE = Path("templates/styles/reference_compact.docx")


def table(name: str) -> list[Any]:
    """The attacks of a file, as test parameters named after themselves."""
    rows = yaml.safe_load((ATTACKS / f"{name}.yaml").read_text(encoding="utf-8"))
    assert len({row["attack"] for row in rows}) == len(rows)
    return [pytest.param(row, id=row["attack"]) for row in rows]


def value_of(row: dict[str, Any]) -> Any:
    return row["value"] * row["times"] if "times" in row else row["value"]


VALUES = table("values")
PRINTED = [value for value in VALUES if "refused" not in value.values[0]]
REFUSED = [value for value in VALUES if "refused" in value.values[0]]


def test_there_are_enough_of_them() -> None:
    assert sum(len(table(path.stem)) for path in ATTACKS.glob("*.yaml")) >= 60


# ---------------------------------------------------------------- values


@pytest.fixture(scope="module")
def full() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def attacked(full: Library) -> Document:
    """An agreement with a KPI named after each value."""
    raw = sample_deal()
    first = raw["success"]["kpis"][0]
    named = [{**first, "id": f"x{n}", "name": value_of(value.values[0])} for n, value in enumerate(PRINTED)]
    raw["success"]["kpis"] += named
    [paper] = draft(make_deal(raw), full, ["alliance_agreement"])
    return paper.document


@pytest.fixture(scope="module")
def printed(attacked: Document) -> dict[str, str]:
    """The words of the agreement, format by format; what wraps its lines without the spaces."""
    with zipfile.ZipFile(io.BytesIO(writer("docx").write(attacked))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    word = "\n".join("".join(node.text or "" for node in paragraph.iter("{*}t")) for paragraph in body.iter("{*}p"))
    page = tinyhtml5.parse(writer("html").write(attacked).decode(), namespace_html_elements=False)
    return {"docx": word, "html": "".join(page.itertext()), "txt": "".join(writer("txt").write(attacked).decode().split())}


@pytest.mark.parametrize("row", PRINTED)
@pytest.mark.parametrize("format", ["docx", "html", "txt"])
def test_a_value_prints_as_typed(row: dict[str, Any], format: str, printed: dict[str, str]) -> None:
    expected = row.get("prints", value_of(row))
    assert ("".join(expected.split()) if format == "txt" else expected) in printed[format]


def page_shape(document: Document) -> set[tuple[object, str]]:
    """The kinds of nodes of the page, comments among them, each with the names of its attributes."""
    page = tinyhtml5.parse(writer("html").write(document).decode(), namespace_html_elements=False)
    return {(node.tag, name) for node in page.iter() for name in ["", *node.attrib]}


def word_shape(document: Document) -> set[str]:
    """The kinds of nodes of a Word file, the kinds of its fields, and what its relationships name."""
    with zipfile.ZipFile(io.BytesIO(writer("docx").write(document))) as package:
        parts = {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    nodes = [node for root in parts.values() for node in root.iter()]
    codes = [f"{value} " for node in nodes for name, value in node.attrib.items() if name.endswith("}instr")]
    codes += [f"{node.text} " for node in nodes if str(node.tag).endswith("}instrText")]
    targets = [f"{node.get('Target')} {node.get('TargetMode')}" for node in nodes if node.get("Target")]
    return {str(node.tag) for node in nodes} | {code.split()[0] for code in codes} | set(targets)


def test_no_value_becomes_an_element_or_a_field(attacked: Document, full: Library) -> None:
    [paper] = draft(make_deal(sample_deal()), full, ["alliance_agreement"])
    assert page_shape(attacked) == page_shape(paper.document)
    assert word_shape(attacked) == word_shape(paper.document)


@pytest.mark.judges
def test_values_print_as_typed_in_a_pdf(tmp_path: Path) -> None:
    values = [value for one in PRINTED if (value := value_of(one.values[0])).isascii() and len(value) < 70]
    clause = Clause("a.b", "Values", tuple(Paragraph((Value(f"v{n}", value),), label=f"1.1.{n}") for n, value in enumerate(values)), label="1.1")
    document = replace(sample(), sections=(Section("s", "Values", (clause,), label="1."),), schedules=())
    (tmp_path / "values.pdf").write_bytes(writer("pdf").write(document))
    told = subprocess.run(["pdftotext", "-raw", tmp_path / "values.pdf", "-"], capture_output=True, check=True).stdout.decode()
    assert [value for value in values if "".join(value.split()) not in "".join(told.split())] == [] and len(values) > 40


@pytest.mark.parametrize("row", REFUSED)
def test_a_value_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(DealError) as caught:
        make_deal(patched(sample_deal(), [("sides.a.short", value_of(row))]))
    assert str(caught.value) == f"/sides/a/short: {row['refused']}"


# ---------------------------------------------------------------- names of files


@pytest.mark.parametrize("row", [one for one in table("names") if "path" in one.values[0]])
def test_an_id_cannot_lead_out_of_the_folder(row: dict[str, Any], full: Library, tmp_path: Path) -> None:
    raw = patched(sample_deal(), [(row["path"], value_of(row))])
    if "refused" in row:
        with pytest.raises(DealError) as caught:
            draft(make_deal(raw), full)
        assert str(caught.value) == row["refused"].replace("{papers}", ", ".join(full.papers))
    else:
        paths = write(draft(make_deal(raw), full, ["term_sheet"]), ["docx"], tmp_path / "out")
        assert [path.name for path in paths] == [row["file"].replace("{value}", value_of(row))]
        assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == paths


@pytest.mark.parametrize("row", [one for one in table("names") if "paper" in one.values[0]])
def test_a_house_paper_cannot_name_a_file_outside(row: dict[str, Any]) -> None:
    with pytest.raises(LibraryError) as caught:
        library(papers=(PAPER.replace("id: agreement", f"id: '{row['paper']}'"),))
    assert str(caught.value).splitlines()[0] == row["refused"]


def test_a_link_in_the_place_of_a_paper_is_replaced_and_not_followed(full: Library, tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "out"
    outside.write_text("mine")
    folder.mkdir()
    papers = draft(make_deal(sample_deal()), full, ["term_sheet"])
    (folder / papers[0].file_name("txt")).symlink_to(outside)
    [path] = write(papers, ["txt"], folder)
    assert outside.read_text() == "mine" and not path.is_symlink()


# ---------------------------------------------------------------- files


def file_text(row: dict[str, Any]) -> str:
    if "change" in row:
        raw = sample_deal()
        raw |= {f"k{n}": 1 for n in range(row["times"])} if row["change"] == "keys" else {row["change"]: [1] * row["times"]}
        return json.dumps(raw)
    return row.get("text", "") + row.get("repeat", "") * row.get("times", 0)


@pytest.mark.parametrize("row", table("files"))
def test_a_deal_file_is_refused(row: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "deal.json").write_text(file_text(row), encoding="utf-8")
    with pytest.raises(DealError) as caught:
        read_deal(tmp_path / "deal.json")
    told = str(caught.value).replace(f"{tmp_path}/", "").splitlines()
    assert [told[0], told[-1]] == row["refused"] and len(told) <= 101


def test_a_file_that_never_ends_is_read_to_the_limit() -> None:
    with pytest.raises(DealError, match=r"^/dev/zero: the file is larger than 5,000,000 bytes; a deal file is text of a few pages$"):
        read_deal("/dev/zero")


# ---------------------------------------------------------------- clause files


def clause_file(row: dict[str, Any]) -> str:
    if "file" in row:
        return str(row["file"])
    text = row.get("text", "") + (row.get("repeat", "") * row.get("times", 0) if "example" not in row else "") + row.get("after", "") or "Words."
    more = f"# Examples\n\n## one\n{row['example']}{row.get('repeat', '') * row.get('times', 0)}\n" if "example" in row else ""
    made = clause("exit.test", text, row.get("front", ""), more=more)
    return made.replace("title: Test", f'title: {json.dumps(row["title"])}') if "title" in row else made


@pytest.mark.parametrize("row", table("clauses"))
def test_a_clause_file_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(LibraryError) as caught:
        text = clause_file(row)
        made = library(text)
        problems = [*check_names(made), *run_examples(made.clauses["exit.test"], made)]
        raise LibraryError(problems)
    told = str(caught.value).splitlines()
    assert told and told[0] == row["refused"]
    assert "\x1b" not in str(caught.value) and "\u202e" not in str(caught.value)


def test_what_looks_like_markup_in_a_clause_is_words() -> None:
    text = "Pay <script>alert(1)</script> & [a](javascript:x) {# kept #} <!-- kept -->."
    part = read_clause(split("f.md", clause("exit.test", text))).texts["balanced"]
    assert part.nodes[0].pieces == (text,)  # type: ignore[union-attr]


@pytest.mark.parametrize(("kind", "told"), [
    ("link", "clauses/x.md:1: this is a link, which may lead out of the library; put a copy of the file here"),
    ("loop", "clauses/x.md:1: this is a link, which may lead out of the library; put a copy of the file here"),
    ("root", "clauses:1: this is a link, which may lead out of the library; put a copy of the folder here"),
    ("pipe", "clauses/x.md:1: this is not an ordinary file; a library holds texts only"),
    ("large", "clauses/x.md:1: the file has more than 200,000 characters"),
    ("latin", "clauses/x.md:1: the file is not UTF-8 text; save it as UTF-8"),
])  # fmt: skip
def test_a_house_folder_holds_files_of_its_own(kind: str, told: str, tmp_path: Path) -> None:
    folder = tmp_path / "clauses"
    if kind != "root":
        folder.mkdir()
    place = folder / "x.md"
    {
        "root": lambda: folder.symlink_to("/"),
        "link": lambda: place.symlink_to("/etc/passwd"), "loop": lambda: place.symlink_to(folder), "pipe": lambda: os.mkfifo(place),
        "large": lambda: place.write_bytes(b"x" * 900_000), "latin": lambda: place.write_bytes("ü".encode("latin-1")),
    }[kind]()  # fmt: skip
    with pytest.raises(LibraryError) as caught:
        load_library(tmp_path)
    assert str(caught.value) == f"{tmp_path}/{told}"


# ---------------------------------------------------------------- house documents


def house(row: dict[str, Any]) -> bytes:
    """The reference document with what the row puts in."""
    added = {row["part"]: row.get("text", "") + row.get("repeat", "") * row.get("times", 0)} if "part" in row else {}
    added |= {f"word/x{n}.xml": "" for n in range(row.get("parts", 0))}
    whole = io.BytesIO()
    with zipfile.ZipFile(HOUSE) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in added:
                target.writestr(name, source.read(name))
        for name, text in added.items():
            entry = zipfile.ZipInfo("x")
            entry.filename, entry.compress_type = name, zipfile.ZIP_DEFLATED
            target.writestr(entry, text)
    return whole.getvalue()


def test_what_a_house_document_fetches_from_outside_is_left_behind() -> None:
    relation = '<Relationship Id="x{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="External"/>'
    made = [("attachedTemplate", "https://example.org/x.dotm"), ("header", "https://example.org/h.xml"), ("styles", "file:///etc/passwd"), ("image", "//example.org/x.png")]
    with zipfile.ZipFile(HOUSE) as package:
        rels = package.read("word/_rels/document.xml.rels").decode()
    more = "".join(relation.format(n=n, kind=kind, target=target) for n, (kind, target) in enumerate(made))
    row = {"part": "word/_rels/document.xml.rels", "text": rels.replace("</Relationships>", f"{more}</Relationships>")}
    with zipfile.ZipFile(io.BytesIO(writer("docx").write(sample(), Choices(style=house(row))))) as package:
        told = b"".join(package.read(name) for name in package.namelist())
    assert b"External" not in told and b"example.org" not in told and b"passwd" not in told


@pytest.mark.parametrize("row", table("house"))
def test_a_house_document_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(HouseStyleError) as caught:
        writer("docx").write(sample(), Choices(style=house(row)))
    assert str(caught.value) == row["refused"]
