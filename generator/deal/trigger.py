"""One row of the exit matrix: who may do what on which event, after which steps, with which notice, for which fee, and then what.

The model can say what we would advise against (an automatic end, a one-sided right, no cure): the checks warn.
A field left out comes from the `row` of the trigger's clause file.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from generator.deal.part import Item, ListOf, Part
from generator.values import (
    COMPOUND_SCHEMA, Compound, Duration, Moment, Open, OrOpen, Slug, Text, Words, is_open, nearest, parse_period, wrong,
)  # fmt: skip

Class = Literal["no_fault", "fault", "external"]
Who = Literal[
    "either", "both", "a", "b", "innocent", "unaffected", "other", "payee", "challenged", "automatic", "either_except_causer",
]  # fmt: skip
When = Literal["whole_life", "before_closing", "after_closing"]
Remedy = Literal["end", "suspend", "lose_exclusivity", "reduce", "step_in", "buy", "sell", "re_price"]
IpAfter = Literal["both", "innocent_only", "licensee_keeps", "challenger_loses", "as_lawful", "neither", "as_agreed"]
ExclusivityEnds = Literal["term_end", "notice", "decision", "cure_end", "termination", "as_agreed"]
Linked = Literal["nothing", "may_end", "ends", "must_follow"]
UnitKind = Literal[
    "product", "territory", "work_stream", "order", "site", "customer", "shares", "commitment", "new_business_only", "closing",
]  # fmt: skip


class BySide(Part):
    """A length that differs by the side that uses it."""

    a: OrOpen[Duration]
    b: OrOpen[Duration]


def _length(*rules: str, by_side: bool = False) -> Any:
    """A parser for a cell that is one of a few words, a length or, `by_side`, a length for each side."""

    def parse(raw: object) -> Any:
        if isinstance(raw, Duration | Compound | BySide | Open) or (isinstance(raw, str) and raw in rules):
            return raw
        if is_open(raw):
            return Open.parse(raw)
        if by_side and isinstance(raw, dict) and set(raw) == {"a", "b"}:
            return BySide(a=raw["a"], b=raw["b"])
        try:
            return parse_period(raw)
        except ValueError as error:
            listed = ", ".join(f"“{rule}”" for rule in rules)
            each = ', or one for each side: {"a": "90 days", "b": "60 days"}' if by_side else ""
            meant = nearest(raw, rules) if isinstance(raw, str) else ""
            meant = meant or ("; nearest" + str(error).partition("; nearest")[2] if "; nearest" in str(error) else "")
            raise wrong("allowed here", raw, f"write {listed}{',' if each else ' or'} a length such as “90 days”{each}{meant}") from None

    return parse


def _length_schema(*rules: str, by_side: bool = False) -> dict[str, Any]:
    either = {"anyOf": [Duration.json_schema(), Open.json_schema()]}
    each: dict[str, Any] = {
        "type": "object", "description": "A length for each side.", "properties": {"a": either, "b": either}, "required": ["a", "b"],
        "additionalProperties": False,
    }  # fmt: skip
    whole = [{"enum": list(rules)}, Duration.json_schema(), COMPOUND_SCHEMA, Open.json_schema()]
    return {"anyOf": [*whole, each] if by_side else whole}


NoticeLength = Annotated[
    Duration | Compound | BySide | Open | Literal["none", "on_receipt", "as_agreed", "not_stated"],
    Words(
        "NoticeLength",
        _length("none", "on_receipt", "as_agreed", "not_stated", by_side=True),
        _length_schema("none", "on_receipt", "as_agreed", "not_stated", by_side=True),
    ),
]
CureLength = Annotated[
    Duration | Compound | BySide | Open | Literal["none"],
    Words("CureLength", _length("none", by_side=True), _length_schema("none", by_side=True)),
]
CureTime = Annotated[
    Duration | Compound | BySide | Open | Literal["none"],
    Words("CureTime", _length("none", by_side=True), _length_schema("none", by_side=True)),
]
WindDownLength = Annotated[
    Duration | Compound | Open | Literal["none", "life_of_contracts"],
    Words("WindDownLength", _length("none", "life_of_contracts"), _length_schema("none", "life_of_contracts")),
]
LockInLength = Annotated[
    Duration | Open | Literal["none", "deal"],
    Words("LockInLength", _length("none", "deal"), _length_schema("none", "deal")),
]
WindowLength = Annotated[
    Duration | Open | Literal["none"],
    Words("WindowLength", _length("none"), _length_schema("none")),
]


def _short(key: str) -> Any:
    """Accept the short form of a cell: "30 days" for {"time": "30 days"}."""

    def expand(raw: Any) -> Any:
        if isinstance(raw, dict) and (set(raw) <= {"a", "b"} or set(raw) <= {"open"} or set(raw) <= {"longer_of", "shorter_of"}):
            return {key: raw}
        return {key: raw} if isinstance(raw, str) else raw

    return expand


class NoticeTerm(Part):
    """How the exit is notified. `length` runs `from_`; the end may have to fall on the end of a month, quarter or year."""

    SHORT: ClassVar[tuple[str | dict[str, Any], ...]] = ("length",)

    length: NoticeLength = "on_receipt"
    at_least: OrOpen[Duration] | None = None
    at_most: OrOpen[Duration] | None = Field(None, description="The notice may name a later date, but no later than this.")
    from_: Literal["receipt", "breach_notice", "term_end"] = Field("receipt", alias="from")
    ends: Literal["day", "month", "quarter", "year"] = "day"

    _expand = model_validator(mode="before")(_short("length"))


class CureClass(Item):
    """One class of breach with its own time to cure."""

    breach: OrOpen[Text] = Field(alias="class")
    time: CureTime


class CureExtension(Part):
    by: OrOpen[Duration]
    when: OrOpen[Text] = Field(description="In words that finish “if …”.")


class Cure(Part):
    """The time to put an event right. Classes come first, `time` is for the rest."""

    SHORT: ClassVar[tuple[str | dict[str, Any], ...]] = ("time",)
    ALSO: ClassVar[dict[str, str]] = {"otherwise": "time"}

    time: CureLength = "none"
    classes: ListOf[CureClass] = []
    none_for: list[Text] = Field(default=[], description="Breaches that cannot be cured.")
    extension: CureExtension | None = None
    paused_by: list[Text] = Field(default=[], description="What stops the clock, in words: “a dispute resolution step under way”.")
    met_by: OrOpen[Text] | None = Field(None, description="What counts as cure besides cure: “an accepted plan that is kept”.")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, raw: Any) -> Any:
        raw = _short("time")(raw)
        if isinstance(raw, dict) and "otherwise" in raw:
            raw = {"time": raw["otherwise"], **{k: v for k, v in raw.items() if k != "otherwise"}}
        return raw


class LockIn(Part):
    """`deal` is the lock-in of `term.lock_in`; a trigger may have its own, and exceptions to it."""

    SHORT: ClassVar[tuple[str | dict[str, Any], ...]] = ("until",)

    until: LockInLength = "none"
    exceptions: list[Text] = []

    _expand = model_validator(mode="before")(_short("until"))


class WindDownTerm(Part):
    """How long the wind-down lasts after this exit, and whether somebody may choose to have none."""

    SHORT: ClassVar[tuple[str | dict[str, Any], ...]] = ("length",)

    length: WindDownLength = "none"
    at_option_of: Literal["innocent", "other", "a", "b"] | None = None

    _expand = model_validator(mode="before")(_short("length"))


class Step(Item):
    """A step that must be taken first; `step` names a file of clause_library/steps."""

    step: Slug
    limit: OrOpen[Duration] | None = None


class Window(Part):
    """Use it or lose it: the right lapses for this occurrence if no notice is received in time. `none`: it does not lapse."""

    SHORT: ClassVar[tuple[str | dict[str, Any], ...]] = ("time",)

    time: WindowLength
    from_: OrOpen[Text] = Field("the date on which the right arises", alias="from", description="The event it runs from, in words.")

    _expand = model_validator(mode="before")(_short("time"))


class Unit(Item):
    """A part of the deal that can end alone."""

    kind: UnitKind
    what: OrOpen[Text] | None = Field(None, description="Which: “the Work Order concerned”.")


class Scope(Part):
    """What ends: the whole, or named parts with the rest staying in force."""

    SHORT: ClassVar[tuple[str | dict[str, Any], ...]] = ({"const": "whole"}, "parts")

    parts: ListOf[Unit] = []
    or_whole: bool = Field(False, description="Whoever ends may choose the whole instead.")
    stays: OrOpen[Text] | None = Field(None, description="What goes on, in words.")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, raw: Any) -> Any:
        if isinstance(raw, str):
            if raw != "whole":
                raise wrong("a scope", raw, 'write “whole” or {"parts": [{"kind": "order", "what": "…"}]}')
            return {}
        return {"parts": raw} if isinstance(raw, list) else raw


class Counting(Part):
    """An event that counts only when it has happened often enough."""

    times: int = Field(ge=1, le=100)
    within: OrOpen[Duration]


class Transfer(Part):
    """What is bought or sold where the remedy is buy or sell."""

    what: OrOpen[Text]
    price: OrOpen[Text] | None = Field(None, description="An amount, or the rule that gives it, in words.")
    completion_within: OrOpen[Duration] | None = None


class LicenceAfter(Item):
    """What becomes of one licence after this exit, where that differs from the rule of the deal."""

    what: OrOpen[Text] = Field(description="What is licensed, in words that follow “the licence for”.")
    of: Literal["a", "b", "both"] = Field(description="Who holds the licence.")
    becomes: Literal["ends", "stays", "perpetual", "royalty_free", "royalty_bearing"]
    royalty: OrOpen[Text] | None = Field(None, description="Where it bears one from then on: the rate, or the rule that gives it.")
    excepted: OrOpen[Text] | None = Field(None, description="For a licence that ends: what of it goes on.")
    unless: OrOpen[Text] | None = Field(None, description="When it stays as it is, in words that follow “unless”.")


def _fee_id(raw: object) -> str | Open:
    if is_open(raw) or isinstance(raw, Open):
        return raw if isinstance(raw, Open) else Open.parse(raw)
    if isinstance(raw, str) and raw.strip():
        return raw
    raise wrong("a fee", raw, "write “none”, “damages_only”, “as_agreed” or the id of an element of “fees”")


FeeId = Annotated[str | Open, Words("FeeId", _fee_id, {"anyOf": [{"type": "string", "minLength": 1}, Open.json_schema()]})]


class Trigger(Item):
    """One way out."""

    kind: str = Field(description="Id of a clause file such as “exit.material_breach”, or “custom” with your own words in `event`.")
    title: OrOpen[Text] | None = None
    event: OrOpen[Text] | None = Field(
        None, description="For a custom trigger: the event, in words that finish “if …”. For others: words that replace the standard event."
    )
    class_: Class | None = Field(None, alias="class")
    who: Who | None = None
    hits: Literal["a", "b", "either"] | None = Field(None, description="Whose event it is, where `who` does not say so.")
    when: When | None = None
    not_before: OrOpen[Moment] | None = None
    not_after: OrOpen[Moment] | None = None
    window: OrOpen[Window] | None = None
    steps: ListOf[Step] | None = None
    counting: Counting | None = None
    tests: list[Slug] | None = Field(None, description="Ids of the KPIs or gates it is about.")
    conditions: list[OrOpen[Text]] | None = Field(None, description="Further conditions, each in words that finish “if …”.")
    barred_if: list[OrOpen[Text]] | None = Field(None, description="When the right cannot be used, in words that finish “if …”.")
    cure: OrOpen[Cure] | None = None
    notice: OrOpen[NoticeTerm] | None = None
    lock_in: OrOpen[LockIn] | None = None
    remedy: Remedy | None = None
    scope: OrOpen[Scope] | None = None
    transfer: OrOpen[Transfer] | None = None
    instead: OrOpen[Text] | None = Field(None, description="What the holder may choose instead, in words.")
    fee: FeeId | None = Field(None, description="none, damages_only, as_agreed, or the id of a fee.")
    exclusive_remedy: bool | None = None
    ip_after: IpAfter | None = None
    licences: ListOf[LicenceAfter] | None = Field(None, description="Licences this exit changes, each by itself.")
    exclusivity_ends: ExclusivityEnds | None = None
    wind_down: OrOpen[WindDownTerm] | None = None
    linked: Linked | None = None
    note: OrOpen[Text] | None = Field(None, description="A further term of this exit, as a whole sentence.")
    params: dict[str, Any] | None = Field(None, description="Parameters its clause file declares, for this trigger alone.")
