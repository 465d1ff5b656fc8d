"""The PDF: the paper's words, tags and bookmarks, our fonts only, nothing fetched, the environment left as it was."""

import os
import subprocess
import sys
from collections.abc import Callable
from tests.changed import replace
from pathlib import Path

import pytest

from generator.document.tree import Cell, Clause, Document, Look, Paragraph, Schedule, Section, Signatures, Table
from generator.writers import weasyprint_pdf as writer
from tests.readers import pdf as reader
from tests.sample_document import sample, t

# Poppler reads the PDF back, and it is no Python package: these run in `make validate`.
pytestmark = pytest.mark.judges

Print = Callable[[Document], Path]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    def print_to_file(document: Document) -> Path:
        path = tmp_path_factory.mktemp("pdf") / "paper.pdf"
        path.write_bytes(writer.write(document))
        return path

    return print_to_file


@pytest.fixture(scope="module")
def path(printed: Print) -> Path:
    return printed(sample())


def paper(*blocks: Paragraph | Table | Signatures) -> Document:
    clause = Clause("c", "Clause", label="1.1", blocks=blocks)
    return replace(sample(), opening=(), sections=(Section("s", "Section", label="1.", clauses=(clause,)),), schedules=())


def test_has_the_words_of_the_document(path: Path) -> None:
    assert reader.words(path) == reader.words_of(sample())


def test_has_the_words_of_a_compact_document(printed: Print) -> None:
    document = replace(sample(), compact=True)
    # The disclaimer stands after the opening and is no line of the paper.
    said = replace(document, opening=(*document.opening, Paragraph(t(document.disclaimer))))
    path = printed(document)
    assert reader.words(path) == reader.words_of(said)
    assert "Contents" not in str(reader.outline(path))


def test_says_what_it_is(path: Path) -> None:
    info = reader.info(path)
    assert info["Title"] == "Strategic Alliance Agreement"
    assert info["Tagged"] == "yes"
    assert info["CreationDate"] == info["ModDate"]
    assert "Feb  2" in info["CreationDate"] and "2026" in info["CreationDate"]
    assert (info["deal"], info["library"], info["digest"]) == ("harbor-mosaic-2026", "1.0.0", "0123abcd")
    raw = reader.inflated(path)
    assert b"/Lang (en-GB)" in raw and b"/DisplayDocTitle true" in raw and b"/Marked true" in raw
    assert b'pdfuaid:part="1"' in raw and b'pdfaid:part="3" pdfaid:conformance="A"' in raw


def test_is_tagged_as_what_it_is(path: Path) -> None:
    tags = reader.structure(path)
    headings = [tag for tag in tags if tag in ("H1", "H2", "H3")]
    assert headings == ["H1", "H2", "H2", "H3", "H2", "H3", "H3", "H2", "H3", "H2", "H2", "H3", "H3"]
    assert tags.count("Table") == 2 and tags.count("TH") == 8 + 3 + 3 + 2
    # One to a line of the contents and one to a reference: every link is one link to a screen reader.
    assert tags.count("Link") == 5 + 8


def test_links_say_where_they_lead(path: Path) -> None:
    raw = reader.inflated(path)
    assert raw.count(b"/Subtype /Link") == 5 + 8
    assert raw.count(b"/Contents (2.2 Wind-down plan)") == 2
    assert raw.count(b"/Contents (Schedule A: Exit matrix, 2)") == 1


def test_has_bookmarks(path: Path) -> None:
    assert reader.outline(path) == [
        (1, "1. Definitions"), (2, "1.1 Defined terms"), (1, "2. Term and exit"), (2, "2.1 Exit without a reason"),
        (2, "2.2 Wind-down plan"), (1, "3. Signature"), (2, "3.1 Signature"), (1, "Schedule A Exit matrix"),
        (1, "Schedule B Success criteria"), (2, "Measures"), (2, "Rules"),
    ]  # fmt: skip


def test_every_page_has_its_footer(path: Path) -> None:
    assert reader.footers(path) == [
        f"harbor-mosaic-2026 · version 1 Draft 2 February 2026 – not for signature Page {page} of 6" for page in range(1, 7)
    ]


def test_only_the_wide_table_lies_across(path: Path) -> None:
    assert [width > height for width, height in reader.sizes(path)] == [False, False, False, False, True, False]


@pytest.mark.parametrize("paper_size, points", [("A4", (595, 842)), ("letter", (612, 792))])
def test_is_printed_on_the_paper_of_its_law(paper_size: str, points: tuple[int, int], printed: Print) -> None:
    document = replace(sample(), look=Look(paper=paper_size, language="en-US"))  # type: ignore[arg-type]
    path = printed(document)
    upright = [(round(width), round(height)) for width, height in reader.sizes(path)]
    assert upright == [points if page != 5 else points[::-1] for page in range(1, 7)]
    assert b"/Lang (en-US)" in reader.inflated(path)


def test_long_table_repeats_its_header_and_splits_no_row(printed: Print) -> None:
    rows = tuple((Cell((t(f"begin{n}"), t("middle"), t(f"end{n}"))), Cell((t("pays"),))) for n in range(60))
    path = printed(paper(Table("long", ("Member", "Duty"), rows)))
    pages = [page.split() for page in reader.pages(path)][2:]
    assert len(pages) > 2 and all("Member" in page for page in pages)
    assert all((f"begin{n}" in page) == (f"end{n}" in page) for page in pages for n in range(60))


