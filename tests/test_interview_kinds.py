"""The main path for every kind of alliance and every pack: what is not asked, and that defaults make a deal that drafts."""

from __future__ import annotations

from typing import get_args

import pytest

from generator.deal.alliance import AllianceKind
from generator.interview.fold import look
from generator.interview.look import Look
from generator.interview.plan import START
from generator.interview.session import answer
from generator.interview.state import Reply
from tests.interview_walk import fresh, reply_to
from tests.test_interview import plan

# Kind of alliance -> questions of the main path that it is spared with default answers.
SPARED = {
    "referral": "M27 M28 M32",
    "reseller": "M28 M32",
    "co_marketing": "M21 M28 M32",
    "co_selling": "M21 M28 M32",
    "technology": "M09 M21 M28 M32",
    "strategic_alliance": "M21 M28 M32",
    "joint_development": "M09 M28 M32",
    "joint_venture": "M28 M32",
}


def answered(kind: str, pack: str = "") -> Look:
    """The main path with this kind of alliance, a name for each side, and otherwise the defaults."""
    now = look(fresh(), plan())
    for _ in range(80):
        if now.is_done:
            return now
        id = now.to_ask[0]
        reply = reply_to(id, now, 0)
        if id == START:
            reply = Reply("answered", {"pack": pack}) if pack else Reply("skipped")
        elif id == "M03" and kind:
            reply = Reply("answered", {**reply.value, "kind": kind})
        now = look(answer(id, reply, now), plan())
    raise AssertionError(f"no end: {now.to_ask}")


def test_every_kind_of_alliance_is_among_them() -> None:
    assert set(SPARED) == set(get_args(AllianceKind))


@pytest.mark.parametrize("kind", SPARED)
def test_each_kind_of_alliance_is_asked_what_it_needs(kind: str) -> None:
    now = answered(kind)
    main = [one.id for one in plan().asked if one.flow == "main"]
    assert [id for id in main if id not in now.asked] == SPARED[kind].split()
    assert now.faults == () and now.drafted is not None


@pytest.mark.parametrize("pack", plan().packs)
def test_each_pack_ends_in_a_deal_that_drafts(pack: str) -> None:
    now = answered("", pack)
    assert now.faults == () and now.drafted is not None
    front = plan().packs[pack].front
    assert not set(front.hides) & set(now.asked)
    assert set(now.asked) <= {START, *front.only} if front.only else set(front.forces) <= set(now.asked)
