"""Native multilevel numbering: the outlines, and a count that knows which number Word will print.

A paragraph is numbered by its style alone wherever Word would then count to the label the tree gives. Where it would
count to another number (a second list under one paragraph), the paragraph gets a list of its own that starts there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias


@dataclass(frozen=True)
class Level:
    """One level: `style` is the paragraph style bound to it, `format` and `text` are WordprocessingML's numFmt and lvlText.

    `left` and `hanging`: indents in twips; `suffix`: what follows the number.
    """

    style: str
    format: str
    text: str
    left: int
    hanging: int
    suffix: str = "tab"


@dataclass(frozen=True, eq=False)
class Outline:
    """A numbered outline, one of those below. `id` is both its abstractNumId and the numId its styles name."""

    id: int
    name: str
    levels: tuple[Level, ...]


AGREEMENT = Outline(
    1,
    "Agreement",
    (
        Level("Heading1", "decimal", "%1.", 851, 851),
        Level("Heading2", "decimal", "%1.%2", 851, 851),
        Level("Numbered", "decimal", "%1.%2.%3", 851, 851),
        Level("ItemA", "lowerLetter", "(%4)", 1418, 567),
        Level("ItemI", "lowerRoman", "(%5)", 1985, 567),
    ),
)
SCHEDULES = Outline(
    2,
    "Schedules",
    (
        Level("Schedule", "upperLetter", "Schedule %1", 1701, 1701),
        Level("SchedulePara", "decimal", "%2.", 851, 851),
        Level("ScheduleItemA", "lowerLetter", "(%3)", 1418, 567),
        Level("ScheduleItemI", "lowerRoman", "(%4)", 1985, 567),
    ),
)
PARTIES = Outline(3, "Parties", (Level("Party", "decimal", "(%1)", 851, 851),))
OUTLINES = (AGREEMENT, SCHEDULES, PARTIES)

FIRST_OWN_LIST = 10  # numIds below are the outlines' own
_ROMAN = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def number_word(number: int, format: str) -> str:
    """A count in one of Word's number formats: 27 is “aa” in lowerLetter, as Word has it, and “xxvii” in lowerRoman."""
    if format == "decimal":
        return str(number)
    if format == "lowerRoman":
        word = ""
        for value, letters in _ROMAN:
            word += letters * (number // value)
            number %= value
        return word
    letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    return letter.upper() if format == "upperLetter" else letter


def reference_words(label: str) -> str:
    r"""What `REF … \n` prints for a label: the label without its closing full stop."""
    return label.removesuffix(".")


# The counts of an outline by level, the lists of their own, and which levels were skipped.
Standing: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], tuple[bool, ...]]


class _Counter:
    """The state of one outline: for each level its count, the list of its own it is in or 0, and whether it was skipped."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.counts = [0] * len(outline.levels)
        self.own = [0] * len(outline.levels)
        self.skipped = [False] * len(outline.levels)

    def step(self, level: int) -> bool:
        """Count one paragraph; whether word processors may differ on its number, for the level was skipped before it."""
        deeper = len(self.counts) - level - 1
        self.counts[level + 1 :] = self.own[level + 1 :] = [0] * deeper
        self.skipped[level + 1 :] = [False] * deeper
        if 0 in self.counts[:level]:
            for above in range(level):
                if not self.counts[above]:
                    self.skipped[above] = True
        self.counts[level] += 1
        return self.skipped[level]

    def standing(self, levels: int | None) -> Standing:
        """The state of the first levels."""
        return tuple(self.counts[:levels]), tuple(self.own[:levels]), tuple(self.skipped[:levels])

    def stand(self, standing: Standing) -> None:
        self.counts, self.own, self.skipped = map(list, standing)  # type: ignore[assignment]  # each as it was

    def words(self, level: int) -> str:
        """The number Word prints now."""
        return _printed(self.outline, level, tuple(self.counts[: level + 1]))

    def restart(self, level: int, label: str, own_list: int) -> int:
        """Begin a list of its own so that the number is `label`; the count it starts from."""
        for start in range(1, 1000):
            self.counts[level] = start
            if self.words(level) == label:
                self.own[level] = own_list
                self.skipped[level] = False
                return start
        pattern = self.outline.levels[level].text
        raise ValueError(f"the outline “{self.outline.name}” prints “{pattern}” at level {level}, which can never be “{label}”")


@lru_cache(maxsize=8192)  # every paper counts the same way
def _printed(outline: Outline, level: int, counts: tuple[int, ...]) -> str:
    words = outline.levels[level].text
    for at, one in enumerate(outline.levels[: level + 1]):
        mark = f"%{at + 1}"
        if mark in words:
            words = words.replace(mark, number_word(counts[at], one.format))
    return words


class Numbering:
    """The counters of one paper, kept as Word keeps them, and the lists it needs beside the outlines."""

    def __init__(self) -> None:
        self.own_lists: list[str] = []
        self._counters = {outline.id: _Counter(outline) for outline in OUTLINES}

    def standing(self, outline: Outline, levels: int | None = None) -> Standing:
        """Where an outline stands; `levels`: only its first ones."""
        return self._counters[outline.id].standing(levels)

    def stand(self, outline: Outline, standing: Standing) -> None:
        """Have an outline stand where it stood."""
        self._counters[outline.id].stand(standing)

    def number(self, outline: Outline, level: int, label: str, style: str) -> str:
        """Count one paragraph; the numbering it must carry itself to print `label`, empty where its style does it.

        A `style` that is not the one bound to the level names the outline itself. Raises ValueError for a label the
        outline cannot print, such as “(A)” where it has “(a)”.
        """
        counter = self._counters[outline.id]
        doubtful = counter.step(level)
        if doubtful or counter.words(level) != label:
            own_list = FIRST_OWN_LIST + len(self.own_lists)
            start = counter.restart(level, label, own_list)
            self.own_lists.append(
                f'<w:num w:numId="{own_list}"><w:abstractNumId w:val="{outline.id}"/>'
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
        # What stands below a list of its own belongs to that list.
        own = [list_id for list_id in counter.own[: level + 1] if list_id]
        list_id = own[-1] if own else outline.id
        if list_id == outline.id and style == outline.levels[level].style:
            return ""
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
