"""The filters: grammar that depends on a value, in tables of hard cases."""

from typing import Any

import pytest

from generator.document.filters import article_of, ordinal_of, plural, possessive, print_expression
from generator.document.say import Style
from generator.document.tree import Blank, Inlines, Ref, Text, Value, plain
from generator.library.expression import parse_slot
from tests.tiny import clause, library, scope, trigger_scope

OPEN = {"open": "the board decides"}


def words_of(inlines: Inlines) -> str:
    """The words, a blank as “[…]” whatever its label."""
    return "".join("[…]" if isinstance(inline, Blank) else inline.words for inline in inlines)


def shown(text: str, *changes: tuple[str, Any], style: Style | None = None) -> str:
    return words_of(print_expression(parse_slot(text), scope(*changes, style=style)))


def of_trigger(text: str, **fields: Any) -> str:
    return words_of(print_expression(parse_slot(text), trigger_scope(**fields)))


@pytest.mark.parametrize(("notice", "words"), [
    ("90 days", "90 days’ notice"), ("1 day", "1 day’s notice"), ("1 month", "1 month’s notice"), ("3 months", "3 months’ notice"), ("0 days", "0 days’ notice"),
    ("10 business days", "10 Business Days’ notice"), ("1 business day", "1 Business Day’s notice"), ("1 year", "1 year’s notice"), ("48 hours", "48 hours’ notice"),
    ({"a": "90 days", "b": "1 month"}, "90 days’ notice if Harbor gives it, or 1 month’s notice if Mosaic gives it"),
    ({"a": "90 days", "b": OPEN}, "90 days’ notice if Harbor gives it, or notice of […] if Mosaic gives it"),
    ({"longer_of": ["6 months", "10 business days", "the pilot"]}, "notice of the longer of 6 months, 10 Business Days and the pilot"),
    (OPEN, "notice of […]"), ({"length": OPEN}, "notice of […]"),
    ("none", "no notice"), ("on_receipt", "notice taking effect on receipt"), ("as_agreed", "notice of the length they agree"), ("not_stated", "notice"),
    ({"length": "90 days", "from": "term_end"}, "90 days’ notice before the end of the Term"),
    ({"length": {"a": "90 days", "b": "60 days"}, "from": "term_end"},
     "90 days’ notice before the end of the Term if Harbor gives it, or 60 days’ notice before the end of the Term if Mosaic gives it"),
    ({"length": {"longer_of": ["90 days", "the season"]}, "at_least": "30 days"}, "notice of the longer of 90 days and the season, of at least 30 days"),
    ({"length": "90 days", "ends": "quarter"}, "90 days’ notice"),
])  # fmt: skip
def test_notice(notice: Any, words: str) -> None:
    assert of_trigger("trigger.notice | notice", notice=notice) == words


@pytest.mark.parametrize(("cure", "words"), [
    ("30 days", "within 30 days"), ("1 business day", "within 1 Business Day"), ("none", "at once"), (OPEN, "within […]"),
    ({"time": OPEN}, "within […]"), ({"a": "9 days", "b": "1 week"}, "within 9 days for Harbor and 1 week for Mosaic"),
    ({"shorter_of": ["30 days", "the season"]}, "within the shorter of 30 days and the season"),
    ({"otherwise": "45 days", "classes": [{"class": "x", "time": "5 days"}]}, "within 45 days"),
])  # fmt: skip
def test_within(cure: Any, words: str) -> None:
    assert of_trigger("trigger.cure | within", cure=cure) == words
    assert of_trigger("trigger.cure | within | cap", cure=cure) == words[0].upper() + words[1:]


def test_within_a_missing_value() -> None:
    assert shown("confidentiality.tail | within", ("confidentiality.tail", "absent")) == "within […]"


@pytest.mark.parametrize(("name", "owner"), [
    ("Harbor", "Harbor’s"), ("Mosaic Systems", "Mosaic Systems’"), ("HARBORS", "HARBORS’"), ("Harbor & Sons", "Harbor & Sons’"), ("Max", "Max’s"),
    ("the Parties", "the Parties’"), ("James", "James’"), ("*Foo*", "*Foo*’s"), ("Zürich Ö", "Zürich Ö’s"), ("3S", "3S’"),
])  # fmt: skip
def test_possessive(name: str, owner: str) -> None:
    assert plain(possessive((Text(name),))) == owner
    assert shown("sides.a.short | possessive", ("sides.a.short", name)) == owner


