"""The register: what it says of a deal, which dates come next, what it marks and why; the same deals give the same bytes.

Long because every column is held to a deal.
"""

from __future__ import annotations

import copy
import csv
import datetime
import io
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from cli import main
from generator import Library, load_library
from generator.batch.record import Record
from generator.batch.register import Register
from generator.batch.register.rows import DATES, Row, row_of
from generator.bind import bind
from generator.deal import DealError, make_deal
from generator.deal.patch import patched

ROOT = Path(__file__).parent.parent
HARBOR = json.loads((ROOT / "examples" / "harbor-mosaic.json").read_text(encoding="utf-8"))


@cache
def library() -> Library:
    return load_library()


def deal(id: str = "d", **changes: Any) -> dict[str, Any]:
    """The example with an id of its own and values changed; `__` stands for a dot."""
    return patched(copy.deepcopy(HARBOR) | {"id": id}, [(path.replace("__", "."), value) for path, value in changes.items()])


def row(raw: dict[str, Any], as_of: str = "") -> Row:
    return row_of(bind(make_deal(raw), library()), datetime.date.fromisoformat(as_of) if as_of else None)


def register(*deals: dict[str, Any]) -> Register:
    made = Register(library())
    for raw in deals:
        made.add(bind(make_deal(raw), library()))
    return made


def eight(**changes: Any) -> list[dict[str, Any]]:
    """Seven deals that are alike, and one with changes."""
    return [*(deal(f"d{n}") for n in range(7)), deal("other", **changes)]


def marked(*deals: dict[str, Any]) -> dict[str, str]:
    """What stands out, by deal."""
    return {one.cells["deal"]: one.cells["outliers"] for one in register(*deals).rows() if one.cells["outliers"]}


def test_a_row_says_the_terms_of_the_deal() -> None:
    cells = row(deal()).cells
    expected = {
        "deal": "d",
        "side a": "Harbor (Harbor Analytics Ltd)",
        "kind": "strategic alliance",
        "effective": "2026-03-01",
        "term": "36 months",
        "term end": "2029-02-28",
        "lock-in end": "2027-02-28",
        "governing law": "England and Wales",
        "forum": "arbitration, London",
        "exits": 12,
        "KPIs": 4,
        "fees": "unrecovered investment, cap GBP 250,000",
        "exit.convenience notice": "Harbor: 90 days; Mosaic: 120 days",
        "exit.convenience fee": "unrecovered investment, cap GBP 250,000",
        "exit.material_breach cure": "30 days; a breach of confidentiality or data security: 10 business days; a failure to support a Joint Customer: 15 days / 45 days",
        "exit.missed_success notice": "60 days",
        "exit.expiry_renewal notice": "90 days, before the end of the term",
        "exit.custom wind-down": "3 months",
    }
    assert {name: cells[name] for name in expected} == expected
    assert cells["KPI targets"].startswith("Joint pipeline: GBP 1,200,000 a quarter; Retailers live: 12 retailers; ")


def test_what_is_open_or_not_dated_is_said_so() -> None:
    raw = deal(term__effective="last_signature", term__initial={"open": "the board"}, law__governing={"open": "x"}, term__lock_in="absent")
    raw["sides"]["a"]["members"] = []
    cells = row(raw).cells
    assert [cells[name] for name in ("side a", "effective", "term", "term end", "lock-in", "governing law")] == [
        "Harbor", "the date of the last signature", "open", "open", "", "open",
    ]  # fmt: skip
    assert not [name for name in DATES if name in cells and name not in ("next gate", "next KPI due", "review")]


# Next dates, counted by hand from the example: effective 1 March 2026, 36 months, lock-in 12 months, notice 90 days (Harbor) or 120.


def test_next_dates_are_counted_from_the_draft_date() -> None:
    cells = row(deal()).cells
    assert cells["as of"] == "2026-02-02"
    assert {name: cells.get(name) for name in DATES} == {
        "next gate": "2026-09-30",
        "next KPI due": "2026-09-30",
        "review": "2026-06-10",
        "renewal review": "2028-09-01",  # 180 days before 28 February 2029
        "last day to stop renewal": None,  # renewal by agreement comes only if both want it
        "lock-in ends": "2027-02-28",
        "earliest exit without a reason": "2027-03-01",  # the lock-in outlasts any notice given now
        "term ends": "2029-02-28",
    }
    assert cells["next date"] == "2026-06-10: first review"


