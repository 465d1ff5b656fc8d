"""The papers beside the agreement: the plan has the agreement's numbers, the pitch nothing private, the issues list each thing once.

Each is drafted full, from its example, and from a deal that says nearly nothing. Long because the papers beside the agreement
are held here together.
"""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import Library, draft, load_library, read_deal
from generator.bind import bind
from generator.checks import run_checks
from generator.checks.gate import gate
from generator.checks.issues import issues_of
from generator.deal import Deal, DealError, make_deal
from generator.deal.patch import patched
from generator.document import Document, draft_document
from generator.document.define import inlines_of
from generator.document.examples import sample_deal
from generator.document.lines import lines
from generator.document.tree import Blank, Clause, Ref, Value
from generator.pipeline import look_at
from generator.writers import writer
from generator.writers.choices import PLAIN, Choices

EXAMPLES = Path(__file__).parent.parent / "examples"
BARE = {"id": "bare", "draft_date": "2026-02-02", "sides": {"a": {"short": "Harbor"}, "b": {"short": "Mosaic"}}}
KINDS = ("joint_business_plan", "reset_plan", "proposition_worksheet", "partner_pitch", "issues_list")


@cache
def ours() -> Library:
    return load_library()


@cache
def example(name: str) -> Deal:
    return read_deal(EXAMPLES / f"{name}.json")


def drafted(deal: Deal | dict[str, Any], kind: str) -> Document:
    return draft(deal if isinstance(deal, Deal) else make_deal(deal), ours(), (kind,))[0].document


def sample(changes: dict[str, Any]) -> Deal:
    return make_deal(patched(sample_deal(), list(changes.items())))


def words(document: Document) -> str:
    return "\n".join(line.words for line in lines(document))


def clauses(document: Document) -> list[Clause]:
    return [clause for section in document.sections for clause in section.clauses]


def printed(document: Document) -> list[Value | Blank]:
    return [
        inline
        for clause in clauses(document) for block in clause.blocks for inlines in inlines_of(block) for inline in inlines
        if isinstance(inline, Value | Blank)
    ]  # fmt: skip


# ---------------------------------------------------------------- all of them


SHORT = [id for id, paper in ours().papers.items() if not paper.front.contents]


@pytest.mark.parametrize("kind", SHORT)
def test_a_paper_without_definitions_says_where_its_terms_have_their_meaning(kind: str) -> None:
    """“Joint Customers” in a plan that is read alone: whoever reads a term with capital letters finds where it is explained."""
    for path in EXAMPLES.glob("*.json"):
        try:
            one = draft(read_deal(path), ours(), (kind,))[0].drafted
        except DealError:
            continue  # a deal without what this paper is about
        said = words(one.document)
        unexplained = {term for term in one.terms.used if term not in one.terms.defined and f"“{term}”" not in said}
        assert not unexplained or "Terms with capital letters" in said or "A term with capital letters" in said, (path.name, unexplained)


@pytest.mark.parametrize("kind", KINDS)
def test_nearly_empty_it_has_no_bare_heading(kind: str) -> None:
    """A section without a word disappears; what a paper must say has a labelled blank."""
    document = drafted({**BARE, "proposition": {}} if kind in ("proposition_worksheet", "partner_pitch") else BARE, kind)
    assert document.sections
    for section in document.sections:
        assert section.clauses
        for clause in section.clauses:
            assert clause.blocks, f"{clause.id} is a heading with nothing under it"
    assert all(value.label for value in printed(document) if isinstance(value, Blank))


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_that_nobody_signs_it(kind: str) -> None:
    """No page of it says “not for signature”, and no governing law stands on a page that binds nobody."""
    document = drafted({**BARE, "proposition": {}}, kind)
    assert "signature" not in document.status
    assert [line.label for line in document.cover.lines] == ["Date", "Document"]
    assert ("not for the other side" in document.status) == (kind in ("proposition_worksheet", "issues_list"))


# ---------------------------------------------------------------- the plan


