"""What a screen of the interview is: it tells lines and asks for one thing at a time. A terminal, plain lines, or a page later."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, runtime_checkable

from generator.values import nearest
from generator.values.text import hidden_at

Tone: TypeAlias = Literal["text", "title", "asks", "quiet", "warn"]
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a list. `id`: what is answered. `means`: lines below the label."""

    id: str
    label: str
    means: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """What a user does instead of answering. “take” is Enter alone: what is proposed."""

    name: str
    rest: str = ""


TAKE = Command("take")
# What is typed -> what it does, in the order in which help lists them.
COMMANDS: Mapping[str, str] = {
    "why": "why we ask, what a good answer is, and an example; “?” does the same",
    "notsure": "leave it open, with a note if you like: :notsure waiting for the board",
    "partner": "leave it open, to be asked of the other side: :partner do they have a mailbox?",
    "skip": "leave this question out",
    "default": "take what is proposed for the rest of this question",
    "rest": "take what is proposed for all questions that remain; stops where an answer is needed",
    "back": "to the field or question before; nothing is lost",
    "forward": "to the question after, answered or not",
    "go": "to a question or section: :go M16, :go S4",
    "review": "all answers; any of them can be changed from there",
    "draft": "the clauses that this question feeds, as they read now",
    "open": "everything that is open",
    "help": "this list",
    "quit": "leave; all answers are saved",
}
_WORDS = {"not sure": "notsure", "ask my partner": "partner", "skip": "skip", "skip this": "skip", "?": "why"}
OTHERS = (
    Choice(":notsure", "Not sure"),
    Choice(":partner", "Ask my partner"),
    Choice(":skip", "Skip this question"),
)  # fmt: skip


def _anything(text: str) -> str | None:
    return None


@dataclass(frozen=True)
class Ask:
    """One thing to be asked for.

    `label`: what is asked. `choices`: a list to pick from, several with `many`; other words too when `free`. `others`: entries
    below a rule. `default`: what Enter takes, as an id, ids or words; `shown`: the same for people, and `because` its reason.
    `hint`: how it is written. `words`: completions. `fault`: what is wrong with words typed, as a sentence. `edit`: the words
    to start from when what is proposed is to be changed. `bar`: where the user stands. `needed`: Enter alone is no answer when
    nothing is proposed.
    """

    label: str = ""
    choices: tuple[Choice, ...] = ()
    many: bool = False
    free: bool = False
    others: tuple[Choice, ...] = OTHERS
    default: str | tuple[str, ...] | None = None
    shown: str = ""
    because: str = ""
    hint: str = ""
    words: tuple[str, ...] = ()
    fault: Callable[[str], str | None] = _anything
    edit: str = ""
    bar: str = ""
    needed: bool = False


Answer: TypeAlias = str | tuple[str, ...] | Command


class Refused(ValueError):
    """What was typed is no answer; the message is a sentence for the user."""


class Screen(Protocol):
    """Raises KeyboardInterrupt when the user breaks off, EOFError when there is nothing more to read."""

    def tell(self, *lines: str, tone: Tone = "text") -> None: ...

    def ask(self, ask: Ask) -> Answer: ...


@runtime_checkable
class WideScreen(Screen, Protocol):
    """A screen that somebody sits at, of so many columns."""

    @property
    def width(self) -> int: ...


def read_answer(typed: str, ask: Ask) -> Answer:
    """What a user typed -> an answer: a command, the entry or entries of a list, or words. Raises Refused."""
    text = typed.strip()
    if not text and ask.needed and not ask.shown:
        raise Refused("This one is needed. Write it, or type :notsure, :partner or :skip.")
    if not text:
        return TAKE
    if (at := hidden_at(text)) is not None:
        raise Refused(f"What you typed or pasted has the character U+{ord(text[at]):04X}, which cannot be seen. Write it without.")
    if len(text) > LONGEST:
        raise Refused(f"That has {len(text):,} characters; {LONGEST:,} are allowed. Shorten it.")
    if (command := _command(text)) is not None:
        return command
    if ask.choices:
        try:
            return _picked(text, ask)
        except Refused:
            if not ask.free:
                raise
    if (fault := ask.fault(text)) is not None:
        raise Refused(sentence(fault))
    return text


def sentence(words: str) -> str:
    """A message as a sentence: a capital at its start, a stop at its end."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", ".”", "?”")) else ".")


def _command(text: str) -> Command | None:
    if text.casefold() in _WORDS:
        return Command(_WORDS[text.casefold()])
    if not text.startswith(":"):
        return None
    name, _, rest = text[1:].strip().partition(" ")
    known = [command for command in COMMANDS if command.startswith(name.casefold())] if name else []
    if name.casefold() in COMMANDS:
        return Command(name.casefold(), rest.strip())
    if len(known) == 1:
        return Command(known[0], rest.strip())
    raise Refused(f"There is no command “:{name}”{nearest(name, COMMANDS)}. Type :help for all of them.")


def _picked(text: str, ask: Ask) -> Answer:
    """The entry or entries of a list that are meant: by number, by id, by label or by its beginning."""
    if not ask.many:
        return _one(text, (*ask.choices, *ask.others))
    if text.casefold() in ("none", "nothing"):
        return ()
    if text.casefold() == "all":
        return tuple(choice.id for choice in ask.choices)
    found: list[str] = []
    parts = [text] if _exact(text, (*ask.choices, *ask.others)) else [part for part in re.split(r"[,;]\s*|\s+(?=\d)", text) if part]
    for part in parts:
        one = _one(part, (*ask.choices, *ask.others))
        if isinstance(one, Command):
            if len(parts) > 1:
                raise Refused(f"“{part}” stands alone, not in a list of answers.")
            return one
        found.append(one)
    return tuple(choice.id for choice in ask.choices if choice.id in found)


def _one(text: str, entries: Sequence[Choice]) -> str | Command:
    wanted = text.strip().casefold()
    if wanted.isdigit():
        if 1 <= int(wanted) <= len(entries):
            return meant(entries[int(wanted) - 1])
        raise Refused(f"There is no number {text.strip()}; write one from 1 to {len(entries)}.")
    exact = _exact(text, entries)
    begins = exact or [entry for entry in entries if entry.label.casefold().startswith(wanted)]
    if len(begins) == 1 or exact:
        return meant(begins[0])
    if begins:
        raise Refused(
            f"“{text.strip()}” could be {' or '.join(f'“{entry.label}”' for entry in begins[:3])}. Write more of it, or its number."
        )
    raise Refused(f"“{text.strip()}” is not in the list{nearest(text, [entry.label for entry in entries])}. Write a number or its words.")


def _exact(text: str, entries: Sequence[Choice]) -> list[Choice]:
    wanted = text.strip().casefold()
    return [entry for entry in entries if wanted in (entry.label.casefold(), entry.id.casefold())]


def meant(entry: Choice) -> str | Command:
    """What an entry of a list stands for."""
    return Command(entry.id[1:]) if entry.id.startswith(":") else entry.id
