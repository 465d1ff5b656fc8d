"""The PDF by Typst: the paper's words, words that stay words, the same bytes, our fonts only; and Typst where Pango is missing."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from tests.changed import replace
from pathlib import Path

import pytest

from generator.document.tree import Cell, Clause, Document, Item, Items, Look, Paragraph, Ref, RefPart, Section, Signatures, Table, Text, Value
from generator.writers import CannotWrite, pdf
from generator.writers.choices import Choices
from tests.readers import pdf as reader
from tests.sample_document import sample, t

ROOT = Path(__file__).parents[1]
TYPST = Choices(pdf_engine="typst")
Print = Callable[[Document], Path]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    def print_to_file(document: Document) -> Path:
        path = tmp_path_factory.mktemp("pdf") / "paper.pdf"
        path.write_bytes(pdf.write(document, TYPST))
        return path

    return print_to_file


@pytest.fixture(scope="module")
def path(printed: Print) -> Path:
    return printed(sample())


def paper(*blocks: Paragraph | Items | Table | Signatures) -> Document:
    clause = Clause("c", "Clause", label="1.1", blocks=blocks)
    return replace(sample(), opening=(), sections=(Section("s", "Section", label="1.", clauses=(clause,)),), schedules=(), contents=False)


@pytest.mark.judges
def test_has_the_words_of_the_document(path: Path) -> None:
    assert reader.words_from(path, 3) == reader.words_of(sample())


@pytest.mark.judges
def test_has_the_words_of_a_compact_document(printed: Print) -> None:
    document = replace(sample(), compact=True)
    cover, opening = document.cover, document.opening
    head = [cover.title, cover.project, *(f"{party[0].words}" for party in cover.parties), *(f"{line.label} {line.value[0].words}" for line in cover.lines)]
    said = replace(document, opening=(*(Paragraph(t(one)) for one in head), *opening, Paragraph(t(document.disclaimer))))
    assert reader.words_from(printed(document), 1, reader.COMPACT_MARGIN) == reader.words_of(said)


@pytest.mark.judges
def test_says_what_it_is(path: Path) -> None:
    info, raw = reader.info(path), reader.inflated(path)
    assert (info["Title"], info["Tagged"], info["CreationDate"]) == ("Strategic Alliance Agreement", "yes", info["ModDate"])
    assert "Feb  2" in info["CreationDate"] and "2026" in info["CreationDate"]
    assert info["Keywords"] == "Deal: harbor-mosaic-2026, Library: 1.0.0, Digest: 0123abcd"
    assert b"/Lang(en-GB)" in raw and b"<pdfuaid:part>1<" in raw and b"<pdfaid:part>3<" in raw and b"<pdfaid:conformance>A<" in raw


@pytest.mark.judges
def test_has_tags_bookmarks_links_and_names_of_places(path: Path) -> None:
    tags = reader.structure(path)
    assert [tag for tag in tags if re.fullmatch(r"H\d", tag)] == ["H1", "H1", "H2", "H1", "H2", "H2", "H1", "H2", "H1", "H1", "H2", "H2"]
    assert (tags.count("Table"), tags.count("TH"), tags.count("Link")) == (2, 8 + 3, 5 + 8)
    assert reader.outline(path) == [
        (1, "1. Definitions"), (2, "1.1 Defined terms"), (1, "2. Term and exit"), (2, "2.1 Exit without a reason"),
        (2, "2.2 Wind-down plan"), (1, "3. Signature"), (2, "3.1 Signature"), (1, "Schedule A Exit matrix"),
        (1, "Schedule B Success criteria"), (2, "Measures"), (2, "Rules"),
    ]  # fmt: skip


@pytest.mark.judges
def test_has_its_footer_and_turned_pages(path: Path) -> None:
    assert reader.footers(path) == [
        f"harbor-mosaic-2026 · version 1 Draft 2 February 2026 – not for signature Page {page} of 6" for page in range(1, 7)
    ]
    assert [width > height for width, height in reader.sizes(path)] == [False, False, False, False, True, False]


@pytest.mark.judges
def test_is_printed_on_the_paper_of_its_law(printed: Print) -> None:
    path = printed(replace(sample(), look=Look(paper="letter", language="en-US")))
    assert [(round(w), round(h)) for w, h in reader.sizes(path)][3:] == [(612, 792), (792, 612), (612, 792)]
    assert b"/Lang(en-US)" in path.read_bytes()


@pytest.mark.judges
def test_turns_only_the_page_of_a_wide_table(printed: Print) -> None:
    wide = Table("w", ("A", "B"), ((Cell((t("x"),)), Cell((t("y"),))),), landscape=True)
    path = printed(paper(Paragraph(t("before")), wide, Paragraph(t("after"))))
    assert [(page.split(), width > height) for page, (width, height) in zip(reader.pages(path)[1:], reader.sizes(path)[1:], strict=True)] == [
        (["1.", "Section", "1.1", "Clause", "before"], False), (["A", "B", "x", "y"], True), (["after"], False),
    ]  # fmt: skip


@pytest.mark.judges
def test_long_table_repeats_its_header_and_splits_no_row(printed: Print) -> None:
    rows = tuple((Cell((t(f"begin{n}"), t("middle"), t(f"end{n}"))), Cell((t("pays"),))) for n in range(60))
    pages = [page.split() for page in reader.pages(printed(paper(Table("long", ("Member", "Duty"), rows))))][1:]
    assert len(pages) > 2 and all("Member" in page for page in pages)
    assert all((f"begin{n}" in page) == (f"end{n}" in page) for page in pages for n in range(60))


@pytest.mark.judges
def test_keeps_signature_blocks_whole(printed: Print) -> None:
    (signatures,) = sample().sections[2].clauses[0].blocks
    assert isinstance(signatures, Signatures)
    pages = [page for page in reader.pages(printed(paper(Signatures(signatures.blocks * 6, "Not for signature")))) if "Signed for" in page]
    assert len(pages) > 2
    assert all(page.count("Signed for") == page.count("\nDate") for page in pages)


@pytest.mark.judges
def test_no_heading_ends_a_page(printed: Print) -> None:
    clauses = tuple(Clause("c", "Heading", label=f"1.{n}", blocks=(Paragraph(t("word " * (n % 40 + 1))),)) for n in range(120))
    pages = reader.pages(printed(replace(paper(), sections=(Section("s", "Section", label="1.", clauses=clauses),))))[1:]
    assert len(pages) > 5
    assert not [page for page in pages if page.splitlines()[-1].endswith("Heading")]


@pytest.mark.judges
def test_uses_shipped_fonts_only(path: Path) -> None:
    assert reader.fonts(path) == {"LiberationSans", "LiberationSans-Bold"}


@pytest.mark.judges
def test_words_are_never_read_as_markup(printed: Print) -> None:
    attacks = ["#read(\"/etc/passwd\")", "*bold* _slanted_ `raw`", "$x^2$", "= Heading", "- item", "\\ #sys.inputs", "@ref <label>", "// note", "/* x */", "https://example.com", "~--'\"...", "#{1+1}", "1. x"]  # fmt: skip
    document = paper(*(Paragraph((Value(f"v{n}", attack),), label=f"1.1.{n}") for n, attack in enumerate(attacks)), Table("t", (attacks[0],), ((Cell((t(attacks[1]),)),),)))
    assert reader.words_from(printed(replace(document, title=attacks[0])), 2) == reader.words_of(document)


@pytest.mark.judges
def test_numbers_too_long_for_their_column_stay_apart_from_the_words(printed: Print) -> None:
    path = printed(paper(Paragraph(t("words"), label="121.110.100"), Items((Item(t("words"), label="(xxxviii)"),))))
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True, text=True).stdout
    found = re.findall(r'xMin="([\d.]+)" .*?xMax="([\d.]+)" .*?>(121.110.100|\(xxxviii\)|words)<', boxes)
    assert [word for _, _, word in found] == ["121.110.100", "words", "(xxxviii)", "words"]
    assert all(float(before[1]) < float(after[0]) for before, after in zip(found[::2], found[1::2], strict=True))


def test_a_reference_to_a_place_this_paper_lacks_prints_its_words() -> None:
    ref = Ref("base.x", (RefPart("clause "), RefPart("9.9", "base.x")))
    assert pdf.write(paper(Paragraph((Text("See "), ref))), TYPST).startswith(b"%PDF-1.7")


def test_two_places_of_one_name_are_no_fault() -> None:
    ref = Ref("x", (RefPart("a", "x"),))
    assert pdf.write(paper(Paragraph((ref,), anchor="x"), Paragraph(t("b"), anchor="x")), TYPST).startswith(b"%PDF-1.7")


def test_letters_that_no_font_has_are_told() -> None:
    with pytest.raises(CannotWrite) as error:
        pdf.write(paper(Paragraph(t("Harbor 漢字, 漢")), Paragraph(t("✓"))), TYPST)
    assert str(error.value) == (
        "PDF is not printed, as no font has U+6F22 CJK UNIFIED IDEOGRAPH-6F22, U+5B57 CJK UNIFIED IDEOGRAPH-5B57, U+2713 CHECK MARK (c). "
        "Name a folder with a font that has them, “--fonts DIR”, or take the Word file, “--to docx”, which asks the reader’s computer for its fonts."
    )


def test_the_other_files_are_written_where_one_cannot_be(tmp_path: Path) -> None:
    deal = json.loads((ROOT / "examples" / "harbor-mosaic.json").read_text(encoding="utf-8"))
    deal["title"] = "漢"
    (tmp_path / "deal.json").write_text(json.dumps(deal), encoding="utf-8")
    done = drafted(tmp_path, "--pdf-engine", "typst", "--to", "pdf,txt")
    assert done.returncode == 2 and "no font has U+6F22 CJK UNIFIED IDEOGRAPH-6F22 (title)." in done.stderr and "Traceback" not in done.stderr
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".txt"}


def test_the_template_reaches_for_nothing() -> None:
    template = (ROOT / "templates" / "styles" / "paper.typ").read_text(encoding="utf-8")
    assert re.findall(r'\bjson\(.*?\)', template) == ['json("paper.json")']
    assert not re.findall(r"sys\.|#?import |#?include |read\(|plugin|eval\(|@preview|image\(", template)


def test_the_same_paper_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    here = pdf.write(sample(), TYPST)
    pdf.write(replace(sample(), compact=True), TYPST)
    assert pdf.write(sample(), TYPST) == here
    program = "import hashlib; from generator.writers import typst_pdf; from tests.sample_document import sample; print(hashlib.sha256(typst_pdf.write(sample())).hexdigest())"
    digests = set()
    for seed, zone in (("1", "Pacific/Kiritimati"), ("4321", "America/Los_Angeles")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
        digests.add(done.stdout.strip())
    assert digests == {hashlib.sha256(here).hexdigest()}


def test_prints_a_paper_without_a_date() -> None:
    assert b"/CreationDate(D:19800101" in pdf.write(replace(sample(), draft_date=""), TYPST)


# Loaded by Python before the program: from then on, no library of Pango can be found.
WITHOUT_PANGO = """
import cffi
load = cffi.FFI.dlopen
def refuse(self, name, *rest):
    if name and "pango" in str(name).lower():
        raise OSError(f"cannot load library '{name}'")
    return load(self, name, *rest)