def test_the_numbers_of_the_plan_are_those_of_the_agreement() -> None:
    """One change of the deal changes both; what prints has the same place in the deal."""
    deal = sample({"success.kpis.k1.target": "GBP 2,000,000 a quarter"})
    bound = bind(deal, ours())
    plan, agreement = draft_document(bound, "joint_business_plan").document, draft_document(bound, "alliance_agreement").document
    targets = {
        value.path: value.words for value in printed(plan) if value.path.startswith("success.kpis") and value.path.endswith("target")
    }
    assert len(targets) == 3 and targets["success.kpis.k1.target"] == "GBP 2,000,000 a quarter"
    tables = {inline.path: inline.words for schedule in agreement.schedules for clause in schedule.clauses for block in clause.blocks
              for inlines in inlines_of(block) for inline in inlines if isinstance(inline, Value)}  # fmt: skip
    assert targets.items() <= tables.items()


def test_the_plan_refers_to_the_exits_of_the_agreement_by_their_numbers() -> None:
    bound = bind(example("joint-plan"), ours())
    plan, agreement = draft_document(bound, "joint_business_plan").document, draft_document(bound, "alliance_agreement").document
    parting = next(clause for clause in clauses(plan) if clause.id == "plan.parting")
    refs = [inline for block in parting.blocks for inlines in inlines_of(block) for inline in inlines if isinstance(inline, Ref)]
    assert len(refs) == len(bound.triggers)
    labels = {one.label for one in clauses(agreement)} | {
        getattr(block, "label", "") for clause in clauses(agreement) for block in clause.blocks
    }
    for ref in refs:
        assert ref.words in labels
        assert all(part.anchor is None for part in ref.parts), "a number of another paper is no link"


@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        ({}, False),
        ({"success.agreed.b": "absent"}, True),
        ({"success.agreed.b": {"by": {"open": "the board meets"}}}, True),
        ({"success.kpis": []}, True),
    ],
)
def test_the_plan_says_when_success_is_not_agreed(agreed: dict[str, Any], said: bool) -> None:
    document = drafted(sample(agreed), "joint_business_plan")
    first = "\n".join(line.words for line in lines(document))[:2500]
    assert ("Success criteria not yet agreed" in first) == said


def test_a_plan_on_a_rider_names_no_clause_of_an_agreement_nobody_drafts() -> None:
    rider = {"base": {"title": "Reseller Agreement", "date": "2024-05-01"}}
    parting = next(one for one in clauses(drafted(sample({"rider": rider}), "joint_business_plan")) if one.id == "plan.parting")
    assert not [inline for block in parting.blocks for inlines in inlines_of(block) for inline in inlines if isinstance(inline, Ref)]


def test_rivals_are_told_to_keep_prices_out() -> None:
    plain = words(drafted(sample({}), "joint_business_plan"))
    rivals = words(drafted(sample({"clauses": {"plan.status": {"params": {"rivals": True}}}}), "joint_business_plan"))
    assert "No price, margin or bid of either side belongs in this plan" in plain
    assert "Harbor and Mosaic also compete. This plan holds no price, margin or bid" in rivals


def test_a_detail_nobody_gave_leaves_no_column() -> None:
    plan = drafted(sample({"plan.accounts": [{"id": "a1", "name": "Brightwater", "opened_by": "b"}]}), "joint_business_plan")
    table = next(clause for clause in clauses(plan) if clause.id == "plan.accounts").blocks[0]
    assert getattr(table, "header", ()) == ("Account", "Opened by")


# ---------------------------------------------------------------- the reset


def test_a_reset_admits_nothing_and_stops_no_clock() -> None:
    said = words(drafted(example("reset"), "reset_plan"))
    for promise in (
        "without prejudice",
        "Nothing in it admits a breach",
        "no waiver",
        "No clock of the agreement stops",
        "It amends nothing",
    ):
        assert promise in said
    assert "shall" not in said


def test_a_reset_of_a_number_that_is_not_there_is_refused() -> None:
    raw = {**BARE, "reset": {"measures": [{"id": "m1", "name": "Pipeline", "kpi": "k9"}]}}
    with pytest.raises(DealError, match="/reset/measures/0/kpi: no KPI “k9”"):
        draft(make_deal(raw), ours(), ("reset_plan",))


# ---------------------------------------------------------------- the worksheet and the pitch

# What prints on the page the partner may see; whatever else a proposition holds is private.
SHOWN = ("for_them", "for_customer", "for_us", "vision", "options", "first_ask")


