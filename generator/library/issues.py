"""What a paper drafted after the checks may read: what is open, what is missing, what the checks found, what blocks signing.

These are shapes of words only, so that a text can be held to the names below when the library is loaded; the checks fill
them. A paper that was drafted without a run of the checks has `checked` false and nothing else.
"""

from __future__ import annotations

from generator.deal.part import Item, ListOf, Part


class Unsettled(Item):
    """A value that is open, or that a paper needs and the deal does not say. `where`: the section of a paper it prints in."""

    what: str
    where: str
    note: str | None = None
    path: str


class Found(Item):
    """What a check found, with what to do. `where` as for a value; `accepted`: by whom, when, why."""

    check: str
    level: str
    message: str
    fix: str
    where: str
    accepted: str | None = None


class Blocker(Item):
    """One reason why the papers cannot be signed. `level` and `fix` are those of the finding it rests on, if it rests on one."""

    reason: str
    where: str
    level: str | None = None
    fix: str | None = None


class Issues(Part):
    """What blocks signing is told there and not again among the findings by level."""

    checked: bool = False
    papers: list[str] = []
    blockers: ListOf[Blocker] = []
    open_values: ListOf[Unsettled] = []
    missing: ListOf[Unsettled] = []
    unsure: ListOf[Unsettled] = []
    points: list[str] = []
    blocks: ListOf[Found] = []
    errors: ListOf[Found] = []
    warnings: ListOf[Found] = []
    information: ListOf[Found] = []
    accepted: ListOf[Found] = []


NONE = Issues()