def test_possessive_of_a_side_of_two_members_and_of_holders() -> None:
    two = [{"id": "m1", "legal_name": "Harbor Ltd"}, {"id": "m2", "legal_name": "Harbor Retail Systems"}]
    assert shown("sides.a.short | possessive", ("sides.a.members", two)) == "Harbor’s"
    assert shown("sides.a.members | names", ("sides.a.members", two)) == "Harbor Ltd and Harbor Retail Systems"
    assert of_trigger("trigger.holder | possessive | cap", who="innocent") == "The innocent Party’s"
    assert of_trigger("trigger.holder | possessive", who="both") == "the Parties together’s"  # texts for both say “their”


@pytest.mark.parametrize(("typed", "words"), [
    ("No more than 5", "No more than 5."), ("at least 95%", "at least 95%."), ("as listed (see there)", "as listed (see there)."), ("as “agreed”", "as “agreed”."),
    ("paid by Harbor Inc.", "paid by Harbor Inc."), ("It ends;", "It ends;"), ("Who pays?", "Who pays?"), ("as follows:", "as follows:"), ("and so on …", "and so on …"),
    ("It says “No.”", "It says “No.”"), ('It says "No."', 'It says "No."'), ("It ends. (So does this.)", "It ends. (So does this.)"), ("by a firm (Harbor Inc.)", "by a firm (Harbor Inc.)."),
    ("第5条适用。", "第5条适用。"), (OPEN, "[…]"),
])  # fmt: skip
def test_a_sentence_typed_without_its_full_stop_gets_one(typed: Any, words: str) -> None:
    assert shown("alliance.purpose | sentence", ("alliance.purpose", typed)) == words
    assert shown("alliance.purpose | given | sentence", ("alliance.purpose", typed)) == words


@pytest.mark.parametrize(("one", "many"), [
    ("Party", "Parties"), ("PARTY", "PARTIES"), ("day", "days"), ("key", "keys"), ("business", "businesses"), ("branch", "branches"), ("box", "boxes"), ("wish", "wishes"),
    ("KPI", "KPIs"), ("1 month", "1 month"), ("11 month", "11 months"), ("21 day", "21 days"), ("", ""),
])  # fmt: skip
def test_plural(one: str, many: str) -> None:
    assert plain(plural((Text(one),))) == many


def test_plural_leaves_a_value_a_value() -> None:
    assert plural((Value("p", "Company"),)) == (Value("p", "Companies"),)
    assert plural((Value("p", "Store"),)) == (Value("p", "Store"), Text("s"))


@pytest.mark.parametrize(("article", "words"), [
    ("an", "hour, hourly honest honourable honorable heir EU MBA NDA SLA 8 8-day 8% 80 80% 800 8,000 11 11th 11% 11,000 18 18-month 18th apple umbrella usher "
           "onerous only FAQ X-ray unintended unimportant uninsured unidentified under Effective IT LLC F HTML"),
    ("a", "house hospital one one-off once user use usual unit union uniform universal unilateral unanimous utility European EUR-based ewe 1 100 110 111 118 180 181 1,100 1,800 "
          "UK UK-based US URL KPI Ukrainian Party business 7 70 19 Ltd ubiquitous"),
])  # fmt: skip
def test_article(article: str, words: str) -> None:
    wrong = [word for word in words.replace("hour,", "hour").split() if article_of(word) != article and word != "EUR-based"]
    assert wrong == []


def test_article_stands_before_the_value() -> None:
    assert shown("term.initial | a", ("term.initial", "18 months")) == "an 18 months"
    assert shown("term.initial | a | cap", ("term.initial", "1 year")) == "A 1 year"
    assert shown("term.lock_in | a", ("term.lock_in", OPEN)) == "a […]"


@pytest.mark.parametrize(("holder", "words"), [
    ("either", "Either Party"), ("a", "Harbor"), ("both", "The Parties together"), ("innocent", "The innocent Party"), ("either_except_causer", "A Party that did not cause the event"),
])  # fmt: skip
def test_cap_of_holders(holder: str, words: str) -> None:
    assert of_trigger("trigger.holder | cap", who=holder) == words


def test_cap_leaves_names_and_blanks_alone() -> None:
    assert shown("sides.a.short | cap", ("sides.a.short", "eBay-like")) == "eBay-like"
    assert shown("term.lock_in | cap", ("term.lock_in", OPEN)) == "[…]"


