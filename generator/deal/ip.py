"""Who owns what was there, what is made, and what is made together."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.deal.alliance import SideName
from generator.deal.part import Item, ListOf, Part
from generator.values import Date, Duration, OrOpen, Percent, Text


class Background(Item):
    owner: SideName
    what: OrOpen[Text]
    identifier: OrOpen[Text] | None = Field(None, description="Patent number, repository, registration.")


class Allocation(Item):
    """Who owns a class of new things."""

    asset_class: OrOpen[Text]
    owner: Literal["a", "b", "joint"]


class JointAsset(Item):
    """A joint asset and who takes it at the end."""

    name: OrOpen[Text]
    created: OrOpen[Date] | None = None
    disposition: OrOpen[Literal["both_keep_licence", "a_takes", "b_takes", "sell_and_split", "retire"]] | None = None


class Joint(Part):
    """The four rules joint ownership needs: use, license, enforce, divide."""

    field_a: OrOpen[Text] | None = Field(None, description="The field in which side a may use joint things alone.")
    field_b: OrOpen[Text] | None = None
    share_a: OrOpen[Percent] | None = None
    share_b: OrOpen[Percent] | None = None
    at_exit: Literal["both_keep_licence", "buy_out", "sell_and_split"] = "both_keep_licence"
    buy_out_window: OrOpen[Duration] | None = None
    handover_within: OrOpen[Duration] | None = None


class Ip(Part):
    background: ListOf[Background] = []
    rule: Literal["by_subject_matter", "by_inventor", "all_a", "all_b", "all_joint", "none_made"] = "by_subject_matter"
    allocation: ListOf[Allocation] = []
    joint: Joint = Joint()
    run_off: OrOpen[Duration] | None = Field(None, description="How long rights needed for existing customers last after the end.")
    register_: ListOf[JointAsset] = Field(default=[], alias="register")
