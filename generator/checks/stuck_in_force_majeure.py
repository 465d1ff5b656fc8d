"""Work may stand still for reasons nobody controls, and nobody can leave for half a year or more.

Past about six months a pause is an end in all but name: people have moved on and customers have gone elsewhere. Money can
almost always be sent, so excusing payment without end shifts the whole loss to one side.

Fails:
    exit.triggers.t11.params: {continuous: 12 months}
    says: 'The exit “Lasting Force Majeure Event” (t11) opens only after 12 months, so both sides would be stuck for
      longer than half a year.'
Fails:
    exit.triggers.t11: absent
    exit.triggers.t2: absent
    says: 'Force majeure excuses performance without any exit, so both sides could be stuck for good.'
Fails:
    clauses.fm.core.params: {payment_excused: yes}
    says: 'Force majeure also excuses payment, for as long as it lasts, so one side may wait for its money without end.'

Passes:
    exit.triggers.t11.params: {continuous: 180 days}
Passes:
    exit.triggers.t11: absent
Passes:
    exit.triggers.t11: absent
    exit.triggers.t2: absent
    clauses.fm.core: {leave_out: the law is enough}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import holds
from generator.checks.view import View
from generator.checks.words import called
from generator.exit.computed import is_partial
from generator.values import Duration

ID = "D-X11"
LEVEL: Level = "warn"
_EXIT, _CLAUSE = "exit.force_majeure", "fm.core"
# Half a year: twice the quarter after which the exit opens unless the deal says otherwise.
_LONGEST = Duration(180, "day")


def check(view: View) -> Iterator[Finding]:
    exits = [trigger for trigger in view.bound.triggers if trigger.clause.id == _EXIT]
    for trigger in exits:
        wait = view.bound.trigger_params(trigger).values.get("continuous")
        if not isinstance(trigger.own.event, str) and isinstance(wait, Duration) and wait.about_days() > _LONGEST.about_days() + 3:
            yield Finding(
                ID, LEVEL,
                f"The exit {called(trigger)} opens only after {wait}, so both sides would be stuck for longer than half a year.",
                "Shorten it; three months are usual.", (f"{trigger.path}.params.continuous",),
            )  # fmt: skip
    if not holds(view, _CLAUSE):
        return
    # A rider leaves force majeure where it is: in the base agreement.
    at_will = any(
        trigger.clause.id == "exit.convenience" and trigger.settled("who") == "either" and not is_partial(trigger)
        for trigger in view.bound.triggers
    )  # fmt: skip
    if not exits and not at_will and not view.deal.rider:
        yield Finding(
            ID, LEVEL, "Force majeure excuses performance without any exit, so both sides could be stuck for good.",
            f"Add the exit {_EXIT}.", ("exit.triggers",),
        )  # fmt: skip
    if view.bound.params[_CLAUSE].values.get("payment_excused") is True:
        yield Finding(
            ID, LEVEL, "Force majeure also excuses payment, for as long as it lasts, so one side may wait for its money without end.",
            "Excuse work and not money.", (f"clauses.{_CLAUSE}.params.payment_excused",),
        )  # fmt: skip
