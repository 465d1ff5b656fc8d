"""What no judge looks for in our HTML: ids given twice, links to nowhere, tables without header cells, headings that are only bold.

`python -m tests.judges.gaps_html FILE…` prints what it finds.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml.html import HtmlElement

from tests.readers.html import parse

BOLD = re.compile(r"font-weight:\s*(bold|[6-9]00)")


def findings(path: Path) -> list[str]:
    """What is wrong with an HTML file; nothing for a sound one."""
    page = parse(path.read_bytes())
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    return [
        *(f"{count} elements have the id “{id}”" for id, count in ids.items() if count > 1),
        *(f"“{link.text_content()}” leads to “{to}”, an id that is nowhere" for link, to in _links(page) if to not in ids),
        *(f"table {at} has no header cell: “{_words(table)}”" for at, table in enumerate(page.iter("table"), 1) if not _has_header(table)),
        *(f"“{_words(block)}” is only bold: a heading is h1 to h6" for block in page.iter("p", "div") if _is_bold(block)),
    ]


def _links(page: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    for link in page.iter("a"):
        to = link.get("href", "")
        if to.startswith("#"):
            yield link, unquote(to[1:])


def _has_header(table: HtmlElement) -> bool:
    return next(table.iter("th"), None) is not None


def _is_bold(element: HtmlElement) -> bool:
    """Whether an element has words and all of them are bold by its own mark: what a sheet makes bold has a class that says why."""
    if element.tag in {"b", "strong", "dfn"} or BOLD.search(element.get("style", "")):
        return bool(element.text_content().strip())
    loose = [element.text, *(child.tail for child in element)]
    inner = [child for child in element if child.text_content().strip()]
    return bool(inner) and not any(words and words.strip() for words in loose) and all(map(_is_bold, inner))


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())[:40]


if __name__ == "__main__":
    told = [f"{name}: {finding}" for name in sys.argv[1:] for finding in findings(Path(name))]
    print("\n".join(told) or "nothing found")
    raise SystemExit(bool(told))
