"""What is remembered from deal to deal never changes a paper: found again is as made anew, and a changed value shows everywhere."""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from generator.bind import Bound, BoundFee, BoundTrigger, bind
from generator.checks import View, looks, run_checks
from generator.checks.core import Term, core_terms
from generator.checks.finding import Finding
from generator.deal import Deal, make_deal
from generator.deal.patch import patched
from generator.document import Document, draft_document
from generator.document.carried import Carried
from generator.document.draft import governing_pack, style_of
from generator.document.evaluate import Answers
from generator.document.examples import sample_deal
from generator.document.hit import Hit, alike, same, same_but_value
from generator.document.lines import lines
from generator.document.memory import MOST_FORMS, Memory
from generator.document.phrases import OF_ITSELF, trigger_phrase
from generator.document.say import Style
from generator.document.tree import Clause, Table, plain
from generator.library import Library, load_library
from generator.values import Duration, Money, Open, Percent
from generator.writers import writer
from generator.writers.choices import Choices
from tests import tiny

ROOT = Path(__file__).parents[1]
PAPERS = ("alliance_agreement", "term_sheet", "exit_rider", "joint_business_plan")
FEE = {"id": "f1", "kind": "convenience_price", "base": "GBP 10,000", "payer": "who_ends", "due_within": "30 days"}
BY_SIDE = ("exit.triggers.t2.notice", {"a": "90 days", "b": "120 days"})
# Deals that differ in a name, in lengths, in a sum, in what is open, in what is there, in parameters and in the kinds and order of exits.
CHANGES: dict[str, list[tuple[str, Any]]] = {
    "sample": [],
    "names": [("sides.a.short", "Meridians"), ("sides.b.short", "Octave Labs")],
    "lengths": [("term.initial", "25 months"), ("exit.triggers.t2.notice", "17 days")],
    "sums": [("liability.cap_floor", "EUR 777,777"), ("success.kpis.k1.target", "EUR 9,999,999")],
    "open": [("term.initial", {"open": "waiting"}), ("law.governing", {"open": "not agreed"})],
    "left out": [("clauses.gov.calendar", {"leave_out": "both keep their own"})],
    "elsewhere": [("law.governing", "New York")],
    "parameters": [("clauses.assign.consent.params.affiliates", False), ("exit.triggers.t8.params", {"threshold": "31%"})],
    "for a side": [("exit.triggers.t2.who", "a"), ("exit.triggers.t2.hits", "b")],
    "for a side, names": [("exit.triggers.t2.who", "a"), ("exit.triggers.t2.hits", "b"), ("sides.a.short", "Ant"), ("sides.b.short", "Bee")],
    "other kinds": [("exit.triggers.t8.kind", "exit.insolvency"), ("exit.triggers.t10.kind", "exit.change_of_control")],
    "by side": [BY_SIDE],
    "by side, other names": [BY_SIDE, ("sides.a.short", "Meridians")],
    "price": [("fees", [FEE]), ("exit.triggers.t2.fee", "f1")],
    "another kind of fee": [("fees", [{**FEE, "kind": "agreed_sum", "reason": "shops"}]), ("exit.triggers.t2.fee", "f1")],
}  # fmt: skip


def digests(raw: dict[str, Any], library: Library) -> list[str]:
    """Every paper of a deal: the tree with all it keeps of reasons, and its bytes."""
    bound = bind(make_deal(raw), library)
    found = []
    for kind in PAPERS:
        document = draft_document(bound, kind).document
        written = [writer(format).write(document) for format in ("docx", "html", "md", "txt")]
        if kind == "alliance_agreement":
            written.append(writer("pdf").write(document, Choices(pdf_engine="typst")))
        found += [hashlib.sha256(part).hexdigest() for part in (repr(document).encode(), *written)]
    return found


