"""What is installed: a wheel that drafts from any folder with nothing but itself and its dependencies, and without a network."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from generator.writers import names

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "harbor-mosaic.json"
PACKAGES = ("generator", "clause_library", "templates")
BUILD = "import sys; from setuptools import build_meta as build; into = sys.argv[1]; build.build_sdist(into); build.build_wheel(into)"
# Runs the command line with every door to a network closed: Python tells the hook before it opens one.
OFFLINE = """
import sys
def hook(event, arguments):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "socket.gethost", "socket.sendto", "urllib.Request")):
        raise SystemExit(f"offline: {event} {arguments}")
sys.addaudithook(hook)
from cli import main
main(sys.argv[1:], prog_name="pactwright")
"""


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Standard output of a program that must end well, without the paths Python would add for this checkout."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE")}
    result = subprocess.run(
        [str(word) for word in command], cwd=cwd, env={**kept, **environment}, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return result.stdout


def build(folder: Path, into: Path) -> tuple[Path, Path]:
    """sdist and wheel of a source folder, which building changes: so never of this one."""
    run(sys.executable, "-c", BUILD, into, cwd=folder)
    return next(into.glob("*.tar.gz")), next(into.glob("*.whl"))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this source folder."""
    copy = tmp_path_factory.mktemp("build") / "source"
    keep = (*PACKAGES, "tests", "docs", "examples")
    for name in keep:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, copy)
    return copy


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return build(source, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an empty environment with the wheel in it; its dependencies are those of this environment."""
    home = tmp_path_factory.mktemp("empty")
    venv.create(home, symlinks=True)
    bin, python = home / "bin", home / "bin" / "python"
    purelib = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}, scheme="venv"))
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps", built[1], cwd=home)
    (purelib / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return bin


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Another folder, with folders in it that are called like ours and hold something else."""
    for name in PACKAGES:
        (tmp_path / name / "documents").mkdir(parents=True)
        (tmp_path / name / "__init__.py").write_text("raise ImportError('the decoy was imported')\n", encoding="utf-8")
        (tmp_path / name / "documents" / "term_sheet.md").write_text("A decoy.\n", encoding="utf-8")
    shutil.copy(EXAMPLE, tmp_path / "deal.json")
    return tmp_path


@pytest.mark.slow
def test_the_wheel_has_every_file_of_the_program_and_no_other(source: Path, built: tuple[Path, Path]) -> None:
    """All but the two programs that make the reference document: their result is in the wheel."""
    kept = {path for name in PACKAGES for path in (source / name).rglob("*") if path.is_file()} - set((source / "templates/styles").glob("*.py"))
    ours = {path.relative_to(source).as_posix() for path in kept} | {"cli.py"}
    with zipfile.ZipFile(built[1]) as wheel:
        assert {name for name in wheel.namelist() if ".dist-info/" not in name} == ours
        assert any(name.endswith("/licenses/LICENSE") for name in wheel.namelist())


@pytest.mark.slow
def test_the_source_distribution_builds_the_same_wheel_and_carries_its_tests(built: tuple[Path, Path], tmp_path: Path) -> None:
    with tarfile.open(built[0]) as source:
        # Python before 3.11.4, as Debian 12 has it, knows no filter; the archive is our own.
        source.extractall(tmp_path, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))  # type: ignore[arg-type]
    [folder] = tmp_path.iterdir()
    assert {"tests", "examples", "docs", "Makefile", "constraints.txt", "CHANGELOG.md"} <= {path.name for path in folder.iterdir()}
    again = build(folder, tmp_path)[1]
    with zipfile.ZipFile(again) as wheel, zipfile.ZipFile(built[1]) as first:
        assert sorted(wheel.namelist()) == sorted(first.namelist())


@pytest.mark.slow
def test_the_installed_program_drafts_from_another_folder(installed: Path, elsewhere: Path) -> None:
    program = installed / "pactwright"
    written = run(program, "draft", "deal.json", "--to", "docx,txt", "-o", "out", "--quiet", cwd=elsewhere).splitlines()
    assert len(written) == 4
    words = (elsewhere / "out" / "harbor-mosaic-2026-term-sheet.txt").read_text(encoding="utf-8")
    assert "Harbor" in words and "decoy" not in words
    with zipfile.ZipFile(io.BytesIO((elsewhere / "out" / "harbor-mosaic-2026-alliance-agreement.docx").read_bytes())) as package:
        assert package.testzip() is None
    found = run(installed / "python", "-P", "-c", "import generator, templates; print(generator.__file__, templates.__file__)", cwd=elsewhere)
    assert all(name.startswith(str(installed.parent)) for name in found.split())


@pytest.mark.slow
def test_the_installed_program_needs_no_network(installed: Path, elsewhere: Path) -> None:
    offline = (installed / "python", "-P", "-c", OFFLINE)
    run(*offline, "draft", "deal.json", "--to", ",".join(names()), "-o", "out", cwd=elsewhere)
    assert len(list((elsewhere / "out").iterdir())) == 2 * len(names())
    for command in (("check", "deal.json"), ("explain", "D-T02"), ("schema",), ("library", "list"), ("completion", "zsh")):
        assert run(*offline, *command, cwd=elsewhere)


def test_the_closed_doors_are_closed(tmp_path: Path) -> None:
    opened = OFFLINE.replace("from cli import main\n", "import socket\n").replace("main(sys.argv[1:]", "socket.getaddrinfo('localhost', 80) or dict(a=1")
    result = subprocess.run([sys.executable, "-c", opened], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr.startswith("offline: socket.getaddrinfo")) == (1, True), result.stderr
