"""A value that is not settled yet is itself a value: {"open": "waiting for the board"}."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, TypeVar, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


from generator.values.text import clean_text
from generator.values.word_value import WordValue, wrong


class Open(WordValue, frozen=True):
    """A value still to be agreed. The note says why; it prints on the issues list and the counsel copy only."""

    note: str

    DESCRIPTION: ClassVar[str] = "Not settled yet; the note says why."

    @classmethod
    def parse(cls, raw: object) -> Open:
        if not is_open(raw):
            raise wrong("an open value", raw, 'write {"open": "why it is not settled"}')
        note = raw["open"]  # type: ignore[index]  # is_open has seen the dict
        if not isinstance(note, str) or not note.strip():
            raise ValueError('an open value needs a reason in words, such as {"open": "waiting for the board"}')
        return cls(clean_text(note))

    def words(self) -> dict[str, str]:
        return {"open": self.note}

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        return {
            "type": "object",
            "description": cls.DESCRIPTION,
            "properties": {"open": {"type": "string", "minLength": 1}},
            "required": ["open"],
            "additionalProperties": False,
        }


def is_open(raw: object) -> bool:
    """Whether raw JSON is the mark of an open value."""
    return isinstance(raw, dict) and set(raw) == {"open"}


def _almost_open(raw: object) -> None:
    """Refuse what was meant to be an open value and is none."""
    if isinstance(raw, str) and not raw.strip():
        raise ValueError('the text is empty; write it, leave the key out, or say why it is missing with {"open": "…"}')
    if not isinstance(raw, dict) or is_open(raw):
        return
    if "open" in raw:
        more = ", ".join(f"“{key}”" for key in raw if key != "open")
        raise ValueError(f'an open value has the key “open” alone: {{"open": "why it is not settled"}}; take out {more}')
    if len(raw) == 1 and sorted(next(iter(raw))) == sorted("open"):
        raise ValueError(f"unknown key “{next(iter(raw))}”; nearest: “open”")


class MayBeOpen:
    """Annotation that lets {"open": …} stand where the other members of the union are expected."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        settled = [arm for arm in get_args(source) if arm is not Open]
        inner = handler.generate_schema(_union(settled))

        def validate(raw: object, check: core_schema.ValidatorFunctionWrapHandler) -> Any:
            if isinstance(raw, str) and raw and not raw.isspace():  # as nearly all are
                return check(raw)
            if isinstance(raw, Open):
                return raw
            _almost_open(raw)
            return Open.parse(raw) if is_open(raw) else check(raw)

        return core_schema.no_info_wrap_validator_function(validate, inner)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), Open.json_schema()]}


def _union(arms: list[Any]) -> Any:
    joined = arms[0]
    for arm in arms[1:]:
        joined = joined | arm
    return joined


T = TypeVar("T")
OrOpen = Annotated[T | Open, MayBeOpen()]
