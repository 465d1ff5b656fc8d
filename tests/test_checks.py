"""Each check keeps what its docstring promises, word for word; none falls over a deal with nothing in it; the signing gate."""

from __future__ import annotations

from tests.changed import replace
from functools import cache
from types import ModuleType
from typing import Any

import pytest

from generator.bind import bind
from generator.checks import Finding, View, checks, run_checks, samples
from generator.checks.gate import gate
from generator.deal import make_deal
from generator.deal.patch import patched
from generator.document import draft_document
from generator.document.draft import governing_pack
from generator.document.examples import sample_deal
from generator.document.tree import Clause
from generator.library import Library, load_library

PAPERS = ("alliance_agreement", "term_sheet")
EMPTY = {"id": "empty", "draft_date": "2026-02-02", "sides": {"a": {"short": "Harbor"}, "b": {"short": "Mosaic"}}}
SIGNED = {"status": "execution", "counsel": "Ann Lee, 30 January 2026"}
PILOT = {
    "success.agreed": "absent", "term.initial": "90 days", "term.lock_in": "absent", "brand.announce": "never",
    "success.gates.g1.due": "2026-05-01", "exit.triggers.t2": "absent",
    **{f"success.kpis.k{n}.due": "2026-05-01" for n in (1, 2, 3)},
}  # fmt: skip


@cache
def library() -> Library:
    return load_library()


def view_of(raw: dict[str, Any]) -> View:
    bound = bind(make_deal(raw), library())
    papers = {kind: draft_document(bound, kind) for kind in raw.get("documents", PAPERS)}
    return View(bound, bound.deal.draft_date.day, governing_pack(bound), papers)


def sample(changes: dict[str, Any]) -> View:
    return view_of(patched(sample_deal(), list(changes.items())))


def all_samples(kind: str) -> list[Any]:
    found = [(id, n, changes) for id, check in checks().items() for n, changes in enumerate(samples(check)[kind], 1)]
    return [pytest.param(id, changes, id=f"{id}-{n}") for id, n, changes in found]


@pytest.mark.parametrize("check", checks().values(), ids=checks())
def test_manual_has_samples(check: ModuleType) -> None:
    found = samples(check)  # type: ignore[arg-type]  # a module with an ID is a Check
    assert found["Passes"], f"{check.__name__} needs a passing sample"
    assert any("says" in changes for changes in found["Fails"]), f"{check.__name__} needs a failing sample that says its message"
    assert len(check.__doc__ or "") > 300, f"the docstring of {check.__name__} is its manual"


@pytest.mark.parametrize(("id", "changes"), all_samples("Fails"))
def test_failing_sample(id: str, changes: dict[str, Any]) -> None:
    expected = changes.get("says")
    found = list(checks()[id].check(sample({path: value for path, value in changes.items() if path != "says"})))
    assert found, f"{id} found nothing"
    if expected:
        assert expected in [finding.message for finding in found]
    for finding in found:
        assert finding.id == id
        assert finding.fix.endswith(".") or finding.fix.endswith("}.")
        assert finding.paths or finding.place


@pytest.mark.parametrize(("id", "changes"), all_samples("Passes"))
def test_passing_sample(id: str, changes: dict[str, Any]) -> None:
    found = [finding for finding in checks()[id].check(sample(changes)) if finding.level != "info"]
    assert found == []


@pytest.mark.parametrize("id", checks())
def test_message_is_one_sentence_that_names_no_note(id: str) -> None:
    """Notes on open values are for colleagues; findings travel further."""
    note = "nobody else may read this"
    view = sample({"term.lock_in": {"open": note}, "success.kpis.k1.target": {"open": note}, "law.governing": {"open": note}})
    for finding in checks()[id].check(view):
        assert note not in finding.message + finding.fix
        assert finding.message.endswith(".")


@pytest.mark.parametrize("id", checks())
def test_empty_deal(id: str) -> None:
    for finding in checks()[id].check(view_of(EMPTY)):
        assert finding.id == id


def test_open_wherever_it_may_stand() -> None:
    """Every value of the sample in turn is open; no check falls over it."""
    raw = sample_deal()
    for path in open_places():
        bound = bind(make_deal(patched(raw, [(path, {"open": "later"})])), library())
        run_checks(View(bound, bound.deal.draft_date.day, governing_pack(bound)))


