"""What holds for any input: months, durations and money round-trip, deals are saved without loss, values reach the paper, no reference dangles."""

import datetime
import re
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.bind import bind
from generator.deal import DealError, make_deal, parse_deal, plain_data, write_deal
from generator.deal.patch import patched
from generator.document import draft_document
from generator.document.examples import sample_deal
from generator.document.lines import lines
from generator.document.say import say_money
from generator.document.tree import Ref
from generator.exit import add, add_months, last_day
from generator.library import Library, load_library
from generator.values import Compound, Date, Duration, Money, Percent, clean_text, parse_period
from tests.tiny import said, scope

few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=150, deadline=None)

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))
UNITS = ("hour", "day", "business day", "week", "month", "quarter", "year")
DURATIONS = st.builds(Duration, st.integers(0, 999), st.sampled_from(UNITS))


@many
@given(DAYS, st.integers(0, 1200))
def test_adding_months_never_skips_one(day: datetime.date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + datetime.timedelta(days=1)).day == 1)


@many
@given(DAYS, st.integers(1, 400), st.sampled_from(UNITS))
def test_a_term_ends_the_day_before_the_date_it_is_counted_to(day: datetime.date, n: int, unit: Any) -> None:
    length = Duration(n, unit)
    assert last_day(day, length) + datetime.timedelta(days=1) == add(day, length) > day
    if unit == "business day":
        assert add(day, length).weekday() < 5


@many
@given(DURATIONS)
def test_durations_come_back_from_their_words(length: Duration) -> None:
    assert Duration.parse(length.words()) == length == parse_period(f"  {length.words().upper()} ")
    assert (length.words()[-1] == "s") == (length.n != 1)


@many
@given(st.sampled_from(("longer_of", "shorter_of")), st.lists(st.one_of(DURATIONS, st.just("each customer’s contract")), min_size=2, max_size=4))
def test_compounds_come_back_from_their_words(rule: Any, items: list[Any]) -> None:
    compound = Compound(rule, tuple(items))
    assert Compound.parse(compound.words()) == compound


@many
@given(st.sampled_from(("EUR", "GBP", "USD", "JPY")), st.integers(0, 10**14), st.sampled_from((None, 1, 2)))
def test_money_and_percentages_come_back_from_their_words(currency: str, whole: int, places: int | None) -> None:
    amount = Decimal(whole) if places is None else Decimal(whole).scaleb(-places)
    money = Money(currency, amount)
    assert Money.parse(money.words()) == money
    shown = Money.parse(say_money(money))
    assert shown.amount == amount, "what prints is the amount, to the cent"
    percent = Percent(Decimal(whole % 100_000).scaleb(-2))
    assert Percent.parse(percent.words()) == percent


@many
@given(DAYS)
def test_dates_come_back_from_their_words(day: datetime.date) -> None:
    assert Date.parse(Date(day).words()) == Date(day)


# ---------------------------------------------------------------- deals

OPEN = st.builds(lambda note: {"open": note}, st.sampled_from(("why", "waiting for the board")))
LENGTH = st.one_of(OPEN, DURATIONS.map(Duration.words), st.just("absent"))
PATCHES: dict[str, st.SearchStrategy[Any]] = {
    "term.lock_in": LENGTH, "confidentiality.tail": LENGTH, "success.recovery.lasts": LENGTH, "term.initial": st.one_of(LENGTH, st.just("until_ended")),
    "term.effective": st.one_of(OPEN, st.just("last_signature"), st.just("2026-03-01"), st.just("absent")),
    "exit.triggers.t2.notice": st.one_of(LENGTH, st.sampled_from(("none", "on_receipt", {"a": "1 day", "b": {"open": "x"}}, {"longer_of": ["1 day", "x"]}))),
    "exit.triggers.t4.cure": st.one_of(LENGTH, st.just({"classes": [{"class": "late", "time": "1 day"}], "otherwise": "2 days"})),
    "exit.triggers.t2.who": st.sampled_from(("a", "b", "either", "absent")), "exit.triggers.t2.wind_down": st.sampled_from(("none", "life_of_contracts", {"open": "x"})),
    "exit.triggers.t2.fee": st.sampled_from(("none", "as_agreed", {"open": "x"}, "absent")),
    "exit.triggers.t2.scope": st.sampled_from(("whole", [{"kind": "order", "what": "it"}], {"parts": [{"kind": "site"}], "or_whole": True}, {"open": "x"})),
    "liability.cap_floor": st.sampled_from(("EUR 1,000,000", "USD 0.50", {"open": "x"}, "absent")), "alliance.territory": st.sampled_from(([], ["X"], {"open": "x"}, "absent")),
    "people.a.sponsor": st.one_of(OPEN, st.just("absent")), "ip.rule": st.sampled_from(("all_joint", "none_made", "by_inventor")), "success.kpis": st.just([]),
    "law.governing": st.one_of(OPEN, st.sampled_from(("Germany", "New York", "Atlantis", "Brazil", "absent"))), "law.spelling": st.just("en-US"), "posture": st.just("short"),
}  # fmt: skip
CHANGES = st.lists(st.sampled_from(sorted(PATCHES)), max_size=6, unique=True).flatmap(lambda paths: st.tuples(*[st.tuples(st.just(path), PATCHES[path]) for path in paths]))


