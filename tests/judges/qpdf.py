"""qpdf, a judge of PDF: finds damaged files (cross-reference table, streams, page tree, encryption)."""

import shutil
import subprocess
from pathlib import Path


def findings(path: Path) -> list[str]:
    """What qpdf finds wrong in a PDF, warnings too; nothing for a sound file. RuntimeError where qpdf cannot run."""
    if not shutil.which("qpdf"):
        raise RuntimeError("qpdf is not installed: “apt-get install qpdf” brings it")
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, errors="replace", timeout=60)
    if done.returncode == 0:
        return []
    said = [line.removeprefix("WARNING: ").removeprefix(f"{path}: ") for line in done.stderr.splitlines()]
    return [line for line in said if line] or [f"qpdf ended with status {done.returncode} and no word"]
