"""Build reference.docx and reference_compact.docx, the styles and outlines of every paper Pactwright writes for Word.

Run `python -m templates.styles.build_reference` after a change here; the two files are kept in the repository, so no
paper needs python-docx to be written. From python-docx come the theme and the list of Word's own styles that stay
hidden; its other parts carry the marks of the machine they were saved on and are left out.
"""

from __future__ import annotations

import zipfile
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from lxml import etree

from generator.writers.word.outlines import OUTLINES, Outline
from generator.writers.word.archive import zipped
from generator.writers.word.package import HEAD, NAMESPACES, content_types, document_relations, package_relations
from templates.styles.word_styles import COMPACT, FAINT, RULE, SHADE, STYLES, Style

HERE = Path(__file__).parent


def numbered_styles() -> dict[str, tuple[Outline, int]]:
    """Which style stands for which level."""
    return {level.style: (outline, at) for outline in OUTLINES for at, level in enumerate(outline.levels)}


def style_xml(style: Style) -> str:
    """One style as XML."""
    based = "" if style.kind == "character" else f'<w:basedOn w:val="{style.based}"/>'
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    paragraph = paragraph_xml(style) if style.kind == "paragraph" else ""
    own = "" if style.name[0].islower() or style.id in {"Title", "BodyText", "TOCHeading"} else ' w:customStyle="1"'
    marks = run_xml(style)
    return (
        f'<w:style w:type="{style.kind}"{own} w:styleId="{style.id}"><w:name w:val="{style.name}"/>{based}{following}<w:qFormat/>'
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}{f'<w:rPr>{marks}</w:rPr>' if marks else ''}</w:style>"
    )


def paragraph_xml(style: Style) -> str:
    """What a paragraph style says of paragraphs, in the order of the schema."""
    xml = ""
    for is_set, element in ((style.keep_next, "keepNext"), (style.keep_lines, "keepLines"), (style.new_page, "pageBreakBefore")):
        xml += f"<w:{element}/>" if is_set else ""
    indent = style.indent
    if style.numbered:
        outline, at = style.numbered
        level = f'<w:ilvl w:val="{at}"/>' if at else ""
        xml += f'<w:numPr>{level}<w:numId w:val="{outline.id}"/></w:numPr>'
        indent = (outline.levels[at].left, outline.levels[at].hanging)
    if style.borders:
        xml += (
            "<w:pBdr>"
            + "".join(f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="{color}"/>' for side, color in style.borders)
            + "</w:pBdr>"
        )
    if style.shade:
        xml += f'<w:shd w:val="clear" w:color="auto" w:fill="{style.shade}"/>'
    if style.tabs:
        xml += "<w:tabs>" + "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for kind, at in style.tabs) + "</w:tabs>"
    space = "".join(
        f' w:{name}="{value}"'
        for name, value in (("before", style.before), ("after", style.after), ("line", style.line))
        if value is not None
    )
    space += ' w:lineRule="auto"' if style.line is not None else ""
    xml += f"<w:spacing{space}/>" if space else ""
    if style.inset:
        xml += f'<w:ind w:left="{style.inset}" w:right="{style.inset}"/>'
    elif indent:
        xml += f'<w:ind w:left="{indent[0]}" w:hanging="{indent[1]}"/>'
    xml += "<w:contextualSpacing/>" if style.close else ""
    xml += f'<w:jc w:val="{style.align}"/>' if style.align else ""
    return xml + (f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "")


def run_xml(style: Style) -> str:
    """What a style says of characters, in the order of the schema."""
    xml = "<w:b/><w:bCs/>" if style.bold else ""
    xml += "<w:i/><w:iCs/>" if style.italic else ""
    xml += f'<w:color w:val="{style.color}"/>' if style.color else ""
    xml += f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>' if style.size else ""
    shade = style.shade if style.kind == "character" else ""
    return xml + (f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "")


def one_line(xml: str) -> str:
    """XML without the line breaks it was typed with."""
    return "".join(line.strip() for line in xml.splitlines())


# What Word expects to find in every file.
PLAIN_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
  <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>
</w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList">
  <w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
</w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
  <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
  <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
    <w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
</w:style>
"""
TABLE_STYLES = f"""
<w:style w:type="table" w:customStyle="1" w:styleId="PaperTable">
  <w:name w:val="Paper Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="6" w:space="0" w:color="{RULE}"/><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{RULE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{FAINT}"/>
    </w:tblBorders>
    <w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/><w:vAlign w:val="bottom"/></w:tcPr>
  </w:tblStylePr>
</w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="SignatureTable">
  <w:name w:val="Signature Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>
</w:style>
"""


def styles_xml(styles: tuple[Style, ...], size: int, after: int, line: int) -> str:
    """The whole style part. `size`, `after`, `line`: of the running text."""
    defaults = f"""
    <w:docDefaults>
      <w:rPrDefault><w:rPr>
        <w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>
        <w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/>
      </w:rPr></w:rPrDefault>
      <w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="{after}" w:line="{line}" w:lineRule="auto"/></w:pPr></w:pPrDefault>
    </w:docDefaults>"""
    ours = "".join(map(style_xml, styles))
    inside = f"{one_line(defaults)}{latent_styles()}{one_line(PLAIN_STYLES)}{ours}{one_line(TABLE_STYLES)}"
    return f"{HEAD}<w:styles {NAMESPACES}>{inside}</w:styles>"


def template_part(name: str) -> bytes:
    """A part of python-docx's own template."""
    with zipfile.ZipFile(str(files("docx") / "templates" / "default.docx")) as archive:
        return archive.read(name)


def latent_styles() -> str:
    """Word's own styles that stay out of sight."""
    root = etree.fromstring(template_part("word/styles.xml"))
    latent = root.find("{*}latentStyles")
    assert latent is not None
    etree.cleanup_namespaces(latent)
    text = etree.tostring(latent, encoding="unicode", with_tail=False)
    return (
        " ".join(text.split()).replace("> <", "><").replace(' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"', "")
    )


def numbering_xml() -> str:
    """The outlines, each bound to its styles."""
    abstract, lists = "", ""
    for outline in OUTLINES:
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/><w:pStyle w:val="{level.style}"/>'
            f'<w:lvlText w:val="{level.text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{level.left}" w:hanging="{level.hanging}"/></w:pPr></w:lvl>'
            for at, level in enumerate(outline.levels)
        )
        abstract += (
            f'<w:abstractNum w:abstractNumId="{outline.id}"><w:nsid w:val="504143{outline.id:02}"/><w:multiLevelType w:val="multilevel"/>'
            f'<w:tmpl w:val="504143{outline.id + 10:02}"/><w:name w:val="{outline.name}"/>{levels}</w:abstractNum>'
        )
        lists += f'<w:num w:numId="{outline.id}"><w:abstractNumId w:val="{outline.id}"/></w:num>'
    return f"{HEAD}<w:numbering {NAMESPACES}>{abstract}{lists}</w:numbering>"


