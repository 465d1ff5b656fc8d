"""Draft every example and have independent programs judge the files: `python -m tests.validate [--only WORDS]`.

Files are left in out/validate for a look. A judge that cannot run counts as a finding: nothing is skipped in silence.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.judges import libreoffice, ooxml, qpdf

ROOT = Path(__file__).parent.parent
OUT = ROOT / "out" / "validate"
FORMATS = ("docx", "pdf", "html", "txt")
AT_ONCE = 2  # LibreOffice and the Open XML SDK take a core each

Judge = Callable[[Path], list[str]]
JUDGES: dict[str, dict[str, Judge]] = {
    "docx": {
        "Open XML SDK": ooxml.sdk_findings,
        "ooxml-integrity": ooxml.integrity_findings,
        "LibreOffice": libreoffice.findings,
        "LibreOffice, edited": libreoffice.findings_after_edit,
    },
    "pdf": {"qpdf": qpdf.findings},
}


@dataclass(frozen=True)
class Judgement:
    """What one judge said of one file, and how many seconds it took."""

    file: Path
    judge: str
    findings: list[str]
    seconds: float

    def lines(self) -> Iterator[str]:
        """A line for a table, then each finding on its own."""
        mark = "ok " if not self.findings else "BAD"
        yield f"{mark} {self.judge:<20} {self.seconds:5.1f} s  {self.file.relative_to(OUT)}"
        yield from (f"      {finding}" for finding in self.findings)


def judge(file: Path, name: str) -> Judgement:
    """Have a file judged. A judge that breaks down says so as its finding."""
    start = time.perf_counter()
    try:
        findings = JUDGES[file.suffix[1:]][name](file)
    except Exception as problem:  # whatever stops a judge must show, and the other judges go on
        findings = [f"could not run: {problem or type(problem).__name__}"]
    return Judgement(file, name, findings, time.perf_counter() - start)


def draft_examples(only: str) -> list[Path]:
    """Draft all papers of all example deals in all formats; of files that no judge reads, writing them is the test."""
    from generator import draft, load_library, read_deal
    from generator.writers import writer

    library = load_library()
    files = []
    for path in sorted((ROOT / "examples").rglob("*.json")):
        for paper in draft(read_deal(path), library):
            for form in FORMATS:
                file = OUT / path.stem / f"{paper.kind}.{form}"
                if only not in str(file.relative_to(OUT)):
                    continue
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(writer(form).write(paper.document))
                files.append(file)
    return files


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 when every judge ran on every file and found nothing, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.validate", description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", metavar="WORDS", help="only files with this in their path, such as “harbor” or “.docx”")
    only = parser.parse_args(arguments).only

    shutil.rmtree(OUT, ignore_errors=True)
    files = draft_examples(only)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(judge, file, name) for file in files for name in JUDGES.get(file.suffix[1:], ())]
        count = 0
        for future in running:
            judgement = future.result()
            count += len(judgement.findings)
            print("\n".join(judgement.lines()), flush=True)
    print(f"\n{len(files)} files, {len(running)} judgements, {count} findings")
    if not running:
        print("Nothing was judged: no example deal" + (f" has a file named like “{only}”." if only else "."))
    return 1 if count or not running else 0


if __name__ == "__main__":
    sys.exit(main())
