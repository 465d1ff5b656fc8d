"""Who owns what was there, what is made, and what is made together."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.deal.alliance import SideName
from generator.deal.part import Item, ListOf, Part, empty
from generator.values import Date, Duration, OrOpen, Percent, Text


class Background(Item):
    owner: SideName
    what: OrOpen[Text]
    identifier: OrOpen[Text] | None = Field(None, description="Patent number, repository, registration.")
    critical: bool = Field(False, description="Whether the other side could not carry on if it stopped tomorrow.")


class Allocation(Item):
    """Who owns a class of new things."""

    asset_class: OrOpen[Text]
    owner: Literal["a", "b", "joint"]


class JointAsset(Item):
    """A joint asset and who takes it at the end."""

    name: OrOpen[Text]
    created: OrOpen[Date] | None = None
    disposition: OrOpen[Literal["both_keep_licence", "a_takes", "b_takes", "sell_and_split", "retire"]] | None = None
    kind: OrOpen[Text] | None = Field(None, description="Software, patent, data set, course, brand element.")
    made_by: OrOpen[Text] | None = Field(None, description="The people who made it, and for which side.")
    kept_at: OrOpen[Text] | None = Field(None, description="Repository, folder or register where it is found.")
    third_party: OrOpen[Text] | None = Field(None, description="Parts in it that belong to others.")
    ai: OrOpen[Text] | None = Field(None, description="Tools of artificial intelligence used, and for what.")
    filed_by: OrOpen[SideName] | None = Field(None, description="Who registers and defends it, where that goes item by item.")
    terms: OrOpen[Text] | None = Field(None, description="What its taker pays or gives back at the end.")


class ThirdPartyPart(Item):
    """Something of others that goes into what is made: a library, a data set, a model."""

    what: OrOpen[Text]
    by: SideName
    licence: OrOpen[Text] | None = None
    used_in: OrOpen[Text] | None = None
    kept_apart: OrOpen[Text] | None = Field(None, description="How a part whose licence spreads is kept apart.")


class Joint(Part):
    """The four rules joint ownership needs: use, license, enforce, divide."""

    field_a: OrOpen[Text] | None = Field(None, description="The field in which side a may use joint things alone.")
    field_b: OrOpen[Text] | None = None
    filed_by: Literal["a", "b", "by_item"] | None = Field(None, description="Who registers and defends joint rights.")
    share_a: OrOpen[Percent] | None = None
    share_b: OrOpen[Percent] | None = None
    at_exit: Literal["both_keep_licence", "buy_out", "sell_and_split"] = "both_keep_licence"
    buy_out_window: OrOpen[Duration] | None = None
    handover_within: OrOpen[Duration] | None = None


class Ip(Part):
    background: ListOf[Background] = []
    rule: Literal["by_subject_matter", "by_inventor", "all_a", "all_b", "all_joint", "none_made"] = "by_subject_matter"
    allocation: ListOf[Allocation] = []
    joint: Joint = empty(Joint)
    made_with: list[Literal["contractors", "universities", "grants"]] = Field(
        default=[], description="Who else helps to make things, and so may own them."
    )
    run_off: OrOpen[Duration] | None = Field(None, description="How long rights needed for existing customers last after the end.")
    third_party: ListOf[ThirdPartyPart] = Field(default=[], description="What of others goes in, and under which licence.")
    register_: ListOf[JointAsset] = Field(default=[], alias="register")