def changed(name: str) -> dict[str, Any]:
    return patched(sample_deal(), CHANGES[name])


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def fresh() -> dict[str, list[str]]:
    """The papers of each deal from a process of its own."""
    program = "import json, sys\nfrom generator.library import load_library\nfrom tests.test_memory import changed, digests\n"
    program += "print(json.dumps(digests(changed(sys.argv[1]), load_library())))"

    def run(name: str) -> list[str]:
        done = subprocess.run([sys.executable, "-c", program, name], cwd=ROOT, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        found: list[str] = json.loads(done.stdout)
        return found

    return {name: run(name) for name in ("sample", "names", "open")}


def test_after_other_deals_the_papers_are_those_of_a_fresh_process(library: Library, fresh: dict[str, list[str]]) -> None:
    for name in ("sample", "names", "sample", "open", "elsewhere", "names", "left out", "lengths", "open", "sums", "sample"):
        found = digests(changed(name), library)
        if name in fresh:
            assert found == fresh[name], name


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_found_again_is_what_is_made_anew(library: Library, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for other in CHANGES:  # so that there is much to be found
        draft_document(bind(make_deal(changed(other)), library), "alliance_agreement")
    found = draft_document(bind(make_deal(changed(name)), library), "alliance_agreement").document
    monkeypatch.setattr(Memory, "made", lambda self, name, answers, make, asked_by=None, **_: make({} if asked_by is None else asked_by))
    anew = draft_document(bind(make_deal(changed(name)), library), "alliance_agreement").document
    assert found == anew and repr(found) == repr(anew)


def same_answer(one: Any, other: Any, bound: Bound) -> bool:
    """Whether an answer that was carried over is the one this deal gives; what is bound to a deal must be bound to this one."""
    if isinstance(one, list) and isinstance(other, list) and any(isinstance(item, BoundTrigger | BoundFee) for item in other):
        return all(mine.deal is bound.deal and alike(mine.own, theirs.own) for mine, theirs in zip(one, other, strict=True))
    return alike(one, other)


def test_every_answer_carried_over_is_the_one_the_deal_gives(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0
    for name in (*CHANGES, *reversed(CHANGES), "sample", "parameters", "sample", "other kinds", "sample"):
        bound = bind(make_deal(changed(name)), library)
        for kind in PAPERS:
            draft_document(bound, kind)
        for style, (known, _) in bound.known.items():
            assert isinstance(style, Style)
            alone = Answers(bind(make_deal(changed(name)), library), style)
            alone._carried = Carried()
            for question, hit in known.items():
                now = alone.to(*question)
                assert same_but_value(hit, now) and same_answer(hit.value, now.value, bound), (name, question)
                seen += 1
    assert seen > 5_000


def test_what_an_exit_says_of_itself_reads_nothing_else_of_the_deal(library: Library) -> None:
    """Those phrases are carried over with the exit alone."""
    triggers = [trigger for name in CHANGES for trigger in bind(make_deal(changed(name)), library).triggers]
    assert any(trigger.settled("who") == "a" for trigger in triggers)
    for trigger in triggers:
        alone = BoundTrigger(trigger.own, trigger.row, trigger.clause, cast(Deal, None))
        for phrase in OF_ITSELF:
            assert trigger_phrase(alone, phrase, Style()) == trigger_phrase(trigger, phrase, Style())


def test_core_terms_found_again_are_those_made_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def terms(name: str) -> list[Term]:
        bound = bind(make_deal(changed(name)), library)
        return core_terms(bound, style_of(bound, governing_pack(bound)))

    with monkeypatch.context() as patch:
        patch.setattr(Memory, "made", lambda self, name, answers, make, asked_by=None, **_: make({} if asked_by is None else asked_by))
        anew = {name: terms(name) for name in CHANGES}
    for before in CHANGES:
        for name in CHANGES:
            assert (terms(before), terms(name)) == (anew[before], anew[name]), f"{name} after {before}"


def test_checks_after_other_deals_find_what_they_find_alone(library: Library) -> None:
    def findings(name: str, library: Library) -> list[Finding]:
        bound = bind(make_deal(changed(name)), library)
        papers = {kind: draft_document(bound, kind) for kind in PAPERS}
        return run_checks(View(bound, bound.deal.draft_date.day, governing_pack(bound), papers))

    alone = {name: findings(name, load_library()) for name in ("sample", "open", "price")}
    for name in ("sample", "another kind of fee", "left out", "open", "names", "price", "elsewhere", "sample", "open"):
        found = findings(name, library)
        assert found and found == alone.get(name, found), name


def spoken(document: Document) -> str:
    return "\n".join(line.words for line in lines(document))


def values(raw: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Places of a deal that hold a length, by their path as patches name it."""
    if isinstance(raw, dict):
        for key, inner in raw.items():
            yield from values(inner, f"{path}.{key}" if path else key)
    elif isinstance(raw, list):
        for inner in raw:
            if isinstance(inner, dict) and "id" in inner:
                yield from values({key: value for key, value in inner.items() if key != "id"}, f"{path}.{inner['id']}")
    elif isinstance(raw, str) and raw.split(" ")[-1] in ("days", "months") and raw.split(" ")[0].isdigit():
        yield path, raw


def test_each_length_that_is_changed_shows_wherever_it_printed(library: Library) -> None:
    """Of a deal in which everything was just remembered, one value after the other is changed."""
    raw = sample_deal()
    before = spoken(draft_document(bind(make_deal(raw), library), "alliance_agreement").document)
    seen = 0
    for path, words in list(values(raw))[:25]:
        number, unit = words.split(" ", 1)
        new = f"{int(number) + 131} {unit}"
        bound = bind(make_deal(patched(raw, [(path, new)])), library)
        document = draft_document(bound, "alliance_agreement").document
        after = spoken(document)
        old_times, times = before.count(words), after.count(words)
        assert old_times - times == after.count(new) - before.count(new) or after == before, path
        seen += after != before
        printed = [inline.words for _, inline in _values(document) if inline.path == path]
        assert all(one == new.replace("business day", "Business Day") for one in printed), path
    assert seen >= 8


def _values(document: Document) -> Iterator[tuple[Clause, Any]]:
    from generator.document.define import runs_of
    from generator.document.tree import Value

    for holder in (*document.sections, *document.schedules):
        for clause in holder.clauses:
            for run in runs_of(clause):
                yield from ((clause, inline) for inline in run if isinstance(inline, Value))


def test_clauses_whose_answers_are_the_same_are_the_same_objects_and_others_are_not(library: Library) -> None:
    first, second, third = (
        draft_document(bind(make_deal(changed(name)), library), "alliance_agreement").document for name in ("sample", "sample", "lengths")
    )
    one, two, other = ([clause for section in paper.sections for clause in section.clauses] for paper in (first, second, third))
    again = sum(a is b for a, b in zip(one, two, strict=True))
    assert again >= len(one) - 2  # the signatures hang on the whole deal
    kept = {clause.id for clause in one} & {clause.id for clause in other if any(clause is had for had in one)}
    assert 0 < len(kept) < again


def test_a_memory_holds_no_more_than_it_may(library: Library) -> None:
    bound = bind(make_deal(sample_deal()), library)
    small = Memory(most_names=5)
    for n in range(50):
        for form in range(MOST_FORMS + 4):
            answers = Answers(bound, Style())
            answers.known["", ("n",)] = Hit("n", form)

            def make(asked: dict[Any, Hit], answers: Answers = answers) -> list[int]:
                asked["", ("n",)] = answers.to("", ("n",))
                return [0]

            small.made(n, answers, make)
    assert len(small._forms) == 5 and all(len(forms) == MOST_FORMS for forms in small._forms.values())


@pytest.mark.parametrize(("one", "other", "alike"), [
    (Percent.parse("80%"), Percent.parse("80.0%"), False), (Money.parse("EUR 5"), Money.parse("EUR 5.00"), False), (1, True, False),
    (Duration.parse("12 months"), Duration.parse("1 year"), False), (Duration.parse("1 year"), Duration.parse("1 years"), True),
    (Open("a"), Open("b"), False), (["a"], ["a"], True), (["a"], ["a", "b"], False), ({"a": 1}, {"b": 1}, False), (object(), object(), False),
])  # fmt: skip
def test_what_prints_otherwise_is_not_the_same(one: object, other: object, alike: bool) -> None:
    assert same(one, other) is alike


def test_the_law_pack_is_that_of_the_deal_at_hand(library: Library) -> None:
    """Spelling and the word for a clause come from the law pack and are no answers of a deal."""
    papers = {name: draft_document(bind(make_deal(changed(name)), library), "alliance_agreement") for name in ("sample", "elsewhere", "sample")}
    assert governing_pack(papers["elsewhere"].bound).front.id != governing_pack(papers["sample"].bound).front.id
    assert "Section " in spoken(papers["elsewhere"].document) and "Section " not in spoken(papers["sample"].document)


def test_a_table_within_a_loop_prints_the_element_of_the_loop_in_its_cells() -> None:
    """A cell is found again by its own element alone, so not where it may read another one too."""
    loop = "{% for t in exit.triggers %}\nOf {{ t.name }}:\n\n```table k in success.kpis\nExit: {{ t.name }}\nKPI: {{ k.name }}\n```\n{% endfor %}\n\nWords."
    exits = [{"id": f"t{n}", "kind": "exit.test", "title": f"Way {n}"} for n in (1, 2)]
    made = tiny.library(tiny.clause("a.a", loop), tiny.clause("exit.test", section="exit", front=tiny.EXIT))
    for _ in range(2):
        document = tiny.drafted(made, ("exit.triggers", exits))
        tables = [block for block in document.sections[0].clauses[0].blocks if isinstance(block, Table)]
        assert [plain(table.rows[0][0].paragraphs[0]) for table in tables] == ["Way 1", "Way 2"]


def test_each_thing_kept_with_a_clause_has_a_name_of_its_own() -> None:
    """Two that share a name would be taken for each other."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "generator").rglob("*.py"))]
    names = [name for text in texts for name in re.findall(r'\bclause\.once\(\s*"([^"]+)"', text)]
    assert len(names) > 15
    assert [name for name in dict.fromkeys(names) if names.count(name) > 1] == []


def test_words_in_which_a_look_saw_nothing_are_known_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "MOST_WORDS", 3)
    looked: list[str] = []

    def look(words: str) -> str:
        looked.append(words)
        return words if words == "x" else ""

    for _ in range(2):
        assert looks.seen_in(["a", "x", "b"], look) == {"x": "x"}
    assert looked == ["a", "x", "b", "x"], "what was seen is looked for again"
    looks.seen_in([str(n) for n in range(10)], look)
    assert len(looks._nothing.pop(look)) <= 3
