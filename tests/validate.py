"""Draft every example and have independent programs judge the files: `python -m tests.validate [--only WORDS]`.

Files are left in out/validate for a look. A judge that cannot run counts as a finding: nothing is skipped in silence.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator import draft, load_library, read_deal, write
from generator.deal.private import private_path, read_private
from generator.writers.choices import Choices
from tests.judges import gaps_docx, gaps_html, gaps_pdf, libreoffice, ooxml, qpdf, verapdf

ROOT = Path(__file__).parent.parent
OUT = ROOT / "out" / "validate"
# What is drafted: a folder, its formats, and what a user would choose.
WAYS = (
    ("clean", ("docx", "pdf", "html", "txt"), Choices()),
    ("typst", ("pdf",), Choices(pdf_engine="typst")),
    ("counsel", ("docx",), Choices(copy="counsel")),
)
AT_ONCE = 2  # LibreOffice, veraPDF and the Open XML SDK take a core each

Judge = Callable[[Path], list[str]]
JudgeOfMany = Callable[[Sequence[Path]], dict[Path, list[str]]]
JUDGES: dict[str, dict[str, Judge]] = {
    "docx": {
        "Open XML SDK": ooxml.sdk_findings,
        "ooxml-integrity": ooxml.integrity_findings,
        "openxml-audit": ooxml.audit_findings,
        "own: gaps": gaps_docx.findings,
        "LibreOffice": libreoffice.findings,
        "LibreOffice, edited": libreoffice.findings_after_edit,
    },
    "html": {"own: gaps": gaps_html.findings},
    "pdf": {"qpdf": qpdf.findings, "own: gaps": gaps_pdf.findings},
}
# Judges that take seconds to start: each runs once, for all files of its format.
JUDGES_OF_MANY: dict[str, dict[str, JudgeOfMany]] = {"pdf": {"veraPDF": verapdf.findings}}


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


def judge(files: Sequence[Path], name: str, ask: JudgeOfMany) -> list[Judgement]:
    """Have files judged, each with its share of the seconds. A judge that breaks down says so as its finding."""
    start = time.perf_counter()
    try:
        findings = ask(files)
    except Exception as problem:  # whatever stops a judge must show, and the other judges go on
        findings = {file: [f"could not run: {problem or type(problem).__name__}"] for file in files}
    seconds = (time.perf_counter() - start) / len(files)
    return [Judgement(file, name, findings[file], seconds) for file in files]


def one_by_one(ask: Judge) -> JudgeOfMany:
    """A judge of one file, as a judge of many."""
    return lambda files: {file: ask(file) for file in files}


def submit_all(pool: ThreadPoolExecutor, files: Sequence[Path]) -> list[Future[list[Judgement]]]:
    """Have every judge look at every file that it reads; those of many begin first, as they take longest, and are told last."""
    of_many = []
    for form, judges in JUDGES_OF_MANY.items():
        together = [file for file in files if file.suffix[1:] == form]
        of_many += [pool.submit(judge, together, name, ask) for name, ask in judges.items() if together]
    of_one = []
    for file in files:
        of_one += [pool.submit(judge, [file], name, one_by_one(ask)) for name, ask in JUDGES.get(file.suffix[1:], {}).items()]
    return of_one + of_many


def draft_examples(only: str) -> list[Path]:
    """Draft all papers of all example deals in all ways and formats; of files that no judge reads, writing them is the test.

    The filings differ from the other examples in words alone, so the slow PDF engine prints the others only.
    """
    library = load_library()
    files = []
    deals = [path for path in sorted((ROOT / "examples").rglob("*.json")) if not path.name.endswith(".private.json")]
    for path in deals:
        deal = read_deal(path)
        own = private_path(path)
        private = read_private(own, deal) if own.exists() else None
        for paper in draft(deal, library):
            for way, formats, choices in WAYS:
                folder = OUT / path.stem / way
                slow = path.parent.name == "filings" and choices.pdf_engine != "typst"
                wanted = [form for form in formats if not (slow and form == "pdf") and only in str((folder / paper.file_name(form, choices.copy)).relative_to(OUT))]
                files += write([paper], wanted, folder, choices, private) if wanted else []
    return files


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 when every judge ran on every file and found nothing, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.validate", description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", metavar="WORDS", help="only files with this in their path, such as “harbor” or “.docx”")
    only = parser.parse_args(arguments).only

    shutil.rmtree(OUT, ignore_errors=True)
    files = draft_examples(only)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        judged = count = 0
        for future in submit_all(pool, files):
            for judgement in future.result():
                judged += 1
                count += len(judgement.findings)
                print("\n".join(judgement.lines()), flush=True)
    print(f"\n{len(files)} files, {judged} judgements, {count} findings")
    if not judged:
        print("Nothing was judged: no example deal" + (f" has a file named like “{only}”." if only else "."))
    return 1 if count or not judged else 0


if __name__ == "__main__":
    sys.exit(main())
