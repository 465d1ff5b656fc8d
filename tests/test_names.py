"""Every name a text may use is really provided, for every exit and fee of the sample deal."""

import pytest

from generator.bind import BoundFee, BoundTrigger, bind
from generator.deal import make_deal
from generator.deal.alliance import Deliverable, Investment
from generator.deal.deal import SpecialTerm
from generator.deal.ip import Allocation
from generator.deal.patch import patched
from generator.deal.success import Gate, Kpi
from generator.document.evaluate import Scope, elements
from generator.document.hit import Hit, Phrase
from generator.document.examples import sample_deal
from generator.document.say import Style
from generator.document.tree import plain
from generator.library import load_library
from generator.library.expression import Path
from generator.library.names import COMPUTED, DAMAGES, FEE, LIST_OF, TRIGGER
from generator.library.shape import NoSuchPath, Shape, _fields, field_of, follow, roots
from generator.values import Date, Open

FEES = [{"id": "f1", "kind": "convenience_price", "payer": "who_ends", "base": "EUR 5"}, {"id": "f2", "kind": "cost_share", "payer": "a"}]
CHANGES = [("fees", FEES), ("exit.triggers.t2.fee", "f1"), ("exit.triggers.t6.fee", "f2")]
ELEMENTS = {"trigger": BoundTrigger, "kpi": Kpi, "gate": Gate, "investment": Investment, "deliverable": Deliverable, "allocation": Allocation,
            "special_term": SpecialTerm}  # fmt: skip


@pytest.fixture(scope="module")
def sample() -> Scope:
    return Scope(bind(make_deal(patched(sample_deal(), CHANGES)), load_library()), Style(), frozenset())


def fits(value: object, kind: str, element: str) -> bool:
    match kind:
        case "phrase":
            return isinstance(value, Phrase) and all(not inline.words.startswith(" ") for inline in value.inlines[:1])
        case "flag":
            return isinstance(value, bool)
        case "list":
            return isinstance(value, list) and all(isinstance(item, ELEMENTS[element]) for item in value)
    return value is None or isinstance(value, str | Date | Open) or type(value).__name__ in ("NoticeTerm", "Duration")


@pytest.mark.parametrize("name", sorted(COMPUTED))
def test_computed_names(sample: Scope, name: str) -> None:
    element = "trigger" if name.startswith("triggers_") else LIST_OF.get(name, "")
    assert fits(sample.look_up(Path(("computed", name))).value, COMPUTED[name][0], element)


@pytest.mark.parametrize("name", sorted(TRIGGER))
def test_names_of_an_exit(sample: Scope, name: str) -> None:
    for trigger in sample.bound.triggers:
        value = sample.having(trigger=Hit(trigger.path, trigger)).look_up(Path(("trigger", name))).value
        assert fits(value, TRIGGER[name][0], LIST_OF.get(name, "")), trigger.id


@pytest.mark.parametrize("name", sorted(FEE))
def test_names_of_a_fee(sample: Scope, name: str) -> None:
    fees = elements(sample.look_up(Path(("fees",))))
    assert [type(fee.value) for fee in fees] == [BoundFee, BoundFee]
    for fee in fees:
        value = sample.having(f=fee).look_up(Path(("f", name))).value
        assert fits(value, FEE[name][0], LIST_OF.get(name, ""))
        assert FEE[name][0] != "phrase" or plain(value.inlines)


@pytest.mark.parametrize("name", sorted(DAMAGES))
def test_names_of_agreed_damages(name: str) -> None:
    sums = [{"id": "s1", "breach": "delay", "payer": "b"}, {"id": "s2", "breach": "shortfall", "of": ["k1"]}]
    scope = Scope(bind(make_deal(patched(sample_deal(), [("agreed_damages", sums)])), load_library()), Style(), frozenset())
    for one in elements(scope.look_up(Path(("agreed_damages",)))):
        assert fits(scope.having(d=one).look_up(Path(("d", name))).value, DAMAGES[name][0], LIST_OF.get(name, ""))


@pytest.mark.parametrize(("place", "nature", "words"), [
    ("England and Wales", "mixed", "price, or agreed damages where a breach opened the exit"),
    ("Germany", "mixed", "price, or Vertragsstrafe where a breach opened the exit"),
])  # fmt: skip
def test_a_sum_due_on_a_choice_and_on_a_breach_is_called_both(place: str, nature: str, words: str) -> None:
    fee = {"id": "f1", "kind": "agreed_sum", "payer": "other", "base": "EUR 5"}
    exits = [{"id": "t1", "kind": "exit.convenience", "fee": "f1"}, {"id": "t2", "kind": "exit.material_breach", "fee": "f1"}]
    deal = make_deal(patched(sample_deal(), [("fees", [fee]), ("exit.triggers", exits), ("law.governing", place)]))
    scope = Scope(bind(deal, load_library()), Style(), frozenset())
    (one,) = elements(scope.look_up(Path(("fees",))))
    assert scope.having(f=one).look_up(Path(("f", "nature"))).value == nature
    assert plain(scope.having(f=one).look_up(Path(("f", "name_in_law"))).value.inlines) == words


def paths(shape: Shape, parts: tuple[str, ...], depth: int = 0) -> list[tuple[str, ...]]:
    """Every path the check of names admits below a root."""
    found = [parts]
    if shape.model and not shape.is_list and depth < 5:
        for name in _fields(shape.model):
            found += paths(follow((*parts, name), roots(trigger=True)), (*parts, name), depth + 1)
    return found


def test_every_path_that_is_admitted_leads_somewhere(sample: Scope) -> None:
    known = roots(trigger=True)
    trigger = sample.bound.triggers[1]
    where = sample.having(trigger=Hit(trigger.path, trigger))
    tried = [path for root in known if root not in ("params", "computed", "clauses") for path in paths(known[root], (root,))]
    assert len(tried) > 250
    for path in tried:
        where.look_up(Path(path))


@pytest.mark.parametrize(("path", "message"), [
    ("exit.lockin", "no `exit.lockin`"), ("term.lockin", "no `term.lockin`; nearest: “lock_in”"), ("trem.lock_in", "no `trem`; nearest: “term”"),
    ("success.kpis.name", "`success.kpis` is a list; go through it with `for`"), ("draft_date.day", "`draft_date` is a value and has no `day`"),
    ("computed.term_ends", "no `computed.term_ends`; nearest: “term_end”"), ("computed", "no `computed`"), ("trigger.class_", "no `trigger.class_`; nearest: “class”"),
    ("trigger.own", "no `trigger.own`"), ("trigger.model_fields", "no `trigger.model_fields`"), ("sides.a.model_dump", "no `sides.a.model_dump`"),
])  # fmt: skip
def test_a_path_that_leads_nowhere_is_told(path: str, message: str) -> None:
    with pytest.raises(NoSuchPath) as caught:
        follow(tuple(path.split(".")), roots(trigger=True))
    assert str(caught.value).startswith(message)


def test_the_names_of_python_are_no_names_of_a_text() -> None:
    from generator.deal import Trigger

    assert field_of(Trigger, "class") == "class_" and field_of(Trigger, "class_") is None and field_of(Trigger, "model_config") is None
