"""The interview in plain lines: numbered lists and typed lines, nothing redrawn. For screen readers, pipes and simple terminals."""

from __future__ import annotations

import sys
from typing import BinaryIO, TextIO

from generator.interview.screen import LONGEST, Answer, Ask, Refused, Tone, read_answer
from generator.values import show_hidden

# A line longer than any answer is cut there and refused, so that a file without line ends fills no memory.
_LINE = 4 * LONGEST + 100


class Plain:
    """Reads lines of UTF-8 and writes lines."""

    def __init__(self, source: BinaryIO | None = None, out: TextIO | None = None) -> None:
        self.source = source or sys.stdin.buffer
        self.out = out or sys.stdout
        # A terminal shows what is typed; from a pipe it is written, so that a record of the talk can be read.
        self.echoes = self.source.isatty()

    def tell(self, *lines: str, tone: Tone = "text") -> None:
        for line in lines:
            self._print(line)

    def ask(self, ask: Ask) -> Answer:
        if ask.label:
            self._print(ask.label)
        taken = (ask.default,) if isinstance(ask.default, str) else ask.default or ()
        for n, entry in enumerate(ask.choices, 1):
            self._print(f"  {n} {entry.label}{' (chosen)' if entry.id in taken else ''}")
            for line in entry.means:
                self._print(f"      {line}")
        if ask.choices and ask.others:
            others = enumerate(ask.others, len(ask.choices) + 1)
            self._print(f"  Or: {', '.join(f'{n} {other.label}' for n, other in others)}.")
        if ask.many and ask.choices:
            self._print("Numbers with commas, or “none”.")
        if ask.hint:
            self._print(ask.hint)
        if ask.shown:
            self._print(f"Enter: {ask.shown}{f' ({ask.because})' if ask.because else ''}")
        while True:
            line = self._line()
            try:
                return read_answer(line, ask)
            except Refused as error:
                self._print(str(error))

    def _line(self) -> str:
        """The next line. Raises EOFError at the end."""
        self.out.write("> ")
        self.out.flush()
        while True:
            content = self.source.readline(_LINE)
            if not content:
                self.out.write("\n")
                raise EOFError
            if len(content) == _LINE and not content.endswith(b"\n"):
                while content and not content.endswith(b"\n"):
                    content = self.source.readline(_LINE)
                self._print(f"That line is too long; {LONGEST:,} characters are allowed.")
            else:
                try:
                    text = content.decode("utf-8")
                    if not self.echoes:
                        self._print(text.rstrip("\r\n"))
                    return text
                except UnicodeDecodeError as error:
                    self._print(f"That line is not UTF-8 text (byte {error.start + 1}). Write it again.")
            self.out.write("> ")
            self.out.flush()

    def _print(self, line: str) -> None:
        encoding = self.out.encoding or "utf-8"
        self.out.write(show_hidden(line).encode(encoding, "replace").decode(encoding) + "\n")