@pytest.mark.parametrize(("number", "words"), [(0, "0th"), (1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"), (111, "111th"), (1012, "1012th")])
def test_ordinal(number: int, words: str) -> None:
    assert ordinal_of(number) == words


def test_ordinal_of_a_value() -> None:
    assert shown("success.miss_rule.misses | ordinal") == "2nd"
    assert shown("governance.seats_each | ordinal", ("governance.seats_each", "absent")) == "[…]"


@pytest.mark.parametrize(("path", "value", "words"), [
    ("alliance.territory", [], "[…]"), ("alliance.territory", ["A"], "A"), ("alliance.territory", ["A", "B"], "A and B"),
    ("alliance.territory", ["A", "B and C", "D"], "A; B and C; and D"), ("alliance.territory", OPEN, "[…]"),
    ("success.kpis", [{"name": "Pipeline"}, {"name": OPEN}], "Pipeline and […]"),
    ("ip.allocation", [{"asset_class": "models", "owner": "a"}, {"asset_class": "data", "owner": "b"}], "models and data"),
    ("ip.background", [{"what": "Forecast", "owner": "a"}], "Forecast"),
    ("wind_down.groups", [{"group": "retailers"}], "retailers"),
])  # fmt: skip
def test_names(path: str, value: Any, words: str) -> None:
    assert shown(f"{path} | names", (path, value)) == words


@pytest.mark.parametrize(("who", "verb"), [
    ("either", "gives"), ("both", "give"), ("a", "gives"), ("innocent", "gives"), ("automatic", "gives"), ("either_except_causer", "gives"), ("payee", "gives"),
])  # fmt: skip
def test_verb_agrees_with_the_holder(who: str, verb: str) -> None:
    assert of_trigger("trigger.holder | verb('gives', 'give')", who=who) == verb
    assert of_trigger("trigger.holder | cap | verb('gives', 'give')", who=who) == verb


@pytest.mark.parametrize(("count", "verb"), [(1, "is"), (2, "are"), (11, "are")])
def test_verb_agrees_with_a_number_and_a_list(count: int, verb: str) -> None:
    assert shown("success.miss_rule.misses | verb('is', 'are')", ("success.miss_rule.misses", count)) == verb
    assert shown("alliance.territory | verb('is', 'are')", ("alliance.territory", ["x"] * count)) == verb


def test_refs_name_every_exit_once_and_none_says_so() -> None:
    made = library(clause("exit.test", section="exit", front="row: {who: either, class: no_fault}\n"))
    two = scope(("exit.triggers", [{"id": "t1", "kind": "exit.test"}, {"id": "t2", "kind": "exit.test"}]), made=made)
    assert print_expression(parse_slot("computed.triggers_no_fault | refs"), two) == (Ref("trigger:t1 trigger:t2"),)
    assert shown("computed.triggers_fault | refs") == "no clause"
    assert print_expression(parse_slot("computed.triggers_no_fault"), two) == (Ref("trigger:t1 trigger:t2"),)


@pytest.mark.parametrize(("field", "value", "words"), [
    ("notice", "90 days", "90 days"), ("notice", "on_receipt", "on receipt"), ("notice", {"length": "90 days", "ends": "quarter"}, "90 days, to the end of a quarter"),
    ("notice", {"a": "90 days", "b": "60 days"}, "90 days (Harbor) and 60 days (Mosaic)"), ("notice", {"length": "5 days", "from": "term_end"}, "5 days before the end of the Term"),
    ("cure", "none", "none"), ("cure", {"otherwise": "45 days", "classes": [{"class": "late payment", "time": "10 days"}]}, "10 days for late payment; otherwise 45 days"),
    ("cure", OPEN, "[…]"), ("lock_in", "deal", "yes"), ("lock_in", "none", "no"), ("lock_in", "6 months", "6 months"), ("wind_down", "life_of_contracts", "until the customers’ contracts end"),
    ("scope", "whole", "the whole"), ("scope", [{"kind": "order"}], "a part"), ("fee", "none", "none"), ("fee", "damages_only", "damages only"),
    ("linked", "may_end", "may be ended too"), ("ip_after", "innocent_only", "innocent Party only"), ("who", "a", "Harbor"), ("steps", [], "none"), ("conditions", [], "none"),
])  # fmt: skip
def test_short(field: str, value: Any, words: str) -> None:
    assert of_trigger(f"trigger.{field} | short", **{field: value}) == words


@pytest.mark.parametrize(("path", "words", "american"), [
    ("draft_date | date", "2 February 2026", "February 2, 2026"), ("computed.term_end | date", "28 February 2029", "February 28, 2029"),
    ("liability.cap_floor | money", "GBP 500,000", "GBP 500,000"), ("success.recovery.plan_within | words", "15 Business Days", "15 Business Days"),
    ("law.governing", "England and Wales", "England and Wales"), ("success.kpis | names", "Joint pipeline, Customer retention and Seller enablement", None),
])  # fmt: skip
def test_dates_money_and_words(path: str, words: str, american: str | None) -> None:
    assert shown(path) == words
    assert shown(path, style=Style(month_first=True)) == (american or words)


def test_the_longest_term_still_ends_on_a_day_of_the_calendar() -> None:
    assert shown("computed.term_end", ("term.initial", "999 years")) == "28 February 3025"
