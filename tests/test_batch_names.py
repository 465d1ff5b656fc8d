"""Names of output files: only known fields, inside the folder, safe on Windows, macOS and Linux."""

from __future__ import annotations

from typing import Any

import pytest

from generator.batch.names import Named, Template, folded, unsafe
from generator.batch.error import BatchError
from generator.batch.order import Order
from tests.batch_deals import deal


def names(template: str, raw: dict[str, Any], **order: Any) -> Any:
    found = Template(Order("out", name=template, **order)).names(raw)
    return [name for _, _, name in found.files] if isinstance(found, Named) else [str(fault) for fault in found]


def test_the_default_name_is_a_folder_a_deal() -> None:
    assert names("", deal("harbor"), formats=("docx", "pdf")) == ["harbor/term-sheet.docx", "harbor/term-sheet.pdf"]
    assert names("", deal("harbor"), copy="counsel") == ["harbor/term-sheet-counsel.docx"]


def test_papers_are_those_asked_for_else_those_of_the_deal() -> None:
    raw = {**deal("harbor"), "documents": ["exit_rider", "term_sheet"]}
    assert names("", raw) == ["harbor/exit-rider.docx", "harbor/term-sheet.docx"]
    assert names("", raw, kinds=("joint_plan",)) == ["harbor/joint-plan.docx"]
    del raw["documents"]
    assert names("", raw) == ["harbor/term-sheet.docx", "harbor/alliance-agreement.docx"]


def test_every_field_is_filled() -> None:
    raw = {**deal("harbor"), "version": "3", "title": "Blue Sky"}
    template = "{deal.id} {deal.version} {deal.title} {deal.sides.a.short} {deal.sides.b.short} {document} {copy}.{format}"
    assert names(template, raw) == ["harbor 3 Blue Sky Harbor harbor Mosaic term-sheet clean.docx"]
    assert names("{deal.id}-{deal.version}/{document}.{format}", deal("harbor")) == ["harbor-1/term-sheet.docx"]


REFUSED = {
    "{deal.di}/{document}.{format}": "there is no field {deal.di}; nearest: “deal.id”; the fields are deal.id, deal.version, deal.title, "
    "deal.sides.a.short, deal.sides.b.short, document, format, copy.",
    "{deal.id/{document}.{format}": "a brace stands alone; a field is written {deal.id}.",
    "{deal.id}}/{document}.{format}": "a brace stands alone; a field is written {deal.id}.",
    "{deal.id}/{document}": "it must end in “.{format}”, so that a program knows what is in a file.",
    "{document}.{format}": "all deals would have the same name; use a field of the deal: deal.id, deal.version, deal.title, "
    "deal.sides.a.short, deal.sides.b.short.",
    "{deal.id}.{format}": "several papers of a deal would have the same name; use {document}, or ask for one paper with --as.",
    "../{deal.id}/{document}.{format}": "it must stay inside the output folder: no “..”, no “/” at its beginning and no empty folder name.",
    "/{deal.id}/{document}.{format}": "it must stay inside the output folder: no “..”, no “/” at its beginning and no empty folder name.",
    "{deal.id}\\{document}.{format}": "“x\\x.x”: it has the character '\\\\', which Windows refuses.",
    "aux/{deal.id}-{document}.{format}": "“aux” is the name of a device on Windows.",
    ".pactwright/{deal.id}-{document}.{format}": "“.pactwright” begins with a dot, which hides it.",
}


@pytest.mark.parametrize("template", REFUSED)
def test_a_template_that_cannot_be_used_is_told(template: str) -> None:
    with pytest.raises(BatchError) as error:
        Template(Order("out", name=template))
    assert str(error.value) == f"--name “{template}”: {REFUSED[template]}"


def test_a_value_that_cannot_be_part_of_a_name_is_a_fault_of_the_deal() -> None:
    template = "{deal.title}/{document}.{format}"
    assert names(template, deal("x")) == [
        "/title: it is needed for the names of the files and is no text here; write it, or use another --name"
    ]
    assert names(template, {**deal("x"), "title": {"open": "later"}})[0].startswith("/title: it is needed")
    assert names(template, {**deal("x"), "title": "a/b"}) == [
        "/title: “a/b” cannot be part of the name of a file: it has a “/”, which would make a folder; write another, or use another --name"
    ]
    assert "which Windows refuses" in names(template, {**deal("x"), "title": "a:b"})[0]
    assert names("", deal("nul")) == [
        "its file “nul/term-sheet.docx” cannot be written everywhere: “nul” is the name of a device on Windows"
    ]


@pytest.mark.parametrize(
    "title", ["..", ".", ".hidden", " lead", "trail ", "dot.", "CON", "lpt1.txt", "COM¹", "x" * 121, "", "a\x1fb", "a\x85b"]
)
def test_no_value_makes_a_name_that_is_unsafe_somewhere(title: str) -> None:
    found = names("{deal.title}/{document}.{format}", {**deal("x"), "title": title})
    assert len(found) == 1 and found[0].split(":")[0] in ("/title", f"its file “{title}/term-sheet.docx” cannot be written everywhere")


def test_a_long_name_is_refused_before_a_system_does() -> None:
    assert unsafe("/".join(["x" * 100] * 3)) == "it is longer than 200 characters."
    assert unsafe("語" * 100) == f"“{'語' * 40}…” is too long."


def test_names_are_the_same_that_some_system_takes_for_one() -> None:
    assert folded("Harbor/É.docx") == folded("harbor/e\u0301.DOCX")
    assert folded("a") != folded("b")


def test_a_list_of_papers_that_is_none_is_left_to_the_deal() -> None:
    for wrong in ("term_sheet", [1], ["../x"], None, {"a": 1}):
        assert names("", {**deal("x"), "documents": wrong}) == ["/documents: it is not a list of papers by their ids"]
