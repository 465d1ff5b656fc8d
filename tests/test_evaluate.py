"""Expressions over a deal: open values make a comparison unknown, missing ones make it false, and every path read is remembered."""

from typing import Any

import pytest

from generator.document.conditions import truth
from generator.library.expression import parse_expression
from tests.tiny import clause, filled, library, scope, trigger_scope

OPEN = {"open": "waiting"}
# Three conditions of known truth: true, false, and unknown because a value is open.
T, F, U = "term.initial == '36 months'", "term.initial == '1 day'", "term.lock_in == '12 months'"


def holds(text: str, *changes: tuple[str, Any]) -> bool | None:
    return truth(parse_expression(text), scope(*changes))


@pytest.mark.parametrize(("left", "right", "both", "either"), [
    (T, T, True, True), (T, F, False, True), (T, U, None, True),
    (F, T, False, True), (F, F, False, False), (F, U, False, None),
    (U, T, None, True), (U, F, False, None), (U, U, None, None),
])  # fmt: skip
def test_and_and_or_have_three_values(left: str, right: str, both: bool | None, either: bool | None) -> None:
    assert holds(f"{left} and {right}", ("term.lock_in", OPEN)) is both
    assert holds(f"{left} or {right}", ("term.lock_in", OPEN)) is either


@pytest.mark.parametrize(("text", "truth"), [(T, False), (F, True), (U, None)])
def test_not_has_three_values(text: str, truth: bool | None) -> None:
    assert holds(f"not ({text})", ("term.lock_in", OPEN)) is truth


@pytest.mark.parametrize(("value", "expected"), [
    (OPEN, True), ("absent", False), ("0 days", True), ("12 months", True),
])  # fmt: skip
def test_a_path_holds_if_something_is_there_open_or_not(value: Any, expected: bool) -> None:
    assert holds("term.lock_in", ("term.lock_in", value)) is expected
    assert holds("not term.lock_in", ("term.lock_in", value)) is not expected


@pytest.mark.parametrize("text", [
    "term.lock_in == '12 months'", "term.lock_in != '12 months'", "term.lock_in < '12 months'", "'12 months' >= term.lock_in",
    "term.lock_in in ['12 months', '1 day']", "term.lock_in not in ['x']", "term.initial > term.lock_in", "'a' in alliance.territory", "'a' not in alliance.territory",
])  # fmt: skip
def test_a_comparison_with_an_open_value_is_unknown(text: str) -> None:
    assert holds(text, ("term.lock_in", OPEN), ("alliance.territory", OPEN)) is None


@pytest.mark.parametrize(("text", "expected"), [
    ("term.lock_in == '12 months'", False), ("term.lock_in != '12 months'", True), ("term.lock_in < '12 months'", False),
    ("term.lock_in >= '12 months'", False), ("term.lock_in in ['12 months']", False), ("term.lock_in not in ['12 months']", True),
    ("'a' in alliance.territory", False), ("'a' not in alliance.territory", True), ("commercial.minimum", False),
    ("governance.seats_each > 0", False), ("term.renewal.length == term.lock_in", True),
])  # fmt: skip
def test_a_missing_value_is_equal_to_nothing_and_in_no_order(text: str, expected: bool) -> None:
    absent = [(path, "absent") for path in ("term.lock_in", "alliance.territory", "governance.seats_each", "term.renewal.length")]
    assert holds(text, *absent) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("term.initial == '36 months'", True), ("term.initial == '3 years'", False), ("term.initial >= '3 years'", True), ("term.initial <= '3 years'", True),
    ("term.initial > '1,095 days'", False), ("term.initial > '1095 days'", True), ("term.initial < '200 weeks'", True), ("term.initial > term.lock_in", True),
    ("'10 business days' > '13 days'", False), ("success.recovery.plan_within > '20 days'", True), ("success.recovery.plan_within == '15 business days'", True),
    ("liability.cap_floor == 'GBP 500,000.00'", True), ("liability.cap_floor < 'GBP 500,000.01'", True), ("liability.cap_floor > 'EUR 1'", False),
    ("liability.cap_floor < 'EUR 900,000'", False), ("liability.cap_floor < liability.super_cap", True), ("liability.cap_floor > 0", False),
    ("success.miss_rule.threshold >= '80%'", True), ("success.miss_rule.threshold == '80.0%'", True), ("success.miss_rule.threshold < '80.01%'", True),
    ("governance.first_review > '2026-06-09'", True), ("governance.first_review == '2026-06-10'", True), ("draft_date < governance.first_review", True),
    ("success.miss_rule.misses >= 2", True), ("success.miss_rule.misses < success.miss_rule.of", True), ("success.miss_rule.misses == '2'", False),
    # Different kinds of thing are never equal and in no order; nothing crashes.
    ("draft_date < term.initial", False), ("draft_date >= term.initial", False), ("liability.cap_floor < success.miss_rule.threshold", False),
    ("term.initial < 5", False), ("term.initial == liability.cap_floor", False), ("term.initial < 'nonsense'", False), ("sides < term", False),
    ("law.governing == 'England'", True), ("law.governing == 'England and Wales'", True), ("law.governing == 'Atlantis'", False),
    ("commercial.registered_deals == true", True), ("commercial.registered_deals == 1", False), ("success.miss_rule.misses != true", True),
])  # fmt: skip
def test_comparisons(text: str, expected: bool) -> None:
    assert holds(text) is expected


BOTH, COMPOUND = {"a": "90 days", "b": "60 days"}, {"longer_of": ["30 days", "6 months", "the pilot"]}


