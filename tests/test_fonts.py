"""Fonts: what the shipped ones have, `--fonts DIR`, fonts made to harm, and characters no font has, told alike by both engines.

Long because the fonts made to harm and the papers they must not reach are read side by side.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import re
import struct
import subprocess
import sys
from tests.changed import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

from generator.document.lines import lines
from generator.document.tree import Clause, Document, Paragraph, Section, Text, Value
from generator.fonts import SHIPPED, FontError, Fonts, lacking, read_fonts
from generator.fonts import folder as reading
from generator.fonts import fonts as fonts_module
from generator.fonts.sfnt import fonts_of
from generator.writers import CannotWrite, formats, pdf
from generator.writers.choices import Choices, PdfEngine
from generator.writers.html import page
from tests.made_fonts import collection, folder, font, saved
from tests.readers import pdf as reader
from tests.sample_document import sample

ROOT = Path(__file__).parents[1]
ENGINES: tuple[PdfEngine, ...] = ("typst", "weasyprint")
NAME = "漢字 العربية 🤝✓"
LETTERS = "漢字العربية🤝✓"
REMEDY = (
    "Name a folder with a font that has them, “--fonts DIR”, or take the Word file, “--to docx”, which asks the reader’s computer for its fonts."
)
BROKEN = "the font is broken: it ends early, or points outside itself. Take a whole copy of it."


def paper(*values: str, title: str = "Clause") -> Document:
    blocks = tuple(Paragraph((Value(f"sides.v{n}", value), Text(" 2026 Ltd"))) for n, value in enumerate(values, 1))
    clause = Clause("c", title, label="1.1", blocks=blocks)
    return replace(sample(), opening=(), sections=(Section("s", "Section", label="1.", clauses=(clause,)),), schedules=(), contents=False)


def printed(document: Document, engine: PdfEngine, fonts: Fonts = SHIPPED) -> bytes:
    return pdf.write(document, Choices(pdf_engine=engine, fonts=fonts))


# ---------------------------------------------------------------- what a font has


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "fonts").glob("*.ttf")), ids=lambda path: path.stem)
def test_characters_of_the_shipped_fonts_are_those_another_reader_finds(path: Path) -> None:
    (ours,) = fonts_of(path.read_bytes(), path.name)
    theirs = TTFont(path)
    assert ours.characters == {code: theirs.getGlyphID(name) for code, name in theirs.getBestCmap().items()}
    # One list for all faces, so a letter is there in bold where it is there at all.
    assert frozenset(ours.characters) == fonts_module.shipped_characters()
    assert ours.family == "Liberation Sans" and (ours.weight, ours.italic) == (700 if "Bold" in path.stem else 400, "Italic" in path.stem)


@pytest.mark.parametrize("characters", ["ab", LETTERS, "".join(map(chr, range(0x4E00, 0x4F00))), "a🤝", "aceg"])
@pytest.mark.parametrize("outlines", ["glyf", "CFF"])
def test_characters_of_other_fonts_too_and_of_their_copies(characters: str, outlines: str) -> None:
    (one,) = fonts_of(font(characters, outlines=outlines), "a")
    assert set(one.characters) == set(map(ord, characters))
    copy = one.copy("Ours")
    (again,) = fonts_of(copy, "b")
    assert (again.characters, again.family) == (one.characters, "Ours")
    assert set(TTFont(io.BytesIO(copy)).getBestCmap()) == set(one.characters)


def test_the_first_look_passes_nothing_the_fonts_lack() -> None:
    plain = [code for code in range(0x20, 0x30000) if fonts_module._PLAIN.fullmatch(chr(code))]
    assert len(plain) > 400 and set(plain) <= fonts_module.shipped_characters()


def test_words_of_the_library_are_of_letters_the_fonts_have() -> None:
    """The check looks at values only, where no house library is laid over ours."""
    library, papers = sorted((ROOT / "clause_library").rglob("*.md")), sorted((ROOT / "templates" / "documents").glob("*.md"))
    assert library and papers
    for path in library + papers:
        assert SHIPPED.lacks(path.read_text(encoding="utf-8").replace("\t", " ")) == [], path


@pytest.mark.parametrize(("words", "lacks"), [
    ("Harbor & Söhne, Łódź – “Ναυτιλία” Жук שלום €", ""),
    ("non‑breaking\u00a0hyphen \u200dx", ""),
    ("漢字漢", "漢字"), ("العربية", "العربية"), ("🤝", "🤝"), ("Δ✓", "✓"), ("x\u0300", ""), ("x\u20dd", "\u20dd"), ("\u1680", "\u1680"),
])  # fmt: skip
def test_what_the_shipped_fonts_lack(words: str, lacks: str) -> None:
    assert SHIPPED.lacks(words) == list(dict.fromkeys(lacks))


def test_a_letter_and_its_mark_must_be_in_one_font(tmp_path: Path) -> None:
    fonts = read_fonts([folder(tmp_path, a_ttf=font("か"), b_ttf=font("\u3099", family="Marks"))])
    assert fonts.lacks("か") == [] and fonts.lacks("か\u3099") == ["\u3099"] == fonts.lacks("か\u3099\ufe0f")
    together = read_fonts([folder(tmp_path / "c", a_ttf=font("か\u3099"))])
    assert together.lacks("か\u3099") == []


# ---------------------------------------------------------------- folders


def families(*folders: Path) -> list[tuple[list[str], str]]:
    return [([Path(file).name for file in one.files], "".join(map(chr, sorted(one.characters)))) for one in read_fonts(folders).added]


def test_fonts_stand_in_the_order_of_folders_and_names(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", b_ttf=font("字", "B"), a_otf=font("漢", "A", outlines="CFF"), LICENSE_txt=b"no font")
    two = folder(tmp_path / "two", a_TTF=font("✓", "C"))
    assert families(two, one) == [(["a.TTF"], "✓"), (["a.otf"], "漢"), (["b.ttf"], "字")]


def test_a_family_prints_one_regular_and_one_bold_face(tmp_path: Path) -> None:
    faces = {f"w{weight}_ttf": font("漢字", weight=weight) for weight in (100, 400, 500, 700, 900)}
    assert families(folder(tmp_path, **faces)) == [(["w400.ttf", "w700.ttf"], "字漢")]


def test_what_a_bold_face_lacks_is_taken_from_the_regular_one(tmp_path: Path) -> None:
    where = folder(tmp_path, a_ttf=font("漢字"), b_ttf=font("漢", weight=700))
    assert families(where) == [(["a.ttf", "b.ttf"], "漢"), (["a.ttf"], "字漢")]
    for engine in ENGINES:
        assert printed(paper("x", title="漢字"), engine, read_fonts([where])).startswith(b"%PDF")


def test_a_family_cut_into_files_is_used_whole(tmp_path: Path) -> None:
    assert families(folder(tmp_path, a_ttf=font("漢"), b_ttf=font("字"), c_ttf=font("漢"))) == [(["a.ttf"], "漢"), (["b.ttf"], "字")]


def test_a_collection_gives_each_of_its_fonts(tmp_path: Path) -> None:
    where = folder(tmp_path, a_ttc=collection(font("漢", "A"), font("字", "B"), font("字", "C")))
    assert families(where) == [(["a.ttc"], "漢"), (["a.ttc"], "字")]


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    where = folder(tmp_path, a_ttf=font("ab"), b_woff2=b"wOF2")
    assert read_fonts([where]).notices == (
        f"{where}/b.woff2: left out, as it is packed for the web; only .ttf, .otf, .ttc, .otc are read.",
        f"{where}: the fonts have no character that the shipped ones lack, and are left out.",
    )


def test_no_folder_is_the_shipped_fonts() -> None:
    assert read_fonts([]) is SHIPPED


# ---------------------------------------------------------------- fonts made to harm


def with_table(tag: str, change: Any, outlines: str = "glyf") -> bytes:
    """A good font with the bytes of one table changed."""
    content = bytearray(font(LETTERS, outlines=outlines))
    for n in range(struct.unpack_from(">H", content, 4)[0]):
        name, _, at, length = struct.unpack_from(">4sIII", content, 12 + 16 * n)
        if name.decode() == tag:
            content[at : at + length] = change(bytes(content[at : at + length]))
    return bytes(content)


def groups(*numbers: tuple[int, int, int]) -> Any:
    """A list of characters in place of the good one, of its length."""
    body = b"".join(struct.pack(">III", *one) for one in numbers)
    made = struct.pack(">HHHHIHHIII", 0, 1, 3, 10, 12, 12, 0, 16 + len(body), 0, len(numbers)) + body
    return lambda old: made.ljust(len(old), b"\0")


BACKWARDS = "the font is broken: its list of characters runs backwards, or past the last character there is."
UNFIT = "the font is broken: its measures do not fit its letters. Take a whole copy of it."
HARMFUL = {
    "nothing": (b"", BROKEN),
    "no font": (b"%PDF-1.7 and more", "it is no font: neither TrueType nor OpenType. Leave it out of the folder, or take a whole copy of it."),
    "half a font": (font(LETTERS)[:500], BROKEN),
    "a collection of too many": (b"ttcf\0\1\0\0\xff\xff\xff\xff", "it says it holds 4,294,967,295 fonts; at most 64 are allowed in one file."),
    "a collection that points at itself": (b"ttcf\0\1\0\0\0\0\0\1\0\0\0\0", "it is no font: neither TrueType nor OpenType. Leave it out of the folder, or take a whole copy of it."),
    "too many tables": (b"\0\1\0\0\xff\xff" + bytes(200), "the font is broken: it says it has 65,535 tables; at most 128 are allowed."),
    "no tables": (b"\0\1\0\0\0\0" + bytes(6), "the font is broken: it has no table “cmap”."),
    "all characters there could be": (with_table("cmap", groups((0, 0xFFFFFFFF, 1))), BACKWARDS),
    "the same characters again and again": (with_table("cmap", groups((1, 0x10FFFF, 1), (1, 0x10FFFF, 1))), BACKWARDS),
    "no Unicode": (with_table("cmap", lambda old: struct.pack(">HHHHI", 0, 1, 1, 0, 12).ljust(len(old), b"\0")),
                   "it does not say which characters it has in a form both PDF engines read; a symbol font cannot be used."),
    "no measure": (with_table("head", lambda old: old[:18] + b"\0\0" + old[20:]), UNFIT),
    "too few widths": (with_table("maxp", lambda old: old[:4] + b"\xff\xff" + old[6:]), UNFIT),
    "letters elsewhere": (with_table("loca", lambda old: old[:-2] + b"\xff\xff"), "the font is broken: its letters are not where it says. Take a whole copy of it."),
    "letters in no form": (with_table("CFF ", lambda old: b"\xff" * len(old), "CFF"), "the font is broken: its letters are in no form there is. Take a whole copy of it."),
    "not to be embedded": (font(LETTERS, fsType=2), "its maker does not allow it to be put into a document (“restricted licence embedding”), which a PDF must do."),
}  # fmt: skip


@pytest.mark.parametrize(("content", "says"), HARMFUL.values(), ids=HARMFUL)
def test_a_font_that_cannot_be_used_is_a_sentence(content: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(FontError) as error:
        read_fonts([folder(tmp_path, a_ttf=content)])
    assert str(error.value) == f"{tmp_path}/a.ttf: {says}"


def test_a_font_without_outlines_is_refused(tmp_path: Path) -> None:
    pictures = TTFont(io.BytesIO(font(LETTERS)))
    del pictures["glyf"], pictures["loca"]
    with pytest.raises(FontError, match=r"it has no outlines that both PDF engines draw \(“glyf” or “CFF”\); fonts of pictures alone cannot be used\.$"):
        read_fonts([folder(tmp_path, a_ttf=saved(pictures))])


def test_folders_and_sizes_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(where: Path) -> str:
        with pytest.raises(FontError) as error:
            read_fonts([where])
        return str(error.value).removeprefix(str(where))

    none = ": no fonts in this folder; files named .ttf, .otf, .ttc, .otc are read, and not those of folders in it."
    assert told(folder(tmp_path / "a", b_txt=b"")) == none
    assert told(folder(tmp_path / "b", b_woff2=b"wOF2")) == f"{none} It holds b.woff2, which is packed for the web: unpack it to .ttf first."
    link = folder(tmp_path / "c")
    (link / "a.ttf").symlink_to("/etc/passwd")
    assert told(link) == "/a.ttf: it is a link or no ordinary file; put the font itself into the folder."
    pipe = folder(tmp_path / "d")
    os.mkfifo(pipe / "a.ttf")
    assert told(pipe) == "/a.ttf: it is a link or no ordinary file; put the font itself into the folder."
    two = folder(tmp_path / "e", a_ttf=font("漢"), b_ttf=font("字"))
    monkeypatch.setattr(reading, "MOST_FILES", 1)
    assert told(two) == ": 2 fonts; at most 1 are read, so put those the deal needs into a folder of their own."
    monkeypatch.setattr(reading, "MOST_FILES", 9)
    monkeypatch.setattr(reading, "MOST_TOGETHER", len(font("漢")) + 1)
    assert told(two) == "/b.ttf: with it, the fonts are over 0 MB; put those the deal needs into a folder of their own."
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    assert told(two) == "/a.ttf: the font is over 0 MB, which is the most that is read."


def test_spoilt_fonts_end_in_a_sentence_or_a_paper(tmp_path: Path) -> None:
    """120 fonts with bytes changed at random; the seed is fixed, and so is what happens to each."""
    chance, good, document = random.Random(7), font(LETTERS), paper(NAME)
    seen = {"refused": 0, "not printed": 0, "printed": 0}
    for _ in range(120):
        content = bytearray(good)
        for _ in range(chance.choice((1, 3, 10, 40))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            fonts = read_fonts([folder(tmp_path, a_ttf=bytes(content))])
            printed(document, "typst", fonts)
            seen["printed"] += 1
        except FontError:
            seen["refused"] += 1
        except CannotWrite:
            seen["not printed"] += 1
    assert all(seen.values()), seen


@pytest.mark.parametrize("engine", ENGINES)
def test_a_font_an_engine_cannot_read_is_a_sentence(engine: PdfEngine, tmp_path: Path) -> None:
    good = font("漢", outlines="CFF")
    at, length = struct.unpack_from(">II", good, good.index(b"CFF ") + 8)
    fonts = read_fonts([folder(tmp_path, a_otf=good[: at + 40] + b"\xff" * (length - 40) + good[at + length :])])
    with pytest.raises(CannotWrite, match=r"^PDF cannot be printed .*a\.otf.* Take another, or a whole copy of it\.$"):
        printed(paper("漢"), engine, fonts)


def test_what_typst_leaves_out_itself_is_told(tmp_path: Path) -> None:
    made = TTFont(io.BytesIO(font("漢字")))
    addOpenTypeFeaturesFromString(made, "feature ccmp { sub u6F22 by .notdef; } ccmp;")
    fonts = read_fonts([folder(tmp_path, a_ttf=saved(made))])
    with pytest.raises(CannotWrite) as error:
        printed(paper("漢字"), "typst", fonts)
    assert str(error.value) == (
        "PDF cannot be printed by Typst: no font draws “漢” where it stands. Take another font for it, “--fonts DIR”, "
        "or the Word file, “--to docx”, which asks the reader’s computer for its fonts."
    )


# ---------------------------------------------------------------- papers


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "told"), [
    ("漢字 Ltd", "U+6F22 CJK UNIFIED IDEOGRAPH-6F22, U+5B57 CJK UNIFIED IDEOGRAPH-5B57"),
    ("عرب", "U+0639 ARABIC LETTER AIN, U+0631 ARABIC LETTER REH, U+0628 ARABIC LETTER BEH"),
    ("Deal 🤝", "U+1F91D HANDSHAKE"),
    ("ქართული", "U+10E5 GEORGIAN LETTER KHAR, U+10D0 GEORGIAN LETTER AN, U+10E0 GEORGIAN LETTER RAE, U+10D7 GEORGIAN LETTER TAN, U+10E3 GEORGIAN LETTER UN and 2 more"),
])  # fmt: skip
def test_both_engines_refuse_alike_what_no_font_has(engine: PdfEngine, name: str, told: str) -> None:
    with pytest.raises(CannotWrite) as error:
        printed(paper("Harbor", name, title=name), engine)
    assert str(error.value) == f"PDF is not printed, as no font has {told} (sides.v2). {REMEDY}"


def test_words_that_are_no_value_are_told_by_their_place() -> None:
    document = replace(paper("x", title="✓"), title="漢", status="字")
    found = [(one.path or one.place, "".join(one.characters)) for one in lacking(document, SHIPPED)]
    assert found == [("the cover", "漢"), ("the foot of each page", "字"), ("c", "✓")]


@pytest.mark.parametrize("engine", ENGINES)
def test_both_engines_print_in_added_fonts_the_same_bytes_each_time(engine: PdfEngine, tmp_path: Path) -> None:
    made = {"b_ttf": font(LETTERS, weight=700), "a_ttf": font(LETTERS)}
    document = paper(NAME, "שלום", title=NAME)
    first = printed(document, engine, read_fonts([folder(tmp_path / "one", **made)]))
    assert first == printed(document, engine, read_fonts([folder(tmp_path / "elsewhere", **made)]))
    (tmp_path / "paper.pdf").write_bytes(first)
    held = set(re.findall(rb"/(?:Base)?FontName ?/[A-Z]{6}\+([\w-]+)", reader.inflated(tmp_path / "paper.pdf")))
    assert any(b"Added-1" in name for name in held) and all(b"Added-1" in name or b"Sans" in name for name in held), held


@pytest.mark.parametrize("engine", ENGINES)
def test_other_processes_print_the_same_bytes(engine: PdfEngine, tmp_path: Path) -> None:
    where = folder(tmp_path / "fonts", a_ttf=font("漢", "A"), b_ttf=font("字", "B"), c_ttf=font("✓", "C"))
    program = (
        "import hashlib, pathlib\nfrom generator.fonts import read_fonts\nfrom tests.test_fonts import paper, printed\n"
        f"print(hashlib.sha256(printed(paper('漢字✓'), {engine!r}, read_fonts([pathlib.Path({str(where)!r})]))).hexdigest())"
    )
    digests = {hashlib.sha256(printed(paper("漢字✓"), engine, read_fonts([where]))).hexdigest()}
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
        digests.add(done.stdout.strip())
    assert len(digests) == 1


@pytest.mark.judges
@pytest.mark.parametrize("engine", ENGINES)
def test_the_words_are_in_the_file(engine: PdfEngine, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    document = paper("漢字 Harbor ✓", title="字漢")
    path.write_bytes(printed(document, engine, read_fonts([folder(tmp_path / "fonts", a_ttf=font(LETTERS))])))
    assert reader.words_from(path, 2) == reader.split(" ".join(f"{line.number} {line.words}" for line in lines(document)))


# ---------------------------------------------------------------- right to left


def test_only_print_holds_marks_around_values_from_right_to_left() -> None:
    document = paper("שלום", "Harbor")
    assert "\u2068שלום\u2069 2026 Ltd" in page(document, for_print=True) and "\u2068Harbor" not in page(document, for_print=True)
    for format, writer in formats().items():
        if format not in ("pdf", "docx"):
            assert "שלום" in (said := writer.write(document).decode()) and "\u2068" not in said


@pytest.mark.judges
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["שלום", "Harbor שלום"])
def test_a_number_after_a_name_from_right_to_left_stays_after_it(engine: PdfEngine, name: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(printed(paper(name), engine))
    boxes = subprocess.run(["pdftotext", "-f", "2", "-bbox", path, "-"], check=True, capture_output=True, text=True).stdout
    # By where they are drawn, and with the mark Typst keeps in its text taken out.
    drawn = " ".join(word for _, word in re.findall(r'xMin="([\d.]+)" .*?>([^<]*)</word>', boxes)).replace("\u2069", "")
    assert re.search("[שלום]{4} 2026 Ltd", drawn), drawn


# ---------------------------------------------------------------- the command line


def run(command: str, tmp_path: Path, *options: str, name: str = "漢字 Analytics Ltd") -> subprocess.CompletedProcess[str]:
    deal = json.loads((ROOT / "examples" / "harbor-mosaic.json").read_text(encoding="utf-8"))
    deal["sides"]["a"]["members"][0]["legal_name"] = name
    (tmp_path / "deal.json").write_text(json.dumps(deal), encoding="utf-8")
    line = [sys.executable, str(ROOT / "cli.py"), command, "deal.json", *options]
    return subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)


TOLD = "No font has U+6F22 CJK UNIFIED IDEOGRAPH-6F22, U+5B57 CJK UNIFIED IDEOGRAPH-5B57 (sides.a.members.m1.legal_name), so "


def test_check_warns_unless_a_font_has_it(tmp_path: Path) -> None:
    folder(tmp_path / "fonts", a_ttf=font("漢字"))
    done = run("check", tmp_path, "--select", "D-C14", "--format", "json")
    (found,) = json.loads(done.stdout)["findings"]
    assert done.returncode == 0 and found["level"] == "warn" and found["paths"] == ["sides.a.members.m1.legal_name"]
    assert found["message"] == f"{TOLD}the Term Sheet and the Strategic Alliance Agreement cannot be printed as PDF." and found["fix"] == REMEDY
    done = run("check", tmp_path, "--select", "D-C14", "--fonts", "fonts")
    assert done.returncode == 0 and "D-C14" not in done.stdout


def test_draft_writes_all_but_the_pdf_and_with_the_font_that_too(tmp_path: Path) -> None:
    folder(tmp_path / "fonts", a_ttf=font("漢字"))
    options = ("--as", "term_sheet", "--to", "docx,html,md,txt,pdf")
    for engine in ENGINES:
        done = run("draft", tmp_path, *options, "--pdf-engine", engine, "-o", engine)
        assert done.returncode == 2 and "Traceback" not in done.stderr
        assert done.stdout.splitlines() == [f"{engine}/harbor-mosaic-2026-term-sheet.{format}" for format in ("docx", "html", "md", "txt")]
        assert done.stderr == (
            f"{engine}/harbor-mosaic-2026-term-sheet.pdf: PDF is not printed, as no font has U+6F22 CJK UNIFIED IDEOGRAPH-6F22, "
            f"U+5B57 CJK UNIFIED IDEOGRAPH-5B57 (sides.a.members.m1.legal_name). {REMEDY}\n"
        )
        assert {path.suffix for path in (tmp_path / engine).iterdir()} == {".docx", ".html", ".md", ".txt"}
        done = run("draft", tmp_path, *options, "--pdf-engine", engine, "-o", engine, "--fonts", "fonts")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / engine / "harbor-mosaic-2026-term-sheet.pdf").exists()


def test_draft_names_the_files_it_wrote_also_as_json_and_for_several_papers(tmp_path: Path) -> None:
    """The refusal of the PDF is told after the files that are there, and costs neither them nor the table of terms."""
    names = [f"out/harbor-mosaic-2026-{paper}.docx" for paper in ("term-sheet", "alliance-agreement")]
    done = run("draft", tmp_path, "--to", "docx,pdf", "-o", "out", "--format", "json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["files"]) == (2, names) and told["terms"]
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == [name.replace(".docx", ".pdf") for name in names]
    done = run("draft", tmp_path, "--to", "pdf", "-o", "none", "--quiet")
    assert (done.returncode, done.stdout, [*(tmp_path / "none").iterdir()]) == (2, "", [])


def test_a_font_that_is_none_is_told(tmp_path: Path) -> None:
    folder(tmp_path / "fonts", a_ttf=b"no font")
    for command in ("draft", "check"):
        done = run(command, tmp_path, "--fonts", "fonts")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "fonts/a.ttf: it is no font: neither TrueType nor OpenType. Leave it out of the folder, or take a whole copy of it.\n"
