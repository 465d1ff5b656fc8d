"""The partnership reset: an honest second start with a date on which both look whether it worked."""

from __future__ import annotations

from pydantic import Field

from generator.deal.alliance import TextBySide
from generator.deal.part import Item, ListOf, Part, empty
from generator.deal.plan import Action
from generator.values import Date, Duration, OrOpen, Text


class Fact(Item):
    """A fact both sides accept."""

    fact: OrOpen[Text]
    source: OrOpen[Text] | None = None


class Measure(Item):
    """A number of the reset, with its own baseline; `kpi` names the KPI of the deal it renews, if any."""

    kpi: str | None = None
    name: OrOpen[Text]
    baseline: OrOpen[Text] | None = None
    target: OrOpen[Text] | None = None
    due: OrOpen[Date] | None = None


class Reset(Part):
    reason: OrOpen[Text] | None = Field(None, description="What started the reset: a missed KPI, a review, a change.")
    starts: OrOpen[Date] | None = None
    facts: ListOf[Fact] = []
    shared_reason: OrOpen[Text] | None = Field(None, description="Why we are together, as both would say it today.")
    changed: TextBySide = empty(TextBySide, "What changed in the market and in each firm.")
    measures: ListOf[Measure] = []
    actions: ListOf[Action] = []
    sponsors: TextBySide = empty(TextBySide, "What each sponsor promises personally.")
    rhythm: OrOpen[Duration] | None = Field(None, description="Every … the two managers meet.")
    dashboard: OrOpen[Text] | None = None
    test_on: OrOpen[Date] | None = Field(None, description="The day on which both look whether it worked.")
    consequence: OrOpen[Text] | None = Field(None, description="What follows if it did not.")
