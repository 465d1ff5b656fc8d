"""The passes that make a paper: select, define, number, link, and the survival list; small libraries with two of everything."""

from typing import Any

import pytest

from generator.deal import DealError
from generator.document import Document
from generator.document.link import DanglingReference
from generator.library import LibraryError
from tests.tiny import EXIT, PAPER, clause, definition, drafted, library, printed

OPEN = {"open": "the board decides"}
TWO = ("exit.triggers", [{"id": "t1", "kind": "exit.test"}, {"id": "t2", "kind": "exit.test", "title": "Second way", "notice": "5 days"}])
ONE = ("exit.triggers", [{"id": "t1", "kind": "exit.test"}])


def reasons(document: Document) -> dict[str, tuple[bool, str]]:
    return {reason.clause: (reason.included, reason.because) for reason in document.reasons}


# ---------------------------------------------------------------- select


def test_every_clause_of_the_library_has_a_reason() -> None:
    made = library(
        clause("a.always"), clause("a.asked", front="when: linked\n"), clause("a.held", front="when: term.lock_in\n"), clause("a.not", front="when: linked\n"),
        clause("a.open", front="when: term.initial == '1 year'\n"), clause("a.out"), clause("a.needed", front="when: linked\n"),
        clause("a.needing", front="needs: [a.needed]\n"), clause("exit.test", section="exit", front=EXIT), clause("exit.other", section="exit", front=EXIT),
        papers=(PAPER, PAPER.replace("id: agreement", "id: sheet").replace("disclaimer", "body: term_sheet\ndisclaimer").replace("[exit]", "[exit, more]")),
    )  # fmt: skip
    document = drafted(made, ONE, ("clauses.a.asked.include", True), ("clauses.a.out.leave_out", "not wanted"), ("term.initial", OPEN))
    assert reasons(document) == {
        "a.always": (True, "always part of this paper"),
        "a.asked": (True, "the deal asks for it"),
        "a.held": (True, "term.lock_in holds"),
        "a.not": (False, "linked does not hold"),
        "a.open": (True, "term.initial is still open, so it stays in until that is settled"),
        "a.out": (False, "the deal leaves it out: not wanted"),
        "a.needed": (True, "a.needing needs it"),
        "a.needing": (True, "always part of this paper"),
        "exit.test": (True, "exits t1 are of this kind"),
        "exit.other": (False, "no exit of this kind in the deal"),
    }
    assert set(reasons(drafted(made, ONE, kind="sheet"))) == set(reasons(document))


NEEDS = (clause("a.one", front="needs: [a.two]\n"), clause("a.two", front="when: linked\nneeds: [a.three]\n"), clause("a.three", front="when: linked\n"))


def test_needs_are_pulled_in_with_what_they_need() -> None:
    assert [one.id for section in drafted(library(*NEEDS)).sections for one in section.clauses] == ["a.one", "a.three", "a.two"]


@pytest.mark.parametrize(("needed", "message"), [
    ("a.two", "/clauses/a.two/leave_out: a.two cannot be left out: a.one refers to it; leave out a.one too, or keep both"),
    ("a.three", "/clauses/a.three/leave_out: a.three cannot be left out: a.two refers to it; leave out a.two too, or keep both"),
])  # fmt: skip
def test_what_is_needed_cannot_be_left_out(needed: str, message: str) -> None:
    with pytest.raises(DealError) as caught:
        drafted(library(*NEEDS), (f"clauses.{needed}.leave_out", "no"))
    assert str(caught.value) == message
    assert drafted(library(*NEEDS), ("clauses.a.one.leave_out", "no")).sections == ()


def test_a_needed_exit_is_asked_for_and_a_kind_in_use_cannot_be_left_out() -> None:
    made = library(clause("a.one", front="needs: [exit.test]\n"), clause("exit.test", section="exit", front=EXIT))
    with pytest.raises(DealError, match=r"a\.one needs exit\.test: add an exit of that kind, or leave out a\.one"):
        drafted(made)
    with pytest.raises(DealError, match=r"/clauses/exit.test/leave_out: exit\.test cannot be left out: exits t1, t2 are of this kind; remove them instead"):
        drafted(made, TWO, ("clauses.exit.test.leave_out", "no"))
    assert drafted(made, ("clauses.exit.test.leave_out", "no"), ("clauses.a.one.leave_out", "no")).sections == ()


