"""No customer has said yes yet.

Both sides may love an offering that nobody buys. A signed customer, a paid pilot or a letter is proof; talks and interest are
not. An error where the alliance may be announced right after signing: the world would hear of it before a customer wants it.

Fails:
    alliance.validation: absent
    says: 'No customer has said yes: nothing is written under alliance.validation.'
Fails:
    alliance.validation: good conversations with 4 retailers
    brand.announce: after_signing
    says: 'No customer has said yes: “good conversations with 4 retailers” looks like interest rather than an order, and the alliance may be
      announced right after signing.'
Fails:
    alliance.validation: {open: the pilot starts in May}
    says: 'Cannot check yet: which customer has said yes (alliance.validation) is open.'

Passes:
    alliance.validation: after many conversations, 1 retailer has signed a letter of intent
Passes:
    alliance.validation: 2 clinics have tested the software for 3 months
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.facts import is_change_of_another
from generator.checks.finding import Finding, Level
from generator.checks.view import View
from generator.values import Open

ID = "D-B03"
LEVEL: Level = "warn"
_PATH = "alliance.validation"
_NOBODY = re.compile(r"\b(?:nobody|no[ -]?one|none|not yet|no (?:customer|client|user|retailer|buyer)s?)\b", re.IGNORECASE)
_TALK = re.compile(
    r"\b(?:conversations?|talk(?:s|ed)?|discuss\w*|meetings?|interest\w*|feedback|interviews?|survey\w*|expects?|hopes?|plans? to)\b"
    r"|\b(?:would|might|may)\b",
    re.IGNORECASE,
)
_PROOF = re.compile(
    r"\b(?:sign\w*|paid|pays|pilot\w*|trial\w*|letters?|contract\w*|order\w*|bought|buys|tested|qualified|uses?|using|live|committed|renewed)\b",
    re.IGNORECASE,
)


def check(view: View) -> Iterator[Finding]:
    words, soon = view.deal.alliance.validation, view.deal.brand.announce == "after_signing"
    if is_change_of_another(view):
        return
    if isinstance(words, Open):
        yield Finding(
            ID, "info", f"Cannot check yet: which customer has said yes ({_PATH}) is open.", "Settle it before signing.", (_PATH,)
        )
        return
    if words is None:
        why = f"nothing is written under {_PATH}"
    elif _NOBODY.search(words):
        why = f"it says “{words}”"
    elif _TALK.search(words) and not _PROOF.search(words):
        why = f"“{words}” looks like interest rather than an order"
    else:
        return
    then = ", and the alliance may be announced right after signing" if soon else ""
    yield Finding(
        ID, "error" if soon else LEVEL, f"No customer has said yes: {why}{then}.",
        "Win a paid pilot or a letter first, or make it the first gate and announce after it.",
        (_PATH, "brand.announce") if soon else (_PATH,),
    )  # fmt: skip
