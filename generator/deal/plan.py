"""What the joint business plan says besides the terms of the deal: why now, what we believe, who does what first."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.deal.alliance import SideName, TextBySide
from generator.deal.part import Item, ListOf, Part, empty
from generator.values import Date, Duration, Moment, OrOpen, Text


class Assumption(Item):
    """Something we believe and can test."""

    belief: OrOpen[Text]
    test: OrOpen[Text] | None = None
    owner: OrOpen[Text] | None = None
    due: OrOpen[Moment] | None = None
    if_wrong: OrOpen[Text] | None = Field(None, description="What changes in the plan when the test fails.")


class Phase(Item):
    """A stretch of the plan: early signs first, revenue later."""

    name: OrOpen[Text]
    ends: OrOpen[Moment] | None = None
    early_signs: OrOpen[Text] | None = None
    results: OrOpen[Text] | None = None


class Account(Item):
    """A target account."""

    name: OrOpen[Text]
    opened_by: OrOpen[SideName] | None = None
    contact: OrOpen[Text] | None = Field(None, description="The seller who opens the door, and to whom.")
    next_step: OrOpen[Text] | None = None
    due: OrOpen[Moment] | None = None


class Risk(Item):
    """What could go wrong, how we would notice, what we do."""

    risk: OrOpen[Text]
    of: Literal["doing", "not_doing"] = "doing"
    test: OrOpen[Text] | None = Field(None, description="The sign that shows it is happening.")
    answer: OrOpen[Text] | None = None
    owner: OrOpen[Text] | None = None


class Action(Item):
    """Something one named person does by a day."""

    what: OrOpen[Text]
    side: OrOpen[SideName] | None = None
    owner: OrOpen[Text] | None = None
    due: OrOpen[Moment] | None = Field(None, description="A date, or a time after the Effective Date.")


class Message(Item):
    """Who hears what from whom, and when."""

    audience: OrOpen[Text]
    message: OrOpen[Text] | None = None
    by: OrOpen[SideName] | None = None
    due: OrOpen[Moment] | None = None


class Approver(Item):
    """A person affected who signs off the plan."""

    name: OrOpen[Text]
    role: OrOpen[Text] | None = None
    side: SideName
    on: OrOpen[Date] | None = None


class Plan(Part):
    situation: TextBySide = empty(TextBySide, "Where each firm stands today.")
    why_now: OrOpen[Text] | None = Field(None, description="What pushes both together: the market, an event, a customer’s problem.")
    durability: OrOpen[Text] | None = Field(None, description="How competitors will respond, and why the combination is hard to copy.")
    one_face: OrOpen[Text] | None = Field(None, description="How the customer is spared the complexity of two companies.")
    pay: OrOpen[Text] | None = Field(None, description="How sellers on both sides are paid when they involve the other.")
    assumptions: ListOf[Assumption] = []
    phases: ListOf[Phase] = []
    accounts: ListOf[Account] = []
    risks: ListOf[Risk] = []
    actions: ListOf[Action] = Field(default=[], description="The first ninety days.")
    messages: ListOf[Message] = []
    blockers: OrOpen[Text] | None = Field(None, description="What kills momentum.")
    cleared_by: OrOpen[Text] | None = Field(None, description="The role that clears a blocker.")
    cleared_within: OrOpen[Duration] | None = None
    celebration: OrOpen[Text] | None = None
    sign_off: ListOf[Approver] = []
