"""What the alliance is for, and what each side puts in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.deal.part import Item, ListOf, Part
from generator.values import Currency, Date, Duration, Moment, Money, OrOpen, Percent, Text

AllianceKind = Literal[
    "referral", "reseller", "co_marketing", "co_selling", "technology", "strategic_alliance", "joint_development",
    "joint_venture",
]  # fmt: skip
SideName = Literal["a", "b"]


class Value(Part):
    """Three-way value: what the customer gains, and each side."""

    customer: OrOpen[Text] | None = None
    a: OrOpen[Text] | None = None
    b: OrOpen[Text] | None = None


class TextBySide(Part):
    a: OrOpen[Text] | None = None
    b: OrOpen[Text] | None = None


class Alliance(Part):
    """The alliance in its own words."""

    kind: AllianceKind = "strategic_alliance"
    purpose: OrOpen[Text] | None = Field(None, description="One sentence both chief executives would repeat; starts with a verb.")
    products: TextBySide = Field(TextBySide(), description="What of each side's range is in.")
    joint_solution: OrOpen[Text] | None = None
    customers: OrOpen[Text] | None = Field(None, description="Customer groups addressed.")
    territory: OrOpen[list[Text]] | None = None
    north_star: OrOpen[Text] | None = Field(None, description="The one objective that counts if only one thing goes right.")
    value: Value = Value()
    seller_reasons: TextBySide = Field(TextBySide(), description="Why a seller on each side would bring the other in.")
    validation: OrOpen[Text] | None = Field(None, description="Which customer has said yes, and how.")


class Deliverable(Item):
    what: OrOpen[Text]
    by: SideName
    due: OrOpen[Moment] | None = Field(None, description="A date, or a time after the Effective Date.")
    nature: Literal["target", "commitment"] = "target"


class Resources(Part):
    """What one side really puts in, a quarter."""

    people: OrOpen[Text] | None = Field(None, description="Full-time equivalents and roles, in words.")
    cash: OrOpen[Money] | None = Field(None, description="A quarter.")
    in_kind: OrOpen[Text] | None = None


class ResourcesBySide(Part):
    a: OrOpen[Resources] | None = None
    b: OrOpen[Resources] | None = None


class Investment(Item):
    """Spending listed so that an early exit may have to pay part of it back."""

    what: OrOpen[Text]
    by: SideName
    amount: OrOpen[Money] | None = None
    start: OrOpen[Date] | None = None
    written_off_over: OrOpen[Duration] | None = Field(None, description="Straight-line, in months.")


class Contributions(Part):
    deliverables: ListOf[Deliverable] = []
    resources: ResourcesBySide = ResourcesBySide()
    investments: ListOf[Investment] = []


class Commercial(Part):
    """How money moves in the ordinary course."""

    model: OrOpen[Text] | None = Field(None, description="In words: “20% referral fee on first-year revenue”.")
    currency: Currency | None = None
    payment_term: OrOpen[Duration] | None = None
    interest: OrOpen[Text] | None = Field(None, description="Rate on late sums, in words: “4% a year above the ECB main refinancing rate”.")
    minimum: OrOpen[Text] | None = None
    registered_deals: bool = Field(False, description="Whether opportunities are registered and attributed.")


class Exclusivity(Part):
    """Absent means none."""

    holder: Literal["a", "b", "both"] | None = Field(None, description="Who enjoys it.")
    field: OrOpen[Text] | None = None
    territory: OrOpen[list[Text]] | None = None
    lasts: OrOpen[Duration] | None = None
    condition: OrOpen[Text] | None = Field(None, description="What must be achieved to keep it.")


class Confidentiality(Part):
    tail: OrOpen[Duration] | None = Field(None, description="How long the duty lasts after the wind-down.")
    earlier_nda: OrOpen[Text] | None = Field(None, description="The non-disclosure agreement this one replaces, by title and date.")


class Data(Part):
    personal: Literal["none", "contacts_only", "shared"] = "contacts_only"


class Brand(Part):
    announce: Literal["never", "when_agreed", "after_signing", "after_plan", "after_first_customer"] = "after_first_customer"


class Governance(Part):
    """The rhythm: one home for every cadence."""

    working: OrOpen[Duration] | None = Field(None, description="Every … the alliance managers meet.")
    kpi_review: OrOpen[Duration] | None = None
    sponsor_review: OrOpen[Duration] | None = None
    first_review: OrOpen[Date] | None = None
    committee: OrOpen[Text] | None = Field(None, description="Name of the committee, when there is one.")
    seats_each: int | None = Field(None, ge=1, le=9)
    sponsor_replaced_within: OrOpen[Duration] | None = None
    manager_share: OrOpen[Percent] | None = Field(None, description="Least share of working time of each alliance manager.")
