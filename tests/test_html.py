"""The HTML file: the paper's lines, links that lead somewhere, nothing fetched, nothing unescaped."""

from tests.changed import replace
from importlib.resources import files
from itertools import pairwise

import pytest
from lxml.html import HtmlElement

from generator.document.lines import lines
from generator.document.tree import Document, Paragraph, Text, Value
from generator.writers import html as writer
from tests.readers import html as reader
from tests.sample_document import sample, t

HOSTILE = '<script>alert("x")</script> & “</style>” {{ 7 * 7 }} {% raw %}'


@pytest.fixture(scope="module")
def tree() -> HtmlElement:
    return reader.parse(writer.write(sample()))


@pytest.mark.parametrize("document", [sample(), replace(sample(), compact=True)], ids=["full", "compact"])
def test_has_the_lines_of_the_document(document: Document) -> None:
    assert reader.lines(writer.write(document)) == list(lines(document))


def test_prints_run_in_words_bold_and_apart() -> None:
    document = replace(sample(), opening=(Paragraph(t("The Parties met."), run_in="Background.", label="(A)", level=3),))
    content = writer.write(document)
    assert reader.lines(content)[0] == (3, "(A)", "Background. The Parties met.")
    assert reader.parse(content).findtext(".//main//b") == "Background."


def test_print_has_the_lines_of_the_document() -> None:
    assert reader.lines(writer.page(sample(), for_print=True).encode()) == list(lines(sample()))


def test_says_language_and_title(tree: HtmlElement) -> None:
    assert tree.get("lang") == "en-GB"
    assert tree.findtext("head/title") == "Strategic Alliance Agreement"


def test_headings_skip_no_level(tree: HtmlElement) -> None:
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_links_lead_somewhere_and_say_where(tree: HtmlElement) -> None:
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) and "def:Wind-Down_Plan" in ids
    assert not [name for name in ids if len(name.split()) != 1]
    links = [(link.get("href"), link.get("title")) for link in tree.iterfind(".//main//a")]
    assert ("#wind.plan", "2.2 Wind-down plan") in links
    assert ("#exits.p2", "Schedule A: Exit matrix, 2") in links
    assert all(href.removeprefix("#") in ids and title for href, title in links)
    assert len(links) == 8


def test_contents_name_sections_and_schedules(tree: HtmlElement) -> None:
    entries = [entry.text_content() for entry in tree.iterfind(".//nav//li")]
    assert entries == ["1. Definitions", "2. Term and exit", "3. Signature", "Schedule A Exit matrix", "Schedule B Success criteria"]


@pytest.mark.parametrize("change", [{"compact": True}, {"contents": False}])
def test_has_no_contents_where_none_are_wanted(change: dict[str, bool]) -> None:
    assert reader.parse(writer.write(replace(sample(), **change))).find(".//nav") is None  # type: ignore[arg-type]


def test_tables_have_headers_with_scope(tree: HtmlElement) -> None:
    wide, small = tree.iterfind(".//table")
    assert [cell.get("scope") for cell in wide.iterfind("thead//th")] == ["col"] * 8
    assert [cell.get("scope") for cell in small.iterfind("tbody//th")] == ["row"] * 2
    assert [cell.text_content() for cell in small.iterfind("tbody//th")] == ["Joint pipeline", "Retention"]


def test_values_name_their_home_on_screen_only(tree: HtmlElement) -> None:
    values = {(value.get("value"), value.text_content()) for value in tree.iterfind(".//main//data")}
    assert {("exit.triggers.t1.notice", "90 days"), ("term.lock_in", "[lock-in]")} <= values
    assert {value.get("dir") for value in tree.iterfind(".//main//data")} == {"auto"}
    assert "<data" not in writer.page(sample(), for_print=True)


def test_marks_what_is_open(tree: HtmlElement) -> None:
    assert [mark.text_content() for mark in tree.iterfind(".//mark")] == ["[lock-in]", "[due date]"]
    assert [line.text_content() for line in tree.iter() if "uncertain" in line.classes] == ["Then, and no later:"]


def test_prints_hostile_words_as_words() -> None:
    document = replace(
        sample(), title=HOSTILE, footer=HOSTILE, status=HOSTILE, disclaimer=HOSTILE, properties=((HOSTILE, HOSTILE),),
        opening=(Paragraph((Text(HOSTILE), Value(HOSTILE, HOSTILE)), anchor=HOSTILE),), sections=(), schedules=(),
    )  # fmt: skip
    for for_print in (False, True):
        page = writer.page(document, for_print=for_print)
        assert [line.words for line in reader.lines(page.encode())] == [HOSTILE * 2]
        assert reader.parse(page.encode()).findtext("head/title") == HOSTILE
        assert "<script" not in page and page.count("</style>") == 1


def test_fetches_nothing() -> None:
    page = writer.write(sample()).decode()
    assert not [word for word in ("url(", "@import", "http:", "https:", "src=", "<link") if word in page]


@pytest.mark.parametrize("sheet", ["print.css", "screen.css"])
def test_style_cannot_end_its_element(sheet: str) -> None:
    assert "</" not in (files("templates") / "styles" / sheet).read_text(encoding="utf-8")


def test_compact_paper_has_its_disclaimer_after_the_opening() -> None:
    tree = reader.parse(writer.write(replace(sample(), compact=True)))
    (aside,) = tree.iter("aside")
    assert aside.text == sample().disclaimer
    before = aside.getprevious()
    assert before is not None and before.text == "The Parties agree:"
