"""Judges we did not write look at what the Word writer writes."""

from __future__ import annotations

import io
import zipfile
from tests.changed import replace
from pathlib import Path

import pytest

from generator.document.tree import Value
from generator.writers.docx import write
from tests.docx_papers import numbered, paper
from tests.judges import libreoffice, ooxml
from tests.sample_document import sample
from tests.test_docx import LETTER, RESTARTS, SCHEDULES

TWICE = Value("a.b", "*Foo* & <Bar>")
PAPERS = {
    "agreement": sample(),
    "term sheet": replace(sample(), compact=True, look=replace(sample().look, paper="letter", language="en-US")),
    "values bound": paper(numbered("1.1.1", TWICE), numbered("1.1.2", TWICE)),
    "letter": LETTER,
    "schedules": paper(numbered("1.1.1"), schedules=SCHEDULES),
    **{name: paper(*blocks) for name, blocks in RESTARTS.items()},
}
pytestmark = pytest.mark.judges


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("papers")
    written = {name: folder / f"{name.replace(' ', '_')}.docx" for name in PAPERS}
    for name, path in written.items():
        path.write_bytes(write(PAPERS[name]))
    return written


def test_libreoffice_counts_and_refers_alike(files: dict[str, Path]) -> None:
    assert libreoffice.findings(*files.values()) == []


@pytest.mark.parametrize("name", ["agreement", "term sheet", "letter", "schedules"])
def test_numbers_and_references_follow_an_edit(files: dict[str, Path], name: str) -> None:
    assert libreoffice.findings_after_edit(files[name]) == []


def test_a_stale_reference_is_found(files: dict[str, Path], tmp_path: Path) -> None:
    stale = tmp_path / "stale.docx"
    with zipfile.ZipFile(io.BytesIO(files["agreement"].read_bytes())) as good, zipfile.ZipFile(stale, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b">2.2</w:t></w:r></w:fldSimple>", b">9.9</w:t></w:r></w:fldSimple>"))
    found = libreoffice.findings(stale)
    assert len(found) == 2
    assert "clause 9.9.”, LibreOffice has ““Wind-Down Plan” has the meaning given in clause 2.2.”" in found[0]


@pytest.mark.parametrize("name", ["agreement", "term sheet", "values bound", "schedules", "three lists under one paragraph"])
def test_the_open_xml_sdk_finds_nothing(files: dict[str, Path], name: str) -> None:
    assert ooxml.sdk_findings(files[name]) == []


def test_ooxml_integrity_finds_nothing(files: dict[str, Path]) -> None:
    assert {name: found for name, path in files.items() if (found := ooxml.integrity_findings(path))} == {}


def test_openxml_audit_finds_nothing(files: dict[str, Path]) -> None:
    assert {name: found for name, path in files.items() if (found := ooxml.audit_findings(path))} == {}


def test_the_judges_of_the_format_find_what_is_wrong(files: dict[str, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(io.BytesIO(files["agreement"].read_bytes())) as good, zipfile.ZipFile(broken, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b'<w:pStyle w:val="Numbered"/>', b'<w:keepNext/><w:pStyle w:val="Lost"/>'))
    assert ooxml.integrity_findings(broken) != []
    assert ooxml.sdk_findings(broken) != []
    assert ooxml.audit_findings(broken) != []
