"""Something made together is owned together, and nothing says who may use it.

Joint ownership without rules means something else in every country: in one, each owner may license it freely; in another,
neither may move without the other. The clause ip.joint_exploitation holds the rules; it needs the two fields, or the two
shares, or both, and never one side's alone.

Fails:
    clauses.ip.joint_exploitation: {leave_out: to be settled in the project}
    clauses.ip.jointly_developed_exit: {leave_out: to be settled in the project}
    says: 'Connector is owned jointly, but the clause on its use (ip.joint_exploitation) is left out, so each country
      would decide differently who may use it.'
Fails:
    ip.joint: absent
    says: 'Connector is owned jointly, but neither fields nor shares are said (ip.joint), so nobody has decided who may
      use it for what.'
Fails:
    ip.joint.field_b: absent
    says: 'Connector is owned jointly, but field_b is missing while field_a is there (ip.joint), so the rule covers one
      side only.'
Fails:
    ip.joint: {field_a: {open: product managers meet in May}, field_b: data management}
    says: 'Cannot check yet: field_a of ip.joint is open.'

Passes:
    ip.joint: {share_a: "60%", share_b: "40%"}
Passes:
    ip.allocation: [{id: n1, asset_class: forecasting models, owner: a}]
    ip.joint: absent
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.checks.words import listed
from generator.exit import compute
from generator.values import Open

ID = "D-I01"
LEVEL: Level = "block"
CLAUSE = "ip.joint_exploitation"


def check(view: View) -> Iterator[Finding]:
    if not compute(view.bound, "has_joint_ip"):
        return
    classes = [item.asset_class for item in compute(view.bound, "joint_classes") if isinstance(item.asset_class, str)]
    what = listed(classes) or "what is made together"
    owned = f"{what[0].upper()}{what[1:]} {'are' if len(classes) > 1 else 'is'} owned jointly"
    choice, joint = view.deal.clauses.get(CLAUSE), view.deal.ip.joint
    if choice and choice.leave_out:
        yield Finding(
            ID, LEVEL,
            f"{owned}, but the clause on its use ({CLAUSE}) is left out, so each country would decide differently who may use it.",
            "Keep the clause, or give each class to one side with a licence for the other.", (f"clauses.{CLAUSE}.leave_out",),
        )  # fmt: skip
        return
    names = ("field_a", "field_b", "share_a", "share_b")
    unsettled = [name for name in names if isinstance(getattr(joint, name), Open)]
    if unsettled:
        yield Finding(
            ID, "info", f"Cannot check yet: {listed(unsettled)} of ip.joint {'is' if len(unsettled) == 1 else 'are'} open.",
            "Settle it before work on the joint part starts.", tuple(f"ip.joint.{name}" for name in unsettled),
        )  # fmt: skip
    if all(getattr(joint, name) is None for name in names):
        yield Finding(
            ID, LEVEL, f"{owned}, but neither fields nor shares are said (ip.joint), so nobody has decided who may use it for what.",
            "Write the field in which each side is free, or the shares; or give each class to one side.", ("ip.joint",),
        )  # fmt: skip
    for pair in (names[:2], names[2:]):
        missing = [name for name in pair if getattr(joint, name) is None]
        if len(missing) == 1:
            other = next(name for name in pair if name not in missing)
            yield Finding(
                ID, LEVEL, f"{owned}, but {missing[0]} is missing while {other} is there (ip.joint), so the rule covers one side only.",
                "Write it for both sides, or for neither.", (f"ip.joint.{missing[0]}",),
            )  # fmt: skip
