"""Places: countries by their English name, and parts of countries that have a law of their own."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar


from generator.values.text import nearest
from generator.values.word_value import WordValue, wrong

# Parts of a country with their own contract law, each with its country (ISO 3166).
_PARTS: dict[str, str] = {
    "GB": "England and Wales, Scotland, Northern Ireland",
    "US": "Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, District of Columbia, Florida, "
    "Georgia (US), Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, "
    "Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York, "
    "North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, "
    "Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming",
    "CA": "Alberta, British Columbia, Manitoba, New Brunswick, Newfoundland and Labrador, Nova Scotia, Ontario, "
    "Prince Edward Island, Quebec, Saskatchewan",
    "AU": "New South Wales, Victoria, Queensland, South Australia, Western Australia, Tasmania, "
    "Australian Capital Territory, Northern Territory",
    "AE": "DIFC, ADGM, Abu Dhabi, Dubai",
}
_ALSO = {
    "USA": "United States", "United States of America": "United States", "UK": "United Kingdom",
    "Great Britain": "United Kingdom", "England": "England and Wales", "UAE": "United Arab Emirates",
    "Hong Kong": "Hong Kong SAR China", "Russian Federation": "Russia", "Korea": "South Korea",
    "Czech Republic": "Czechia", "The Netherlands": "Netherlands", "Republic of Ireland": "Ireland",
    "People's Republic of China": "China", "PRC": "China", "Turkey": "Türkiye",
}  # fmt: skip


class Place(WordValue, frozen=True):
    """A country, or a part of one with its own law.

    >>> Place.parse("England").name, Place.parse("New York").country
    ('England and Wales', 'US')
    """

    name: str
    country: str

    EXAMPLES: ClassVar[tuple[Any, ...]] = ("Germany", "England and Wales", "New York")
    DESCRIPTION: ClassVar[str] = "A country or a part of one that has its own law, by its English name."

    @classmethod
    def parse(cls, raw: object) -> Place:
        if isinstance(raw, str):
            name = _ALSO.get(raw.strip(), raw.strip())
            if name in _places():
                return cls(name, _places()[name])
            hint = nearest(name, [*_places(), *_ALSO])
        else:
            hint = ""
        raise wrong("a place we know", raw, f"write a country, or a state or region with its own law, in English{hint}")

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Every place we know, in order."""
        return tuple(sorted(_places()))

    def words(self) -> str:
        return self.name

    def __str__(self) -> str:
        return {"Hong Kong SAR China": "Hong Kong", "Georgia (US)": "Georgia"}.get(self.name, self.name)


@cache
def _places() -> dict[str, str]:
    from babel import Locale

    countries = {name: code for code, name in Locale("en").territories.items() if len(code) == 2 and code not in ("EU", "EZ", "UN", "ZZ")}
    parts = {name.strip(): code for code, names in _PARTS.items() for name in names.split(",")}
    return {**countries, **parts}
