"""The annotate pass: a drafted paper -> the same paper with counsel's remarks beside its clauses. The words stay as they are.

It runs for a counsel copy alone, so no clean copy ever holds what one side keeps to itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import replace

from generator.bind import BoundTrigger
from generator.deal import Trigger
from generator.document.draft import Drafted, scope_of, style_of
from generator.document.remark import Kind, Remark
from generator.document.say import say_date
from generator.document.select import Chosen
from generator.document.standing import position_words
from generator.document.tree import Clause, Document
from generator.document.whereabouts import Spot, Whereabouts
from generator.library import LawPack
from generator.library.shape import field_of
from generator.values import Place

_ABOUT = Remark(
    "copy",
    (
        "Counsel copy, confidential: the comments are not part of the paper. The clean copy has the same words and numbers without them.",
        "Marks on notes of law: [V] checked in a stored source, [K] known authority, not checked again, [U] not verified.",
    ),
)
_ORDER = {kind: n for n, kind in enumerate(get_args(Kind))}


class Addressed(Struct, frozen=True):
    """A remark on its way to a clause: ids of clauses or places of the deal, the first that this paper has is where it goes.

    None of them in this paper, or no names: it is on the paper as a whole.
    """

    names: tuple[str, ...]
    remark: Remark


def annotate(drafted: Drafted, more: Iterable[Addressed] = ()) -> Document:
    """The document of a drafted paper with remarks on each clause, and `more`: findings, and what one side wrote itself."""
    document = drafted.document
    whereabouts = Whereabouts(document, {id: one.clause.front.uses for id, one in drafted.selection.chosen.items()})
    beside: dict[Spot | None, list[Remark]] = {None: [_ABOUT]}
    for id, one in drafted.selection.chosen.items():
        if spot := whereabouts.find(id):
            beside.setdefault(spot, []).extend(_of_clause(drafted, one))
    for addressed in more:
        spot = next((found for name in addressed.names if (found := whereabouts.find(name))), None)
        beside.setdefault(spot, []).append(addressed.remark)

    def holders(items: Any) -> Any:
        return tuple(replace(holder, clauses=tuple(_with(clause, holder.id, beside) for clause in holder.clauses)) for holder in items)

    return replace(
        document, sections=holders(document.sections), schedules=holders(document.schedules), remarks=_ordered(beside[None])
    )  # fmt: skip


def _with(clause: Clause, holder: str, beside: dict[Spot | None, list[Remark]]) -> Clause:
    found = beside.get(Spot(holder, clause.id))
    return replace(clause, remarks=_ordered(found)) if found else clause


def _ordered(remarks: list[Remark]) -> tuple[Remark, ...]:
    return tuple(sorted(remarks, key=lambda remark: _ORDER[remark.kind]))


def _of_clause(drafted: Drafted, one: Chosen) -> Iterator[Remark]:
    yield Remark("text", tuple(_why(drafted, one)))
    positions = tuple(_positions(drafted, one))
    if positions:
        yield Remark("position", positions)
    notes = tuple(_law(drafted, one))
    if notes:
        yield Remark("law", notes)


# ---------------------------------------------------------------- why this text


def _why(drafted: Drafted, one: Chosen) -> Iterator[str]:
    front, deal = one.clause.front, drafted.bound.deal
    yield f"Why this clause: {front.why}"
    yield f"In this paper: {one.because}."
    choice = deal.clauses.get(one.clause.id)
    because = f" Reason given: {choice.because.removesuffix('.')}." if choice and choice.because else ""
    yield f"Text “{one.text_name}”{_whose(drafted, one)}: {one.text_because}.{because}"
    left = [
        *_row_defaults(drafted, one),
        *(
            f"{name.replace('_', ' ')} {param.default} ({param.why})"
            for name, param in front.params.items()
            if param.why and isinstance(param.default, str) and not (choice and name in choice.params)
        ),
    ]
    if left:
        yield f"Values of the library, unchanged: {'; '.join(left)}."
    yield f"From {front.id} {front.version}."


def _row_defaults(drafted: Drafted, one: Chosen) -> list[str]:
    """What every exit of this kind leaves to the library, with the reason."""
    triggers = [trigger for trigger in drafted.bound.triggers if trigger.clause.id == one.clause.id]
    return [
        f"{name.replace('_', ' ')} {cell.value} ({cell.why})"
        for name, cell in (one.clause.front.row or {}).items()
        if cell.why and isinstance(cell.value, str) and all(trigger.from_library(field_of(Trigger, name) or name) for trigger in triggers)
    ]


def _whose(drafted: Drafted, one: Chosen) -> str:
    return f" for {getattr(drafted.bound.deal.sides, one.protects).short}" if one.protects else ""


# ---------------------------------------------------------------- positions


def _positions(drafted: Drafted, one: Chosen) -> Iterator[str]:
    """Position and next fallback; of each exit by itself where a clause holds several."""
    if not one.clause.positions:
        return
    style, whose = style_of(drafted.bound, drafted.law_pack), _whose(drafted, one)
    group = [trigger for trigger in drafted.bound.triggers if trigger.clause.id == one.clause.id]
    each: list[BoundTrigger | None] = [*group] or [None]
    for trigger in each:
        words = position_words(one.clause.positions, scope_of(drafted.bound, style, drafted.selection, one, trigger), whose)
        if trigger and len(group) > 1:
            title = trigger.own.title
            yield f"Exit {trigger.id}{f', {title}' if isinstance(title, str) else ''}:"
        yield from words


# ---------------------------------------------------------------- law


def _law(drafted: Drafted, one: Chosen) -> Iterator[str]:
    """The notes on the topics of a clause, pack by pack, with mark and date; those of `none` where a pack says nothing of one."""
    style, none = style_of(drafted.bound, drafted.law_pack), drafted.bound.library.law_packs["none"]
    topics = one.clause.front.law
    for pack in _packs(drafted) if topics else ():
        yield f"Law of {_place(drafted, pack)}, checked {say_date(pack.front.checked_on, style)}:"
        for topic in topics:
            own = [note for note in pack.front.notes if note.topic == topic]
            for note in own or [note for note in none.front.notes if note.topic == topic]:
                yield f"{topic}: {note.text} [{note.mark}]"


def _place(drafted: Drafted, pack: LawPack) -> str:
    """The name of a pack; of `none`, the place that has no pack of its own."""
    if pack.front.id != "none":
        return pack.front.name
    governing = drafted.bound.deal.law.governing
    return f"{governing.name} (no law pack)" if isinstance(governing, Place) else "a place not chosen yet (no law pack)"


def _packs(drafted: Drafted) -> list[LawPack]:
    """The pack of the governing law, then those the deal asks for besides."""
    packs = drafted.bound.library.law_packs
    further = [packs[id] for id in drafted.bound.deal.law.packs if id in packs]
    return list({pack.front.id: pack for pack in (drafted.law_pack, *further)}.values())


__all__ = ["Addressed", "annotate"]
