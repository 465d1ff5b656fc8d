"""The command: opens the deal file, chooses the screen, runs the talk, and says how to go on."""

from __future__ import annotations

import os
import shlex
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from generator.deal import DealError, Fault
from generator.deal.alliance import SideName
from generator.interview import keep
from generator.interview.fold import look
from generator.interview.look import Look
from generator.interview.plan import Plan, make_plan
from generator.interview.screen import Screen, WideScreen
from generator.library import Library, load_library
from generator.library.question import load_questions
from generator.values import nearest

DONE, NOT_DONE, BROKEN_OFF = 0, 2, 130


def interview(
    path: Path,
    folders: tuple[Path, ...],
    on: str,
    *,
    deep: bool = False,
    section: str = "",
    by: SideName | None = None,
    plain: bool = False,
    answers: Path | None = None,
    defaults: bool = False,
) -> int:
    """Hold an interview on a deal file; returns the exit code. Raises DealError, LibraryError, OSError."""
    own = keep.deal_path(path, by)
    if not own.parent.is_dir():
        raise DealError([Fault("", f"there is no folder “{own.parent}”; make it first", str(own))])
    try:
        with keep.lock(own):
            # The first question needs no clause. Those of a house are read at once, for what is wrong with them is told first.
            library = load_library(*folders) if folders else _when_needed()
            plan = make_plan(load_questions(*folders), library)
            opened = keep.opened(path, plan, by, on)
            opened = replace(opened, state=replace(opened.state, deep=opened.state.deep or deep))
            topic = _topic(section, plan)
            if answers is not None or defaults:
                return _alone(opened, plan, answers, defaults, on, topic)
            return _talk(_screen(plain), opened, plan, on, topic, path, by)
    except keep.InUse as error:
        click.echo(str(error), err=True)
        return NOT_DONE


def _when_needed() -> Callable[[], Library]:
    """Our own library, read once, by whichever thread needs it first."""
    reading = threading.Lock()
    found: list[Library] = []

    def texts() -> Library:
        with reading:
            if not found:
                found.append(load_library())
        return found[0]

    return texts


def _topic(section: str, plan: Plan) -> str:
    """The id of a section. Raises DealError with the nearest."""
    topics = plan.questions.topics
    if section and section.casefold() not in topics:
        raise DealError(
            [Fault("", f"--section: there is no section “{section}”{nearest(section.casefold(), topics)}; there are {', '.join(topics)}")]
        )
    return section.casefold()


def _screen(plain: bool) -> Screen:
    """A terminal where there is one, plain lines elsewhere."""
    if plain or not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        from generator.interview.plain import Plain

        return Plain()
    from generator.interview.terminal import Terminal

    return Terminal()


def _quick(screen: Screen, now: Look) -> Screen:
    """The screen; where somebody sits at it, with what the first answer needs loaded meanwhile."""
    if not isinstance(screen, WideScreen):
        return screen
    from generator.interview.warming import Warming

    return Warming(screen, now)


def _talk(screen: Screen, opened: keep.Opened, plan: Plan, on: str, section: str, path: Path, by: SideName | None) -> int:
    from generator.interview.dialogue import Dialogue, Left

    dialogue = Dialogue(screen, opened, plan, on, section)
    dialogue.screen = _quick(screen, dialogue.now)
    code = DONE
    try:
        screen.tell(*opened.notices, tone="warn")
        if opened.is_new:
            screen.tell(f"A new deal: {opened.path}. Each answer is saved as you give it.")
            screen.tell("Enter takes what is proposed, ? says why we ask, :help lists what else you can do.")
        while True:
            dialogue.run()
            if section and not dialogue.now.is_done:
                screen.tell("", f"That was {section.upper()}. {_left(len(dialogue.now.to_ask))}")
                break
            from generator.interview.ending import end

            if end(dialogue):
                break
    except KeyboardInterrupt:
        code = BROKEN_OFF
    except (EOFError, Left):
        pass
    goes_on = f"pactwright interview {shlex.quote(str(path))}{f' --by {by}' if by else ''}"
    if dialogue.opened.path.exists():
        screen.tell("", f"Saved. Go on with: {goes_on}")
    else:
        screen.tell("", "Nothing was answered, so nothing is saved.")
    return code


def _alone(opened: keep.Opened, plan: Plan, file: Path | None, defaults: bool, on: str, section: str) -> int:
    from generator.interview.unattended import Answers, fill, read_answers

    for notice in opened.notices:
        click.echo(notice, err=True)
    filled = fill(look(opened.state, plan), read_answers(file, plan) if file else Answers({}), defaults, on, section)
    keep.save(opened, filled.now)
    if filled.unused:
        click.echo(f"Not asked as the other answers stand, so not used: {', '.join(filled.unused)}", err=True)
    click.echo(str(opened.path))
    click.echo(f"{filled.answered} questions answered. {_left(len(filled.now.to_ask))}", err=True)
    return DONE


def _left(n: int) -> str:
    return "None is left." if not n else f"{n} question{' is' if n == 1 else 's are'} left."
