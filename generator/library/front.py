"""The front matter of each kind of library file, as pydantic models; every scalar arrives as text."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from generator.library.problem import LibraryError, Problem
from generator.library.source import SourceFile
from generator.values import Date, Place, nearest, shown


class Front(BaseModel):
    # An empty list is made by a factory: a plain default would be copied deeply for each of 400 files.
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


def _listed(raw: Any) -> Any:
    return [raw] if isinstance(raw, str) else raw


Words = Annotated[list[str], BeforeValidator(_listed)]


def _named(raw: str) -> str:
    if not re.fullmatch("[a-z][a-z0-9_]{0,39}", raw):
        allowed = "use lower-case letters, digits and “_”, such as “term_sheet”; at most 40 characters"
        raise ValueError(f"“{shown(raw)}” is not a name; {allowed}")
    return raw


# Papers name files and schedules name places in them: nothing that could lead out of a folder, or be two names on one disk.
Name = Annotated[str, AfterValidator(_named)]
Yes = Annotated[bool, BeforeValidator(lambda raw: {"yes": True, "no": False}.get(raw, raw))]


class Survival(Front):
    """From when and for how long a clause outlives the agreement."""

    from_: Literal["termination", "wind_down_end", "last_support", "final_account"] = Field(alias="from")
    for_: str = Field(alias="for")
    why: str | None = None


class RowCell(Front):
    """A default of the exit matrix with its reason and ranges. `value` is what a deal file would write."""

    value: Any
    why: str | None = None
    soft: str | None = None
    hard: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, raw: Any) -> Any:
        if not (isinstance(raw, dict) and "default" in raw):
            return {"value": raw}
        meta = {key: raw[key] for key in ("why", "soft", "hard") if key in raw}
        more = {key: value for key, value in raw.items() if key not in ("default", "why", "soft", "hard")}
        return {"value": {"length": raw["default"], **more} if more else raw["default"], **meta}


class Param(Front):
    """A value one clause alone reads."""

    type: str = "text"
    default: Any = None
    why: str | None = None
    soft: str | None = None
    hard: str | None = None


class Position(Front):
    level: Literal["opening", "acceptable", "walk_away"]
    when: str
    words: str


class ClauseFront(Front):
    id: str = Field(pattern=r"^[a-z]+\.[a-z_]+$")
    title: str
    why: str
    section: str
    order: int
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    when: str | None = None
    uses: Words = Field(default_factory=list)
    needs: Words = Field(default_factory=list)
    conflicts: Words = Field(default_factory=list)
    survives: Survival | None = None
    schedule: str | None = None
    row: dict[str, RowCell] | None = None
    params: dict[str, Param] = Field(default_factory=dict)
    positions: list[Position] = Field(default_factory=list)
    law: Words = Field(default_factory=list)
    defines: Words = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _no(cls, raw: Any) -> Any:
        return {**raw, "survives": None} if isinstance(raw, dict) and raw.get("survives") in ("no", "") else raw


class StepFront(Front):
    id: Name
    title: str
    why: str
    limit: RowCell | None = None
    uses: Words = Field(default_factory=list)


class PassageFront(Front):
    id: Name
    why: str
    uses: Words = Field(default_factory=list)


class DefinitionFront(Front):
    term: str
    forms: Words = Field(default_factory=list)
    defined_in: str | None = None
    uses: Words = Field(default_factory=list)


class SectionFront(Front):
    id: Name
    title: str
    takes: Words


class ScheduleFront(Front):
    id: Name
    title: str


class PaperFront(Front):
    """A paper's skeleton. `body`: whether clauses print their text or their term-sheet lines.

    `base`: it amends another agreement, where clauses and terms it does not hold itself are looked for (`rider.base`).
    `internal`: not for the other side, and every page says so. `about`: it refers to the clauses of that paper.
    `signed: no`: nobody signs it as an agreement, so its pages give its version and not its stage. `findings`: it is drafted
    after the checks ran and reads what they found. `checks`: the beginnings of ids of the checks that a deal needs which
    drafts nothing else; all when left out. `leaves_out`: clauses whose lines are details here; a deal that includes one has it.
    """

    id: Name
    title: str
    why: str
    body: Literal["text", "term_sheet"] = "text"
    compact: Yes = False
    contents: Yes = True
    base: Yes = False
    internal: Yes = False
    signed: Yes = True
    findings: Yes = False
    checks: Words = Field(default_factory=list)
    leaves_out: Words = Field(default_factory=list)
    about: str | None = None
    sections: list[SectionFront]
    schedules: list[ScheduleFront] = Field(default_factory=list)
    disclaimer: str


PenaltyRule = Literal[
    "proportionality", "reasonable_estimate", "genuine_estimate", "court_adjusts", "merchant_strict", "statutory_cap"
]  # fmt: skip
InsolvencyRule = Literal["none", "stay_supplier_only", "stay_all", "void_unless_justified", "void"]


class LawNote(Front):
    topic: str
    text: str
    mark: Literal["V", "K", "U"]


class LawPackFront(Front):
    """The law of one or more places, or a layer: law that several packs share, such as that of the European Union.

    `places`: none for a layer, which is never chosen by itself. `layers`: the packs whose notes and rules are read after its
    own. A rule that is not stated is not known; one of `unverified` is where counsel starts. `agent_notice`, `dealer_notice`:
    the least notice of each year, the last for all that follow. `special_signature`: what signing takes beyond a signature.
    `sources`: what its notes cite.
    """

    id: str
    name: str
    places: Annotated[Words, AfterValidator(lambda places: [Place.parse(place).name for place in places])]
    layers: Words = Field(default_factory=list)
    paper: Literal["A4", "letter"]
    spelling: Literal["en-GB", "en-US"]
    clause_word: str
    date_style: Literal["day-first", "month-first"]
    checked_on: Date
    penalty_rule: PenaltyRule | None = None
    penalty_reaches_non_breach: Yes | None = None
    insolvency_rule: InsolvencyRule | None = None
    post_term_restraint: Literal["reasonableness", "max_1y", "void", "rule_of_reason"] | None = None
    notice_rolls: Yes | None = None
    unverified: Annotated[list[Literal["penalty_rule", "insolvency_rule", "post_term_restraint"]], BeforeValidator(_listed)] = Field(
        default_factory=list
    )
    agent_notice: Words = Field(default_factory=list)
    dealer_notice: Words = Field(default_factory=list)
    special_signature: str | None = None
    sources: Words = Field(default_factory=list)
    notes: list[LawNote] = Field(default_factory=list)


F = TypeVar("F", bound=Front)


def read_front(kind: type[F], source: SourceFile) -> F:
    """Front matter -> model. Raises LibraryError naming each wrong key and its line."""
    try:
        return kind.model_validate(source.front)
    except ValidationError as error:
        problems: list[Problem] = []
        for fault in error.errors():
            where = ".".join(str(step) for step in fault["loc"])
            line = source.key_lines.get(str(fault["loc"][0]), 1) if fault["loc"] else 1
            message = fault["msg"].removeprefix("Value error, ")
            if fault["type"] == "extra_forbidden":
                message = f"unknown key{nearest(str(fault['loc'][-1]), kind.model_fields)}"
            elif fault["type"] == "missing":
                message = "this key is missing"
            problems.append(source.problem(f"`{where}`: {message}", line))
        raise LibraryError(problems) from None
