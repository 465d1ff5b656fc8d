"""An interview on disk: saved after every answer, taken up where it was left, and nothing lost on the way."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from generator.deal import DealError
from generator.interview import keep
from generator.interview.fold import look
from generator.interview.look import Look
from generator.interview.place import MISSING, found
from generator.interview.plan import START, Plan
from generator.interview.session import answer, back, changes, forward, jump, proposal
from generator.interview.state import Reply
from tests.interview_walk import reply_to
from tests.test_interview import EXAMPLES
from tests.test_interview import plan as made

DAY = "2026-03-02"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return made()


def begun(path: Path, plan: Plan, questions: int) -> tuple[keep.Opened, Look]:
    """An interview with its first questions answered, each saved."""
    opened = keep.opened(path, plan, None, DAY)
    now = look(opened.state, plan)
    for _ in range(questions):
        now = look(answer(now.current(), reply_to(now.current(), now, 1), now), plan)
        opened = keep.save(opened, now)
    return opened, now


def test_a_new_file_takes_its_id_from_its_name(tmp_path: Path, plan: Plan) -> None:
    opened = keep.opened(tmp_path / "Harbor & Mosaic.json", plan, None, DAY)
    assert (opened.is_new, opened.state.base["id"], opened.state.base["draft_date"]) == (True, "harbor-mosaic", DAY)
    assert not list(tmp_path.iterdir())


def test_it_is_taken_up_at_the_same_question_with_the_same_answers(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "deal.json"
    _, now = begun(path, plan, 9)
    again = keep.opened(path, plan, None, "2030-01-01")
    assert again.notices == ()
    taken = look(again.state, plan)
    assert (taken.current(), taken.raw, taken.state.replies) == (now.current(), now.raw, now.state.replies)


def test_cut_off_between_the_two_files_the_answer_is_there(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "deal.json"
    opened, now = begun(path, plan, 5)
    before = path.read_text()
    now = look(answer(now.current(), reply_to(now.current(), now, 1), now), plan)
    keep.save(opened, now)
    path.write_text(before)  # as if the power had gone after the private file was written
    again = keep.opened(path, plan, None, DAY)
    assert again.notices == ()
    assert look(again.state, plan).raw == now.raw


def test_what_was_changed_by_hand_is_an_answer(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "deal.json"
    begun(path, plan, 12)
    raw = json.loads(path.read_text())
    raw["sides"]["a"]["short"] = "Harbor"
    raw["special"] = [{"id": "s1", "title": "Parking", "text": "Each side parks at its own cost."}]
    path.write_text(json.dumps(raw))
    again = keep.opened(path, plan, None, DAY)
    assert again.notices == (f"{path} was changed by hand since; the answer to M01 is now as the file has it.",)
    now = look(again.state, plan)
    assert now.raw["sides"]["a"]["short"] == "Harbor" and now.raw["special"] == raw["special"]
    assert now.state.replies["M01"].value["a_short"] == "Harbor"
    keep.save(again, now)
    assert json.loads(path.read_text())["special"] == raw["special"]


def test_a_mistake_made_by_hand_is_asked_about(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "deal.json"
    begun(path, plan, 12)
    raw = json.loads(path.read_text())
    raw.setdefault("term", {})["initial"] = "36 moons"
    path.write_text(json.dumps(raw))
    now = look(keep.opened(path, plan, None, DAY).state, plan)
    assert list(now.broken) == ["M06"] and "“36 moons” is not a length of the term" in now.broken["M06"]
    assert "M06" in now.to_ask


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (("sides",), ["x"]), (("sides", "a", "members"), "x"), (("sides", "a", "members"), 5), (("success", "kpis"), ["x"]),
        (("success", "kpis"), [[]]), (("contributions", "deliverables", 0), "x"),
        (("contributions", "resources", "b"), ["x"]), (("exit", "triggers"), ["x"]), (("exit", "triggers"), 5),
        (("governance", "reporting"), 5), (("term", "initial"), [[]]),
    ],
)  # fmt: skip
def test_data_of_another_shape_is_left_in_the_file_and_told_as_its_fault(
    place: tuple[str | int, ...], written: object, tmp_path: Path, plan: Plan
) -> None:
    path = tmp_path / "deal.json"
    raw = json.loads((EXAMPLES / "harbor-mosaic.json").read_text())
    here = raw
    for step in place[:-1]:
        here = here[step]
    here[place[-1]] = written
    path.write_text(json.dumps(raw))
    now = look(keep.opened(path, plan, None, DAY).state, plan)
    for id in now.asked:
        proposal(id, now)
    assert now.faults and all(fault.pointer.startswith(f"/{place[0]}") for fault in now.faults)


def test_a_file_that_is_no_json_any_more_is_told_and_left_alone(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "deal.json"
    begun(path, plan, 3)
    path.write_text('{"id": "deal",')
    with pytest.raises(DealError, match=r"deal\.json:1: this is not JSON"):
        keep.opened(path, plan, None, DAY)
    assert path.read_text() == '{"id": "deal",'


def test_a_deal_file_that_went_missing_is_written_again(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "deal.json"
    _, now = begun(path, plan, 6)
    path.unlink()
    again = keep.opened(path, plan, None, DAY)
    assert again.notices == (f"{path} is not there; it is written again from the answers in {tmp_path / 'deal.private.json'}.",)
    keep.save(again, look(again.state, plan))
    assert json.loads(path.read_text()) == json.loads(keep.deal_text(now))


def test_each_side_has_files_of_its_own_that_start_from_the_common_deal(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "deal.json"
    path.write_text((EXAMPLES / "harbor-mosaic.json").read_text())
    for side in ("a", "b"):
        opened = keep.opened(path, plan, side, DAY)  # type: ignore[arg-type]
        now = look(opened.state, plan)
        assert now.us == side
        keep.save(opened, now)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "deal.a.json", "deal.a.private.json", "deal.b.json", "deal.b.private.json", "deal.json",
    ]  # fmt: skip


def test_what_an_interview_begins_with_is_told(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "deal.json"
    path.write_text('{"pactwright": 1, "id": "d", "draft_date": "2026-03-02", "sides": {"a": {}, "b": {}}}')
    told = f"{path}: no question is answered by what it says already."
    assert keep.opened(path, plan, None, DAY).notices == (told,)
    assert keep.opened(path, plan, "a", DAY).notices == (f"{told} Your answers go into {tmp_path / 'deal.a.json'}; {path} stays as it is.",)
    raw = json.loads(path.read_text())
    path.write_text(json.dumps({**raw, "alliance": {"purpose": "sell more"}}))
    assert keep.opened(path, plan, None, DAY).notices == (f"{path}: 1 question is answered by what it says already.",)


def test_the_common_deal_is_read_at_the_beginning_alone(tmp_path: Path, plan: Plan) -> None:
    path, own = tmp_path / "deal.json", tmp_path / "deal.a.json"
    path.write_text((EXAMPLES / "harbor-mosaic.json").read_text())
    opened = keep.opened(path, plan, "a", DAY)
    now = look(opened.state, plan)
    keep.save(opened, look(answer("M04", reply_to("M04", now, 1), now), plan))
    mine = own.read_text()
    # Gone, after the common file was changed: the answers are ours, not those of the common file.
    own.unlink()
    path.write_text(path.read_text().replace("Harbor", "Port"))
    again = keep.opened(path, plan, "a", DAY)
    assert again.notices == (f"{own} is not there; it is written again from the answers in {tmp_path / 'deal.a.private.json'}.",)
    assert keep.deal_text(look(again.state, plan)) == mine
    # Put in its place by hand: that is a change, and no writing that was cut off.
    own.write_text((EXAMPLES / "harbor-mosaic.json").read_text())
    assert keep.opened(path, plan, "a", DAY).notices == (f"{own} was changed by hand since; the answer to M04 is now as the file has it.",)


def test_the_rest_of_a_private_file_is_kept(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "deal.json"
    private = tmp_path / "deal.private.json"
    private.write_text(
        json.dumps({"pactwright_private": 1, "deal": "deal", "walk_aways": {"exit.convenience": "no lock-in over 18 months"}})
    )
    begun(path, plan, 3)
    kept = json.loads(private.read_text())
    assert kept["walk_aways"] == {"exit.convenience": "no lock-in over 18 months"} and "M01" in kept["interview"]["replies"]


def test_a_second_interview_on_one_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    with keep.lock(path), pytest.raises(keep.InUse, match="another interview has this file open"), keep.lock(path):
        pass
    with keep.lock(path):
        pass
    assert not list(tmp_path.iterdir())


def test_a_lock_file_that_was_taken_away_meanwhile_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deal.json"
    first = ExitStack()
    first.enter_context(keep.lock(path))
    hold = keep._hold

    def late(held: IO[bytes]) -> None:
        first.close()  # ends between the opening of the file by the second and its lock
        hold(held)

    monkeypatch.setattr(keep, "_hold", late)
    with keep.lock(path):
        monkeypatch.setattr(keep, "_hold", hold)
        with pytest.raises(keep.InUse), keep.lock(path):
            pass
    assert not list(tmp_path.iterdir())


def test_nothing_private_is_in_the_deal_file(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "deal.json"
    opened, now = begun(path, plan, 2)
    now = look(jump("M35", look(replace(now.state, replies=look(now.state, plan).state.replies), plan)), plan)
    private_fields = {field.name: "OURS ALONE" for field in plan.question("M35").fields if field.front.private}
    assert private_fields
    now = look(answer("M35", Reply("answered", private_fields), now), plan)
    keep.save(opened, now)
    assert "OURS ALONE" not in path.read_text() and "OURS ALONE" in (tmp_path / "deal.private.json").read_text()


def test_an_answer_that_no_longer_applies_is_put_aside_and_offered_again(plan: Plan) -> None:
    state = look(replace(keep.opened(Path("none.json"), plan, None, DAY).state), plan).state
    now = look(answer(START, Reply("skipped"), look(state, plan)), plan)
    kind = {"kind": "joint_development"}
    now = look(answer("M03", Reply("answered", kind), now), plan)
    now = look(jump("M27", now), plan)
    given = reply_to("M27", now, 1)
    now = look(answer("M27", given, now), plan)
    there = now.raw["ip"]
    referral = look(answer("M03", Reply("answered", {"kind": "referral"}), now), plan)
    assert "M27" in changes(now, referral)["parked"] and "allocation" not in referral.raw.get("ip", {})
    back_again = look(answer("M03", Reply("answered", kind), referral), plan)
    assert "M27" in changes(referral, back_again)["returned"] and "M27" in back_again.to_ask
    assert "allocation" not in back_again.raw.get("ip", {})  # not printed until it is confirmed
    assert back_again.state.replies["M27"].value == given.value
    confirmed = look(answer("M27", given, back_again), plan)
    assert confirmed.raw["ip"] == there


def started(plan: Plan, pack: str = "") -> Look:
    """A new interview, its first question answered."""
    now = look(keep.opened(Path("none.json"), plan, None, DAY).state, plan)
    return look(answer(START, Reply("answered", {"pack": pack}) if pack else Reply("skipped"), now), plan)


def test_an_answer_that_is_asked_no_more_but_still_applies_stays(plan: Plan) -> None:
    forcing = next(id for id, pack in plan.packs.items() if pack.front.forces)
    now = started(plan, forcing)
    deep = plan.packs[forcing].front.forces[0]
    given = reply_to(deep, now, 1)
    now = look(answer(deep, given, now), plan)
    other = look(answer(START, Reply("skipped"), now), plan)
    assert plan.question(deep).flow == "deep" and deep in other.asked
    assert deep not in other.parked and not other.state.replies[deep].parked
    for field in plan.question(deep).fields:
        assert found(other.raw, field.steps("a")) == found(now.raw, field.steps("a")) is not MISSING


def test_an_answer_of_the_deep_dive_is_kept_though_the_dive_is_not_asked(plan: Plan) -> None:
    """As in a file of answers."""
    now = started(plan)
    deep = next(one for one in plan.asked if one.flow == "deep" and one.id in now.bases)
    assert deep.id not in now.asked
    given = reply_to(deep.id, look(jump(deep.id, now), plan), 1)
    after = look(answer(deep.id, given, now), plan)
    assert deep.id in after.asked and deep.id not in (*after.parked, *after.to_ask)
    assert after.raw["sources"] != now.raw["sources"]


def test_without_packs_none_is_asked_for(plan: Plan) -> None:
    bare = replace(plan, questions=replace(plan.questions, packs={}))
    now = look(keep.opened(Path("none.json"), bare, None, DAY).state, bare)
    assert START not in now.asked and now.current() == "M01"


def test_back_forward_and_jump_lose_nothing(plan: Plan) -> None:
    now = look(answer(START, Reply("skipped"), look(keep.opened(Path("none.json"), plan, None, DAY).state, plan)), plan)
    now = look(answer("M01", reply_to("M01", now, 1), now), plan)
    replies = now.state.replies
    assert now.current() == "M02"
    assert look(back(now), plan).current() == "M01"
    assert look(forward(look(back(now), plan)), plan).current() == "M02"
    assert look(jump("s8", now), plan).current() == "M29"
    assert look(jump("m40", now), plan).state.replies == replies
    with pytest.raises(KeyError, match="no question or section “M99”"):
        jump("M99", now)
