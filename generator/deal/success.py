"""What success means: measures with numbers, gates with dates, and the sign-off that fixes them before the data exists."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.deal.alliance import Quarters, SideName
from generator.deal.part import Item, ListOf, Part, empty
from generator.values import Date, Duration, Moment, OrOpen, Percent, Text


class Kpi(Item):
    """A measure. A target is not a promise unless its nature says commitment."""

    name: OrOpen[Text]
    metric: OrOpen[Text] | None = Field(None, description="Exactly what is counted.")
    unit: OrOpen[Text] | None = None
    baseline: OrOpen[Text] | None = Field(None, description="Today's value, with its date if it matters.")
    target: OrOpen[Text] | None = None
    due: OrOpen[Moment] | None = Field(None, description="A date, or a time after the Effective Date.")
    quarters: Quarters = empty(Quarters, "Values on the way, for the joint business plan.")
    source: OrOpen[Text] | None = Field(None, description="Where the number is read.")
    source_kept_by: Literal["a", "b", "both", "third_party"] | None = None
    verified_by: OrOpen[Text] | None = Field(None, description="Who can check a number one side keeps alone.")
    owner: OrOpen[Text] | None = Field(None, description="A role.")
    cadence: OrOpen[Duration] | None = Field(None, description="How often it is measured: the Review Period.")
    nature: Literal["target", "commitment"] = "target"
    reason: OrOpen[Text] | None = Field(None, description="Why the target can be reached or, of a commitment, why it is promised.")
    weight: OrOpen[Percent] | None = Field(None, description="Its share in an overall score, where there is one.")
    counts_from: OrOpen[Duration] | None = Field(
        None, description="Not tested before this much of the term has run: early signs first, revenue later."
    )
    counts_until: OrOpen[Duration] | None = Field(
        None, description="Not tested after this much of the term: an early sign that has done its work."
    )
    direction: Literal["higher", "lower", "band"] = "higher"
    family: Literal[
        "pipeline", "revenue", "customers", "adoption", "retention", "satisfaction", "time_to_value", "usage", "delivery",
        "enablement", "cost", "timeliness", "quality", "price",
    ] | None = None  # fmt: skip


class Gate(Item):
    """A go/no-go decision on criteria fixed in advance."""

    name: OrOpen[Text]
    due: OrOpen[Moment] | None = None
    criteria: ListOf[Criterion] = []
    decided_by: Literal["committee", "sponsors", "expert", "a", "b"] = "sponsors"
    decision_within: OrOpen[Duration] | None = Field(None, description="After the due date.")
    extension: OrOpen[Duration] | None = Field(None, description="One only.")
    silence: Literal["no_go", "go"] = "no_go"
    on_no_go: Literal["exit_right", "scope_cut", "repilot"] = "exit_right"


class Criterion(Item):
    """One test of a gate: met or not met."""

    test: OrOpen[Text]
    evidence: OrOpen[Text] | None = None
    kpi: str | None = Field(None, description="Id of the KPI it is read from, if any.")


class LadderStep(Item):
    """What happens when a number is missed, in order."""

    step: OrOpen[Text]
    within: OrOpen[Duration] | None = None


class MissRule(Part):
    """When misses add up to something: `misses` of the last `of` Review Periods below `threshold`, after `ramp`."""

    threshold: OrOpen[Percent] | None = Field(None, description="Below this share of target a Review Period counts as missed.")
    misses: int | None = Field(None, ge=1, le=12)
    of: int | None = Field(None, ge=1, le=12)
    ramp: OrOpen[Duration] | None = Field(None, description="No test before this much of the term has run.")


class Recovery(Part):
    """The reset before an exit."""

    meeting_within: OrOpen[Duration] | None = None
    plan_within: OrOpen[Duration] | None = None
    lasts: OrOpen[Duration] | None = None
    cadence: OrOpen[Text] | None = Field(None, description="“weekly”.")
    at_most: OrOpen[Text] | None = Field(None, description="“1 in any 12 months”.")


class Measurement(Part):
    """Same data for both sides."""

    report_within: OrOpen[Duration] | None = Field(None, description="After the end of a Review Period.")
    challenge_within: OrOpen[Duration] | None = None
    expert_within: OrOpen[Duration] | None = None
    relief_claim_within: OrOpen[Duration] | None = None
    relief_most: OrOpen[Percent] | None = Field(None, description="Most of a Review Period that relief may cover.")
    dashboard: OrOpen[Text] | None = None


class FirstCustomers(Part):
    """Proof from real customers before the alliance is announced and scaled."""

    count: int | None = Field(None, ge=1, le=99)
    evidence: Literal["signed_customer", "paid_pilot", "letter_of_intent", "interview"] = "paid_pilot"
    due: OrOpen[Moment] | None = Field(None, description="A date, or a time after the Effective Date.")


class SignOff(Part):
    by: OrOpen[Text] | None = None
    on: OrOpen[Date] | None = None


class SignOffs(Part):
    a: SignOff = empty(SignOff)
    b: SignOff = empty(SignOff)


class Success(Part):
    kpis: ListOf[Kpi] = []
    gates: ListOf[Gate] = []
    ladder: ListOf[LadderStep] = []
    miss_rule: MissRule = empty(MissRule)
    recovery: Recovery = empty(Recovery)
    measurement: Measurement = empty(Measurement)
    first_customers: FirstCustomers = empty(FirstCustomers)
    changed_by: Literal["signatories", "sponsors"] = Field(
        "signatories", description="Who may change a number: as the agreement is changed, or both sponsors in a signed note."
    )
    agreed: SignOffs = empty(SignOffs)


Gate.model_rebuild()
__all__ = [
    "Criterion",
    "FirstCustomers",
    "Gate",
    "Kpi",
    "LadderStep",
    "Measurement",
    "MissRule",
    "Recovery",
    "SideName",
    "SignOff",
    "SignOffs",
    "Success",
]
