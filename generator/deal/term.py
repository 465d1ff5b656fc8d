"""How long, and how it is renewed. The lock-in has its home here."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from generator.deal.part import Item, ListOf, Part, empty
from generator.values import Date, Duration, Open, OrOpen, Text, Words, wrong


class Condition(Item):
    what: OrOpen[Text]
    by: Literal["a", "b", "both"] = "both"


class Effective(Part):
    """When it starts: a date; the last signature; or when conditions are met, with a long-stop date."""

    SHORT: ClassVar[tuple[str | dict[str, Any], ...]] = (Date.json_schema(), {"enum": ["last_signature", "conditions_met", "fixed"]})

    rule: Literal["fixed", "last_signature", "conditions_met"] = "last_signature"
    date: OrOpen[Date] | None = None
    conditions: ListOf[Condition] = []
    long_stop: OrOpen[Date] | None = None
    on_long_stop: Literal["lapses", "exit"] = Field("lapses", description="Missing the last day: the agreement lapses, or exits open.")
    long_stop_extended: OrOpen[Date] | None = Field(None, description="If only a regulator's waiting period is still running.")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, raw: Any) -> Any:
        if isinstance(raw, str) and raw not in ("last_signature", "conditions_met", "fixed"):
            return {"rule": "fixed", "date": raw}
        return {"rule": raw} if isinstance(raw, str) else raw


class Renewal(Part):
    """`notice` is not here: it is the notice of the exit.expiry_renewal trigger."""

    mode: Literal["none", "by_agreement", "auto_if_healthy", "auto"] = "by_agreement"
    length: OrOpen[Duration] | None = None
    most: int | None = Field(None, ge=0, le=20, description="How many renewals.")
    refused_by: Literal["either", "a", "b"] = "either"
    condition: OrOpen[Text] | None = Field(None, description="What must be achieved to earn it, in words that finish “if …”.")
    changes: OrOpen[Text] | None = Field(None, description="What changes on renewal: price, minimum, scope.")
    review_before: OrOpen[Duration] | None = Field(None, description="How long before the end the renewal review is held.")


def _term_length(raw: object) -> Duration | str:
    if raw == "until_ended":
        return "until_ended"
    try:
        return raw if isinstance(raw, Duration) else Duration.parse(raw)
    except ValueError as error:
        meant = "".join(str(error).partition("; nearest")[1:])
        raise wrong("a length of the term", raw, f"write a length such as “36 months”, or “until_ended”{meant}") from None


TermLength = Annotated[
    Duration | Literal["until_ended"], Words("TermLength", _term_length, {"anyOf": [Duration.json_schema(), {"const": "until_ended"}]})
]


class Term(Part):
    effective: OrOpen[Effective] | None = None
    initial: OrOpen[TermLength] | None = Field(None, description="A length, or until_ended for a term without an end.")
    last_day: OrOpen[Date] | None = Field(None, description="As the sides state it besides the length; checked against the length.")
    ends_early: OrOpen[Text] | None = Field(None, description="An event that ends the term if it comes first.")
    renewal: Renewal = empty(Renewal)
    lock_in: OrOpen[Duration] | None = Field(None, description="No-fault exits take effect no earlier than this after the start.")

    @property
    def effective_date(self) -> Date | Open | None:
        """The fixed Effective Date, if there is one."""
        return self.effective.date if isinstance(self.effective, Effective) else self.effective
