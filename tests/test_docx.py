"""The Word writer: a file read back says what the tree says."""

from __future__ import annotations

import re
from tests.changed import replace

import pytest

from generator.document.tree import (
    Cell, Clause, Inlines, Items, Paragraph, Ref, RefPart, Schedule, Section, SignatureBlock, SignatureLine, Signatures, Table, Text, Value,
)  # fmt: skip
from generator.writers.docx import write
from tests.docx_papers import item, numbered, paper, part, said, under
from tests.readers.docx import W, open_paper, read, value
from tests.sample_document import sample, t

LETTERS = "abcdefghijklmnopqrstuvwxyz"
A_B = (item("(a)"), item("(b)", item("(i)"), item("(ii)")))
RESTARTS = {
    "a list after each paragraph": (numbered("1.1.1"), Items(A_B), numbered("1.1.2"), Items(A_B)),
    "two lists under one paragraph": (numbered("1.1.1"), Items(A_B), under(), Items(A_B, restart=True), numbered("1.1.2"), Items(A_B)),
    "three lists under one paragraph": (
        numbered("1.1.1"), Items(A_B), under(), Items(A_B, True), under(), Items(A_B, True), numbered("1.1.2"), Items(A_B),
    ),
    "a list that goes on": (numbered("1.1.1"), Items(A_B), under(), Items((item("(c)", item("(i)")),)), numbered("1.1.2")),
    "a list before the first number": (under(), Items(A_B), numbered("1.1.1"), Items(A_B), numbered("1.1.2")),
    "a number after a gap": (numbered("1.1.1"), numbered("1.1.4"), numbered("1.1.5"), Items(A_B)),
    "more than 26": (numbered("1.1.1"), Items(tuple(item(f"({LETTERS[n % 26] * (1 + n // 26)})") for n in range(28)))),
    "numbered as a clause": (numbered("1.2", level=1), Items(A_B), numbered("1.3", level=1), numbered("1.3.1")),
}  # fmt: skip


@pytest.mark.parametrize("compact", [False, True])
def test_the_sample_reads_back(compact: bool) -> None:
    document = replace(sample(), compact=compact)
    assert read(write(document)) == said(document)
    assert read(write(document), refresh=True) == said(document), "a field of the file says other than Word will compute"


@pytest.mark.parametrize("blocks", RESTARTS.values(), ids=RESTARTS)
def test_lists_count_as_labelled(blocks: tuple[Paragraph | Items, ...]) -> None:
    document = paper(*blocks)
    assert read(write(document)) == said(document)


def _schedules() -> tuple[Schedule, ...]:
    """Schedules with a second list under one paragraph, and a list before the first number."""
    blocks = (numbered("1.", level=1), Items(A_B), under(), Items(A_B, restart=True), numbered("2.", level=1), Items(A_B))
    first_list = (under(), Items(A_B), numbered("1.", level=1), numbered("2.", level=1))
    clauses = [Clause("x", "X", those, heading=False) for those in (blocks, first_list)]
    return tuple(Schedule(f"s{at}", "Terms", (clause,), "AB"[at]) for at, clause in enumerate(clauses))


SCHEDULES = _schedules()


def test_schedules_restart_their_paragraphs() -> None:
    document = paper(numbered("1.1.1"), schedules=SCHEDULES)
    assert read(write(document)) == said(document)


def test_the_children_of_a_list_of_its_own_stay_in_it() -> None:
    """So they count anew with it in a word processor that counts each list by itself."""
    opened = open_paper(write(paper(*RESTARTS["two lists under one paragraph"])))
    lists = [place[0] for paragraph in opened.body.iter(W + "p") if (place := opened.place(paragraph)) and place[1] > 2]
    assert lists == ["1"] * 4 + ["10"] * 4 + ["1"] * 4


REASONS = (under("For:", 0), Items(A_B), under("And for:", 0), Items(A_B, True))
LETTER = replace(
    sample(),
    sections=(
        Section("about", "About the notice", (Clause("n", "", REASONS, heading=False),)),
        Section("end", "", (Clause("e", "", (under("Yours,", 0),), heading=False),)),
    ),
    schedules=(),
)


