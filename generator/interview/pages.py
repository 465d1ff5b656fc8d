"""What is told on request: why a question is asked, all answers, the commands."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from generator.interview.asking import named
from generator.interview.look import Look
from generator.interview.plan import START, Field
from generator.interview.round import shown
from generator.interview.screen import COMMANDS, Ask
from generator.interview.state import Reply

_MARKS = {"default": "as proposed", "skipped": "skipped"}


def why_page(id: str, now: Look, ask: Ask, field: Field | None) -> list[str]:
    """Why a question is asked, what a good answer is, what is proposed and why, and an example."""
    if id == START:
        return ["", "A pack proposes answers that suit a kind of alliance. You confirm or change each of them; nothing is fixed by it.", ""]
    front = now.plan.question(id).question
    lines = ["", f"Why we ask: {named(front.front.why, now)}"]
    for paragraph in named(front.help, now).split("\n\n"):
        lines += [" ".join(paragraph.split()), ""]
    if ask.shown:
        lines.append(f"Proposed: {ask.shown}{f' ({ask.because})' if ask.because else ''}")
    examples = dict.fromkeys(filter(None, [front.front.example, field.front.example if field else None]))
    lines += [f"Example: {named(example, now)}" for example in examples]
    return [*lines, ""]


def help_page() -> list[str]:
    """The commands."""
    return [
        "",
        *(f"  :{name:9} {says}" for name, says in COMMANDS.items()),
        "  Enter      takes what is proposed",
        "  Ctrl-C     leaves; all answers are saved",
        "",
    ]


def review_page(now: Look) -> list[str]:
    """All answers by section, with those put aside and those to be given again marked."""
    return ["", *_review(now), ""]


def _review(now: Look) -> Iterator[str]:
    topic = ""
    for id in (START, *(one.id for one in now.plan.asked)):
        reply = now.state.replies.get(id)
        is_parked = id in now.parked and reply is not None
        if id not in now.asked and not is_parked:
            continue
        own = "start" if id == START else now.plan.question(id).question.front.topic
        if own != topic and own in now.plan.questions.topics:
            yield now.plan.questions.topics[own].front.title
        topic = own
        asks = "A pack of proposed answers" if id == START else named(now.plan.question(id).question.front.asks, now)
        said = shown(reply.value, id, now) if reply is not None else ""
        yield f"  {id:4} {textwrap.shorten(said or asks, 200, placeholder=' …')}{_mark(id, reply, now, bool(said))}"


def _mark(id: str, reply: Reply | None, now: Look, has_words: bool) -> str:
    if reply is None:
        return "  [to be answered]"
    marks = [_MARKS[reply.state]] if reply.state in _MARKS else []
    if reply.is_open:
        marks = [reply.open_note]
    if id in now.parked or reply.parked:
        marks.append("put aside")
    elif id in now.broken:
        marks.append(f"does not fit: {now.broken[id]}")
    elif id in now.stale:
        marks.append("to be answered again")
    if not has_words and not marks:
        marks.append("left out")
    return f"  [{'; '.join(marks)}]" if marks else ""
