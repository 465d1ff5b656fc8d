"""Both sides' answers beside each other: nothing that differs is missed, nothing that is one side's own is told.

Long because the comparison, the bridges, the page, the one deal and what they must never say are told on the same pairs of deals.
"""

from __future__ import annotations

import copy
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from cli import main
from generator import load_library, look_at
from generator.checks import run_checks
from generator.checks.gate import gate
from generator.deal.patch import ABSENT, patched
from generator.deal.read import DealError, make_deal, plain_data
from generator.interview.align import Alignment, Entry, align
from generator.interview.align_page import page
from generator.interview.align_text import as_text
from generator.interview.comparing import compare, is_own, meaning, middle
from generator.interview.merging import merge
from generator.interview.pairing import is_part, is_rows, pairs, renamed
from generator.interview.place import found
from generator.interview.plan import Plan, make_plan
from generator.library.question import load_questions
from generator.writers import names, writer
from tests.readers import docx, pdf

ROOT = Path(__file__).parents[1]
HARBOR = ROOT / "examples" / "harbor-mosaic.json"
PAIRED = [ROOT / "examples" / f"{name}.json" for name in ("harbor-mosaic", "joint-plan", "reset", "exit-rider")]
MARK = "Zqxown"


@cache
def plan() -> Plan:
    return make_plan(load_questions(), load_library())


@cache
def _example(path: Path) -> str:
    return json.dumps(plain_data(make_deal(json.loads(path.read_text()))))


def example(path: Path = HARBOR) -> dict[str, Any]:
    """An example in the long form, with an id on every row, so that a test can name its places."""
    return dict(json.loads(_example(path)))


def changed(changes: dict[str, Any], raw: dict[str, Any] | None = None) -> dict[str, Any]:
    """An example with some places changed; None takes a place out."""
    return dict(patched(raw or example(), [(place, ABSENT if value is None else value) for place, value in changes.items()]))


def lay(a: dict[str, Any], b: dict[str, Any], ours: str = "a") -> Alignment:
    return align(make_deal(a), make_deal(b), plan(), ours)  # type: ignore[arg-type]


def apart(found: Alignment) -> list[Entry]:
    return [entry for entry in found.entries if entry.status != "agreed"]


def entry(found: Alignment, label: str) -> Entry:
    return next(entry for entry in found.entries if entry.label == label)


# ---------------------------------------------------------------- nothing is missed


def leaves(value: Any, spot: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value of a deal file by its place."""
    if is_rows(value):
        for row in value:
            yield from leaves(row, (*spot, row["id"]))
    elif is_part(value):
        for key, inner in value.items():
            if not (key == "id" and spot):
                yield from leaves(inner, (*spot, key))
    elif value not in ([], {}):
        yield spot, value


def another(value: Any) -> Any:
    """A value of the same kind that means something else."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return (
                re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), value, count=1) if re.search(r"\d", value) else f"{value} other"
            )
        case list():
            return [*value, "other"]
        case dict() if set(value) == {"open"}:
            return "settled"
    return {"open": "other"}


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_value_changed_in_one_copy_is_listed(data: st.DataObject) -> None:
    raw = example(data.draw(st.sampled_from(PAIRED)))
    spot, value = data.draw(st.sampled_from([(spot, value) for spot, value in leaves(raw) if not is_own(spot)]))
    other = copy.deepcopy(raw)
    above = found(other, spot[:-1]) if len(spot) > 1 else other
    if data.draw(st.booleans()):
        above[spot[-1]] = another(value)
    else:
        del above[spot[-1]]
    differences = [one for one in compare(raw, renamed(raw, other)) if one.status != "agreed"]
    assert any(one.spot[: len(spot)] == spot or spot[: len(one.spot)] == one.spot for one in differences), (spot, value)


