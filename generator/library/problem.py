"""What is wrong in a library file, shown with its line and a caret."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `line` and `column` count from 1; column 0 means the whole line."""

    file: str
    line: int
    column: int
    message: str
    text: str = ""

    def __str__(self) -> str:
        head = f"{self.file}:{self.line}: {self.message}"
        if not self.text:
            return head
        caret = f"\n    {' ' * (self.column - 1)}^" if self.column else ""
        return f"{head}\n    {self.text}{caret}"


class LibraryError(Exception):
    """The library cannot be used. Carries every problem found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
