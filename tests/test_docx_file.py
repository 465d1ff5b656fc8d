"""The Word writer: what a file holds beside the words: ids, styles, tables, pages, properties, bytes."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from tests.changed import replace
from pathlib import Path
from typing import cast

from lxml import etree

from generator.document.tree import (
    Blank,
    Cell, Clause, Item, Items, Ref, RefPart, Schedule, Table, Value,
)  # fmt: skip
from generator.writers.docx import write
from tests.docx_papers import numbered, paper, part, said
from tests.readers.docx import W, open_paper, value
from tests.sample_document import sample, t

ROOT = Path(__file__).parents[1]


def test_same_bytes_again_and_elsewhere(tmp_path: Path) -> None:
    here = write(sample())
    assert write(sample()) == here
    imports = "import hashlib; from generator.writers.docx import write; from tests.sample_document import sample"
    script = f"{imports}; print(hashlib.sha256(write(sample())).hexdigest())"
    for seed, zone in (("1", "Pacific/Auckland"), ("77", "America/Lima")):
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        there = subprocess.run([sys.executable, "-c", script], env=env, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert there.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_every_bookmark_referred_to_exists() -> None:
    body = part(write(sample()))
    marks = [value(mark, "name") or "" for mark in body.iter(W + "bookmarkStart")]
    fields = [str(value(field, "instr")).split() for field in body.iter(W + "fldSimple")]
    links = [value(link, "anchor") for link in body.iter(W + "hyperlink")]
    assert [field[2:] for field in fields] == [[r"\n", r"\h"]] * 8
    assert {field[1] for field in fields} | set(links) <= set(marks)
    assert len(links) == 5, "each section and schedule stands in the contents"
    assert len(marks) == len(set(marks))
    assert all(re.fullmatch(r"_(Ref_|Toc)\w{1,35}", mark) for mark in marks), marks


def test_the_contents_update_without_page_numbers() -> None:
    [instruction] = part(write(sample())).iter(W + "instrText")
    assert instruction.text == r' TOC \o "1-1" \n \h \z \u '


def test_blocks_that_share_an_anchor_share_its_first_bookmark() -> None:
    blocks = [replace(numbered(f"1.1.{n}"), anchor="same") for n in (1, 2)]
    marks = [value(mark, "name") for mark in part(write(paper(*blocks))).iter(W + "bookmarkStart")]
    assert marks.count("_Ref_same") == 1


def test_ids_are_unique() -> None:
    body = part(write(sample()))
    for kind in ("bookmarkStart", "bookmarkEnd"):
        ids = [value(mark, "id") for mark in body.iter(W + kind)]
        assert len(ids) == len(set(ids)) > 5
    controls = [value(control.find(f"{W}sdtPr/{W}id")) for control in body.iter(W + "sdt")]
    assert len(controls) == len(set(controls)) == 8


def test_long_and_like_names_stay_apart() -> None:
    anchors = ["a." * 30 + "x", "a." * 30 + "y", "a.b", "a_b", "A.b", "größe", "grüße"]
    items = tuple(
        Item((Value(f"{anchor}.{'q' * 60}", "v"), Ref(anchor, (RefPart(f"({'abcdefg'[n]})", anchor),))), (), f"({'abcdefg'[n]})", anchor)
        for n, anchor in enumerate(anchors)
    )
    body = part(write(paper(numbered("1.1.1"), Items(items))))
    marks = [
        (value(mark, "name") or "").lower() for mark in body.iter(W + "bookmarkStart") if (value(mark, "name") or "").startswith("_Ref_")
    ]
    assert len(marks) == len(set(marks)) == len(anchors) + 1
    assert all(re.fullmatch(r"\w{1,40}", mark, re.ASCII) for mark in marks)
    tags = [value(control, "val") or "" for control in body.iter(W + "tag")]
    assert max(map(len, tags)) == 64
    assert len(set(tags)) == len(anchors) + 1  # and the party's name


def test_headings_are_heading_styles() -> None:
    opened = open_paper(write(sample()))
    titles = {
        line.words: line.depth
        for line in said(sample())
        if line.depth in (0, 1) and line.words in {"Definitions", "Exit without a reason", "Exit matrix", "Measures"}
    }
    found = {}
    for paragraph in opened.body.iter(W + "p"):
        level = value(opened.from_style(opened.style_of(paragraph), f"{W}outlineLvl"))
        if level is not None:
            found["".join(text.text or "" for text in paragraph.iter(W + "t"))] = int(level)
    assert titles.items() <= found.items()
    names = {value(style.find(W + "name")) for style in opened.styles.values()}
    assert {"heading 1", "heading 2", "Title", "toc 1"} <= names, "the names by which Word knows its own styles"


def test_every_table_has_a_header_row_and_whole_rows() -> None:
    body = part(write(sample()))
    tables = list(body.iter(W + "tbl"))
    assert len(tables) == 4
    for table in tables:
        rows = table.findall(W + "tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        following = table.getnext()
        assert following is not None and following.tag == W + "p"


def test_signature_blocks_are_kept_whole() -> None:
    for table in part(write(sample())).iter(W + "tbl"):
        if value(table.find(f"{W}tblPr/{W}tblStyle")) == "SignatureTable":
            for paragraph in table.iter(W + "p"):
                assert paragraph.find(f"{W}pPr/{W}keepNext") is not None
                assert paragraph.find(f"{W}pPr/{W}keepLines") is not None


def test_no_formatting_outside_styles() -> None:
    """A house style can change everything: runs carry a style and nothing else, paragraphs no look of their own."""
    body = part(write(sample()))
    assert {str(mark.tag) for marks in body.iter(W + "rPr") for mark in marks} == {W + "rStyle"}
    allowed = {W + name for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "sectPr")}
    assert {str(mark.tag) for marks in body.iter(W + "pPr") for mark in marks} <= allowed


def test_every_style_used_exists() -> None:
    data = write(sample())
    styles = {value(style, "styleId") for style in part(data, "word/styles.xml").iter(W + "style")}
    used = {
        value(use)
        for kind in ("pStyle", "rStyle", "tblStyle")
        for name in ("document", "footer1", "footer2")
        for use in part(data, f"word/{name}.xml").iter(W + kind)
    }
    used |= {value(use) for use in part(data, "word/numbering.xml").iter(W + "pStyle")}
    assert used <= styles


def orientations(data: bytes) -> list[str | None]:
    return [value(size, "orient") for size in part(data).iter(W + "pgSz")]


def wide(rows: int = 2) -> Table:
    return Table("wide", tuple("ABCDEFG"), tuple(tuple(Cell((t("x"),)) for _ in range(7)) for _ in range(rows)), landscape=True)


def test_wide_tables_stand_on_turned_pages() -> None:
    assert orientations(write(sample())) == [None, "landscape", None]
    assert orientations(write(paper(numbered("1.1.1"), wide(), numbered("1.1.2"), wide(), wide()))) == [
        None,
        "landscape",
        None,
        "landscape",
    ]
    many = tuple(numbered(f"{n}.", level=1) for n in range(1, 13))
    long = Clause("x", "X", (*many[:11], wide(), many[11]), heading=False)
    assert orientations(write(paper(schedules=(Schedule("s", "S", (long,), "A"),)))) == [None, "landscape", None]


def test_page_language_and_properties() -> None:
    properties = (*sample().properties, ('A "quoted" name', "<1 & 2>"))
    document = replace(sample(), look=replace(sample().look, paper="letter", language="en-US"), properties=properties)
    data = write(document)
    assert {value(size, "w") for size in part(data).iter(W + "pgSz")} == {"12240", "15840"}
    assert {value(lang) for lang in part(data, "word/styles.xml").iter(W + "lang")} == {"en-US"}
    core = etree.tostring(part(data, "docProps/core.xml"), method="text", encoding="unicode")
    assert core == "Strategic Alliance AgreementPactwright2026-02-02T00:00:00Z2026-02-02T00:00:00Zen-US"
    custom = part(data, "docProps/custom.xml")
    assert [(entry.get("name"), entry[0].text, entry.get("pid")) for entry in custom] == [
        ("Deal", "harbor-mosaic-2026", "2"),
        ("Library", "1.0.0", "3"),
        ("Digest", "0123abcd", "4"),
        ('A "quoted" name', "<1 & 2>", "5"),
    ]


def test_every_page_says_what_it_is() -> None:
    data = write(sample())
    for name in ("footer1", "footer2"):
        footer = part(data, f"word/{name}.xml")
        assert [str(value(field, "instr")).strip() for field in footer.iter(W + "fldSimple")] == ["PAGE", "NUMPAGES"]
        assert (
            etree.tostring(footer, method="text", encoding="unicode")
            == "harbor-mosaic-2026 · version 1Page 1 of 1Draft 2 February 2026 – not for signature"
        )
    assert all(section.find(W + "footerReference") is not None for section in part(data).iter(W + "sectPr"))


def test_nothing_asks_to_be_updated_on_opening() -> None:
    archive = zipfile.ZipFile(io.BytesIO(write(sample())))
    whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"updateFields" not in whole and b"w:dirty" not in whole
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"Macintosh" not in whole and b"rsid" not in whole


def test_the_reference_documents_are_as_their_script_builds_them() -> None:
    from templates.styles.build_reference import reference

    for compact, name in ((False, "reference.docx"), (True, "reference_compact.docx")):
        kept = (ROOT / "templates" / "styles" / name).read_bytes()
        assert kept == reference(compact), "run: python -m templates.styles.build_reference"


def bindings(data: bytes) -> dict[str, str]:
    """What Word will print in each bound control: the text its binding points to."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    if "customXml/item1.xml" not in archive.namelist():
        return {}
    values = etree.fromstring(archive.read("customXml/item1.xml"))
    found = {}
    for control in part(data).iter(W + "sdt"):
        bound = control.find(f"{W}sdtPr/{W}dataBinding")
        if bound is not None:
            [stored] = cast(list[etree._Element], values.xpath(str(value(bound, "xpath")), namespaces={"v": "urn:pactwright:values"}))
            said = "".join(text.text or "" for text in control.iter(W + "t"))
            assert stored.text == said
            found[str(value(control.find(f"{W}sdtPr/{W}tag")))] = said
    return found


def test_values_printed_twice_are_bound_to_one_place() -> None:
    once, twice, open_twice = Value("a.once", "1"), Value("a.twice", "*Foo* & <Bar>"), Blank("a.open", "due date")
    unlike, spaced = (Value("a.unlike", "EUR 1"), Value("a.unlike", "one euro")), Value("a.spaced", " 1 ")
    document = paper(numbered("1.1.1", once, twice, open_twice, *unlike, spaced), numbered("1.1.2", twice, open_twice, spaced))
    assert bindings(write(document)) == {"a.twice": "*Foo* & <Bar>"}
    assert bindings(write(sample())) == {}
