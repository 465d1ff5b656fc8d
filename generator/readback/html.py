"""An HTML paper to the values it marks with `data` elements."""

from __future__ import annotations

from html.parser import HTMLParser

from generator.readback.marked import CannotRead, Marked

LARGEST = 20_000_000  # bytes; the longest paper of ours has less than one million


def read_html(data: bytes) -> list[tuple[str, str]]:
    """Path and words of each marked value, in reading order. Raises CannotRead."""
    return list(marked_html(data).values)


def marked_html(data: bytes) -> Marked:
    """The same, with what the file says of itself. Raises CannotRead."""
    if len(data) > LARGEST:
        raise CannotRead(f"it is larger than {LARGEST // 1_000_000} MB, which no paper is.")
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotRead("it is not in UTF-8, as our HTML papers are.") from None
    page = _Page()
    page.feed(words)
    page.close()
    return Marked(tuple((path, "".join(said)) for path, said in page.values if "".join(said).strip()), page.properties)


class _Page(HTMLParser):
    """Collects `<data value="path">words</data>` and the named `<meta>`s."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.values: list[tuple[str, list[str]]] = []
        self.properties: dict[str, str] = {}
        self._open: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if tag == "data":
            words: list[str] = []
            self.values.append((own.get("data-path") or own.get("value") or "", words))
            self._open.append(words)
        elif tag == "meta" and own.get("name"):
            self.properties.setdefault(own["name"] or "", own.get("content") or "")
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "data" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].append(data)