cffi.FFI.dlopen = refuse
"""


def drafted(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """`pactwright draft deal.json …` in a folder, with whatever is put before Python's libraries there."""
    command = [sys.executable, str(ROOT / "cli.py"), "draft", "deal.json", *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def without_pango(tmp_path: Path) -> Path:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_PANGO, encoding="utf-8")
    (tmp_path / "deal.json").write_bytes((ROOT / "examples" / "harbor-mosaic.json").read_bytes())
    return tmp_path


def test_typst_prints_where_pango_is_missing_and_says_so_once(without_pango: Path) -> None:
    done = drafted(without_pango)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[0] == pdf.NOTICE and done.stderr.count(pdf.NOTICE) == 1
    files = [without_pango / line for line in done.stdout.splitlines() if line.endswith(".pdf")]
    assert len(files) == 2 and all(b"Typst" in path.read_bytes() for path in files)


def test_an_engine_asked_for_by_name_prints_without_a_notice_or_not_at_all(without_pango: Path) -> None:
    done = drafted(without_pango, "--as", "term_sheet", "--to", "pdf", "--pdf-engine", "typst")
    assert done.returncode == 0 and pdf.NOTICE not in done.stderr
    done = drafted(without_pango, "--as", "term_sheet", "--to", "pdf", "--pdf-engine", "weasyprint")
    assert done.returncode == 2 and done.stdout == ""
    assert "harbor-mosaic-2026-term-sheet.pdf: PDF needs WeasyPrint and the system library Pango, and one of them cannot be loaded." in done.stderr
