"""The interview in a terminal: lists with arrows, completion, and a sentence below what is typed when it is no answer.

Nothing is drawn over what stands above: each entry is drawn below the last line, and when it is answered a line with the
answer takes its place. The terminal is not asked where its cursor is, so that simple ones do as well.
"""

from __future__ import annotations

import shutil

from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.output import Output
from prompt_toolkit.output.defaults import create_output
from prompt_toolkit.renderer import print_formatted_text

from generator.interview.entry import STYLE, WIDEST, Entry, wrapped
from generator.interview.screen import Answer, Ask, Command, Tone
from generator.values import show_hidden

_TONES: dict[Tone, str] = {"text": "", "title": "class:title", "asks": "class:asks", "quiet": "class:quiet", "warn": "class:warn"}


class Terminal:
    """A screen on the terminal that standard input and output are."""

    def __init__(self, input: Input | None = None, output: Output | None = None) -> None:
        self.input = input or create_input()
        self.output = output or create_output()

    def tell(self, *lines: str, tone: Tone = "text") -> None:
        for line in lines:
            for part in wrapped(show_hidden(line), self.width):
                self._print([(_TONES[tone], part)])

    def ask(self, ask: Ask) -> Answer:
        if ask.label:
            self.tell(ask.label, tone="asks")
        if not ask.choices and ask.shown:
            self.tell(f"Enter: {ask.shown}{f' ({ask.because})' if ask.because else ''}", tone="quiet")
        elif ask.because and ask.default:
            marked = f"{len(ask.default)} are marked" if ask.many and len(ask.default) > 1 else f"Proposed: {ask.shown}"
            self.tell(f"{marked} ({ask.because})", tone="quiet")
        if ask.hint:
            self.tell(ask.hint, tone="quiet")
        entry = Entry(ask, self.input, self.output)
        answer = entry.run()
        is_command = isinstance(answer, Command) and answer.name != "take"
        said = f":{answer.name} {answer.rest}".rstrip() if isinstance(answer, Command) and is_command else entry.said(answer)
        for part in wrapped(f"› {show_hidden(said)}", self.width):
            self._print([("class:mark", part)])
        return answer

    @property
    def width(self) -> int:
        return min(WIDEST, shutil.get_terminal_size((80, 24)).columns - 1)

    def _print(self, text: list[tuple[str, str]]) -> None:
        print_formatted_text(self.output, FormattedText([*text, ("", "\n")]), style=STYLE)
