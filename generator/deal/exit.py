"""The exit terms: rules for all exits, the triggers, the notice mechanics, the wind-down and the money."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from generator.deal.alliance import SideName, TextBySide
from generator.deal.part import Item, ListOf, Part, empty
from generator.deal.trigger import Trigger
from generator.values import Duration, Moment, Money, OrOpen, Percent, Period, Text, Words, nearest, wrong


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
    framework: Framework = empty(Framework)
    competitors: ListOf[Competitor] = []
    triggers: ListOf[Trigger] = []


@cache
def _zones() -> frozenset[str]:
    """The time zones of this computer; looking for them reads hundreds of files, so once."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


def _is_zone(name: str) -> bool:
    """Whether a zone of this name is here; one file is read, not all of them."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    # Beside its zones a computer keeps the same under other names (“posix/Japan”) and its own (“localtime”).
    return _ZONE.fullmatch(name) is not None


_ZONE = re.compile(r"[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*)*")


def _zone(raw: object) -> str:
    if isinstance(raw, str) and _is_zone(raw):
        return raw
    hint = ""
    if isinstance(raw, str):
        city = raw.strip().replace(" ", "_").lower()
        hint = next((f"; nearest: “{zone}”" for zone in sorted(_zones()) if zone.lower().endswith(f"/{city}")), "")
        hint = hint or nearest(raw, sorted(_zones()))
    raise wrong("a time zone", raw, f"write an IANA name such as “Europe/London” or “America/New_York”{hint}")


Zone = Annotated[str, Words("Zone", _zone, {"type": "string", "examples": ["Europe/London"]})]


class NoticePeriod(Item):
    """A Notice or an answer that is no exit, and its time."""

    what: OrOpen[Text]
    by: Literal["a", "b", "either"] = "either"
    time: OrOpen[Duration] | None = None
    counted: OrOpen[Text] | None = Field(None, description="From or before which day: “after the end of each quarter”.")
    silence: Literal["nothing", "consent", "refusal"] = Field("nothing", description="What it means if it does not come in time.")


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
    periods: ListOf[NoticePeriod] = Field(default=[], description="Times of Notices and answers that are no exits.")


class CustomerGroup(Item):
    """Joint Customers with one lead for their support."""

    group: OrOpen[Text]
    lead: OrOpen[SideName] | None = None
    backup: OrOpen[SideName] | None = None


class Pipeline(Part):
    """Open opportunities at the end: a question of payment, never of who may sell to whom."""

    tail: OrOpen[Duration] | None = Field(None, description="Registered opportunities won in this time after the end are still paid.")
    rate: OrOpen[Percent] | None = Field(None, description="Of the usual share.")


class CustomerTold(Item):
    """Who hears of the end, from whom, in which order: the order of the list."""

    who: OrOpen[Text]
    teller: Literal["a", "b", "both", "contract_holder"] = "contract_holder"
    within: OrOpen[Duration] | None = Field(None, description="After receipt of the Termination Notice.")


class LongContract(Item):
    """A customer’s contract, or a group of them, that runs past the end."""

    customer: OrOpen[Text]
    holder: SideName
    ends: OrOpen[Moment] | None = None
    moves_to: OrOpen[SideName] | None = Field(None, description="The side it is offered to; it stays where it is when absent.")


class TransitionService(Item):
    """Help one side gives the other after the end."""

    what: OrOpen[Text]
    by: SideName
    lasts: OrOpen[Duration] | None = Field(None, description="From the Termination Date; until the end of the wind-down when absent.")
    price: OrOpen[Text] | None = Field(None, description="In words; the general rule when absent.")


class MarkUse(Item):
    """Where one side shows the other’s names or logos, and when they come down."""

    where: OrOpen[Text]
    by: SideName
    within: OrOpen[Duration] | None = Field(None, description="After the Termination Date.")


class DataSet(Item):
    """Data both sides hold at the end, and what becomes of it."""

    what: OrOpen[Text]
    source: Literal["a", "b", "both"] = "both"
    after: Literal["returned", "deleted", "kept_by_both"] = "returned"


class Holding(Item):
    """Money paid in advance, credits, stock or equipment of one side that is with the other at the end."""

    what: OrOpen[Text]
    kind: Literal["prepaid", "credit", "stock", "equipment"] = "prepaid"
    held_by: SideName
    amount: OrOpen[Money] | None = None


class Staff(Item):
    """People who work mainly on the alliance."""

    who: OrOpen[Text]
    of: SideName
    place: OrOpen[Text] | None = None
    lent: bool = Field(False, description="Whether they are lent to the other side.")


class WindDownTask(Item):
    """A task of this deal beside those of the default plan."""

    what: OrOpen[Text]
    by: Literal["a", "b", "both"] = "both"
    when: OrOpen[Text] | None = Field(None, description="Counted from the start, the end or the close: “10 days after the end”.")


class WindDown(Part):
    """Terms of the wind-down that hold for every exit. Its length is in each trigger."""

    plan_within: OrOpen[Duration] | None = Field(None, description="Tailored plan after notice; else the default plan applies.")
    leads: TextBySide = empty(TextBySide, "Role that leads the wind-down on each side.")
    groups: ListOf[CustomerGroup] = []
    support_cap: OrOpen[Period] | None = Field(
        None, description="Support of a customer ends with its contract, at the latest this long after the end."
    )
    renewals: Literal["none", "existing_only", "allowed"] = "existing_only"
    charges: Literal["as_before", "cost_plus", "free"] = "as_before"
    pipeline: Pipeline = empty(Pipeline)
    return_within: OrOpen[Duration] | None = Field(None, description="Return of data and confidential material after the wind-down.")
    delete_within: OrOpen[Duration] | None = Field(None, description="Deletion after return.")
    backups_expire: OrOpen[Duration] | None = None
    statement_within: OrOpen[Duration] | None = Field(None, description="Final account after the wind-down.")
    dispute_within: OrOpen[Duration] | None = None
    pay_within: OrOpen[Duration] | None = None
    records_kept: OrOpen[Duration] | None = Field(None, description="How long books and records are kept after the end.")
    told: ListOf[CustomerTold] = Field(default=[], description="Who is told of the end, in this order.")
    contracts: ListOf[LongContract] = Field(default=[], description="Customers’ contracts that run past the end.")
    services: ListOf[TransitionService] = []
    marks: ListOf[MarkUse] = []
    data_sets: ListOf[DataSet] = []
    holdings: ListOf[Holding] = []
    staff: ListOf[Staff] = []
    tasks: ListOf[WindDownTask] = []
    public_line: OrOpen[Text] | None = Field(None, description="What both sides say in public when it ends: one or a few sentences.")
    step_in_cap: OrOpen[Money] | None = Field(None, description="Most a side pays when the other does its urgent wind-down work for it.")


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
