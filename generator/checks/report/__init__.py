"""Reports of checks. One file with a line `FORMAT = "…"` is one format: it turns a Report into text."""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Protocol, cast

from generator.checks.report.report import Report, make_report

__all__ = ["Report", "ReportFormat", "make_report", "names", "report_format"]

_FORMAT = re.compile(r'^FORMAT = "(\w+)"$', re.MULTILINE)


class ReportFormat(Protocol):
    """What a file of this folder offers."""

    FORMAT: str

    def write(self, report: Report) -> str:
        """A report -> text without a line break at its end: same report, same text."""
        ...


@cache
def _modules() -> dict[str, str]:
    """Format to the name of its module, found in the text of the file: what is not asked for is not imported."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        if match := _FORMAT.search((files(__name__) / f"{module.name}.py").read_text(encoding="utf-8")):
            found[match[1]] = module.name
    return dict(sorted(found.items()))


def names() -> tuple[str, ...]:
    """The formats there are, sorted."""
    return tuple(_modules())


def report_format(name: str) -> ReportFormat:
    """The format of a name in `names()`, imported now. Raises KeyError."""
    return cast(ReportFormat, import_module(f"{__name__}.{_modules()[name]}"))
