"""What a terminal completes while somebody types: commands, and the words of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from generator.interview.screen import COMMANDS, Ask


class Words(Completer):
    """Completes commands after a colon, and the words of a question."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        typed = document.text_before_cursor
        if typed.startswith(":"):
            yield from (
                Completion(f":{name}", -len(typed), display_meta=says) for name, says in COMMANDS.items() if f":{name}".startswith(typed)
            )
            return
        last = re.split(r"[,;]\s*", typed)[-1] if not self.ask.fault(typed) else typed
        if not last:
            return
        wanted = last.casefold()
        for word in self.ask.words:
            if word.casefold().startswith(wanted) and word.casefold() != wanted:
                yield Completion(word, -len(last))
