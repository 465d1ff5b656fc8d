"""One row of a sheet is one deal: names of columns, words of cells, what lies over a base; a deal written as a row comes back equal."""

from __future__ import annotations

import copy
import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli import main
from generator import load_library
from generator.batch.columns import Place, UnknownColumn, every_column, find_column, top
from generator.batch.sheet import ABSENT, Conflict, WrongCell, cells_of, lay_over, read_header, value_of
from generator.batch.starter import allowed_at, starter_sheet
from generator.bind.schema import schema
from generator.deal import DealError, make_deal

ROOT = Path(__file__).parent.parent
DEALS = sorted([*(ROOT / "examples").glob("*.json"), *(ROOT / "examples" / "filings").glob("*.json")])
HARBOR = json.loads((ROOT / "examples" / "harbor-mosaic.json").read_text(encoding="utf-8"))


@cache
def deal_place() -> Place:
    return top(schema(load_library()))


def laid(row: dict[str, str], base: dict[str, Any] | None = None) -> dict[str, Any]:
    """The deal of a row, by names of columns."""
    columns = [(find_column(name, deal_place()), cell) for name, cell in row.items()]
    return lay_over(json.dumps(base) if base else "", [(column, value_of(cell, column.place)) for column, cell in columns])


# Names of columns


@pytest.mark.parametrize(
    ("name", "steps"),
    {
        "term.initial": "term initial",
        "sides.a.members[m1].legal_name": "sides a members m1 legal_name",
        "exit.triggers[t2].notice": "exit triggers t2 notice",
        "exit.triggers.t2.notice": "exit triggers t2 notice",
        "exit.triggers[t2].notice.a": "exit triggers t2 notice length a",
        "exit.triggers[t4].cure.classes[c1].time": "exit triggers t4 cure classes c1 time",
        "clauses[exit.convenience].params.quiet_times": "clauses exit.convenience params quiet_times",
        "clauses.exit.convenience.text": "clauses exit.convenience text",
        "rider.base.clauses[esc.ladder]": "rider base clauses esc.ladder",
        " fees[f1].cap ": "fees f1 cap",
    }.items(),
)  # fmt: skip
def test_a_column_is_found_by_its_name(name: str, steps: str) -> None:
    assert [step.name for step in find_column(name, deal_place()).steps] == steps.split()


@pytest.mark.parametrize(
    ("name", "told"),
    {
        "term.inital": "unknown column “term.inital”; nearest: “term.initial”",
        "lockin": "unknown column “lockin”; nearest: “term.lock_in”",
        "sides.a.member[m1].legal_name": "unknown column “sides.a.member[m1].legal_name”; nearest: “sides.a.members[m1].legal_name”",
        "exit.triggers[T 2].notice": "unknown column “exit.triggers[T 2].notice”; “T 2” is no id: lower-case letters, digits, “-” and “_”, such as “i1”",
        "exit.triggers[t2].id": "unknown column “exit.triggers[t2].id”; the id of an element stands in the brackets, so it has no column",
        "Deal owner": "unknown column “Deal owner”; `pactwright schema --csv` prints all that there are",
        "a..b": "“a..b” is no name of a column; write names with dots and ids in brackets, such as “exit.triggers[t2].notice”",
        "x" * 300: "the name of the column has 300 characters; 200 are the most a column has",
    }.items(),
)  # fmt: skip
def test_an_unknown_column_is_told_with_the_nearest(name: str, told: str) -> None:
    with pytest.raises(UnknownColumn) as error:
        find_column(name, deal_place())
    assert str(error.value) == told


def test_a_header_tells_every_wrong_column_and_each_twin() -> None:
    _, wrong = read_header(["id", "term.inital", "", "# ours", "fees[f1].cap", "fees.f1.cap"], deal_place())
    assert wrong == [
        "cell B1: unknown column “term.inital”; nearest: “term.initial”",
        "cell F1: fees.f1.cap has a column already, E; keep one",
    ]
    assert read_header(["# a", ""], deal_place())[1] == [
        "the first row has no names of columns; `pactwright schema --csv` prints a starter sheet"
    ]


