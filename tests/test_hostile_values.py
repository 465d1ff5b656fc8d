"""Values are never read as marks: whatever a user types prints as typed, in every paper and format; open values print as blanks."""

import html
import io
import re
import zipfile
from typing import Any

import pytest
from lxml import etree

from generator.bind import bind
from generator.deal import Deal, DealError, make_deal
from generator.deal.patch import patched
from generator.document import Document, draft_document
from generator.document.examples import sample_deal
from generator.document.lines import lines
from generator.document.tree import Items, Paragraph
from generator.library import Library, LibraryError, load_library
from generator.library.source import split
from generator.writers import writer
from tests.tiny import EXIT, clause, drafted, filled, library, printed, said, scope

OPEN = {"open": "the board decides"}
NASTY = "*Foo* & <Bar> {{ x }} [[y]] {% if %}"
OTHER = "**B** `c` $1 \\1 &amp; <w:t> # | > - ~~~ “q” 'q' %s {0} ${x} Organisation:"


@pytest.fixture(scope="module")
def full() -> Library:
    return load_library()


def sample(*changes: tuple[str, Any]) -> Deal:
    return make_deal(patched(sample_deal(), [("documents", ["alliance_agreement", "term_sheet"]), *changes]))


def words_of(document: Document, format: str) -> str:
    """All words of a written file, with single spaces."""
    content = writer(format).write(document)
    if format == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            root = etree.fromstring(package.read("word/document.xml"))
        text = " ".join("".join(node.text or "" for node in paragraph.iter("{*}t")) for paragraph in root.iter("{*}p"))
    elif format == "html":
        text = html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"(?s)<style.*?</style>", "", content.decode())))
    else:
        text = content.decode()
    return " ".join(text.split())


@pytest.mark.parametrize("kind", ["alliance_agreement", "term_sheet"])
def test_names_print_exactly_as_typed(full: Library, kind: str) -> None:
    deal = sample(
        ("sides.a.short", NASTY), ("sides.b.short", OTHER), ("sides.a.members.m1.legal_name", f"{NASTY} Ltd"), ("alliance.purpose", f"sell {OTHER} to {NASTY}"),
        ("title", NASTY), ("success.kpis.k1.name", OTHER), ("exit.triggers.t9.title", NASTY), ("exit.triggers.t9.event", OTHER), ("commercial.model", NASTY),
    )  # fmt: skip
    document = draft_document(bind(deal, full), kind).document
    told = " ".join(" ".join(line.words.split()) for line in lines(document))
    for value in (NASTY, OTHER, f"{NASTY} Ltd", f"sell {OTHER} to {NASTY}"):
        assert value in told
        for format in ("docx", "html", "txt"):
            assert value in words_of(document, format), format
    assert all("Organization" not in words_of(document, format) for format in ("docx", "html", "txt"))


def test_american_spelling_leaves_values_alone(full: Library) -> None:
    deal = sample(("sides.a.short", "Organisation"), ("alliance.purpose", "honour the organisation’s licence"), ("law.spelling", "en-US"))
    told = [line.words for line in lines(draft_document(bind(deal, full), "alliance_agreement").document)]
    assert any("honour the organisation’s licence" in words for words in told) and any("Organisation" in words for words in told)


def test_a_value_ending_like_a_lead_in_does_not_take_its_paragraph_away(full: Library) -> None:
    deal = sample(("alliance.purpose", "sell this:"), ("exit.triggers.t9.note", "Note this:"))
    told = " ".join(line.words for line in lines(draft_document(bind(deal, full), "alliance_agreement").document))
    assert "sell this:" in told and "Note this:" in told


@pytest.mark.parametrize("changes", [
    [("sides.b.members.m1.legal_name", "Harbor Analytics Ltd")],
    [("sides.a.members", [{"id": "m1", "legal_name": "Twin Ltd"}, {"id": "m2", "legal_name": "Twin Ltd"}])],
    [("sides.a.short", "Party"), ("sides.b.short", "Notice")],
    [("sides.a.members", []), ("sides.b.members", [])],
])  # fmt: skip
def test_equal_and_missing_names_do_not_crash(full: Library, changes: list[tuple[str, Any]]) -> None:
    for kind in full.papers:
        document = draft_document(bind(sample(*changes), full), kind).document
        for format in ("docx", "html", "txt"):
            assert writer(format).write(document)


def test_two_sides_of_one_short_name_are_told_so() -> None:
    with pytest.raises(DealError, match="both sides are called “Harbor”; give each a short name of its own"):
        sample(("sides.b.short", "Harbor"))


# ---------------------------------------------------------------- open values in their special places


def test_an_open_value_in_a_condition_keeps_and_marks_what_hangs_on_it() -> None:
    text = "{% if term.lock_in %}\nThere is one.\n{% endif %}\n\n{% if term.lock_in > '1 year' %}\nA long one.\n{% endif %}\n\nOf:\n\n{% if term.lock_in > '1 year' %}\n- a\n{% endif %}\n- b"
    blocks = filled(text, scope(("term.lock_in", OPEN)))
    assert [block.uncertain for block in blocks if isinstance(block, Paragraph)] == [False, True, False]
    assert [item.uncertain for block in blocks if isinstance(block, Items) for item in block.items] == [True, False]
    assert said(text, scope(("term.lock_in", OPEN))) == ["1.1.1 There is one.", "1.1.2 A long one.", "1.1.3 Of:", "(a) a; and", "(b) b."]


