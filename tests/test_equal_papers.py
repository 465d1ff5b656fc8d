"""One deal, several papers, the same values: proved on the written files, and a planted difference is found and named (D-C08)."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from tests.changed import replace
from functools import cache
from pathlib import Path

import pytest

from generator import Paper, draft, load_library, look_at, read_back, read_deal, write
from generator.checks import Finding, checks
from generator.checks.core import Places, core_terms, rows, values_of
from generator.checks.core.rules import RULES
from generator.document.draft import style_of
from generator.document.tree import Paragraph, Value
from generator.library import Library
from generator.readback import read_docx, read_html
from generator.writers import writer
from generator.writers.word.bookmarks import tag
from tests.test_cli import EXAMPLE, run

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").rglob("*.json"))
THREE = ("term_sheet", "alliance_agreement", "joint_business_plan")


@cache
def library() -> Library:
    return load_library()


@cache
def papers(path: Path = Path(EXAMPLE), kinds: tuple[str, ...] = THREE) -> dict[str, Paper]:
    return {paper.kind: paper for paper in draft(read_deal(path), library(), kinds)}


def edited(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """A Word file with one part changed, the others as they are."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return whole.getvalue()


def control(path: str) -> re.Pattern[str]:
    return re.compile(rf'<w:sdt><w:sdtPr><w:alias w:val="{re.escape(path)}"/>.*?</w:sdt>')


def retyped(xml: str, path: str, words: str) -> str:
    """The body with the words of every control of a path typed over, as when Word does it: the binding is left in place."""
    return control(path).sub(lambda found: re.sub(r"(<w:t[^>]*>)[^<]*", rf"\g<1>{words}", found[0]), xml)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(list(papers().values()), ["docx"], tmp_path)
    return tmp_path


def change(folder: Path, kind: str, how: Callable[[str], str], part: str = "word/document.xml") -> Path:
    path = folder / papers()[kind].file_name("docx")
    path.write_bytes(edited(path.read_bytes(), how, part))
    return path


def found_in(*files: Path) -> list[Finding]:
    view = look_at(read_deal(EXAMPLE), library(), files=files)
    return list(checks()["D-C08"].check(view))


# ------------------------------------------------------------ all examples are equal


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_files_of_every_example_say_the_same(path: Path, tmp_path: Path) -> None:
    deal = read_deal(path)
    drafted = draft(deal, library())
    written = write(drafted, ["docx", "html"], tmp_path)
    assert read_back(drafted, written) == []
    compared = [file for file, paper in zip(written, [one for one in drafted for _ in range(2)], strict=True) if "issues" not in paper.kind]
    assert list(checks()["D-C08"].check(look_at(deal, library(), files=compared))) == []


@pytest.mark.parametrize("kind", THREE)
def test_every_value_is_read_back_in_order(kind: str) -> None:
    document = papers()[kind].document
    shown = list(values_of(document))
    assert len(shown) > 60
    assert sorted(read_html(writer("html").write(document))) == sorted(shown)
    assert sorted(read_docx(writer("docx").write(document))) == sorted((tag(path), words) for path, words in shown)


def test_a_measure_and_the_exit_it_opens_are_one_object() -> None:
    """Each KPI and each gate has one path and one wording in the plan, the term sheet and the agreement, also on file."""
    deal = read_deal(EXAMPLE)
    wanted = [f"success.kpis.{kpi.id}.{field}" for kpi in deal.success.kpis for field in ("name", "target", "due")]
    wanted += [f"success.gates.{gate.id}.due" for gate in deal.success.gates]
    wanted += [f"success.gates.{gate.id}.criteria.{one.id}.test" for gate in deal.success.gates for one in gate.criteria]
    said = [dict(read_docx(writer("docx").write(paper.document))) for paper in papers().values()]
    for path in wanted:
        assert len({values[path] for values in said}) == 1, path
    # The exit names its KPIs by id and has no target of its own, so the trigger is tested against the same value.
    trigger = next(one for one in papers()["alliance_agreement"].drafted.bound.triggers if one.id == "t7")
    assert [kpi.id for kpi in trigger.kpis] == ["k1", "k2"]
    assert all(any(kpi is own for own in trigger.deal.success.kpis) for kpi in trigger.kpis)


# ------------------------------------------------------------ planted differences


