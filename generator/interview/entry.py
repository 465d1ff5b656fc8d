"""One thing asked for in a terminal: what is drawn, and what each key does.

Long because what a key does depends on what is drawn.
"""

from __future__ import annotations

import re
import textwrap

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app
from prompt_toolkit.buffer import Buffer, CompletionState
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.filters import Condition, has_completions
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.bindings.basic import load_basic_bindings
from prompt_toolkit.key_binding.bindings.emacs import load_emacs_bindings
from prompt_toolkit.layout import BufferControl, ConditionalContainer, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.menus import CompletionsMenu
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from generator.interview.screen import TAKE, Answer, Ask, Choice, Command, Refused, meant, read_answer
from generator.interview.completion import Words
from generator.values import show_hidden
from generator.values.text import hidden_at

WIDEST = 92
STYLE = Style.from_dict({
    "title": "bold ansicyan", "asks": "bold", "quiet": "ansibrightblack", "warn": "ansiyellow", "text": "",
    "at": "bold ansicyan", "bar": "ansibrightblack", "error": "ansired", "mark": "ansicyan",
    "completion-menu": "noreverse", "completion-menu.completion": "", "completion-menu.completion.current": "reverse",
    "scrollbar.background": "", "scrollbar.button": "reverse",
})  # fmt: skip


