"""Calendars of working days by place. The holidays come from the library `holidays`, which is read only when a date needs it.

A place is one a deal names for its business days: a city (“London”), a country (“Japan”), or both (“Lyon, France”).
"""

from __future__ import annotations

from msgspec import Struct

import datetime
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from holidays import HolidayBase

_READING = Lock()

# Places the zone table does not know, or whose banks keep the holidays of a region. In the United States these are the federal
# holidays everywhere, by which banks go.
_PLACES = """
AE Abu Dhabi; AE Dubai; AU-ACT Canberra; AU-NSW Sydney, New South Wales; AU-QLD Brisbane, Queensland; AU-SA Adelaide;
AU-VIC Melbourne, Victoria; AU-WA Perth, Western Australia; BE Antwerp; BE Ghent; CA-AB Calgary, Edmonton, Alberta;
CA-BC Vancouver, British Columbia; CA-ON Toronto, Ottawa, Ontario; CA-QC Montreal, Québec, Quebec; CH-BS Basel; CH-BE Bern;
CH-GE Geneva; CH-ZH Zurich, Zürich; CN Beijing, Shenzhen, Guangzhou; DE-BE Berlin; DE-BW Stuttgart, Baden-Württemberg;
DE-BY Munich, Nuremberg, Bavaria; DE-HE Frankfurt, Frankfurt am Main, Hesse; DE-HH Hamburg; DE-HB Bremen;
DE-NW Cologne, Düsseldorf, Dortmund, Essen, North Rhine-Westphalia; DE-SN Leipzig, Dresden, Saxony; ES-CT Barcelona;
ES-MD Madrid; FR Lyon, Marseille, Toulouse, Lille, Nantes; GB-ENG London, City of London, Manchester, Birmingham, Leeds, Bristol,
Cambridge, Oxford, York, England, England and Wales; GB-WLS Cardiff, Wales; GB-SCT Edinburgh, Glasgow, Aberdeen, Scotland;
GB-NIR Belfast, Northern Ireland; IE Cork; IL Tel Aviv, Haifa; IN-DL New Delhi, Delhi; IN-KA Bangalore, Bengaluru;
IN-MH Mumbai, Pune; IT Milan, Turin, Bologna; JP Osaka, Nagoya, Kyoto; KR Busan; NL Rotterdam, The Hague, Utrecht, Eindhoven;
PL Krakow; SE Gothenburg; US New York City, New York, Boston, San Francisco, San Jose, Palo Alto, San Diego, Seattle, Washington,
Washington DC, Houston, Dallas, Austin, Atlanta, Miami, Philadelphia, Wilmington, Minneapolis, California, Delaware, Texas,
Massachusetts, Illinois, Florida, New Jersey, Georgia (US)
"""


class NoCalendar(LookupError):
    """The calendar holds nothing for a year: the date cannot be counted, and is not guessed."""


class Calendar(Struct, frozen=True):
    """Whose holidays a place keeps: a country and, where the banks go by it, a region."""

    place: str
    country: str
    region: str | None = None

    def off(self, day: datetime.date) -> str:
        """Why a day is no working day there: “a Saturday”, “Good Friday”; empty on a working day. Raises NoCalendar."""
        holidays, weekend = _year(self.country, self.region, day.year)
        if not holidays:
            raise NoCalendar(f"no holidays are known for {self.place} in {day.year}")
        if day in holidays:
            return holidays[day]
        return f"a {day:%A}" if day.weekday() in weekend else ""


@cache
def calendar_of(place: str) -> Calendar | None:
    """The calendar of a place, or None for a place nobody knows.

    >>> calendar_of("London"), calendar_of("Tokyo"), calendar_of("Atlantis")
    (Calendar(place='London', country='GB', region='ENG'), Calendar(place='Tokyo', country='JP', region=None), None)
    >>> calendar_of("Lyon, France").country
    'FR'
    """
    for words in (place, *place.split(",")):
        code = _table().get(words.strip().casefold())
        if code:
            country, _, region = code.partition("-")
            return Calendar(place, country, region or None)
    return None


