"""The whole deal file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import Field, PrivateAttr

from generator.deal.alliance import (
    Alliance, Brand, Commercial, Confidentiality, Contributions, Data, Exclusivity, Governance, SideName,
)  # fmt: skip
from generator.deal.exit import AgreedDamages, Exit, Fee, Notice, WindDown
from generator.deal.ip import Ip
from generator.deal.part import Item, ListOf, Part, empty
from generator.deal.parties import People, Sides
from generator.deal.plan import Plan
from generator.deal.proposition import Proposition
from generator.deal.reset import Reset
from generator.deal.rider import Rider
from generator.deal.success import Success
from generator.deal.term import Term
from generator.values import Date, Duration, Money, OrOpen, Percent, Place, Slug, Text


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a deal was read from, for messages; two deals are equal wherever they came from."""

    file: str = field(default="", compare=False)
    text: str = field(default="", compare=False)


class Forum(Part):
    """Where a dispute ends: one place only."""

    kind: Literal["courts", "arbitration"] = "courts"
    place: OrOpen[Text] | None = Field(None, description="City or court of the place: “London”.")
    rules: OrOpen[Text] | None = Field(None, description="For arbitration: whose rules.")
    arbitrators: Literal[1, 3] | None = None
    language: OrOpen[Text] | None = None


class EscalationLevel(Item):
    who: OrOpen[Text] = Field(description="Role on each side, plural: “Alliance Managers”.")
    within: OrOpen[Duration] | None = None


class Law(Part):
    governing: OrOpen[Place] | None = None
    forum: OrOpen[Forum] | None = None
    escalation: ListOf[EscalationLevel] = []
    packs: list[str] = Field(default=[], description="Further law packs to consult, by id; the pack of the governing law is always read.")
    paper: Literal["A4", "letter"] | None = Field(None, description="Instead of the law pack's.")
    spelling: Literal["en-GB", "en-US"] | None = Field(None, description="Instead of the law pack's.")


class Liability(Part):
    cap_floor: OrOpen[Money] | None = Field(None, description="The cap is never below this.")
    cap_share: OrOpen[Percent] | None = Field(None, description="Of the sums paid and payable in the 12 months before the event.")
    cap_per: Literal["year", "total"] = "year"
    super_cap: OrOpen[Money] | None = Field(None, description="For data and confidentiality.")


class ClauseChoice(Part):
    """What this deal does with one clause of the library."""

    text: Literal["balanced", "short", "protective"] | None = None
    protects: SideName | None = None
    include: bool | None = None
    leave_out: Text | None = Field(None, description="Why the clause is not wanted.")
    params: dict[str, Any] = {}
    because: Text | None = None


class SpecialTerm(Item):
    """A term of this deal alone, in counsel's words, where no clause has a place for it."""

    title: Text
    text: OrOpen[Text] = Field(description="Whole sentences, as they are to print.")


class LinkedAgreement(Item):
    title: OrOpen[Text]
    date: OrOpen[Date] | None = None
    effect: Literal["falls", "stays", "own_terms"] = "own_terms"


class Acceptance(Part):
    """A finding counsel has looked at and accepts."""

    check: str
    where: Text | None = None
    by: Text
    on: Date
    because: Text


class Source(Part):
    """Where a value came from."""

    from_: Literal["interview", "import", "counsel", "default"] = Field(alias="from")
    question: str | None = None
    by: str | None = None
    on: Date | None = None
    unsure: Text | None = Field(None, description="Why whoever answered was not sure; told on the issues list.")


class Deal(Part):
    """One deal. Perspective-neutral: there is a side a and a side b, never us and them."""

    pactwright: Literal[1] = Field(1, description="Version of the deal file format.")
    id: Slug
    title: OrOpen[Text] | None = Field(None, description="Project name printed on the cover.")
    version: Text = "1"
    draft_date: Date
    documents: list[str] = ["term_sheet", "alliance_agreement"]
    posture: Literal["balanced", "short"] = "balanced"
    status: Literal["draft", "execution"] = "draft"
    sides: Sides
    alliance: Alliance = empty(Alliance)
    people: People = empty(People)
    contributions: Contributions = empty(Contributions)
    success: Success = empty(Success)
    commercial: Commercial = empty(Commercial)
    exclusivity: Exclusivity = empty(Exclusivity)
    confidentiality: Confidentiality = empty(Confidentiality)
    data: Data = empty(Data)
    brand: Brand = empty(Brand)
    governance: Governance = empty(Governance)
    ip: Ip = empty(Ip)
    term: Term = empty(Term)
    exit: Exit = empty(Exit)
    notice: Notice = empty(Notice)
    wind_down: WindDown = empty(WindDown)
    fees: ListOf[Fee] = []
    agreed_damages: ListOf[AgreedDamages] = []
    law: Law = empty(Law)
    liability: Liability = empty(Liability)
    clauses: dict[str, ClauseChoice] = {}
    special: ListOf[SpecialTerm] = Field(default=[], description="Terms of this deal alone, in counsel’s words.")
    linked: ListOf[LinkedAgreement] = []
    rider: Rider | None = None
    plan: Plan = empty(Plan)
    reset: Reset = empty(Reset)
    proposition: Proposition | None = None
    counsel: Text | None = Field(None, description="Who approved the execution version, with the date.")
    accepted: list[Acceptance] = []
    sources: dict[str, Source] = {}

    _origin: Origin = PrivateAttr(default_factory=lambda: Origin())
