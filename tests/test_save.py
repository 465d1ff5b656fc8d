"""Formats are found by looking in the folder; files are written whole or not at all; same document, same bytes."""

import os
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from generator import writers
from generator.writers import UnknownFormat, names, save, writer
from tests.sample_document import sample

ROOT = Path(__file__).parents[1]
PRINT_DIGEST = (
    "import hashlib, sys; from generator.writers import writer; from tests.sample_document import sample;"
    "print(hashlib.sha256(writer(sys.argv[1]).write(sample())).hexdigest())"
)


def loaded(statement: str) -> set[str]:
    """The modules a fresh Python has loaded after a statement."""
    command = [sys.executable, "-c", f"import sys; {statement}; print(*sys.modules)"]
    return set(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split())


def test_finds_the_formats_in_the_folder() -> None:
    assert {"html", "pdf", "txt"} <= set(names())
    assert list(names()) == sorted(names())
    assert [writer(format).FORMAT for format in names()] == list(names())
    assert writer("txt").MEDIA == "text/plain"
    assert {format: one.FORMAT for format, one in writers.formats().items()} == {format: format for format in names()}


def test_says_which_formats_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "_modules", lambda: {"html": "html", "pdf": "pdf", "txt": "text"})
    with pytest.raises(UnknownFormat) as error:
        writer("pfd")
    assert str(error.value) == "There is no output format “pfd”. Did you mean “pdf”? The formats are: html, pdf, txt."
    with pytest.raises(UnknownFormat) as error:
        writer("../odt")
    assert str(error.value) == "There is no output format “../odt”. The formats are: html, pdf, txt."


def test_loads_only_what_is_asked_for() -> None:
    assert not {"jinja2", "lxml", "weasyprint"} & loaded("import generator.writers; generator.writers.names()")
    assert "weasyprint" not in loaded("import generator.writers; generator.writers.writer('pdf')")


@pytest.mark.parametrize("format", names())
def test_writes_the_same_bytes_everywhere(format: str, tmp_path: Path) -> None:
    here = writer(format).write(sample())
    assert writer(format).write(sample()) == here
    digests = set()
    for seed, zone in (("1", "Pacific/Kiritimati"), ("4321", "America/Los_Angeles")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
        command = [sys.executable, "-c", PRINT_DIGEST, format]
        digests.add(subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout.strip())
    assert digests == {sha256(here).hexdigest()}


def test_saves_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / ("ü" * 120 + ".pdf")  # 244 bytes: no room for a longer name beside it
    save(path, b"one")
    save(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_saves_with_the_permissions_of_an_ordinary_file(tmp_path: Path) -> None:
    (tmp_path / "ordinary").write_bytes(b"")
    save(tmp_path / "saved", b"")
    assert stat.S_IMODE((tmp_path / "saved").stat().st_mode) == stat.S_IMODE((tmp_path / "ordinary").stat().st_mode)


@pytest.mark.parametrize("owner, step", [(os, "fsync"), (Path, "replace")])
def test_leaves_the_file_as_it_was_when_saving_fails(owner: object, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    path = tmp_path / "paper.pdf"
    path.write_bytes(b"before")
    monkeypatch.setattr(owner, step, full)
    with pytest.raises(OSError, match="no space left"):
        save(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_flushes_before_it_renames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = []
    fsync, rename = os.fsync, Path.replace

    def seen_fsync(number: int) -> None:
        assert not (tmp_path / "paper").exists()
        steps.append(("fsync", os.fstat(number).st_size))
        fsync(number)

    def seen_rename(self: Path, target: Path) -> Path:
        steps.append(("rename", self.stat().st_size))
        assert self.parent == target.parent
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", seen_fsync)
    monkeypatch.setattr(Path, "replace", seen_rename)
    save(tmp_path / "paper", b"12345")
    assert steps == [("fsync", 5), ("rename", 5)]
