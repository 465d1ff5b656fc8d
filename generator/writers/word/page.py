"""Pages: paper, sections of the file, footers."""

from __future__ import annotations

from generator.document.tree import Document, Look
from generator.writers.word.inlines import field_run, run

# The text is equally wide on both papers, so that styles with tab stops fit both.
TEXT_WIDTH = 9070  # twips: 16 cm
LANDSCAPE_WIDTH = 13400
PAPERS = {"A4": (11906, 16838), "letter": (12240, 15840)}
PORTRAIT_FOOTER, LANDSCAPE_FOOTER = "rIdFooterPortrait", "rIdFooterLandscape"
HOUSE_HEADER, HOUSE_FIRST_HEADER, HOUSE_FIRST_FOOTER = "word/header1.xml", "word/header2.xml", "word/footer3.xml"
# The parts a house style adds: relationship id, kind.
HOUSE_PARTS = {
    HOUSE_HEADER: ("rIdHouseHeader", "header"),
    HOUSE_FIRST_HEADER: ("rIdHouseFirstHeader", "header"),
    HOUSE_FIRST_FOOTER: ("rIdHouseFirstFooter", "footer"),
}


def section(look: Look, landscape: bool, compact: bool) -> str:
    """The sectPr of a run of pages."""
    short, long = PAPERS[look.paper]
    width, height = (long, short) if landscape else (short, long)
    side = (width - (LANDSCAPE_WIDTH if landscape else TEXT_WIDTH)) // 2
    top, bottom = (850, 907) if compact else (1134, 1134) if landscape else (1418, 1304)
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{LANDSCAPE_FOOTER if landscape else PORTRAIT_FOOTER}"/>'
        '<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{side}" w:bottom="{bottom}" w:left="{side}" w:header="567" w:footer="567" w:gutter="0"/>'
        "</w:sectPr>"
    )


def footer(document: Document, landscape: bool) -> str:
    """The paragraphs of a footer: document id and version, page x of y, and the draft status below.

    The number of pages is not known before a layout: word processors put it in when they open the file.
    """
    style = "FooterLandscape" if landscape else "Footer"
    pages = run("\tPage ") + field_run("PAGE", "1") + run(" of ") + field_run("NUMPAGES", "1")
    lines = [(run(document.footer) if document.footer else "") + pages]
    if document.status:
        lines.append(run(document.status))
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style if at == 0 else "FooterStatus"}"/></w:pPr>{runs}</w:p>' for at, runs in enumerate(lines)
    )