def open_places() -> list[str]:
    return [
        "sides.a.members.m1.legal_name", "sides.b.members.m1.form", "sides.a.notices.role", "sides.a.notices.mailbox", "people.a.sponsor",
        "people.b.sponsor.title", "alliance.customers", "contributions.deliverables.d1.due", "contributions.investments.i1.amount",
        "success.kpis.k1.name", "success.kpis.k1.due", "success.kpis.k1.cadence", "success.gates.g1.name", "success.gates.g1.due",
        "success.gates.g1.criteria.c1.test", "success.agreed.a.by", "success.agreed.a.on", "ip.joint.field_a",
        "ip.allocation.n3.asset_class",
        "term.effective", "term.initial", "term.lock_in", "exit.triggers.t2.notice", "exit.triggers.t2.fee", "exit.triggers.t2.lock_in",
        "exit.triggers.t9.event", "exit.triggers.t9.wind_down", "exit.triggers.t9.title", "wind_down.groups.g1.group",
        "wind_down.groups.g1.lead", "law.governing", "law.forum",
    ]  # fmt: skip


def test_untouched_sample_is_sound() -> None:
    assert [finding for finding in run_checks(view_of(sample_deal())) if finding.level in ("block", "error")] == []


def test_row_of_a_house_library_with_a_hole() -> None:
    view = view_of(sample_deal())
    hole = {"wind_down": None, "ip_after": None}
    triggers = tuple(replace(one, row=one.row.model_copy(update=hole)) if one.id == "t2" else one for one in view.bound.triggers)
    found = list(checks()["D-X03"].check(replace(view, bound=replace(view.bound, triggers=triggers))))
    said = "The exit “Leaving without a reason” (t2) does not say its licences after the end and its wind-down, so its end would be"
    assert [(finding.level, finding.message) for finding in found] == [("block", f"{said} argued about.")]
    assert found[0].paths == ("exit.triggers.t2.ip_after", "exit.triggers.t2.wind_down")


def test_schedule_of_a_house_library_without_content() -> None:
    view = view_of(sample_deal())
    drafted = view.papers["alliance_agreement"]
    first, *rest = drafted.document.schedules
    hollow = replace(first, clauses=tuple(replace(clause, blocks=clause.blocks[:0]) for clause in first.clauses))
    papers = {"alliance_agreement": replace(drafted, document=replace(drafted.document, schedules=(hollow, *rest)))}
    found = [finding.message for finding in checks()["D-C12"].check(replace(view, papers=papers))]
    assert found == ["Schedule A (Success Criteria) of the Strategic Alliance Agreement is empty."]


def test_survival_list_of_a_house_library_that_forgets_one() -> None:
    view = view_of(sample_deal())
    drafted = view.papers["alliance_agreement"]

    def cut(clause: Clause) -> Clause:
        return replace(clause, blocks=clause.blocks[:1]) if clause.id == "effects.survival" else clause

    shorter = tuple(replace(section, clauses=tuple(cut(one) for one in section.clauses)) for section in drafted.document.sections)
    papers = {"alliance_agreement": replace(drafted, document=replace(drafted.document, sections=shorter))}
    found = [finding.message for finding in checks()["D-C06"].check(replace(view, papers=papers))]
    assert len(found) == 1 and found[0].startswith("The list of what outlives the Strategic Alliance Agreement does not name ")


def test_as_of_counts_ages() -> None:
    view = view_of(sample_deal())
    later = View(view.bound, view.as_of.replace(year=2028), view.law_pack, view.papers)
    assert [finding.level for finding in checks()["D-L01"].check(later)] == ["block"]


# ---------------------------------------------------------------- the signing gate


def reasons(changes: dict[str, Any]) -> list[str]:
    view = sample({**SIGNED, **changes})
    return gate(view, run_checks(view))


