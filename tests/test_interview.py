"""The interview as pure functions, on the questions that come with Pactwright."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator import load_library
from generator.deal.read import make_deal
from generator.interview import keep
from generator.interview.check import check_questions
from generator.interview.fold import look
from generator.interview.plan import Plan, make_plan
from generator.interview.reading import state_of
from generator.library.question import load_questions
from tests.interview_walk import fresh, settle, straight, wander

EXAMPLES = Path(__file__).parents[1] / "examples"
DEALS = [path for path in sorted(EXAMPLES.rglob("*.json")) if "terms" not in path.relative_to(EXAMPLES).parts]


@cache
def plan() -> Plan:
    return make_plan(load_questions(), load_library())


def without_sources(raw: Any) -> Any:
    return {key: value for key, value in raw.items() if key != "sources"}


def test_question_files_fit_the_model_and_the_library() -> None:
    assert [str(problem) for problem in check_questions(load_questions(), load_library())] == []


@settings(max_examples=4, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), variant=st.sampled_from([0, 1, 2]))
def test_any_way_through_the_questions_ends_in_the_same_deal(seed: int, variant: int) -> None:
    ends_the_same(seed, variant, deep=False)


@pytest.mark.slow
@settings(max_examples=1, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6))
def test_any_way_through_the_deep_dive_ends_in_the_same_deal(seed: int) -> None:
    ends_the_same(seed, 1, deep=True)


def ends_the_same(seed: int, variant: int, deep: bool) -> None:
    wandered = settle(plan(), wander(plan(), fresh(deep=deep), seed, 20), variant)
    # What of the deep dive a pack had asked on the way, and was answered, is asked on the straight way too.
    met = frozenset(one.id for one in plan().asked if one.flow == "deep" and one.id in wandered.asked)
    direct = straight(plan(), replace(fresh(deep=deep), forced=met), variant)
    assert without_sources(wandered.raw) == without_sources(direct.raw)
    texts = [keep.deal_text(replace(now, raw=without_sources(now.raw))) for now in (wandered, direct)]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("path", DEALS, ids=lambda path: path.stem)
def test_a_deal_file_that_no_interview_wrote_is_taken_up_whole(path: Path) -> None:
    raw = json.loads(path.read_text())
    now = look(state_of(raw, plan(), None), plan())
    assert not now.stale and not now.broken and not now.parked
    assert by_id(make_deal(now.raw).model_dump()) == by_id(make_deal(raw).model_dump())


def by_id(value: Any) -> Any:
    """Rows in the order of their ids: two questions ask for the rows of the two sides, so theirs come one after the other."""
    if isinstance(value, dict):
        return {key: by_id(inner) for key, inner in value.items()}
    if isinstance(value, list):
        items = [by_id(item) for item in value]
        return sorted(items, key=lambda item: str(item.get("id"))) if items and isinstance(items[0], dict) else items
    return value
