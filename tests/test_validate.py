"""`make validate` shows every finding, and a judge that cannot run is one."""

from collections.abc import Sequence
from pathlib import Path

import pydyf
import pytest

from tests import validate
from tests.judges import qpdf


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two files stand for what the examples draft."""
    files = [tmp_path / "harbor" / "agreement.pdf", tmp_path / "harbor" / "letter.html"]
    monkeypatch.setattr(validate, "OUT", tmp_path)
    monkeypatch.setattr(validate, "draft_examples", lambda only: [file for file in files if only in str(file)])
    monkeypatch.setattr(validate, "JUDGES_OF_MANY", {})
    return files


def test_no_findings(files: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(validate, "JUDGES", {"pdf": {"kind": lambda file: [], "kinder": lambda file: []}})
    assert validate.main([]) == 0
    assert "ok  kind " in (printed := capsys.readouterr().out)
    assert printed.endswith("\n2 files, 2 judgements, 0 findings\n")


def test_a_finding_is_printed_and_fails(files: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(validate, "JUDGES", {"pdf": {"strict": lambda file: ["page 2 is upside down", "page 3 is empty"]}})
    assert validate.main([]) == 1
    printed = capsys.readouterr().out
    assert "BAD strict" in printed and "harbor/agreement.pdf\n      page 2 is upside down\n      page 3 is empty\n" in printed
    assert printed.endswith("\n2 files, 1 judgements, 2 findings\n")


def test_a_judge_that_cannot_run_fails(files: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def absent(file: Path) -> list[str]:
        raise RuntimeError("qpdf is not installed")

    monkeypatch.setattr(validate, "JUDGES", {"pdf": {"absent": absent, "kind": lambda file: []}})
    assert validate.main([]) == 1
    printed = capsys.readouterr().out
    assert "could not run: qpdf is not installed" in printed
    assert "ok  kind " in printed


def test_a_judge_of_many_is_asked_once(files: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked = []

    def strict(together: Sequence[Path]) -> dict[Path, list[str]]:
        asked.append([file.name for file in together])
        return {file: ["page 2 is upside down"] if file.name == "agreement.pdf" else [] for file in together}

    def absent(together: Sequence[Path]) -> dict[Path, list[str]]:
        raise RuntimeError("Java is not installed")

    files.append(files[0].with_name("schedule.pdf"))
    monkeypatch.setattr(validate, "JUDGES", {})
    monkeypatch.setattr(validate, "JUDGES_OF_MANY", {"pdf": {"strict": strict, "absent": absent}})
    assert validate.main([]) == 1
    assert asked == [["agreement.pdf", "schedule.pdf"]]
    printed = capsys.readouterr().out
    assert "harbor/agreement.pdf\n      page 2 is upside down\nok  strict " in printed
    assert printed.count("could not run: Java is not installed") == 2
    assert printed.endswith("\n3 files, 4 judgements, 3 findings\n")


def test_nothing_judged_fails(files: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert validate.main(["--only", "no such file"]) == 1
    assert "Nothing was judged: no example deal has a file named like “no such file”." in capsys.readouterr().out


def test_qpdf_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="qpdf is not installed"):
        qpdf.findings(tmp_path / "a.pdf")


@pytest.mark.judges
def test_qpdf_sees_damage(tmp_path: Path) -> None:
    page = pydyf.PDF()
    page.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": page.pages.reference, "MediaBox": pydyf.Array([0, 0, 99, 99])}))
    sound, damaged, absent = (tmp_path / name for name in ("sound.pdf", "damaged.pdf", "absent.pdf"))
    with sound.open("wb") as file:
        page.write(file)
    damaged.write_bytes(sound.read_bytes()[:-60])
    assert qpdf.findings(sound) == []
    assert qpdf.findings(damaged)[0] == "file is damaged"
    assert "No such file" in qpdf.findings(absent)[0]