def test_a_letter_goes_without_numbers() -> None:
    assert read(write(LETTER)) == [line for line in said(LETTER) if line.words]


def test_a_label_word_cannot_count_to_is_refused() -> None:
    with pytest.raises(ValueError, match=r"which can never be “\(A\)”"):
        write(paper(numbered("1.1.1"), Items((item("(A)"),))))


HARD = {
    "markup": "*Foo* & <Bar> \"x\" 'y' ]]> &amp; {{ x }} [[y]]",
    "spaces": "  two  spaces ",
    "no-break space": "EUR 1 000",
    "soft hyphen and joiners": "co\u00adop\u200d\u2011x\ufeff",
    "right to left": "שלום 5 עולם",
    "beyond 16 bits": "𝔘😀",
    "lines": "Main Street 1\nBerlin",
}


@pytest.mark.parametrize("words", HARD.values(), ids=HARD)
def test_values_print_as_they_are(words: str) -> None:
    document = paper(numbered("1.1.1", Text(words), Value("a.b", words)), numbered("1.1.2"))
    assert read(write(document)) == said(document)


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\uffff", "\ud800"])
def test_characters_xml_cannot_hold_are_refused(character: str) -> None:
    with pytest.raises(ValueError, match=rf"“x…”: the character U\+{ord(character):04X} cannot stand in a Word file"):
        write(paper(numbered("1.1.1", Value("a.b", f"x{character}y"))))


def test_a_reference_to_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match=r"“9\.9” refers to gone, which is not in this paper"):
        write(paper(numbered("1.1.1", Ref("gone", (RefPart("clause "), RefPart("9.9", "gone"))))))


def test_a_reference_without_a_number_is_a_link() -> None:
    """Word would print 0 for the number of a paragraph that has none."""
    body = part(
        write(paper(Paragraph(t("No number."), numbered=False, anchor="free"), numbered("1.1.1", Ref("free", (RefPart("above", "free"),)))))
    )
    assert [value(link, "anchor") for link in body.iter(W + "hyperlink")][-1] == "_Ref_free"
    assert not list(body.iter(W + "fldSimple"))


def test_a_clause_without_a_heading_is_marked_on_its_first_line() -> None:
    clause = Clause("quiet", "Quiet", (numbered("1.", level=1),), heading=False, anchor="quiet")
    see = numbered("1.1.1", Ref("quiet", (RefPart("paragraph "), RefPart("1", "quiet"))))
    document = paper(see, schedules=(Schedule("s", "S", (clause,), "A"),))
    data = write(document)
    assert read(data, refresh=True) == said(document)
    assert [value(field, "instr") for field in part(data).iter(W + "fldSimple")] == [r" REF _Ref_quiet \n \h "]


def test_no_number_is_typed() -> None:
    document = sample()
    labels = {line.number for line in said(document)} - {""}
    opened = open_paper(write(document))
    for paragraph in opened.body.iter(W + "p"):
        if opened.place(paragraph):
            typed = "".join(text.text or "" for text in paragraph.iter(W + "t"))
            assert not re.match(r"\s*(\(?[0-9]+[.)]|\([a-z]+\)|Schedule [A-Z])", typed), typed
            assert typed.split()[0] not in labels


def test_odd_tables() -> None:
    """A cell without words, a row too short, signature blocks with nothing given."""
    empty: Inlines = ()
    table = Table("t", ("A", "B"), ((Cell(()), Cell((t("x"),))), (Cell((t("y"),)),)), row_headers=False, widths=(30, 70))
    document = paper(table, Signatures((SignatureBlock(t("Ann Lee"), (SignatureLine("Signature", empty),)),)))
    data = write(document)
    assert read(data) == said(document)
    assert all(cell.find(W + "p") is not None for cell in part(data).iter(W + "tc"))
    assert [value(column, "w") for column in part(data).iter(W + "gridCol")][:2] == ["2721", "6349"]
