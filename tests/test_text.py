"""The text file: the paper's words in order, within 78 columns, numbers in the margin."""

from tests.changed import replace

import pytest

from generator.document.lines import lines
from generator.document.tree import Cell, Clause, Document, Item, Items, Paragraph, Section, Table, Text
from generator.writers import text as writer
from tests.readers import text as reader
from tests.sample_document import sample, t


def words(document: Document) -> list[str]:
    return " ".join(f"{line.number} {line.words}" for line in lines(document)).split()


def paper(*blocks: Paragraph | Items | Table) -> Document:
    clause = Clause("c", "Clause", label="1.1", blocks=blocks)
    return replace(sample(), opening=(), sections=(Section("s", "Section", label="1.", clauses=(clause,)),), schedules=())


def body(*blocks: Paragraph | Items | Table) -> str:
    return writer.write(paper(*blocks)).decode().partition("1.1     Clause\n--------------\n\n")[2]


@pytest.mark.parametrize("document", [sample(), replace(sample(), compact=True)], ids=["full", "compact"])
def test_has_the_words_of_the_document(document: Document) -> None:
    assert reader.words(writer.write(document)) == words(document)


def test_says_first_what_stands_on_the_cover_and_in_the_footer() -> None:
    head = writer.write(sample()).decode().partition(reader.HEAD_ENDS)[0].splitlines()
    assert head == [
        "Strategic Alliance Agreement", "Project Lighthouse", "", "Harbor Analytics Ltd", "Mosaic Cloud Inc", "",
        "Date    2 February 2026", "Law     England and Wales", "Status  Draft", "",
        "Draft 2 February 2026 – not for signature", "harbor-mosaic-2026 · version 1", "Draft for review by counsel. Not legal advice.",
    ]  # fmt: skip


def test_hangs_the_number_in_the_margin() -> None:
    long = "Either Party may end this Agreement by giving notice to the other Party in a well-known way."
    items = Items((Item(t(long), label="(a)", children=(Item(t(long), label="(viii)"),)),))
    expected = """\
2.1.1   Either Party may end this Agreement by giving notice to the other
        Party in a well-known way.

        (a)  Either Party may end this Agreement by giving notice to the other
             Party in a well-known way.
             (viii) Either Party may end this Agreement by giving notice to
                  the other Party in a well-known way.
"""
    assert body(Paragraph(t(long), label="2.1.1"), items) == expected


def test_keeps_to_its_width_and_breaks_no_word() -> None:
    document = paper(Paragraph((Text("co-operate by well-known by-laws " * 20 + "x" * 90 + " end"),), label="1.1.1"))
    rows = writer.write(document).decode().splitlines()
    assert [row.split() for row in rows if len(row) > writer.WIDTH] == [["x" * 90]]
    assert reader.words(writer.write(document)) == words(document)


def test_prints_run_in_words_before_the_others() -> None:
    assert body(Paragraph(t("The Parties met."), run_in="Background.", label="(A)")) == "(A)     Background. The Parties met.\n"


def test_sets_a_table_in_columns_where_they_fit() -> None:
    table = Table("t", ("Who", "What"), ((Cell((t("Harbor"),)), Cell((t("pays"),))), (Cell((t("Mosaic"),)), Cell(()))))
    assert body(table) == "Who     What\n------  ----\nHarbor  pays\nMosaic\n"


def test_lists_the_rows_of_a_wide_table() -> None:
    long = "pays what is due, in euros: all of it, and interest where it pays late, from the day after"
    table = Table("t", ("Who", "What"), ((Cell((t("Harbor"),)), Cell((t(long),))), (Cell((t("Mosaic"),)), Cell((t("pays"), t("late"))))))
    expected = """\
| Who: Harbor
| What: pays what is due, in euros: all of it, and interest where it pays
|   late, from the day after
|
| Who: Mosaic
| What: pays late
"""
    assert body(table) == expected
    assert reader.words(writer.write(paper(table))) == words(paper(table))


def test_leaves_lines_to_sign_on() -> None:
    page = writer.write(sample()).decode()
    assert "        Signature  ____________________________________\n\n        Name       Ann Lee\n" in page
