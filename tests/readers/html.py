"""Read a written HTML file back: its lines with depth, number and words, and what it links to."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from generator.document.lines import Line


def parse(content: bytes) -> HtmlElement:
    return html.document_fromstring(content.decode())


def lines(content: bytes) -> list[Line]:
    """The lines of <main>, in reading order. An <aside>, as the cover and the contents, is no part of the paper."""
    (main,) = parse(content).iter("main")
    return list(_lines(main, 2))


def _lines(element: HtmlElement, depth: int) -> Iterator[Line]:
    """`depth` is that of the lists an element is in: 2 outside of lists."""
    for child in list(element):
        match child.tag:
            case "aside" | "colgroup":
                pass
            case "h1" | "h2" | "h3":
                yield _line(child, int(child.tag[1]) - 2)
            case "p" if any(name.startswith("level") for name in child.classes):
                (level,) = (int(name.removeprefix("level")) for name in child.classes if name.startswith("level"))
                line = _line(child, level)
                yield line if line.number else line._replace(depth=-1)
            case "p" | "dt":
                yield _line(child, -1)
            case "dd":
                if child.text_content():
                    yield _line(child, -1)
            case "th" | "td":
                if any(inner.tag == "p" for inner in child):
                    yield from _lines(child, depth)
                else:
                    yield _line(child, -1)
            case "li":
                yield _line(child, depth)
                yield from (line for inner in child if inner.tag == "ol" for line in _lines(inner, depth + 1))
            case "ol":
                yield from _lines(child, depth + 1)
            case _:
                yield from _lines(child, depth)


def _line(element: HtmlElement, depth: int) -> Line:
    """The element's own words, to the letter, less those of its number and of lists within it."""
    number = "".join(span.text_content() for span in element if span.tag == "span" and "n" in span.classes)
    words = (element.text or "") + "".join(_words(child) for child in element)
    return Line(depth, number.strip(), words)


def _words(child: HtmlElement) -> str:
    own = "" if child.tag == "ol" or (child.tag == "span" and "n" in child.classes) else child.text_content()
    return own + (child.tail or "")
