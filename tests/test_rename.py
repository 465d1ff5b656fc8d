"""Other names of the sides: what was made for those of the deal before prints these, and is in everything else as made anew."""

import gc
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.bind import bind
from generator.checks import View, run_checks
from generator.deal import make_deal
from generator.deal.patch import patched
from generator.document import draft_document
from generator.document.draft import governing_pack
from generator.document.examples import sample_deal
from generator.document.fill import Filling
from generator.document.memory import Memory
from generator.document.rename import _take_the_same_forms
from generator.document.tree import Clause, Paragraph, Text, plain
from generator.library import Library, load_library
from generator.writers import writer
from tests import tiny

ROOT = Path(__file__).parents[1]
# Names that take the same forms, and such as are taken for other words, end a sentence, or change the words around them.
ORDINARY = ("Harbor", "Mosaic", "Castle", "Quince Label 7", "Center", "Zoom " * 12 + "Zed", "Notice", "Party")
OTHERS = (
    "Meridians", "Ant", "Bee", "Octave Labs", "Fox", "Union Bakers", "One", "Hour", "SAP", "IBM", "3M", "eBay", "Jo", "Müller",
    "Smith and Jones", "Smith, Jones", "A & B <C>", "Acme Inc.", "The Party House", "Business Day", "Noble Business Day", "Agreement",
    "Yahoo!", "“Q”", "Ferry", "Clause 4", "any of", "a" * 60,
)  # fmt: skip
BY_SIDE = [
    ("exit.triggers.t2.who", "a"), ("exit.triggers.t2.hits", "b"), ("exit.triggers.t4.notice", {"a": "90 days", "b": "120 days"}),
]  # fmt: skip
PAPERS = ("alliance_agreement", "term_sheet", "joint_business_plan")


@cache  # no fixture, for hypothesis prints what a test is given
def loaded() -> Library:
    return load_library()


def called(a: str, b: str, *more: tuple[str, Any]) -> dict[str, Any]:
    return patched(sample_deal(), [("sides.a.short", a), ("sides.b.short", b), *more])


def result(raw: dict[str, Any], library: Library) -> list[object]:
    """All that comes of a deal: its papers with all they keep of reasons, what they are written as, and what the checks find."""
    bound = bind(make_deal(raw), library)
    papers = {kind: draft_document(bound, kind) for kind in PAPERS}
    findings = run_checks(View(bound, bound.deal.draft_date.day, governing_pack(bound), papers))
    written = [writer(format).write(papers[kind].document) for kind in PAPERS[:2] for format in ("docx", "html", "txt")]
    return [*(papers[kind].document for kind in PAPERS), *written, findings]


