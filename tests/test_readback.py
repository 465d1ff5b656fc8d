"""Files that come back: a hostile or a strange one is refused with a sentence, before anything of it is compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator import draft, load_library, read_deal
from generator.readback import CannotRead, read_docx, read_html
from generator.writers import writer
from tests.house_documents import changed
from tests.test_cli import EXAMPLE, run
from tests.test_house_hostile import HOSTILE


@cache
def term_sheet() -> bytes:
    return writer("docx").write(draft(read_deal(EXAMPLE), load_library(), ["term_sheet"])[0].document)


def paper_with(part: str, content: bytes) -> bytes:
    return changed(term_sheet(), {part: content})


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (lambda: b"not a zip", "it is not a Word document; give a .docx file."),
        (lambda: b"x" * 20_000_001, "it is larger than 20 MB, which no paper is."),
        (lambda: paper_with("word/document.xml", LAUGHS), "its part “word/document.xml” declares entities, which no Word document does."),
        (lambda: paper_with("word/document.xml", b"<a>" * 5_000 + b"</a>" * 5_000), "its part “word/document.xml” is not sound XML; open it in Word and save it again."),
        (lambda: paper_with("customXml/item1.xml", LAUGHS), "its part “customXml/item1.xml” declares entities, which no Word document does."),
        (lambda: paper_with("docProps/custom.xml", LAUGHS), "its part “docProps/custom.xml” declares entities, which no Word document does."),
        (lambda: paper_with("word/document.xml", b"<x/>"), "its main part is no Word document; if it is a “Strict Open XML” file, save it as .docx."),
    ],
)  # fmt: skip
def test_a_hostile_word_file_is_refused_with_a_sentence(data: Callable[[], bytes], message: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(data())
    assert run("check", EXAMPLE, "--files", str(path)) == (2, "", f"{path}: {message}\n")


# What is wrong with the package as a whole, and not with a style or a picture of a house document.
PACKAGE = [name for name in HOSTILE if name in {"another zip", "old .doc", "zip bomb", "many parts", "a part twice", "path out", "drive", "macros", "macros by type"}]


@pytest.mark.parametrize("name", PACKAGE)
def test_a_package_no_house_document_may_be_no_paper_may_be(name: str) -> None:
    make, sentence = HOSTILE[name]
    with pytest.raises(CannotRead) as error:
        read_docx(make())
    assert str(error.value) == sentence


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def body_with(words: str) -> bytes:
    return changed(term_sheet(), {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{words}</w:body></w:document>'.encode()})


def control(content: str, more: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="a.b"/>{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (control("<w:r><w:t>30 </w:t></w:r><w:r><w:rPr/><w:t>days</w:t></w:r>"), ["30 days"]),
        (control("<w:del><w:r><w:delText>30</w:delText><w:t>30</w:t></w:r></w:del><w:ins><w:r><w:t>60 days</w:t></w:r></w:ins>"), ["60 days"]),
        (control("<w:r><w:t>Click here</w:t></w:r>", "<w:showingPlcHdr/>"), []),
        (control("<w:r><w:t>1</w:t><w:br/><w:t>2</w:t><w:tab/><w:t>3</w:t></w:r>"), ["1\n2\t3"]),
        (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{control('<w:r><w:t>x</w:t></w:r>')}</w:p></w:tc></w:tr></w:tbl>", []),
        (control("<w:r><w:t> </w:t></w:r>"), []),
        ("<w:sdt><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>", []),
    ],
)  # fmt: skip
def test_what_a_control_says_after_somebody_edited_it(body: str, said: list[str]) -> None:
    assert [words for _, words in read_docx(body_with(body))] == said


def test_an_html_page_is_read_within_limits() -> None:
    with pytest.raises(CannotRead, match="it is larger than 20 MB, which no paper is."):
        read_html(b" " * 20_000_001)
    with pytest.raises(CannotRead, match="it is not in UTF-8, as our HTML papers are."):
        read_html(b"\xff\xfe<p>")
    assert read_html(b"<data value='a.b'>x &amp; <b>y</b></data></data><data>z<p>") == [("a.b", "x & y"), ("", "z")]


def test_a_file_that_is_no_paper_of_this_deal_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.docx"
    other.write_bytes(changed(term_sheet(), {"docProps/custom.xml": lambda xml: xml.replace(b"harbor-mosaic-2026", b"other-deal")}))
    plain, text = tmp_path / "plain.html", tmp_path / "paper.pdf"
    plain.write_text("<p>Hello</p>", encoding="utf-8")
    text.write_bytes(b"%PDF")
    assert run("check", EXAMPLE, "--files", str(other)) == (
        2, "", f"{other}: it is a paper of the deal “other-deal”; this deal is “harbor-mosaic-2026”.\n",
    )  # fmt: skip
    assert run("check", EXAMPLE, "--files", str(plain)) == (
        2, "", f"{plain}: it does not say which paper of which deal it is; give a file that pactwright draft wrote.\n",
    )  # fmt: skip
    assert run("check", EXAMPLE, "--files", str(text)) == (
        2, "", f"{text}: only .docx and .html files mark their values; give one of these.\n",
    )  # fmt: skip


