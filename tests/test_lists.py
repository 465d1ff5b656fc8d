"""Grammar of lists: what prints for nothing, one, two and three items, and what happens to the words around them."""

from typing import Any

import pytest

from tests.tiny import said, scope, trigger_scope


def with_items(items: list[str], *, lead: str = "The list is:", after: str = "") -> list[str]:
    return said(f"{lead}\n\n{{% for t in alliance.territory %}}\n- {{{{ t }}}}\n{{% endfor %}}\n\n{after}", scope(("alliance.territory", items)))


@pytest.mark.parametrize(("items", "lead", "lines"), [
    ([], "The list is:", []),
    (["A"], "The list is:", ["The list is A."]),
    (["A", "B"], "The list is:", ["The list is:", "(a) A; and", "(b) B."]),
    (["A", "B", "C"], "The list is:", ["The list is:", "(a) A;", "(b) B; and", "(c) C."]),
    ([], "It ends if any of:", []),
    (["A"], "It ends if any of:", ["It ends if A."]),
    (["A", "B"], "It ends if any of:", ["It ends if any of:", "(a) A; or", "(b) B."]),
    (["A", "B", "C"], "It ends if any of:", ["It ends if any of:", "(a) A;", "(b) B; or", "(c) C."]),
    ([], "It ends if all of:", []),
    (["A"], "It ends if all of:", ["It ends if A."]),
    (["A", "B"], "It ends if all of:", ["It ends if all of:", "(a) A; and", "(b) B."]),
    (["A", "B"], "It ends if either of the following:", ["It ends if either of the following:", "(a) A; or", "(b) B."]),
    (["A"], "It ends if one of the following:", ["It ends if A."]),
    (["A", "B"], "Many of:", ["Many of:", "(a) A; and", "(b) B."]),
    (["A"], "Because of:", ["Because of A."]),
    (["A", "B"], "There is no colon.", ["There is no colon.", "(a) A; and", "(b) B."]),
    (["A"], "There is no colon.", ["There is no colon.", "(a) A."]),
])  # fmt: skip
def test_none_drops_the_lead_one_joins_it_and_more_are_a_list(items: list[str], lead: str, lines: list[str]) -> None:
    assert with_items(items, lead=lead) == lines


@pytest.mark.parametrize(("items", "lines"), [
    ([], []), (["A"], ["If A, the Party may end it."]), (["A", "B"], ["If any of:", "(a) A; or", "(b) B,", "the Party may end it."]),
])  # fmt: skip
def test_text_that_goes_on_with_the_sentence_is_flush_and_falls_with_it(items: list[str], lines: list[str]) -> None:
    found = with_items(items, lead="If any of:", after="the Party may end it.")
    assert found == lines


def test_text_with_a_capital_after_a_list_is_the_next_paragraph() -> None:
    assert with_items(["A", "B"], after="The Party may end it.") == ["1.1.1 The list is:", "(a) A; and", "(b) B.", "1.1.2 The Party may end it."]


@pytest.mark.parametrize(("typed", "lines"), [
    ("- a\n- b", ["(a) a; and", "(b) b."]), ("- a;\n- b.", ["(a) a; and", "(b) b."]), ("- a; and\n- b", ["(a) a; and", "(b) b."]), ("- a,\n- b;", ["(a) a; and", "(b) b."]),
    ("- a; or\n- b; or\n- c", ["(a) a;", "(b) b; and", "(c) c."]),
    ("- This is a whole sentence that counsel has written out to its very end.\n- b", ["(a) This is a whole sentence that counsel has written out to its very end.", "(b) b."]),
])  # fmt: skip
def test_punctuation_is_set_whatever_was_typed(typed: str, lines: list[str]) -> None:
    assert said(f"Of:\n\n{typed}")[1:] == lines


@pytest.mark.parametrize("value", ["ends in a colon:", "ends in a stop.", "ends in “; and”", "all of:", "a; or"])
def test_a_value_keeps_its_last_mark(value: str) -> None:
    assert said("{{ alliance.purpose }}\n\nNext.", scope(("alliance.purpose", value))) == [f"1.1.1 {value}", "1.1.2 Next."]
    assert with_items([value, "B"])[1] == f"(a) {value}; and"
    assert with_items([value]) == [f"The list is {value}."]


