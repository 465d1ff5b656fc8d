"""A value printed more than once in a Word file has one home, and an edit there reaches every copy."""

from __future__ import annotations

import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree

from generator import draft, load_library, read_deal
from generator.document.tree import Blank, Inlines, Value
from generator.writers.docx import write
from tests.docx_papers import numbered, paper
from tests.judges import libreoffice, ooxml
from tests.readers.docx import W, value

ROOT = Path(__file__).parents[1]
# Of these, one has blanks that it prints more than once, and all have lists.
DEALS = ("examples/harbor-mosaic.json", "examples/filings/power-device-venture.json", "examples/filings/secure-messaging-reseller.json")
BOUND = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"


class Control(NamedTuple):
    words: str
    is_plain: bool
    binding: etree._Element | None


def controls(path: Path) -> dict[str, list[Control]]:
    """The content controls of a paper by tag."""
    found = defaultdict(list)
    body = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    for control in body.iter(W + "sdt"):
        tag = value(control.find(f"{W}sdtPr/{W}tag"))
        if tag is not None:
            pieces = control.find(W + "sdtContent").iter(W + "t", W + "br", W + "tab")  # type: ignore[union-attr]
            words = "".join({W + "br": "\n", W + "tab": "\t"}.get(str(piece.tag), piece.text or "") for piece in pieces)
            plain = control.find(f"{W}sdtPr/{W}text") is not None
            found[tag].append(Control(words, plain, control.find(f"{W}sdtPr/{W}dataBinding")))
    return found


def copies(path: Path) -> Counter[str]:
    """How many controls are bound to each value, by its path in the deal."""
    return Counter({tag: len(all) for tag, all in controls(path).items() if all[0].binding is not None})


def set_value() -> Callable[[Path, str, str, Path], None]:
    """The script of the manual, so that what it tells people to run is what is tested."""
    manual = (ROOT / "docs" / "values-in-word.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec(re.findall(r"```python\n(.*?)```", manual, re.DOTALL)[0], names)
    script: Callable[[Path, str, str, Path], None] = names["set_value"]
    return script


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("papers")
    written = []
    for name in DEALS:
        for drafted in draft(read_deal(ROOT / name), load_library()):
            written.append(folder / drafted.file_name("docx"))
            written[-1].write_bytes(write(drafted.document))
    return written


def test_every_copy_of_a_value_is_bound_to_one_node(papers: list[Path]) -> None:
    for path in papers:
        archive = zipfile.ZipFile(path)
        values = etree.fromstring(archive.read("customXml/item1.xml"))
        store = etree.fromstring(archive.read("customXml/itemProps1.xml")).get(BOUND)
        reached = []
        for tag, all in controls(path).items():
            if all[0].binding is None:
                continue
            for control in all:
                assert control.binding is not None and value(control.binding, "storeItemID") == store
                mapping = re.fullmatch(r"xmlns:(\w+)='([^']+)'", value(control.binding, "prefixMappings") or "")
                assert mapping
                nodes: Any = values.xpath(value(control.binding, "xpath") or "", namespaces={mapping[1]: mapping[2]})
                [node] = nodes
                assert (node.get("path"), node.text) == (tag, control.words)
            reached.append(tag)
            assert len({value(control.binding, "xpath") for control in all}) == 1 < len(all)
        assert reached == [node.get("path") for node in values], "a node for every value, and none that nothing shows"


def test_every_value_that_can_be_bound_is(papers: list[Path]) -> None:
    for path in papers:
        for tag, all in controls(path).items():
            words = {control.words for control in all}
            alike = len(all) > 1 and len(words) == 1 and not re.search(r"[\n\t]|^ | $", all[0].words)
            assert (all[0].binding is not None) == (alike and all[0].is_plain), (path.name, tag, words)
    assert sum(sum(copies(path).values()) for path in papers) > 300


def test_what_the_manual_says_is_not_bound_is_not(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    printed: tuple[Inlines, ...] = (
        (Value("bound", "30 days"), Value("bound", "30 days"), Value("once", "once")),
        (Blank("blank", "length"), Blank("blank", "length")),
        (Value("territory", "Canada"), Value("territory", "Japan"), Value("start", "1 May 2026"), Value("start", "May 2026")),
        (Value("lines", "a\nb"), Value("lines", "a\nb"), Value("tab", "a\tb"), Value("tab", "a\tb"), Value("space", " a"), Value("space", " a")),
    )
    path.write_bytes(write(paper(*(numbered(f"1.1.{at}", *inlines) for at, inlines in enumerate(printed, 1)))))
    assert copies(path) == {"bound": 2}
    assert len(controls(path)) == 9, "the one with the party's name, too: every value has its control and its tag"


def test_the_script_of_the_manual_refuses_a_value_that_is_not_bound(papers: list[Path], tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="alliance.territory"):
        set_value()(papers[0], "alliance.territory", "Malta", tmp_path / "changed.docx")


@pytest.mark.judges
def test_an_edit_in_one_place_reaches_every_copy(papers: list[Path], tmp_path: Path) -> None:
    """One value of the agreement edited by the script of the manual, then all of them: LibreOffice prints each new word in all its places."""
    agreement = next(path for path in papers if "alliance" in path.name)
    bound = copies(agreement)
    most = bound.most_common(1)[0][0]
    one = tmp_path / "one.docx"
    set_value()(agreement, most, "Zebra & <Söhne>", one)
    every = agreement
    for at, path in enumerate(bound):
        changed = tmp_path / f"{at}.docx"
        set_value()(every, path, f"Value{at:03}", changed)
        every = changed
    before, with_one, with_all = ("\n".join(lines) for lines in libreoffice.text_lines(agreement, one, every))
    old = controls(agreement)[most][0].words
    assert with_one.count("Zebra & <Söhne>") == bound[most] > 5
    assert with_one.replace("Zebra & <Söhne>", old) == before, "and nothing else changed"
    assert {path: with_all.count(f"Value{at:03}") for at, path in enumerate(bound)} == bound
    assert ooxml.sdk_findings(one) == ooxml.integrity_findings(one) == ooxml.audit_findings(one) == []