@pytest.mark.parametrize("path", PAIRED, ids=lambda path: path.stem)
def test_every_value_of_both_files_is_in_exactly_one_place(path: Path) -> None:
    a, b = example(path), example(path)
    b["success"] = {"kpis": [{"id": "z9", "name": "Quiet nights"}]}
    b = renamed(a, b)
    differences = compare(a, b)
    for raw in (a, b):
        for spot, _ in leaves(raw):
            if not is_own(spot):
                holding = [one for one in differences if spot[: len(one.spot)] == one.spot]
                assert len(holding) == 1, (spot, holding)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.json")), ids=lambda path: path.stem)
def test_two_copies_of_one_deal_agree_in_all(path: Path) -> None:
    raw = example(path)
    assert {one.status for one in lay(raw, raw).entries} <= {"agreed", "open"}


def test_what_one_side_alone_keeps_is_not_compared() -> None:
    b = changed({"counsel": f"{MARK} and partners, 2026", "accepted": [{"check": "D-T02", "by": "x", "on": "2026-01-01", "because": MARK}]})
    b["sources"] = {"term.lock_in": {"from": "counsel", "by": MARK}}
    b["clauses"] = {"exit.mutual": {"because": MARK}}
    assert apart(lay(example(), b)) == []


# ---------------------------------------------------------------- the same in meaning


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("12 months", "1 year", True),
        ("2 weeks", "14 days", True),
        ("4 quarters", "1 year", True),
        ("3 months", "90 days", False),
        ("10 business days", "10 days", False),
        ("EUR 250,000", "EUR 250,000.00", True),
        ("EUR 250,000", "USD 250,000", False),
        ("50%", "50.0%", True),
        ("The  “Connector”.", "the connector", True),
        ("12 retailers", "13 retailers", False),
        (["London", "Paris"], ["Paris", "London"], True),
        (["London"], ["London", "Paris"], False),
        ({"a": "90 days", "b": "90 days"}, "90 days", True),
        ({"longer_of": ["1 year", "a term"]}, {"longer_of": ["A term.", "12 months"]}, True),
        ({"longer_of": ["1 year", "a term"]}, {"shorter_of": ["1 year", "a term"]}, False),
        (True, 1, False),
    ],
)
def test_meaning_counts_and_not_spelling(one: Any, other: Any, same: bool) -> None:
    assert (meaning(one) == meaning(other)) is same


def test_short_and_long_form_of_a_value_are_the_same() -> None:
    raw = json.loads(HARBOR.read_text())
    assert apart(lay(raw, example())) == []


# ---------------------------------------------------------------- rows


def test_rows_are_matched_by_what_they_say_and_not_by_counted_ids() -> None:
    b = example()
    kpis = b["success"]["kpis"]
    kpis.reverse()
    for n, kpi in enumerate(kpis, 1):
        kpi["id"] = f"k{n}"
    moved = {"k1": "k4", "k2": "k3"}
    for trigger in b["exit"]["triggers"]:
        trigger["tests"] = [moved[id] for id in trigger["tests"]] if "tests" in trigger else []
        if not trigger["tests"]:
            del trigger["tests"]
    b["success"]["gates"][1]["criteria"][0]["kpi"] = "k3"
    assert apart(lay(example(), b)) == []


def test_the_number_that_differs_is_named() -> None:
    b = changed({"success.kpis.k2.target": "15 retailers", "success.kpis.k2.name": "Retailers in production", "success.kpis.k2.id": "n1"})
    told = {(one.label, one.status, one.a, one.b) for one in apart(lay(example(), b)) if "tests" not in one.label}
    assert told == {
        ("Retailers live: name", "different", "Retailers live", "Retailers in production"),
        ("Retailers live: target", "different", "12 retailers", "15 retailers"),
    }


def test_two_things_with_one_counted_id_stay_two() -> None:
    one = {"id": "k1", "name": "Joint pipeline", "metric": "value of accepted opportunities", "cadence": "1 quarter"}
    other = {"id": "k1", "name": "Team health", "metric": "answers of both teams to ten questions", "cadence": "1 quarter"}
    assert pairs([one], [other]) == {}
    made = renamed({"success": {"kpis": [one]}}, {"success": {"kpis": [other]}})
    assert made["success"]["kpis"][0]["id"] == "k1_2"
    assert [difference.status for difference in compare({"success": {"kpis": [one]}}, made)] == ["one_side", "one_side"]