def anew(make: Callable[[], list[object]]) -> list[object]:
    """What is made with nothing remembered, and so with nothing kept with a clause either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Memory, "made", lambda self, name, answers, make, asked_by=None, **_: make({} if asked_by is None else asked_by))
        return make()


names = st.sampled_from(ORDINARY) | st.sampled_from(OTHERS)


of_the_same_forms = st.tuples(st.sampled_from(ORDINARY), st.sampled_from(ORDINARY), st.booleans())


@given(st.lists(of_the_same_forms | st.tuples(names, names, st.booleans()), min_size=2, max_size=3))
@settings(max_examples=25, deadline=None)
def test_after_deals_of_other_names_a_deal_is_as_made_anew(deals: list[tuple[str, str, bool]]) -> None:
    library = loaded()
    for a, b, by_side in deals:
        if a.casefold() != b.casefold():
            raw = called(a, b, *(BY_SIDE if by_side else ()))
            assert result(raw, library) == anew(lambda raw=raw: result(raw, library))  # type: ignore[misc]


@pytest.mark.parametrize(
    "path", sorted([*(ROOT / "examples").glob("*.json"), *(ROOT / "examples/filings").glob("*.json")]), ids=lambda path: path.stem
)
def test_every_example_under_other_names_is_as_made_anew(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    library = loaded()

    def papers(a: str, b: str) -> list[object]:
        bound = bind(make_deal(patched(raw, [("sides.a.short", a), ("sides.b.short", b)])), library)
        kinds = [kind for kind in bound.deal.documents if not library.papers[kind].front.findings]
        found = [draft_document(bound, kind) for kind in kinds]
        return [*(drafted.document for drafted in found), *(writer("docx").write(drafted.document) for drafted in found)]

    for names in (("Harbor", "Mosaic"), ("Castle Labels", "Quince"), ("Mosaic", "Castle Labels")):
        assert papers(*names) == anew(lambda names=names: papers(*names))  # type: ignore[misc]


@pytest.mark.parametrize(("before", "now"), [
    (("Harbor", "Mosaic"), ("Castle", "Quince")), (("Harbor", "Mosaic"), ("Mosaic", "Harbor")), (("Harbor", "Mosaic"), ("Mosaic", "Castle")),
    (("Harbor", "Mosaic"), ("Harbor Lights", "Mosaic")), (("Harbor", "Harbor Lights"), ("Harbor Lights", "Harbor")),
])  # fmt: skip
def test_names_change_places_without_being_mixed_up(before: tuple[str, str], now: tuple[str, str]) -> None:
    library = load_library()
    result(called(*before, *BY_SIDE), library)
    assert result(called(*now, *BY_SIDE), library) == anew(lambda: result(called(*now, *BY_SIDE), library))


def test_a_look_sees_a_name_that_came_with_this_deal() -> None:
    """Where it saw nothing under the names before."""
    library = load_library()
    told: list[set[str]] = []
    for name in ("Harbor", "Castle", "Forfeit House", "Castle"):
        [*_, findings] = result(called(name, "Mosaic"), library)
        told.append({finding.place for finding in findings if finding.id == "D-P01"})  # type: ignore[attr-defined]
        assert findings == anew(lambda name=name: result(called(name, "Mosaic"), library))[-1]  # type: ignore[misc]
    assert len(told[2]) > 20 and not told[0] and not told[1] and not told[3]


def test_a_deal_of_other_names_fills_hardly_a_text_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    library = load_library()
    filled: list[str] = []
    part = Filling.part
    monkeypatch.setattr(Filling, "part", lambda self, text: filled.append(text.source.name) or part(self, text))
    counts: list[int] = []
    for names in (("Harbor", "Mosaic"), ("Castle", "Quince"), ("Castles", "Quinces")):
        filled.clear()
        result(called(*names, *BY_SIDE), library)
        counts.append(len(filled))
    first, ordinary, in_s = counts
    assert first > 100 and ordinary < first / 10, "the opening and the signatures are made of the whole deal"
    assert in_s > 2 * ordinary, "names in s have other forms"


def test_deals_gone_by_are_let_go() -> None:
    library = load_library()
    sizes: list[int] = []
    for n in range(12):
        result(called(f"Harbor {n}", f"Mosaic {n}"), library)
        gc.collect()
        sizes.append(sum(type(one) is Clause for one in gc.get_objects()))
    assert max(sizes[4:]) < 1.1 * sizes[3]


def test_a_name_that_is_compared_is_more_than_printed() -> None:
    text = (
        '{% if sides.a.short == "Harbor" %}\nHarbor pays {{ sides.b.short }}.\n{% else %}\n{{ sides.a.short }} pays nothing.\n{% endif %}'
    )
    library = tiny.library(tiny.clause("a.a", text))
    said = []
    for name in ("Harbor", "Castle", "Harbor", "Quince"):
        [block] = tiny.drafted(library, ("sides.a.short", name)).sections[0].clauses[0].blocks
        assert isinstance(block, Paragraph)
        said.append(plain(block.inlines))
    assert said[0] == said[2] and said[0].startswith("Harbor pays ")
    assert said[1::2] == ["Castle pays nothing.", "Quince pays nothing."]


def test_words_of_a_clause_that_are_also_a_name_stay() -> None:
    """Only what prints as the name of a side is one."""
    text = "Harbor is where {{ sides.a.short }} lies, and {{ alliance.purpose }} is what {{ sides.a.short | possessive }} ships do."
    library = tiny.library(tiny.clause("a.a", text))
    for name in ("Harbor", "Castle"):
        document = tiny.drafted(library, ("sides.a.short", name), ("alliance.purpose", "Harbor"))
        [block] = document.sections[0].clauses[0].blocks
        assert isinstance(block, Paragraph) and isinstance(block.inlines[0], Text)
        assert plain(block.inlines) == f"Harbor is where {name} lies, and Harbor is what {name}’s ships do."
        xml = writer("txt").write(document).decode()
        assert f"Harbor is where {name} lies" in xml


@pytest.mark.parametrize(("one", "other", "alike"), [
    ("Harbor", "Castle", True), ("Harbor 7", "Castle Labels 12", True), ("Harbor", "Ant", False), ("Harbor", "Meridians", False),
    ("Harbor", "Fox", False), ("Harbor", "Ferry", False), ("Harbor", "IBM", False), ("Harbor", "Acme Inc.", False),
    ("Harbor", "Smith and Jones", False), ("Harbor", "The Party House", False), ("Harbor", "Noble Business Day", False),
    ("Harbor", "harbor", False), ("Harbor", "Har\nbor", False), ("Harbor", None, False),
])  # fmt: skip
def test_which_names_take_the_same_forms(one: object, other: object, alike: bool) -> None:
    assert _take_the_same_forms(one, other) is alike