def test_clauses_that_conflict_are_refused() -> None:
    made = library(clause("a.one", front="conflicts: [a.two]\n"), clause("a.two"))
    with pytest.raises(DealError) as caught:
        drafted(made)
    assert str(caught.value) == "/clauses/a.one/leave_out: a.one and a.two cannot stand together; leave one out"
    assert drafted(made, ("clauses.a.two.leave_out", "no"))


def test_a_paper_without_a_section_for_what_is_needed_is_a_fault_of_the_library() -> None:
    small = PAPER.replace("id: agreement", "id: small").replace("  - {id: terms, title: Terms, takes: [terms, definitions]}\n", "")
    made = library(clause("exit.test", section="exit", front=EXIT + "needs: [a.one]\n"), clause("a.one"), papers=(PAPER, small))
    assert drafted(made, ONE)
    with pytest.raises(LibraryError, match="exit.test needs a.one, but no section of this paper takes “terms”"):
        drafted(made, ONE, kind="small")


TEXTS = "\n# Text: short\n\nShort.\n\n# Text: protective\n\n{{ protected }} over {{ other }}.\n"


@pytest.mark.parametrize(("changes", "line"), [
    ([], "Balanced."), ([("posture", "short")], "Short."), ([("clauses.a.x.text", "short")], "Short."),
    ([("posture", "short"), ("clauses.a.x.text", "balanced")], "Balanced."),
    ([("clauses.a.x", {"text": "protective", "protects": "b"})], "Mosaic over Harbor."),
])  # fmt: skip
def test_which_text(changes: list[tuple[str, Any]], line: str) -> None:
    assert printed(drafted(library(clause("a.x", "Balanced.", more=TEXTS)), *changes))[2] == line


def test_a_text_that_is_not_there_and_one_that_protects_nobody() -> None:
    with pytest.raises(DealError, match="a.x has no text “short”; it has balanced"):
        drafted(library(clause("a.x")), ("clauses.a.x.text", "short"))
    with pytest.raises(DealError, match="a protective text needs “protects”: “a” or “b”"):
        drafted(library(clause("a.x", more=TEXTS)), ("clauses.a.x.text", "protective"))


@pytest.mark.parametrize(("changes", "line"), [
    ([], "Long."), ([("term.initial", "6 months")], "Shorter."), ([("term.initial", OPEN)], "Long."), ([("clauses.a.x.params", {"brief": True})], "Shorter."),
])  # fmt: skip
def test_use_when_chooses_and_an_open_value_does_not(changes: list[tuple[str, Any]], line: str) -> None:
    text = "use when: term.initial > '1 year' and not params.brief\n\nLong."
    made = library(clause("a.x", text, front="params: {brief: {type: yes/no, default: no}}\n", more="\n# Text: short\n\nShorter.\n"))
    if changes == [("term.initial", OPEN)]:
        line = "Shorter."  # an open value does not choose the first; the next has no condition
    assert printed(drafted(made, *changes))[2] == line


# ---------------------------------------------------------------- define


TERMS = (
    definition("Zebra", "means an animal."), definition("Apple", "means a fruit of a Tree.", "forms: [Apples]\n"), definition("Tree", "means a plant with Leaves."),
    definition("Leaf", "means a part of a Tree.", "forms: [Leaves]\n"), definition("Unused", "means nothing."), definition("Own", front="defined_in: a.own\n"),
    definition("Shared", front="defined_in: a.own\n"), definition("Tree House", "means a house."),
)  # fmt: skip
REGISTRY = clause("def.registry", "In this Agreement:\n\n{% definitions %}", section="definitions", front="order: 0\n")


def entries(*clauses: str, **more: Any) -> list[str]:
    made = library(REGISTRY, *clauses, definitions=TERMS if any("a.own" in one for one in clauses) else TERMS[:5] + TERMS[7:])
    return [line for line in printed(drafted(made)) if line.startswith("“")]


def test_terms_are_listed_sorted_when_used_and_with_the_terms_they_use() -> None:
    assert entries(clause("a.x", "A Zebra eats Apples.")) == [
        "“Apple” means a fruit of a Tree.", "“Leaf” means a part of a Tree.", "“Tree” means a plant with Leaves.", "“Zebra” means an animal.",
    ]  # fmt: skip


