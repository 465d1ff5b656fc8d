"""The partner proposition: one side's own homework before it approaches a partner, and the page it may show.

A deal file with a proposition is one side's own and belongs in a file of its own: a check warns where it would travel.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.deal.alliance import SideName
from generator.deal.part import Item, ListOf, Part, empty
from generator.values import Date, OrOpen, Text

Score = Annotated[int, Field(ge=1, le=5)]


class Scores(Part):
    """From 1 (poor) to 5 (excellent); for the two risks, 5 is the lowest risk."""

    impact: Score | None = None
    compatibility: Score | None = None
    goal_alignment: Score | None = None
    partnering_culture: Score | None = None
    risk_of_doing: Score | None = None
    risk_of_not_doing: Score | None = None
    network_access: Score | None = None


class Candidate(Item):
    name: OrOpen[Text]
    place_in_market: OrOpen[Text] | None = Field(None, description="The second or third in a market may try harder.")
    why: OrOpen[Text] | None = None
    scores: Scores = empty(Scores)


class Option(Item):
    """A form the proposition can take."""

    what: OrOpen[Text]
    we_bring: OrOpen[Text] | None = None
    they_bring: OrOpen[Text] | None = None


class Sign(Item):
    """A sign of seriousness or of fit, and what we saw."""

    sign: OrOpen[Text]
    seen: bool | None = None
    evidence: OrOpen[Text] | None = None


class Consent(Item):
    """Somebody who must say yes."""

    who: OrOpen[Text]
    side: SideName
    how: OrOpen[Text] | None = None


class Proposition(Part):
    by: SideName = Field("a", description="Whose proposition it is.")
    market: OrOpen[Text] | None = Field(None, description="Our validated market.")
    gap: OrOpen[Text] | None = Field(None, description="What we cannot fill alone.")
    candidates: ListOf[Candidate] = []
    chosen: str | None = Field(None, description="Id of the candidate.")
    for_them: OrOpen[Text] | None = None
    for_us: OrOpen[Text] | None = None
    for_customer: OrOpen[Text] | None = None
    their_goals: OrOpen[Text] | None = None
    their_fears: OrOpen[Text] | None = None
    their_pressures: OrOpen[Text] | None = None
    they_need: OrOpen[Text] | None = Field(None, description="Capabilities they need from us.")
    options: ListOf[Option] = []
    vision: OrOpen[Text] | None = Field(None, description="The effect on the market, in one line.")
    fit: ListOf[Sign] = Field(default=[], description="Technical, marketing and cultural fit.")
    seriousness: ListOf[Sign] = []
    consents: ListOf[Consent] = []
    risk_of_doing: OrOpen[Text] | None = None
    risk_of_not_doing: OrOpen[Text] | None = None
    first_ask: OrOpen[Text] | None = None
    next_step: OrOpen[Text] | None = None
    next_on: OrOpen[Date] | None = None