def test_an_open_value_in_a_choice_takes_the_first_that_may_hold() -> None:
    text = "{% if term.initial == '1 day' %}\nA\n{% elif term.lock_in == '1 year' %}\nB\n{% else %}\nC\n{% endif %}"
    assert said(text, scope(("term.lock_in", OPEN))) == ["B"]
    assert said(text, scope(("term.lock_in", OPEN), ("term.initial", "1 day"))) == ["A"]


@pytest.mark.parametrize(("text", "changes", "words"), [
    ("Until {{ computed.term_end }}.", [("term.initial", OPEN)], r"Until \[[^]]+\]\."),
    ("Until {{ computed.term_end }}.", [("term.effective", OPEN)], r"Until \[[^]]+\]\."),
    ("Until {{ computed.lock_in_end | date }}.", [("term.lock_in", OPEN)], r"Until \[[^]]+\]\."),
    ("Until {{ computed.term_end }}.", [("term.effective", "last_signature")], r"Until the day before the date 36 months after the Effective Date\."),
    ("By {{ success.kpis | names }}.", [("success.kpis.k1.name", OPEN)], r"By \[[^]]+\], Customer retention and Seller enablement\."),
    ("{{ term.lock_in | within | cap }}.", [("term.lock_in", OPEN)], r"Within \[[^]]+\]\."),
    ("{{ people.a.sponsor }} of {{ people.b.sponsor.title }}.", [("people.a.sponsor", OPEN), ("people.b.sponsor", OPEN)], r"\[[^]]+\] of \[[^]]+\]\."),
    ("{{ people.a.sponsor }}.", [("people.a.sponsor", {"title": OPEN, "name": "Ann Lee"})], r"\[[^]]+\]Ann Lee\.|Ann Lee\.|\[[^]]+\] \(Ann Lee\)\."),
])  # fmt: skip
def test_what_prints_for_an_open_value(text: str, changes: list[tuple[str, Any]], words: str) -> None:
    (line,) = said(text, scope(*changes))
    assert re.fullmatch(words, line), line
    assert "the board decides" not in line


@pytest.mark.parametrize("field", ["notice", "cure", "lock_in", "scope", "fee", "wind_down", "title", "event", "window", "not_before", "instead", "note"])
def test_an_exit_with_any_cell_open_is_drafted(full: Library, field: str) -> None:
    for kind in ("exit.convenience", "exit.material_breach", "custom"):
        own = {"id": "t1", "kind": kind, "event": "the store closes", field: OPEN}
        deal = sample(("exit.triggers", [own]))
        for paper in full.papers:
            told = " ".join(line.words for line in lines(draft_document(bind(deal, full), paper).document))
            assert "the board decides" not in told and not re.search(r"None(?! of)", told)


def test_a_drafted_exit_with_an_open_notice() -> None:
    made = library(clause("exit.test", "{{ trigger.right }}.", section="exit", front=EXIT))
    assert re.fullmatch(r"Either Party may end this Agreement by giving the other Party notice of \[[^]]+\]\.",
                        printed(drafted(made, ("exit.triggers", [{"id": "t1", "kind": "exit.test", "notice": OPEN}])))[-1])  # fmt: skip


# ---------------------------------------------------------------- nothing of the program shows


def test_no_paper_of_the_sample_shows_python(full: Library) -> None:
    for paper in full.papers:
        for line in lines(draft_document(bind(sample(), full), paper).document):
            assert not re.search(r"None\b(?! of)|\b\w+='|\{\{|\}\}|\[\[|\{%|\bid=|Duration\(|_\w+_|\b[a-z]+_[a-z]+\b|  | ,|\.\.(?!\.)|;;|,;|\( ", line.words), line


@pytest.mark.parametrize(("front", "message"), [
    ("a: " + "[" * 3_900 + "]" * 20, "f.md:3: cannot read this: did not find expected ',' or ']'"), ("a: " + "[" * 50_000, "f.md:2: nested too deeply"), ("- " * 30_000 + "x", "f.md:2: nested too deeply"), ("a: " + "{a: " * 20_000, "f.md:2: nested too deeply"),
    ("x: &a [1]\ny: *a", "f.md:3: `*alias` and `&anchor` are not allowed; write the value out"), ("? " * 9_000 + "x", "f.md:2: nested too deeply"),
])  # fmt: skip
def test_a_deep_or_folded_front_matter_is_refused_and_ends_no_program(front: str, message: str) -> None:
    with pytest.raises(LibraryError) as caught:
        split("f.md", f"---\n{front}\n---\n# Text: balanced\nx")
    assert str(caught.value).splitlines()[0] == message
