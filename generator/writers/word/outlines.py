"""Native multilevel numbering: the outlines, and a count that knows which number Word will print.

A paragraph is numbered by its style alone wherever Word would then count to the label the tree gives. Where it would
count to another number (a second list under one paragraph), the paragraph gets a list of its own that starts there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias


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


class Count(NamedTuple):
    """Where one level stands: the number it has reached, the list of its own it is in or 0, and whether it was skipped."""

    reached: int = 0
    own: int = 0
    skipped: bool = False


Standing: TypeAlias = tuple[Count, ...]  # of an outline, by level
_NOT_BEGUN = Count()


class _Step(NamedTuple):
    """One paragraph counted: where the outline stands then, the number Word prints, the list it is in.

    `words` are None where word processors may differ on the number, for the level was skipped before it.
    """

    standing: Standing
    words: str | None
    list_id: int


@lru_cache(maxsize=4096)  # every paper counts the same way
def _stepped(outline: Outline, standing: Standing, level: int) -> _Step:
    above = tuple(one if one.reached else one._replace(skipped=True) for one in standing[:level])
    here = standing[level]._replace(reached=standing[level].reached + 1)
    now = (*above, here, *[_NOT_BEGUN] * (len(standing) - level - 1))
    # What stands below a list of its own belongs to that list.
    lists = [one.own for one in (*above, here) if one.own]
    return _Step(now, None if here.skipped else _printed(outline, level, now), lists[-1] if lists else outline.id)


def _restarted(outline: Outline, standing: Standing, level: int, label: str, own_list: int) -> Standing:
    """Where an outline stands once a list of its own has begun so that the number of a level is `label`."""
    for start in range(1, 1000):
        now = (*standing[:level], Count(start, own_list), *standing[level + 1 :])
        if _printed(outline, level, now) == label:
            return now
    pattern = outline.levels[level].text
    raise ValueError(f"the outline “{outline.name}” prints “{pattern}” at level {level}, which can never be “{label}”")


def _printed(outline: Outline, level: int, standing: Standing) -> str:
    """The number Word prints."""
    words = outline.levels[level].text
    for at, one in enumerate(outline.levels[: level + 1]):
        mark = f"%{at + 1}"
        if mark in words:
            words = words.replace(mark, number_word(standing[at].reached, one.format))
    return words


class Numbering:
    """The counts of one paper, kept as Word keeps them, and the lists it needs beside the outlines."""

    def __init__(self) -> None:
        self.own_lists: list[str] = []
        self._standings: dict[int, Standing] = {outline.id: (_NOT_BEGUN,) * len(outline.levels) for outline in OUTLINES}

    def standing(self, outline: Outline, levels: int | None = None) -> Standing:
        """Where an outline stands; `levels`: only its first ones."""
        return self._standings[outline.id][:levels]

    def stand(self, outline: Outline, standing: Standing) -> None:
        """Have an outline stand where it stood."""
        self._standings[outline.id] = standing

    def number(self, outline: Outline, level: int, label: str, style: str) -> str:
        """Count one paragraph; the numbering it must carry itself to print `label`, empty where its style does it.

        A `style` that is not the one bound to the level names the outline itself. Raises ValueError for a label the
        outline cannot print, such as “(A)” where it has “(a)”.
        """
        standing, words, list_id = _stepped(outline, self._standings[outline.id], level)
        if words != label:
            list_id = FIRST_OWN_LIST + len(self.own_lists)
            standing = _restarted(outline, standing, level, label, list_id)
            self.own_lists.append(
                f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{outline.id}"/>'
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{standing[level].reached}"/></w:lvlOverride></w:num>'
            )
        self._standings[outline.id] = standing
        if list_id == outline.id and style == outline.levels[level].style:
            return ""
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
