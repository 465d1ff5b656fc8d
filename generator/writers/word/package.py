"""The package around the body: the parts of reference.docx, properties, and a zip that is the same each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterable
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from generator.document.tree import Document
from generator.writers.choices import Choices
from generator.writers.word.archive import zipped
from generator.writers.word.bindings import bind
from generator.writers.word.body import Body
from generator.writers.word.inlines import escape
from generator.writers.word.marks import Marked
from generator.writers.word.page import HOUSE_PARTS, LANDSCAPE_FOOTER, PORTRAIT_FOOTER, footer

if TYPE_CHECKING:
    from generator.writers.word.house import House

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
# Custom properties by Office's own format id.
_CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_DOCUMENT = "word/document.xml"
_OF_PACKAGE = {
    _DOCUMENT: f"{_OFFICE}/relationships/officeDocument",
    "docProps/core.xml": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    "docProps/app.xml": f"{_OFFICE}/relationships/extended-properties",
    "docProps/custom.xml": f"{_OFFICE}/relationships/custom-properties",
}
_OF_DOCUMENT = {
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
    "word/settings.xml": "settings",
    "word/fontTable.xml": "fontTable",
    "word/theme/theme1.xml": "theme",
}
_FOOTERS = ((PORTRAIT_FOOTER, "footer1.xml", False), (LANDSCAPE_FOOTER, "footer2.xml", True))


def house_of(choices: Choices) -> House | None:
    """The house style that was chosen, read. Raises HouseStyleError."""
    if choices.style is None:
        return None
    from generator.writers.word.house import read_house  # here, for it loads an XML parser that no other paper needs

    return read_house(choices.style, choices.style_map, reference(False)["word/styles.xml"].encode())


def package(body: Body, house: House | None = None) -> bytes:
    """A Word file of a finished body with the styles and outlines of the reference document, in the look of a house if there is one.

    The same body and house give the same bytes.
    """
    document = body.document
    parts = dict(reference(document.compact))
    opening, closing = f"{HEAD}<w:document {NAMESPACES}><w:body>", "</w:body></w:document>"
    written, value_parts = bind([Marked.of(opening), *body.finish(), Marked.of(closing)], body.inlines.printed)
    parts |= value_parts
    for _, name, landscape in _FOOTERS:
        if landscape in body.orientations:
            parts[f"word/{name}"] = f"{HEAD}<w:ftr {NAMESPACES}>{footer(document, landscape)}</w:ftr>"
    if comments := body.comments.written:
        parts["word/comments.xml"] = f"{HEAD}<w:comments {NAMESPACES}>{''.join(comments)}</w:comments>"
    parts["word/numbering.xml"] = parts["word/numbering.xml"].replace(
        "</w:numbering>", "".join(body.numbering.own_lists) + "</w:numbering>"
    )
    for name in ("word/styles.xml", "word/settings.xml"):
        parts[name] = parts[name].replace('w:val="en-GB"', f'w:val="{escape(document.look.language)}"')
    parts["docProps/core.xml"] = _core(document)
    parts["docProps/app.xml"] = (
        f'{HEAD}<Properties xmlns="{_OFFICE}/extended-properties"><Application>Pactwright</Application></Properties>'
    )
    parts["docProps/custom.xml"] = _custom(document)
    pictures: dict[str, bytes] = {}
    if house is not None:
        from generator.writers.word.house import dress

        changed, pictures = dress({**parts, _DOCUMENT: written.decode()}, house, document.compact)
        written = changed.pop(_DOCUMENT).encode()
        parts |= changed
    names = {*parts, _DOCUMENT}
    parts["_rels/.rels"] = package_relations(names)
    parts["word/_rels/document.xml.rels"] = document_relations(names)
    parts["[Content_Types].xml"] = content_types([*parts, _DOCUMENT, *pictures])
    return zipped({**parts, **pictures, _DOCUMENT: written})


@lru_cache(maxsize=2)
def reference(compact: bool) -> dict[str, str]:
    """The parts of the reference document that every paper takes over: styles, outlines, settings, fonts, theme."""
    name = "reference_compact.docx" if compact else "reference.docx"
    with zipfile.ZipFile(io.BytesIO((files("templates") / "styles" / name).read_bytes())) as archive:
        return {part: archive.read(part).decode("utf-8") for part in _OF_DOCUMENT}


def _core(document: Document) -> str:
    day = f"{document.draft_date}T00:00:00Z"
    dates = "".join(f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{day}</dcterms:{kind}>' for kind in ("created", "modified"))
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title><dc:creator>Pactwright</dc:creator>{dates if document.draft_date else ''}"
        f"<dc:language>{escape(document.look.language)}</dc:language></cp:coreProperties>"
    )


def _custom(document: Document) -> str:
    entries = "".join(
        f'<property fmtid="{_CUSTOM}" pid="{at}" name="{escape(name)}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for at, (name, value) in enumerate(document.properties, 2)  # 0 and 1 are Office's own
    )
    return f'{HEAD}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{entries}</Properties>'


def _relations(entries: Iterable[tuple[str, str, str]]) -> str:
    written = "".join(f'<Relationship Id="{id}" Type="{type}" Target="{target}"/>' for id, type, target in entries)
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{written}</Relationships>'


def package_relations(parts: Collection[str]) -> str:
    """What the package as a whole names: the document and its properties."""
    return _relations((f"rId{at}", type, part) for at, (part, type) in enumerate(_OF_PACKAGE.items(), 1) if part in parts)


def document_relations(parts: Collection[str]) -> str:
    """What the document names: the parts of the reference document, its footers, those of a house, its comments, the values bound."""
    own = [
        (f"rId{at}", f"{_OFFICE}/relationships/{kind}", part.removeprefix("word/"))
        for at, (part, kind) in enumerate(_OF_DOCUMENT.items(), 1)
        if part in parts
    ]
    footers = [(id, f"{_OFFICE}/relationships/footer", name) for id, name, _ in _FOOTERS if f"word/{name}" in parts]
    house = [
        (id, f"{_OFFICE}/relationships/{kind}", part.removeprefix("word/")) for part, (id, kind) in HOUSE_PARTS.items() if part in parts
    ]
    comments = [("rIdComments", f"{_OFFICE}/relationships/comments", "comments.xml")] if "word/comments.xml" in parts else []
    values = [("rIdValues", f"{_OFFICE}/relationships/customXml", "../customXml/item1.xml")] if "customXml/item1.xml" in parts else []
    return _relations([*own, *footers, *house, *comments, *values])


def content_types(parts: Collection[str]) -> str:
    """What each part is."""
    types = {part: f"{_MAIN}.wordprocessingml.{kind}+xml" for part, kind in _OF_DOCUMENT.items()} | {
        "word/theme/theme1.xml": f"{_MAIN}.theme+xml",
        _DOCUMENT: f"{_MAIN}.wordprocessingml.document.main+xml",
        "word/comments.xml": f"{_MAIN}.wordprocessingml.comments+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": f"{_MAIN}.extended-properties+xml",
        "docProps/custom.xml": f"{_MAIN}.custom-properties+xml",
        "customXml/itemProps1.xml": f"{_MAIN}.customXmlProperties+xml",
    }
    types |= {f"word/{name}": f"{_MAIN}.wordprocessingml.footer+xml" for _, name, _ in _FOOTERS}
    types |= {part: f"{_MAIN}.wordprocessingml.{kind}+xml" for part, (_, kind) in HOUSE_PARTS.items()}
    pictures = "".join(
        f'<Default Extension="{kind}" ContentType="image/{kind}"/>'
        for kind in ("jpeg", "png")
        if any(part.endswith(f".{kind}") for part in parts)
    )
    written = "".join(f'<Override PartName="/{part}" ContentType="{types[part]}"/>' for part in sorted(parts) if part in types)
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}{written}</Types>'
    )
