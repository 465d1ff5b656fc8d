"""PDF by WeasyPrint: it prints the HTML page with our print style and our fonts, PDF/UA-1 and PDF/A-3a in one file.

WeasyPrint is imported when a PDF is asked for: it takes most of a second, and needs Pango, a library of the system.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from types import MappingProxyType, ModuleType
from typing import Any
from warnings import catch_warnings, simplefilter

from generator.document.tree import Document
from generator.fonts import SHIPPED, Fonts
from generator.writers import WHOLE_COPY, CannotWrite, refuse_lacking
from generator.writers.html import anchor_id, names, page

FONTS = "pactwright:fonts/"
ADDED = "pactwright:added/"
_ENVIRONMENT = Lock()


class PdfEngineMissing(CannotWrite):
    """WeasyPrint cannot be loaded, mostly because Pango is not installed. The message says what to install."""


class Refused(Exception):
    """Something other than one of our fonts was asked for while printing."""


def write(document: Document, fonts: Fonts = SHIPPED) -> bytes:
    """A finished document to the bytes of one tagged PDF.

    Raises PdfEngineMissing when this computer cannot print one, CannotWrite where a character is in no font
    or an added font cannot be read.
    """
    html = page(document, for_print=True, more_style=_style(fonts))
    refuse_lacking(document, fonts, html)
    with _fixed_environment(document.draft_date), _unread_fonts() as unread:
        weasyprint = engine()
        configuration = weasyprint.text.fonts.FontConfiguration()
        fetcher = _fetcher()()
        fetcher.added = _copies(fonts)
        try:
            source = weasyprint.HTML(string=html, url_fetcher=fetcher)
            finisher = _finisher({anchor_id(anchor): name for anchor, name in names(document).items()})
            pdf: bytes = source.write_pdf(font_config=configuration, pdf_variant="pdf/a-3a", custom_metadata=True, finisher=finisher)
        except weasyprint.urls.FatalURLFetchingError as fatal:
            # A BaseException, which would end a batch: hand on the plain exception it was made of.
            raise (fatal.__cause__ or Refused(str(fatal))) from None
    for family in fonts.added:
        if family.name in unread:
            raise CannotWrite(f"PDF cannot be printed by WeasyPrint: it cannot read the font {family.files[0]}. {WHOLE_COPY}")
    return pdf


@contextmanager
def _unread_fonts() -> Iterator[list[str]]:
    """The families WeasyPrint could not read: it only says so in its log, and goes on with empty boxes."""
    unread: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if str(record.msg).startswith("Font-face"):
                unread.extend(map(str, record.args or ()))

    listener, log = Listener(), logging.getLogger("weasyprint")
    log.addHandler(listener)
    try:
        yield unread
    finally:
        log.removeHandler(listener)


def _style(fonts: Fonts) -> str:
    """The added families as CSS, after the shipped one wherever that is named."""
    if not fonts.added:
        return ""
    faces = [
        f'@font-face {{ font-family: "{family.name}"; src: url("{ADDED}{n}/{weight}"); font-weight: {weight} }}'
        for n, family in enumerate(fonts.added, 1)
        for weight in (("normal", "bold") if family.bold else ("normal",))
    ]
    names = ", ".join(f'"{name}"' for name in ("Pactwright Sans", *(family.name for family in fonts.added)))
    return "\n".join(["", *faces, f"html {{ font-family: {names} }}", f"@page {{ font-family: {names} }}"])


def _copies(fonts: Fonts) -> dict[str, bytes]:
    """The added fonts by the URL `_style` gives each."""
    found: dict[str, bytes] = {}
    for n, family in enumerate(fonts.added, 1):
        found |= {f"{ADDED}{n}/normal": family.regular, f"{ADDED}{n}/bold": family.bold}
    return found


def font(url: str, added: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """The bytes of the font a URL names: one that is added, or a shipped one, “pactwright:fonts/NAME.ttf”. Raises Refused for the rest."""
    if url in added:
        return added[url]
    name = url.removeprefix(FONTS)
    # Compared with the names in the folder and never joined to a path unseen: “..” or a drive cannot lead elsewhere.
    for entry in (files("templates") / "fonts").iterdir():
        if url.startswith(FONTS) and entry.name == name and name.endswith(".ttf"):
            return entry.read_bytes()
    raise Refused(f"Refused to fetch “{url}”: a paper is printed from its own words and the shipped fonts only.")


def engine() -> ModuleType:
    """WeasyPrint, loaded. Raises PdfEngineMissing."""
    try:
        # It prints on stdout, which is ours, that a library is missing. And it warns of a computer without fonts, which is
        # what it is to see: we bring our own.
        with redirect_stdout(StringIO()), catch_warnings():
            simplefilter("ignore", UserWarning)
            import weasyprint
            import weasyprint.text.fonts
    except (OSError, ImportError) as error:
        raise PdfEngineMissing(
            "PDF needs WeasyPrint and the system library Pango, and one of them cannot be loaded. Install Pango: "
            "“apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0” on Debian and Ubuntu, “brew install pango” on macOS, "
            f"MSYS2’s “mingw-w64-x86_64-pango” on Windows; and WeasyPrint: “pip install weasyprint”. ({error})"
        ) from error
    module: ModuleType = weasyprint
    return module


@cache
def _fetcher() -> type[Any]:
    """WeasyPrint's fetcher with our rule in place of its own; made late, as its base class is imported late."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class ShippedFonts(URLFetcher):  # type: ignore[misc]
        """Serves the shipped fonts and those added, and stops the printing at anything else: a paper must not lack what was refused."""

        added: Mapping[str, bytes] = {}

        def fetch(self, url: str, headers: object = None) -> Any:
            try:
                return URLFetcherResponse(url, font(url, self.added), {"Content-Type": "font/ttf"})
            except Refused as refused:
                raise FatalURLFetchingError(str(refused)) from refused

    return ShippedFonts


