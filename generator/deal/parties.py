"""Who makes the deal: two sides, each of one or several legal entities, with guarantors, signatories and an address for notices."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from generator.deal.part import Item, ListOf, Part, empty
from generator.values import OrOpen, Place, Text


class Member(Item):
    """A legal entity or a person that is bound."""

    legal_name: OrOpen[Text]
    form: OrOpen[Text] | None = Field(None, description="Legal form: “private limited company”, “corporation”, “individual”.")
    registered_no: OrOpen[Text] | None = Field(None, description="Number in the company register, as the register writes it.")
    country: OrOpen[Place] | None = Field(None, description="Where it is incorporated; decides insolvency law.")
    address: OrOpen[Text] | None = Field(None, description="Registered office, on one line.")


class Signatory(Item):
    """A person who signs, for which member."""

    name: OrOpen[Text] | None = None
    title: OrOpen[Text] | None = None
    member: str | None = Field(None, description="Id of the member signed for; the first one when left out.")


class Signing(Part):
    """How a side signs."""

    form: Literal["simple", "two_signatures", "deed"] = "simple"
    signatories: ListOf[Signatory] = []


class NoticeAddress(Part):
    """Where notices reach a side. A role and a mailbox outlast the person who holds the post."""

    role: OrOpen[Text] | None = None
    address: OrOpen[Text] | None = None
    mailbox: OrOpen[Text] | None = Field(None, description="E-mail address of the role, not of a person.")
    copy_to: OrOpen[Text] | None = Field(None, description="A copy goes here; the copy is not the notice.")


class Side(Part):
    """One side of the deal. `short` is what the papers call it."""

    short: Text
    members: ListOf[Member] = Field(default=[], min_length=0)
    guarantors: ListOf[Member] = []
    signing: Signing = empty(Signing)
    notices: NoticeAddress = empty(NoticeAddress)
    owned_by: Literal["listed", "private_equity", "venture_capital", "group", "family", "state"] | None = Field(
        None, description="Who stands behind it: decides how likely it is to be sold."
    )


class Sides(Part):
    a: Side
    b: Side

    @model_validator(mode="after")
    def _two_names(self) -> Self:
        if self.a.short.casefold() == self.b.short.casefold():
            raise ValueError(f"both sides are called “{self.b.short}”; give each a short name of its own")
        return self


class Person(Part):
    """A person in a role. `title` is what the contract relies on; the name is for the schedule."""

    name: OrOpen[Text] | None = None
    title: OrOpen[Text] | None = None
    email: OrOpen[Text] | None = None
    time: OrOpen[Text] | None = Field(None, description="Share of working time promised, in words: “at least 40%”.")


class Team(Part):
    """One side's people for the alliance."""

    sponsor: OrOpen[Person] | None = None
    manager: OrOpen[Person] | None = None
    sales_sponsor: OrOpen[Person] | None = None


class People(Part):
    a: Team = empty(Team)
    b: Team = empty(Team)
