"""Insolvency is the only exit for money trouble, and the law of a party's country may not let it be used.

In many countries an exit that rests on insolvency alone is void or stayed when it is needed. What works is an exit that opens
earlier, on failing performance: late payment, or no assurance when there are grounds to doubt. So an exit for payment
default, or the step of asking for assurance in the insolvency exit together with its grounds, is enough. The insolvency law
looked at is that of each member's country.

Fails:
    exit.triggers.t5: absent
    exit.triggers.t10.steps: []
    says: 'The only exit for money trouble is “Insolvency” (t10), which the law of Mosaic’s country (New York) may not let
      anybody use.'
Fails:
    sides.a.members.m1.country: Iceland
    sides.b.members.m1.country: Iceland
    exit.triggers.t5: absent
    exit.triggers.t10.steps: []
    says: 'Cannot check yet: no law pack says whether “Insolvency” (t10), the only exit for money trouble, can be used in Iceland.'
Fails:
    sides.a.members.m1.country: Brazil
    sides.b.members.m1.country: Brazil
    exit.triggers.t5: absent
    exit.triggers.t10.steps: []
    says: 'Cannot check yet: no law pack says whether “Insolvency” (t10), the only exit for money trouble, can be used in Brazil.'

Passes:
    exit.triggers.t5: absent
Passes:
    exit.triggers.t10.steps: []
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.bind import BoundTrigger
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.where import members, pack_of_country
from generator.checks.words import called, listed

ID = "D-X08"
LEVEL: Level = "error"
_INSOLVENCY, _PAYMENT, _ASSURANCE = "exit.insolvency", "exit.payment_default", "assurance_request"
# From the mildest: a stay on suppliers only still stops one side, so it counts with the others.
_REFUSES = ("stay_supplier_only", "stay_all", "void_unless_justified", "void")


def check(view: View) -> Iterator[Finding]:
    on_insolvency = [trigger for trigger in view.bound.triggers if trigger.clause.id == _INSOLVENCY]
    if not on_insolvency or any(trigger.clause.id == _PAYMENT for trigger in view.bound.triggers):
        return
    if any(_opens_early(view, trigger) for trigger in on_insolvency):
        return
    exits, fix = (
        listed([called(trigger) for trigger in on_insolvency]),
        "Add exit.payment_default, or keep the step of asking for assurance.",
    )
    unknown: list[tuple[str, str]] = []
    refusing: dict[str, tuple[int, str, str, str]] = {}
    for path, short, place in members(view):
        pack = pack_of_country(view, place)
        if pack is None or pack.front.insolvency_rule is None:
            unknown.append((path, str(place)))
        elif pack.front.insolvency_rule in _REFUSES:
            refusing[short] = (_REFUSES.index(pack.front.insolvency_rule), path, str(place), pack.front.id)
    # A rule that binds everybody says more than one that binds suppliers only.
    if refusing:
        short, (_, path, where, pack_id) = max(refusing.items(), key=lambda one: one[1][0])
        yield Finding(
            ID, LEVEL, f"The only exit for money trouble is {exits}, which the law of {short}’s country ({where}) may not let anybody use.",
            fix, (*(trigger.path for trigger in on_insolvency), path), law_pack=pack_id,
        )  # fmt: skip
    elif unknown:
        named = listed(list(dict.fromkeys(place for _, place in unknown)))
        yield Finding(
            ID, "info",
            f"Cannot check yet: no law pack says whether {exits}, the only exit for money trouble, can be used in {named}.",
            f"{fix[:-1]}; or have local counsel check.", tuple(path for path, _ in unknown),
        )  # fmt: skip


def _opens_early(view: View, trigger: BoundTrigger) -> bool:
    asks = any(step.step == _ASSURANCE for step in trigger.settled("steps") or [])
    words = isinstance(trigger.own.event, str)
    return asks and not words and bool(view.bound.trigger_params(trigger).values.get("grounds"))