def test_keeps_signature_blocks_whole(printed: Print) -> None:
    (signatures,) = sample().sections[2].clauses[0].blocks
    assert isinstance(signatures, Signatures)
    path = printed(paper(Signatures(signatures.blocks * 6, "Draft: not for signature")))
    pages = [page for page in reader.pages(path) if "Signed for" in page]
    assert len(pages) > 2
    assert all(page.count("Signed for") == page.count("\nDate") for page in pages)


def test_no_heading_ends_a_page(printed: Print) -> None:
    clauses = tuple(Clause("c", "Heading", label=f"1.{n}", blocks=(Paragraph(t("word " * (n % 40 + 1))),)) for n in range(120))
    pages = reader.pages(printed(replace(paper(), sections=(Section("s", "Section", label="1.", clauses=clauses),))))[2:]
    assert len(pages) > 5
    assert not [page for page in pages if page.splitlines()[-1].endswith("Heading")]


def test_schedules_begin_a_page(printed: Print) -> None:
    schedules = tuple(Schedule("s", f"Title {letter}", letter=letter, clauses=()) for letter in "ABC")
    pages = reader.pages(printed(replace(paper(), schedules=schedules)))
    assert [page.splitlines()[:2] for page in pages[-3:]] == [[f"Schedule {letter}", f"Title {letter}"] for letter in "ABC"]


def test_uses_shipped_fonts_only(printed: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    # Liberation Sans has no Chinese and no Georgian; a font of this computer may have, and must not step in.
    monkeypatch.setattr(writer, "refuse_lacking", lambda *_: None)
    path = printed(paper(Paragraph(t("Harbor 漢字 ქართული Ωmega Жук"), label="1.1.1")))
    assert reader.fonts(path) == {"Pactwright-Sans", "Pactwright-Sans-Bold"}
    assert {"Ωmega", "Жук"} <= set(reader.words(path))


def test_serves_shipped_fonts() -> None:
    assert writer.font("pactwright:fonts/LiberationSans-Bold.ttf").startswith(b"\0\1\0\0")


@pytest.mark.parametrize("url", [
    "file:///etc/passwd", "http://example.com/a.ttf", "https://example.com/", "data:text/plain,x", "",
    "pactwright:fonts/", "pactwright:fonts/Nothing.ttf", "pactwright:fonts/LICENSE-OFL.txt", "pactwright:fonts/../styles/print.css",
    "pactwright:fonts/../fonts/LiberationSans-Bold.ttf", "pactwright:fonts//etc/passwd", "LiberationSans-Bold.ttf",
])  # fmt: skip
def test_refuses_everything_else(url: str) -> None:
    with pytest.raises(writer.Refused) as error:
        writer.font(url)
    assert str(error.value) == f"Refused to fetch “{url}”: a paper is printed from its own words and the shipped fonts only."


@pytest.mark.parametrize("element", ['<img src="{}" alt="x">', '<link rel="stylesheet" href="{}">', '<style>@import "{}";</style>'])
def test_stops_printing_at_what_is_refused(element: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    url = (tmp_path / "secret").as_uri()
    monkeypatch.setattr(writer, "page", lambda document, for_print, more_style: f"<html lang=en><title>x</title>{element.format(url)}<p>x</html>")
    with pytest.raises(writer.Refused, match="secret"):
        writer.write(sample())


@pytest.mark.parametrize("before", [None, "7"])
def test_leaves_the_environment_as_it_was(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("SOURCE_DATE_EPOCH", "FONTCONFIG_FILE")
    seen = []

    def page(document: Document, for_print: bool, more_style: str) -> str:
        return '<html lang=en><title>x</title><img src="file:///x">'

    for name in names:
        monkeypatch.delenv(name, raising=False)
        if before is not None:
            monkeypatch.setenv(name, before)
    monkeypatch.setattr(writer, "page", page)
    monkeypatch.setattr(writer, "_fetcher", lambda: seen.append(os.environ["SOURCE_DATE_EPOCH"]))
    with pytest.raises(TypeError):  # the fetcher is None: a failure while the environment is ours
        writer.write(sample())
    assert seen == ["1769990400"]
    assert [os.environ.get(name) for name in names] == [before, before]


def test_prints_a_paper_without_a_date(printed: Print) -> None:
    document = replace(sample(), draft_date="")
    path = printed(document)
    assert path.read_bytes() == writer.write(document)
    assert "CreationDate" not in reader.info(path)


@pytest.mark.parametrize("failure", ["OSError('cannot load library libpango-1.0-0')", "ImportError('No module named weasyprint')"])
def test_says_what_to_install_without_pango(failure: str) -> None:
    program = f"""
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            raise {failure}
sys.meta_path.insert(0, Missing())
from generator.writers.weasyprint_pdf import PdfEngineMissing, write
from tests.sample_document import sample
try:
    write(sample())
except PdfEngineMissing as missing:
    print(missing)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[1], check=True, capture_output=True, text=True)
    assert done.stdout.startswith(
        "PDF needs WeasyPrint and the system library Pango, and one of them cannot be loaded. Install Pango: “apt install libpango-1.0-0"
    )
    assert done.stdout.endswith(f"({failure.partition(chr(39))[2][:-2]})\n")