def test_a_value_edited_in_one_file_is_named(folder: Path) -> None:
    sheet = change(folder, "term_sheet", lambda xml: retyped(xml, "confidentiality.tail", "24 months"))
    agreement = folder / papers()["alliance_agreement"].file_name("docx")
    assert [(finding.level, finding.paths, finding.message) for finding in found_in(sheet, agreement)] == [
        (
            "error", ("confidentiality.tail",),
            f"{sheet} says “24 months” for confidentiality.tail, which is “36 months” in the deal and in {agreement}.",
        )
    ]  # fmt: skip


def test_a_value_that_is_bound_counts_as_the_part_prints_it(folder: Path) -> None:
    """Word prints what the bound part holds, whatever the body remembers."""
    part = lambda xml: xml.replace('path="exit.triggers.t7.notice.length">60 days', 'path="exit.triggers.t7.notice.length">9 days')  # noqa: E731
    agreement = change(folder, "alliance_agreement", part, "customXml/item1.xml")
    assert [finding.message for finding in found_in(agreement)] == [
        f"{agreement} says “9 days” for exit.triggers.t7.notice.length, which is “60 days” in the deal."
    ]


def test_a_deleted_control_is_not_said(folder: Path) -> None:
    sheet = change(folder, "term_sheet", lambda xml: control("law.forum.place").sub("<w:r><w:t>Paris</w:t></w:r>", xml))
    assert [finding.message for finding in found_in(sheet)] == [
        f"{sheet} does not say “London” for law.forum.place: its mark was deleted, or it was typed over."
    ]


def test_one_of_several_places_typed_over_is_told(folder: Path) -> None:
    agreement = change(
        folder, "alliance_agreement", lambda xml: control("exit.triggers.t7.notice.length").sub("<w:r><w:t>9 days</w:t></w:r>", xml, count=1)
    )
    assert [finding.message for finding in found_in(agreement)] == [
        f"{agreement} says “60 days” for exit.triggers.t7.notice.length in 1 of 2 places: the rest were deleted or typed over."
    ]


def test_a_tracked_deletion_is_not_said(folder: Path) -> None:
    def struck(found: re.Match[str]) -> str:
        return found[0].replace("<w:r>", '<w:del w:id="1" w:author="x"><w:r>').replace("</w:r>", "</w:r></w:del>")

    sheet = change(folder, "term_sheet", lambda xml: control("law.forum.place").sub(struck, xml))
    assert [finding.message for finding in found_in(sheet)] == [
        f"{sheet} does not say “London” for law.forum.place: its mark was deleted, or it was typed over."
    ]


def test_a_value_of_an_html_paper_is_compared_too(tmp_path: Path) -> None:
    (path,) = write([papers()["joint_business_plan"]], ["html"], tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace(">12 retailers</data>", ">15 retailers</data>"), encoding="utf-8")
    assert [finding.message for finding in found_in(path)] == [
        f"{path} says “15 retailers” for success.kpis.k2.target, which is “12 retailers” in the deal."
    ]


def test_two_papers_of_the_tree_that_differ_are_named() -> None:
    view = look_at(read_deal(EXAMPLE), library(), ("term_sheet", "alliance_agreement"))
    sheet = view.papers["term_sheet"]
    more = Paragraph((Value("term.initial", "48 months"),))
    wrong = replace(sheet, document=replace(sheet.document, opening=(*sheet.document.opening, more)))
    found = checks()["D-C08"].check(replace(view, papers={**view.papers, "term_sheet": wrong}))
    assert [finding.message for finding in found] == [
        "The Term Sheet says “48 months” and “36 months” for term.initial, the Strategic Alliance Agreement “36 months”."
    ]


# ------------------------------------------------------------ core terms


def test_a_core_term_that_is_missing_is_named() -> None:
    view = look_at(read_deal(EXAMPLE), library(), THREE)
    plan = view.papers["joint_business_plan"]
    sections = tuple(one for one in plan.document.sections if one.id not in ("plan_measure", "plan_parting"))
    short = replace(plan, document=replace(plan.document, sections=sections))
    messages = [finding.message for finding in checks()["D-C08"].check(replace(view, papers={**view.papers, "joint_business_plan": short}))]
    plan_says = "The Joint Business Plan does not say"
    assert (
        f"{plan_says} the exit “Unpaid sums” (exit.triggers.t6), which is notice on receipt; cure 10 Business Days; fee damages only; "
        "wind-down 3 months in the deal."
    ) in messages
    assert f"{plan_says} the target of the KPI “Retention” (success.kpis.k3.target), which is 90% in the deal." in messages
    # The page in short has the dates of the gates.
    assert len(messages) == 12 + 2 * 4