def optional(a: bool, b: bool, c: bool, lead: str = "If any of:") -> list[str]:
    changes: list[tuple[str, Any]] = [("commercial.minimum", "x" if a else "absent"), ("term.lock_in", "1 year" if b else "absent"), ("law.governing", "Germany" if c else "absent")]
    text = "{% if commercial.minimum %}\n- first;\n{% endif %}\n{% if term.lock_in %}\n- second;\n{% endif %}\n{% if law.governing %}\n- third;\n{% endif %}"
    return said(f"{lead}\n\n{text}\n\nNext.", scope(*changes))


@pytest.mark.parametrize(("there", "lines"), [
    ((True, True, True), ["1.1.1 If any of:", "(a) first;", "(b) second; or", "(c) third.", "1.1.2 Next."]),
    ((True, False, True), ["1.1.1 If any of:", "(a) first; or", "(b) third.", "1.1.2 Next."]),
    ((False, True, True), ["1.1.1 If any of:", "(a) second; or", "(b) third.", "1.1.2 Next."]),
    ((True, False, False), ["1.1.1 If first.", "1.1.2 Next."]), ((False, True, False), ["1.1.1 If second.", "1.1.2 Next."]),
    ((False, False, True), ["1.1.1 If third.", "1.1.2 Next."]), ((False, False, False), ["Next."]),
])  # fmt: skip
def test_optional_items_dropped_in_any_number(there: tuple[bool, bool, bool], lines: list[str]) -> None:
    assert optional(*there) == lines


def nested(items: list[str], more: str = "- last") -> list[str]:
    text = "If all of:\n\n- first any of:\n  {% for t in alliance.territory %}\n  - {{ t }}\n  {% endfor %}\n" + more
    return said(text, scope(("alliance.territory", items)))


@pytest.mark.parametrize(("items", "more", "lines"), [
    (["A", "B"], "- last", ["If all of:", "(a) first any of:", "(i) A; or", "(ii) B; and", "(b) last."]),
    (["A"], "- last", ["If all of:", "(a) first A; and", "(b) last."]),
    ([], "- last", ["If last."]),
    (["A", "B"], "", ["If all of:", "(a) first any of:", "(i) A; or", "(ii) B."]),
    (["A"], "", ["If first A."]),
    ([], "", []),
])  # fmt: skip
def test_nested_lists(items: list[str], more: str, lines: list[str]) -> None:
    assert nested(items, more) == lines


def test_two_nested_lists_and_the_numbers_start_again() -> None:
    assert said("Of:\n\n- a:\n  - x\n  - y\n- b:\n  - z\n  - w\n\nOr any of:\n\n- c\n- d") == [
        "1.1.1 Of:", "(a) a:", "(i) x; and", "(ii) y; and", "(b) b:", "(i) z; and", "(ii) w.", "1.1.2 Or any of:", "(a) c; or", "(b) d.",
    ]  # fmt: skip


def test_lists_meet_when_the_paragraph_between_falls_away() -> None:
    text = "Of:\n\n- a\n- b\n\n{% if commercial.minimum %}\nBetween:\n{% endif %}\n\n- c\n- d"
    assert said(text) == ["Of:", "(a) a;", "(b) b;", "(c) c; and", "(d) d."]
    assert said(text, scope(("commercial.minimum", "x"))) == ["1.1.1 Of:", "(a) a; and", "(b) b.", "1.1.2 Between:", "(a) c; and", "(b) d."]


def test_an_item_with_no_words_falls_away() -> None:
    where = trigger_scope(who="automatic")
    assert said("Of:\n\n- {{ trigger.by_notice }}\n- b\n- c", where) == ["Of:", "(a) b; and", "(b) c."]
    assert said("{{ trigger.by_notice }}\n\nB", where) == ["B"]


def test_a_lead_in_before_a_lead_in_falls_away_and_nothing_else() -> None:
    empty = scope(("alliance.territory", []))
    assert said("A.\n\nB:\n\nC any of:\n\n{% for t in alliance.territory %}\n- {{ t }}\n{% endfor %}\n\nD.", empty) == ["1.1.1 A.", "1.1.2 D."]


def test_an_open_list_has_no_items() -> None:
    assert said("Of:\n\n{% for t in alliance.territory %}\n- {{ t }}\n{% endfor %}\n\nEnd.", scope(("alliance.territory", {"open": "why"}))) == ["End."]


def test_a_table_over_nothing_drops_its_lead() -> None:
    text = "Fees are:\n\n```table f in fees\nId: {{ f.base }}\n```\n\nEnd."
    assert said(text) == ["End."]
    assert said(text, scope(("fees", [{"kind": "agreed_sum", "base": "EUR 5"}]))) == ["1.1.1 Fees are:", "Id", "EUR 5", "1.1.2 End."]
