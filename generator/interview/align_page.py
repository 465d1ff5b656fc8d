"""The page to take into the meeting: where both sides stand, as a Document for any writer. A working paper, the same for both."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.bind import bind
from generator.deal import Deal, DealError
from generator.deal.read import make_deal
from generator.document.draft import governing_pack
from generator.document.number import number_sections
from generator.document.say import Style, say_date
from generator.document.tree import (
    Cell, Clause, Cover, CoverLine, Document, Inlines, Look, Paragraph, Section, Table, Text,
)  # fmt: skip
from generator.interview.align import Alignment, Entry, stem
from generator.interview.align_text import HEADINGS, agreed_names, by_status, gate_words, sides, summary
from generator.library import LawPack, Library
from generator.writers import save, writer

KIND = "alignment"
_TITLE = "Where We Stand"
_WIDTHS = (25, 23, 23, 29)
_DISCLAIMER = (
    "A working paper for the meeting of both sides, made from the deal file of each. It binds nobody: nothing on it is an offer, and a "
    "point that is listed as agreed is still to be written into a paper that both sign. It is not legal advice."
)


def write_page(found: Alignment, library: Library, formats: Sequence[str], folder: Path) -> list[Path]:
    """The page in files, each whole or not at all: `ID-alignment.docx`. Raises UnknownFormat, CannotWrite, OSError."""
    document = page(found, library)
    contents = [(folder / f"{stem(found.id)}-{KIND}.{format}", writer(format).write(document)) for format in dict.fromkeys(formats)]
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in contents:
        save(path, content)
    return [path for path, _ in contents]


def page(found: Alignment, library: Library) -> Document:
    """An alignment -> a paper of a few pages. It reads no clock: its date is the later of the two drafts."""
    deal = make_deal(found.a if found.ours == "a" else found.b)
    dates = sorted((make_deal(raw).draft_date for raw in (found.a, found.b)), key=lambda date: date.day)
    latest = dates[-1]
    pack = _pack(deal, library)
    style = Style(pack.front.date_style == "month-first", deal.law.spelling or pack.front.spelling, pack.front.clause_word)
    ours, theirs = (found.names[side] for side in found.order)
    sections = [_section(n, title, entries, found) for n, (title, entries) in enumerate(found.chapters()) if _is_open(entries)]
    if agreed := agreed_names(found):
        clause = Clause("agreed", "", tuple(_text(names, run_in=f"{title}:") for title, names in agreed), heading=False)
        sections.append(Section("agreed", HEADINGS["agreed"], (clause,)))
    status = f"Working paper for both sides, {say_date(latest, style)}"
    return Document(
        kind=KIND,
        title=_TITLE,
        cover=Cover(
            _TITLE,
            (_words(ours), _words(theirs)),
            (
                CoverLine("Date", _words(f"{say_date(latest, style)}{', the later of the two drafts' if dates[0] != latest else ''}")),
                CoverLine("Document", _words(f"{stem(deal.id)} / {KIND}")),
            ),
            deal.title if isinstance(deal.title, str) else "",
        ),
        opening=tuple(_opening(found, ours, theirs)),
        sections=number_sections(sections, headings=True),
        status=status,
        disclaimer=_DISCLAIMER,
        footer=f"{stem(deal.id)} · {KIND}",
        compact=True,
        contents=False,
        look=Look(deal.law.paper or pack.front.paper, style.spelling, style.clause_word),
        properties=(("Deal", stem(deal.id)), ("Paper", KIND), ("Library digest", library.digest[:16])),
        draft_date=latest.words(),
    )


def _pack(deal: Deal, library: Library) -> LawPack:
    """The law pack of our draft, for the paper's size and the way of writing a date."""
    try:
        return governing_pack(bind(deal, library))
    except DealError:
        return library.law_packs["none"]


def _opening(found: Alignment, ours: str, theirs: str) -> list[Paragraph]:
    reasons = (f"– {reason}" for reason in found.gate)
    words = (
        f"{ours} and {theirs} have each answered the same questions. This page lays the answers side by side: success first, then "
        f"the exits, then the rest. {summary(found)} "
        "The last column offers words that could serve both, where the library has some.",
        *found.notices,
    )
    return [
        Paragraph(_words(gate_words(found)), numbered=False, level=0, style="status"),
        *(Paragraph(_words(one), numbered=False, level=0) for one in (*reasons, *words)),
    ]


def _is_open(entries: Sequence[Entry]) -> bool:
    return any(entry.status != "agreed" for entry in entries)


def _section(n: int, title: str, entries: Sequence[Entry], found: Alignment) -> Section:
    clauses = []
    names = [found.names[side] for side in found.order]
    for status, some in by_status(entries):
        rows = tuple(tuple(Cell((_words(cell),)) for cell in (entry.label, *sides(entry, found), entry.bridge or "–")) for entry in some)
        table = Table(f"{n}_{status}", ("Topic", *names, "A bridge"), rows, widths=_WIDTHS)
        clauses.append(Clause(f"{n}.{status}", f"{HEADINGS[status]}: {_points(len(some))}", (table,)))
    return Section(f"c{n}", title, tuple(clauses))


def _text(words: str, run_in: str = "") -> Paragraph:
    return Paragraph(_words(words), numbered=False, level=0, run_in=run_in)


def _points(n: int) -> str:
    return f"{n} point{'' if n == 1 else 's'}"


def _words(words: str) -> Inlines:
    return (Text(words),)
