"""Which countries and laws a deal touches, as far as it says so."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.view import View
from generator.library import LawPack
from generator.values import Open, Place

# The member states of the European Union, by ISO 3166.
EU = frozenset(["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
                "NL", "PL", "PT", "RO", "SE", "SI", "SK"])  # fmt: skip
_REGIONS = {
    "european union": EU, "eu": EU, "europe": EU | {"GB"}, "eea": EU, "european economic area": EU, "emea": EU | {"GB"},
    "worldwide": EU | {"GB", "US"}, "the world": EU | {"GB", "US"}, "global": EU | {"GB", "US"}, "north america": frozenset({"US", "CA"}),
}  # fmt: skip


def countries_of(words: str) -> frozenset[str]:
    """The countries of a place or a region written by its name; none for other words.

    >>> countries_of("New York"), countries_of("North America") == {"US", "CA"}, countries_of("our usual markets")
    (frozenset({'US'}), True, frozenset())
    """
    if words.casefold() in _REGIONS:
        return _REGIONS[words.casefold()]
    try:
        return frozenset({Place.parse(words.removeprefix("the ")).country})
    except ValueError:
        return frozenset()


def territory(view: View) -> frozenset[str]:
    """Countries of the territory."""
    return view.once(_territory)


def _territory(view: View) -> frozenset[str]:
    places = view.deal.alliance.territory
    return frozenset().union(*map(countries_of, places)) if isinstance(places, list) else frozenset()


def members(view: View) -> Iterator[tuple[str, str, Place]]:
    """Path of the country, short name of the side, and the country of each member that says it."""
    sides = view.deal.sides
    for name, side in (("a", sides.a), ("b", sides.b)):
        for member in side.members:
            if isinstance(member.country, Place):
                yield f"sides.{name}.members.{member.id}.country", side.short, member.country


def pack_of_country(view: View, place: Place) -> LawPack | None:
    """The law pack of a place, else of another part of the same country: for law that is the same in all of it."""
    exact = view.bound.library.law_pack(place.name)
    if exact.front.places:
        return exact
    packs = view.bound.library.law_packs.values()
    return next((pack for pack in packs if any(place.country in countries_of(one) for one in pack.front.places)), None)


def packs(view: View) -> list[LawPack]:
    """The law packs that matter to the deal: of the governing law, of those the deal lists, and of the members' countries."""
    return view.once(_packs)


def _packs(view: View) -> list[LawPack]:
    listed = [view.bound.library.law_packs[id] for id in view.deal.law.packs if id in view.bound.library.law_packs]
    own = [] if view.deal.law.governing is None or isinstance(view.deal.law.governing, Open) else [view.law_pack]
    found = [*own, *listed, *(view.bound.library.law_pack(place.name) for _, _, place in members(view))]
    return list({pack.front.id: pack for pack in found if pack.front.id != "none"}.values())
