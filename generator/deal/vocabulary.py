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
    "effect": {"falls": "ends too", "stays": "stays in force", "own_terms": "follows its own terms"},
}  # fmt: skip


def say(field: str, value: str) -> str:
    """The words of one value of a closed set."""
    return WORDS.get(field, {}).get(value, value.replace("_", " "))
