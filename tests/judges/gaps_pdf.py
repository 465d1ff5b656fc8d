"""What veraPDF lets pass in a PDF: links and bookmarks to nowhere, tables without header cells, headings that are only bold.

qpdf unpacks the file, poppler reads its lines. `python -m tests.judges.gaps_pdf FILE…` prints what it finds.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from tests.readers.pdf import outline

NUMBERED = re.compile(r"(\d+(\.\d+)*\.?|Schedule [A-Z])\s+\S")
HEADING = re.compile(r"/H[1-6]?")
SECONDS = 60


def findings(path: Path) -> list[str]:
    """What is wrong with a PDF; nothing for a sound one. RuntimeError where qpdf cannot read it."""
    objects = _objects(path)
    return [*_destinations(objects), *_tables(objects), *_mere_bold(path, objects)]


def _objects(path: Path) -> dict[str, Any]:
    """The objects of a file by “6 0 R”, and its trailer: numbers, lists, dictionaries, names as “/Name”, words as “u:words”."""
    done = subprocess.run(["qpdf", "--json", "--json-key=qpdf", str(path)], capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode not in {0, 3}:
        raise RuntimeError(f"qpdf cannot read it: {done.stderr.strip()}")
    held = json.loads(done.stdout)["qpdf"][1]
    return {name.removeprefix("obj:"): one.get("value", one.get("stream", {}).get("dict")) for name, one in held.items()}


def _destinations(objects: dict[str, Any]) -> Iterator[str]:
    catalog = objects[objects["trailer"]["/Root"]]
    tree = _at(objects, _at(objects, catalog.get("/Names", {})).get("/Dests", {}))
    named = {**_at(objects, catalog.get("/Dests", {})), **dict(_name_tree(objects, tree))}
    for one in objects.values():
        if not isinstance(one, dict):
            continue
        action = _at(objects, one.get("/A", {}))
        action = action if isinstance(action, dict) else {}  # a tag's attributes, which stand under the same name, may be a list
        leads = one.get("/Dest") or (action.get("/D") if action.get("/S") == "/GoTo" else None)
        if leads is not None and (one.get("/Subtype") == "/Link" or "/Title" in one):
            words = str(one.get("/Title") or one.get("/Contents") or "link").removeprefix("u:")
            yield from _destination(objects, named, words, leads)


def _destination(objects: dict[str, Any], named: dict[str, Any], words: str, leads: Any) -> Iterator[str]:
    place = named.get(leads) if isinstance(leads, str) and leads not in objects else leads
    place = _at(objects, place)
    place = _at(objects, place.get("/D")) if isinstance(place, dict) else place
    if not place or _at(objects, place[0]) is None or _at(objects, place[0]).get("/Type") != "/Page":
        yield f"“{words}” leads to {leads if isinstance(leads, str) else 'a place'} that is nowhere".replace("u:", "", 1)


def _name_tree(objects: dict[str, Any], node: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    names = _at(objects, node.get("/Names", []))
    yield from zip(names[::2], names[1::2], strict=True)
    for child in _at(objects, node.get("/Kids", [])):
        yield from _name_tree(objects, _at(objects, child))


def _tables(objects: dict[str, Any]) -> Iterator[str]:
    tables = [one for one in objects.values() if isinstance(one, dict) and one.get("/S") == "/Table"]
    for at, table in enumerate(tables, 1):
        if "/TH" not in set(_tags(objects, table)):
            yield f"table {at} has no header cell"


def _tags(objects: dict[str, Any], element: Any) -> Iterator[str]:
    element = _at(objects, element)
    if isinstance(element, list):
        for child in element:
            yield from _tags(objects, child)
    elif isinstance(element, dict) and "/S" in element:
        yield element["/S"]
        yield from _tags(objects, element.get("/K", []))


def _at(objects: dict[str, Any], value: Any) -> Any:
    """The object a reference refers to; any other value itself."""
    return objects.get(value) if isinstance(value, str) and value.endswith(" R") else value


def _mere_bold(path: Path, objects: dict[str, Any]) -> Iterator[str]:
    """Lines that begin with a clause number and are bold to their end, in no heading: what a heading set in bold looks like.

    The words of headings are taken from the bookmarks, which both our engines make of the tagged headings: to read them
    from the tags takes poppler half a minute.
    """
    bookmarks = [words for _, words in outline(path)]
    headings = [one for one in objects.values() if isinstance(one, dict) and HEADING.fullmatch(str(one.get("/S")))]
    if len(headings) < len(bookmarks):
        yield f"{len(bookmarks)} bookmarks and only {len(headings)} headings tagged H1 to H6"
    for line in _bold_lines(path):
        if NUMBERED.match(line) and not any(_packed(words).startswith(_packed(line)) for words in bookmarks):
            yield f"“{line[:40]}” is only bold: a heading is tagged H1 to H6 and has a bookmark"


def _bold_lines(path: Path) -> Iterator[str]:
    """The lines all of whose words are bold; words of one height are one line."""
    for page in _said("pdftohtml", "-xml", "-i", "-stdout", str(path)).split("<page ")[1:]:
        lines: dict[str, list[str]] = {}
        for top, words in re.findall(r'<text top="(\d+)"[^>]*>(.*?)</text>', page):
            lines.setdefault(top, []).append(words)
        for words in lines.values():
            if all(re.fullmatch(r"(<a [^>]*>)?<b>.*</b>(</a>)?", one) for one in words if one.strip()):
                yield " ".join(unescape(re.sub(r"<[^>]+>", "", " ".join(words))).split())


def _packed(words: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]+", "", words)


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=SECONDS)
    return done.stdout.decode("utf-8", "replace")


if __name__ == "__main__":
    told = [f"{name}: {finding}" for name in sys.argv[1:] for finding in findings(Path(name))]
    print("\n".join(told) or "nothing found")
    raise SystemExit(bool(told))