def test_the_longest_term_is_meant_and_words_inside_words_are_not() -> None:
    assert entries(clause("a.x", "A Tree House, a Zebra-like thing, Zebras, zebra.")) == ["“Tree House” means a house."]


def test_a_term_used_only_where_it_is_defined_is_not_listed() -> None:
    own = clause("a.own", "An **Own** is a thing. The Own stays. A **Shared** is a thing.", front="defines: [Own, Shared]\n")
    assert entries(own, clause("a.x", "The Shared thing.")) == ["“Shared” has the meaning given in clause 1.1."]


def test_a_value_uses_no_term_and_keeps_its_spelling() -> None:
    made = library(REGISTRY, clause("a.x", "{{ alliance.purpose }} organises colour."), definitions=TERMS[:1], spelling={"en-US": {"colour": "color", "organises": "organizes"}})
    lines = printed(drafted(made, ("alliance.purpose", "a Zebra of one colour"), ("law.spelling", "en-US")))
    assert "a Zebra of one colour organizes color." in lines and not [line for line in lines if line.startswith("“")]


# ---------------------------------------------------------------- number


def test_labels() -> None:
    made = library(
        clause("a.one", "One.", front="order: 1\n"), clause("a.two", "One:\n\n- a\n- b:\n  - x\n  - y\n\nrest.\n\nTwo:\n\n- c\n- d", front="order: 2\n"),
        clause("exit.test", "{{ trigger.right }}.\n\nMore.", section="exit", front=EXIT, more="\n# Lead\n\nFirst.\n"),
    )  # fmt: skip
    assert printed(drafted(made, TWO)) == [
        "1. Terms", "1.1 One", "One.", "1.2 Two", "1.2.1 One:", "(a) a; and", "(b) b:", "(i) x; and", "(ii) y,", "rest.", "1.2.2 Two:", "(a) c; and", "(b) d.",
        "2. Exit", "2.1 Test", "2.1.1 First.", "2.1.2 Either Party may end this Agreement by giving the other Party 90 days’ notice.", "2.1.3 More.",
        "2.1.4 Second way. Either Party may end this Agreement by giving the other Party 5 days’ notice.", "2.1.5 More.",
    ]  # fmt: skip


SCHEDULES = (
    clause("a.kpis", "See [[schedule.kpis]].", front="order: 1\nschedule: kpis\nwhen: success.kpis\n", more="\n# Schedule\n\nFirst.\n\nSecond.\n"),
    clause("a.people", "See [[schedule.people]].", front="order: 2\nschedule: people\n", more="\n# Schedule\n\nPeople.\n"),
)  # fmt: skip


def test_schedules_are_lettered_by_presence_and_start_at_one() -> None:
    assert printed(drafted(library(*SCHEDULES))) == [
        "1. Terms", "1.1 Kpis", "See Schedule A.", "1.2 People", "See Schedule B.", "Schedule A Measures", "1. First.", "2. Second.", "Schedule B People", "1. People.",
    ]  # fmt: skip
    assert printed(drafted(library(*SCHEDULES), ("success.kpis", []))) == ["1. Terms", "1.1 People", "See Schedule A.", "Schedule A People", "1. People."]


def test_more_schedules_than_letters() -> None:
    paper = PAPER + ""
    many = "".join(f"  - {{id: s{chr(97 + n // 26)}{chr(97 + n % 26)}, title: S}}\n" for n in range(28))
    paper = paper.replace("  - {id: kpis, title: Measures}\n", many)
    clauses = [clause(f"a.c{chr(97 + n // 26)}{chr(97 + n % 26)}", front=f"schedule: s{chr(97 + n // 26)}{chr(97 + n % 26)}\n", more="\n# Schedule\n\nX.\n") for n in range(28)]
    assert [schedule.letter for schedule in drafted(library(*clauses, papers=(paper,))).schedules][24:] == ["Y", "Z", "AA", "BB"]


# ---------------------------------------------------------------- link


def test_a_dangling_reference_is_refused() -> None:
    made = library(clause("a.one", "See [[a.two]]."), clause("a.two", front="when: linked\n"))
    with pytest.raises(DanglingReference) as caught:
        drafted(made)
    assert str(caught.value) == "clauses/f1.md:1: a.one refers to a.two, which is not in this paper"
    assert isinstance(caught.value, LibraryError)


