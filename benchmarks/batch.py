"""Batches against other ways to the same papers: `python -m benchmarks.batch`, into docs/batch-speed.md and docs/batch-speed.png.

Every line runs in a process of its own, one after the other. Ours is the whole run as an operator has it: processes started,
sources read, deals checked, files flushed to the disk, manifest kept. The others are handed their values ready made and warmed
up, and only fill, print and write. `--quick` runs small counts, to see that it works.
Long because the ways, their runs and the table are read together.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import office
from benchmarks.deals import PAPER, REFERENCE
from benchmarks.report import surroundings
from generator.garbage import look_less_often

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to make papers. `what`: what comes out of a record; `counts`: records for each number of workers."""

    name: str
    what: str
    counts: tuple[tuple[int, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One measured run. `peak`: MB of the driving process, 0 for others than ours."""

    way: Way
    records: int
    workers: int
    seconds: float
    peak: float = 0.0

    @property
    def each(self) -> float:
        """Milliseconds a record."""
        return self.seconds / self.records * 1000


WARM = "docxtpl and LibreOffice, warm"
WORD, BOTH, PDF = "DOCX", "DOCX and PDF", "PDF"
OURS = (
    Way("Pactwright", WORD, ((1, (10, 150, 300, 1_000)), (2, (10, 150, 300, 1_000, 10_000)))),
    Way("Pactwright (Typst)", BOTH, ((1, (10, 100, 300)), (2, (10, 100, 300, 1_000)))),
)
PEERS = (
    Way("docxtpl", WORD, ((1, (10, 100)), (2, (10, 100)))),
    Way(WARM, BOTH, ((1, (10, 100)), (2, (100,)))),
    Way("docxtpl and LibreOffice, cold", BOTH, ((1, (10,)),)),
    Way("WeasyPrint alone, PDF only", PDF, ((1, (10,)), (2, (10,)))),
)
TURNS = 3
# What is held against another: by way and records; run in turn, for a computer that others use is not always as fast.
BY_WORKERS = (150, 300, 1_000)
IN_TURN = {"Pactwright": BY_WORKERS, "Pactwright (Typst)": (300,), WARM: (100,)}
# With compiled modules, as an installed program has them.
_COMPILED = str(Path(tempfile.gettempdir()) / "pactwright-benchmark-compiled")
_ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": _COMPILED}
QUICK = {10: 4, 100: 5, 150: 6, 300: 7, 1_000: 8, 10_000: 10}


def main() -> None:
    """Run what is asked for and write the table and the picture."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small counts, printed and not written")
    parser.add_argument("--one", nargs=4, metavar=("WAY", "RECORDS", "WORKERS", "FOLDER"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    look_less_often()  # as the command line has it, and so for all ways
    if chosen.one:
        name, records, workers, folder = chosen.one
        print(json.dumps(_RUNS[name](int(records), int(workers), Path(folder))))
        return
    ways = [*OURS, *PEERS]
    jobs = [(way, workers, count) for way in ways for workers, counts in way.counts for count in counts]
    turns = sorted((job for job in jobs if job[2] in IN_TURN.get(job[0].name, ())), key=lambda job: (job[0].what, job[2]))
    lines: list[Line] = []
    for way, workers, count in sorted([*jobs, *turns * (TURNS - 1)], key=lambda job: job[2] > 1_000):  # the longest run comes last
        if "LibreOffice" in way.name and not office.is_installed():
            print(f"not measured, for want of LibreOffice with its bridge (python3-uno): {way.name}", file=sys.stderr)
            continue
        records = QUICK[count] if chosen.quick else count
        line = run(way, records, workers)
        print(f"{way.name}, {way.what}, {workers}: {records:,} in {line.seconds:.1f} s, {line.each:.1f} ms each", file=sys.stderr)
        lines.append(line)
    lines = [_middle(group) for group in _same(lines)]
    lines.sort(key=lambda line: (ways.index(line.way), line.workers, line.records))
    print(text := table(lines))
    if not chosen.quick:
        (DOCS / "batch-speed.md").write_text(text, encoding="utf-8")
        plot(lines, DOCS / "batch-speed.png")


def _same(lines: Sequence[Line]) -> list[list[Line]]:
    """The runs of each line of the table."""
    groups: dict[tuple[str, int, int], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.way.name, line.workers, line.records), []).append(line)
    return list(groups.values())


def _middle(group: list[Line]) -> Line:
    """The run that took as long as the middle of them."""
    return sorted(group, key=lambda line: line.seconds)[len(group) // 2]


def run(way: Way, records: int, workers: int) -> Line:
    """One run in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        words = [sys.executable, "-m", "benchmarks.batch", "--one", way.name, str(records), str(workers), folder]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, env=_ENVIRONMENT)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Line(way, records, workers, **json.loads(done.stdout.splitlines()[-1]))


# Ours ----------------------------------------------------------------------------------------------------------------------


def _ours(formats: tuple[str, ...]) -> Callable[[int, int, Path], dict[str, float]]:
    def made(records: int, workers: int, folder: Path) -> dict[str, float]:
        from generator.batch import Order, read_sources, run_batch

        source = folder / "deals.jsonl"
        with source.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{text}\n" for text in REFERENCE.each(records))  # never all at once: the memory is measured
        begun = time.perf_counter()
        summary = run_batch(read_sources([source]), Order(str(folder / "out"), (PAPER,), formats), workers=workers)
        seconds = time.perf_counter() - begun
        if summary.counts.get("new") != records:
            raise RuntimeError(f"{records} records, and made were {summary.counts}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
        return {"seconds": seconds, "peak": peak}

    return made


# Others --------------------------------------------------------------------------------------------------------------------

_ready: dict[str, Any] = {}  # what a worker of another way needs; processes are forked, so they have it


def _documents(records: int) -> list[Any]:
    from benchmarks.rows import drafted

    return [drafted(text) for text in REFERENCE.deals(records)]


def _fill(n: int) -> int:
    """One paper by docxtpl, written."""
    content = _ready["template"].fill(_ready["contexts"][n])
    (_ready["folder"] / f"{n}.docx").write_bytes(content)
    return len(content)


def _fill_and_print(n: int) -> int:
    size = _fill(n)
    if "office" not in _ready:
        folder = _ready["folder"] / f"office-{multiprocessing.current_process().pid}"
        folder.mkdir(exist_ok=True)
        _ready["office"] = office.Office(folder)
    _ready["office"].pdf((_ready["folder"] / f"{n}.docx").read_bytes())
    return size


def _fill_and_print_cold(n: int) -> int:
    """LibreOffice started for each paper, as a script without a server does."""
    size = _fill(n)
    profile = f"-env:UserInstallation=file://{_ready['folder']}/profile"
    source = _ready["folder"] / f"{n}.docx"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(_ready["folder"]), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return size


def _print_page(n: int) -> int:
    import weasyprint

    content = weasyprint.HTML(string=_ready["pages"][n]).write_pdf(pdf_variant="pdf/a-3a", custom_metadata=True)
    (_ready["folder"] / f"{n}.pdf").write_bytes(content)
    return len(content)


def _template(records: int) -> None:
    from benchmarks.template import context, make_template, paragraphs, regrouped

    shaped = [regrouped(paragraphs(document)) for document in _documents(records)]
    _ready["template"], _ready["contexts"] = make_template(shaped[0]), [context(one) for one in shaped]


def _pages(records: int) -> None:
    from generator.writers.html import page
    from generator.writers.weasyprint_pdf import FONTS

    fonts = (ROOT / "templates" / "fonts").as_uri() + "/"
    _ready["pages"] = [page(document, for_print=True).replace(FONTS, fonts) for document in _documents(records)]


def _theirs(prepare: Callable[[int], None], work: Callable[[int], int]) -> Callable[[int, int, Path], dict[str, float]]:
    def made(records: int, workers: int, folder: Path) -> dict[str, float]:
        prepare(records)
        _ready["folder"] = folder
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
            list(pool.map(work, [0] * workers * 2))  # warm
            begun = time.perf_counter()
            list(pool.map(work, range(records), chunksize=1))
            return {"seconds": time.perf_counter() - begun}

    return made


_RUNS: dict[str, Callable[[int, int, Path], dict[str, float]]] = {
    "Pactwright": _ours(("docx",)),
    "Pactwright (Typst)": _ours(("docx", "pdf")),
    "docxtpl": _theirs(_template, _fill),
    "docxtpl and LibreOffice, warm": _theirs(_template, _fill_and_print),
    "docxtpl and LibreOffice, cold": _theirs(_template, _fill_and_print_cold),
    "WeasyPrint alone, PDF only": _theirs(_pages, _print_page),
}


# The report ----------------------------------------------------------------------------------------------------------------


def table(lines: Sequence[Line]) -> str:
    """The table, what is extrapolated marked, and the bars."""
    rows = [
        "# Speed of batches",
        "",
        f"Made by `python -m benchmarks.batch`. Each record is {REFERENCE.name}, of its own names, sums and lengths; each line one",
        "run in a process of its own. Ours is the whole run: processes started, deals read and checked, files flushed to the disk,",
        "manifest kept. The others are handed their values ready made and are warm before the clock starts. ≈ marks what is",
        "extrapolated from the line above it. What the ratios below hold against each other is",
        f"the middle of {TURNS} runs in turn, but for the longest runs and docxtpl alone. A worker is a process started afresh: it loads",
        "the program and the library and fills its first paper from nothing, so 2 workers pay from some hundred records on.",
        "",
        surroundings(),
        "",
        "| way | out | workers | records | seconds | ms each | records a minute | parent, MB |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for n, line in enumerate(lines):
        rows.append(_row(line, ""))
        last = n + 1 == len(lines) or (lines[n + 1].way, lines[n + 1].workers) != (line.way, line.workers)
        if last and line.way in PEERS and line.records < 1_000:
            rows.append(_row(Line(line.way, 1_000, line.workers, line.each), "≈ "))
    return "\n".join([*rows, "", *_bars(lines)]) + "\n"


def _row(line: Line, mark: str) -> str:
    peak = f"{line.peak:,.0f}" if line.peak else ""
    rate = 60_000 / line.each
    return (
        f"| {line.way.name} | {line.way.what} | {line.workers} | {line.records:,} | {mark}{line.seconds:,.1f} | {line.each:,.1f} "
        f"| {rate:,.0f} | {peak} |"
    )


def _bars(lines: Sequence[Line]) -> list[str]:
    """The bars of the design, as ratios of this run."""
    at = {(line.way.name, line.workers, line.records): line for line in lines}

    def most_of(name: str) -> int:
        return max((line.records for line in lines if line.way.name == name and line.workers == 1), default=0)

    most, most_of_both = most_of("Pactwright"), most_of("Pactwright (Typst)")

    def ratio(words: str, one: tuple[str, int, int], other: tuple[str, int, int], bar: str, what: str = "each") -> list[str]:
        if one not in at or other not in at or not getattr(at[other], what):
            return []
        return [f"- {words}: {getattr(at[one], what) / getattr(at[other], what):.2f} × ({bar})"]

    def by_workers(name: str, out: str, count: int) -> list[str]:
        return ratio(f"{out}, 1 worker against 2, {count:,} records, time", (name, 1, count), (name, 2, count), "bar: at least 1.8")

    peers = max((line.records for line in lines if line.way.name == "docxtpl"), default=0)
    largest = max((line.records for line in lines if line.way.name == "Pactwright" and line.workers == 2), default=0)
    return [
        *(line for count in BY_WORKERS for line in by_workers("Pactwright", WORD, count)),
        *by_workers("Pactwright (Typst)", BOTH, most_of_both),
        *ratio(f"{BOTH}, docxtpl with warm LibreOffice against ours, {peers} and {most_of_both:,} records, 1 worker, time a record",
               (WARM, 1, peers), ("Pactwright (Typst)", 1, most_of_both), "bar: at least 3"),
        *ratio(f"{WORD}, docxtpl against ours, {peers} and {most:,} records, 1 worker, time a record", ("docxtpl", 1, peers),
               ("Pactwright", 1, most), "the bar for one deal is 4, and a batch also reads, flushes and keeps its manifest"),
        *ratio(f"memory of the parent, {largest:,} records against {most:,}", ("Pactwright", 2, largest), ("Pactwright", 2, most),
               "bar: at most 1.1", "peak"),
    ]  # fmt: skip


def plot(lines: Sequence[Line], path: Path) -> None:
    """Milliseconds a record of each way at its largest count. Writes a PNG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    largest: dict[tuple[str, str, int], Line] = {}
    for line in lines:
        key = (line.way.what, line.way.name, line.workers)
        if key not in largest or largest[key].records < line.records:
            largest[key] = line
    shown = [largest[key] for key in sorted(largest, reverse=True)]
    figure, axes = pyplot.subplots(figsize=(9, 0.9 + 0.42 * len(shown)))
    for at, line in enumerate(shown):
        axes.barh(at, line.each, height=0.6, color="#2f6f8f" if line.way in OURS else "#9a9a9a")
        axes.text(line.each * 1.05, at, f"{line.each:,.0f} ms", va="center", fontsize=8)
    axes.set_xscale("log")
    labels = [
        f"{line.way.what}: {line.way.name}, {line.workers} worker{'s' if line.workers > 1 else ''}, {line.records:,}" for line in shown
    ]
    axes.set_yticks(range(len(shown)), labels, fontsize=8)
    axes.set_xlabel("milliseconds a record, logarithmic", fontsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, dpi=120, metadata={"Software": None})
    pyplot.close(figure)


if __name__ == "__main__":
    main()
