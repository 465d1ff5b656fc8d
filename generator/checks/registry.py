"""The checks, found by looking in this folder: a module with an `ID` is a check. One file is one check."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Protocol, cast

from generator.checks.finding import ORDER, Finding, Level
from generator.checks.view import View
from generator.library.source import read_value
from generator.values import nearest, show_hidden


class Check(Protocol):
    """A check module: `ID`, `LEVEL`, `check`, and a docstring that is its manual and its test."""

    __name__: str
    __doc__: str | None
    ID: str
    LEVEL: Level

    def check(self, view: View) -> Iterator[Finding]: ...


class UnknownCheck(ValueError):
    """No check has the id, or begins with the letters, that somebody chose."""


@cache
def checks() -> dict[str, Check]:
    """All checks by id."""
    import generator.checks as package

    found: dict[str, Check] = {}
    for info in pkgutil.iter_modules(package.__path__):
        if info.ispkg:
            continue
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        if hasattr(module, "ID"):
            found[module.ID] = cast(Check, module)
    return dict(sorted(found.items()))


@lru_cache(maxsize=64)  # a batch chooses the same for each deal
def wanted(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Mapping[str, Check]:
    """The checks chosen by ids or beginnings of ids (“D-T”), all when none are. Raises UnknownCheck with the nearest id."""
    for id in (*select, *ignore):
        if not any(known.startswith(id) for known in checks()):
            near = nearest(id.upper(), checks())
            raise UnknownCheck(f"no check has the id “{show_hidden(id)}” or an id that begins so{near}; there are {', '.join(checks())}")
    return {
        id: check for id, check in checks().items()
        if (not select or id.startswith(select)) and not (ignore and id.startswith(ignore))
    }  # fmt: skip


def concerned(view: View, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Mapping[str, Check]:
    """The checks chosen, less those that none of the papers needs: nobody misses an exit in a page of one side's homework."""
    fronts = [view.bound.library.papers[kind].front for kind in view.papers]
    chosen = wanted(select, ignore)
    if not fronts or any(not front.checks for front in fronts):
        return chosen
    needed = tuple(id for front in fronts for id in front.checks)
    return {id: check for id, check in chosen.items() if id.startswith(needed)}


def run_checks(view: View, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> list[Finding]:
    """The findings of the checks chosen, as `wanted` chooses them, worst first. Raises UnknownCheck."""
    found = [_accepted(finding, view) for check in concerned(view, select, ignore).values() for finding in check.check(view)]
    found = list(dict.fromkeys(found))
    return sorted(found, key=lambda finding: (ORDER[finding.level], finding.id, finding.paths, finding.place, finding.message))


def _accepted(finding: Finding, view: View) -> Finding:
    for one in view.deal.accepted:
        if one.check == finding.id and (one.where is None or one.where in finding.paths or one.where == finding.place):
            words = f"{one.by}, {one.on}: {one.because}"
            return Finding(finding.id, finding.level, finding.message, finding.fix, finding.paths, finding.place, finding.law_pack, words)
    return finding


def samples(check: Check) -> dict[str, list[dict[str, Any]]]:
    """The samples of a check's docstring: under `Fails:` and `Passes:`, changes to the sample deal as YAML, one block each.

    A failing sample may say the message it expects under the key `says`.
    """
    found: dict[str, list[dict[str, Any]]] = {"Fails": [], "Passes": []}
    lines = (check.__doc__ or "").splitlines()
    for n, line in enumerate(lines):
        if match := re.fullmatch(r"(Fails|Passes):", line.strip()):
            block: list[str] = []
            for more in lines[n + 1 :]:
                if more.strip() and not more.startswith("    "):
                    break
                block.append(more[4:])
            found[match[1]].append(read_value("\n".join(block)) or {})
    return found


def manual(check: Check) -> tuple[str, str]:
    """Title and manual of a check, from its docstring without the samples; the manual on one line a paragraph."""
    title, _, rest = (check.__doc__ or "").partition("\n")
    words = re.split(r"^(?:Fails|Passes):$", rest, maxsplit=1, flags=re.MULTILINE)[0]
    return title, "\n".join(" ".join(paragraph.split()) for paragraph in words.strip().split("\n\n"))
