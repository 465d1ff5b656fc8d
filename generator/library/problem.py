"""What is wrong in a library file, shown with its line and a caret."""

from __future__ import annotations


from msgspec import Struct

from generator.values import show_hidden


LONGEST = 400  # characters of a line that are shown


class Problem(Struct, frozen=True):
    """One fault. `line` and `column` count from 1; column 0 means the whole line, line 0 a folder."""

    file: str
    line: int
    column: int
    message: str
    text: str = ""

    def __str__(self) -> str:
        # A file of a stranger is quoted: what it says must not steer the terminal it is shown on.
        place = f"{self.file}:{self.line}" if self.line else self.file
        head = "\n".join(show_hidden(line) for line in f"{place}: {self.message}".split("\n"))
        if not self.text:
            return head
        start = max(0, self.column - 1 - LONGEST // 2)
        caret = f"\n    {' ' * len(_shown(self.text[start : self.column - 1]))}^" if self.column else ""
        return f"{head}\n    {_shown(self.text[start : start + LONGEST])}{caret}"


def _shown(line: str) -> str:
    """A line of a file with what cannot be seen spelt out, its tabs as they are."""
    return "\t".join(show_hidden(words) for words in line.split("\t"))


class LibraryError(Exception):
    """The library cannot be used. Carries every problem found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
