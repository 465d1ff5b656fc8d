"""What filed agreements say is in their deals, and `python -m tests.filings` looks each claim up instead of believing it.

Long because every false claim stands beside the sentence that refuses it.
"""

from __future__ import annotations

import json
import os
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import Library, load_library
from generator.deal.patch import patched
from generator.document.examples import sample_deal
from tests.filings.__main__ import FOLDER, main
from tests.filings.coverage import BAR, Coverage, cover
from tests.filings.table import markdown

# An exit of a known kind with words of its own, one in words alone, one that leaves all to the library.
TRIGGERS: list[dict[str, Any]] = [
    {"id": "t1", "kind": "exit.convenience", "notice": "90 days", "note": "Work in hand goes on.", "scope": "whole"},
    {
        "id": "t2",
        "kind": "exit.material_breach",
        "event": "Mosaic breaks a promise",
        "wind_down": {"longer_of": ["6 months", "the season"]},
    },
    {
        "id": "t3",
        "kind": "custom",
        "event": "the stores close",
        "who": "either",
        "notice": "30 days",
        "cure": {"open": "the figures clash"},
        "conditions": ["it is winter"],
    },
]
MORE: list[tuple[str, Any]] = [
    ("exit.triggers", TRIGGERS),
    ("special", [{"id": "s1", "title": "Staff", "text": "Mosaic shall not hire the staff of Harbor."}]),
    ("clauses.brand.publicity.leave_out", "the parties meet each week"),
    ("law.escalation", [{"id": "e1", "who": "Alliance Managers", "within": "10 business days"}]),
]
T1 = {"id": "T1", "dimension": "trigger", "term": "at will", "how": "native", "at": ["exit.triggers.t1"]}
T2 = {"id": "T2", "dimension": "trigger", "term": "breach", "how": "native", "at": ["exit.triggers.t2"]}
T3 = {"id": "T3", "dimension": "trigger", "term": "stores", "how": "custom", "at": ["exit.triggers.t3"]}
START, END = "<!-- coverage -->\n", "<!-- end of coverage -->"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def real(library: Library) -> Coverage:
    return cover(FOLDER, library)


