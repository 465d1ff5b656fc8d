"""The phrases of an exit, all combinations read aloud: tests/golden/phrases.txt. `ACCEPT=1 pytest` writes it anew."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

from generator.deal.trigger import Remedy, UnitKind, Who
from generator.document.hit import Phrase
from generator.document.tree import plain
from generator.library.expression import Path as DealPath
from tests.tiny import trigger_scope

GOLDEN = Path(__file__).parent / "golden" / "phrases.txt"
SCOPES: dict[str, Any] = {
    "whole": "whole",
    "one part": [{"kind": "work_stream"}],
    "two parts": [{"kind": "order"}, {"kind": "territory"}],
    "part or whole": {"parts": [{"kind": "site"}], "or_whole": True},
    "a part in words": [{"kind": "order", "what": "the Work Order concerned"}],
}
NOTICES: dict[str, Any] = {
    "days": "90 days", "a month": "1 month", "none": "none", "on receipt": "on_receipt", "as agreed": "as_agreed", "not stated": "not_stated",
    "open": {"open": "why"}, "by side": {"a": "90 days", "b": "60 days"}, "by side, one open": {"a": "1 day", "b": {"open": "why"}},
    "compound": {"longer_of": ["30 days", "the season"]}, "at least": {"length": {"longer_of": ["30 days", "the season"]}, "at_least": "10 business days"},
    "before the end": {"length": "90 days", "from": "term_end"}, "month end": {"length": "90 days", "ends": "month"}, "from breach notice": {"length": "90 days", "from": "breach_notice"},
}  # fmt: skip
TRANSFER = {"what": "the shares of the other Party in the Joint Company"}


def phrase(name: str, **fields: Any) -> str:
    value = trigger_scope(**fields).look_up(DealPath(("trigger", name))).value
    assert isinstance(value, Phrase)
    return plain(value.inlines)


@cache
def lines() -> tuple[str, ...]:
    return tuple(read_aloud())


def read_aloud() -> Iterator[str]:
    for who in get_args(Who):
        yield f"## {who}"
        for remedy in get_args(Remedy):
            for label, scope in SCOPES.items():
                if remedy in ("buy", "sell") and label != "whole":
                    continue
                yield f"{remedy}, {label}: {phrase('right', who=who, remedy=remedy, scope=scope, transfer=TRANSFER)}."
        for label, notice in NOTICES.items():
            yield f"notice {label}: {phrase('right', who=who, notice=notice)}. It ends {phrase('ends_on', who=who, notice=notice)}."
        for hits in (None, "a", "either"):
            yield f"hits {hits}: {phrase('right', who=who)} if {phrase('subject', who=who, **({'hits': hits} if hits else {}))} is insolvent."
        yield f"other: {phrase('holder', who=who)} tells {phrase('other', who=who)}."
    yield "## units"
    for kind in get_args(UnitKind):
        for who in ("either", "automatic"):
            yield f"{kind}: {phrase('right', who=who, scope=[{'kind': kind}])}."
    yield f"open: {phrase('right', scope={'open': 'why'})}."
    yield f"open: {phrase('right', who='automatic', scope={'open': 'why'})}."
    yield f"open: {phrase('right', remedy='buy', transfer={'open': 'why'})}."
    yield f"open: {phrase('right', remedy='sell')}."


def test_every_right_reads_as_it_did() -> None:
    found = "\n".join(lines()) + "\n"
    if os.environ.get("ACCEPT"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_every_sentence_starts_with_a_capital_or_a_name_and_holds_no_empty_word() -> None:
    for line in lines():
        sentence = line.partition(": ")[2]
        assert line.startswith(("##", "other")) or sentence[0].isupper() or sentence[0] == "[", line
        assert "  " not in line and " ." not in line and "None" not in sentence and "_" not in sentence, line