# Words of cells


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("term.initial", " 36 months ", "36 months"),
        ("term.initial", "(open) waiting for the board", {"open": "waiting for the board"}),
        ("term.initial", "(Absent)", ABSENT),
        ("alliance.territory", "United Kingdom; Ireland ;", ["United Kingdom", "Ireland"]),
        ("alliance.territory", '["a; b"]', ["a; b"]),
        ("commercial.registered_deals", "Yes", True),
        ("success.miss_rule.misses", "2", 2),
        ("law.forum.arbitrators", "3", 3),
        ("pactwright", "1", 1),
        ("wind_down.support_cap", "shorter of: 12 months; the time left", {"shorter_of": ["12 months", "the time left"]}),
        ("exit.triggers[t2].notice", '{"a": "90 days", "b": "60 days"}', {"a": "90 days", "b": "60 days"}),
        ("sides.a.members[m1].registered_no", "09876543", "09876543"),
        ("title", "[to be agreed]", "[to be agreed]"),
        ("title", "'=1+1", "=1+1"),
        ("title", "'(open) House", "(open) House"),
        ("title", "'(absent)", "(absent)"),
        ("title", "'t Hooft", "'t Hooft"),
        ("exit.triggers[t1].params.grace", "5", 5),
    ],
)
def test_a_cell_says_what_the_deal_file_would(name: str, cell: str, value: Any) -> None:
    assert value_of(cell, find_column(name, deal_place()).place) == value


