"""Build the covering set and judge every draft: `python -m tests.covering [--library FOLDER]`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from generator import load_library
from tests.covering.report import report
from tests.covering.run import cover


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 when every place was reached and no draft has a fault, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.covering", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--library", type=Path, action="append", default=[], metavar="FOLDER", help="a house folder laid over the library")
    chosen = parser.parse_args(arguments)
    start = time.monotonic()


    def progress(line: str) -> None:
        print(f"{time.monotonic() - start:4.0f} s  {line}", file=sys.stderr, flush=True)

    covered = cover(load_library(*chosen.library), progress=progress)
    print("\n".join(report(covered, time.monotonic() - start)))
    return 1 if covered.errors or covered.unreached else 0


if __name__ == "__main__":
    sys.exit(main())
