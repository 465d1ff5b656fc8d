"""An exit rider: the agreement it amends, where each of our clauses and terms stands there, and what happens to the past."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.deal.part import Item, ListOf, Part
from generator.values import Date, OrOpen, Text


class Consent(Item):
    """A consent the base agreement, or a person bound by it, asks for before it is changed."""

    who: OrOpen[Text] = Field(description="Who must consent: a guarantor, a lender, a third party.")
    given: OrOpen[Date] | None = Field(None, description="When it was given in writing.")


class Meeting(Item):
    """A clause of the base agreement that meets a clause of the rider, and which of the two applies."""

    clause: Text = Field(description="Where it stands in the base agreement: “clause 12.2”.")
    about: OrOpen[Text] = Field(description="What it is about: “termination for convenience”.")
    by: list[str] = Field(min_length=1, description="The clauses of the rider it meets, by id.")
    wins: Literal["rider", "base"] = "rider"
    because: OrOpen[Text] | None = Field(None, description="Why; printed in the internal conflict table only.")


class RiderBase(Part):
    """The agreement a rider amends.

    `clauses`: our clause id -> where that matter stands in the base agreement. `terms`: our term -> its term there.
    """

    title: OrOpen[Text] | None = None
    date: OrOpen[Date] | None = None
    parties: OrOpen[Text] | None = Field(
        None, description="As the base agreement names them, where that differs from the sides of this deal."
    )
    amendments: list[Text] = Field(default=[], description="Earlier amendments, each with its date.")
    clauses: dict[str, Text] = {}
    terms: dict[str, Text] = {}
    defines: list[Text] = Field(
        default=[], description="Terms the base agreement defines itself, as far as the rider may use the same words."
    )
    meets: ListOf[Meeting] = Field(default=[], description="Clauses of the base agreement the rider replaces, or that prevail over it.")
    form: OrOpen[Literal["signed_writing", "deed", "notarial", "other"]] | None = Field(
        None, description="The form the base agreement asks for when it is changed."
    )
    form_kept: OrOpen[Text] | None = Field(None, description="How a notarial or other form is kept: “before notary Dr Ida Brandt, Munich”.")
    consents: ListOf[Consent] = []


class PastEvent(Item):
    """Something that happened before the rider and to which it applies all the same."""

    what: OrOpen[Text]
    on: OrOpen[Date] | None = None


class Rider(Part):
    base: RiderBase | None = None
    mode: Literal["replace", "add"] = Field("replace", description="add: the base agreement has no rules of its own on its end.")
    effective: OrOpen[Date] | None = Field(None, description="The Rider Date; the last signature when left out.")
    past: OrOpen[Literal["base", "listed"]] | None = Field(
        None, description="Breaches before the Rider Date: the base agreement as it was, or the rider for the events listed."
    )
    listed: ListOf[PastEvent] = []
