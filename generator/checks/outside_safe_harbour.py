"""Improvements must be given back exclusively, or rights may never be challenged, and Europe is in the territory.

EU and UK competition law keep neither in the safe harbour for technology licences: an exclusive licence or assignment back of
the licensee's improvements, and a duty never to challenge the licensed rights. A non-exclusive licence back is safe; instead
of a ban on challenges, the licence may end when they come. Looks at counsel's own words, and at the clause
ip.no_challenge_covenant where it is printed and bans; a duty to talk first is no ban. The places looked at are the territory and
the members' countries.

Fails:
    special: [{id: s1, title: Improvements, text: Mosaic shall grant back an exclusive licence to its improvements of Harbor Forecast.}]
    says: 'special.s1.text looks like an exclusive grant-back, which EU and UK competition law leave without a safe harbour.'
Fails:
    special: [{id: s1, title: Patents, text: Mosaic shall not challenge the validity of Harbor’s patents.}]
    says: 'special.s1.text looks like a ban on challenging rights, which EU and UK competition law leave without a safe
      harbour.'
Fails:
    clauses.ip.no_challenge_covenant: {include: true, params: {form: exclusive_licences, rights: [the patent EP 1 234 567]}}
    says: 'The clause ip.no_challenge_covenant bans challenges to rights, which EU and UK competition law leave without a safe
      harbour.'

Passes:
    clauses.ip.no_challenge_covenant: {include: true}
Passes:
    special: [{id: s1, title: Improvements, text: Mosaic shall grant back a non-exclusive licence to its improvements.}]
Passes:
    alliance.territory: [United States]
    sides.a.members.m1.country: New York
    special: [{id: s1, title: Patents, text: Mosaic shall not challenge the validity of Harbor’s patents.}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding, Level
from generator.checks.printed import own_words
from generator.checks.view import View
from generator.checks.where import EU, members, territory

ID = "D-I05"
LEVEL: Level = "error"
_COVENANT = "ip.no_challenge_covenant"
_GRANT_BACK = re.compile(
    r"\bgrants? back (?:an|its) exclusive|(?<!non-)\bexclusive(?:ly)? (?:licen[cs]e|grant|rights?)(?:-| )back"
    r"|(?<!non-)\bexclusive grant-?back"
    r"|\bassigns? (?:back )?(?:all |any )?(?:its )?improvements\b|\bgrants? back exclusively",
    re.IGNORECASE,
)
_NO_CHALLENGE = re.compile(
    r"\b(?:shall|may|will|must) (?:not|never) (?:\w+ ){0,3}?(?:challenge|contest|dispute|attack|oppose)s? (?:the )?"
    r"(?:\w+ ){0,3}?(?:validity|ownership|enforceability|patents?|trade ?marks?|rights? in)",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Finding]:
    if not (territory(view) | {place.country for _, _, place in members(view)}) & (EU | {"GB"}):
        return
    harbour = "which EU and UK competition law leave without a safe harbour."
    for path, words in own_words(view):
        for pattern, what, fix in (
            (_GRANT_BACK, "an exclusive grant-back", "Make the licence back non-exclusive."),
            (_NO_CHALLENGE, "a ban on challenging rights", "Let the licence end on a challenge instead: the exit exit.ip_challenge."),
        ):
            if pattern.search(words):
                yield Finding(ID, LEVEL, f"{path} looks like {what}, {harbour}", fix, (path,))
    params = view.bound.params[_COVENANT].values if _COVENANT in view.bound.params else {}
    is_ban = params.get("form") == "exclusive_licences" and params.get("rights")
    if is_ban and any(_COVENANT in drafted.selection.chosen for drafted in view.papers.values()):
        yield Finding(
            ID, LEVEL, f"The clause {_COVENANT} bans challenges to rights, {harbour}",
            "Leave it out and let the licence end on a challenge instead: the exit exit.ip_challenge.", (f"clauses.{_COVENANT}",),
        )  # fmt: skip
