"""Working days by place, and the checks that count an age to a day."""

from __future__ import annotations

import datetime
from tests.changed import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks import View, checks
from generator.exit import add, subtract
from generator.exit.calendar import Calendar, NoCalendar, add_business_days, calendar_of, has_year, is_business_day, next_business_day
from generator.values import Duration
from tests.test_checks import sample

DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2040, 12, 31))


def calendars(*places: str) -> list[Calendar]:
    found = [calendar_of(place) for place in places]
    assert all(found)
    return [one for one in found if one]


@pytest.mark.parametrize(
    ("place", "country", "region"),
    [
        ("London", "GB", "ENG"), ("new york city", "US", None), ("Munich", "DE", "BY"), ("Tokyo", "JP", None), ("Toronto", "CA", "ON"),
        ("San Francisco", "US", None), ("Lyon, France", "FR", None), ("Ireland", "IE", None), ("Edinburgh, Scotland", "GB", "SCT"),
    ],
)  # fmt: skip
def test_places(place: str, country: str, region: str | None) -> None:
    assert calendar_of(place) == Calendar(place, country, region)
    assert has_year(calendars(place)[0], 2027)


def test_business_days_of_two_places() -> None:
    """10 business days from a Monday in November: Thanksgiving counts for New York, not for London."""
    monday = datetime.date(2026, 11, 16)
    assert add_business_days(monday, 10, calendars("London", "New York City")) == datetime.date(2026, 12, 1)
    assert add_business_days(monday, 10, calendars("London")) == datetime.date(2026, 11, 30)
    assert add_business_days(datetime.date(2027, 6, 7), 10, calendars("London", "New York City")) == datetime.date(2027, 6, 22)


def test_weekend_is_that_of_the_place() -> None:
    friday = datetime.date(2026, 3, 6)
    assert not is_business_day(friday, calendars("Riyadh"))
    assert is_business_day(friday, calendars("London"))


def test_a_year_without_holidays_is_not_guessed() -> None:
    assert not has_year(calendars("London")[0], 2150)
    with pytest.raises(NoCalendar, match="no holidays are known for London in 2150"):
        is_business_day(datetime.date(2150, 3, 2), calendars("London"))


@settings(max_examples=40, deadline=None)
@given(DAYS, st.integers(0, 40))
def test_another_place_never_shortens_a_period(day: datetime.date, n: int) -> None:
    assert add_business_days(day, n, calendars("London")) <= add_business_days(day, n, calendars("London", "Tokyo"))


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_a_day_moves_to_a_business_day(day: datetime.date) -> None:
    moved = next_business_day(day, calendars("Munich", "Toronto"))
    assert moved >= day
    assert is_business_day(moved, calendars("Munich", "Toronto"))


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(0, 400), st.sampled_from(["day", "week", "business day"]))
def test_counting_back_undoes_counting_on(day: datetime.date, n: int, unit: str) -> None:
    while day.weekday() > 4:
        day += datetime.timedelta(days=1)
    length = Duration(n, unit)  # type: ignore[arg-type]  # one of the units
    assert subtract(add(day, length), length) == day


def messages(id: str, view: View) -> list[str]:
    return [finding.message for finding in checks()[id].check(view)]


def test_old_draft() -> None:
    view = sample({"term.effective": "2026-06-01"})
    assert messages("D-B10", view) == []
    late = replace(view, as_of=datetime.date(2026, 4, 2))
    assert messages("D-B10", late) == ["The draft of 2 February 2026 is 59 days old and unsigned: it may have stalled."]


def test_no_plan_a_month_after_the_start() -> None:
    late = replace(sample({}), as_of=datetime.date(2026, 4, 2))
    expected = "The alliance began more than 30 days ago, on 1 March 2026, and the deal has no joint business plan."
    assert expected in messages("D-B08", late)
