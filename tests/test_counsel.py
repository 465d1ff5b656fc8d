"""The counsel copy: the same words with native comments; and the clean copy, which holds nothing of them.

Long because the two copies and the private file are told together: one document, three readings.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from generator import Paper, Private, draft, load_library, read_private, write
from generator.checks import Finding
from generator.deal import Deal, DealError, make_deal
from generator.deal.patch import patched
from generator.document.annotate import Addressed, annotate
from generator.document.examples import sample_deal
from generator.document.remark import Remark
from generator.writers import UnknownFormat, names
from generator.writers.choices import Choices
from generator.writers.docx import write as write_docx
from tests.judges import libreoffice, ooxml
from tests.readers import docx, pdf
from tests.readers.docx_comments import Comment, comments
from tests.test_cases import BARE

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "harbor-mosaic.json"
COUNSEL = Choices(copy="counsel")
KINDS = ("term_sheet", "alliance_agreement")
# A word of its own in every place of a private file.
MARK = "Zqxprivate"
PRIVATE = {
    "side": "a",
    "posture": f"{MARK}1 press for speed",
    "notes": {"exit.convenience": [f"{MARK}2", f"{MARK}3"], "term.lock_in": f"{MARK}4", f"{MARK}5.nowhere": f"{MARK}6"},
    "positions": {"liab.cap": {"level": "acceptable", "words": f"{MARK}7", "on": "2026-01-20"}},
    "walk_aways": {"liab.cap": f"{MARK}8"},
    "overrides": {"term.initial": {"instead_of": f"{MARK}9", "because": f"{MARK}10", "by": f"{MARK}11", "on": "2026-01-21"}},
    "answers": {f"{MARK}12": f"{MARK}13", "notice.zone": [f"{MARK}14", f"{MARK}15"]},
}


def sample(**changes: object) -> Deal:
    return make_deal(patched(sample_deal(), list(changes.items())))


def changed(changes: dict[str, object]) -> list[Paper]:
    return draft(sample(**changes), load_library())


@cache
def open_values() -> tuple[Paper, ...]:
    return tuple(changed(json.loads((ROOT / "tests/cases/open-values/case.json").read_text(encoding="utf-8"))["changes"]))


def own(deal: str = "sample") -> Private:
    return Private.model_validate({"deal": deal, **PRIVATE})


def counsel(paper: Paper, private: Private | None = None) -> bytes:
    return write_docx(paper.for_counsel(private), COUNSEL)


def beside(data: bytes, heading: str, start: str) -> list[str]:
    """The comments on a heading that start like this, paragraphs one a line."""
    return ["\n".join(found.says) for found in comments(data) if found.beside == heading and found.says[0].startswith(start)]


# ---------------------------------------------------------------- the two copies


@pytest.mark.parametrize("at", range(len(KINDS)), ids=KINDS)
def test_both_copies_have_the_same_words_and_numbers(at: int) -> None:
    paper = open_values()[at]
    clean, with_notes = write_docx(paper.document), counsel(paper, own())
    assert docx.read(with_notes) == docx.read(clean)
    assert docx.read(with_notes, refresh=True) == docx.read(clean, refresh=True)
    # Without the marks of the comments the two bodies are the same bytes: styles, values and references too.
    body = part(with_notes, "word/document.xml")
    assert body.count("<w:commentReference ") > 60
    marks = r'<w:commentRange(?:Start|End) w:id="\d+"/>|<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="\d+"/></w:r>'
    assert re.sub(marks, "", body) == part(clean, "word/document.xml")


def test_the_clean_copy_has_no_comment_and_no_trace_of_one() -> None:
    for paper in open_values():
        clean, noted = write_docx(paper.document), counsel(paper)
        added = set(zipfile.ZipFile(io.BytesIO(noted)).namelist()) - set(zipfile.ZipFile(io.BytesIO(clean)).namelist())
        assert added == {"word/comments.xml"}
        for name in ("[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"):
            assert not re.search(r"<w:comment|[/.]comments", part(clean, name)), name
            assert re.search(r"<w:comment|[/.]comments", part(noted, name)), name


def test_a_clean_copy_of_an_annotated_paper_has_no_comments_either() -> None:
    paper = open_values()[1]
    assert write_docx(paper.for_counsel(own())) == write_docx(paper.document)


def test_comments_have_ids_of_their_own_a_style_and_no_clock() -> None:
    paper = open_values()[1]
    data = counsel(paper, own())
    said = part(data, "word/comments.xml")
    ids = re.findall(r'<w:comment w:id="(\d+)" w:author="Pactwright" w:initials="PW">', said)
    assert ids == [str(n) for n in range(len(ids))] and said.count("<w:comment ") == len(ids)
    assert "w:date" not in said
    styles = docx.open_paper(data).styles
    assert {"CommentText", "CommentReference"} <= set(styles)
    assert counsel(paper, own()) == data
    assert len(comments(data)) == len(ids)


# ---------------------------------------------------------------- what the comments say


def test_a_clause_says_why_it_stands_there() -> None:
    [paper] = [one for one in changed({"clauses": {"ip.foreground_allocation": PROTECTIVE}}) if one.kind == "alliance_agreement"]
    front = load_library().clauses["ip.foreground_allocation"].front
    [why] = beside(counsel(paper), front.title, "Why this clause")
    assert why.splitlines() == [
        f"Why this clause: {front.why}",
        "In this paper: always part of this paper.",
        "Text “protective” for Harbor: the deal chooses it. Reason given: Harbor brings the models.",
        "Values of the library, unchanged: disclosure within 30 days "
        "(long enough for a monthly engineering report and short enough for people to remember who did what).",
        "From ip.foreground_allocation 1.0.0.",
    ]
    [position] = beside(counsel(paper), front.title, "Position")
    assert position.startswith("Position for Harbor: opening – each side owns what improves its own things; joint only where listed.")


PROTECTIVE = {"text": "protective", "protects": "a", "because": "Harbor brings the models"}


def test_values_the_library_chose_come_with_their_reasons() -> None:
    papers = changed({"exit.triggers.t3.notice": "60 days"})
    [why] = beside(counsel(papers[1]), "Mutual agreement", "Why this clause") or [""]
    assert "notice" not in why.partition("Values of the library, unchanged: ")[2]
    [why] = beside(counsel(papers[1]), "Change of Control", "Why this clause")
    assert "; notice 60 days (enough to plan the wind-down without working long for a rival); lock in none (" in why


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "Position: opening – only if a competitor takes over, with a firewall from announcement and no fee.\n"
             "Next fallback: acceptable – any change of control that gives reasonable grounds for concern, without a fee."),
        ({"clauses": {"exit.change_of_control": {"params": {"scope": "adverse"}}}},
         "Position: acceptable – any change of control that gives reasonable grounds for concern, without a fee.\n"
         "Next fallback: none. Walk away from – a fee falls due because a company is sold."),
        ({"fees": [{"id": "f1", "kind": "convenience_price", "base": "GBP 50,000"}], "exit.triggers.{}.fee": "f1"},
         "Position: walk away – a fee falls due because a company is sold.\nNext fallback: none. This is where to walk away."),
        ({"clauses": {"exit.change_of_control": {"params": {"scope": "any"}}}},
         "Position: outside the positions of the library.\n"
         "The positions are: opening – only if a competitor takes over, with a firewall from announcement and no fee; "
         "acceptable – any change of control that gives reasonable grounds for concern, without a fee; "
         "walk away – a fee falls due because a company is sold."),
        ({"clauses": {"exit.change_of_control": {"params": {"scope": {"open": "they want any"}}}}},
         "Position: cannot be told yet, because clauses.exit.change_of_control.params.scope is open.\n"
         "The positions are: opening – only if a competitor takes over, with a firewall from announcement and no fee; "
         "acceptable – any change of control that gives reasonable grounds for concern, without a fee; "
         "walk away – a fee falls due because a company is sold."),
    ],
    ids=["opening", "acceptable", "walk away", "outside", "open"],
)  # fmt: skip
def test_a_clause_says_its_position_and_the_next_fallback(changes: dict[str, object], says: str) -> None:
    [trigger] = [one["id"] for one in sample_deal()["exit"]["triggers"] if one["kind"] == "exit.change_of_control"]
    papers = changed({key.format(trigger): value for key, value in changes.items()})
    assert beside(counsel(papers[1]), "Change of Control", "Position") == [says]


def test_two_exits_of_one_kind_each_have_their_position() -> None:
    papers = draft(make_deal(json.loads(EXAMPLE.read_text(encoding="utf-8"))), load_library())
    [found] = beside(counsel(papers[1]), "Material breach", "Exit")
    lines = found.splitlines()
    assert [lines[0], lines[3]] == ["Exit t4, Material breach in general:", "Exit t5, Breach of a commitment to deliver:"]
    assert lines[1].startswith("Position: opening – ") and lines[4].startswith("Position: acceptable – ")


def test_law_notes_come_with_mark_and_date_and_fall_back_where_a_pack_is_silent() -> None:
    papers = changed({"law.packs": ["germany"]})
    assert beside(counsel(papers[1]), "Change of Control", "Law") == [
        "Law of England and Wales, checked 30 June 2026:\n"
        "control.assignment: A ban on assigning receivables may have no effect: SI 2018/1254. [K]\n"
        "Law of Germany, checked 30 June 2026:\n"
        "control.assignment: Not verified: local counsel must check whether the ban on transfer holds, "
        "and what it means for mergers and receivables. [U]"
    ]
    note = (
        "control.assignment: Not verified: local counsel must check whether the ban on transfer holds, "
        "and what it means for mergers and receivables. [U]"
    )
    for governing, place in (("Iceland", "Iceland"), ({"open": "they talk"}, "a place not chosen yet")):
        [law] = beside(counsel(changed({"law.governing": governing})[1]), "Change of Control", "Law")
        assert law == f"Law of {place} (no law pack), checked 30 June 2026:\n{note}"


def test_an_open_value_says_why_at_its_first_place_alone() -> None:
    sheet, agreement = open_values()
    for paper in (sheet, agreement):
        found = [one for one in comments(counsel(paper)) if one.says[0].startswith("Open (")]
        assert Comment("[lock-in]", ("Open (term.lock_in): waiting for the board",)) in found
        assert len({one.says for one in found}) == len(found)
        assert "waiting for the board" not in part(write_docx(paper.document), "word/document.xml")


def test_a_note_in_a_clause_stands_on_its_paragraph() -> None:
    [found] = [one for one in comments(counsel(open_values()[1])) if "MAR art. 17" in one.says[0]]
    assert found.beside.startswith("The Party concerned shall give the other Party Notice of a Change of Control")
    assert found.says[0].startswith("Note: public companies may not speak before they disclose to the market")


def test_the_title_says_what_the_copy_is() -> None:
    first = comments(counsel(open_values()[1]))[0]
    assert first == Comment(
        "Strategic Alliance Agreement",
        (
            "Counsel copy, confidential: the comments are not part of the paper. "
            "The clean copy has the same words and numbers without them.",
            "Marks on notes of law: [V] checked in a stored source, [K] known authority, not checked again, [U] not verified.",
        ),
    )


@pytest.mark.parametrize("case", sorted(path.parent.name for path in (ROOT / "tests/cases").glob("*/case.json")))
def test_every_case_has_a_counsel_copy_with_a_reason_on_each_clause(case: str) -> None:
    read = json.loads((ROOT / "tests/cases" / case / "case.json").read_text(encoding="utf-8"))
    for paper in draft(make_deal(patched(BARE if read.get("bare") else sample_deal(), list(read["changes"].items()))), load_library()):
        said = [one.says[0] for one in comments(counsel(paper))]
        holders = (*paper.document.sections, *paper.document.schedules)
        printed = {clause.id for holder in holders for clause in holder.clauses if clause.heading or clause.blocks}
        assert sum(words.startswith("Why this clause: ") for words in said) == len(printed) > 0


# ---------------------------------------------------------------- findings


def test_a_finding_stands_on_the_clause_it_is_about() -> None:
    papers = changed({"term.lock_in": "36 months", "term.initial": "36 months"})
    [found] = [one for one in comments(counsel(papers[1])) if one.says[0].startswith("Finding D-T02")]
    clauses = load_library().clauses
    assert found.beside in {clause.front.title for clause in clauses.values()} - {clauses["def.registry"].front.title}
    assert found.says[0].startswith("Finding D-T02 (error): The lock-in (36 months) is not shorter than the Initial Term (36 months)")
    assert "About: term.lock_in" in found.says[1]


def test_findings_go_by_clause_by_place_by_exit_or_to_the_title() -> None:
    from generator.checks.remarks import finding_remarks

    paper = open_values()[1]
    found = [
        Finding("X-1", "warn", "On a clause.", "Do.", place="alliance_agreement: exit.convenience"),
        Finding("X-2", "warn", "On a choice.", "Do.", ("clauses.liab.cap.params.x",)),
        Finding("X-3", "warn", "On an exit.", "Do.", ("exit.triggers.t9.notice.at_least",)),
        Finding("X-4", "warn", "On nothing here.", "Do.", ("no.such.place",), accepted="Ann, 2026-01-02: small"),
        Finding("X-5", "warn", "On another paper.", "Do.", place="term_sheet: exit.convenience"),
        Finding("X-6", "warn", "On all.", "Do."),
    ]
    data = write_docx(annotate(paper.drafted, finding_remarks(found, paper.kind)), COUNSEL)
    beside_what = {one.says[0].split()[1]: one for one in comments(data) if one.says[0].startswith("Finding X")}
    title = paper.document.title
    headings = {name: one.beside for name, one in beside_what.items()}
    fronts = load_library().clauses
    [t9] = [one for one in paper.drafted.bound.triggers if one.id == "t9"]
    assert headings == {
        "X-1": fronts["exit.convenience"].front.title, "X-2": fronts["liab.cap"].front.title, "X-3": t9.clause.front.title,
        "X-4": title, "X-6": title,
    }  # fmt: skip
    assert beside_what["X-4"].says == (
        "Finding X-4 (warn): On nothing here.", "Do. About: no.such.place.", "Accepted by Ann, 2026-01-02: small",
    )  # fmt: skip


def test_a_remark_with_no_place_is_never_lost() -> None:
    paper = open_values()[0]
    document = annotate(paper.drafted, [Addressed(("no.clause", "nothing.here"), Remark("private", ("kept",)))])
    assert document.remarks[-1].paragraphs == ("kept",)


# ---------------------------------------------------------------- the private file


def test_every_entry_of_the_private_file_is_in_the_counsel_copy() -> None:
    paper = draft(sample(), load_library())[1]
    found = {one.says[0]: one.beside for one in comments(counsel(paper, own())) if one.says[0].startswith("Private")}
    fronts, title = load_library().clauses, paper.document.title
    cap, exit = fronts["liab.cap"].front.title, fronts["exit.convenience"].front.title
    assert {
        f"Private, posture: {MARK}1 press for speed": title,
        f"Private note on exit.convenience: {MARK}2": exit,
        f"Private note on exit.convenience: {MARK}3": exit,
        f"Private note on {MARK}5.nowhere: {MARK}6": title,
        f"Private, position reached on liab.cap, 2026-01-20: acceptable: {MARK}7": cap,
        f"Private, walk-away on liab.cap: {MARK}8": cap,
        f"Private, own answer on {MARK}12: {MARK}13": title,
    }.items() <= found.items()
    assert f"Private, override of term.initial ({MARK}11, 2026-01-21): instead of {MARK}9, because {MARK}10" in found
    assert f"Private, own answer on notice.zone: {MARK}14, {MARK}15" in found
    assert found[f"Private note on term.lock_in: {MARK}4"] not in (title, fronts["def.registry"].front.title)


def beside_its_deal(folder: Path) -> Path:
    """A deal file with a private file full of marks beside it."""
    path = folder / "deal.json"
    path.write_text(json.dumps(sample_deal()), encoding="utf-8")
    (folder / "deal.private.json").write_text(json.dumps({"deal": "sample", **PRIVATE}), encoding="utf-8")
    return path


def unpacked(path: Path) -> Iterator[tuple[str, str]]:
    """Everything a file holds, as text: names and parts of a zip, words and unpacked streams of a PDF, else its text."""
    data = path.read_bytes()
    yield path.name, data.decode("latin-1")
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield f"{path.name}: {name}", name + archive.read(name).decode("utf-8")
    elif path.suffix == ".pdf":
        yield f"{path.name}: streams", pdf.inflated(path).decode("latin-1")
        yield f"{path.name}: words", "\n".join(pdf.pages(path))


def told(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, list(arguments))
    return done.exit_code, done.stdout, done.stderr


def search_clean_papers(folder: Path, formats: tuple[str, ...]) -> None:
    """Draft the clean papers beside a private file, by the shell and with the file handed over; neither holds any of it."""
    path = beside_its_deal(folder)
    code, _, err = told("draft", str(path), "--to", ",".join(formats), "-o", str(folder / "out"))
    assert code == 0, err
    write(draft(sample(), load_library()), formats, folder / "handed", private=own())
    written = [*(folder / "out").iterdir(), *(folder / "handed").iterdir()]
    assert len(written) == 2 * 2 * len(formats)
    parts = [part for file in written for part in unpacked(file)]
    assert [name for name, words in parts if MARK.lower() in words.lower()] == []
    assert any("harbor" in words.lower() for _, words in parts), "the search reads words"


def test_no_clean_paper_holds_anything_of_the_private_file(tmp_path: Path) -> None:
    search_clean_papers(tmp_path, tuple(name for name in names() if name != "pdf"))


@pytest.mark.judges
def test_no_clean_pdf_holds_anything_of_the_private_file(tmp_path: Path) -> None:
    search_clean_papers(tmp_path, ("pdf",))


def test_the_search_finds_the_marks_in_a_counsel_copy(tmp_path: Path) -> None:
    code, out, _ = told("draft", str(beside_its_deal(tmp_path)), "--copy", "counsel", "-o", str(tmp_path / "out"), "--quiet")
    assert code == 0
    for line in out.splitlines():
        words = "".join(words for _, words in unpacked(Path(line)))
        assert set(re.findall(rf"{MARK}\d+", words)) == set(re.findall(rf"{MARK}\d+", json.dumps(PRIVATE)))


def test_the_deal_file_alone_drafts_the_same_clean_bytes(tmp_path: Path) -> None:
    path = beside_its_deal(tmp_path)
    told("draft", str(path), "--to", "docx,txt", "-o", str(tmp_path / "with"))
    (tmp_path / "deal.private.json").write_text("not even JSON", encoding="utf-8")
    assert told("draft", str(path), "--to", "docx,txt", "-o", str(tmp_path / "broken"))[0] == 0
    (tmp_path / "deal.private.json").unlink()
    told("draft", str(path), "--to", "docx,txt", "-o", str(tmp_path / "alone"))
    held = [{file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("with", "broken", "alone")]
    assert held[0] == held[1] == held[2] and len(held[0]) == 4


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({"deal": "sample", "walkaways": {}}, "{file}:1: /walkaways: unknown key “walkaways”; nearest: “walk_aways”"),
        ({"deal": "sample", "positions": {"liab.cap": {"level": "fine"}}},
         "{file}:1: /positions/liab.cap/level: “fine” is not allowed; write one of opening, acceptable, walk_away"),
        ({"deal": "sample", "overrides": {"term.initial": {"because": "x"}}},
         "{file}:1: /overrides/term.initial/instead_of: “instead_of” is missing; it is needed here"),
        ({"posture": "hard"}, "{file}:1: /deal: “deal” is missing; it is needed here"),
        ({"deal": "another"},
         "{file}: /deal: this file belongs to the deal “another”, and the deal drafted is “sample”; keep each beside its own"),
        ({"deal": "sample", "notes": {"a\u202eb": "x"}},
         "{file}:1: /notes/a\\u202eb: the text has the character U+202E, which cannot be seen or changes the reading order; remove it"),
    ],
    ids=["unknown key", "unknown level", "missing key", "no deal", "another deal", "hidden character in a key"],
)  # fmt: skip
def test_a_wrong_private_file_is_told(tmp_path: Path, raw: dict[str, object], says: str) -> None:
    path = tmp_path / "deal.private.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(DealError) as refused:
        read_private(path, sample())
    assert str(refused.value) == says.format(file=path)


def test_a_wrong_private_file_stops_the_counsel_copy_before_anything_is_written(tmp_path: Path) -> None:
    path = beside_its_deal(tmp_path)
    (tmp_path / "deal.private.json").write_text("[]", encoding="utf-8")
    code, out, err = told("draft", str(path), "--copy", "counsel", "-o", str(tmp_path / "out"))
    assert (code, out, (tmp_path / "out").exists()) == (2, "", False)
    assert err == f"{tmp_path / 'deal.private.json'}:1: a private file is a JSON object: {{ … }}\n"


# ---------------------------------------------------------------- the command


def test_the_counsel_copy_is_word_and_has_a_name_of_its_own(tmp_path: Path) -> None:
    code, out, err = told("draft", str(EXAMPLE), "--copy", "counsel", "-o", str(tmp_path), "--quiet")
    assert code == 0, err
    assert [Path(line).name for line in out.splitlines()] == [
        "harbor-mosaic-2026-term-sheet-counsel.docx", "harbor-mosaic-2026-alliance-agreement-counsel.docx",
    ]  # fmt: skip


@pytest.mark.parametrize("format", sorted(set(names()) - {"docx"}))
def test_other_formats_cannot_be_a_counsel_copy(tmp_path: Path, format: str) -> None:
    says = f"The counsel copy cannot be written as {format}: only docx carries counsel’s notes. Ask for docx alone, or for the clean copy."
    code, out, err = told("draft", str(EXAMPLE), "--copy", "counsel", "--to", f"docx,{format}", "-o", str(tmp_path / "new"))
    assert (code, out, err) == (2, "", f"{says}\n")
    assert not (tmp_path / "new").exists()
    with pytest.raises(UnknownFormat, match=re.escape(says)):
        write([], [format], tmp_path / "new", COUNSEL)


# ---------------------------------------------------------------- judges


@pytest.mark.judges
def test_the_judges_of_the_format_find_nothing(tmp_path: Path) -> None:
    for paper in open_values():
        path = tmp_path / paper.file_name("docx", "counsel")
        path.write_bytes(counsel(paper, own()))
        assert ooxml.sdk_findings(path) == []
        assert ooxml.integrity_findings(path) == []
        assert libreoffice.findings(path) == []


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode("utf-8")
