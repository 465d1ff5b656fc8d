"""Something is owned together, and nothing says who takes it at the end.

Each entry of the register of joint assets says what becomes of it, or the general rule (ip.joint.at_exit) does, in the clause
ip.jointly_developed_exit. So there is a gap when that clause is left out, when a buy-out has no window, and when an asset
that is to be sold or taken is one of a deal without joint things. What is still open is told.

Fails:
    clauses.ip.jointly_developed_exit: {leave_out: we shall see}
    says: 'Nothing says who takes Connector at the end: the clause on joint things after the end (ip.jointly_developed_exit)
      is left out.'
Fails:
    ip.joint.at_exit: buy_out
    ip.joint.buy_out_window: absent
    says: 'Joint things may be bought out at the end, but no time is stated in which (ip.joint.buy_out_window).'
Fails:
    ip.register.r1.disposition: {open: product managers meet in May}
    says: 'Cannot check yet: it is open who takes Connector (r1) at the end.'
Fails:
    ip.register.r1.disposition: absent
    ip.joint: {field_a: forecasting, field_b: data management}
    says: 'The register does not say who takes Connector (r1) at the end, and neither does the deal for joint things in
      general (ip.joint.at_exit).'

Passes:
    ip.register.r1.disposition: a_takes
Passes:
    ip.register.r1.disposition: absent
    ip.joint.at_exit: sell_and_split
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import left_out
from generator.checks.view import View
from generator.checks.words import listed
from generator.exit import compute
from generator.values import Open

ID = "D-I02"
LEVEL: Level = "error"
CLAUSE = "ip.jointly_developed_exit"


def check(view: View) -> Iterator[Finding]:
    ip = view.deal.ip
    if not (compute(view.bound, "has_joint_ip") or ip.register_):
        return
    if left_out(view, CLAUSE):
        names = listed([item.name for item in ip.register_ if isinstance(item.name, str)]) or "what is made together"
        yield Finding(
            ID, LEVEL, f"Nothing says who takes {names} at the end: the clause on joint things after the end ({CLAUSE}) is left out.",
            "Keep the clause.", (f"clauses.{CLAUSE}.leave_out",),
        )  # fmt: skip
        return
    for item in ip.register_:
        name = f"{item.name} ({item.id})" if isinstance(item.name, str) else f"the joint asset {item.id}"
        path = f"ip.register.{item.id}.disposition"
        if isinstance(item.disposition, Open):
            yield Finding(ID, "info", f"Cannot check yet: it is open who takes {name} at the end.", "Settle it before it is made.", (path,))
        elif item.disposition is None and "at_exit" not in ip.joint.model_fields_set:
            yield Finding(
                ID, LEVEL,
                f"The register does not say who takes {name} at the end, and neither does the deal for joint things in general "
                "(ip.joint.at_exit).",
                "Write its disposition, or the general rule.", (path,),
            )  # fmt: skip
    if ip.joint.at_exit == "buy_out" and ip.joint.buy_out_window is None:
        yield Finding(
            ID, LEVEL, "Joint things may be bought out at the end, but no time is stated in which (ip.joint.buy_out_window).",
            "State it, such as “60 days”.", ("ip.joint.buy_out_window",),
        )  # fmt: skip