def test_exits_of_two_kinds_are_never_one() -> None:
    b = example()
    b["exit"]["triggers"][2] = {"id": "t3", "kind": "exit.deadlock"}
    told = [(one.label, one.status) for one in apart(lay(example(), b))]
    assert told == [("Ending by agreement", "one_side"), ("A decision that cannot be reached", "one_side")]


def test_the_order_of_the_steps_after_a_miss_says_something() -> None:
    b = example()
    b["success"]["ladder"].reverse()
    (told,) = apart(lay(example(), b))
    assert told.label == "Ladder, order"
    assert told.a.startswith("the owner of the KPI proposes a fix, then ") and told.b.startswith("the Executive Sponsors meet, then ")


# ---------------------------------------------------------------- open, one side, order


def test_open_and_not_sure_are_open_and_their_notes_stay_behind() -> None:
    b = changed({"success.kpis.k1.baseline": {"open": f"{MARK} our board hides it"}})
    b["sources"] = {
        "law.governing": {"from": "interview", "question": "M36", "unsure": f"{MARK} ask counsel"},
        "M22.who": {"from": "interview", "question": "M22", "unsure": f"{MARK} who knows"},
    }
    laid = lay(example(), b)
    told = {one.label: (one.status, one.a, one.b) for one in apart(laid)}
    assert told == {
        "Joint pipeline: baseline": ("open", "0 on 1 March 2026", "open"),
        "Governing law": ("open", "England and Wales", "England and Wales (not sure)"),
        "Will either of you promise not to do this with anyone else?": ("open", "–", "not sure"),
    }
    assert MARK not in json.dumps(laid.as_data())


def test_success_and_exit_terms_come_first_and_what_differs_before_what_is_open() -> None:
    b = changed(
        {
            "alliance.kind": "technology", "law.governing": "New York", "term.lock_in": {"open": "later"}, "wind_down.return_within": "60 days",
            "success.kpis.k1.target": {"open": "later"}, "success.miss_rule.misses": 3, "success.recovery.cadence": None,
        }
    )  # fmt: skip
    laid = lay(example(), b)
    assert [(title, [one.status for one in entries if one.status != "agreed"]) for title, entries in laid.chapters()][:3] == [
        ("What success means", ["different", "open", "one_side"]), ("Exit terms", ["different", "open"]), ("Who and what", ["different"]),
    ]  # fmt: skip
    assert [title for title, entries in laid.chapters() if any(one.status != "agreed" for one in entries)][-1] == "Legal frame"
    assert all(
        one.status == "agreed" for _, entries in laid.chapters() for one in entries[len([x for x in entries if x.status != "agreed"]) :]
    )


# ---------------------------------------------------------------- bridges

CONVENIENCE = "exit.triggers.t2.notice.length"


@pytest.mark.parametrize(
    ("a", "b", "label", "bridge"),
    [
        # Outside for one, opening for the other: what both could take, and no middle that lies outside.
        ({CONVENIENCE: "90 days"}, {CONVENIENCE: "20 days"}, "Leaving without a reason: notice", "For both sides, on 60 to 180 days’ notice."),
        # Both already where they could meet: the middle besides.
        ({CONVENIENCE: "60 days"}, {CONVENIENCE: "120 days"}, "Leaving without a reason: notice",
         "For both sides, on 60 to 180 days’ notice. Between 60 days and 120 days: would 90 days serve both?"),
        ({"term.lock_in": "6 months"}, {"term.lock_in": "1 year"}, "Lock-in", "Between 6 months and 1 year: would 9 months serve both?"),
        ({"brand.announce": "never"}, {"brand.announce": "after_signing"}, "Press: when it is announced",
         "After the plan is adopted, or when both agree."),
        ({"ip.joint.share_a": "50%"}, {"ip.joint.share_a": "75%"}, "Rights: joint, share of Harbor", "Between 50% and 75%: would 62.5% serve both?"),
        # No middle of dates, of places of law, or of what is measured.
        ({"term.effective.date": "2026-03-01"}, {"term.effective.date": "2026-05-01"}, "Effective Date", ""),
        ({"law.governing": "England and Wales"}, {"law.governing": "New York"}, "Governing law", ""),
        ({"success.kpis.k1.baseline": "0"}, {"success.kpis.k1.baseline": "100"}, "Joint pipeline: baseline", ""),
        ({"success.recovery.lasts": "90 days"}, {"success.recovery.lasts": "200 days"}, "Recovery, lasts", "Up to 120 days."),
        # Words are nobody's position.
        ({"people.a.sponsor.name": "Priya Raman"}, {"people.a.sponsor.name": "Ann Lee"}, "People: Harbor, sponsor, name", ""),
    ],
)  # fmt: skip
def test_a_bridge_is_offered_where_the_library_has_one(a: dict[str, Any], b: dict[str, Any], label: str, bridge: str) -> None:
    assert entry(lay(changed(a), changed(b)), label).bridge == bridge
    assert entry(lay(changed(b), changed(a)), label).bridge == bridge


