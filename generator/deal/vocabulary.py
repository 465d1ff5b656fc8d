"""The words of the closed sets, as the papers and tables print them. Keyed by field name, then value.

A value that is not here prints as it is written, with spaces for underscores.
"""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, dict[str, str]]] = {
    "class": {"no_fault": "no fault", "fault": "fault", "external": "outside event"},
    "notice": {"none": "none", "on_receipt": "on receipt", "as_agreed": "as agreed", "not_stated": "not stated"},
    "length": {
        "none": "none", "on_receipt": "on receipt", "as_agreed": "as agreed", "not_stated": "not stated",
        "life_of_contracts": "until the customers’ contracts end",
    },
    "time": {"none": "none"},
    "until": {"none": "no", "deal": "yes"},
    "fee": {"none": "none", "damages_only": "damages only", "as_agreed": "as agreed"},
    "ip_after": {
        "both": "both keep rights", "innocent_only": "innocent Party only", "licensee_keeps": "licensee keeps its rights",
        "challenger_loses": "challenger loses its licence", "as_lawful": "as far as lawful", "as_agreed": "as agreed",
    },
    "exclusivity_ends": {
        "term_end": "at the end of the Term", "notice": "on notice", "decision": "on the decision", "cure_end": "when the cure time ends",
        "termination": "on the Termination Date", "as_agreed": "as agreed",
    },
    "linked": {"nothing": "nothing", "may_end": "may be ended too", "ends": "end too", "must_follow": "must follow"},
    "remedy": {
        "end": "end", "suspend": "suspend", "lose_exclusivity": "end exclusivity", "reduce": "reduce", "step_in": "step in",
        "buy": "buy", "sell": "sell", "re_price": "re-price",
    },
    "kind": {
        "work_stream": "work stream", "new_business_only": "new business only", "strategic_alliance": "strategic alliance",
        "joint_development": "joint development", "joint_venture": "joint venture", "co_marketing": "co-marketing",
        "co_selling": "co-selling",
    },
    "nature": {"target": "target", "commitment": "commitment"},
    "decided_by": {"committee": "the Steering Committee", "sponsors": "the Executive Sponsors", "expert": "an independent expert"},
    "silence": {"no_go": "counts as no-go", "go": "counts as go"},
    "on_no_go": {"exit_right": "right to exit", "scope_cut": "smaller scope", "repilot": "a new pilot"},
    "disposition": {
        "both_keep_licence": "both keep a licence", "a_takes": "side a takes it", "b_takes": "side b takes it",
        "sell_and_split": "sell and split", "retire": "retire",
    },
    "at_exit": {"both_keep_licence": "both keep a licence", "buy_out": "buy-out", "sell_and_split": "sell and split"},
    "source_kept_by": {"both": "both Parties", "third_party": "a third party"},
    "owner": {"joint": "both Parties jointly"},
    "by": {"both": "both Parties"},
    "holder": {"both": "both Parties"},
    "refused_by": {"either": "either Party"},
    "announce": {
        "never": "never", "when_agreed": "when both agree", "after_signing": "after signing", "after_plan": "after the plan is adopted",
        "after_first_customer": "after the first joint customer",
    },
    "rule": {"last_signature": "the date of the last signature"},
    "wins": {"rider": "the Rider", "base": "the Base Agreement"},
    "effect": {"falls": "ends too", "stays": "stays in force", "own_terms": "follows its own terms"},
}  # fmt: skip


# What a blank is called where the field's own name would puzzle a reader. Keyed by the end of the path.
LABELS: Final[dict[str, str]] = {
    "law.governing": "governing law", "forum.place": "place of the forum", "liability.cap_floor": "least amount of the cap",
    "liability.cap_share": "share for the cap", "liability.super_cap": "higher cap", "wind_down.support_cap": "longest support",
    "wind_down.return_within": "time to return", "wind_down.delete_within": "time to delete",
    "wind_down.backups_expire": "time for backups",
    "wind_down.statement_within": "time for the final statement", "wind_down.dispute_within": "time to dispute",
    "wind_down.pay_within": "time to pay", "wind_down.plan_within": "time for the plan", "confidentiality.tail": "years of secrecy",
    "term.initial": "length of the term",
    "term.lock_in": "lock-in", "term.effective": "Effective Date", "effective.date": "Effective Date",
    "computed.term_end": "last day of the term",
    "computed.lock_in_end": "last day of the lock-in", "ip.run_off": "time of use after the end",
    "notice.zone": "time zone",
    "notice.confirm_within": "time to confirm", "notice.change_within": "time for a change of address",
    "notices.mailbox": "mailbox for Notices", "notices.role": "role for Notices", "notices.address": "address for Notices",
    "miss_rule.threshold": "share of target", "miss_rule.misses": "number of misses", "miss_rule.of": "number of periods",
    "agreed.a.by": "who agreed", "agreed.b.by": "who agreed", "agreed.a.on": "date agreed", "agreed.b.on": "date agreed",
    "rider.past": "rules for events before the Rider Date", "base.title": "title of the base agreement",
    "base.date": "date of the base agreement",
    "commercial.payment_term": "time to pay", "commercial.interest": "rate of interest", "long_stop": "long-stop date",
}  # fmt: skip
_GENERAL_LABELS = {"notice": "notice period", "cure": "time to cure", "wind_down": "wind-down period", "within": "time"}


def label_of(path: str) -> str:
    """What the blank of a path is called; empty where its own name will do."""
    steps = path.split(".")
    for n in (3, 2, 1):
        if (end := ".".join(steps[-n:])) in LABELS:
            return LABELS[end]
    return _GENERAL_LABELS.get(steps[-1], "") if len(steps) > 1 else ""


def say(field: str, value: str) -> str:
    """The words of one value of a closed set."""
    return WORDS.get(field, {}).get(value, value.replace("_", " "))
