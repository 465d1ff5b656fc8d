"""A Word file to the values in its content controls, as Word would print them now.

Zip and XML are opened with the limits of a house document, for a file that comes back by mail may be anybody's. Deleted text
of tracked changes is not said, inserted text is. A control bound to the XML part that holds repeated values prints what that
part holds, so where the document remembers other words, both count as said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from generator.readback.marked import CannotRead, Marked
from generator.writers.choices import HouseStyleError
from generator.writers.word.entries import MEGABYTE
from generator.writers.word.house.sealed import LARGEST_FILE, Sealed, W

_VALUES = "{urn:pactwright:values}"
_BOUND = re.compile(r"/v:values\[1\]/v:value\[(\d{1,6})\]")
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_PIECES = {W + "t": "", W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_GONE = (W + "del", W + "moveFrom")


def read_docx(data: bytes) -> list[tuple[str, str]]:
    """Tag and words of each content control with a tag, in reading order; a control without words is passed over. Raises CannotRead."""
    return list(marked_docx(data).values)


def marked_docx(data: bytes) -> Marked:
    """The same, with what the file says of itself. Raises CannotRead."""
    if len(data) > LARGEST_FILE:
        raise CannotRead(f"it is larger than {LARGEST_FILE // MEGABYTE} MB, which no paper is.")
    try:
        sealed = Sealed(data)
        root = sealed.xml(sealed.main) if sealed.main else None
        if root is None or root.tag != W + "document":
            raise CannotRead("its main part is no Word document; if it is a “Strict Open XML” file, save it as .docx.")
        _strike(root)
        held = _held(sealed)
        return Marked(tuple(_values(root, held)), _properties(sealed))
    except HouseStyleError as error:
        raise CannotRead(str(error)) from None


def _held(sealed: Sealed) -> list[str]:
    """The words of the XML part that repeated values are bound to, in its order; none where there is no such part."""
    for relation in sealed.relations(sealed.main or "").values():
        root = sealed.xml(relation.part) if relation.kind == "customXml" and relation.part else None
        if root is not None and root.tag == _VALUES + "values":
            return [one.text or "" for one in root.iter(_VALUES + "value")]
    return []


def _values(root: etree._Element, held: list[str]) -> Iterator[tuple[str, str]]:
    for control in root.iter(W + "sdt"):
        about, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
        tag = about.find(W + "tag") if about is not None else None
        if about is None or content is None or tag is None:
            continue
        path = tag.get(W + "val", "")
        words = "" if about.find(W + "showingPlcHdr") is not None else _words(content)
        bound = _bound(about, held)
        for one in dict.fromkeys((words, words if bound is None else bound)):
            if path and one.strip():
                yield path, one


def _bound(about: etree._Element, held: list[str]) -> str | None:
    """What the XML part holds for a control, None for one that is bound to nothing of ours."""
    binding = about.find(W + "dataBinding")
    match = _BOUND.fullmatch(binding.get(W + "xpath", "")) if binding is not None else None
    return held[int(match[1]) - 1] if match and 1 <= int(match[1]) <= len(held) else None


def _words(content: etree._Element) -> str:
    return "".join(_PIECES[str(piece.tag)] or piece.text or "" for piece in content.iter(*_PIECES))


def _strike(root: etree._Element) -> None:
    """Take out what tracked changes delete: words, and rows of tables that are marked so."""
    for gone in list(root.iter(*_GONE)):
        around = gone.getparent()
        row = around.getparent() if around is not None and around.tag == W + "trPr" else None
        struck = gone if row is None else row
        parent = struck.getparent()
        if parent is not None:
            parent.remove(struck)


def _properties(sealed: Sealed) -> dict[str, str]:
    part = next((one.part for one in sealed.relations("").values() if one.kind == "custom-properties" and one.part), "")
    root = sealed.xml(part) if part else None
    return {} if root is None else {one.get("name", ""): "".join(map(str, one.itertext())) for one in root.iter(_PROPERTY)}
