"""`--style`: the looks, theme, header, footer and logo of a house; what stays ours."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from tests.changed import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from generator.writers.choices import Choices, HouseStyleError
from generator.writers.docx import write
from generator.writers.word.house import notices
from generator.writers.word.house.styles_map import read_styles_map
from generator.writers.word.package import house_of
from tests.docx_papers import part
from tests.house_documents import MAP, OUTSIDE, changed, other_names, plain, png, said, style
from tests.judges import libreoffice, ooxml
from tests.readers.docx import W, read, value
from tests.sample_document import sample

ROOT = Path(__file__).parents[1]
PLAIN = Choices(style=plain())
OTHER = Choices(style=other_names(), style_map=read_styles_map(MAP.encode(), "styles.map"))


def test_the_words_and_numbers_are_the_same_in_every_house() -> None:
    ours = read(write(sample()))
    assert read(write(sample(), PLAIN)) == ours
    assert read(write(sample(), OTHER)) == ours


def test_styles_of_one_name_take_the_look_and_keep_number_and_order() -> None:
    heading = style(write(sample(), PLAIN), "Heading1")
    assert (said(heading, "rPr/color"), said(heading, "rPr/sz"), heading.find(f"{W}rPr/{W}caps") is not None) == ("1B4F9C", "30", True)
    assert (said(heading, "pPr/numPr/numId"), said(heading, "pPr/outlineLvl"), said(heading, "pPr/ind", "left")) == ("1", "0", "851")
    assert said(style(write(sample(), PLAIN), "Normal"), "rPr/rFonts", "ascii") == "Georgia"


def test_a_map_names_equivalents_and_nothing_of_their_numbering_comes_along() -> None:
    data = write(sample(), OTHER)
    heading = style(data, "Heading1")
    assert (said(heading, "rPr/rFonts", "ascii"), said(heading, "rPr/sz")) == ("Palatino Linotype", "28"), "from the style it is based on, too"
    assert said(heading, "pPr/numPr/numId") == "1"
    assert heading.find(f"{W}pPr/{W}pageBreakBefore") is None
    assert said(style(data, "ClauseText"), "pPr/ind", "left") == "851"
    assert said(style(data, "ItemA"), "rPr/color") == "7A1F3D", "an item follows the numbered paragraph"
    assert said(style(data, "PaperTable"), "tblPr/tblBorders/insideV") == "single"
    assert {"Palatino Linotype", "Verdana"} <= {value(font, "name") for font in part(data, "word/fontTable.xml")}


def test_the_theme_has_the_colours_and_fonts_of_the_house() -> None:
    theme = zipfile.ZipFile(io.BytesIO(write(sample(), PLAIN))).read("word/theme/theme1.xml").decode()
    assert re.search(r'<a:accent1>\s*<a:srgbClr val="1B4F9C"/>', theme)
    assert 'typeface="Georgia"' in theme


def test_the_header_has_the_logo_and_the_footer_keeps_our_line_above_theirs() -> None:
    data = write(sample(), PLAIN)
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.read("word/media/house1.png") == png()
    assert "Harbor Legal · Privileged draft" in archive.read("word/header1.xml").decode()
    for name in ("word/footer1.xml", "word/footer2.xml"):
        footer = archive.read(name).decode()
        ours, theirs = footer.index("NUMPAGES"), footer.index("Harbor Holdings plc")
        assert sample().footer in footer and sample().status in footer and ours < theirs
        assert footer.count(" PAGE ") == 1, "the page number of the house is left out: ours is there"
    sections = list(part(data).iter(W + "sectPr"))
    assert len(sections) > 1
    for section in sections:
        assert [value(one, "type") for one in section.findall(W + "headerReference")] == ["default"]
        assert len(section.findall(W + "footerReference")) == 1


def test_another_first_page_has_its_own_header_and_still_our_footer_line() -> None:
    archive = zipfile.ZipFile(io.BytesIO(write(sample(), OTHER)))
    first = archive.read("word/footer3.xml").decode()
    assert sample().footer in first and sample().status in first and "NUMPAGES" in first and "Amtsgericht Musterstadt HRB 1" in first
    assert "Amtsgericht" not in archive.read("word/footer1.xml").decode()
    assert "house1.png" in archive.read("word/_rels/header2.xml.rels").decode()
    sections = list(part(write(sample(), OTHER)).iter(W + "sectPr"))
    assert [section.find(W + "titlePg") is not None for section in sections] == [True] + [False] * (len(sections) - 1)


def test_nothing_outside_the_file_is_kept() -> None:
    for choices in (PLAIN, OTHER):
        archive = zipfile.ZipFile(io.BytesIO(write(sample(), choices)))
        assert not [name for name in archive.namelist() if OUTSIDE.encode() in archive.read(name) or b"External" in archive.read(name)]
    house = house_of(OTHER)
    assert house is not None and notices(house)[1:] == ("its header has a field (INCLUDEPICTURE), which is left out.",)


def test_a_term_sheet_keeps_its_small_sizes() -> None:
    compact = replace(sample(), compact=True)
    ours, dressed = write(compact), write(compact, PLAIN)
    for id in ("Heading1", "Title", "BodyText"):
        assert said(style(dressed, id), "rPr/sz") == said(style(ours, id), "rPr/sz")
    assert said(style(dressed, "Heading1"), "rPr/color") == "1B4F9C"


def test_same_bytes_again_and_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "house.docx").write_bytes(OTHER.style or b"")
    script = (
        "import hashlib, pathlib; from generator.writers.choices import Choices; from generator.writers.docx import write; "
        "from tests.sample_document import sample; data = pathlib.Path('house.docx').read_bytes(); "
        f"print(hashlib.sha256(write(sample(), Choices(style=data, style_map={OTHER.style_map!r}))).hexdigest())"
    )
    env = os.environ | {"PYTHONHASHSEED": "77", "TZ": "America/Lima", "PYTHONPATH": str(ROOT)}
    there = subprocess.run([sys.executable, "-c", script], env=env, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == hashlib.sha256(write(sample(), OTHER)).hexdigest() == hashlib.sha256(write(sample(), OTHER)).hexdigest()


def test_a_logo_kept_elsewhere_and_objects_are_left_out_and_told() -> None:
    objects = b'<w:p><w:r><w:object/></w:r><w:r><w:pict/></w:r></w:p></w:hdr>'
    house = changed(plain(), {
        "word/_rels/header1.xml.rels": lambda xml: re.sub(rb'Target="[^"]*"', f'Target="{OUTSIDE}" TargetMode="External"'.encode(), xml),
        "word/header1.xml": lambda xml: xml.replace(b"</w:hdr>", objects),
    })  # fmt: skip
    read_in = house_of(Choices(style=house))
    assert read_in is not None and [notice for notice in notices(read_in) if "left out" in notice] == [
        "its header has a picture in an old form, such as a watermark, which is left out.",
        "its header has a picture kept outside the document, which is left out.",
        "its header has an embedded object, which is left out.",
    ]
    data = write(sample(), Choices(style=house))
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "media" in name]


def floating(xml: bytes) -> bytes:
    """The logo of the plain house on the page instead of in the line, over the words and larger than any paper."""
    place = (
        b'<wp:anchor simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        b'<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
        b'<wp:positionV relativeFrom="nowhere"><wp:posOffset>9999999999</wp:posOffset></wp:positionV>'
    )
    xml = re.sub(rb"<wp:inline([^>]*)>", lambda found: place.replace(b"<wp:anchor", b"<wp:anchor" + found[1]), xml).replace(b"</wp:inline>", b"</wp:anchor>")
    return re.sub(rb'<wp:extent cx="\d+"', b'<wp:extent cx="900000000"', xml)


FLOATING = Choices(style=changed(plain(), {"word/header1.xml": floating}))


def test_a_logo_on_the_page_lies_behind_the_words_and_is_no_larger_than_a_page() -> None:
    header = zipfile.ZipFile(io.BytesIO(write(sample(), FLOATING))).read("word/header1.xml").decode()
    assert 'behindDoc="1"' in header and 'behindDoc="0"' not in header
    assert '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align>' in header
    assert '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset>' in header
    found = re.search(r'<wp:extent cx="(\d+)"', header)
    assert found is not None and int(found[1]) <= 30 * 360_000


MAPS = {
    "heading 1 Artikel": "m:1: “heading 1 Artikel” is no pair; write our style = house style, such as heading 1 = House Heading.",
    "a = b\n\nA = c": "m: “A” stands there twice; keep one.",
    '{"a": 1}': "m: “a” needs the name of a style of the house, in quotes.",
    '{"a": "b", "a": "c"}': "m: “a” stands there twice; keep one.",
    "{": 'm: it is not sound JSON; write {"heading 1": "House Heading"}, or lines such as heading 1 = House Heading.',
    '{"a":' * 50_000: "m: it is larger than 100,000 bytes; a map has one line for each style.",
}


@pytest.mark.parametrize(("text", "sentence"), MAPS.items(), ids=range(len(MAPS)))
def test_a_map_that_is_none_is_told(text: str, sentence: str) -> None:
    with pytest.raises(HouseStyleError) as error:
        read_styles_map(text.encode(), "m")
    assert str(error.value) == sentence


NAMES = {
    ("Hedding 1", "Artikel"): "styles.map: Pactwright has no style “Hedding 1” to map; nearest: “heading 1”.",
    ("heading 1", "Artikl"): "styles.map: the house document has no style “Artikl”; nearest: “Artikel”.",
    ("heading 1", "Tabelle"): "styles.map: “heading 1” is a paragraph style and “Tabelle” a table style.",
    ("Footer Status", "Artikel"): "styles.map: Pactwright has no style “Footer Status” to map; nearest: “Status”.",
}


@pytest.mark.parametrize(("pair", "sentence"), NAMES.items(), ids=range(len(NAMES)))
def test_a_map_to_nothing_is_told_with_the_nearest_name(pair: tuple[str, str], sentence: str) -> None:
    with pytest.raises(HouseStyleError) as error:
        house_of(Choices(style=other_names(), style_map=(pair,)))
    assert str(error.value) == sentence


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["draft", str(ROOT / "examples/harbor-mosaic.json"), "--as", "term_sheet", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_takes_the_map_beside_the_document_and_lists_what_has_no_style(tmp_path: Path) -> None:
    house = tmp_path / "letter.docx"
    house.write_bytes(other_names())
    (tmp_path / "styles.map").write_text(MAP, encoding="utf-8")
    code, out, err = run("--to", "docx,txt", "--style", str(house), "-o", str(tmp_path / "out"))
    assert code == 0
    assert err.startswith(f"{house}: no style for Cover Project, Cover Party, ")
    assert "heading 1" not in err.splitlines()[0]
    assert f"{house}: a house style dresses Word files alone; txt keep our look." in err
    assert said(style(Path(out.splitlines()[0]).read_bytes(), "Heading1"), "rPr/color") == "7A1F3D"


def test_the_command_refuses_with_a_sentence_and_writes_nothing(tmp_path: Path) -> None:
    house = tmp_path / "letter.docx"
    house.write_bytes(b"hello")
    assert run("--style", str(house), "-o", str(tmp_path / "out")) == (2, "", "house document: it is not a Word document; give a .docx file.\n")
    assert not (tmp_path / "out").exists()
    assert run("--style-map", str(house))[0] == 2


@pytest.mark.judges
@pytest.mark.parametrize("name", ["plain", "other", "floating"])
def test_judges_find_nothing(name: str, tmp_path: Path) -> None:
    choices = {"plain": PLAIN, "other": OTHER, "floating": FLOATING}[name]
    files = [tmp_path / "agreement.docx", tmp_path / "term_sheet.docx"]
    files[0].write_bytes(write(sample(), choices))
    files[1].write_bytes(write(replace(sample(), compact=True), choices))
    assert [found for file in files for found in (*ooxml.sdk_findings(file), *ooxml.integrity_findings(file))] == []
    assert libreoffice.findings(*files) == []
    assert libreoffice.findings_after_edit(files[0]) == []
