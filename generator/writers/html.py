"""HTML: semantic, one file with its style inside, nothing to fetch. The PDF writer prints the same page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from generator.document.tree import Clause, Definitions, Document, Item, Items, Paragraph
from generator.writers.choices import PLAIN, Choices
from generator.writers.direction import isolated

if TYPE_CHECKING:
    from jinja2 import Template

FORMAT = "html"
MEDIA = "text/html"


def write(document: Document, choices: Choices = PLAIN) -> bytes:
    """A finished document to the bytes of one HTML file, UTF-8."""
    return page(document, for_print=False).encode()


def page(document: Document, *, for_print: bool, more_style: str = "") -> str:
    """The page itself. `for_print` takes the print style and leaves out what paper has no use for.

    In print, values stand without an element of their own: WeasyPrint takes time for each inline element.
    `more_style`: CSS of ours that comes after the sheet.
    """
    sheet = "print.css" if for_print else "screen.css"
    # Ours, and checked by a test to hold no “</”: escaped, its quotation marks would be lost.
    style = Markup(_text(sheet) + more_style)
    return _template().render(document=document, names=names(document), for_print=for_print, style=style)


def anchor_id(anchor: str) -> str:
    """An anchor as an id of HTML, which holds no space: `def:Wind-Down Plan` to `def:Wind-Down_Plan`."""
    return "_".join(anchor.split())


def names(document: Document) -> dict[str, str]:
    """What each anchor leads to, in words: “2.2 Wind-down plan”, “Schedule A: Exit matrix, 2”. For a screen reader and the pointer."""
    found: dict[str, str] = {}
    for paragraph in document.opening:
        found.update(_block_names(paragraph, document.title))
    for section in document.sections:
        name = f"{section.label} {section.title}".strip()
        found.update(_named(section.anchor, name))
        for clause in section.clauses:
            found.update(_clause_names(clause, clause.title))
    for schedule in document.schedules:
        name = f"Schedule {schedule.letter}: {schedule.title}"
        found.update(_named(schedule.anchor, name))
        for clause in schedule.clauses:
            found.update(_clause_names(clause, name))
    return found


def _clause_names(clause: Clause, around: str) -> Iterator[tuple[str, str]]:
    """`around` is what a paragraph of the clause is found in: the clause's title, or the schedule."""
    yield from _named(clause.anchor, f"{clause.label} {clause.title}".strip())
    for block in clause.blocks:
        match block:
            case Paragraph():
                yield from _block_names(block, around)
            case Items():
                for item in block.items:
                    yield from _item_names(item, around)
            case Definitions():
                for entry in block.entries:
                    yield entry.anchor, f"Definition of “{entry.term}”"
            case _:
                pass


def _block_names(paragraph: Paragraph, around: str) -> Iterator[tuple[str, str]]:
    yield from _named(paragraph.anchor, f"{around}, {paragraph.label.rstrip('.')}" if paragraph.label else around)


def _item_names(item: Item, around: str) -> Iterator[tuple[str, str]]:
    yield from _named(item.anchor, f"{around}, {item.label}")
    for child in item.children:
        yield from _item_names(child, around)


def _named(anchor: str | None, name: str) -> Iterator[tuple[str, str]]:
    if anchor is not None:
        yield anchor, name


def _kind(node: object) -> str:
    """The name of a node's class: how the template tells nodes apart."""
    return type(node).__name__


def _text(name: str) -> str:
    return (files("templates") / "styles" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(loader=FunctionLoader(_text), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters |= {"kind": _kind, "id": anchor_id, "isolated": isolated}
    return environment.get_template("paper.html.jinja")
