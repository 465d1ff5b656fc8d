"""What no judge of Word files catches: control ids given twice, links to nowhere, empty headers, tables without header, mere bold.

`python -m tests.judges.gaps_docx FILE…` prints what it finds.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from tests.readers.docx import W, value

# Bold paragraphs that are no headings of the paper, by the names the reference document gives their styles.
BOLD_BY_RIGHT = {"Title", "CoverParty", "TOCHeading", "Status", "Banner", "SignatureHeading"}
REFERS = re.compile(r'^\s*(?:REF|PAGEREF|HYPERLINK\s+\\l)\s+"?([^\s"]+)')
SHOWS = tuple(W + name for name in ("t", "fldSimple", "fldChar", "drawing", "pict", "object", "ptab"))


def findings(path: Path) -> list[str]:
    """What is wrong with a Word file, by part; nothing for a sound one. Raises what zipfile and lxml raise for no Word file."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"word/[^/]+\.xml", name)]
        parts = {name: etree.fromstring(archive.read(name)) for name in names}
    body = parts["word/document.xml"]
    bold = _bold_styles(parts["word/styles.xml"])
    outlined = _outlined_styles(parts["word/styles.xml"])
    return [
        *_control_ids(parts),
        *_links(parts),
        *_empty_headers(parts),
        *_tables(body),
        *_mere_bold(body, bold, outlined),
    ]


def _control_ids(parts: Mapping[str, etree._Element]) -> Iterator[str]:
    ids = Counter(value(mark) for part in parts.values() for mark in part.iterfind(f".//{W}sdtPr/{W}id"))
    yield from (f"{count} content controls have the id {id}" for id, count in ids.items() if count > 1)


def _links(parts: Mapping[str, etree._Element]) -> Iterator[str]:
    marks = {value(mark, "name") for part in parts.values() for mark in part.iter(W + "bookmarkStart")}
    for name, part in parts.items():
        targets = [value(link, "anchor") for link in part.iter(W + "hyperlink")]
        instructions = [value(field, "instr") for field in part.iter(W + "fldSimple")] + [node.text for node in part.iter(W + "instrText")]
        targets += [found[1] for said in instructions if said and (found := REFERS.match(said))]
        yield from (f"{name} leads to “{target}”, a bookmark that is nowhere" for target in targets if target and target not in marks)


def _empty_headers(parts: Mapping[str, etree._Element]) -> Iterator[str]:
    for name, part in parts.items():
        if re.search(r"/(header|footer)\d*\.xml$", name):
            shown = [node for node in part.iter(*SHOWS) if node.tag != W + "t" or (node.text or "").strip()]
            if not shown:
                yield f"{name} is empty"


def _tables(body: etree._Element) -> Iterator[str]:
    for at, table in enumerate(body.iter(W + "tbl"), 1):
        first = table.find(W + "tr")
        if first is None or first.find(f"{W}trPr/{W}tblHeader") is None:
            yield f"table {at} has no header row: “{_words(table)[:40]}”"


def _mere_bold(body: etree._Element, bold: set[str], outlined: set[str]) -> Iterator[str]:
    for paragraph in body.iter(W + "p"):
        style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or ""
        own_level = paragraph.find(f"{W}pPr/{W}outlineLvl") is not None
        if own_level or style in outlined | BOLD_BY_RIGHT or next(paragraph.iterancestors(W + "tbl"), None) is not None:
            continue
        runs = [run for run in paragraph.iter(W + "r") if _words(run).strip()]
        if runs and all(_is_bold(run, bold, style in bold) for run in runs):
            yield f"“{_words(paragraph)[:40]}” is only bold: a heading has the style of a heading"


def _is_bold(run: etree._Element, bold: set[str], otherwise: bool) -> bool:
    own = run.find(f"{W}rPr/{W}b")
    if own is not None:
        return _is_on(own)
    return value(run.find(f"{W}rPr/{W}rStyle")) in bold or otherwise


def _is_on(mark: etree._Element) -> bool:
    return value(mark) not in {"0", "false", "off"}


def _bold_styles(styles: etree._Element) -> set[str]:
    return _with(styles, "rPr/b")


def _outlined_styles(styles: etree._Element) -> set[str]:
    return _with(styles, "pPr/outlineLvl")


def _with(styles: etree._Element, property: str) -> set[str]:
    """The ids of the styles that say this of themselves, or are based on one that does and do not take it back."""
    by_id = {value(style, "styleId") or "": style for style in styles.iter(W + "style")}
    steps = "/".join(W + step for step in property.split("/"))
    found = set()
    for id in by_id:
        above: str | None = id
        while above in by_id:
            mark = by_id[above].find(steps)
            if mark is not None:
                if _is_on(mark) or property.endswith("outlineLvl"):  # level 0 is a level
                    found.add(id)
                break
            above = value(by_id[above].find(W + "basedOn"))
    return found


def _words(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(W + "t"))


if __name__ == "__main__":
    told = [f"{name}: {finding}" for name in sys.argv[1:] for finding in findings(Path(name))]
    print("\n".join(told) or "nothing found")
    raise SystemExit(bool(told))
