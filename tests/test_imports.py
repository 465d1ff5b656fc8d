"""The stages of the program import one way only: a stage knows what comes before it and nothing of what comes after."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER: tuple[tuple[str, ...], ...] = (
    ("values", "garbage"),
    ("deal",),
    ("library",),
    ("bind",),
    ("exit",),
    ("document",),
    ("fonts",),
    ("checks",),
    ("writers",),
    ("readback",),
    ("pipeline", "explain"),
    ("interview", "batch"),
    ("commands",),
    ("generator",),  # generator/__init__.py, the public names
    ("cli",),
)
RANK = {stage: rank for rank, stages in enumerate(ORDER) for stage in stages}


def stage_of(module: str) -> str | None:
    """The stage a module belongs to; None for modules of others. "generator.deal.part" is of "deal"."""
    top, *rest = module.split(".")
    if top == "generator":
        return rest[0] if rest else "generator"
    return module if top == "cli" else None


def imported(source: str, module: str, is_package: bool) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a module imports, at its top, in functions and for type checking."""
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*package[: len(package) + 1 - node.level], *filter(None, [node.module])]) if node.level else node.module or ""
            if base == "generator":
                yield from ((node.lineno, f"generator.{name.name}" if name.name in RANK else "generator") for name in node.names)
            else:
                yield node.lineno, base


def wrong_way(source: str, module: str, is_package: bool = False) -> list[str]:
    """What a module imports though it must not know of it, one sentence each."""
    own = stage_of(module)
    if own not in RANK:
        return [f"{module}: “{own}” has no place in ORDER"]
    found = []
    for line, name in imported(source, module, is_package):
        stage = stage_of(name)
        if name.split(".")[0] in {"tests", "benchmarks"}:
            found.append(f"{module}:{line}: imports {name}, which is not installed")
        elif stage is not None and stage not in RANK:
            found.append(f"{module}:{line}: imports {name}, and “{stage}” has no place in ORDER")
        elif stage is not None and stage != own and RANK[stage] >= RANK[own]:
            found.append(f"{module}:{line}: “{own}” imports {name}, which does not come before it")
    return found


def test_the_program_imports_one_way() -> None:
    found = []
    paths = [ROOT / "cli.py", *sorted((ROOT / "generator").rglob("*.py"))]
    assert len(paths) > 10
    for path in paths:
        parts = path.relative_to(ROOT).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        module = ".".join(parts[:-1] if is_package else parts)
        found += wrong_way(path.read_text(encoding="utf-8"), module, is_package)
    assert not found, "\n".join(found)


ALLOWED = {
    "an earlier stage": ("generator.bind.defaults", "from generator.library import Clause\nimport generator.values.date"),
    "its own stage": ("generator.deal.parties", "from generator.deal.part import Part\nfrom .part import Item\nfrom . import part"),
    "others": ("generator.values.date", "import re\nfrom jinja2 import nodes\nimport clinic"),
    "the public names": ("cli", "from generator import draft\nfrom generator.batch import plan"),
    "an earlier stage as a name": ("generator.bind.defaults", "from generator import deal, values"),
}
REFUSED = {
    "a later stage": ("generator.deal.parties", "from generator.bind import bind"),
    "a later stage in a function": ("generator.document.tree", "def f():\n    import generator.writers.docx"),
    "a later stage for types": (
        "generator.values.date",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from generator.deal import Deal",
    ),
    "a later stage, relatively": ("generator.exit.matrix", "from ..document import tree"),
    "a later stage, relatively, by name": ("generator.exit.matrix", "from .. import document"),
    "a later stage as a name": ("generator.exit.matrix", "from generator import document"),
    "a stage beside it": ("generator.batch.run", "from generator.interview import session"),
    "the public names": ("generator.writers.docx", "from generator import draft"),
    "the command line": ("generator.pipeline", "import cli"),
    "a command": ("generator.batch.run", "from generator.commands.given import house"),
    "a stage without a place": ("generator.pipeline", "from generator.utilities import nearest"),
    "the tests": ("generator.pipeline", "from tests.sample_document import sample"),
}


@pytest.mark.parametrize(("module", "source"), ALLOWED.values(), ids=ALLOWED)
def test_imports_from_the_left_are_allowed(module: str, source: str) -> None:
    assert wrong_way(source, module) == []


@pytest.mark.parametrize(("module", "source"), REFUSED.values(), ids=REFUSED)
def test_all_other_imports_are_refused(module: str, source: str) -> None:
    assert len(wrong_way(source, module)) == 1


def test_a_package_imports_relative_to_itself() -> None:
    assert wrong_way("from .part import Part\nfrom ..values import Date", "generator.deal", is_package=True) == []
    assert wrong_way("from ..bind import bind", "generator.deal", is_package=True) == [
        "generator.deal:1: “deal” imports generator.bind, which does not come before it"
    ]


def test_a_module_outside_the_order_is_refused() -> None:
    assert wrong_way("", "generator.extras.more") == ["generator.extras.more: “extras” has no place in ORDER"]
