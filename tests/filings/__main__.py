"""`python -m tests.filings`: what of the filed agreements the deal file can say, and whether the claims hold; exit status 1 if not."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import load_library
from tests.filings.coverage import cover
from tests.filings.table import as_json, markdown, text

FOLDER = Path(__file__).parents[2] / "examples" / "filings"
FORMATS = {"text": text, "markdown": markdown, "json": as_json}


def main(arguments: list[str] | None = None) -> int:
    """0 when every claim holds and enough triggers are native, else 1; what does not hold is told in each format."""
    parser = argparse.ArgumentParser(prog="python -m tests.filings", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="deals, with their terms in its folder “terms”")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--markdown", dest="format", action="store_const", const="markdown", help="the table for a README")
    chosen = parser.parse_args(arguments)
    coverage = cover(chosen.folder, load_library())
    print(FORMATS[chosen.format](coverage), end="")
    if chosen.format == "markdown":  # goes into a page, so faults go elsewhere
        print(*coverage.wrong, sep="\n", end="\n" if coverage.wrong else "", file=sys.stderr)
    return 0 if coverage.enough and not coverage.wrong else 1


if __name__ == "__main__":
    sys.exit(main())
