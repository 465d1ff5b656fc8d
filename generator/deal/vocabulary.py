"""The words of the closed sets, as the papers and tables print them. Keyed by field name, then value.

A value that is not here prints as it is written, with spaces for underscores.
"""

from __future__ import annotations

import re
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
        "challenger_loses": "challenger loses its licence", "as_lawful": "as far as lawful", "neither": "licences end",
        "as_agreed": "as agreed",
    },
    "exclusivity_ends": {
        "term_end": "at the end of the Term", "notice": "on notice", "decision": "on the decision", "cure_end": "when the cure time ends",
        "termination": "on the Termination Date", "as_agreed": "as agreed",
    },
    "linked": {"nothing": "nothing", "may_end": "may be ended too", "ends": "end too", "must_follow": "must follow"},
    "of": {"doing": "doing it", "not_doing": "not doing it", "both": "both Parties"},
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
    "silence": {"no_go": "counts as no-go", "go": "counts as go", "consent": "counts as consent", "refusal": "counts as refusal"},
    "on_no_go": {"exit_right": "right to exit", "scope_cut": "smaller scope", "repilot": "a new pilot"},
    "disposition": {
        "both_keep_licence": "both keep a licence", "a_takes": "side a takes it", "b_takes": "side b takes it",
        "sell_and_split": "sell and split", "retire": "retire",
    },
    "at_exit": {"both_keep_licence": "both keep a licence", "buy_out": "buy-out", "sell_and_split": "sell and split"},
    "source_kept_by": {"both": "both Parties", "third_party": "a third party"},
    "owner": {"joint": "both Parties jointly"},
    "by": {"both": "both Parties", "either": "either Party"},
    "holder": {"both": "both Parties"},
    "refused_by": {"either": "either Party"},
    "announce": {
        "never": "never", "when_agreed": "when both agree", "after_signing": "after signing", "after_plan": "after the plan is adopted",
        "after_first_customer": "after the first joint customer",
    },
    "rule": {"last_signature": "the date of the last signature"},
    "wins": {"rider": "the Rider", "base": "the Base Agreement"},
    "evidence": {
        "signed_customer": "a signed order", "paid_pilot": "a paid pilot", "letter_of_intent": "a letter of intent",
        "interview": "a recorded interview",
    },
    "effect": {"falls": "ends too", "stays": "stays in force", "own_terms": "follows its own terms"},
}  # fmt: skip


# What a blank is called where the field's own name would puzzle a reader. Keyed by the end of the path.
LABELS: Final[dict[str, str]] = {
    "law.governing": "governing law", "forum.place": "place of the forum", "liability.cap_floor": "least amount of the cap",
    "liability.cap_share": "share for the cap", "liability.super_cap": "higher cap", "wind_down.support_cap": "longest support",
    "wind_down.return_within": "time to return", "wind_down.delete_within": "time to delete",
    "wind_down.backups_expire": "time for backups", "wind_down.public_line": "line in public",
    "wind_down.step_in_cap": "ceiling for stepping in",
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
    "agreed_damages.cap": "most that is due", "agreed_damages.reason": "interest it protects", "agreed_damages.base": "base of the share",
    "agreed_damages.due_within": "time to pay", "first_customers.due": "date",
    "commercial.payment_term": "time to pay", "commercial.interest": "rate of interest", "long_stop": "long-stop date",
    "value.customer": "what the customer gains", "value.a": "what this side gains", "value.b": "what this side gains",
    "quarters.q1": "quarter 1", "quarters.q2": "quarter 2", "quarters.q3": "quarter 3", "quarters.q4": "quarter 4",
    "actions.due": "date", "actions.side": "side", "accounts.opened_by": "who opens it", "accounts.due": "date",
    "assumptions.due": "date of the test", "assumptions.owner": "owner", "risks.owner": "owner", "risks.test": "sign",
    "sign_off.on": "date", "messages.by": "who tells", "messages.due": "date", "phases.ends": "end",
    "reset.reason": "what started the reset", "reset.starts": "start", "reset.shared_reason": "why we are together",
    "reset.test_on": "day of the test", "reset.rhythm": "rhythm", "measures.due": "date", "measures.baseline": "today",
    "reset.sponsors.a": "promise", "reset.sponsors.b": "promise",
    "proposition.for_them": "what they gain", "proposition.for_us": "what we gain",
    "proposition.for_customer": "what the customer gains", "proposition.next_on": "date", "proposition.chosen": "candidate",
}  # fmt: skip
_GENERAL_LABELS = {"notice": "notice period", "cure": "time to cure", "wind_down": "wind-down period", "within": "time"}


def label_of(path: str) -> str:
    """What the blank of a path is called; empty where its own name will do."""
    steps = path.split(".")
    named = [step for step in steps if not re.fullmatch(r"[a-z]{0,3}\d+", step)]  # “plan.actions.a1.due” is “actions.due” too
    for end in (".".join(kept[-n:]) for kept in (steps, named) for n in (3, 2, 1)):
        if end in LABELS:
            return LABELS[end]
    return _GENERAL_LABELS.get(steps[-1], "") if len(steps) > 1 else ""


def say(field: str, value: str) -> str:
    """The words of one value of a closed set."""
    return WORDS.get(field, {}).get(value, value.replace("_", " "))
