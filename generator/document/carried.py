"""Answers carried over from deal to deal: those that hang on one part of a deal alone are kept with that part.

The deals of a batch differ in few parts, and to see that a part is the same takes a fraction of the time of following every path
in it. An answer of a part that differs, or that hangs on more than one part, is looked for anew; where it comes out the same, it is
the earlier object again, which is seen at once by all who compare.
"""

from __future__ import annotations

from generator.document.hit import Hit, Question, alike, is_whole, same_hit
from generator.document.say import Style
from generator.library import Library

# A deal has about 150 parts that are asked about, and 1,000 questions.
MOST_PARTS, MOST_ANSWERS = 2_000, 10_000


class Carried:
    """What the deals before were asked, by their parts, and the last answer to each question. Held within bounds."""

    def __init__(self) -> None:
        self.hanging: dict[Question, tuple[str, ...]] = {}  # the parts an answer hung on, by name
        self._parts: dict[str, tuple[object, dict[Question, Hit]]] = {}
        self._last: dict[Question, Hit] = {}

    def of(self, name: str, part: object) -> dict[Question, Hit]:
        """The answers kept with a part of a deal, to be read and added to: none yet if the deal before had another by this name."""
        kept = self._parts.get(name)
        if kept is not None and alike(kept[0], part):
            return kept[1]
        if len(self._parts) >= MOST_PARTS:
            self._parts.clear()
        answers: dict[Question, Hit] = {}
        self._parts[name] = (part, answers)
        return answers

    def hang(self, question: Question, parts: tuple[str, ...]) -> None:
        """Keep on which parts an answer hangs. In another deal it may hang on less, or on parts of these."""
        if len(self.hanging) >= MOST_ANSWERS:
            self.hanging.clear()
        self.hanging[question] = parts

    def settled(self, question: Question, hit: Hit) -> Hit:
        """An answer, or the last one to this question if it is the same."""
        last = self._last.get(question)
        if last is not None and is_whole(hit) and same_hit(last, hit):
            return last
        if len(self._last) >= MOST_ANSWERS:
            self._last.clear()
        self._last[question] = hit
        return hit


def carried(library: Library, style: Style) -> Carried:
    """What is carried over for papers of a library in a style, which phrases hang on."""
    name = f"answers {style}"
    found = library.prepared.get(name)
    if not isinstance(found, Carried):
        found = library.prepared[name] = Carried()
    return found
