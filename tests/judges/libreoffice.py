"""LibreOffice as a judge: it counts the clauses and computes the references of a Word file anew.

`python -m tests.judges.libreoffice FILE…` prints where it comes to other words than the file, as written and after a script
has put clauses in and taken one out.
"""

from __future__ import annotations

import copy
import difflib
import io
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from tests.readers.docx import Line, W, read, value

SECONDS = 120
PYTHON = Path("/usr/bin/python3")
SCRIPT = Path(__file__).with_name("libreoffice_fields.py")
OUTLINE = {"Heading1", "Heading2", "Schedule"}
NUMBERED = {"Numbered", "SchedulePara"}
INSERTED = "A clause that a script put in"


def text_lines(*paths: Path) -> list[list[str]]:
    """The lines LibreOffice makes of each Word file, with its own numbers and references.

    In a profile of its own, for it refuses a second copy on one, and under a clock, for it loops on some files.
    """
    with tempfile.TemporaryDirectory(prefix="judge") as folder:
        targets = [Path(folder) / f"{at}.txt" for at in range(len(paths))]
        pairs = [str(name) for pair in zip(paths, targets, strict=True) for name in pair]
        profile = f"{folder}/profile{Path(folder).name}"
        command = ["timeout", "--kill-after=5", str(SECONDS), str(PYTHON), str(SCRIPT), profile, *pairs]
        subprocess.run(command, capture_output=True, check=True)
        texts = [target.read_text(encoding="utf-8-sig") for target in targets]
    return [[one for line in text.replace("\t", "\n").split("\n") if (one := " ".join(line.split()))] for text in texts]


def findings(*paths: Path) -> list[str]:
    """Where LibreOffice counts or refers otherwise than the files as we wrote them."""
    told = zip(paths, text_lines(*paths), strict=True)
    return [f"{path.name}: {found}" for path, lines in told for found in _differences(read(path.read_bytes()), lines)]


def findings_after_edit(path: Path) -> list[str]:
    """Where a number or a reference does not follow after clauses were put in and one was taken out by script."""
    edited = edit(path.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder) / path.name
        changed.write_bytes(edited)
        [lines] = text_lines(changed)
    expected = read(edited, refresh=True)
    has_references = "REF _Ref" in zipfile.ZipFile(path).read("word/document.xml").decode()
    stale = [f"{path.name}: the script changed no reference"] if has_references and expected == read(edited) else []
    return stale + [f"{path.name}, edited: {found}" for found in _differences(expected, lines)]


def _differences(expected: Sequence[Line], lines: list[str]) -> list[str]:
    ours = [part for line in expected for part in _printed(line)]
    found = []
    theirs = list((Counter(lines) - Counter(ours)).elements())
    for missing in (Counter(ours) - Counter(lines)).elements():
        nearest = difflib.get_close_matches(missing, theirs, 1, 0.3)
        found.append(f"expected “{missing}”, LibreOffice has {f'“{nearest[0]}”' if nearest else 'nothing like it'}")
    place = iter(lines)
    if not found and not all(line in place for line in (part for one in expected if one.number for part in _printed(one))):
        found.append("LibreOffice has the numbered lines in another order")
    return found


def _printed(line: Line) -> list[str]:
    whole = f"{line.number} {line.words}".replace("\t", "\n").split("\n")
    return [one for part in whole if (one := " ".join(part.split()))]


def edit(data: bytes) -> bytes:
    """A Word file with a clause put in before the first that is referred to, likewise in a schedule, and a clause taken out.

    The clause taken out is the first nothing outside it refers to, or the first such paragraph; a paper that is all
    referred to loses none. In a paper without clauses, such as a term sheet, whole sections are put in and taken out.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = etree.fromstring(parts["word/document.xml"])
    body = document.find(W + "body")
    assert body is not None
    unit = "Heading2" if any(_style(child) == "Heading2" for child in body) else "Heading1"
    units = _clauses(body, unit) + [[child] for child in body if _style(child) in NUMBERED and not _ends_section(child)]
    unused = next((each for each in units if not _is_referred_to(each, body)), [])
    for style in (unit, "SchedulePara"):
        of_style = [paragraph for paragraph in body.findall(W + "p") if _style(paragraph) == style]
        wanted = [paragraph for paragraph in of_style if _is_referred_to([paragraph], body)] or of_style
        if wanted:
            wanted[0].addprevious(_plain_copy(wanted[0]))
    for paragraph in unused:
        body.remove(paragraph)
    parts["word/document.xml"] = etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return whole.getvalue()


def _style(element: etree._Element) -> str | None:
    return value(element.find(f"{W}pPr/{W}pStyle"))


def _clauses(body: etree._Element, unit: str) -> list[list[etree._Element]]:
    """Each clause, or section, of the agreement as its heading and what stands below it; none that ends a section of the file."""
    found: list[list[etree._Element]] = []
    open_clause = False
    for child in body:
        if _style(child) in OUTLINE or child.tag == W + "sectPr":
            open_clause = _style(child) == unit
            if open_clause:
                found.append([])
        if open_clause:
            found[-1].append(child)
    return [clause for clause in found if not any(_ends_section(child) for child in clause)]


def _ends_section(element: etree._Element) -> bool:
    """Whether a section of the file, such as a run of turned pages, ends with this element."""
    return next(element.iter(W + "sectPr"), None) is not None


def _is_referred_to(elements: Sequence[etree._Element], body: etree._Element) -> bool:
    names = {value(mark, "name") for element in elements for mark in element.iter(W + "bookmarkStart")}
    own = {node for element in elements for node in element.iter(W + "fldSimple", W + "hyperlink")}
    for node in body.iter(W + "fldSimple", W + "hyperlink"):
        target = str(value(node, "instr")).split()[1] if node.tag == W + "fldSimple" else value(node, "anchor")
        if target in names and node not in own:
            return True
    return False


def _plain_copy(paragraph: etree._Element) -> etree._Element:
    """A paragraph in the same style with words of its own."""
    new = etree.Element(W + "p")
    properties = etree.SubElement(new, W + "pPr")
    properties.append(copy.deepcopy(paragraph.find(f"{W}pPr/{W}pStyle")))  # type: ignore[arg-type]
    etree.SubElement(etree.SubElement(new, W + "r"), W + "t").text = INSERTED
    return new


if __name__ == "__main__":
    papers = [Path(name) for name in sys.argv[1:]]
    told = findings(*papers) + [found for paper in papers for found in findings_after_edit(paper)]
    print("\n".join(told) or "nothing found")
    raise SystemExit(bool(told))
