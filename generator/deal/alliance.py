"""What the alliance is for, and what each side puts in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.deal.part import Item, ListOf, Part, empty
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


class Component(Item):
    """A piece of the whole offering, as the customer meets it."""

    what: OrOpen[Text]
    by: SideName
    seller: OrOpen[SideName] | None = Field(None, description="Who sells it; otherwise the side that provides it.")
    contract: OrOpen[SideName] | None = Field(None, description="Who signs the customer’s contract for it; otherwise the seller.")
    support: OrOpen[SideName] | None = Field(None, description="Who answers the customer’s first call about it.")
    level: OrOpen[Text] | None = Field(None, description="Service level promised, in words: “answer in 4 hours, day and night”.")


class Workstream(Item):
    name: OrOpen[Text]
    goal: OrOpen[Text] | None = None
    lead: OrOpen[SideName] | None = None
    due: OrOpen[Moment] | None = Field(None, description="A date, or a time after the Effective Date.")


class Alliance(Part):
    """The alliance in its own words."""

    kind: AllianceKind = "strategic_alliance"
    purpose: OrOpen[Text] | None = Field(None, description="One sentence both chief executives would repeat; starts with a verb.")
    products: TextBySide = empty(TextBySide, "What of each side's range is in.")
    joint_solution: OrOpen[Text] | None = None
    components: ListOf[Component] = []
    workstreams: ListOf[Workstream] = []
    customers: OrOpen[Text] | None = Field(None, description="Customer groups addressed.")
    territory: OrOpen[list[Text]] | None = None
    north_star: OrOpen[Text] | None = Field(None, description="The one objective that counts if only one thing goes right.")
    value: Value = empty(Value)
    seller_reasons: TextBySide = empty(TextBySide, "Why a seller on each side would bring the other in.")
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


class Access(Item):
    """Equipment, systems or data one side lets the other use."""

    what: OrOpen[Text]
    by: SideName
    use: OrOpen[Text] | None = Field(None, description="What the other side may use it for.")
    until: OrOpen[Moment] | None = Field(None, description="Otherwise the end.")


class Training(Item):
    """Who learns what, by when: enablement."""

    who: OrOpen[Text]
    what: OrOpen[Text]
    by: OrOpen[SideName] | None = Field(None, description="Who teaches.")
    due: OrOpen[Moment] | None = None


class Quarters(Part):
    """Words for each quarter of the plan’s first year."""

    q1: OrOpen[Text] | None = None
    q2: OrOpen[Text] | None = None
    q3: OrOpen[Text] | None = None
    q4: OrOpen[Text] | None = None


class ResourcePlan(Item):
    """People, product, promotion or money, quarter by quarter."""

    what: OrOpen[Text]
    by: SideName
    quarters: Quarters = empty(Quarters)


class Contributions(Part):
    deliverables: ListOf[Deliverable] = []
    resources: ResourcesBySide = empty(ResourcesBySide)
    plan: ListOf[ResourcePlan] = Field(default=[], description="Resources by quarter, for the joint business plan.")
    investments: ListOf[Investment] = []
    access: ListOf[Access] = []
    training: ListOf[Training] = []


class Incentive(Item):
    """Money one side gives the other in advance, and that the other earns over time."""

    what: OrOpen[Text]
    by: SideName
    amount: OrOpen[Money] | None = None
    start: OrOpen[Date] | None = Field(None, description="From when it is earned; otherwise the day of payment.")
    earned_over: OrOpen[Duration] | None = Field(None, description="In months, in equal parts.")


class Commercial(Part):
    """How money moves in the ordinary course."""

    model: OrOpen[Text] | None = Field(None, description="In words: “20% referral fee on first-year revenue”.")
    currency: Currency | None = None
    payment_term: OrOpen[Duration] | None = None
    interest: OrOpen[Text] | None = Field(None, description="Rate on late sums, in words: “4% a year above the ECB main refinancing rate”.")
    minimum: OrOpen[Text] | None = None
    expected: OrOpen[Money] | None = Field(None, description="What is expected to be paid between the sides in the first 12 months.")
    incentives: ListOf[Incentive] = Field(default=[], description="Given back in part if the end comes before they are earned.")
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


class Decision(Item):
    """Who decides a topic, after asking whom, by when."""

    topic: OrOpen[Text]
    decided_by: OrOpen[Text] = Field(description="A role or body: “the Executive Sponsors together”.")
    asked: OrOpen[Text] | None = None
    within: OrOpen[Duration] | None = None


class Campaign(Item):
    """A joint marketing activity with an owner."""

    what: OrOpen[Text]
    by: SideName
    start: OrOpen[Moment] | None = None
    budget: OrOpen[Money] | None = None


class Governance(Part):
    """The rhythm: one home for every cadence. Also who decides, and the joint campaigns."""

    working: OrOpen[Duration] | None = Field(None, description="Every … the alliance managers meet.")
    kpi_review: OrOpen[Duration] | None = None
    sponsor_review: OrOpen[Duration] | None = None
    yearly_reset: bool = Field(False, description="Whether the sponsors look once a year at whether aim and numbers still fit.")
    first_review: OrOpen[Date] | None = None
    committee: OrOpen[Text] | None = Field(None, description="Name of the committee, when there is one.")
    seats_each: int | None = Field(None, ge=1, le=9)
    sponsor_replaced_within: OrOpen[Duration] | None = None
    decisions: ListOf[Decision] = []
    campaigns: ListOf[Campaign] = []
    manager_share: OrOpen[Percent] | None = Field(None, description="Least share of working time of each alliance manager.")