def test_references_to_clauses_exits_and_lists_of_exits() -> None:
    text = "See [[a.b]], [[exit.test]] and {{ computed.triggers_no_fault | refs }}.\n\n[[a.b]] first. [[a.b]] next."
    made = library(clause("a.a", text, front="order: 1\n"), clause("a.b", front="order: 2\n"), clause("exit.test", "{{ trigger.right }}. See [[trigger:trigger]].", section="exit", front=EXIT))
    assert printed(drafted(made, ONE))[2:4] == ["1.1.1 See clause 1.2, clause 2.1 and clause 2.1.", "1.1.2 Clause 1.2 first. Clause 1.2 next."]
    lines = printed(drafted(made, TWO))
    assert lines[2] == "1.1.1 See clause 1.2, clause 2.1 and clauses 2.1.1 and 2.1.2."
    assert [line[-17:] for line in lines[-2:]] == ["See clause 2.1.1.", "See clause 2.1.2."]


def test_references_in_the_opening_and_in_definitions() -> None:
    paper = PAPER.replace("The Parties agree:", "Under [[a.x]], the Parties agree.")
    made = library(REGISTRY, clause("a.x", "A Zebra."), definitions=(definition("Zebra", "means what [[a.x]] says."),), papers=(paper,))
    lines = printed(drafted(made))
    assert lines[0] == "Under clause 1.1, the Parties agree." and "“Zebra” means what clause 1.1 says." in lines


def test_the_column_of_references_of_a_table_leaves_the_word_out() -> None:
    made = library(clause("a.a", "Exits:\n\n```table t in exit.triggers\nExit: {{ t.name }}\nWhere: [[trigger:t]]\nNotice: {{ t.notice | short }}\nEmpty: {{ t.by_notice }}\n```"),
                   clause("exit.test", "{{ trigger.right }}.", section="exit", front=EXIT))  # fmt: skip
    made_lines = printed(drafted(made, ("exit.triggers", [{"id": "t1", "kind": "exit.test", "who": "automatic"}, {"id": "t2", "kind": "exit.test", "title": "Second", "who": "automatic", "notice": "5 days"}])))
    assert made_lines[3:12] == ["Exit", "Where", "Notice", "Test", "2.1.1", "90 days", "Second", "2.1.2", "5 days"]


# ---------------------------------------------------------------- survival


SURVIVING = (
    clause("a.fin", "These survive:\n\n{% survival %}", front="order: 9\n"),
    clause("a.secret", front="order: 1\nsurvives: {from: termination, for: 10 business days}\n"),
    clause("a.pay", front="order: 2\nsurvives: {from: final_account, for: indefinitely}\n"),
    clause("a.tail", front="order: 3\nsurvives: {from: wind_down_end, for: confidentiality.tail}\n"),
    clause("a.dies", front="order: 4\nsurvives: no\n"),
)  # fmt: skip


def test_the_survival_list_is_made_of_the_clauses_that_are_there() -> None:
    made = library(*SURVIVING)
    assert printed(drafted(made))[-4:] == [
        "These survive:", "(a) clause 1.1 (Secret), for 10 Business Days from the Termination Date;", "(b) clause 1.2 (Pay), without limit in time; and",
        "(c) clause 1.3 (Tail), for 36 months from the end of the Wind-Down Period.",
    ]  # fmt: skip
    assert printed(drafted(made, ("clauses.a.pay.leave_out", "no")))[-3:] == [
        "These survive:", "(a) clause 1.1 (Secret), for 10 Business Days from the Termination Date; and", "(b) clause 1.2 (Tail), for 36 months from the end of the Wind-Down Period.",
    ]  # fmt: skip
    gone = [(f"clauses.{id}.leave_out", "no") for id in ("a.secret", "a.pay", "a.tail")]
    assert printed(drafted(made, *gone[:2]))[-1] == "These survive clause 1.1 (Tail), for 36 months from the end of the Wind-Down Period."
    assert printed(drafted(made, *gone)) == ["1. Terms", "1.1 Dies", "Words.", "1.2 Fin"]


def test_clauses_that_last_equally_long_share_an_item() -> None:
    made = library(*SURVIVING, clause("a.kept", front="order: 5\nsurvives: {from: termination, for: 10 business days}\n"))
    assert printed(drafted(made))[-4:-2] == [
        "These survive:", "(a) clauses 1.1 and 1.5, for 10 Business Days from the Termination Date;",
    ]  # fmt: skip