# What the file says of itself besides: that it keeps PDF/UA-1 too, which WeasyPrint, asked for PDF/A-3a, does not say; and,
# as PDF/A demands of a property it does not know, what that property is.
_ACCESSIBLE = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>the part of ISO 14289 the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def _finisher(names: dict[str, str]) -> Callable[[Any, Any], None]:
    """What is done to the file before it is written: it says that it keeps PDF/UA-1, and of each link where it leads.

    `names`: the name of each place, “2.2 Wind-down plan”; WeasyPrint says only “wind.plan”.
    """

    def finish(_: object, pdf: Any) -> None:
        metadata = next(entry for entry in pdf.objects if getattr(entry, "extra", {}).get("Type") == "/Metadata")
        metadata.stream = [part.replace(b"</rdf:RDF>", _ACCESSIBLE + b"</rdf:RDF>") for part in metadata.stream]
        for entry in pdf.objects:
            if isinstance(entry, dict) and entry.get("Subtype") == "/Link" and "Dest" in entry:
                target = entry["Dest"]
                entry["Contents"] = type(target)(names.get(target.string, target.string))

    return finish


@contextmanager
def _fixed_environment(draft_date: str) -> Iterator[None]:
    """The two settings WeasyPrint and its libraries take from the environment only; put back afterwards.

    SOURCE_DATE_EPOCH: fonts in the PDF are stamped with the draft's date, not the clock's. FONTCONFIG_FILE: a configuration
    without folders, so that a character our fonts lack is never drawn in a font this computer happens to have.
    One print at a time for a process, as the environment is shared by its threads.
    """
    with _ENVIRONMENT, TemporaryDirectory(prefix="pactwright-") as folder:
        configuration = Path(folder) / "fonts.conf"
        configuration.write_text(f"<fontconfig><cachedir>{folder}</cachedir></fontconfig>", encoding="utf-8")
        ours = {"SOURCE_DATE_EPOCH": str(_epoch(draft_date)), "FONTCONFIG_FILE": str(configuration)}
        before = {name: os.environ.get(name) for name in ours}
        os.environ.update(ours)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def _epoch(draft_date: str) -> int:
    """Seconds of 1970 of the draft's day; of 1980, the first that all fonts can hold, when it has no date."""
    day = datetime.fromisoformat(draft_date or "1980-01-01")
    return int(day.replace(tzinfo=UTC).timestamp())
