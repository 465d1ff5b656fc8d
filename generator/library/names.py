"""The names a clause text may use besides the fields of the deal file: one table, read by the load-time check and by people.

Deal fields are written as in the deal file (`term.lock_in`, `sides.a.short`). The names here are computed: `bind` makes
the phrases of a trigger and a fee, `exit` makes `computed.*`. A test holds that each name here is really provided.
"""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal["phrase", "value", "list", "flag"]

# Phrases and lists of a trigger, besides its fields in the exit matrix.
TRIGGER: Final[dict[str, tuple[Kind, str]]] = {
    "name": ("phrase", "the title of the exit: its own, or the clause's"),
    "holder": ("phrase", "who may use it: “either Party”, “Harbor”, “the innocent Party”"),
    "other": ("phrase", "the one it is used against: “the other Party”, “Mosaic”, “the Party in breach”"),
    "subject": ("phrase", "whose event it is: “Mosaic”, “a Party”, “the other Party”"),
    "act": ("phrase", "what is done: “end this Agreement”, “suspend the Work Order concerned”"),
    "may": ("phrase", "“Either Party may end this Agreement”; automatic: “This Agreement ends automatically”"),
    "by_notice": ("phrase", "“by giving the other Party 90 days’ notice”; empty where no notice is given"),
    "right": ("phrase", "`may` and `by_notice` together, the opening of most exits"),
    "unit": ("phrase", "what ends: “this Agreement”, “the Work Order concerned”"),
    "ends_on": ("phrase", "when it ends: “when the notice period ends”, “at the end of the month in which …”"),
    "breach": ("phrase", "“material”, or nothing where any breach is enough"),
    "automatic": ("flag", "it ends without anybody's act"),
    "joint": ("flag", "both Parties act together"),
    "partial": ("flag", "less than the whole ends"),
    "locked": ("flag", "the lock-in applies to it"),
    "kpis": ("list", "the KPIs it tests, all of them if it names none"),
    "gates": ("list", "the gates it tests, all of them if it names none"),
    "agreed_fee": ("flag", "a fee of the list of fees is due on it"),
}

# Phrases of a fee.
FEE: Final[dict[str, tuple[Kind, str]]] = {
    "payer_is": ("phrase", "“the Party that ends this Agreement”, “Harbor”"),
    "payee_is": ("phrase", "“the other Party”, “Mosaic”"),
    "exits": ("list", "the triggers on which it is due"),
    "listed": ("list", "the investments it pays back"),
    "name_in_law": ("phrase", "what it is in law, from its kind, its exits and the governing law: “price”, “agreed damages”"),
    "nature": ("value", "the same for comparing: price, cost_recovery, agreed_damages, vertragsstrafe, mixed"),
}

# Phrases and lists of a sum agreed for a breach.
DAMAGES: Final[dict[str, tuple[Kind, str]]] = {
    "payer_is": ("phrase", "“a Party”, “Harbor”: who pays if it breaks its promise"),
    "payee_is": ("phrase", "“the other Party”, “Mosaic”"),
    "deliverables": ("list", "the deliverables it stands for: those it names, or all commitments of the payer"),
    "kpis": ("list", "the KPIs it stands for: those it names, or all commitments"),
}

_IP = ("both", "innocent_only", "licensee_keeps", "challenger_loses", "as_lawful", "neither", "as_agreed")
_EXCLUSIVITY = ("term_end", "notice", "decision", "cure_end", "termination", "as_agreed")
_BREACHES = ("delay", "shortfall", "exclusivity", "non_solicit")

COMPUTED: Final[dict[str, tuple[Kind, str]]] = {
    "term_end": ("value", "last day of the Initial Term, or words while the Effective Date is not fixed"),
    "lock_in_end": ("value", "last day of the lock-in, or words"),
    "non_renewal_notice": ("value", "notice of the exit.expiry_renewal trigger"),
    "has_joint_ip": ("flag", "some class of new things is owned jointly"),
    "us_side": ("flag", "a member of a side is in the United States"),
    "critical_background": ("list", "ip.background the other side could not carry on without"),
    "register_described": ("flag", "ip.register says more of some item than its name and who takes it"),
    "success_agreed": ("flag", "both sides have signed off the success criteria"),
    "joint_classes": ("list", "classes of ip.allocation owned jointly"),
    "a_classes": ("list", "classes of ip.allocation owned by side a"),
    "b_classes": ("list", "classes of ip.allocation owned by side b"),
    **{f"damages_for_{breach}": ("list", f"agreed_damages with breach {breach}") for breach in _BREACHES},
    "penalty_rule": ("value", "what the governing law does to a sum due for breach: the `penalty_rule` of its law pack"),
    "has_breach_sum": ("flag", "some sum of the deal is due because of a breach"),
    "name_of_breach_sum": ("value", "what a sum due for a breach is called under the governing law: “agreed damages”, “Vertragsstrafe”"),
    "name_of_tail": ("value", "what a commission paid on after the end is in law"),
    "name_of_clawback": ("value", "what the return of an incentive is in law"),
    "kpis_by_phase": ("list", "KPIs that count in a stretch of the term only"),
    "kpis_by_quarter": ("list", "KPIs with a value for some quarter on the way"),
    "special_worded": ("list", "special terms that have their words"),
    "special_open": ("list", "special terms whose words are open"),
    "targets": ("list", "KPIs that are targets"),
    "commitments": ("list", "KPIs that are commitments"),
    "a_deliverables": ("list", "contributions.deliverables of side a"),
    "b_deliverables": ("list", "contributions.deliverables of side b"),
    "triggers_with_wind_down": ("list", "exits followed by a wind-down"),
    "triggers_without_wind_down": ("list", "exits without a wind-down"),
    "triggers_with_fee": ("list", "exits on which a fee of the list is due"),
    "triggers_without_fee": ("list", "exits on which nothing is due"),
    "triggers_for_damages_only": ("list", "exits on which damages only are owed"),
    "triggers_with_lock_in": ("list", "exits the lock-in applies to"),
    "triggers_automatic": ("list", "exits that need nobody's act"),
    "triggers_partial": ("list", "exits that end a part only"),
    "triggers_no_fault": ("list", "exits of class no_fault"),
    "triggers_fault": ("list", "exits of class fault"),
    "triggers_external": ("list", "exits of class external"),
    **{f"triggers_where_ip_is_{value}": ("list", f"exits with ip_after {value}") for value in _IP},
    **{f"triggers_where_exclusivity_ends_at_{value}": ("list", f"exits with exclusivity_ends {value}") for value in _EXCLUSIVITY},
    "triggers_linked_end": ("list", "exits that end linked agreements too"),
    "triggers_linked_may_end": ("list", "exits after which linked agreements may be ended"),
}

# What a list holds, where the deal model does not say it.
LIST_OF: Final[dict[str, str]] = {
    "kpis": "kpi", "gates": "gate", "exits": "trigger", "listed": "investment", "targets": "kpi", "commitments": "kpi",
    "kpis_by_quarter": "kpi", "kpis_by_phase": "kpi", "deliverables": "deliverable",
    "a_deliverables": "deliverable", "b_deliverables": "deliverable", "joint_classes": "allocation",
    "critical_background": "background", "a_classes": "allocation",
    "b_classes": "allocation", **{f"damages_for_{breach}": "agreed_damages" for breach in _BREACHES},
    "special_worded": "special_term", "special_open": "special_term",
}  # fmt: skip