def test_no_words_of_a_walk_away_are_ever_offered() -> None:
    """All values of all examples set against each other, where they name the same place."""
    harbor = example()
    words = {
        words.replace("'", "’").casefold()
        for clause in load_library().clauses.values()
        for level, _, words in clause.positions
        if level == "walk_away"
    }
    other = {
        words.replace("'", "’").casefold()
        for clause in load_library().clauses.values()
        for level, _, words in clause.positions
        if level != "walk_away"
    }
    bridges = []
    for path in sorted((ROOT / "examples" / "filings").glob("*.json")):
        theirs = {**example(path), "sides": harbor["sides"]}
        try:
            bridges += [one.bridge for one in lay(harbor, theirs).entries if one.bridge]
        except DealError:
            continue  # a deal that names its own members elsewhere cannot take the sides of another
    assert len(bridges) > 30
    assert not [bridge for bridge in bridges if bridge.removesuffix(".").casefold() in words - other]


@pytest.mark.parametrize(
    ("a", "b", "between"),
    [("60 days", "61 days", None), ("1 month", "1 year", ("1 month", "7 months", "1 year")), ("soon", "60 days", None), ("80%", "80%", None),
     ("10 business days", "20 days", None), ("1 week", "13 days", ("1 week", "10 days", "13 days"))],
)  # fmt: skip
def test_the_middle_is_a_whole_number_between(a: str, b: str, between: Any) -> None:
    assert middle(a, b) == between


# ---------------------------------------------------------------- the gate


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"success.kpis.k1.target": "EUR 5"}, "The numbers that measure success are not agreed: Joint pipeline: target."),
        ({"success.gates.g1.due": "2026-10-31"}, "The gates are not agreed: First joint customers: due."),
        ({"success.miss_rule.misses": 3}, "When a miss counts is not agreed: Number of misses."),
        ({"success.agreed.a.on": "2026-01-27"}, "Who signed off, or when, is not agreed: Sign-off, Harbor, date."),
    ],
)
def test_without_agreement_on_success_the_gate_stays_shut(changes: dict[str, Any], said: str) -> None:
    laid = lay(example(), changed(changes))
    assert laid.gate == (said,)
    assert not laid.is_agreed


def test_a_missing_sign_off_keeps_the_gate_shut_though_nothing_differs() -> None:
    raw = changed({"success.agreed.b": None})
    laid = lay(raw, raw)
    assert apart(laid) == []
    assert laid.gate == ("Mosaic has not signed off the success criteria: a name and a date are missing.",)
    assert not laid.is_agreed


def test_each_file_may_hold_the_sign_off_of_its_own_side() -> None:
    laid = lay(changed({"success.agreed.b": None}), changed({"success.agreed.a": None}))
    assert laid.gate == ()
    assert merge(laid).raw["success"]["agreed"] == example()["success"]["agreed"]


# ---------------------------------------------------------------- one deal


def signing_gate(raw: dict[str, Any]) -> list[str]:
    view = look_at(make_deal(raw), load_library())
    return gate(view, run_checks(view))