def private_words(proposition: Any) -> list[str]:
    """Every text of a proposition that is not shown to the partner."""
    if isinstance(proposition, str):
        return [proposition] if len(proposition) > 5 else []
    if isinstance(proposition, dict):
        return [found for key, value in proposition.items() if key not in (*SHOWN, "id", "by", "chosen") for found in private_words(value)]
    return [found for value in proposition for found in private_words(value)] if isinstance(proposition, list) else []


@pytest.mark.parametrize(("format", "copy"), [("docx", "clean"), ("docx", "counsel"), ("html", "clean"), ("md", "clean"), ("txt", "clean")])
def test_the_pitch_holds_nothing_private(format: str, copy: Any) -> None:
    raw = json.loads((EXAMPLES / "proposition.json").read_text(encoding="utf-8"))
    private = [found for found in private_words(raw["proposition"]) if found not in ("Mosaic Cloud",)]
    assert len(private) > 40
    paper = draft(make_deal(raw), ours(), ("partner_pitch",))[0]
    document = paper.for_counsel() if copy == "counsel" else paper.document
    written = writer(format).write(document, Choices(copy))
    if format == "docx":
        with zipfile.ZipFile(io.BytesIO(written)) as package:
            written = b"\n".join(package.read(name) for name in package.namelist())
    text = " ".join(written.decode("utf-8", "replace").split())
    assert [found for found in (*private, "19 September 2025") if found in text] == []
    assert raw["proposition"]["for_them"] in text


def test_a_field_added_to_the_proposition_is_private_until_somebody_decides() -> None:
    """The pitch reads what is in SHOWN and nothing else."""
    read = {
        use for clause in ours().clauses.values() if clause.front.section.startswith("pitch_") for use in clause.front.uses
    }  # fmt: skip
    assert read == {f"proposition.{name}" for name in SHOWN}


def test_the_partners_gain_comes_first() -> None:
    document = drafted(example("proposition"), "partner_pitch")
    assert document.sections[0].title == "What you gain"
    order = [value.path for value in printed(document)]
    assert order.index("proposition.for_them") < order.index("proposition.for_us")


def test_the_worksheet_prints_all_the_homework() -> None:
    raw = json.loads((EXAMPLES / "proposition.json").read_text(encoding="utf-8"))
    said = words(drafted(make_deal(raw), "proposition_worksheet"))
    assert [found for found in private_words(raw["proposition"]) if found not in said] == [
        "ask Joanna Brook",  # the note of an open value
        "2025-09-19",  # prints as 19 September 2025
    ]
    assert "We ask first: Mosaic Cloud." in said


def test_a_candidate_that_is_not_listed_is_refused() -> None:
    raw = {**BARE, "proposition": {"chosen": "c9", "candidates": [{"id": "c1", "name": "Nordlys"}]}}
    with pytest.raises(DealError, match="/proposition/chosen: no candidate “c9”"):
        draft(make_deal(raw), ours(), ("proposition_worksheet",))


def test_homework_needs_no_exits_to_be_sound() -> None:
    """Checks of an agreement do not look at a file that drafts one side's homework alone."""
    view = look_at(example("proposition"), ours())
    assert {finding.id for finding in run_checks(view)} <= {"D-C07", "D-S01"}
    assert "D-X01" in {finding.id for finding in run_checks(look_at(make_deal(BARE), ours()))}


def test_homework_beside_an_agreement_is_found_whichever_paper_is_drafted() -> None:
    raw = {**json.loads((EXAMPLES / "proposition.json").read_text(encoding="utf-8")), "documents": ["term_sheet", "partner_pitch"]}
    for kinds in ((), ("partner_pitch",), ("proposition_worksheet",)):
        assert "D-S01" in {finding.id for finding in run_checks(look_at(make_deal(raw), ours(), kinds))}


# ---------------------------------------------------------------- the issues list

OPEN = {
    "term.lock_in": {"open": "the board decides on 3 March"},
    "liability.super_cap": {"open": "ask the insurer"},
    "people.a.sponsor": {"open": "the new chief executive decides"},
    "law.governing": {"open": "Delaware or England"},
}