@pytest.mark.parametrize(
    ("as_of", "changes", "earliest"),
    [
        ("2027-06-01", {}, "2027-08-30"),  # 90 days after 1 June
        ("2026-12-01", {}, "2027-03-01"),  # 90 days end on 1 March 2027, the first day after the lock-in
        ("2026-12-02", {}, "2027-03-02"),
        ("2026-12-02", {"exit__framework": {"lock_in_test": "notice_date"}}, "2027-05-30"),  # notice not before 1 March 2027
        ("2026-12-02", {"exit__triggers__t2__lock_in": "none"}, "2027-03-02"),
        ("2026-03-05", {"exit__triggers__t2__lock_in": "none"}, "2026-06-03"),
        ("2026-03-05", {"exit__triggers__t2__lock_in": "18 months"}, "2027-09-01"),
        ("2026-03-05", {"exit__triggers__t2__notice": "as_agreed"}, None),
        ("2026-03-05", {"exit__triggers__t2__lock_in": {"open": "x"}}, None),
    ],
)
def test_the_earliest_exit_waits_for_notice_and_lock_in(as_of: str, changes: dict[str, Any], earliest: str | None) -> None:
    assert row(deal(**changes), as_of).cells.get("earliest exit without a reason") == earliest


def test_dates_that_are_over_are_left_out_and_the_next_of_a_kind_stands() -> None:
    cells = row(deal(), "2026-10-01").cells
    assert cells["next gate"] == "2027-09-30" and "review" not in cells
    assert not [name for name in DATES if name in row(deal(), "2040-01-01").cells if name != "earliest exit without a reason"]


def test_the_last_day_to_stop_a_renewal_that_comes_by_itself() -> None:
    assert row(deal(term__renewal={"mode": "auto", "length": "12 months"})).cells["last day to stop renewal"] == "2028-11-30"


# Deviations


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"exit__triggers__t2__notice": "90 days"}, []),
        ({"exit__triggers__t2__notice": "100 days"}, ["exit.convenience (t2) notice: 100 days (standard 90 days)"]),
        ({"exit__triggers__t2__who": "a"}, ["exit.convenience (t2) who: a (standard either)"]),
        ({"exit__triggers__t2__params": {"quiet_times": ["in May"]}}, ["exit.convenience (t2) quiet_times: in May (standard none)"]),
        ({"exit__triggers__t3": {"id": "t3", "kind": "exit.material_breach", "cure": {"time": "30 days", "none_for": ["fraud"]}}}, [
            "exit.material_breach (t3) cure: time 30 days, none_for fraud (standard time 30 days)"]),
        ({"clauses": {"assign.consent": {"leave_out": "small"}}}, ["assign.consent: left out (small)"]),
        ({"clauses": {"ip.foreground_allocation": {"text": "protective", "protects": "b"}}}, ["ip.foreground_allocation: protective text for Mosaic"]),
        ({"clauses": {"exit.convenience": {"text": "balanced"}}}, []),
        ({"clauses": {"assign.consent": {"params": {"affiliates": True}}}}, []),
        ({"clauses": {"assign.consent": {"params": {"affiliates": False}}}}, ["assign.consent affiliates: no (standard yes)"]),
        ({"posture": "short"}, ["short texts throughout"]),
        ({"special": [{"id": "s1", "title": "Own term", "text": "It holds."}]}, ["term of its own: Own term"]),
        ({"exit__triggers__t1__event": "it rains"}, ["exit.expiry_renewal (t1): event in its own words"]),
    ],
)  # fmt: skip
def test_what_differs_from_the_standard_is_listed(changes: dict[str, Any], said: list[str]) -> None:
    plain = deal(exit__triggers__t2__notice="absent", exit__triggers__t2__fee="absent")
    plain["exit"]["triggers"] = [one for one in plain["exit"]["triggers"] if one["id"] in ("t1", "t2", "t3")]
    changed = patched(plain, [(path.replace("__", "."), value) for path, value in changes.items()])
    assert row(plain).deviations == []
    assert row(changed).deviations == said
    assert row(changed).cells["deviations"] == len(said)


