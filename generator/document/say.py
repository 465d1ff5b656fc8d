"""How a value of the deal reads in a paper. One function for each kind of value; the filters and the phrases use them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from generator.deal import Deal
from generator.deal.parties import Person, Side
from generator.deal.trigger import BySide, Cure, LockIn, NoticeTerm, Scope, Transfer, WindDownTerm, Window
from generator.deal.vocabulary import label_of
from generator.deal.vocabulary import say as say_word
from generator.document.tree import Blank, Inlines, Text, Value
from generator.values import AfterStart, Compound, Date, Duration, Money, Open, Percent, Place


class Style(Struct, frozen=True):
    """What the law pack and the deal say about spelling and dates."""

    month_first: bool = False
    spelling: str = "en-GB"
    clause_word: str = "clause"


def join(runs: Sequence[Inlines], word: str = "and") -> Inlines:
    """Runs of words as a list in a sentence: “A”, “A and B”, “A, B and C”."""
    joined: Inlines = ()
    for n, run in enumerate(runs):
        gap = "" if n == 0 else f" {word} " if n == len(runs) - 1 else ", "
        joined = (*joined, *((Text(gap),) if gap else ()), *run)
    return joined


def side_name(deal: Deal, side: str) -> Inlines:
    """The short name of a side."""
    return (Value(f"sides.{side}.short", getattr(deal.sides, side).short),)


_VAGUE = (
    "time",
    "length",
    "name",
    "due",
    "on",
    "by",
    "date",
    "amount",
    "what",
    "title",
    "until",
    "place",
    "within",
    "address",
    "owner",
    "rule",
    "role",
)


def blank(path: str, value: object) -> Blank:
    """The labelled blank of an open or missing value. The label is made of the path's last words."""
    if label := label_of(path):
        return Blank(path, label, value.note if isinstance(value, Open) else "")
    steps = [step for step in path.split(".") if not re.fullmatch(r"[a-z]{0,3}\d+|a|b|clauses|params|exit|triggers", step)] or [path]
    last = [*steps[-2:]] if steps[-1] in _VAGUE and len(steps) > 1 else [steps[-1]]
    label = " ".join(last).replace("_", " ")
    return Blank(path, label, value.note if isinstance(value, Open) else "")


def say_date(value: Date, style: Style) -> str:
    """
    >>> say_date(Date.parse("2026-03-01"), Style()), say_date(Date.parse("2026-03-01"), Style(month_first=True))
    ('1 March 2026', 'March 1, 2026')
    """
    month = value.day.strftime("%B")
    return f"{month} {value.day.day}, {value.day.year}" if style.month_first else f"{value.day.day} {month} {value.day.year}"


def say_duration(value: Duration) -> str:
    """
    >>> say_duration(Duration(10, "business day")), say_duration(Duration(1, "month"))
    ('10 Business Days', '1 month')
    """
    return value.words().replace("business day", "Business Day")


def say_compound(value: Compound) -> str:
    """“the longer of 18 months and each customer’s contract term”."""
    items = [say_duration(item) if isinstance(item, Duration) else item for item in value.items]
    return f"the {value.rule.removesuffix('_of')} of {', '.join(items[:-1])} and {items[-1]}"


def say_money(value: Money) -> str:
    """Currency and amount; cents only where there are some.

    >>> say_money(Money.parse("EUR 250,000.00")), say_money(Money.parse("EUR 1,250.50"))
    ('EUR 250,000', 'EUR 1,250.50')
    """
    return f"{value.currency} {value.amount:,.0f}" if value.amount == int(value.amount) else f"{value.currency} {value.amount:,.2f}"


def say(value: Any, path: str, field: str, closed: bool, deal: Deal, style: Style) -> Inlines:
    """Any value of the deal -> the words it prints. `closed`: it comes from a closed set of words."""
    match value:
        case None | Open():
            return (blank(path, value),)
        case bool():
            return (Text("yes" if value else "no"),)
        case int():
            return (Value(path, f"{value:,}"),)
        case str() if closed and value in ("a", "b"):
            return side_name(deal, value)
        case str():
            return (Text(say_word(field, value)),) if closed else (Value(path, value),)
        case Duration():
            return (Value(path, say_duration(value)),)
        case Compound():
            return (Value(path, say_compound(value)),)
        case AfterStart():
            return (Value(path, say_duration(value.length)), Text(" after the Effective Date"))
        case Date():
            return (Value(path, say_date(value, style)),)
        case Money():
            return (Value(path, say_money(value)),)
        case Percent() | Place():
            return (Value(path, str(value)),)
        case BySide():
            return _by_side(value, path, deal, style, "for")
        case Side():
            return (Value(f"{path}.short", value.short),)
        case Person():
            return _person(value, path)
        case NoticeTerm() | Cure() | LockIn() | WindDownTerm() | Window():
            name, inner = main(value)
            return say(inner, f"{path}.{name}", name, isinstance(inner, str), deal, style)
        case list() | tuple():
            return join([say(item, path, field, closed, deal, style) for item in value])
    return (Value(path, str(value)),)


