"""A value has characters that no font has, so its papers cannot be printed as PDF.

A PDF holds its fonts, and Pactwright prints with the fonts it ships (Latin, Greek, Cyrillic and Hebrew letters) and with those of
`--fonts DIR`; never with fonts a computer happens to have, for another computer would print something else. A character none
of them has would be an empty box where a name should be. Word files and HTML ask the reader's computer for fonts, and are
written all the same. Looks at all words of the papers, those of a house library too.

Fails:
    sides.a.members.m1.legal_name: 漢字 Analytics Ltd
    documents: [term_sheet]
    says: 'No font has U+6F22 CJK UNIFIED IDEOGRAPH-6F22, U+5B57 CJK UNIFIED IDEOGRAPH-5B57 (sides.a.members.m1.legal_name), so the
      Term Sheet cannot be printed as PDF.'
Fails:
    exit.triggers.t9.title: Loss of data ✓
    says: 'No font has U+2713 CHECK MARK (exit.triggers.t9.title), so the Strategic Alliance Agreement and the Term Sheet cannot
      be printed as PDF.'

Passes:
    sides.a.members.m1.legal_name: Ναυτιλία Šťastný Жук Ltd
Passes:
    sides.a.members.m1.legal_name: שלום Ltd
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.fonts import REMEDY, Lack, is_strange, lacking

ID = "D-C14"
LEVEL: Level = "warn"


def check(view: View) -> Iterator[Finding]:
    # Words of our own library are of letters all fonts have, so most deals are done with a look at their values.
    if not view.bound.library.house and view.fonts.has_all("".join([words for _, words, _ in view.in_texts(is_strange)])):
        return
    found: dict[tuple[str, str], tuple[dict[str, None], list[str]]] = {}
    for kind, drafted in view.papers.items():
        for lack in lacking(drafted.document, view.fonts):
            characters, papers = found.setdefault((lack.path, "" if lack.path else f"{kind}: {lack.place}"), ({}, []))
            characters.update(dict.fromkeys(lack.characters))
            papers.append(f"the {drafted.document.title}")
    for (path, place), (characters, papers) in found.items():
        lack = Lack(tuple(characters), path, place)
        paths = (path,) if path else ()
        yield Finding(ID, LEVEL, f"No font has {lack.words()}, so {listed(papers)} cannot be printed as PDF.", REMEDY, paths, place)
