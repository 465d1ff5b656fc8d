"""House documents made to harm: refused with a sentence, or what would harm is left behind."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from generator.writers.choices import Choices, HouseStyleError
from generator.writers.docx import write
from generator.writers.word.house.pictures import read_picture
from generator.writers.word.package import house_of
from tests.house_documents import changed, plain, png, style
from tests.readers.docx import W, read
from tests.sample_document import sample


def with_styles(change: Callable[[str], str]) -> bytes:
    return changed(plain(), {"word/styles.xml": lambda xml: change(xml.decode()).encode()})


def in_heading(marks: str) -> bytes:
    return with_styles(lambda xml: re.sub(r'(w:styleId="Heading1".*?<w:rPr>).*?</w:rPr>', rf"\1{marks}</w:rPr>", xml, count=1, flags=re.DOTALL))


@pytest.mark.parametrize(
    "marks",
    [
        "<w:vanish/>", "<w:webHidden/>", "<w:strike/>", "<w:dstrike/>", '<w:sz w:val="1"/>', "<w:rtl/>", '<w:color w:val="FFFFFF"/>',
        '<w:color w:val="000000" w:themeColor="background1"/>', '<w:color w:val="red; x"/>', '<w:rFonts w:ascii="A&quot;&lt;x"/>',
        '<w:lang w:val="xx"/>', '<w:highlight w:val="black"/>', '<w14:glow xmlns:w14="urn:x"/>', '<w:position w:val="-200"/>',
    ],
)  # fmt: skip
def test_a_look_that_would_hide_or_break_the_words_is_not_taken(marks: str) -> None:
    data = write(sample(), Choices(style=in_heading(marks)))
    look = style(data, "Heading1").find(W + "rPr")
    left = [etree.QName(mark).localname for mark in look if len(mark.attrib)] if look is not None else []
    assert left == [], "no property came through"
    assert read(data) == read(write(sample()))


def duplicate() -> bytes:
    whole = io.BytesIO(plain())
    with warnings.catch_warnings(), zipfile.ZipFile(whole, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/STYLES.xml", b"<x/>")
    return whole.getvalue()


def bomb_in_depth() -> bytes:
    return changed(plain(), {"word/styles.xml": b"<a>" * 5_000 + b"</a>" * 5_000})


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "not a zip": (lambda: b"hello", "it is not a Word document; give a .docx file."),
    "empty": (lambda: b"", "it is not a Word document; give a .docx file."),
    "another zip": (
        lambda: changed(plain(), {"[Content_Types].xml": b"<x/>", "_rels/.rels": b"<x/>"}),
        "it is a zip file and not a Word document; give a .docx file.",
    ),
    "old .doc": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "it is an old .doc file or locked with a password; save it in Word as .docx without a password.",
    ),
    "huge": (lambda: plain() + bytes(20_000_001), "it is larger than 20 MB; give a document with little but styles in it."),
    "zip bomb": (
        lambda: changed(plain(), {"word/media/big.xml": bytes(30_000_000)}),
        "its part “word/media/big.xml” unpacks to more than 100 times its size, which no Word document does.",
    ),
    "many parts": (
        lambda: changed(plain(), {f"word/x{n}.xml": b"" for n in range(2_100)}),
        f"it has {2_100 + len(zipfile.ZipFile(io.BytesIO(plain())).namelist()):,} parts; at most 2,000 are read.",
    ),
    "a part twice": (duplicate, "it has the part “word/STYLES.xml” twice, so two readers could see two documents."),
    "path out": (lambda: changed(plain(), {"../../etc/passwd": b"x"}), "its part “../../etc/passwd” has a name that leads out of the document."),
    "absolute path": (lambda: changed(plain(), {"/etc/passwd": b"x"}), "its part “/etc/passwd” has a name that leads out of the document."),
    "drive": (lambda: changed(plain(), {"C:\\x": b"x"}), "its part “C:\\x” has a name that leads out of the document."),
    "macros": (
        lambda: changed(plain(), {"word/vbaProject.bin": b"x"}),
        "it holds macros or controls, which are never taken; save it in Word as .docx, without macros.",
    ),
    "macros by type": (
        lambda: changed(plain(), {"[Content_Types].xml": lambda xml: xml.replace(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")}),
        "it is a document for macros (.docm, .dotm); save it in Word as .docx.",
    ),
    "entities": (lambda: changed(plain(), {"word/styles.xml": LAUGHS}), "its part “word/styles.xml” declares entities, which no Word document does."),
    "entities in UTF-16": (
        lambda: changed(plain(), {"word/theme/theme1.xml": LAUGHS.decode().encode("utf-16")}),
        "its part “word/theme/theme1.xml” declares entities, which no Word document does.",
    ),
    "entity that fetches": (
        lambda: changed(plain(), {"word/header1.xml": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'}),
        "its part “word/header1.xml” declares entities, which no Word document does.",
    ),
    "another encoding": (
        lambda: changed(plain(), {"word/styles.xml": b'<?xml version="1.0" encoding="ISO-8859-1"?><x/>'}),
        "its part “word/styles.xml” is not in UTF-8 or UTF-16, as parts of Word documents are.",
    ),
    "deep": (bomb_in_depth, "its part “word/styles.xml” is not sound XML; open it in Word and save it again."),
    "broken": (lambda: changed(plain(), {"word/styles.xml": b"<w:styles"}), "its part “word/styles.xml” is not sound XML; open it in Word and save it again."),
    "styles in a circle": (
        lambda: with_styles(circled),
        "its style “heading 1” is based on itself, by way of “heading 2”; set another “based on” in Word.",
    ),
    "no styles": (lambda: changed(plain(), {"word/_rels/document.xml.rels": b"<x/>"}), "it has no styles; open it in Word and save it again."),
    "a long header": (
        lambda: changed(plain(), {"word/header1.xml": lambda xml: xml.replace(b"Harbor Legal", b"long " * 2_000)}),
        "its part “word/header1.xml” is longer than a header can be; keep it under 5,000 letters.",
    ),
}  # fmt: skip


def circled(xml: str) -> str:
    """Headings 1 and 2 based on each other."""
    for one, other in (("Heading1", "Heading2"), ("Heading2", "Heading1")):
        xml = re.sub(rf'(w:styleId="{one}".*?<w:basedOn w:val=)"\w+"', rf'\1"{other}"', xml, count=1, flags=re.DOTALL)
    return xml


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_with_a_sentence(name: str) -> None:
    make, sentence = HOSTILE[name]
    with pytest.raises(HouseStyleError) as error:
        house_of(Choices(style=make()))
    assert str(error.value) == f"house document: {sentence}"


def test_only_pictures_a_page_can_show_are_taken() -> None:
    assert read_picture(png()) is not None
    assert read_picture(png(60_000, 1)[:16] + b"\0\0\xff\xff" * 2 + png()[24:]) is None, "4 billion pixels"
    assert read_picture(b"GIF89a" + bytes(100)) is None
    assert read_picture(b"<svg onload='x'/>") is None
    assert read_picture(b"\xff\xd8\xff\xe0\x00\x10" + bytes(14) + b"\xff\xc0\x00\x11\x08\x00\x40\x00\x80" + bytes(20)) is not None
    assert read_picture(b"\xff\xd8\xff" + bytes(50)) is None