_MAIN: dict[type, str] = {NoticeTerm: "length", Cure: "time", LockIn: "until", WindDownTerm: "length", Window: "time"}


MAIN_FIELDS = frozenset((*_MAIN.values(), "date"))


def main(value: Any) -> tuple[str, Any]:
    """The name and value of the field a part is mostly about: the length of a notice, the time of a cure."""
    name = _MAIN.get(type(value), "")
    return (name, getattr(value, name)) if name else ("", value)


def _person(person: Person, path: str) -> Inlines:
    """“Chief Commercial Officer (Ann Lee)”: the post first, because it outlasts the person."""
    title, name = person.title, person.name
    said: Inlines = (Value(f"{path}.title", title),) if isinstance(title, str) else (blank(f"{path}.title", title),)
    if isinstance(name, str):
        said = (*said, Text(" ("), Value(f"{path}.name", name), Text(")")) if isinstance(title, str) else (Value(f"{path}.name", name),)
    return said


def _by_side(value: BySide, path: str, deal: Deal, style: Style, word: str) -> Inlines:
    runs = [
        (*say(getattr(value, side), f"{path}.{side}", side, False, deal, style), Text(f" {word} "), *side_name(deal, side))
        for side in ("a", "b")
    ]
    return join(runs)


def say_notice(notice: Any, path: str, deal: Deal, style: Style) -> Inlines:
    """A length of notice in a sentence: “90 days’ notice”, one for each side where they differ."""
    if not isinstance(notice, NoticeTerm):
        return _noticed(notice, path, deal, style)
    before = " before the end of the Term" if notice.from_ == "term_end" else ""
    if isinstance(notice.length, BySide):
        runs = [
            (
                *_noticed(getattr(notice.length, side), f"{path}.length.{side}", deal, style),
                Text(f"{before} if "),
                *side_name(deal, side),
                Text(" gives it"),
            )
            for side in ("a", "b")
        ]
        return (*runs[0], Text(", or "), *runs[1])
    said = _noticed(notice.length, f"{path}.length", deal, style)
    if isinstance(notice.at_least, Duration) and not isinstance(notice.length, Duration):
        return (*said, Text(", of at least "), Value(f"{path}.at_least", say_duration(notice.at_least)), Text(before)) if before else (
            *said, Text(", of at least "), Value(f"{path}.at_least", say_duration(notice.at_least)))  # fmt: skip
    return (*said, Text(before)) if before else said


def _noticed(length: Any, path: str, deal: Deal, style: Style) -> Inlines:
    match length:
        case Duration():
            mark = "’s" if length.n == 1 else "’"
            return (Value(path, say_duration(length)), Text(f"{mark} notice"))
        case Compound():
            return (Text("notice of "), Value(path, say_compound(length)))
        case Open() | None:
            return (Text("notice of "), blank(path, length))
        case "none":
            return (Text("no notice"),)
        case "on_receipt":
            return (Text("notice taking effect on receipt"),)
        case "as_agreed":
            return (Text("notice of the length they agree"),)
    return (Text("notice"),)


def say_short(value: Any, path: str, field: str, closed: bool, deal: Deal, style: Style, names: dict[str, str]) -> Inlines:
    """A value for a table cell. `names`: short names of steps and fees by id."""
    match value:
        case None:
            return (Text("none"),)
        case NoticeTerm():
            said = say_short(value.length, f"{path}.length", "length", isinstance(value.length, str), deal, style, names)
            if value.ends != "day":
                said = (*said, Text(f", to the end of a {value.ends}"))
            return (*said, Text(" before the end of the Term")) if value.from_ == "term_end" else said
        case BySide():
            runs = [
                (*say(getattr(value, side), f"{path}.{side}", side, False, deal, style), Text(" ("), *side_name(deal, side), Text(")"))
                for side in ("a", "b")
            ]
            return join(runs)
        case Cure():
            return _short_cure(value, path, deal, style, names)
        case LockIn() | WindDownTerm():
            name, inner = main(value)
            return say_short(inner, f"{path}.{name}", name, isinstance(inner, str), deal, style, names)
        case Scope():
            return (Text("a part" if value.parts else "the whole"),)
        case Transfer():
            return say(value.what, f"{path}.what", "what", False, deal, style)
        case list() if value and hasattr(value[0], "step"):
            return (Text(", ".join(names.get(step.step, step.step) for step in value)),)
        case list() if not value:
            return (Text("none"),)
        case str() if field == "fee" and value in names:
            return (Text(names[value]),)
    return say(value, path, field, closed, deal, style)


def _short_cure(cure: Cure, path: str, deal: Deal, style: Style, names: dict[str, str]) -> Inlines:
    said = say_short(cure.time, f"{path}.time", "time", isinstance(cure.time, str), deal, style, names)
    runs: list[Inlines] = [
        (*say(item.time, f"{path}.classes.{item.id}.time", "time", isinstance(item.time, str), deal, style), Text(" for "),
         *say(item.breach, f"{path}.classes.{item.id}.class", "class", False, deal, style))
        for item in cure.classes
    ]  # fmt: skip
    if not runs:
        return said
    return (*join(runs), Text("; otherwise "), *said)
