"""Sources of a batch: every record comes with its place, a bad one with sentences, and the next one follows.

Long because each kind of source has its own ways to be wrong.
"""

from __future__ import annotations

import datetime
import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import Library, load_library
from generator.batch.cells import placed
from generator.batch.outcome import Outcome
from generator.batch.record import Record
from generator.batch.report import Report
from generator.batch.sources import ENDINGS, count_records, json_files, packed, read_sources
from generator.deal import DealError, make_deal

ROOT = Path(__file__).parent.parent
HARBOR = ROOT / "examples" / "harbor-mosaic.json"
DEAL = json.loads(HARBOR.read_text(encoding="utf-8"))


@cache
def library() -> Library:
    return load_library()


def read(*paths: Path, base: Path | None = HARBOR) -> list[Record]:
    return list(read_sources(paths, base, library()))


def told(record: Record, folder: Path) -> list[str]:
    """What is wrong with a record, as a person reads it: those of the source, else those of the deal."""
    faults: Iterable[Any] = placed(record, record.faults)
    if record.deal is not None:
        try:
            make_deal(dict(record.deal))
        except DealError as error:
            faults = placed(record, error.faults)
    return [f"{record}: {fault}".removeprefix(f"{folder}/") for fault in faults]


def refusal(path: Path, base: Path | None = HARBOR) -> list[str]:
    with pytest.raises(DealError) as error:
        read_sources([path], base, library())
    return [str(fault).removeprefix(f"{path.parent}/") for fault in error.value.faults]


def deal(id: str) -> dict[str, Any]:
    return DEAL | {"id": id}


# JSON