def test_each_rule_of_the_table_is_about_something() -> None:
    """A path of the rules that no deal has would never be missed."""
    paper = papers()["alliance_agreement"]
    named = {term.name.split(": ")[0] for term in core_terms(paper.drafted.bound, style_of(paper.drafted.bound, paper.drafted.law_pack))}
    assert named == {rule.title for rule in RULES}


def test_where_a_term_stands() -> None:
    table = {row.term: row for row in rows({kind: paper.drafted for kind, paper in papers().items()})}
    governing, tail = table["Governing law"], table["Confidentiality tail"]
    assert (governing.value, list(governing.places.values())) == ("England and Wales", [("11",), ("19.1",), ()])
    assert (tail.value, list(tail.places.values())) == ("36 months", [("7",), ("8.2",), ()])
    assert table["KPI: Retention"].value == "target 90%; date 31 March 2028"
    assert list(table["KPI: Retention"].places.values()) == [("4",), ("Schedule A",), ("6.1",)]
    agreement = papers()["alliance_agreement"].document
    exit = table["Exit: Unpaid sums"].places[agreement.title]
    assert exit[0] == next(clause.label for section in agreement.sections for clause in section.clauses if clause.id == "exit.payment_default")
    assert Places(agreement).clauses["conf.term"].keys() == {"8.2"}


# ------------------------------------------------------------ the command line


def test_check_compares_files_a_shell_lists(folder: Path) -> None:
    change(folder, "term_sheet", lambda xml: retyped(xml, "confidentiality.tail", "24 months"))
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    code, out, _ = run("check", EXAMPLE, "--select", "D-C08", "--format", "json", "--files", *files)
    (finding,) = json.loads(out)["findings"]
    assert (code, finding["id"], finding["paths"]) == (1, "D-C08", ["confidentiality.tail"])
    code, _, err = run("check", EXAMPLE, files[0])
    assert code == 2
    assert "one deal is checked at a time; papers to compare with it come after --files." in err


def test_draft_prints_the_files_first_and_then_the_terms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    code, out, err = run("draft", EXAMPLE, "--to", "docx", "-o", str(tmp_path))
    assert code == 0, err
    files, _, table = out.partition("\n\n")
    assert [Path(line).exists() for line in files.splitlines()] == [True, True]
    head, more, rule, *lines = table.splitlines()
    assert (head.split(), more.split()) == (["Term", "Value", "Term", "Sheet", "Strategic", "Alliance"], ["Agreement"])
    assert set(rule) == {"-", " "}
    assert any(re.fullmatch(r"Confidentiality tail +36 months +7 +8\.2", line) for line in lines)
    assert max(map(len, table.splitlines())) <= 100


@pytest.mark.parametrize("width", [60, 80, 132])
def test_the_table_keeps_to_the_terminal(width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    _, out, _ = run("draft", EXAMPLE, *(word for kind in THREE for word in ("--as", kind)), "--to", "txt", "-o", str(tmp_path))
    assert max(map(len, out.partition("\n\n")[2].splitlines())) <= width


def test_one_paper_or_quiet_prints_the_files_alone(tmp_path: Path) -> None:
    for more in (["--quiet"], ["-q"], ["--as", "term_sheet"]):
        _, out, _ = run("draft", EXAMPLE, "--to", "txt", "-o", str(tmp_path), *more)
        assert all(Path(line).exists() for line in out.splitlines())


def test_draft_speaks_json(tmp_path: Path) -> None:
    _, out, _ = run("draft", EXAMPLE, "--to", "txt", "-o", str(tmp_path), "--format", "json")
    data = json.loads(out)
    assert [Path(name).exists() for name in data["files"]] == [True, True]
    (tail,) = [row for row in data["terms"] if row["term"] == "Confidentiality tail"]
    assert tail == {
        "term": "Confidentiality tail", "value": "36 months", "said": {"Term Sheet": ["7"], "Strategic Alliance Agreement": ["8.2"]},
    }  # fmt: skip
