"""A rider: what it does not hold is looked for in the base agreement; nothing dangles, what is not mapped is blank and listed."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from generator import draft, load_library, look_at, read_deal
from generator.bind import bind
from generator.checks import checks
from generator.deal import DealError, make_deal
from generator.document import Document, draft_document
from generator.document.define import inlines_of
from generator.document.lines import lines
from generator.document.link import DanglingReference
from generator.document.tree import Blank, Ref
from generator.library import LibraryError
from generator.writers import writer
from generator.writers.choices import PLAIN
from tests.tiny import PAPER, clause, deal, definition, drafted, library, printed

EXAMPLE = Path(__file__).parent.parent / "examples" / "exit-rider.json"
RIDER = PAPER.replace("id: agreement", "id: rider\nbase: yes")
# Two clauses and two terms of which the rider holds nothing: the paper takes the sections `terms` and `exit` only.
FAR = (
    PAPER.replace("[exit]", "[exit, far]"),
    RIDER,
    RIDER.replace("id: rider", "id: page\nabout: rider\ninternal: yes").replace("[terms, definitions]", "[page]").replace("[exit]", "[none]"),
)
OTHERS = (clause("far.law", section="far"), clause("far.forum", section="far"))
MAPPED = ("rider.base", {"title": "Old Agreement", "clauses": {"far.law": "section 9"}})
NAMED = ("rider.base.terms", {"Aim": "Goal", "Market": "Market"})


def blanks(document: Document) -> dict[str, str]:
    runs = [run for section in document.sections for one in section.clauses for block in one.blocks for run in inlines_of(block)]
    return {inline.path: inline.words for run in runs for inline in run if isinstance(inline, Blank)}


def rider_of(text: str, *changes: tuple[str, Any], front: str = "needs: [far.law, far.forum]\n", kind: str = "rider") -> Document:
    made = library(clause("a.one", text, front), *OTHERS, papers=FAR)
    return drafted(made, *changes, kind=kind)


def test_a_mapped_clause_prints_its_place_in_the_base_agreement() -> None:
    document = rider_of("[[far.law]] decides. It is as [[far.law]] says.", MAPPED)
    assert printed(document)[-1] == "Section 9 of the Base Agreement decides. It is as section 9 of the Base Agreement says."
    run = next(run for block in document.sections[0].clauses[0].blocks for run in inlines_of(block))
    assert all(part.anchor is None for inline in run if isinstance(inline, Ref) for part in inline.parts)


def test_a_clause_that_is_not_mapped_prints_a_blank_with_its_title() -> None:
    document = rider_of("It is as [[far.forum]] says.", MAPPED)
    assert printed(document)[-1] == "It is as [clause of the Base Agreement on “Forum”] says."
    assert blanks(document) == {"rider.base.clauses.far.forum": "[clause of the Base Agreement on “Forum”]"}


def test_a_deal_that_says_nothing_of_its_base_has_every_place_blank() -> None:
    assert set(blanks(rider_of("It is as [[far.law]] and [[far.forum]] say."))) == {f"rider.base.clauses.far.{name}" for name in ("law", "forum")}


def test_a_schedule_the_rider_does_not_hold() -> None:
    made = library(
        clause("a.one", "It is in [[schedule.kpis]] and [[schedule.people]].", "needs: [far.kpis, far.people]\n"),
        clause("far.kpis", section="far", front="schedule: kpis\n", more="# Schedule\n\nList.\n"),
        clause("far.people", section="far", front="schedule: people\n", more="# Schedule\n\nList.\n"), papers=FAR,
    )  # fmt: skip
    document = drafted(made, ("rider.base", {"clauses": {"schedule.kpis": "Annex 2"}}), kind="rider")
    assert printed(document)[-1] == "It is in Annex 2 of the Base Agreement and [schedule of the Base Agreement on “People”]."


def test_what_a_rider_needs_of_the_base_is_not_pulled_in_and_what_it_has_a_section_for_is() -> None:
    made = library(clause("a.one", front="needs: [far.law, a.two]\n"), clause("a.two", front="when: linked\n"), *OTHERS, papers=FAR)
    document = drafted(made, MAPPED, kind="rider")
    assert [one.id for section in document.sections for one in section.clauses] == ["a.one", "a.two"]
    reasons = {reason.clause: reason.because for reason in document.reasons}
    assert (reasons["far.law"], reasons["far.forum"]) == ("the base agreement has it", "Agreement has no section for it")


def test_a_text_may_ask_whether_the_base_has_a_clause() -> None:
    text = "{% if 'far.law' in clauses %}\nAs [[far.law]] says.\n{% endif %}\n\n{% if 'far.forum' in clauses %}\nAs [[far.forum]] says.\n{% endif %}"
    assert printed(rider_of(text, MAPPED, front=""))[-1] == "As section 9 of the Base Agreement says."


def test_a_list_of_clauses_here_and_in_the_base() -> None:
    made = library(
        clause("a.one", "See {{ rider.base.amendments | refs }}.", "uses: [rider.base]\n"), clause("a.two"), *OTHERS, papers=FAR
    )  # fmt: skip
    base = {**MAPPED[1], "amendments": ["a.one", "a.two", "far.law", "far.forum"]}
    document = drafted(made, ("rider.base", base), kind="rider")
    see = "See clauses 1.1 and 1.2 and section 9 of the Base Agreement and [clause of the Base Agreement on “Forum”]."
    assert see in printed(document)


def test_a_paper_that_is_no_rider_still_refuses_a_dangling_reference() -> None:
    made = library(clause("a.one", "As [[far.law]] says."), *OTHERS, papers=(PAPER, *FAR[1:], PAPER.replace("id: agreement", "id: all").replace("[exit]", "[far]")))
    with pytest.raises(DanglingReference, match="a.one refers to far.law, which is not in this paper"):
        drafted(made, MAPPED)


TERMS = (
    definition("Aim", front="forms: [Aims]\ndefined_in: far.law\n"), definition("Market", "means the place."),
    definition("Other", front="defined_in: far.law\n"), definition("Own", "means mine."), definition("Placed", front="defined_in: a.two\n"),
)  # fmt: skip


def test_meanings_of_terms() -> None:
    made = library(
        clause("a.one", "{% definitions %}", "order: 1\n"), clause("a.three", "Aims in the Market, Other, Own, Placed."),
        clause("a.two", "This is **Placed**.", "defines: [Placed]\n"),
        clause("far.law", "**Aim** and **Other**.", "defines: [Aim, Other]\n", section="far"), definitions=TERMS, papers=FAR,
    )  # fmt: skip
    document = drafted(made, NAMED, kind="rider")
    assert [line for line in printed(document) if line.startswith("“")] == [
        "“Aim” has the meaning of “Goal” in the Base Agreement.",
        "“Market” has the meaning given in the Base Agreement.",
        "“Other” has the meaning of [term of the Base Agreement for “Other”] in the Base Agreement.",
        "“Own” means mine.",
        "“Placed” has the meaning given in clause 1.3.",
    ]
    assert list(blanks(document)) == ["rider.base.terms.Other"]
    assert draft_document(bind(deal(NAMED), made), "rider").terms.undefined == ()


def test_a_page_about_the_rider_prints_its_numbers_and_that_it_is_internal() -> None:
    made = library(
        clause("a.one"), clause("a.two"), clause("page.table", "See {{ rider.base.amendments | refs }}.", "uses: [rider.base]\n", section="page"),
        *OTHERS, papers=FAR,
    )  # fmt: skip
    document = drafted(made, ("rider.base", {"amendments": ["a.two"]}), kind="page")
    assert printed(document)[-1] == "See clause 1.2."
    assert document.status == "Internal 2 February 2026 – not for the other side"
    assert [line.value[0].words for line in document.cover.lines if line.label == "Status"] == ["Internal, version 1"]


def test_a_page_about_a_paper_that_is_not_there() -> None:
    with pytest.raises(LibraryError, match="`about`: no paper “ridder”; nearest: “rider”"):
        library(clause("a.one"), papers=(RIDER, PAPER.replace("id: agreement", "id: page\nabout: ridder")))


@pytest.mark.parametrize(("base", "message"), [
    ({"clauses": {"esc.lader": "clause 14"}}, "/rider/base/clauses/esc.lader: no clause “esc.lader”; nearest: “esc.ladder”"),
    ({"terms": {"Territorry": "Area"}}, "/rider/base/terms/Territorry: no term “Territorry”; nearest: “Territory”"),
    ({"meets": [{"clause": "clause 1", "about": "x", "by": ["exit.framework", "exit.frame"]}]},
     "/rider/base/meets/0/by/1: no clause “exit.frame”; nearest: “exit.framework”"),
])  # fmt: skip
def test_names_of_ours_that_a_rider_maps_must_be_known(base: dict[str, Any], message: str) -> None:
    raw = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    raw["rider"]["base"] = base
    with pytest.raises(DealError) as caught:
        bind(make_deal(raw), load_library())
    assert message in str(caught.value)


# ---------------------------------------------------------------- the example


def test_the_example_has_one_blank_and_every_reference_its_words() -> None:
    view = look_at(read_deal(EXAMPLE), load_library())
    document = view.papers["exit_rider"].document
    assert blanks(document) == {"rider.base.clauses.esc.forum": "[clause of the Base Agreement on “Where a Dispute is decided”]"}
    found = [finding.message for id in ("D-R03", "D-R04", "D-R05", "D-C05", "D-C01") for finding in checks()[id].check(view)]
    assert found == []


def test_the_conflict_table_is_a_paper_of_its_own() -> None:
    """It is drafted when asked for only, and the rider, in every format, holds nothing of it."""
    read, ours = read_deal(EXAMPLE), load_library()
    assert [paper.kind for paper in draft(read, ours)] == ["exit_rider"]
    rider, page = draft(read, ours, ("exit_rider", "rider_conflicts"))
    frank = "10 days to cure are too short for hardware, and there is no way out without a breach"
    assert any(frank in line.words for line in lines(page.document))
    assert "Internal 9 March 2026 – not for the other side" in writer("txt").write(page.document, PLAIN).decode()
    for format in ("txt", "html"):
        assert frank not in writer(format).write(rider.document, PLAIN).decode()
    with zipfile.ZipFile(io.BytesIO(writer("docx").write(rider.document, PLAIN))) as package:
        assert not any(b"too short for hardware" in package.read(name) for name in package.namelist())
    numbers = {one.id: one.label for section in rider.document.sections for one in section.clauses}
    cells = [line.words for line in lines(page.document)]
    assert ", ".join(numbers[id] for id in ("exit.framework", "exit.convenience", "exit.material_breach")) + f" and {numbers['exit.payment_default']}" in cells