def test_several_sources_are_read_one_after_the_other_and_numbered(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name, id in (("b.json", "two"), ("a.json", "one"), ("a.private.json", "never"), (".hidden.json", "never")):
        (tmp_path / "folder" / name).write_text(json.dumps(deal(id)), encoding="utf-8")
    (tmp_path / "more.jsonl").write_text(f"\ufeff{json.dumps(deal('three'))}\n\n{json.dumps(deal('four'))}", encoding="utf-8")
    (tmp_path / "list.json").write_text(json.dumps([deal("five"), deal("six")]), encoding="utf-8")
    (tmp_path / "rows.csv").write_text("id\nseven\n", encoding="utf-8")
    records = read(*(tmp_path / name for name in ("folder", "more.jsonl", "list.json", "rows.csv")))
    assert [(record.number, (record.deal or {})["id"], str(record).removeprefix(f"{tmp_path}/")) for record in records] == [
        (1, "one", "folder/a.json"),
        (2, "two", "folder/b.json"),
        (3, "three", "more.jsonl line 1"),
        (4, "four", "more.jsonl line 3"),
        (5, "five", "list.json deal 1"),
        (6, "six", "list.json deal 2"),
        (7, "seven", "rows.csv row 2"),
    ]
    assert make_deal(dict(records[6].deal or {})) == make_deal(deal("seven"))


@pytest.mark.parametrize(
    ("name", "told"),
    {
        "gone.json": "gone.json: cannot open it: No such file or directory",
        "crm.xls": "crm.xls: “.xls” is no source; give a folder, or a file that ends in .json, .jsonl, .csv, .tsv, .xlsx; nearest: “.xlsx”",
        "deals": "deals: the folder holds no deal file; deals are files that end in .json, directly in it",
    }.items(),
)
def test_a_source_that_cannot_be_used_is_told_before_anything_is_read(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals" / "note.txt").write_text("x", encoding="utf-8")
    assert refusal(tmp_path / name) == [told]


def test_a_line_that_is_no_deal_is_told_and_the_next_one_read(tmp_path: Path) -> None:
    lines = ['{"id": ', "[1]", '{"id": "x", "id": "y"}', "{" * 40, json.dumps(deal("Bad Id")), json.dumps(deal("good"))]
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe\n" + "\n".join(lines).encode())
    records = read(tmp_path / "x.jsonl")
    assert [told(record, tmp_path) for record in records] == [
        ["x.jsonl line 1: the line is not UTF-8 text (byte 0); save the file as UTF-8"],
        ["x.jsonl line 2: this is not JSON: Expecting value at column 7"],
        ["x.jsonl line 3: a deal file is a JSON object: { … }"],
        ["x.jsonl line 4: the key “id” is there twice in one object; keep one"],
        ["x.jsonl line 5: the file is nested more than 30 levels deep; no deal needs that"],
        [
            "x.jsonl line 6: /id: “Bad Id” is not an id; use lower-case letters, digits, “-” and “_”, such as “t3” or “harbor-mosaic-2026”; at most 60 characters"
        ],
        [],
    ]
    assert [record.raw for record in records[1:5]] == [line.strip() for line in lines[:4]]


def test_a_line_longer_than_any_deal_is_told_and_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_files, "LARGEST", 1000)
    (tmp_path / "x.jsonl").write_text('{"id": "' + "x" * 5000 + '"}\n{"id": "next"}\n', encoding="utf-8")
    first, second = read(tmp_path / "x.jsonl")
    assert "the line is larger than 1,000 characters" in first.faults[0].message and first.raw == ""
    assert second.deal == {"id": "next"}


@pytest.mark.parametrize("piece", [1, 3, 7, 1_000_000])
def test_a_list_is_read_deal_by_deal_wherever_the_file_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    monkeypatch.setattr(json_files, "PIECE", piece)
    deals: list[dict[str, Any]] = [{"id": "a,]}", "q": 'x"\\'}, {"id": "b", "l": [[1], {"c": "\\\\"}]}, {}, {"id": "é漢"}]
    (tmp_path / "x.json").write_text(" \n" + json.dumps(deals, ensure_ascii=False, indent=1), encoding="utf-8")
    if piece < 3:
        return  # the opening bracket is looked for in the first piece
    assert [record.deal for record in read(tmp_path / "x.json")] == deals


@pytest.mark.parametrize(
    ("text", "told"),
    {
        '[{"id": 1}, ]': "x.json deal 2: a comma stands where a deal is expected; take it out",
        '[{"id": 1}': "x.json deal 1: the list is not closed: a bracket, a brace or a quotation mark is missing here or before",
        '[{"id": 1}] {}': "x.json deal 2: after the list comes something more; put all deals into the list",
        "[1]": "x.json deal 1: a deal file is a JSON object: { … }",
        "nothing": "x.json: this is not JSON: Expecting value at column 1",
    }.items(),
)
def test_a_list_that_is_none_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    said = [f"{record}: {fault}".removeprefix(f"{tmp_path}/") for record in read(tmp_path / "x.json") for fault in record.faults]
    assert said == [told]


def test_reading_holds_one_record_at_a_time(tmp_path: Path) -> None:
    """Ten times the lines, which hold megabytes, take no more memory than some kilobytes."""

    def peak(lines: int) -> int:
        path = tmp_path / f"{lines}.jsonl"
        path.write_text("".join(f"{json.dumps(deal(f'd{n}'))}\n" for n in range(lines)), encoding="utf-8")
        tracemalloc.start()
        try:
            assert sum(1 for _ in read_sources([path])) == lines
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(300) - peak(30) < 100_000 < (tmp_path / "300.jsonl").stat().st_size / 10


# CSV


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_delimiter_is_seen_from_the_header(tmp_path: Path, delimiter: str, mark: str) -> None:
    rows = [["id", "term.initial", "alliance.purpose"], ["d1", "24 months", '"sell; and, or"']]
    (tmp_path / "x.csv").write_text(mark + "\r\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    (record,) = read(tmp_path / "x.csv")
    assert record.deal is not None and record.deal["alliance"]["purpose"] == "sell; and, or"


def test_a_line_that_names_the_delimiter_is_understood(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("sep=;\nid;title\nd1;A, B\n", encoding="utf-8")
    (record,) = read(tmp_path / "x.csv")
    assert (str(record).endswith("row 3"), record.deal and record.deal["title"]) == (True, "A, B")


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    """Empty rows and remarks count; a line break inside a cell does not begin a row."""
    (tmp_path / "x.csv").write_text('id,title,# ours\n# words,,\n\n"d1","a\nb",note\nd2,c,\n,,\n', encoding="utf-8")
    assert [record.place for record in read(tmp_path / "x.csv")] == ["row 4", "row 5"]


def test_a_wrong_cell_is_told_by_its_letter_its_column_and_the_nearest_value(tmp_path: Path) -> None:
    header = "id,term.initial,exit.triggers[t2].fee,exit.triggers[t4].cure.classes[c2].time,sides.b.short,law.governing"
    rows = [
        "d1,36 mnths,none,15 days,Mosaic,Englnd",
        "d2,36 months,f1,15 dys,HARBOR,England",
        "d3,{,none,,,,stray",
    ]
    (tmp_path / "crm.csv").write_text("\n".join([header, *rows]), encoding="utf-8")
    assert [line for record in read(tmp_path / "crm.csv") for line in told(record, tmp_path)] == [
        "crm.csv row 2: cell B2 (term.initial): “36 mnths” is not a length of the term; write a length such as “36 months”, or “until_ended”; nearest: “36 months”",
        "crm.csv row 2: cell F2 (law.governing): “Englnd” is not a place we know; write a country, or a state or region with its own law, in English; nearest: “England”",
        "crm.csv row 3: cell E3 (sides.b.short): both sides are called “HARBOR”; give each a short name of its own",
        "crm.csv row 3: cell D3 (exit.triggers[t4].cure.classes[c2].time): “15 dys” is not allowed here; write “none”, a length such as “90 days”, or one for each side: {\"a\": \"90 days\", \"b\": \"60 days\"}; nearest: “15 days”",
        "crm.csv row 4: cell G4: a value stands in a column without a name; name the column in row 1, or begin its name with #",
        "crm.csv row 4: cell B4 (term.initial): this is not JSON: Expecting property name enclosed in double quotes at column 2; to have the sign as a text, put an apostrophe before it",
    ]  # fmt: skip


def test_a_missing_value_is_told_by_the_name_of_its_column(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,draft_date,sides.a.short,exit.triggers[t1].title\nd1,2026-01-01,A,x\n", encoding="utf-8")
    (record,) = read(tmp_path / "x.csv", base=None)
    assert told(record, tmp_path) == [
        "x.csv row 2: column sides.b: “b” is missing; it is needed here",
        "x.csv row 2: column exit.triggers[t1].kind: “kind” is missing; it is needed here",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    {
        b"id,name\nd1,M\xfcller\n": "x.csv: the file is not UTF-8 text; in Excel, save it as “CSV UTF-8”, or give the .xlsx file itself",
        "id,title\n".encode("utf-16"): "x.csv: the file is not UTF-8 text; in Excel, save it as “CSV UTF-8”, or give the .xlsx file itself",
        "id,title\n".encode(
            "utf-16-le"
        ): "x.csv: the file has NUL characters, so it is UTF-16 or no text; in Excel, save it as “CSV UTF-8”",
        b"": "x.csv: the first row has no names of columns; `pactwright schema --csv` prints a starter sheet",
        b"id,term.inital\n": "x.csv: cell B1: unknown column “term.inital”; nearest: “term.initial”",
    }.items(),
    ids=["latin-1", "utf-16", "utf-16 without mark", "empty", "unknown column"],
)
def test_a_csv_that_cannot_be_used_is_refused_whole(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    assert refusal(tmp_path / "x.csv") == [told]


def test_a_row_that_is_no_csv_is_told_and_the_next_one_read(tmp_path: Path) -> None:
    broken = '"' + "x" * 200_000
    (tmp_path / "x.csv").write_text(f'id,title\nd1,"a"b\n{broken}\nd2,c\n{"y" * 2_000_001}\nd3,d\nd4,"open\n', encoding="utf-8")
    assert [(record.place, record.faults[0].message if record.faults else "") for record in read(tmp_path / "x.csv")] == [
        ("row 2", "the row cannot be read: ',' expected after '\"'; write a quotation mark inside a cell twice"),
        ("row 3", "the row cannot be read: a cell has more than 131,072 characters; a quotation mark may be missing at its end"),
        ("row 4", ""),
        ("row 5", "a line of the file has more than 2,000,000 characters, which no row needs; shorten it where it is"),
        ("row 6", ""),
        ("row 7", "the row cannot be read: the file ends inside quotation marks; one is missing"),
    ]


# XLSX

Change = Callable[[dict[str, bytes]], None]


def workbook(path: Path, rows: list[list[Any]], formats: dict[str, str] | None = None, change: Change | None = None) -> Path:
    """A workbook with rows; `formats` of cells; `change` alters the parts of the finished file."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    for cell, code in (formats or {}).items():
        book.active[cell].number_format = code  # type: ignore[index]
    book.save(path)
    if change:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        change(parts)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
    return path


HEADER = ["id", "term.effective", "success.miss_rule.threshold", "liability.cap_floor", "sides.a.members[m1].registered_no", "commercial.registered_deals", "success.miss_rule.misses", "title"]  # fmt: skip


def test_typed_cells_become_the_words_of_their_places(tmp_path: Path) -> None:
    row = ["d1", datetime.date(2026, 4, 1), 0.625, 250000.5, 1234567, True, 3, 0.9]
    formats = {"C2": "0.0%", "D2": "[$GBP] #,##0.00", "E2": "00000000", "H2": "0%"}
    (record,) = read(workbook(tmp_path / "w.xlsx", [HEADER, row], formats))
    deal = make_deal(dict(record.deal or {}))
    assert str(deal.term.effective_date) == "2026-04-01"
    assert (str(deal.success.miss_rule.threshold), str(deal.liability.cap_floor)) == ("62.5%", "GBP 250,000.5")
    assert deal.sides.a.members[0].registered_no == "01234567"
    assert (deal.commercial.registered_deals, deal.success.miss_rule.misses, deal.title) == (True, 3, "90%")


@pytest.mark.parametrize(
    ("n", "value", "format", "told"),
    [
        (1, datetime.datetime(2026, 4, 1, 14, 30), "", "B2 (term.effective): “2026-04-01 14:30” has a time of day; a deal counts whole days, so write “2026-04-01”"),
        (2, 0.85, "", "C2 (success.miss_rule.threshold): “0.85” can be read as 0.85% or 85%; write it with the percent sign, or format the column as percent"),
        (2, 85, "", "C2 (success.miss_rule.threshold): “85” is not a percentage; write it as “80%” or “62.5%”, at most 1000%; nearest: “85%”"),
        (3, 250000, "#,##0", "D2 (liability.cap_floor): “250000” is not an amount of money; write the currency, a space and the amount with commas, such as “EUR 250,000” or “USD 1,250.50”"),
        (7, "=A1", "", "H2 (title): the cell has a formula, and no formula is counted here; copy the column and paste it as values"),
        (7, "#REF!", "", "H2 (title): the cell shows the error #REF! of the spreadsheet program; put it right"),
    ],
    ids=["time of day", "share", "percent without sign", "money without currency", "formula", "error"],
)  # fmt: skip
def test_a_typed_cell_that_says_too_little_is_told(tmp_path: Path, n: int, value: Any, format: str, told: str) -> None:
    row: list[Any] = ["d1", *[None] * 7]
    row[n] = value
    (record,) = read(workbook(tmp_path / "w.xlsx", [HEADER, row], {f"{'ABCDEFGH'[n]}2": format} if format else {}))
    assert [str(fault) for fault in told_faults(record)] == [f"cell {told}"]


def told_faults(record: Record) -> tuple[Any, ...]:
    if record.deal is None:
        return record.faults
    with pytest.raises(DealError) as error:
        make_deal(dict(record.deal))
    return placed(record, error.value.faults)


def test_each_visible_sheet_is_read_and_one_with_a_remark_for_a_name_is_not(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, rows in {
        "One": [["id"], ["d1"]],
        "Two": [["id"], ["d2"]],
        "# notes": [["owner"], ["x"]],
        "Lookup": [["y"]],
        "Empty": [],
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book["Lookup"].sheet_state = "hidden"
    del book["Sheet"]
    book.save(tmp_path / "w.xlsx")
    assert [str(record).removeprefix(f"{tmp_path}/") for record in read(tmp_path / "w.xlsx")] == [
        "w.xlsx sheet “One” row 2",
        "w.xlsx sheet “Two” row 2",
    ]


def test_a_sheet_with_other_columns_is_refused_with_what_to_do(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book["Sheet"].append(["id"])
    book.create_sheet("Notes").append(["Deal owner"])
    book.save(tmp_path / "w.xlsx")
    assert refusal(tmp_path / "w.xlsx") == [
        "w.xlsx: sheet “Notes”: cell A1: unknown column “Deal owner”; `pactwright schema --csv` prints all that there are; a sheet whose name begins with # is left out"
    ]


def entity(parts: dict[str, bytes]) -> None:
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + sheet


def late_entity(parts: dict[str, bytes]) -> None:
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = b"<!--" + b"x" * 100_000 + b"-->" + b"<!DOCTYPE x [<!ENTITY e 'x'>]>" + sheet


def bomb(parts: dict[str, bytes]) -> None:
    parts["xl/media/x.bin"] = b"\0" * 50_000_000


def escape(parts: dict[str, bytes]) -> None:
    parts["xl/../../evil.xml"] = b"x"


def torn(parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-60]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (entity, "w.xlsx: its part “xl/worksheets/sheet1.xml” declares entities, which no workbook does"),
        (late_entity, "w.xlsx: its part “xl/worksheets/sheet1.xml” declares entities, which no workbook does"),
        (bomb, "w.xlsx: its part “xl/media/x.bin” unpacks to more than 400 times its size, which no workbook does"),
        (escape, "w.xlsx: its part “xl/../../evil.xml” has a name that leads out of the workbook"),
        (lambda parts: parts.pop("xl/workbook.xml"), "w.xlsx: it is a zip file and no workbook; give an .xlsx file"),
    ],
    ids=["entity", "late entity", "bomb", "a name that leads out", "no workbook"],
)
def test_a_hostile_workbook_is_refused(tmp_path: Path, change: Change, told: str) -> None:
    assert refusal(workbook(tmp_path / "w.xlsx", [["id"], ["d1"]], change=change)) == [told]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("size", [1, 4, 9, 10, 1_000])
def test_entities_are_seen_wherever_a_part_is_cut(size: int, encoding: str) -> None:
    part = packed._Guarded(io.BytesIO("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>".encode(encoding)), "p")
    with pytest.raises(packed.WorkbookError, match="declares entities"):
        while part.read(size):
            pass


def test_a_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.xlsx").write_text("id\nd1\n", encoding="utf-8")
    assert refusal(tmp_path / "w.xlsx") == ["w.xlsx: it is no workbook; give an .xlsx file"]
    (tmp_path / "w.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert refusal(tmp_path / "w.xlsx") == ["w.xlsx: it is an old .xls file or locked with a password; save it as .xlsx without a password"]


def test_a_part_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx", [["id"], ["d1"]])
    with pytest.warns(UserWarning), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
    assert refusal(path) == ["w.xlsx: it has the part “xl/workbook.xml” twice, so two readers could see two sheets"]


def test_damage_behind_the_first_rows_ends_the_sheet_with_a_sentence(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx", [["id"], ["d1"], ["d2"]], change=torn)
    records = read(path)
    assert [record.place for record in records if not record.faults][:1] == ["row 2"]
    assert records[-1].faults[0].message == (
        "from here on the sheet cannot be read: its part “xl/worksheets/sheet1.xml” is damaged; open the workbook and save it again"
    )


def shared(parts: dict[str, bytes], *texts: bytes) -> None:
    """The texts of the cells as most programs keep them: in a part of their own."""
    sheet = parts["xl/worksheets/sheet1.xml"]
    for n, word in enumerate((b"id", b"title", b"d1", b"x")):
        sheet = sheet.replace(b't="inlineStr"><is><t>' + word + b"</t></is>", b't="s"><v>%d</v>' % n)
    parts["xl/worksheets/sheet1.xml"] = sheet
    items = b"".join(b"<si>" + text + b"</si>" for text in texts)
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + items + b"</sst>"


def test_texts_that_cells_share_are_read_with_formatting_and_without_readings(tmp_path: Path) -> None:
    rich = '<r><t>東</t></r><r><rPr><b/></rPr><t xml:space="preserve">京 A_x0026_B</t></r><rPh sb="0" eb="1"><t>とう</t></rPh>'.encode()
    path = workbook(
        tmp_path / "w.xlsx",
        [["id", "title"], ["d1", "x"]],
        change=lambda parts: shared(parts, b"<t>id</t>", b"<t>title</t>", b"<t>d1</t>", rich),
    )
    (record,) = read(path)
    assert record.deal is not None and (record.deal["id"], record.deal["title"]) == ("d1", "東京 A&B")


def test_a_text_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "w.xlsx", [["id", "title"], ["d1", "x"]], change=lambda parts: shared(parts, b"<t>id</t>", b"<t>title</t>", b"<t>d1</t>")
    )
    (record,) = read(path)
    assert record.faults[0].message == (
        "from here on the sheet cannot be read: a cell names a text that is not there; open the workbook and save it again"
    )


def test_a_text_part_larger_than_allowed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "LARGEST_KEPT", 100_000)
    path = workbook(tmp_path / "w.xlsx", [["id", "title"], ["d1", "x"]], change=lambda parts: shared(parts, *([b"<t>id</t>"] * 9_000)))
    assert refusal(path) == ["w.xlsx: its part “xl/sharedStrings.xml” unpacks to more than 0.1 MB; split the workbook, or save it as CSV"]


def test_a_row_with_more_cells_than_any_is_refused_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crowded(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b'<row r="2">', b'<row r="2">' + b"<c/>" * 3_000)

    monkeypatch.setattr(packed, "MOST_HELD", 1_000)
    (record,) = read(workbook(tmp_path / "w.xlsx", [["id"], ["d1"]], change=crowded))
    assert "has more than 1,000 elements in one place, which no workbook does" in record.faults[0].message


def test_a_row_beyond_the_last_of_any_sheet_ends_it(tmp_path: Path) -> None:
    def below(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'<row r="3">', b'<row r="1048577">').replace(b'r="A3"', b'r="A1048577"')

    first, last = read(workbook(tmp_path / "w.xlsx", [["id"], ["d1"], ["d2"]], change=below))
    assert first.deal and last.faults[0].message == (
        "from here on the sheet cannot be read: it has a row 1,048,577; a sheet has 1,048,576 at most"
    )


def test_a_cell_far_to_the_right_costs_a_sentence_and_no_memory(tmp_path: Path) -> None:
    def far(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b'r="B2"', b'r="XFD2"')

    (record,) = read(workbook(tmp_path / "w.xlsx", [["id", "title"], ["d1", "x"]], change=far))
    assert str(record.faults[0]).startswith("cell XFD2: a value stands in a column without a name")


def test_rows_of_a_workbook_are_read_one_at_a_time(tmp_path: Path) -> None:
    rows = [["id", "title"], *([f"d{n}", "t" * 50] for n in range(4_000))]
    path = workbook(tmp_path / "w.xlsx", rows)
    small = workbook(tmp_path / "s.xlsx", rows[:100])

    def peak(path: Path) -> int:
        tracemalloc.start()
        try:
            sum(1 for _ in read_sources([path], None, library()))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(small)
    # The parser holds some hundred rows at a time; 3,900 more, kept, would be many megabytes.
    assert peak(path) - peak(small) < 1_000_000


# Anything at all

PIECES = [b'"', b"{", b"}", b"[", b"]", b",", b";", b"\\", b"\n", b"\0", b"\xff", b"id", b"term.initial", b"(open)", b"(absent)", b"1e999", b"NaN", b"\\ud800", b"'", b"\xef\xbb\xbf", b"PK\x03\x04"]  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=30), ending=st.sampled_from(ENDINGS))
def test_whatever_comes_is_a_record_or_a_sentence(tmp_path: Path, pieces: list[bytes], ending: str) -> None:
    path = tmp_path / f"x{ending}"
    path.write_bytes(b"".join(pieces))
    try:
        records = read(path)
    except DealError as error:
        assert error.faults and all(fault.message for fault in error.faults)
        return
    for record in records:
        assert (record.deal is None) == bool(record.faults)
        told(record, tmp_path)


# Refused records come back


def refuse(records: list[Record], folder: Path) -> Path:
    report = Report(folder / "refused.jsonl", base="base.json")
    for record in records:
        faults = told_faults(record)
        report.add(record, Outcome(record.number, str(record), "", "refused", faults=tuple(faults)))
    report.close()
    return folder / "refused.jsonl"


def test_refused_records_come_back_mended_in_their_own_shape(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(f"{json.dumps(deal('Bad Id'))}\n{{bad\n", encoding="utf-8")
    (tmp_path / "x.csv").write_text('id,term.initial\nd3,"36 mnths"\n', encoding="utf-8")
    path = refuse(read(tmp_path / "x.jsonl", tmp_path / "x.csv"), tmp_path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines[0]["record"] == deal("Bad Id") and lines[1]["record"] == "{bad"
    assert lines[2] == {
        "record": {"id": "d3", "term.initial": "36 mnths"},
        "as": "row",
        "base": "base.json",
        "from": f"{tmp_path}/x.csv row 2",
        "reasons": [
            {
                "where": "cell B2 (term.initial)",
                "message": "“36 mnths” is not a length of the term; write a length such as “36 months”, or “until_ended”; nearest: “36 months”",
                "nearest": "36 months",
            }
        ],
    }
    assert str(told_faults(read(path)[2])[0]).startswith("column term.initial: “36 mnths” is not")
    lines[0]["record"]["id"] = "mended"
    lines[1]["record"] = json.dumps(deal("whole"))
    lines[2]["record"]["term.initial"] = "36 months"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    records = read(path)
    assert [make_deal(dict(record.deal or {})).id for record in records] == ["mended", "whole", "d3"]
    assert str(records[2]).removeprefix(f"{tmp_path}/") == f"refused.jsonl line 3 ({tmp_path}/x.csv row 2)"


def test_a_row_that_comes_back_without_its_base_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,term.initial\nd3,36 mnths\n", encoding="utf-8")
    (record,) = read(refuse(read(tmp_path / "x.csv"), tmp_path), base=None)
    assert [fault.message for fault in record.faults] == ["this row was laid over the base base.json; give it again with --base"]


def test_a_value_in_a_column_without_a_name_is_kept_and_refused_again(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,term.initial\nd3,36 months,stray\n", encoding="utf-8")
    path = refuse(read(tmp_path / "x.csv"), tmp_path)
    (record,) = read(path)
    assert json.loads(record.raw) == {"id": "d3", "term.initial": "36 months", "column C": "stray"}
    assert "unknown column “column C”" in record.faults[0].message


def test_a_quick_look_tells_about_how_many_records_there_are(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id\nd1\nd2\n", encoding="utf-8")
    (tmp_path / "x.jsonl").write_text("{}\n{}\n{}\n", encoding="utf-8")
    (tmp_path / "list.json").write_text("[{}]", encoding="utf-8")
    assert count_records([HARBOR, tmp_path / "x.csv", tmp_path / "x.jsonl", ROOT / "examples"]) == 1 + 2 + 3 + 5
    assert count_records([tmp_path / "list.json"]) is None and count_records([tmp_path / "gone.json"]) is None


def test_a_base_that_is_no_object_is_refused(tmp_path: Path) -> None:
    (tmp_path / "base.json").write_text("[]", encoding="utf-8")
    (tmp_path / "x.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(DealError, match="a base is a JSON object"):
        read_sources([tmp_path / "x.csv"], tmp_path / "base.json", library())
