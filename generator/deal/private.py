"""The private file of a deal, `NAME.private.json` beside `NAME.json`: what one side keeps to itself.

It is read for the counsel copy alone. No paper needs it: the deal file by itself drafts every one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from generator.deal.alliance import SideName
from generator.deal.deal import Deal
from generator.deal.part import Part
from generator.deal.read import DealError, Fault, make, parse_object, read_text
from generator.values import Date, Slug, Text

# Several words on one clause are a list; one alone may be written without brackets.
Notes = Annotated[list[Text], BeforeValidator(lambda raw: [raw] if isinstance(raw, str) else raw)]


class Reached(Part):
    """Where the talks on a clause stand."""

    level: Literal["opening", "acceptable", "walk_away"]
    words: Text | None = Field(None, description="What was offered or agreed.")
    on: Date | None = None


class Override(Part):
    """A value this side changed against the advice of the library."""

    instead_of: Text = Field(description="What the library or the interview proposed.")
    because: Text
    by: Text | None = None
    on: Date | None = None


class KeptReply(Part):
    """An answer of the interview as it is kept; `generator/interview/state.py` says what each key means."""

    state: Literal["answered", "default", "open", "partner", "skipped"]
    value: dict[str, Any] = {}
    note: str = ""
    basis: str = ""
    parked: bool = False
    by: str = ""
    on: str = ""


class Talk(Part):
    """An interview as it stood when it was left. `written`, `before`: SHA-256 of the deal file of the last save and the one
    before it, so that a file changed by hand since is noticed."""

    at: str = ""
    deep: bool = False
    forced: list[str] = []
    fill: bool = False
    base: dict[str, Any] = {}
    replies: dict[str, KeptReply] = {}
    written: str = ""
    before: str = ""


class Private(Part):
    """One side's own file. Keys of the tables are ids of clauses (`exit.convenience`) or places of the deal (`term.lock_in`)."""

    pactwright_private: Literal[1] = Field(1, description="Version of the format of the private file.")
    deal: Slug = Field(description="Id of the deal it belongs to.")
    side: SideName | None = Field(None, description="Whose file it is.")
    posture: Text | None = Field(None, description="How this side goes into the talks.")
    notes: dict[Text, Notes] = {}
    positions: dict[Text, Reached] = Field(default={}, description="Where the talks stand, clause by clause.")
    walk_aways: dict[Text, Text] = Field(default={}, description="Where this side leaves the table.")
    overrides: dict[Text, Override] = {}
    answers: dict[Text, Notes] = Field(default={}, description="This side’s own answers, before both were aligned.")
    interview: Talk | None = Field(None, description="Kept by `pactwright interview`; not written by hand.")


def private_path(path: Path) -> Path:
    """Where the private file of a deal file is.

    >>> private_path(Path("deals/harbor.json")).as_posix()
    'deals/harbor.private.json'
    """
    return path.with_name(f"{path.name.removesuffix('.json')}.private.json")


def read_private(path: Path | str, deal: Deal) -> Private:
    """A private file -> Private. Raises DealError, also for a file that belongs to another deal."""
    text = read_text(path)
    private = make(Private, parse_object(text, str(path), "a private file"), str(path), text)
    if private.deal != deal.id:
        raise DealError(
            [
                Fault(
                    "/deal",
                    f"this file belongs to the deal “{private.deal}”, and the deal drafted is “{deal.id}”; keep each beside its own",
                    str(path),
                )
            ]
        )
    return private
