"""Where the user stands: section, question of all, minutes left."""

from __future__ import annotations

import math
from dataclasses import dataclass

from generator.interview.look import Look
from generator.interview.plan import START

# Seconds a person takes, by kind of question: 13 taps, 15 texts, 8 grids and 4 of names make 15 minutes (catalogue B.0).
SECONDS = {"tap": 10, "text": 22, "names": 35, "grid": 40}


@dataclass(frozen=True, slots=True)
class Progress:
    """`section`: the title of the topic; `number` of `of`: the question on the screen among all that apply."""

    section: str
    topic: str
    number: int
    of: int
    minutes: int

    def __str__(self) -> str:
        left = "less than a minute left" if self.minutes == 0 else f"about {self.minutes} minute{'' if self.minutes == 1 else 's'} left"
        return f"{self.section} · question {self.number} of {self.of} · {left}"


def progress(now: Look) -> Progress:
    """As things stand; past the last question `number` is `of`."""
    at = now.current()
    topic = now.plan.question(at).question.front.topic if at and at != START else "start"
    title = now.plan.questions.topics[topic].front.title if topic in now.plan.questions.topics else "Start"
    number = now.asked.index(at) + 1 if at in now.asked else len(now.asked)
    left = {*now.pending, *now.stale}
    seconds = sum(SECONDS["tap" if id == START else now.plan.question(id).question.front.kind] for id in now.asked if id in left)
    minutes = math.ceil(seconds / 60) if seconds >= 45 else 0
    return Progress(title, topic, number, len(now.asked), minutes)