def test_an_exit_of_its_own_is_a_deviation() -> None:
    assert "exit of its own: Loss of the store data" in row(deal()).deviations


# Outliers


def test_deals_that_are_alike_have_none() -> None:
    assert marked(*(deal(f"d{n}") for n in range(12))) == {}


def test_a_value_far_from_the_median_is_marked_with_the_median() -> None:
    assert marked(*eight(exit__triggers__t2__lock_in="none", term__lock_in="30 months")) == {
        "other": "lock-in: 30 months (far from the median of 8 in this batch, about 365 days)"
    }


def test_the_median_speaks_only_of_eight_deals_or_more() -> None:
    assert marked(*eight(term__lock_in="30 months")[1:]) == {}


def test_a_value_a_little_off_is_not_marked() -> None:
    lengths = ["10 months", "11 months", "12 months", "12 months", "13 months", "14 months", "15 months", "16 months", "17 months"]
    assert marked(*(deal(f"d{n}", term__lock_in=length) for n, length in enumerate(lengths))) == {}
    assert set(marked(*(deal(f"d{n}", term__lock_in=length) for n, length in enumerate([*lengths, "60 months"])))) == {"d9"}


def test_a_value_outside_of_the_usual_range_is_marked_in_a_batch_of_one() -> None:
    assert marked(deal("d", exit__triggers__t2__notice="20 days")) == {"d": "exit.convenience notice: 20 days (usual is 30 to 180 days)"}
    assert marked(deal("d", exit__triggers__t2__notice="6 months")) == {}, "6 months are 180 days, about"


def test_a_fee_is_compared_with_those_of_its_currency_alone() -> None:
    assert marked(*eight(fees__f1__cap="EUR 9,000,000")) == {}
    assert marked(*eight(fees__f1__cap="GBP 9,000,000")) == {
        "other": "exit.convenience fee: unrecovered investment, cap GBP 9,000,000 (far from the median of 8 in this batch, 250,000)"
    }


def test_an_exit_most_deals_have_is_missed() -> None:
    assert marked(*eight(exit__triggers__t9="absent")) == {"other": "exits: 11 (most deals here also have exit.change_of_control)"}


# Files


