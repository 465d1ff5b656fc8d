"""What a side wrote into its private file, as remarks for the counsel copy."""

from __future__ import annotations

from collections.abc import Iterator

from generator.deal.private import Private
from generator.document.annotate import Addressed
from generator.document.remark import Remark
from generator.document.standing import LEVELS


def private_remarks(private: Private) -> Iterator[Addressed]:
    """A remark for each entry, addressed to the clause or the place of the deal its key names."""
    if private.posture:
        yield _remark("", f"Private, posture: {private.posture}")
    for name, notes in private.notes.items():
        for note in notes:
            yield _remark(name, f"Private note on {name}: {note}")
    for name, reached in private.positions.items():
        words = f": {reached.words}" if reached.words else ""
        yield _remark(name, f"Private, position reached on {name}{f', {reached.on}' if reached.on else ''}: {LEVELS[reached.level]}{words}")
    for name, line in private.walk_aways.items():
        yield _remark(name, f"Private, walk-away on {name}: {line}")
    for name, one in private.overrides.items():
        who = ", ".join(str(part) for part in (one.by, one.on) if part)
        yield _remark(
            name, f"Private, override of {name}{f' ({who})' if who else ''}: instead of {one.instead_of}, because {one.because}"
        )  # fmt: skip
    for name, answers in private.answers.items():
        yield _remark(name, f"Private, own answer on {name}: {', '.join(answers)}")


def _remark(name: str, words: str) -> Addressed:
    return Addressed((name,) if name else (), Remark("private", (words,)))
