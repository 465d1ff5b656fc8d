"""The exit terms: rules for all exits, the triggers, the notice mechanics, the wind-down and the money."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from generator.deal.alliance import SideName, TextBySide
from generator.deal.part import Item, ListOf, Part
from generator.deal.trigger import Trigger
from generator.values import Duration, Money, OrOpen, Percent, Period, Text, Words, nearest, wrong


class Framework(Part):
    """Rules over all exits."""

    rights_at_law: Literal["preserved", "excluded_except_repudiation"] = "preserved"
    election_window: OrOpen[Duration] | None = Field(None, description="A right to end lapses if not used in this time after it arises.")
    lock_in_test: Literal["effective_date", "notice_date"] = "effective_date"


class Competitor(Item):
    """A firm one side would not want to see behind the other."""

    name: OrOpen[Text]
    of: SideName


class Exit(Part):
    framework: Framework = Framework()
    competitors: ListOf[Competitor] = []
    triggers: ListOf[Trigger] = []


@cache
def _zones() -> frozenset[str]:
    """The time zones of this computer; looking for them reads hundreds of files, so once."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


def _zone(raw: object) -> str:
    if isinstance(raw, str) and raw in _zones():
        return raw
    hint = ""
    if isinstance(raw, str):
        city = raw.strip().replace(" ", "_").lower()
        hint = next((f"; nearest: “{zone}”" for zone in sorted(_zones()) if zone.lower().endswith(f"/{city}")), "")
        hint = hint or nearest(raw, sorted(_zones()))
    raise wrong("a time zone", raw, f"write an IANA name such as “Europe/London” or “America/New_York”{hint}")


Zone = Annotated[str, Words("Zone", _zone, {"type": "string", "examples": ["Europe/London"]})]


class Notice(Part):
    """How notices travel and when they count as received. Lengths of notice are in the triggers."""

    methods: list[Literal["hand", "courier", "registered_post", "email"]] = ["hand", "courier", "email"]
    email_alone_for: list[Literal["operational", "kpi", "renewal", "breach", "ending"]] = ["operational", "kpi"]
    confirm_within: OrOpen[Duration] | None = Field(None, description="A formal notice by e-mail is followed by courier within this.")
    zone: OrOpen[Zone] | None = Field(None, description="The one time zone in which deadlines expire.")
    business_day_places: list[Text] = Field(default=[], description="Places where banks must be open: “London”, “New York City”.")
    business_day_logic: Literal["all_open", "any_open"] = "all_open"
    language: OrOpen[Text] | None = None
    change_within: OrOpen[Duration] | None = Field(None, description="Notice of a new address takes effect after this.")
    plan_within: OrOpen[Duration] | None = Field(None, description="Remedial plan after a Breach Notice.")
    objection_within: OrOpen[Duration] | None = Field(None, description="To object to evidence of cure.")


class CustomerGroup(Item):
    """Joint Customers with one lead for their support."""

    group: OrOpen[Text]
    lead: OrOpen[SideName] | None = None
    backup: OrOpen[SideName] | None = None


class Pipeline(Part):
    """Open opportunities at the end: a question of payment, never of who may sell to whom."""

    tail: OrOpen[Duration] | None = Field(None, description="Registered opportunities won in this time after the end are still paid.")
    rate: OrOpen[Percent] | None = Field(None, description="Of the usual share.")


class WindDown(Part):
    """Terms of the wind-down that hold for every exit. Its length is in each trigger."""

    plan_within: OrOpen[Duration] | None = Field(None, description="Tailored plan after notice; else the default plan applies.")
    leads: TextBySide = Field(TextBySide(), description="Role that leads the wind-down on each side.")
    groups: ListOf[CustomerGroup] = []
    support_cap: OrOpen[Period] | None = Field(
        None, description="Support of a customer ends with its contract, at the latest this long after the end."
    )
    renewals: Literal["none", "existing_only", "allowed"] = "existing_only"
    charges: Literal["as_before", "cost_plus", "free"] = "as_before"
    pipeline: Pipeline = Pipeline()
    return_within: OrOpen[Duration] | None = Field(None, description="Return of data and confidential material after the wind-down.")
    delete_within: OrOpen[Duration] | None = Field(None, description="Deletion after return.")
    backups_expire: OrOpen[Duration] | None = None
    statement_within: OrOpen[Duration] | None = Field(None, description="Final account after the wind-down.")
    dispute_within: OrOpen[Duration] | None = None
    pay_within: OrOpen[Duration] | None = None
    records_kept: OrOpen[Duration] | None = Field(None, description="How long books and records are kept after the end.")


class FeeStep(Item):
    """A row of a stepped price: up to and including this month of the term, this share of the base."""

    to_month: int = Field(ge=1, le=240)
    share: OrOpen[Percent]


class Fee(Item):
    """A sum due on an exit. What it is in law (price, cost recovery, agreed damages) follows from its kind and trigger."""

    kind: Literal["convenience_price", "unrecovered_investment", "agreed_sum", "cost_share", "formula"]
    payer: Literal["who_ends", "other", "a", "b", "party_in_breach"] = "who_ends"
    base: OrOpen[Money] | None = None
    declines_to_zero_at: OrOpen[Duration] | None = Field(None, description="Straight-line from the Effective Date.")
    steps: ListOf[FeeStep] = []
    cap: OrOpen[Money] | None = None
    rule: OrOpen[Text] | None = Field(None, description="For a formula: the rule, in words.")
    investments: list[str] = Field(default=[], description="Ids in contributions.investments; all when empty.")
    reason: OrOpen[Text] | None = Field(None, description="The legitimate interest the sum protects.")
    due_within: OrOpen[Duration] | None = Field(None, description="After the later of the end and the invoice.")
    joins: Literal["sum", "greater_of", "lesser_of"] | None = Field(None, description="With another fee on the same exit.")


class AgreedDamages(Item):
    """A sum agreed in advance for one kind of breach, with the interest it protects and how it was estimated."""

    breach: Literal["delay", "shortfall", "exclusivity", "non_solicit"]
    of: list[str] = Field(
        default=[], description="Ids of the deliverables (delay) or KPIs (shortfall) it stands for; all commitments when empty."
    )
    payer: Literal["party_in_breach", "a", "b"] = "party_in_breach"
    amount: OrOpen[Money] | None = Field(None, description="For each unit of `per`.")
    share: OrOpen[Percent] | None = Field(None, description="Instead of an amount: of the base.")
    base: OrOpen[Money] | None = None
    per: Literal["day", "week", "month", "event", "person"] = "event"
    grace: OrOpen[Duration] | None = Field(None, description="Nothing is due for this first time.")
    cap: OrOpen[Money] | None = None
    reason: OrOpen[Text] | None = Field(None, description="The legitimate interest the sum protects.")
    estimate: OrOpen[Text] | None = Field(None, description="How the sum was estimated, and on what figures.")
    sole_remedy: bool = Field(True, description="Whether nothing else is due for the same loss, apart from an exit right.")
    due_within: OrOpen[Duration] | None = Field(None, description="After the invoice.")