def test_the_csv_has_a_row_a_deal_and_no_cell_that_runs(tmp_path: Path) -> None:
    register(deal("one"), deal("two", sides__a__short="=HYPERLINK(A1)", fees__f1__reason="@x")).write(tmp_path / "r.csv")
    text = (tmp_path / "r.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeffdeal,side a,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [one["deal"] for one in rows] == ["one", "two"]
    assert rows[1]["side a"] == "'=HYPERLINK(A1) (Harbor Analytics Ltd)"
    assert not [cell for one in rows for cell in one.values() if cell[:1] in ("=", "+", "-", "@")]


def test_the_workbook_has_text_days_and_counts_and_no_formula(tmp_path: Path) -> None:
    register(*eight(sides__a__short="=HYPERLINK(A1)", term__lock_in="30 months")).write(tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["Register", "Exits", "Deviations", "Outliers", "About"]
    sheet = book["Register"]
    heads = [cell.value for cell in sheet[1]]
    last = dict(zip(heads, sheet[9], strict=True))
    assert (last["Side a"].value, last["Side a"].data_type, last["Side a"].quotePrefix) == (
        "=HYPERLINK(A1) (Harbor Analytics Ltd)",
        "s",
        True,
    )
    assert (last["Term end"].value, last["Term end"].number_format) == (datetime.datetime(2029, 2, 28), "yyyy-mm-dd")
    assert last["KPIs"].value == 4 and last["Leaving without a reason: notice"].value == "=HYPERLINK(A1): 90 days; Mosaic: 120 days"
    assert last["Lock-in"].fill.fgColor.rgb != last["Term"].fill.fgColor.rgb, "what stands out is marked"
    assert not [cell for one in book for line in one.iter_rows() for cell in line if cell.data_type == "f"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref.split(":")[1]) == ("B2", f"{sheet.dimensions.split(':')[1]}")
    assert sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == "landscape"
    assert [cell.value for cell in book["Outliers"][2]][:2] == ["other", "lock-in"]
    assert book["Exits"].max_row == 1 + 8 * 12


def test_a_count_of_none_is_0_and_no_empty_cell(tmp_path: Path) -> None:
    raw = deal()
    raw["success"]["kpis"], raw["exit"]["triggers"], raw["success"]["gates"] = [], [], []
    register(raw).write(tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["Register"]
    said = dict(zip((cell.value for cell in sheet[1]), (cell.value for cell in sheet[2]), strict=True))
    assert (said["Exits"], said["KPIs"], said["Fees"]) == (0, 0, "unrecovered investment, cap GBP 250,000")


@pytest.mark.parametrize("name", ["r.csv", "r.xlsx"])
def test_the_same_deals_give_the_same_bytes(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    register(deal("one"), deal("two")).write(tmp_path / name)
    first = (tmp_path / name).read_bytes()

    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Later:
            return cls(2031, 5, 6, 7, 8, 9, tzinfo=tz)

    monkeypatch.setattr("openpyxl.packaging.core.datetime.datetime", Later)
    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", Later)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    register(deal("one"), deal("two")).write(tmp_path / name)
    assert (tmp_path / name).read_bytes() == first


def test_the_workbook_is_a_sound_package(tmp_path: Path) -> None:
    register(deal()).write(tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_register_follows_records_and_leaves_bad_ones_to_others() -> None:
    made = Register(library())
    records = [Record(1, "a", "", "", deal("good")), Record(2, "b", "", "", {"id": "bad"}), Record(3, "c", "", "", None)]
    assert list(made.follow(records)) == records
    assert made.count == 1


def test_a_register_of_nothing_is_a_header(tmp_path: Path) -> None:
    for name in ("r.csv", "r.xlsx"):
        register().write(tmp_path / name)
    assert len((tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()) == 1
    assert openpyxl.load_workbook(tmp_path / "r.xlsx")["Register"].max_row == 1


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DealError, match=r"a register ends in .csv or .xlsx, not in “.xls”; nearest: “.xlsx”"):
        register(deal()).write(tmp_path / "r.xls")


def test_the_command_writes_a_register_and_tells_what_it_refuses(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,term.initial\none,24 months\ntwo,24 mnths\n", encoding="utf-8")
    base = str(ROOT / "examples" / "harbor-mosaic.json")
    out = tmp_path / "r.csv"
    result = CliRunner().invoke(main, ["register", str(tmp_path / "x.csv"), "--base", base, "--as-of", "2027-01-01", "-o", str(out)])
    assert (result.exit_code, result.stdout) == (1, f"{out}: 1 deal; 1 refused\n")
    assert result.stderr.startswith(f"{tmp_path}/x.csv row 3: cell B3 (term.initial): “24 mnths” is not a length of the term")
    (line,) = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8").removeprefix("\ufeff")))
    assert (line["deal"], line["term end"], line["as of"]) == ("one", "2028-02-29", "2027-01-01")
    assert CliRunner().invoke(main, ["register", base, "-o", str(tmp_path / "r.pdf")]).exit_code == 2
    assert CliRunner().invoke(main, ["register", base, "--as-of", "soon", "-o", str(out)]).exit_code == 2


def test_two_records_of_one_id_have_a_row_each_and_it_is_told(tmp_path: Path) -> None:
    sheet = tmp_path / "crm.csv"
    sheet.write_text("id,title\nd-1,First\nd-2,Second\nd-1,Third\n", encoding="utf-8")
    base = str(ROOT / "examples" / "harbor-mosaic.json")
    done = CliRunner().invoke(main, ["register", str(sheet), "--base", base, "-o", str(tmp_path / "r.csv")])
    assert done.exit_code == 0 and "3 deals; 1 of an id that another has" in done.output
    assert f"cell A4 (id): “d-1” is also the deal of {sheet} row 2" in done.output
