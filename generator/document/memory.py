"""What clauses were made into before, each with what it asked of the deal: asked the same and answered the same, it is the same again.

In a batch most clauses of most papers print the same words, for the values they read do not differ; here they are found again as
the very same objects, so that later passes, checks and writers may keep with them what they made of them. Nothing is looked up by
less than every answer a clause hung on: a changed value shows in every place it prints in.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, Literal, TypeVar

from generator.document.evaluate import Answers
from generator.document.hit import Hit, Question, is_whole, same_hit
from generator.document.rename import differs_in_names, renamed
from generator.library import Library

MOST_FORMS = 2  # of one name
T = TypeVar("T")


class Memory:
    """What was made for a library, by name; the forms of a name differ in the answers they hung on. Held within bounds."""

    def __init__(self, most_names: int) -> None:
        self.most_names = most_names
        self._forms: dict[object, tuple[tuple[dict[Question, Hit], Any], ...]] = {}
        self._writing = Lock()

    def made(
        self, name: object, answers: Answers, make: Callable[[dict[Question, Hit]], T | None], asked_by: dict[Question, Hit] | None = None,
        names_alone: bool = False,
    ) -> T | None:  # fmt: skip
        """What `make` makes, found again if it was made before with the same answers.

        `make` puts what it asks, and the answers, into the dictionary it is given, and reads nothing else that differs between
        deals, unless it is part of `name`. What it makes of more than that it may give as None: that is not kept.
        `asked_by`: the questions of the whole that this is a part of; those of the part are added.
        `names_alone`: it is made of blocks and inlines; where only names of sides differ, it is made again by their change.
        """
        forms = self._forms.get(name, ())
        telling: Question | None = None
        near: tuple[dict[Question, Hit], dict[Question, Hit], Any] | None = None
        for asked, found in forms:
            differing: dict[Question, Hit] | None = {} if names_alone and near is None else None
            other = _answered_otherwise(asked, answers, differing)
            if other is None and differing:
                near = asked, differing, found
                continue
            telling = telling or other
            if other is None:
                if asked_by is not None:
                    asked_by.update(asked)
                again: T = found
                return again
        made: T | None = None
        if near and (made := renamed(near[2], near[0], near[1])) is not None:
            asked = near[1] | near[0] | near[1]  # what differed is asked first
        else:
            asked = {}
            made = make(asked)
            if telling in asked:  # what differed is likely to differ again, and is asked first
                asked = {telling: asked[telling], **asked}
        if asked_by is not None:
            asked_by.update(asked)
        if made is not None:
            with self._writing:
                self._forms.pop(name, None)
                while len(self._forms) >= self.most_names:
                    del self._forms[next(iter(self._forms))]
                self._forms[name] = ((asked, made), *forms[: MOST_FORMS - 1])
        return made


# What is remembered, and of how many names: a paper has about 120 clauses and definitions, and 600 pieces of clauses.
MOST = {"selections": 40, "clauses": 1_200, "pieces": 6_000}
_NAMES = {of: f"memory of {of}" for of in MOST}


def memory(library: Library, of: Literal["selections", "clauses", "pieces"]) -> Memory:
    """The memory that goes with a library. A clause that differs still has most of its pieces in common with the one before."""
    name = _NAMES[of]
    found = library.prepared.get(name)
    if not isinstance(found, Memory):
        found = library.prepared[name] = Memory(MOST[of])
    return found


def _answered_otherwise(asked: dict[Question, Hit], answers: Answers, in_names: dict[Question, Hit] | None = None) -> Question | None:
    """The first question that has another answer now; None where all are answered as before.

    Answers that differ in names of sides alone are put into `in_names`, if it is given, and count as the same.
    """
    known = answers.known
    for question, before in asked.items():
        now = known.get(question)
        if now is before:
            continue
        if now is None:
            try:
                now = answers.to(*question)
            except (KeyError, IndexError):  # this deal has nothing there
                return question
            if now is before:
                continue
        if not same_hit(now, before):
            if in_names is None or not differs_in_names(question, now, before):
                return question
            in_names[question] = now
        elif is_whole(now):
            asked[question] = now  # is seen at once to be the same next time
    return None