def test_the_one_deal_is_open_where_both_differ_and_its_gate_is_shut() -> None:
    b = changed(
        {"success.kpis.k1.target": "GBP 900,000 a quarter", "term.lock_in": "18 months", "brand.announce": "never", "data.personal": None}
    )
    merged = merge(lay(example(), b))
    raw = merged.raw
    assert raw["success"]["kpis"][0]["target"] == {"open": "Harbor: GBP 1,200,000 a quarter; Mosaic: GBP 900,000 a quarter"}
    assert raw["term"]["lock_in"] == {"open": "Harbor: 12 months; Mosaic: 18 months"}
    assert "announce" not in raw.get("brand", {})
    assert raw["data"]["personal"] == "contacts_only"
    assert raw["sources"] == {
        "brand.announce": {"from": "import", "unsure": "Harbor: After the first joint customer; Mosaic: Never"},
        "data.personal": {"from": "import", "by": "Harbor", "unsure": "from Harbor alone; Mosaic says nothing of it"},
    }
    assert merged.left_out == ("Press: when it is announced", "The sign-off of the success criteria, because not all of success is agreed")
    assert "agreed" not in raw["success"]
    assert any(reason.startswith("D-K09: ") for reason in signing_gate(raw))
    assert not any(reason.startswith("D-K09: ") for reason in signing_gate(example()))


def test_the_one_deal_of_two_equal_ones_is_that_deal() -> None:
    raw = example()
    merged = merge(lay(raw, raw))
    assert merged.left_out == ()
    assert plain_data(make_deal(merged.raw)) == {key: value for key, value in raw.items() if key != "status"}


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_one_deal_can_be_read_whatever_differs_and_no_value_is_invented(data: st.DataObject) -> None:
    a, b = example(), example()
    every = [(spot, value) for spot, value in leaves(a) if not is_own(spot)]
    for raw in (a, b):
        for spot, value in data.draw(st.lists(st.sampled_from(every), max_size=6)):
            above = found(raw, spot[:-1]) if len(spot) > 1 else raw
            if not isinstance(above, dict) or spot[-1] not in above:
                continue
            before = above.pop(spot[-1])
            if data.draw(st.booleans()):
                above[spot[-1]] = another(value)
            try:
                make_deal(raw)
            except DealError:
                above[spot[-1]] = before
    merged = merge(lay(a, b))
    make_deal(merged.raw)
    told = {repr(meaning(value)) for raw in (a, b) for _, value in leaves(raw)}
    for spot, value in leaves(merged.raw):
        if spot[0] not in ("sources", "id") and not (isinstance(value, dict) and set(value) == {"open"}):
            assert repr(meaning(value)) in told, (spot, value)


def test_a_row_that_cannot_stand_without_what_differs_is_left_out() -> None:
    merged = merge(lay(example(), changed({"contributions.deliverables.d1.by": "a"})))
    assert [row["id"] for row in merged.raw["contributions"]["deliverables"]] == ["d2", "d3"]
    assert merged.left_out == ("The Connector, ready for production use: by whom", "deliverables d1")


# ---------------------------------------------------------------- what must never be told


def written(folder: Path) -> dict[str, str]:
    """Every file of a folder as text, Word files part by part and PDF as its words."""
    texts: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as package:
                texts[path.name] = "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
        elif path.suffix == ".pdf":
            texts[path.name] = " ".join(pdf.pages(path))
        else:
            texts[path.name] = path.read_text()
    return texts


