"""The Markdown file: the paper's lines with depth and number, and every character as typed, by an independent reader of CommonMark."""

from tests.changed import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.lines import Line
from generator.document.lines import lines as tree_lines
from generator.document.tree import Cell, Clause, Defined, Document, Items, Paragraph, Section, Table, Text, Value
from generator.writers import markdown as writer
from tests.readers import markdown as reader
from tests.sample_document import sample, t


def paper(*blocks: Paragraph | Items | Table) -> Document:
    clause = Clause("c", "Clause", label="1.1", blocks=blocks)
    return replace(sample(), opening=(), sections=(Section("s", "Section", label="1.", clauses=(clause,)),), schedules=())


def body(*blocks: Paragraph | Items | Table) -> str:
    return writer.write(paper(*blocks)).decode().partition("### 1.1 Clause\n\n")[2]


def read_back(*blocks: Paragraph | Items | Table) -> list[Line]:
    return reader.lines(writer.write(paper(*blocks)))[2:]


@pytest.mark.parametrize("document", [sample(), replace(sample(), compact=True)], ids=["full", "compact"])
def test_has_the_lines_of_the_document(document: Document) -> None:
    assert reader.lines(writer.write(document)) == list(tree_lines(document))


def test_says_first_what_stands_on_the_cover_and_in_the_footer() -> None:
    head = writer.write(sample()).decode().partition("\n\n---\n\n")[0].split("\n\n")
    assert head == [
        "# Strategic Alliance Agreement", "Project Lighthouse", "Harbor Analytics Ltd", "Mosaic Cloud Inc",
        "Date: 2 February 2026", "Law: England and Wales", "Status: Draft",
        "Draft 2 February 2026 – not for signature", "harbor-mosaic-2026 · version 1", "Draft for review by counsel. Not legal advice.",
    ]  # fmt: skip


TYPED = [
    "*Foo* & <Bar>", "**bold**", "_a_ __b__", "`code`", "[x](y)", "![x](y)", "<b>x</b>", "a \\ b", "a\\", "&amp; &#35; R&D AT&T;", "~~no~~",
    "a | b", "# no heading", "C#", "#", "1. no list", "1) no list", "2026. A year", "- no list", "+ no list", "* no list", "> no quote",
    "---", "***", "===", "```", "~~~", "[x]: y", "<!-- x -->", "    no code", "https://example.com/a_b_c", "a@b.example", "{{ x }} ${x}",
    "“Term”", "שלום", "x ^2^ ==y==", "90 days’ notice", ":smile:", "a\tb", "two\nlines", "no\u00a0break", "| --- |", "-", "1.", "=", "<br>", " - x", " 1. x", "  + x",
]  # fmt: skip


@pytest.mark.parametrize("words", TYPED)
def test_prints_values_as_typed(words: str) -> None:
    printed = " ".join(words.split(" ")).replace("\t", " ").replace("\n", " ").strip(" ")
    while "  " in printed:
        printed = printed.replace("  ", " ")
    begin, within = Paragraph((Value("v", words), Text(" end"))), Paragraph((Text("begin "), Value("v", words)), label="1.1.1")
    cell = Table("t", (words, "b"), ((Cell((t(words),)), Cell(())),))
    assert read_back(begin, within, cell) == [
        Line(-1, "", f"{printed} end"), Line(2, "1.1.1", f"begin {printed}"), Line(-1, "", printed), Line(-1, "", "b"), Line(-1, "", printed),
    ]  # fmt: skip
    assert read_back(Paragraph(t(words))) == [Line(-1, "", printed)]
    titled = replace(paper(), sections=(Section("s", words, label="1.", clauses=()),))
    assert reader.lines(writer.write(titled)) == [Line(0, "1.", printed)]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab1 *_`[]()<>|~#&;!\\.-+=:{}“”/'\"", min_size=1, max_size=12))
def test_prints_whatever_is_typed(words: str) -> None:
    printed = " ".join(part for part in words.split(" ") if part)
    expected = [Line(-1, "", printed)] if printed else []
    assert read_back(Paragraph((Value("v", words),))) == expected
    assert read_back(Table("t", ("a",), ((Cell((t(words),)),),))) == [Line(-1, "", "a"), *expected]


def test_a_number_typed_by_hand_is_no_number_of_the_paper() -> None:
    assert read_back(Paragraph(t("2.1.1 is another clause"))) == [Line(-1, "", "2.1.1 is another clause")]


def test_terms_are_bold_where_they_are_defined_and_words_stand_apart() -> None:
    assert body(Paragraph((Text("(the "), Defined("Term"), Text(")")))) == "(the **“Term”**)\n"
    assert body(Paragraph((Text("pre"), Defined("Term"), Text("s")))) == "pre“Term”s\n"


def test_prints_run_in_words_in_bold() -> None:
    assert body(Paragraph(t("The Parties met."), run_in="Background.", label="(A)")) == "**(A)** **Background.** The Parties met.\n"


def test_a_status_is_a_quotation() -> None:
    assert body(Paragraph(t("- not binding"), style="status", numbered=False)) == "> \\- not binding\n"


def test_tables_are_pipe_tables() -> None:
    table = Table("t", ("Who", "What"), ((Cell((t("A|B"),)), Cell((t("pays"), t("late")))), (Cell(()), Cell((t("x"),)))))
    assert body(table) == "| Who | What |\n| --- | --- |\n| A\\|B | pays<br>late |\n|  | x |\n"


def test_leaves_lines_to_sign_on() -> None:
    assert f"\n- Signature: {writer.BLANK_LINE}\n- Name: Ann Lee\n" in writer.write(sample()).decode()
