"""What is loaded while somebody reads the first question is never loaded by two threads at once."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from generator.interview import warming
from generator.interview.screen import Answer, Ask, Screen, WideScreen
from generator.interview.warming import Warming


class _Typing:
    """A screen on which somebody answers as soon as the other thread imports."""

    width = 79

    def __init__(self, begun: threading.Event) -> None:
        self.begun = begun

    def tell(self, *lines: str, tone: str = "text") -> None: ...

    def ask(self, ask: Ask) -> Answer:
        assert self.begun.wait(10)
        return "Harbor"


def test_an_answer_waits_for_the_imports_of_the_other_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, importing, at_once = threading.Event(), set[int](), list[set[int]]()
    texts, drafted = threading.Event(), threading.Event()

    def slow(module: str) -> None:
        importing.add(threading.get_ident())
        at_once.append({*importing})
        begun.set()
        threading.Event().wait(0.05)  # long enough for the answer to be there meanwhile
        importing.discard(threading.get_ident())

    class Now:
        plan = SimpleNamespace(texts=texts.set)

        @property
        def drafted(self) -> None:
            drafted.set()

    monkeypatch.setattr(warming, "import_module", slow)
    monkeypatch.setattr(warming, "WAITS", 0)
    now: Any = Now()
    screen = Warming(_Typing(begun), now)
    assert screen.ask(Ask("Our name")) == "Harbor"
    assert not importing and all(len(threads) == 1 for threads in at_once)
    assert len({next(iter(threads)) for threads in at_once}) == 2  # the other thread, and then this one, which finds all there
    assert texts.wait(10) and drafted.wait(10)
    assert screen.ask(Ask("Their name")) == "Harbor" and len(at_once) == 3 * len(warming.NEEDED)  # begun once


def test_what_is_warmed_is_a_screen_for_somebody() -> None:
    now: Any = None
    screen: Screen = Warming(_Typing(threading.Event()), now)
    assert isinstance(screen, WideScreen) and screen.width == 79