def test_nothing_of_a_private_file_or_a_posture_is_in_any_output(tmp_path: Path) -> None:
    own = f"{MARK} we would take 10 days"
    for side in ("a", "b"):
        raw = changed({"term.lock_in": "6 months", CONVENIENCE: "15 days"} if side == "b" else {})
        raw["clauses"] = {
            "ip.foreground_allocation": {"text": "protective", "protects": side, "because": own},
            "liab.cap": {"because": own},
        }
        raw["law"]["governing"] = {"open": own}
        raw["sources"] = {"term.initial": {"from": "interview", "by": own, "unsure": own}}
        raw["accepted"] = [{"check": "D-T02", "by": own, "on": "2026-01-01", "because": own}]
        raw["proposition"] = {"their_fears": own, "their_goals": own}
        (tmp_path / f"deal.{side}.json").write_text(json.dumps(raw))
        private = {"pactwright_private": 1, "deal": raw["id"], "side": side, "posture": own, "walk_aways": {"exit.convenience": own},
                   "notes": {"term.lock_in": own}}  # fmt: skip
        (tmp_path / f"deal.{side}.private.json").write_text(json.dumps(private))
    out = tmp_path / "out"
    out.mkdir()
    arguments = ["align", str(tmp_path / "deal.a.json"), str(tmp_path / "deal.b.json")]
    pages = ["--to", "docx,pdf,html,md,txt", "-o", str(out), "--merge", str(out / "one.json")]
    shown = CliRunner().invoke(main, [*arguments, *pages])
    data = CliRunner().invoke(main, [*arguments, "--format", "json"])
    assert (shown.exit_code, data.exit_code) == (1, 1), shown.stderr
    texts = {**written(out), "screen": shown.stdout, "json": data.stdout, "stderr": shown.stderr + data.stderr}
    assert len(texts) == 9
    for name, text in texts.items():
        # The deal has a key of that name, for the length of the papers.
        text = text.replace('"posture": "balanced"', "").replace('"path": "posture"', "")
        assert "6 months" in text or name == "stderr", name  # it was read, and what differs is in it
        for never in (MARK, "walk", "posture", "protect", "we would take", "for one side only, on less than 30", "their_fears", "fallback"):
            assert never.casefold() not in text.casefold(), (name, never)


def test_whose_firmer_text_it_is_cannot_be_seen() -> None:
    chosen = {"text": "protective", "protects": "a"}
    a, b = changed({"clauses": {"ip.foreground_allocation": chosen}}), example()
    one, other = lay(a, b), lay(b, a)
    (told,) = apart(one)
    assert (told.label, told.status, told.a, told.b, told.bridge) == (
        "Ownership of Foreground IP: which text", "different", "a text to be chosen", "a text to be chosen", "The balanced text",
    )  # fmt: skip
    assert as_text(one, 100) == as_text(other, 100)
    assert merge(one).raw == merge(other).raw
    assert "clauses" not in merge(one).raw


