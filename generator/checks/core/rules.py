"""The core terms, and which paper must say which of them: data, with its one home here.

A path is read as a text of the library reads it, so `trigger.notice` of an exit is its own or its clause file's.
"""

from __future__ import annotations

from msgspec import Struct


CONTRACT = ("term_sheet", "alliance_agreement")
WITH_PLAN = (*CONTRACT, "joint_business_plan")
# A rider says the exits, and leaves the business to the agreement it changes.
WITH_RIDER = (*CONTRACT, "exit_rider")
EXITS = (*WITH_PLAN, "exit_rider")


class Part(Struct, frozen=True):
    """One value of a term. `label` stands before it where a term has several; `papers` must say it if the deal fixes it.

    `clauses`: those that say it where it is a word of a closed set, which prints in many forms. `when`: it counts only where
    this path leads to something, `unless`: only where this one leads to nothing. `absent`: what it means that the deal says
    nothing.
    """

    label: str
    path: str
    papers: tuple[str, ...] = CONTRACT
    clauses: tuple[str, ...] = ()
    when: str = ""
    unless: str = ""
    absent: str = ""


class Rule(Struct, frozen=True):
    """A core term; one for each element of the list `each`, whose name is at `name` in it."""

    title: str
    parts: tuple[Part, ...]
    each: str = ""
    name: str = ""


RULES = (
    Rule("Party", (Part("", "one.legal_name"),), each="sides.a.members"),
    Rule("Party", (Part("", "one.legal_name"),), each="sides.b.members"),
    Rule("Purpose", (Part("", "alliance.purpose", WITH_PLAN),)),
    Rule("Territory", (Part("", "alliance.territory"),)),
    Rule("Effective date", (
        # The day in sight of a start that waits for conditions is no day the papers promise.
        Part("", "term.effective.date", unless="term.effective.conditions"),
        Part("", "term.effective.rule", clauses=("sign.effective",), unless="term.effective.date"),
    )),
    Rule("Initial term", (Part("", "term.initial"),)),
    # An agreement without an exit on expiry counts it from the start and the length, which it must say.
    Rule("Term end", (Part("", "computed.term_end", ("term_sheet",)),)),
    Rule("Lock-in", (Part("", "term.lock_in", when="computed.triggers_with_lock_in"),)),
    Rule("Renewal", (
        Part("", "term.renewal.mode", clauses=("exit.expiry_renewal", "exit.framework")),
        # Said where the agreement may be renewed, in words that differ with the mode; compared, and not looked for.
        Part("length", "term.renewal.length", ()),
        Part("number", "term.renewal.most", ()),
    )),
    Rule("Exit", (
        Part("notice", "one.notice", EXITS),
        Part("cure", "one.cure.time", WITH_RIDER, absent="none"),
        Part("fee", "one.fee", EXITS),
        Part("wind-down", "one.wind_down", EXITS),
    ), each="exit.triggers", name="name"),
    Rule("Exit fee", (
        Part("", "one.base", when="one.exits"),
        Part("cap", "one.cap", ("alliance_agreement",), when="one.exits"),
    ), each="fees", name="kind"),
    Rule("KPI", (Part("target", "one.target", WITH_PLAN), Part("date", "one.due", WITH_PLAN)), each="success.kpis", name="name"),
    Rule("Gate", (Part("date", "one.due", WITH_PLAN),), each="success.gates", name="name"),
    Rule("Exclusivity", (
        Part("", "exclusivity.holder", clauses=("excl.grant", "ts.exclusivity", "scope.no_commitment_beyond"), absent="none"),
    )),
    Rule("IP rule", (Part("", "ip.rule", clauses=("ip.foreground_allocation",)),)),
    Rule("Cap of liability", (
        Part("", "liability.cap_floor"),
        Part("share of payments", "liability.cap_share"),
        Part("separate cap", "liability.super_cap"),
    )),
    Rule("Confidentiality tail", (Part("", "confidentiality.tail"),)),
    Rule("Governing law", (Part("", "law.governing"),)),
    Rule("Forum", (
        Part("", "law.forum.kind", clauses=("esc.forum",)),
        Part("place", "law.forum.place"),
        Part("rules", "law.forum.rules"),
    )),
)  # fmt: skip