def has_year(calendar: Calendar, year: int) -> bool:
    """Whether holidays are known for a year."""
    return bool(_year(calendar.country, calendar.region, year)[0])


def last_year(calendar: Calendar) -> int:
    """The last year for which holidays are known."""
    return _holidays(calendar.country, calendar.region).end_year


def is_business_day(day: datetime.date, calendars: Sequence[Calendar], logic: Literal["all_open", "any_open"] = "all_open") -> bool:
    """Whether a day is a working day in all the places, or in any. Raises NoCalendar.

    >>> bank_holiday, both = datetime.date(2026, 8, 31), [calendar_of("London"), calendar_of("New York City")]
    >>> is_business_day(bank_holiday, both), is_business_day(bank_holiday, both, "any_open")
    (False, True)
    """
    working = (not calendar.off(day) for calendar in calendars)
    return any(working) if logic == "any_open" else all(working)


def next_business_day(
    day: datetime.date, calendars: Sequence[Calendar], logic: Literal["all_open", "any_open"] = "all_open"
) -> datetime.date:
    """The day itself if it is a business day, otherwise the next one. Raises NoCalendar.

    >>> next_business_day(datetime.date(2026, 12, 25), [calendar_of("London"), calendar_of("New York City")]).isoformat()
    '2026-12-29'
    """
    while not is_business_day(day, calendars, logic):
        day += datetime.timedelta(days=1)
    return day


def add_business_days(
    day: datetime.date, n: int, calendars: Sequence[Calendar], logic: Literal["all_open", "any_open"] = "all_open"
) -> datetime.date:
    """So many business days after a day, the day itself excluded. Raises NoCalendar.

    >>> add_business_days(datetime.date(2026, 11, 16), 10, [calendar_of("London"), calendar_of("New York City")]).isoformat()
    '2026-12-01'
    """
    while n:
        day += datetime.timedelta(days=1)
        n -= is_business_day(day, calendars, logic)
    return day


@cache
def _table() -> dict[str, str]:
    """Place -> code: our own names, then countries and the cities of the time zones."""
    from babel import Locale
    from babel.core import get_global

    table = {city.rpartition("/")[2].replace("_", " ").casefold(): code for city, code in get_global("zone_territories").items()}
    table |= {name.casefold(): code for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    table |= {"usa": "US", "united states of america": "US", "hong kong": "HK", "great britain": "GB-ENG", "united kingdom": "GB-ENG"}
    for line in _PLACES.replace("\n", " ").split(";"):
        code, _, names = line.strip().partition(" ")
        table |= {name.strip().casefold(): code for name in names.split(",")}
    return table


@cache
def _year(country: str, region: str | None, year: int) -> tuple[dict[datetime.date, str], frozenset[int]]:
    """The holidays of a year and the days of the weekend; no holidays where none are known."""
    try:
        found = _holidays(country, region, year)
    except NotImplementedError:
        return {}, frozenset()
    return dict(found), frozenset(found.weekend)


def _holidays(country: str, region: str | None, year: int | None = None) -> HolidayBase:
    """The holidays of a country as the library has them. Raises NotImplementedError for a country or region it does not know.

    Its package of countries reads all 250 of them when one is asked for, a tenth of a second: while this one is read, an empty
    package stands in its place.
    """
    import holidays

    name = "holidays.countries"
    if name in sys.modules:
        return holidays.country_holidays(country, subdiv=region, years=year, language="en_US")
    with _READING:
        package = sys.modules[name] = ModuleType(name)
        package.__path__ = [str(Path(holidays.__path__[0]) / "countries")]
        try:
            return holidays.country_holidays(country, subdiv=region, years=year, language="en_US")
        finally:
            del sys.modules[name]