def test_the_issues_list_has_each_open_value_once_with_its_note() -> None:
    document = drafted(sample(OPEN), "issues_list")
    cells = [line.words for line in lines(document)]
    for path, value in OPEN.items():
        assert cells.count(path) == 1, path
        assert cells.count(value["open"]) == 1


def test_open_values_stand_by_the_section_of_the_agreement_they_print_in() -> None:
    view = look_at(sample(OPEN), ours())
    issues = issues_of(view, run_checks(view))
    agreement = view.papers["alliance_agreement"].document
    titles = {section.id: f"{section.label} {section.title}" for section in agreement.sections}
    assert {one.path: one.where for one in issues.open_values} == {
        "term.lock_in": titles["exit"], "liability.super_cap": titles["liab"], "people.a.sponsor": titles["gov"],
        "law.governing": titles["gen"],
    }  # fmt: skip


def test_a_missing_value_is_listed_once_though_several_papers_need_it() -> None:
    view = look_at(sample({"alliance.purpose": "absent", "term.lock_in": {"open": "later"}}), ours())
    issues = issues_of(view, run_checks(view))
    assert [one.path for one in issues.missing].count("alliance.purpose") == 1
    assert not {one.path for one in issues.missing} & {one.path for one in issues.open_values}


def test_the_issues_list_has_every_finding_once_and_what_blocks_signing_first() -> None:
    deal = sample({"success.agreed.b": "absent", "exit.triggers.t9.fee": "as_agreed", "counsel": "absent"})
    view = look_at(deal, ours())
    findings = run_checks(view)
    said = words(drafted(deal, "issues_list"))
    reasons = gate(view, findings)
    assert [reason for reason in reasons if said.count(reason) != 1] == []
    for finding in findings:
        if finding.id != "D-C07":
            assert said.count(finding.message) == 1, finding.message
    assert said.index(reasons[0]) < said.index(next(finding.message for finding in findings if finding.level == "warn"))


def test_an_accepted_finding_stays_visible_with_its_reason() -> None:
    accepted = [{"check": "D-X03", "by": "Ann Lee", "on": "2026-01-30", "because": "priced when it happens"}]
    said = words(drafted(sample({"exit.triggers.t9.fee": "as_agreed", "accepted": accepted}), "issues_list"))
    assert "priced when it happens" in said


def test_the_issues_list_repeats_the_open_points_of_the_term_sheet() -> None:
    point = "price of the pilot: Mosaic proposes by 1 March 2026"
    said = words(drafted(sample({"clauses": {"ts.open_points": {"params": {"points": [point]}}}}), "issues_list"))
    assert f"Open: {point}" in said


def test_the_issues_list_looks_at_the_papers_of_the_deal_and_is_none_of_them() -> None:
    deal = sample({"documents": ["issues_list", "alliance_agreement"]})
    assert list(look_at(deal, ours()).papers) == ["alliance_agreement"]
    assert [paper.kind for paper in draft(deal, ours())] == ["issues_list", "alliance_agreement"]
    alone = sample({"documents": ["issues_list"]})
    assert list(look_at(alone, ours()).papers) == ["term_sheet", "alliance_agreement"]


def test_a_paper_drafted_without_the_checks_does_not_say_that_nothing_was_found() -> None:
    said = words(draft_document(bind(sample({}), ours()), "issues_list").document)
    assert "The checks have not run" in said
    assert "Nothing" not in said


def test_no_other_paper_reads_the_notes() -> None:
    """Notes on open values are for colleagues: only the internal list prints them."""
    note = "nobody else may read this"
    deal = sample({"term.lock_in": {"open": note}, "plan.why_now": {"open": note}, "reset.reason": {"open": note}})
    for kind in ("alliance_agreement", "joint_business_plan", "reset_plan"):
        assert note not in writer("txt").write(drafted(deal, kind), PLAIN).decode()
    assert note in words(drafted(deal, "issues_list"))


def test_blanks_of_a_plan_nobody_signs_do_not_block_a_signature() -> None:
    deal = sample({"documents": ["alliance_agreement", "joint_business_plan"], "plan.sign_off": [{"id": "s1", "name": "Bo", "side": "a"}]})
    view = look_at(deal, ours())
    assert not [reason for reason in gate(view, run_checks(view)) if "Joint Business Plan" in reason]
