"""`python -m benchmarks`: measure, print the table, and write docs/benchmarks.md and docs/benchmarks.png."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.deals import LARGE, REFERENCE
from benchmarks.measure import Measured
from benchmarks.report import plot, table
from benchmarks.rows import both_rows, drafted, pdf_rows, start_rows, word_rows
from generator.document.lines import lines
from generator.garbage import look_less_often

# A run of each takes from 0.1 s to 10 s: many of the quick ones, some of the slow.
ROWS = {"word": (word_rows, 30), "both": (both_rows, 7), "pdf": (pdf_rows, 5), "start": (start_rows, 15)}


def main() -> None:
    """Measure what is asked for; the files are written only when all of it is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=ROWS, help="one group of lines, printed and not written")
    parser.add_argument("--runs", type=int, help="runs of each line instead of the usual number")
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "docs", help="folder for the table and the picture")
    chosen = parser.parse_args()
    look_less_often()  # as the command line has it, and so for all ways
    measured: list[Measured] = []
    for name in [chosen.only] if chosen.only else ROWS:
        make, runs = ROWS[name]
        for row in make(chosen.runs or runs):
            print(f"{row.name}: {row.ours:,.0f} ms" + (f", {row.ratio:.2f} × {row.against}" if row.theirs else ""), file=sys.stderr)
            measured.append(row)
    words = {one: sum(len(line.words.split()) for line in lines(drafted(one.deals(1)[0]))) for one in (REFERENCE, LARGE)}
    print(text := table(measured, words))
    if not chosen.only:
        (chosen.to / "benchmarks.md").write_text(text, encoding="utf-8")
        plot(measured, chosen.to / "benchmarks.png")


if __name__ == "__main__":
    main()