@pytest.mark.parametrize(
    ("name", "cell", "told"),
    [
        ("title", "x" * 100_001, "the cell has 100,001 characters; 100,000 are the most"),
        ("term.initial", "{36}", "this is not JSON: Expecting property name enclosed in double quotes at column 2"),
        ("accepted", '[{"by": "x", "by": "y"}]', "the key “by” is there twice in one object; keep one"),
        ("accepted", "[" * 40, "the file is nested more than 30 levels deep; no deal needs that"),
        ("accepted", "by counsel", "“by counsel” says nothing here, where several values stand"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told(name: str, cell: str, told: str) -> None:
    with pytest.raises(WrongCell) as error:
        value_of(cell, find_column(name, deal_place()).place)
    assert told in str(error.value)


# A row over a base


def test_a_row_overrides_its_base_and_leaves_the_rest() -> None:
    deal = laid({"id": "other", "term.initial": "24 months", "success.kpis[k1].target": "GBP 1,000,000 a quarter"}, HARBOR)
    expected = copy.deepcopy(HARBOR)
    expected["id"], expected["term"]["initial"] = "other", "24 months"
    expected["success"]["kpis"][0]["target"] = "GBP 1,000,000 a quarter"
    assert deal == expected


def test_an_id_the_base_has_not_adds_an_element_at_the_end() -> None:
    deal = make_deal(laid({"exit.triggers[t13].kind": "exit.key_people", "exit.triggers[t13].notice": "30 days"}, HARBOR))
    assert [trigger.id for trigger in deal.exit.triggers][-2:] == ["t12", "t13"]


def test_elements_without_an_id_in_the_base_are_found_by_the_id_they_get() -> None:
    base = {"contributions": {"investments": [{"what": "one", "by": "a"}, {"what": "two", "by": "b"}]}}
    assert laid({"contributions.investments[i2].what": "three"}, base)["contributions"]["investments"] == [
        {"id": "i1", "what": "one", "by": "a"},
        {"id": "i2", "what": "three", "by": "b"},
    ]


def test_absent_takes_away_a_value_and_a_whole_element() -> None:
    deal = laid({"term.lock_in": "(absent)", "exit.triggers[t12]": "(absent)", "exit.triggers[t99]": "(absent)"}, HARBOR)
    assert "lock_in" not in deal["term"]
    assert [one["id"] for one in deal["exit"]["triggers"]] == [f"t{n}" for n in range(1, 12)]


@pytest.mark.parametrize(
    ("held", "row", "notice"),
    [
        ("30 days", {"exit.triggers[t1].notice.from": "term_end"}, {"length": "30 days", "from": "term_end"}),
        ("30 days", {"exit.triggers[t1].notice.a": "60 days"}, {"length": {"a": "60 days", "b": "30 days"}}),
        ({"a": "30 days", "b": "45 days"}, {"exit.triggers[t1].notice.a": "60 days"}, {"length": {"a": "60 days", "b": "45 days"}}),
        ({"open": "not agreed"}, {"exit.triggers[t1].notice.length": "60 days"}, {"length": "60 days"}),
        ({"length": "30 days", "ends": "month"}, {"exit.triggers[t1].notice": "60 days"}, "60 days"),
        (None, {"exit.triggers[t1].notice": "60 days", "exit.triggers[t1].notice.ends": "month"}, {"length": "60 days", "ends": "month"}),
    ],
    ids=["a field beside a short form", "one side", "one of two sides", "in place of open", "the whole", "short form and field of one row"],
)
def test_a_short_form_of_the_base_is_written_out_where_a_row_adds_to_it(held: Any, row: dict[str, str], notice: Any) -> None:
    base = {"exit": {"triggers": [{"id": "t1", "kind": "exit.convenience", **({"notice": held} if held else {})}]}}
    assert laid(row, base)["exit"]["triggers"][0]["notice"] == notice


@pytest.mark.parametrize(
    "row",
    [
        {"term.initial": "(open) x", "term": '{"lock_in": "1 year"}'},
        {"exit.triggers[t1].notice": "60 days", "exit.triggers[t1].notice.length": "30 days"},
        {"exit.triggers[t1]": "(absent)", "exit.triggers[t1].fee": "none"},
        {"exit.triggers[t1].notice": "(open) x", "exit.triggers[t1].notice.ends": "month"},
    ],
)
def test_two_cells_that_say_something_of_one_place_are_refused(row: dict[str, str]) -> None:
    with pytest.raises(Conflict, match="which holds this place already; empty one of the two cells"):
        laid(row)


# There and back


@pytest.mark.parametrize("path", DEALS, ids=lambda path: path.stem)
def test_a_deal_written_as_a_row_comes_back_equal(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    cells = cells_of(raw, deal_place())
    assert make_deal(laid(cells)) == make_deal(raw)
    assert make_deal(laid(cells, raw)) == make_deal(raw)


# Words that look like a sign of ours, a formula, a list, a number.
AWKWARD = st.one_of(
    st.sampled_from(["=1+1", "'=x", "(open) House", "(absent)", "{x}", '{"open": "x"}', "[to be agreed]", "a; b", "yes", "2026-03-01", "007", "#", "'", ";", "longer of: a; b", "-5", "+1", "@x", "1.10", "''"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    source=st.sampled_from(DEALS),
    words=st.dictionaries(st.sampled_from(["title", "version", "counsel"]), AWKWARD),
    territory=st.lists(AWKWARD, max_size=3),
    methods=st.lists(st.sampled_from(["hand", "courier", "email"]), max_size=2),
    dropped=st.sets(st.sampled_from(["exit", "success", "fees", "wind_down", "clauses", "ip", "plan"])),
    note=AWKWARD,
)
def test_any_deal_written_as_a_row_comes_back_equal(
    source: Path, words: dict[str, str], territory: list[str], methods: list[str], dropped: set[str], note: str
) -> None:
    raw = json.loads(source.read_text(encoding="utf-8")) | words
    for part in dropped:
        raw.pop(part, None)
    raw.setdefault("alliance", {})["territory"] = territory
    raw.setdefault("notice", {})["methods"] = methods
    raw.setdefault("confidentiality", {})["tail"] = {"open": note}
    try:
        deal = make_deal(raw)
    except DealError:
        return  # a text no deal may have
    assert make_deal(laid(cells_of(raw, deal_place()))) == deal


def test_a_starter_sheet_filled_from_a_deal_gives_the_same_deal() -> None:
    rows = list(csv.reader(io.StringIO(starter_sheet(load_library(), [HARBOR]).removeprefix("\ufeff"))))
    header, allowed, about, filled = rows
    assert allowed[0].startswith("# ") and about[0].startswith("#") and header[0] == "id"
    assert make_deal(laid({name: cell for name, cell in zip(header, filled, strict=True) if cell})) == make_deal(HARBOR)


def test_a_starter_sheet_has_a_column_for_each_place_with_what_it_may_hold() -> None:
    library = load_library()
    rows = list(csv.reader(io.StringIO(starter_sheet(library).removeprefix("\ufeff"))))
    said = dict(zip(rows[0], rows[1], strict=True))
    assert set(rows[0]) == {name for name, _ in every_column(deal_place())}
    assert said["exit.triggers[t2].kind"].split(" | ") == ["custom", *library.triggers]
    assert said["exit.triggers[t1].lock_in"].startswith("none | deal | 90 days | 10 business days | 12 months")
    assert said["success.miss_rule.threshold"] == "80% | (open) why"
    assert said["clauses[exit.convenience].text"] == "balanced | short | protective"
    assert said["notice.methods"] == "several, with semicolons: hand | courier | registered_post | email"
    # Each path of the example that is no element of a longer list has its column.
    plain = {name for name in cells_of(HARBOR, deal_place()) if "[" not in name}
    assert plain - {"exit.triggers"} <= set(rows[0])
    assert read_header(rows[0], deal_place())[1] == []


@pytest.mark.parametrize("path", [path for path in DEALS if path.stem in ("harbor-mosaic", "imaging-services")], ids=lambda path: path.stem)
def test_every_value_an_example_has_is_among_the_allowed(path: Path) -> None:
    """A cell of a closed set is one of the words the sheet lists."""
    closed = 0
    for name, cell in cells_of(json.loads(path.read_text(encoding="utf-8")), deal_place()).items():
        place = find_column(name, deal_place()).place
        if place.kinds <= {"choice", "open"} and place.choices and not cell.startswith("(open)"):
            assert cell in allowed_at(place).split(" | "), name
            closed += 1
    assert closed > 20


def test_the_command_prints_a_sheet_of_some_columns() -> None:
    deal = str(ROOT / "examples" / "harbor-mosaic.json")
    result = CliRunner().invoke(main, ["schema", "--csv", "--of", deal, "--only", "term,law.governing"])
    assert result.exit_code == 0, result.output
    rows = list(csv.reader(io.StringIO(result.stdout.removeprefix("\ufeff"))))
    assert rows[0] == ["id", "term.effective", "term.initial", "term.renewal.mode", "term.renewal.length", "term.renewal.most", "term.renewal.review_before", "term.lock_in", "law.governing"]  # fmt: skip
    assert rows[3] == ["harbor-mosaic-2026", "2026-03-01", "36 months", "by_agreement", "12 months", "2", "180 days", "12 months", "England and Wales"]  # fmt: skip


def test_the_command_tells_a_beginning_no_column_has() -> None:
    result = CliRunner().invoke(main, ["schema", "--csv", "--only", "trem"])
    assert (result.exit_code, result.stderr) == (2, "no column begins with “trem”; nearest: “term”\n")
    result = CliRunner().invoke(main, ["schema", "--only", "term"])
    assert result.exit_code == 2 and "give --csv with them" in result.stderr


def test_a_cell_that_looks_like_a_formula_is_guarded_and_comes_back() -> None:
    deal = HARBOR | {"title": "=SUM(A1)"}
    rows = list(csv.reader(io.StringIO(starter_sheet(load_library(), [deal], ["title"]).removeprefix("\ufeff"))))
    assert rows[3] == ["harbor-mosaic-2026", "'=SUM(A1)"]
    assert laid(dict(zip(rows[0], rows[3], strict=True)))["title"] == "=SUM(A1)"