def test_a_private_file_is_refused(tmp_path: Path) -> None:
    private = tmp_path / "deal.private.json"
    private.write_text(MARK)
    result = CliRunner().invoke(main, ["align", str(HARBOR), str(private)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{private} is a private file, and what a side keeps to itself is not compared; give the deal file beside it.\n"


# ---------------------------------------------------------------- two files of one deal


def invoke(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["align", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_two_deals_are_refused_and_a_doubt_is_told(tmp_path: Path) -> None:
    other = ROOT / "examples" / "filings" / "cooling-power.json"
    code, out, err = invoke(HARBOR, other)
    assert (code, out) == (2, "")
    assert "are of different deals: their ids are “harbor-mosaic-2026” and “" in err
    (tmp_path / "d.json").write_text(json.dumps({**example(), "id": "lighthouse"}))
    code, out, _ = invoke(HARBOR, tmp_path / "d.json")
    assert code == 0
    assert "The two files have different ids, “harbor-mosaic-2026” and “lighthouse”" in " ".join(out.split())


def test_sides_the_other_way_round_are_told(tmp_path: Path) -> None:
    raw = example()
    raw["sides"] = {"a": raw["sides"]["b"], "b": raw["sides"]["a"]}
    (tmp_path / "d.json").write_text(json.dumps(raw))
    code, _, err = invoke(HARBOR, tmp_path / "d.json")
    assert (code, err) == (
        2, f"Harbor is side a in {HARBOR}, and side b in {tmp_path / 'd.json'}; give each side one letter in both files.\n",
    )  # fmt: skip


def test_the_two_files_of_an_interview_are_one_deal(tmp_path: Path) -> None:
    for side in ("a", "b"):
        (tmp_path / f"d.{side}.json").write_text(
            json.dumps({**changed({"term.lock_in": "6 months"} if side == "b" else {}), "id": f"d-{side}"})
        )
    code, out, err = invoke(tmp_path / "d.b.json", tmp_path / "d.a.json", "--merge", tmp_path / "d.json")
    assert (code, err) == (1, "")
    assert "different ids" not in out
    assert re.search(r"^Topic +Mosaic +Harbor +A bridge$", out, re.MULTILINE), "our own side is on the left"
    assert re.search(r"^Lock-in +6 months +12 months ", out, re.MULTILINE)
    assert json.loads((tmp_path / "d.json").read_text())["id"] == "d"


def test_a_deal_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    there = tmp_path / "deal.json"
    there.write_text("mine")
    code, out, err = invoke(HARBOR, HARBOR, "--merge", there)
    assert (code, out, there.read_text()) == (2, "", "mine")
    assert err == f"--merge: {there} is there already and would be lost; give a name that is free, or move it away\n"


@pytest.mark.parametrize(
    ("text", "said"), [("{", "this is not JSON"), ('{"pactwright": 1}', "“id” is missing"), ("[" * 99, "nested more than")]
)
def test_a_bad_file_is_told_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(text)
    code, out, err = invoke(HARBOR, bad)
    assert (code, out) == (2, "")
    assert said in err and "Traceback" not in err
    assert invoke(HARBOR, tmp_path / "none.json")[2] == f"{tmp_path / 'none.json'}: cannot open it: No such file or directory\n"


# ---------------------------------------------------------------- the screen and the page


def pair() -> Alignment:
    b = changed(
        {
            "success.kpis.k1.target": "GBP 900,000 a quarter", CONVENIENCE: "60 days", "brand.announce": "never",
            "success.kpis.k3": None, "alliance.purpose": "A" + "b" * 300 + " sold as one", "law.governing": {"open": "later"},
        }
    )  # fmt: skip
    return lay(example(), b)


@pytest.mark.parametrize("width", [40, 63, 64, 80, 100, 200])
def test_the_table_fits_the_terminal(width: int) -> None:
    lines = as_text(pair(), width).splitlines()
    assert max(map(len, lines)) <= width
    words = " ".join(" ".join(lines).split())
    assert "Joint pipeline:" in words
    assert "900,000" in words


def test_a_screen_without_colour_is_plain() -> None:
    assert "\x1b" not in as_text(pair(), 100)
    bold = as_text(pair(), 100, lambda words: f"\x1b[1m{words}\x1b[0m")
    assert re.sub(r"\x1b\[\d+m", "", bold) == as_text(pair(), 100)


def test_the_page_is_the_same_bytes_each_time_and_all_formats_print_it() -> None:
    for format in names():
        one, other = (writer(format).write(page(pair(), load_library())) for _ in range(2))
        assert one and one == other, format


def test_the_page_says_all_that_differs_under_the_names_of_the_sides() -> None:
    document = page(pair(), load_library())
    tables = [block for section in document.sections for clause in section.clauses for block in clause.blocks if hasattr(block, "rows")]
    assert {table.header for table in tables} == {("Topic", "Harbor", "Mosaic", "A bridge")}  # type: ignore[union-attr]
    assert sum(len(table.rows) for table in tables) == len(apart(pair()))  # type: ignore[union-attr]
    assert "Working paper" in document.status and "binds nobody" in document.disclaimer
    lines = docx.read(writer("docx").write(document))
    assert any("GBP 900,000 a quarter" in line.words for line in lines)


def test_paper_size_follows_the_law() -> None:
    american = changed({"law.governing": "New York"})
    assert page(lay(american, american), load_library()).look.paper == "letter"
    assert page(lay(example(), example()), load_library()).look.paper == "A4"


def test_json_has_all_of_it() -> None:
    data = json.loads(invoke(HARBOR, HARBOR, "--format", "json")[1])
    assert data["agreed"] is True and data["success"] == {"agreed": True, "gate_stays_shut_because": []}
    assert len(data["points"]) == data["counts"]["agreed"] > 250
