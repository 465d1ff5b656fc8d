"""Rules about the source files themselves: their length, their names, their docstrings."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST = 300
BANNED = {"utils", "util", "helpers", "helper", "manager", "managers", "handler", "handlers"}


def python_files() -> list[Path]:
    """All Python files of the program and its tests."""
    folders = ("generator", "clause_library", "templates", "tests", "benchmarks")
    files = [*ROOT.glob("*.py"), *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))]
    assert len(files) > 10
    return sorted(files)


def too_long(source: str) -> bool:
    """Whether a file is long and its docstring does not say why ("Long because …")."""
    return source.count("\n") > LONGEST and "Long because" not in (ast.get_docstring(ast.parse(source)) or "")


def undocumented(source: str) -> Iterator[str]:
    """The module itself and its public functions, where they go without a word of explanation."""
    module = ast.parse(source)
    if not ast.get_docstring(module):
        yield "the module"
    for node in module.body:
        is_public = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
        # The module of a check is its manual; its `check` has nothing to add.
        is_public = is_public and not (node.name == "check" and is_check(module))
        if is_public and not ast.get_docstring(node):
            yield node.name


def is_check(module: ast.Module) -> bool:
    return any(isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ID" for node in module.body)


def empty_name(path: Path) -> str | None:
    """The part of a path that says nothing about what is inside."""
    words = (word for part in path.with_suffix("").parts for word in part.lower().split("_"))
    return next((word for word in words if word in BANNED), None)


def test_long_files_say_why() -> None:
    found = [str(path.relative_to(ROOT)) for path in python_files() if too_long(path.read_text(encoding="utf-8"))]
    assert not found, f"over {LONGEST} lines without “Long because …” in the docstring: {', '.join(found)}"


def test_modules_and_public_functions_have_docstrings() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in python_files()
        if path.is_relative_to(ROOT / "generator") or path.parent == ROOT
        for name in undocumented(path.read_text(encoding="utf-8"))
    ]
    assert not found, "no docstring:\n" + "\n".join(found)


def test_names_say_what_is_inside() -> None:
    found = [str(path.relative_to(ROOT)) for path in python_files() if empty_name(path.relative_to(ROOT))]
    assert not found, f"name it after what it does: {', '.join(found)}"


def test_the_rules_see_what_they_forbid() -> None:
    lines = "x = 1\n" * LONGEST
    assert not too_long(lines)
    assert too_long(lines + "y = 2\n")
    assert not too_long('"""A table. Long because it is one table."""\n' + lines)

    assert list(undocumented('"""M."""\ndef a():\n    """A."""\ndef _b(): ...\n')) == []
    assert list(undocumented("def a(): ...\nasync def b(): ...\n")) == ["the module", "a", "b"]


@pytest.mark.parametrize("path", ["generator/utils.py", "generator/checks/text_helpers.py", "tests/handlers/docx.py"])
def test_empty_names_are_found(path: str) -> None:
    assert empty_name(Path(path))
    assert not empty_name(Path("generator/exit/matrix.py"))