@few
@given(CHANGES)
def test_a_saved_deal_is_the_deal(changes: tuple[tuple[str, Any], ...]) -> None:
    raw = patched(sample_deal(), list(changes))
    try:
        deal = make_deal(raw)
    except DealError:
        return
    again = parse_deal(write_deal(deal))
    assert again == deal and write_deal(again) == write_deal(deal)
    assert set(plain_data(deal)) == set(raw), "nothing is lost and nothing invented"
    assert not re.search(r'_":', write_deal(deal)), "keys are those of the deal file, not of Python"


@cache
def full() -> Library:
    return load_library()


def papers(*changes: tuple[str, Any]) -> list[Any]:
    bound = bind(make_deal(patched(sample_deal(), list(changes))), full())
    return [draft_document(bound, kind).document for kind in full().papers]


@few
@given(CHANGES)
def test_any_deal_that_can_be_read_is_drafted(changes: tuple[tuple[str, Any], ...]) -> None:
    try:
        made = papers(*changes)
    except DealError:
        return
    for document in made:
        assert all("None" not in line.words.split() or "None of" in line.words for line in lines(document))


PLAIN = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs", "M")), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(PLAIN)
def test_a_text_reaches_the_paper_as_it_was_typed(value: str) -> None:
    try:
        typed = clean_text(value)
    except ValueError:
        return
    assert said("A {{ alliance.purpose }} b.\n\nOf:\n\n- {{ alliance.purpose }}\n- c", scope(("alliance.purpose", value))) == [
        f"1.1.1 A {typed} b.", "1.1.2 Of:", f"(a) {typed}; and", "(b) c.",
    ]  # fmt: skip


def leaves(ids: tuple[str, ...]) -> str:
    """“refused” or “drafted”; anything else is an error. Every reference has its words."""
    try:
        made = papers(*((f"clauses.{id}.leave_out", "not wanted") for id in ids))
    except DealError:
        return "refused"
    for document in made:
        for holder in (*document.sections, *document.schedules):
            for clause in holder.clauses:
                assert "Ref(target" not in str([block for block in clause.blocks if any(isinstance(i, Ref) and not i.parts for i in getattr(block, "inlines", ()))])
    return "drafted"


def test_leaving_out_any_one_clause_is_refused_or_leaves_no_dangling_reference() -> None:
    found = {id: leaves((id,)) for id in full().clauses}
    assert set(found.values()) == {"refused", "drafted"}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_leaving_out_several_clauses_is_refused_or_leaves_no_dangling_reference(data: st.DataObject) -> None:
    leaves(tuple(data.draw(st.lists(st.sampled_from(sorted(full().clauses)), max_size=6, unique=True))))


@pytest.mark.parametrize("kind", sorted(full().triggers))
def test_every_kind_of_exit_twice_is_drafted(kind: str) -> None:
    two = [{"id": f"t{n}", "kind": "custom" if kind == "exit.custom" else kind, "title": f"Way {n}", **({"event": "it rains"} if kind == "exit.custom" else {})} for n in (1, 2)]
    for document in papers(("exit.triggers", two)):
        if document.kind not in ("alliance_agreement", "term_sheet"):
            continue  # a rider replaces the exits of another paper and may print none of a kind
        assert any("Way 1" in line.words for line in lines(document)) and any("Way 2" in line.words for line in lines(document))