@pytest.mark.parametrize(("notice", "text", "expected"), [
    (BOTH, "trigger.notice >= '60 days'", True), (BOTH, "trigger.notice > '60 days'", False), (BOTH, "'90 days' >= trigger.notice", True),
    (BOTH, "trigger.notice == '90 days'", False), (BOTH, "trigger.notice != '90 days'", True), (BOTH, "trigger.notice == trigger.notice", True),
    ({"a": "9 days", "b": "9 days"}, "trigger.notice == '9 days'", True),
    ({"a": "90 days", "b": OPEN}, "trigger.notice >= '30 days'", None), ({"a": "10 days", "b": OPEN}, "trigger.notice >= '30 days'", False),
    ({"a": "10 days", "b": OPEN}, "trigger.notice != '30 days'", True),
    (COMPOUND, "trigger.notice >= '6 months'", True), (COMPOUND, "trigger.notice > '6 months'", False), (COMPOUND, "'200 days' > trigger.notice", True),
    ({"shorter_of": ["30 days", "6 months"]}, "trigger.notice <= '30 days'", True), ({"longer_of": ["one thing", "another"]}, "trigger.notice > '0 days'", False),
    ("on_receipt", "trigger.notice == 'on_receipt'", True), ("none", "trigger.notice == 'none'", True), ("none", "trigger.notice < '30 days'", False),
    (OPEN, "trigger.notice == 'none'", None), (OPEN, "trigger.notice", True), ({"length": "5 days", "from": "term_end"}, "trigger.notice == '5 days'", True),
    ({"length": "5 days", "from": "term_end"}, "trigger.notice.from == 'term_end'", True),
])  # fmt: skip
def test_a_notice_is_compared_by_its_length_and_for_both_sides(notice: Any, text: str, expected: bool | None) -> None:
    assert truth(parse_expression(text), trigger_scope(notice=notice)) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("'a.here' in clauses", True), ("'a.there' in clauses", False), ("'a.there' not in clauses", True),
    ("'email' in notice.methods", True), ("'registered_post' in notice.methods", False), ("alliance.kind in ['reseller', 'strategic_alliance']", True),
    ("success.kpis", True), ("linked", False), ("computed.has_joint_ip", True), ("computed.targets", True), ("computed.commitments", False),
])  # fmt: skip
def test_clauses_closed_sets_and_lists(text: str, expected: bool) -> None:
    assert holds(text) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("trigger.by_notice", True), ("trigger.automatic", False), ("trigger.locked", False), ("trigger.joint", False), ("trigger.kpis", True), ("trigger.who in ['a', 'b']", False),
    ("trigger.fee == 'none'", True), ("trigger.counting.times > 1", False), ("trigger.cure.time != 'none'", True),
])  # fmt: skip
def test_flags_and_phrases_of_a_trigger(text: str, expected: bool) -> None:
    assert truth(parse_expression(text), trigger_scope()) is expected


def test_reads_remember_the_homes_of_values() -> None:
    where = trigger_scope(who="a")
    truth(parse_expression("trigger.who == 'a' and term.lock_in or computed.term_end"), where)
    assert where.reads == ["exit.triggers.t1.who", "term.lock_in", "computed.term_end"]


def test_blocks_know_which_paths_put_them_there() -> None:
    text = (
        "{% if term.lock_in %}\n{% if commercial.model == 'x' %}\nA\n{% elif data.personal == 'shared' %}\nB\n{% else %}\nC {{ alliance.customers }}\n{% endif %}\n"
        "D\n{% endif %}\n\nE\n\n{% for k in success.kpis %}\nF {{ k.name }}\n{% endfor %}"
    )
    found = [block.source.because for block in filled(text)]  # type: ignore[union-attr]
    assert found == [
        ("term.lock_in", "commercial.model", "data.personal", "alliance.customers"), ("term.lock_in",), (),
        ("success.kpis.k1.name",), ("success.kpis.k2.name",), ("success.kpis.k3.name",),
    ]  # fmt: skip


def test_a_block_that_hangs_on_an_open_value_is_kept_and_marked() -> None:
    text = "{% if term.lock_in == '1 year' %}\nA\n{% else %}\nB\n{% endif %}\n\n{% if term.lock_in %}\nC\n{% endif %}"
    blocks = filled(text, scope(("term.lock_in", OPEN)))
    assert [(block.inlines[0].words, block.uncertain) for block in blocks] == [("A", True), ("C", False)]  # type: ignore[union-attr]


def test_elements_of_a_closed_set_print_their_words() -> None:
    assert filled("By {{ notice.methods }}.", scope(("notice.methods", ["registered_post", "email"])))[0].inlines[1].words == "registered post"  # type: ignore[union-attr]


def test_a_name_that_the_check_would_have_refused_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="no “term.lockin”"):
        holds("term.lockin")
    with pytest.raises(KeyError, match="no parameter “x”"):
        holds("params.x")


def test_parameters_come_from_the_clause_the_deal_and_the_exit() -> None:
    made = library(clause("exit.test", section="exit", front="row: {who: a}\nparams:\n  x: {type: duration, default: 5 days}\n  y: {type: yes/no, default: no}\n"))
    where = scope(("exit.triggers", [{"id": "t1", "kind": "exit.test", "params": {"x": "7 days"}}]), ("clauses.exit.test.params", {"y": True}), made=made)
    where.params_of = "exit.triggers.t1.params"
    assert truth(parse_expression("params.x == '7 days' and params.y"), where) is True
    assert where.reads == ["exit.triggers.t1.params.x", "clauses.exit.test.params.y"]