def test_gate_opens() -> None:
    assert reasons({}) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"counsel": "absent"}, "No counsel has approved this version: write name and date under “counsel”."),
        ({"counsel": "TBD"}, "No counsel has approved this version: write name and date under “counsel”."),
        ({"counsel": "Ann Lee"}, "The approval by Ann Lee has no date: write name and date under “counsel”."),
        ({"exit.triggers": [{"id": "t1", "kind": "exit.expiry_renewal"}]},
         "D-X01: There is no way out before the natural end: no exit that one side, or an event, can bring about."),
        ({"exit.triggers.t9.fee": "as_agreed"},
         "D-X03, not accepted: The exit “Loss of data” (t9) leaves its fee to an agreement nobody may be willing to make then."),
        ({"exit.triggers.t9.fee": {"open": "later"}}, "D-X03: Cannot check yet: the exit “Loss of data” (t9) still has its fee open."),
        ({"success.agreed.b": "absent"},
         "D-K09: Mosaic has not signed off the success criteria, so the sides may mean different things by success."),
        ({"people.a.sponsor": {"open": "later"}}, "D-G01: Cannot check yet: the executive sponsor of Harbor is open."),
        ({"sides.a.notices.address": "absent"}, "D-N01: Harbor has no address for notices, so a notice to it could not be served."),
        ({"law.governing": "absent"}, "D-L01: No governing law is chosen, so nobody can say whether the exits work."),
        ({"success.kpis.k1.unit": "absent"},
         "D-K03, not accepted: The KPI “Joint pipeline” (k1) lacks its unit, so its result could be argued about."),
        ({"term.renewal.condition": {"open": "no proposal"}, "term.renewal.mode": "none"},
         "D-C07, not accepted: 1 value is open and no paper prints it: term.renewal.condition."),
    ],
)  # fmt: skip
def test_gate_refuses(changes: dict[str, Any], reason: str) -> None:
    assert reason in reasons(changes)


def test_gate_looks_at_a_draft_as_at_execution() -> None:
    """What is only information in a draft closes the gate, so that the reasons are known before the status is changed."""
    view = sample({**SIGNED, "status": "draft", "success.kpis.k1": "absent", "liability.cap_floor": {"open": "insurers"}})
    found = gate(view, run_checks(view))
    assert "D-K01: The deal has 2 KPIs; a strategic alliance needs at least 3 to tell whether it works." in found
    assert any(reason.startswith("D-C07: ") and "least amount of the cap" in reason for reason in found)


NO_CONSEQUENCE = {"success.ladder": [], "exit.triggers.t6.tests": ["k1", "k2"]}


def accepted(check: str, because: str) -> list[dict[str, str]]:
    return [{"check": check, "by": "Ann Lee", "on": "2026-01-30", "because": because}]


def test_gate_lets_an_accepted_error_pass() -> None:
    assert reasons({**NO_CONSEQUENCE, "accepted": accepted("D-K03", "enablement is only watched")}) == []


def test_gate_wants_a_reason_for_an_acceptance() -> None:
    found = reasons({**NO_CONSEQUENCE, "accepted": accepted("D-K03", "tbd")})
    assert found == ["D-K03 is accepted without a name or a reason: both are needed."]


def test_nobody_can_accept_a_block() -> None:
    found = reasons({"success.agreed.b": "absent", "accepted": accepted("D-K09", "we trust each other")})
    assert any(reason.startswith("D-K09: ") for reason in found)


def test_nobody_can_accept_an_empty_schedule() -> None:
    found = reasons({"success.gates": [], "accepted": accepted("D-C12", "later")})
    assert any(reason.startswith("D-C12: ") for reason in found)


def test_pilot_may_be_signed_before_success_is_agreed() -> None:
    assert reasons(PILOT) == []


@pytest.mark.parametrize(
    "change",
    [
        {"term.initial": "91 days"},
        {"term.initial": "until_ended"},
        {"term.renewal.mode": "auto", "term.renewal.length": "90 days"},
        {"exclusivity.holder": "a"},
        {"fees": [{"id": "f1", "kind": "convenience_price", "base": "GBP 10,000", "due_within": "30 days"}], "exit.triggers.t9.fee": "f1"},
        {"brand.announce": "when_agreed"},
        {"success.gates.g1.due": "absent"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_not_a_pilot(change: dict[str, Any]) -> None:
    assert any(reason.startswith("D-K09: ") for reason in reasons({**PILOT, **change}))


def test_finding_as_data() -> None:
    data = Finding("D-X01", "block", "There is no way out.", "Add one.", ("exit.triggers",)).as_data()
    assert data["paths"] == ["exit.triggers"]
