"""The law packs: every place drafts, every rule that is not verified says so, and a layer is read after the pack that rests on it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator import Library, LibraryError, draft, load_library
from generator.deal import make_deal
from generator.deal.patch import patched
from generator.document import Document
from generator.document.examples import sample_deal
from generator.exit import add_months
from generator.explain import explain
from generator.values import Date, Duration, Place

# What the packs have to cover. Canada is one pack for the provinces without one of their own; Quebec has a code, and no pack.
PLACES = (
    "England", "New York", "Delaware", "California", "Texas", "Wisconsin", "New Jersey", "Puerto Rico", "Germany", "France",
    "The Netherlands", "Belgium", "Italy", "Spain", "Ireland", "Switzerland", "Singapore", "Hong Kong", "Australia", "New South Wales",
    "Victoria", "Queensland", "South Australia", "Western Australia", "Tasmania", "Australian Capital Territory", "Northern Territory",
    "India", "Japan", "China", "UAE", "Dubai", "Abu Dhabi", "Ontario", "Canada", "British Columbia", "Alberta", "Brazil",
)  # fmt: skip
LAYERS = ("canada-federal", "eu", "united-states", "us-dealers")
TOPICS = {"penalty_rule": "penalty.rule", "insolvency_rule": "insolvency.exit", "post_term_restraint": "restraint"}


@cache
def library() -> Library:
    return load_library()


def own(id: str) -> str:
    return Path(f"clause_library/law/{id}.md").read_text(encoding="utf-8")


def law_remarks(document: Document) -> list[str]:
    """The lines of all remarks on law."""
    holders = (*document.sections, *document.schedules)
    return [
        line for holder in holders for clause in holder.clauses for remark in clause.remarks if remark.kind == "law" for line in remark.paragraphs
    ]


CHECKED = {False: "30 June 2026", True: "June 30, 2026"}
IDS = sorted(load_library().law_packs)
MONTH_FIRST = {id for id, pack in load_library().law_packs.items() if pack.front.date_style == "month-first"}
GOVERNING = [(id, place) for id in IDS for place in load_library().law_packs[id].front.places]


@pytest.mark.parametrize(("id", "place"), GOVERNING)
def test_every_place_finds_its_pack_and_drafts(id: str, place: str) -> None:
    """And D-L01 is silent: there is a pack, and it was checked within 12 months of the draft date."""
    assert Place.parse(place).name == place
    assert library().law_pack(place).front.id == id
    deal = make_deal(patched(sample_deal(), [("law.governing", place)]))
    papers = draft(deal, library())
    assert {paper.drafted.law_pack.front.id for paper in papers} == {id}
    assert [found.message for found in papers[0].findings if found.id == "D-L01"] == []
    notes = [line for line in law_remarks(papers[-1].for_counsel()) if line.startswith("Law of ")]
    assert notes and set(notes) == {f"Law of {library().law_packs[id].front.name}, checked {CHECKED[id in MONTH_FIRST]}:"}


@pytest.mark.parametrize("place", PLACES)
def test_the_places_that_deals_name_have_a_pack(place: str) -> None:
    assert library().law_pack(Place.parse(place).name).front.id != "none"


@pytest.mark.parametrize("place", ["Quebec", "DIFC", "ADGM", "Iceland"])
def test_a_place_that_differs_has_no_pack(place: str) -> None:
    assert library().law_pack(Place.parse(place).name).front.id == "none"


def test_no_place_has_two_packs() -> None:
    places = [place for _, place in GOVERNING]
    assert len(places) == len(set(places))


def test_no_pack_is_older_than_12_months_when_the_sample_is_drafted() -> None:
    drafted = sample_deal()["draft_date"]
    assert drafted == "2026-02-02"
    assert [id for id, pack in library().law_packs.items() if add_months(pack.front.checked_on.day, 12) < Date.parse(drafted).day] == []


# ---------------------------------------------------------------- layers


def test_a_layer_has_no_places_and_something_rests_on_it() -> None:
    used = {id for pack in library().law_packs.values() for id in pack.front.layers}
    assert used == set(LAYERS)
    assert {id for id, pack in library().law_packs.items() if not pack.front.places} == {*LAYERS, "none"}


@pytest.mark.parametrize("id", [id for id in IDS if load_library().law_packs[id].front.layers])
def test_the_notes_of_a_layer_come_after_those_of_the_pack(id: str) -> None:
    packs = library().law_packs
    layered = [note for layer in packs[id].front.layers for note in packs[layer].front.notes]
    notes = packs[id].front.notes
    assert notes[len(notes) - len(layered) :] == layered
    first = notes[: len(notes) - len(layered)]
    # One home for each rule: a pack does not repeat its layers.
    assert first and not {note.text for note in first} & {note.text for note in layered}


def test_a_pack_states_its_own_rule_and_takes_the_others_from_its_layer() -> None:
    packs = library().law_packs
    assert (packs["eu"].front.post_term_restraint, packs["germany"].front.post_term_restraint) == ("max_1y", "reasonableness")
    assert "agent_notice" not in own("netherlands") and packs["netherlands"].front.agent_notice == ["1 month", "2 months", "3 months"]
    assert packs["germany"].front.agent_notice[-1] == "6 months"


def house(folder: Path, **texts: str) -> Path:
    (folder / "law").mkdir(parents=True)
    for id, front in texts.items():
        (folder / "law" / f"{id}.md").write_text(
            f"---\nid: {id}\nname: {id}\npaper: A4\nspelling: en-GB\nclause_word: clause\ndate_style: day-first\n{front}---\nWords.\n", encoding="utf-8"
        )
    return folder


def test_a_house_pack_rests_on_layers_in_their_order_and_is_as_old_as_the_oldest(tmp_path: Path) -> None:
    def note(words: str) -> str:
        return f"notes: [{{topic: data, text: {words}, mark: K}}]\n"

    laid = load_library(house(
        tmp_path,
        iceland="places: [Iceland]\nlayers: [efta, eea]\nchecked_on: 2026-05-01\n" + note("Own."),
        efta="places: []\nchecked_on: 2026-04-01\npenalty_rule: court_adjusts\nagent_notice: [1 month]\n" + note("First."),
        eea="places: []\nchecked_on: 2026-06-01\npenalty_rule: proportionality\ninsolvency_rule: void\nagent_notice: [2 months]\n" + note("Second."),
    ))  # fmt: skip
    front = laid.law_pack("Iceland").front
    assert [one.text for one in front.notes] == ["Own.", "First.", "Second."]
    assert (front.penalty_rule, front.insolvency_rule, front.agent_notice) == ("court_adjusts", "void", ["1 month"])
    assert str(front.checked_on.day) == "2026-04-01"


@pytest.mark.parametrize(("layers", "told"), [
    ("[europe]", "law/iceland.md:4: `layers`: no law pack “europe”"),
    ("[eu, germany]", "law/iceland.md:4: `layers`: “germany” is no layer; a layer has no places and no layers of its own"),
])  # fmt: skip
def test_a_layer_that_is_none_is_told(tmp_path: Path, layers: str, told: str) -> None:
    text = f"---\nid: iceland\nname: Iceland\nlayers: {layers}\nplaces: [Iceland]\npaper: A4\nspelling: en-GB\nclause_word: clause\ndate_style: day-first\nchecked_on: 2026-06-30\n---\n"
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "iceland.md").write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError) as error:
        load_library(tmp_path)
    assert told in str(error.value)


@pytest.mark.parametrize(("key", "value"), [("penalty_rule", "fair"), ("insolvency_rule", "stay"), ("unverified", "[notice_rolls]"), ("places", "[Islandia]")])
def test_a_rule_or_a_place_nobody_knows_is_told(tmp_path: Path, key: str, value: str) -> None:
    front = {"places": "[Iceland]", "checked_on": "2026-06-30", key: value}
    with pytest.raises(LibraryError, match=f"`{key}"):
        load_library(house(tmp_path, iceland="".join(f"{name}: {said}\n" for name, said in front.items())))


# ---------------------------------------------------------------- marks


def test_everything_in_the_pack_of_last_resort_is_unverified() -> None:
    front = library().law_packs["none"].front
    assert {note.mark for note in front.notes} == {"U"}
    assert front.unverified == list(TOPICS)


@pytest.mark.parametrize("id", IDS)
def test_a_rule_that_is_not_verified_has_a_note_that_says_so(id: str) -> None:
    front = library().law_packs[id].front
    for rule in front.unverified:
        assert getattr(front, rule), "a rule that is not known at all is left out"
        assert any(note.topic == TOPICS[rule] and note.mark == "U" for note in front.notes), rule


@pytest.mark.parametrize("id", IDS)
def test_a_note_is_a_sentence_on_a_topic_that_clauses_ask_for(id: str) -> None:
    asked = {topic for clause in library().clauses.values() for topic in clause.front.law}
    for note in library().law_packs[id].front.notes:
        assert note.topic in asked and not note.text.lstrip("“")[0].islower() and note.text.endswith("."), note.text
        # A note that says it was not checked is not marked as known; and the other way round.
        assert ("not checked" in note.text or "is uncertain" in note.text or id == "none") == (note.mark == "U") or "in a secondary source" in note.text, note.text


@pytest.mark.parametrize("id", IDS)
def test_what_a_pack_cites_is_in_its_notes(id: str) -> None:
    front = library().law_packs[id].front
    notes = " ".join(note.text for note in front.notes)
    assert [source for source in front.sources if source not in notes] == []


@pytest.mark.parametrize("id", IDS)
def test_a_pack_explains_itself(id: str) -> None:
    [one] = explain(id, library())
    words = str(one)
    assert one.kind == "law pack" and len(one.why) > 80 and len(one.why.splitlines()) == 2
    assert ("a layer, read after" in words) == (id in LAYERS)
    assert words.count("(not verified)") == len(library().law_packs[id].front.unverified)
    for rung in (*library().law_packs[id].front.agent_notice, *library().law_packs[id].front.dealer_notice):
        assert Duration.parse(rung)


def test_a_place_is_explained_by_any_of_its_names() -> None:
    assert [one.id for one in explain("Hong Kong", library())] == ["hong-kong"]
    assert [one.id for one in explain("victoria", library())] == ["australia"]
    words = str(explain("italy", library())[0])
    assert "rests on European Union (eu)" in words and "exit because of insolvency: not known" in words
    assert "signing: Onerous clauses are approved by a second, specific signature" in words