SETTINGS = """
<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
  <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat>
<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>
"""
FONTS = """
<w:font w:name="Arial">
  <w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>
</w:font>
"""


def reference(compact: bool) -> bytes:
    """A reference document: each paragraph style once, so that a designer sees what a change does."""
    bound = numbered_styles()
    styles = tuple(
        replace(style, numbered=bound.get(style.id), **(COMPACT.get(style.id, {}) if compact else {}))  # type: ignore[arg-type]
        for style in STYLES
    )
    shown = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/></w:pPr><w:r><w:t>{style.name}</w:t></w:r></w:p>'
        for style in styles
        if style.kind == "paragraph"
    )
    parts = {
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{shown}</w:body></w:document>",
        "word/styles.xml": styles_xml(styles, 19, 60, 252) if compact else styles_xml(styles, 20, 120, 276),
        "word/numbering.xml": numbering_xml(),
        "word/settings.xml": f"{HEAD}<w:settings {NAMESPACES}>{one_line(SETTINGS)}</w:settings>",
        "word/fontTable.xml": f"{HEAD}<w:fonts {NAMESPACES}>{one_line(FONTS)}</w:fonts>",
        "word/theme/theme1.xml": template_part("word/theme/theme1.xml").decode("utf-8"),
    }
    parts["_rels/.rels"] = package_relations(parts)
    parts["word/_rels/document.xml.rels"] = document_relations(parts)
    parts["[Content_Types].xml"] = content_types(parts)
    return zipped(parts)


if __name__ == "__main__":
    (HERE / "reference.docx").write_bytes(reference(compact=False))
    (HERE / "reference_compact.docx").write_bytes(reference(compact=True))
