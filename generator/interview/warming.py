"""While somebody reads the first question on the screen, what the first answer needs is loaded: it comes as quickly as the others."""

from __future__ import annotations

import threading
from importlib import import_module

from generator.interview.look import Look
from generator.interview.screen import Answer, Ask, Tone, WideScreen

NEEDED = ("generator.document.draft", "generator.interview.effect")
WAITS = 0.3  # seconds until the question stands on the screen


class Warming:
    """A screen whose first question has clauses read, and the draft made that an effect is told against, by another thread.

    An answer is handed on when no module is being imported: where two threads import at once, each may wait for what the other
    has begun, and then Python lets one of them have a module that is half there.
    """

    def __init__(self, screen: WideScreen, now: Look) -> None:
        self.screen, self._now = screen, now
        self._importing = threading.Lock()
        self._begun = False

    @property
    def width(self) -> int:
        return self.screen.width

    def tell(self, *lines: str, tone: Tone = "text") -> None:
        self.screen.tell(*lines, tone=tone)

    def ask(self, ask: Ask) -> Answer:
        if not self._begun:
            self._begun = True
            thread = threading.Timer(WAITS, self._warm)
            thread.daemon = True
            thread.start()
        answer = self.screen.ask(ask)
        self._import()
        return answer

    def _import(self) -> None:
        with self._importing:
            for module in NEEDED:
                import_module(module)

    def _warm(self) -> None:
        self._import()
        self._now.plan.texts()
        _ = self._now.drafted
