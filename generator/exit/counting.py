"""Counting of dates. Months go by the corresponding date, else the last day of the month (Dodds v Walker [1981] 1 WLR 1027)."""

from __future__ import annotations

import calendar
import datetime

from generator.values import Duration

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day-number so many months later; the last day of that month if there is none. Not sticky.

    >>> add_months(datetime.date(2026, 11, 30), 3), add_months(datetime.date(2027, 2, 28), 1)
    (datetime.date(2027, 2, 28), datetime.date(2027, 3, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add(day: datetime.date, length: Duration) -> datetime.date:
    """A length after a day, the day of the event excluded. Business days are counted as Monday to Friday, without holidays.

    >>> add(datetime.date(2027, 3, 1), Duration(90, "day")), add(datetime.date(2027, 3, 1), Duration(3, "month"))
    (datetime.date(2027, 5, 30), datetime.date(2027, 6, 1))
    """
    if length.unit in _MONTHS:
        return add_months(day, length.n * _MONTHS[length.unit])
    if length.unit == "business day":
        left = length.n
        while left:
            day += datetime.timedelta(days=1)
            left -= day.weekday() < 5
        return day
    days = {"day": length.n, "week": 7 * length.n, "hour": -(-length.n // 24)}[length.unit]
    return day + datetime.timedelta(days=days)


def subtract(day: datetime.date, length: Duration) -> datetime.date:
    """A length before a day, counted back as `add` counts on.

    >>> subtract(datetime.date(2029, 2, 28), Duration(90, "day")), subtract(datetime.date(2029, 2, 28), Duration(3, "month"))
    (datetime.date(2028, 11, 30), datetime.date(2028, 11, 28))
    """
    if length.unit in _MONTHS:
        return add_months(day, -length.n * _MONTHS[length.unit])
    if length.unit == "business day":
        left = length.n
        while left:
            day -= datetime.timedelta(days=1)
            left -= day.weekday() < 5
        return day
    return day - (add(day, length) - day)


def last_day(start: datetime.date, length: Duration) -> datetime.date:
    """Last day of a term that starts on a day: the first day counts.

    >>> last_day(datetime.date(2026, 3, 1), Duration(36, "month"))
    datetime.date(2029, 2, 28)
    """
    return add(start, length) - datetime.timedelta(days=1)