def wrapped(line: str, width: int) -> list[str]:
    """A line in as many as it needs; what it is indented by, all are.

    >>> wrapped("  1 a list of several words", 20)
    ['  1 a list of', '    several words']
    """
    indent = re.match(r"\s*(?:[-–›•*]\s+|\d{1,2}\s+)?", line)
    width = max(width, 20)
    inner = " " * min(len(indent[0]) if indent else 0, width // 2)
    # A word stays whole, so that a path or a command can be copied; the terminal breaks it if it must.
    return textwrap.wrap(line, width, subsequent_indent=inner, break_long_words=False, break_on_hyphens=False) or [""]


class Entry:
    """One thing asked for, from its first drawing to its answer."""

    def __init__(self, ask: Ask, input: Input, output: Output) -> None:
        self.ask = ask
        self.entries: tuple[Choice, ...] = (*ask.choices, *ask.others) if ask.choices else ()
        taken = (ask.default,) if isinstance(ask.default, str) else ask.default or ()
        self.checked = {entry.id for entry in ask.choices if entry.id in taken}
        self.at = next((n for n, entry in enumerate(ask.choices) if entry.id in self.checked and not ask.many), 0)
        self.error = ""
        self.words = Words(ask)
        self.buffer = Buffer(completer=self.words, complete_while_typing=True, multiline=False, on_text_changed=self._typed)
        self.app: Application[Answer] = Application(
            layout=Layout(self._layout()),
            key_bindings=merge_key_bindings([load_basic_bindings(), load_emacs_bindings(), self._keys()]),
            style=STYLE,
            input=input,
            output=output,
            erase_when_done=True,
            include_default_pygments_style=False,
        )
        # Asking where the cursor is would wait for an answer that simple terminals never give.
        self.app.renderer.cpr_support = self.app.renderer.cpr_support.NOT_SUPPORTED
        self.app.ttimeoutlen = 0.05

    def run(self) -> Answer:
        return self.app.run(handle_sigint=False)

    def said(self, answer: Answer) -> str:
        """The answer in words."""
        if answer == TAKE:
            return self.ask.shown or "left out"
        if isinstance(answer, tuple):
            return ", ".join(entry.label for entry in self.ask.choices if entry.id in answer) or "none"
        return next((entry.label for entry in self.ask.choices if entry.id == answer), str(answer))

    def _typed(self, _: object) -> None:
        self.error = ""

    # What is drawn

    def _layout(self) -> HSplit:
        control = BufferControl(self.buffer, input_processors=[BeforeInput(self._prefix)])
        parts = [
            Window(control, wrap_lines=True, dont_extend_height=True, height=Dimension(min=1)),
            ConditionalContainer(
                Window(FormattedTextControl(lambda: self._lines(self.error, "class:error")), dont_extend_height=True),
                Condition(lambda: bool(self.error)),
            ),
            CompletionsMenu(max_height=6, scroll_offset=1),
            Window(FormattedTextControl(self._bar), dont_extend_height=True, height=Dimension(max=2)),
        ]
        if self.entries:
            listed = FormattedTextControl(self._list, get_cursor_position=None, show_cursor=False)
            parts.insert(0, Window(listed, dont_extend_height=True, height=self._height))
        return HSplit(parts)

    def _prefix(self) -> StyleAndTextTuples:
        return [("class:mark", "› ")]

    def _size(self) -> tuple[int, int]:
        size = get_app().output.get_size()
        return max(size.columns, 20), max(size.rows, 6)

    def _height(self) -> Dimension:
        rows = self._size()[1]
        tall = len(self._drawn())
        return Dimension(min=min(3, tall), max=max(3, min(tall, rows - 5)), preferred=tall)

    def _drawn(self) -> list[tuple[int, str, str]]:
        """The lines of the list: entry, style, words. What an entry means is told of all when there is room, else of one."""
        columns, rows = self._size()
        whole = self._listed(columns, every=True)
        return whole if len(whole) <= rows - 7 else self._listed(columns, every=False)

    def _listed(self, columns: int, every: bool) -> list[tuple[int, str, str]]:
        width = min(columns - 1, WIDEST)
        lines: list[tuple[int, str, str]] = []
        for n, entry in enumerate(self.entries):
            if n == len(self.ask.choices):
                lines.append((-1, "class:quiet", "  " + "─" * min(24, width - 2)))
            style = "class:at" if n == self.at else ""
            mark = "›" if n == self.at else " "
            box = ("[x] " if entry.id in self.checked else "[ ] ") if self.ask.many and n < len(self.ask.choices) else ""
            head, *more = wrapped(f"{n + 1:2} {box}{show_hidden(entry.label)}", width - 2)
            lines.append((n, style, f"{mark} {head if n > 8 else ' ' + head.lstrip()}"))
            lines += [(n, style, f"     {line.strip()}") for line in more]
            if every or n == self.at:
                for means in entry.means:
                    lines += [
                        (n, "class:quiet", f"     {' ' * len(box)}{line}") for line in wrapped(show_hidden(means), width - 5 - len(box))
                    ]
        return lines

    def _list(self) -> StyleAndTextTuples:
        lines = self._drawn()
        fragments: StyleAndTextTuples = []
        last = max(n for n, (entry, _, _) in enumerate(lines) if entry == self.at)
        first = min(n for n, (entry, _, _) in enumerate(lines) if entry == self.at)
        for n, (_, style, words) in enumerate(lines):
            if n == (last if last - first < 4 else first):
                fragments.append(("[SetCursorPosition]", ""))
            fragments.append((style, words + ("\n" if n < len(lines) - 1 else "")))
        return fragments

    def _lines(self, words: str, style: str) -> StyleAndTextTuples:
        return [(style, "\n".join(wrapped(show_hidden(words), min(self._size()[0] - 1, WIDEST))))]

    def _bar(self) -> StyleAndTextTuples:
        """Where the user stands and what the keys do, on one line where both fit; what does not fit is left out."""
        width = self._size()[0] - 1
        if self.entries:
            keys = ["↑↓ and space choose, Enter takes them" if self.ask.many else "↑↓ choose, Enter takes it"]
        elif self.ask.shown:
            keys = ["Enter takes what is proposed", *(["Tab changes it"] if self.ask.edit else [])]
        else:
            keys = ["an answer is needed" if self.ask.needed else "Enter leaves it out"]
        keys += ["? why", ":help", "Shift-Tab back"]
        whole = " · ".join(filter(None, [self.ask.bar, *keys]))
        lines = [whole] if len(whole) <= width else [self.ask.bar, _fitting(keys, width)]
        return [("class:bar", "\n".join(show_hidden(line)[:width] for line in lines if line))]

    # What keys do

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        listed = Condition(lambda: bool(self.entries) and not self.buffer.complete_state)
        untyped = Condition(lambda: not self.buffer.text)
        completing = Condition(lambda: self.buffer.complete_state is not None)

        @keys.add("enter")
        def _(event: KeyPressEvent) -> None:
            self._enter()

        @keys.add("up", filter=listed & untyped)
        @keys.add("c-p", filter=listed & untyped)
        def _(event: KeyPressEvent) -> None:
            self._move(-1)

        @keys.add("down", filter=listed & untyped)
        @keys.add("c-n", filter=listed & untyped)
        def _(event: KeyPressEvent) -> None:
            self._move(1)

        @keys.add("home", filter=listed & untyped)
        def _(event: KeyPressEvent) -> None:
            self._move(-self.at)

        @keys.add("end", filter=listed & untyped)
        def _(event: KeyPressEvent) -> None:
            self._move(len(self.entries) - 1 - self.at)

        @keys.add("pagedown", filter=listed & untyped)
        def _(event: KeyPressEvent) -> None:
            self._move(min(6, len(self.entries) - 1 - self.at))

        @keys.add("pageup", filter=listed & untyped)
        def _(event: KeyPressEvent) -> None:
            self._move(-min(6, self.at))

        @keys.add(" ", filter=listed & untyped & Condition(lambda: self.ask.many))
        def _(event: KeyPressEvent) -> None:
            if self.at < len(self.ask.choices):
                self.checked ^= {self.entries[self.at].id}

        @keys.add("tab", filter=~completing)
        def _(event: KeyPressEvent) -> None:
            if not self.buffer.text and self.ask.edit:
                self.buffer.insert_text(self.ask.edit)
            elif found := [*self.words.get_completions(self.buffer.document, CompleteEvent(completion_requested=True))]:
                # At once, and not when there is time for it: who types fast has pressed Enter by then.
                self.buffer.complete_state = CompletionState(self.buffer.document, found)
                self.buffer.complete_next()

        @keys.add("tab", filter=has_completions)
        def _(event: KeyPressEvent) -> None:
            self.buffer.complete_next()

        @keys.add("s-tab", filter=~completing)
        def _(event: KeyPressEvent) -> None:
            self.app.exit(result=Command("back"))

        @keys.add("s-tab", filter=has_completions)
        def _(event: KeyPressEvent) -> None:
            self.buffer.complete_previous()

        @keys.add("?", filter=untyped)
        def _(event: KeyPressEvent) -> None:
            self.app.exit(result=Command("why"))

        @keys.add("<bracketed-paste>")
        def _(event: KeyPressEvent) -> None:
            # A paragraph is one line in a deal, so breaks of a text that is pasted become spaces.
            text = re.sub(r"[ \t]*[\r\n\t\u2028\u2029]+[ \t]*", " ", event.data).strip()
            hidden: list[str] = []
            while (at := hidden_at(text)) is not None:
                hidden.append(f"U+{ord(text[at]):04X}")
                text = text.replace(text[at], "")
            self.buffer.insert_text(text)
            if hidden:
                self.error = f"Left out of what you pasted, as it cannot be seen: {', '.join(hidden[:5])}. Look it over, then press Enter."

        @keys.add("c-c")
        @keys.add("<sigint>")
        def _(event: KeyPressEvent) -> None:
            self.app.exit(exception=KeyboardInterrupt)

        @keys.add("c-d", filter=untyped)
        def _(event: KeyPressEvent) -> None:
            self.app.exit(exception=EOFError)

        return keys

    def _move(self, by: int) -> None:
        self.at = (self.at + by) % len(self.entries)
        self.error = ""

    def _enter(self) -> None:
        try:
            self.app.exit(result=self._answer())
        except Refused as error:
            self.error = str(error)

    def _answer(self) -> Answer:
        """What Enter means as things stand. Raises Refused."""
        if self.buffer.text.strip():
            return read_answer(self.buffer.text, self.ask)
        if not self.entries:
            return read_answer("", self.ask)
        entry = self.entries[self.at]
        if self.at >= len(self.ask.choices):
            return meant(entry)
        answer: Answer = tuple(one.id for one in self.ask.choices if one.id in self.checked) if self.ask.many else meant(entry)
        return TAKE if answer == self.ask.default else answer


def _fitting(parts: list[str], width: int) -> str:
    """As many parts as fit a line, with dots between them.

    >>> _fitting(["Enter takes it", "? why", ":help"], 22)
    'Enter takes it · ? why'
    """
    line = parts[0]
    for part in parts[1:]:
        if len(line) + 3 + len(part) <= width:
            line += f" · {part}"
    return line
