"""What was measured, as a table in Markdown and as a picture."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks import office
from benchmarks.deals import Reference
from benchmarks.measure import Measured

PACKAGES = ("docxtpl", "python-docx", "lxml", "Jinja2", "weasyprint", "typst", "pydantic")


def surroundings() -> str:
    """The computer and the versions, as one line."""
    found = [f"{os.cpu_count()} cores", f"{platform.system()} {platform.machine()}", f"Python {platform.python_version()}"]
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    if office.is_installed():
        found.append(office.version())
    return " · ".join(found)


def table(rows: Sequence[Measured], words: Mapping[Reference, int]) -> str:
    """The table with what is needed to read it."""
    lines = [
        "# Speed",
        "",
        "Made by `make benchmark`. Measured on "
        + " and ".join(f"`examples/{one.path.name}` in its {one.posture} texts ({n:,} words)" for one, n in words.items())
        + "; where no other is named, on the first.",
        "Each line is one run in one process, the two ways in turn, with deals that differ in their values. Times are medians;",
        "the ratio is the median of the ratios of pairs, with the middle half in brackets. Trust the ratios: times are of one computer.",
        "",
        surroundings(),
        "",
        "| what | against | ours, ms | theirs, ms | ratio | bar | kept | runs |",
        "|---|---|--:|--:|--:|--:|---|--:|",
    ]
    for row in rows:
        low, high = row.spread
        theirs, ratio = (f"{row.theirs:,.0f}", f"{row.ratio:.2f} ({low:.2f}–{high:.2f})") if row.theirs else ("", "")
        bar = "" if not row.bar else f"{row.bar:.2f}" if row.theirs else f"{row.bar:,.0f} ms"
        kept = "" if not row.bar else "yes" if row.holds else "no"
        lines.append(f"| {row.name} | {row.against} | {row.ours:,.0f} | {theirs} | {ratio} | {bar} | {kept} | {row.runs} |")
    return "\n".join(lines) + "\n"


def plot(rows: Sequence[Measured], path: Path) -> None:
    """A bar for each ratio, with its bar as a line. Writes a PNG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    shown = [row for row in rows if row.theirs][::-1]
    figure, axes = pyplot.subplots(figsize=(9, 0.9 + 0.75 * len(shown)))
    for at, row in enumerate(shown):
        axes.barh(at, row.ratio, height=0.5, color="#2f6f8f" if row.holds else "#b5542e")
        axes.text(row.ratio + 0.01, at, f"{row.ratio:.2f} ×", va="center")
        if row.bar:
            axes.plot([row.bar, row.bar], [at - 0.38, at + 0.38], color="black", linewidth=2)
    axes.axvline(1, color="#888888", linewidth=0.8, linestyle="--")
    axes.set_yticks(range(len(shown)), [f"{row.name}\nagainst {_folded(row.against)}" for row in shown], fontsize=8)
    axes.set_xlabel("our time as a multiple of theirs; black: the bar; dashed: as fast as theirs", fontsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, dpi=120, metadata={"Software": None})
    pyplot.close(figure)


def _folded(words: str) -> str:
    return words.replace(": ", ":\n", 1)