def written(folder: Path, *terms: dict[str, Any], changes: list[tuple[str, Any]] | None = None) -> Path:
    """A folder with one deal, and the terms of it."""
    (folder / "terms").mkdir()
    (folder / "stores.json").write_text(json.dumps(patched(sample_deal(), deepcopy([*MORE, *(changes or [])]))), encoding="utf-8")
    data = {"title": "An alliance, Ruritania, 1999", "terms": list(terms)}
    (folder / "terms" / "stores.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return folder


def wrong(folder: Path, library: Library) -> list[str]:
    return [str(one) for one in cover(folder, library).wrong]


# ------------------------------------------------------------ the filings


def test_every_claim_of_the_filings_holds(real: Coverage) -> None:
    assert len(real.filings) == 15
    assert [str(one) for one in real.wrong] == []


def test_no_term_of_the_filings_is_lost(real: Coverage) -> None:
    assert [(one.name, term.id) for one in real.filings for term in one.terms.terms if term.how == "lost"] == []


def test_nine_in_ten_triggers_of_the_filings_are_native(real: Coverage) -> None:
    native, all = real.triggers
    assert all > 100
    assert native >= BAR * all


def test_the_readme_has_the_table(real: Coverage) -> None:
    """ACCEPT=1 puts it there."""
    path = FOLDER / "README.md"
    page = path.read_text(encoding="utf-8")
    start, end = page.index(START) + len(START), page.index(END)
    if os.environ.get("ACCEPT") == "1":
        path.write_text(page[:start] + markdown(real) + page[end:], encoding="utf-8")
        return
    assert page[start:end] == markdown(real), "`ACCEPT=1 python -m pytest tests/test_filings.py` puts the new table into the README"


# ------------------------------------------------------------ claims that hold


def term(id: str, *at: str, dimension: str = "other", how: str = "native", **more: str) -> dict[str, Any]:
    return {"id": id, "dimension": dimension, "term": "a term", "how": how, "at": list(at), **more}


HOLDS = {
    "a field": term("X", "exit.triggers.t1.notice", dimension="notice"),
    "a field of an exit in words": term("X", "exit.triggers.t3.notice", dimension="notice"),
    "a default of the kind": term("X", "exit.triggers.t2.cure", dimension="cure"),
    "a parameter with its default": term("X", "exit.triggers.t2.params.degree"),
    "a short form": term("X", "exit.triggers.t2.wind_down.longer_of", dimension="wind_down"),
    "the long form of a short one": term("X", "exit.triggers.t1.notice.length"),
    "a word that stands for all": term("X", "exit.triggers.t1.scope"),
    "an open length": {**term("X", "exit.triggers.t3.cure", dimension="cure"), "term": "60 days"},
    "an element by its id": term("X", "law.escalation.e1.within", dimension="dispute"),
    "an element without an id by its place": term("X", "exit.triggers.t3.conditions.0", how="custom"),
    "a clause": term("X", "clauses.effects.survival", dimension="survival"),
    "a parameter of a clause": term("X", "clauses.assign.consent.params.bound"),
    "a clause left out": term("X", "clauses.brand.publicity.leave_out"),
    "words beside a field": term("X", "exit.triggers.t1.scope", "exit.triggers.t1.note"),
    "words of a known kind, and which": term("X", "exit.triggers.t2.event", words="whose promise it is"),
    "counsel's words": term("X", "special.s1", how="custom", prints="Mosaic shall not hire  the staff of Harbor."),
    "a loss with its reason": {**term("X", how="lost", why="it is struck out"), "at": []},
}


@pytest.mark.parametrize("claim", HOLDS.values(), ids=HOLDS)
def test_a_true_claim_holds(claim: dict[str, Any], tmp_path: Path, library: Library) -> None:
    assert wrong(written(tmp_path, T1, T2, T3, claim), library) == []


# ------------------------------------------------------------ planted claims that do not

REFUSED = {
    "no such exit": (
        term("X", "exit.triggers.t9.notice"),
        "at exit.triggers.t9.notice: exit.triggers has no “t9”; there are t1, t2, t3",
    ),
    "no such key": (
        term("X", "exit.triggers.t1.notise"),
        "at exit.triggers.t1.notise: exit.triggers.t1 has no “notise”; nearest: “notice”",
    ),
    "no such part": (term("X", "windup.length"), "at windup.length: a deal has no “windup”"),
    "nothing said": (term("X", "fees"), "at fees: the deal says nothing at “fees”, and there is no default"),
    "nothing said in a part": (
        term("X", "exclusivity"),
        "at exclusivity: the deal says nothing at “exclusivity”, and there is no default",
    ),
    "nothing below a part not said": (
        term("X", "exclusivity.field"),
        "at exclusivity.field: the deal says nothing at “exclusivity.field”, and there is no default",
    ),
    "no such element": (term("X", "law.escalation.e2"), "at law.escalation.e2: law.escalation has no “e2”; there are e1"),
    "no such sentence": (term("X", "special.s7", how="custom"), "at special.s7: special has no “s7”; there are s1"),
    "below a value": (term("X", "term.initial.most"), "at term.initial.most: term.initial is a value and has no “most”"),
    "no such clause": (
        term("X", "clauses.effects.survive"),
        "at clauses.effects.survive: the library has no clause “effects.survive”; nearest: “effects.survival”",
    ),
    "half a clause": (
        term("X", "clauses.effects"),
        "at clauses.effects: “clauses.effects” names no clause; write “clauses.” and its id, as in clauses.effects.survival",
    ),
    "a clause that is out": (
        term("X", "clauses.exit.deadlock"),
        "at clauses.exit.deadlock: the clause exit.deadlock is not printed: no exit of this kind in the deal",
    ),
    "no such parameter": (
        term("X", "clauses.effects.survival.params.years"),
        "at clauses.effects.survival.params.years: the deal says nothing at “clauses.effects.survival.params.years”, and there is no default",
    ),
    "a text not chosen": (
        term("X", "clauses.effects.survival.text"),
        "at clauses.effects.survival.text: the deal says nothing at “clauses.effects.survival.text”",
    ),
    "a native that is a sentence": (
        term("X", "special.s1"),
        "called native, and it is custom: special.s1 is a sentence of this deal alone; call it custom",
    ),
    "a native that is a sentence, excused": (
        term("X", "special.s1", words="all of it"),
        "called native, and it is custom: special.s1 is a sentence of this deal alone; call it custom",
    ),
    "a native that is an exit in words": (
        term("X", "exit.triggers.t3"),
        "called native, and it is custom: exit.triggers.t3 is of kind custom; call it custom",
    ),
    "a native that is the words of an exit in words": (
        term("X", "exit.triggers.t3.conditions", words="the season"),
        "called native, and it is custom: exit.triggers.t3.conditions is words; call it custom",
    ),
    "a native that is a note": (
        term("X", "exit.triggers.t1.note"),
        "called native, and it is custom: exit.triggers.t1.note is words; call it custom, or say in “words” which part of it is words",
    ),
    "a native that is words twice": (
        term("X", "exit.triggers.t2.event", "special.s1", words="all of it"),
        "called native, and it is custom: exit.triggers.t2.event is words, special.s1 is a sentence of this deal alone; call it custom",
    ),
    "a native trigger that is custom": (
        term("X", "exit.triggers.t3", "exit.triggers.t3.notice", dimension="trigger"),
        "called native, and it is custom: exit.triggers.t3 is of kind custom",
    ),
    "a native trigger that is no exit": (
        term("X", "term.initial", dimension="trigger"),
        "called native, and it leads to no exit; a native trigger leads to one whose kind is a clause file",
    ),
    "a native without a place": (term("X"), "called native without “at”; name the places of the deal that say it"),
    "words of a custom term": (
        term("X", "special.s1", how="custom", words="all"),
        "“words” says which part of a native term is words; this one is not native",
    ),
    "a loss without a reason": (term("X", how="lost"), "called lost without “why”; say why no field, clause or sentence can hold it"),
    "a loss that is there": (
        term("X", "special.s1", how="lost", why="none"),
        "called lost, and it leads to special.s1; call it custom or native, or leave out “at”",
    ),
    "words that do not print": (
        term("X", "special.s1", how="custom", prints="Mosaic may hire the staff"),
        "the drafted agreement does not say “Mosaic may hire the staff”",
    ),
    "another length": (
        {**term("X", "exit.triggers.t1.notice", dimension="notice"), "term": "60 days, then 90 days"},
        'says “60 days”, and the deal does not: exit.triggers.t1.notice is "90 days"',
    ),
    "a default of another length": (
        {**term("X", "exit.triggers.t2.cure", dimension="cure"), "term": "99 days"},
        'says “99 days”, and the deal does not: exit.triggers.t2.cure is {"time": "30 days"}',
    ),
    "an unknown dimension": (
        term("X", "special.s1", dimension="triger"),
        "dimension: “triger” is not allowed; write one of trigger, notice, cure, payment, wind_down, ip, restriction, survival, dispute, success, governance, renewal, assignment, other; nearest: “trigger”",
    ),
    "an unknown key": (term("X", "special.s1", how="custom", print="x"), "print: unknown key “print”; nearest: “prints”"),
}


@pytest.mark.parametrize(("claim", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_false_claim_is_refused(claim: dict[str, Any], reason: str, tmp_path: Path, library: Library) -> None:
    assert wrong(written(tmp_path, T1, T2, T3, claim), library) == [f"stores.yaml: X: {reason}"]


def test_ids_are_unique(tmp_path: Path, library: Library) -> None:
    assert wrong(written(tmp_path, T1, T2, T3, deepcopy(T1)), library) == ["stores.yaml: T1: 2 terms have this id; each needs its own"]


def test_every_exit_of_the_deal_is_a_term(tmp_path: Path, library: Library) -> None:
    assert wrong(written(tmp_path, T1, T3), library) == ["stores.yaml: the deal has exit.triggers.t2, and no term leads to it"]


def test_deals_and_terms_go_in_pairs(tmp_path: Path, library: Library) -> None:
    folder = written(tmp_path, T1, T2, T3)
    (folder / "stores.json").rename(folder / "shops.json")
    assert wrong(folder, library) == [
        "shops.json: has no terms file; write terms/shops.yaml",
        "stores.yaml: has no deal; write stores.json or remove the terms",
    ]


def test_a_deal_that_cannot_be_drafted_is_told(tmp_path: Path, library: Library) -> None:
    folder = written(tmp_path, T1, T2, T3, changes=[("exit.triggers.t1.kind", "exit.whim")])
    assert wrong(folder, library)[0].startswith("stores.json: /exit/triggers/0/kind: no kind of exit “exit.whim”")


def test_a_deal_without_the_agreement_is_told(tmp_path: Path, library: Library) -> None:
    folder = written(tmp_path, T1, T2, T3, changes=[("documents", ["term_sheet"])])
    assert wrong(folder, library) == ["stores.json: /documents: has no alliance_agreement, and the terms are looked up in it"]


BAD_FILES = {
    "not YAML": ("title: [", "line 2: cannot read this: did not find expected node content"),
    "no object": ("- title", "a terms file has two keys: “title” and “terms”"),
    "no terms": ("title: x", "terms: “terms” is missing; it is needed here"),
    "a term without an id": (
        "title: x\nterms: [{dimension: ip, term: x, how: native}]",
        "element 1 of terms: id: “id” is missing; it is needed here",
    ),
    "no list": ("title: x\nterms: none", 'terms: “none” is not a list; write ["none"]'),
}


@pytest.mark.parametrize(("text", "reason"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_terms_file_that_cannot_be_read_is_told(text: str, reason: str, tmp_path: Path, library: Library) -> None:
    folder = written(tmp_path)
    (folder / "terms" / "stores.yaml").write_text(text, encoding="utf-8")
    assert len(found := wrong(folder, library)) == 1
    assert found[0].startswith(f"stores.yaml: {reason}")


# ------------------------------------------------------------ the command

TABLE = """\
agreement  trigger  notice  cure  payment  wind-down  ip  restr.  survival  dispute  success  govern.  renewal  assign.  other    all
stores         2/1       –     –        –          –   –       –         –        –        –        –        –        –  0/0/1  2/1/1

all            2/1       –     –        –          –   –       –         –        –        –        –        –        –  0/0/1  2/1/1
"""


def test_the_table_shows_what_is_wrong_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path, T1, {**T2, "words": "whose promise"}, T3, term("X", how="lost"))
    assert main([str(folder)]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith(TABLE)
    assert printed.endswith(
        "4 terms: 2 native (1 with a part in words), 1 custom, 1 lost. Triggers: 2 of 3 native, 66.7 % (bar: 90 %: too few); 1 of the native ones with an event in the deal’s own words.\n"
        "\n1 claim does not hold:\n"
        "stores.yaml: X: called lost without “why”; say why no field, clause or sentence can hold it\n"
    )


def test_too_few_native_triggers_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(written(tmp_path, T1, T2, T3))]) == 1
    assert "do not hold" not in capsys.readouterr().out


def test_enough_native_triggers_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(written(tmp_path, T1, T2, changes=[("exit.triggers.t3", "absent")]))]) == 0
    assert capsys.readouterr().out.endswith(
        "Triggers: 2 of 2 native, 100.0 % (bar: 90 %); 1 of the native ones with an event in the deal’s own words.\n"
    )


def test_markdown_keeps_faults_out_of_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    others = (term("X", "special.s1", how="custom"), term("Y", how="lost", dimension="ip", why="it is struck out"))
    assert main([str(written(tmp_path, T1, T3, *others)), "--markdown"]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("| agreement | trigger | notice |") and "\n| stores | 1/1 | – |" in captured.out
    assert "\n**custom, other**: a term (stores X)\n\n**lost, ip**: a term: it is struck out (stores Y)\n" in captured.out
    assert captured.err == "stores.yaml: the deal has exit.triggers.t2, and no term leads to it\n"


def test_json_has_counts_share_and_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(written(tmp_path, T1, T2, T3, term("X", how="lost"))), "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["triggers"] == {"native": 2, "all": 3, "share": 0.6667, "bar": 0.9, "own_events": 1}
    assert data["filings"][0]["title"] == "An alliance, Ruritania, 1999"
    assert data["filings"][0]["dimensions"]["trigger"] == {"native": 2, "custom": 1, "lost": 0}
    assert data["wrong"][0]["file"] == "stores.yaml" and data["wrong"][0]["id"] == "X"
