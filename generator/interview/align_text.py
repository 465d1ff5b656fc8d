"""Where both sides stand, as lines for a terminal: a table that fits its width, or points one under the other where it is narrow."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from generator.interview.align import Alignment, Entry
from generator.interview.comparing import STATUSES, Status
from generator.values import show_hidden

NARROW = 64
WIDEST = 160
_GAP = "  "
_LONGEST, _LONGEST_ROW = 600, 240
HEADINGS: dict[Status, str] = {
    "different": "Different", "open": "Open", "one_side": "Said by one side only", "agreed": "Agreed",
}  # fmt: skip
Paint = Callable[[str], str]


def as_text(found: Alignment, width: int, bold: Paint = str) -> str:
    """Lines of at most `width` letters (40 at least). `bold` marks headings, where the terminal can."""
    width = min(max(width, 40), WIDEST)
    lines = [bold(line) for line in textwrap.wrap(title(found), width)]
    lines += textwrap.wrap(summary(found), width)
    for notice in found.notices:
        lines += textwrap.wrap(notice, width)
    lines += ["", *_gate(found, width, bold)]
    for chapter, entries in found.chapters():
        if any(entry.status != "agreed" for entry in entries):
            lines += ["", bold(chapter), "=" * min(len(chapter), width), *_chapter(found, entries, width, bold)]
    if agreed := agreed_names(found):
        lines += ["", bold(HEADINGS["agreed"]), "=" * len(HEADINGS["agreed"])]
        lines += [line for title, names in agreed for line in textwrap.wrap(f"{title}: {names}", width, subsequent_indent="  ")]
    return show_hidden_lines(lines)


def show_hidden_lines(lines: Iterable[str]) -> str:
    """Lines with what cannot be seen spelt out, apart from the marks for bold we have put there ourselves."""
    return "\n".join("\x1b".join(show_hidden(part) for part in line.split("\x1b")) for line in lines)


def title(found: Alignment) -> str:
    """“Project Lighthouse: where Harbor and Mosaic stand”."""
    ours, theirs = (found.names[side] for side in found.order)
    name = found.a.get("title") if isinstance(found.a.get("title"), str) else None
    return f"{f'{name}: where' if name else 'Where'} {ours} and {theirs} stand"


def summary(found: Alignment) -> str:
    """How many points are how: “Of 302 points 13 are different, 1 open, 6 said by one side only and 282 agreed.”"""
    different, open, one_side, agreed = (found.counts[status] for status in STATUSES)
    return f"Of {len(found.entries)} points {different} are different, {open} open, {one_side} said by one side only and {agreed} agreed."


def gate_words(found: Alignment) -> str:
    """One sentence on success and the signing gate."""
    if found.gate:
        return "Both sides have not agreed what success is, so the signing gate stays shut:"
    return "Both sides have agreed what success is; as far as that goes, the signing gate is open."


def _gate(found: Alignment, width: int, bold: Paint) -> Iterator[str]:
    yield from (bold(line) for line in textwrap.wrap(gate_words(found), width))
    for reason in found.gate:
        yield from textwrap.wrap(reason, width, initial_indent="- ", subsequent_indent="  ")


def agreed_names(found: Alignment) -> list[tuple[str, str]]:
    """What is agreed, by name alone, under the title of each chapter; “the rest of …” where something of it is not agreed."""
    left = {entry.group for entry in found.entries if entry.status != "agreed"}
    listed: list[tuple[str, str]] = []
    told: set[str] = set()
    for title, entries in found.chapters():
        groups = [group for group in dict.fromkeys(entry.group for entry in entries if entry.status == "agreed") if group not in told]
        told.update(groups)
        if groups:
            listed.append((title, f"{'; '.join(f'the rest of “{group}”' if group in left else group for group in groups)}."))
    return listed


def by_status(entries: Sequence[Entry]) -> list[tuple[Status, list[Entry]]]:
    """The entries that are not agreed, under their status."""
    found = [(status, [entry for entry in entries if entry.status == status]) for status in STATUSES if status != "agreed"]
    return [(status, some) for status, some in found if some]


def _chapter(found: Alignment, entries: Sequence[Entry], width: int, bold: Paint) -> Iterator[str]:
    names = [found.names[side] for side in found.order]
    if width < NARROW:
        for status, some in by_status(entries):
            yield bold(HEADINGS[status])
            for entry in some:
                yield from _stacked(entry, found, width)
        return
    widths = _widths(width)
    yield from (bold(line) for line in _row(["Topic", *names, "A bridge"], widths))
    yield _GAP.join("-" * wide for wide in widths)
    for status, some in by_status(entries):
        yield bold(f"{HEADINGS[status]}:")
        for entry in some:
            yield from _row([entry.label, *sides(entry, found), entry.bridge or "–"], widths)


def sides(entry: Entry, found: Alignment) -> list[str]:
    """What each side says, from left to right; of a long text or row its beginning, for the whole is in the deal file."""
    longest, gap = (_LONGEST_ROW, "; ") if entry.difference.is_row else (_LONGEST, " ")
    said = [entry.a, entry.b] if found.order[0] == "a" else [entry.b, entry.a]
    return [words if len(words) <= longest else f"{words[:longest].rpartition(gap)[0] or words[:longest]} …" for words in said]


def _widths(width: int) -> list[int]:
    """Four columns that fill the line, the bridge a little wider."""
    room = width - 3 * len(_GAP)
    each = room * 24 // 100
    return [each, each, each, room - 3 * each]


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    columns = [textwrap.wrap(cell, wide) or [""] for cell, wide in zip(cells, widths, strict=True)]
    return [
        _GAP.join(piece.ljust(wide) for piece, wide in zip(line, widths, strict=True)).rstrip()
        for line in zip_longest(*columns, fillvalue="")
    ]


def _stacked(entry: Entry, found: Alignment, width: int) -> Iterator[str]:
    yield from textwrap.wrap(entry.label, width, initial_indent="* ", subsequent_indent="  ")
    said = [(found.names[side], words) for side, words in zip(found.order, sides(entry, found), strict=True)]
    for name, words in [*said, *([("A bridge", entry.bridge)] if entry.bridge else [])]:
        yield from textwrap.wrap(f"{name}: {words}", width, initial_indent="  ", subsequent_indent="    ")
