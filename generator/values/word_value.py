"""What all values have in common: a person writes each as words, and saving writes the words again.

A value class parses (`parse`), says itself (`words`) and describes itself to an editor (`PATTERN`, `EXAMPLES`,
`DESCRIPTION`). Pydantic gets one validator, one message and one `$defs` entry from those, whatever field uses it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, ClassVar, Self, TypeVar

from msgspec import Struct
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


V = TypeVar("V")


class WordValue(Struct, frozen=True):
    """A value of a deal, written as words: "90 days", "EUR 250,000", "2026-03-01"."""

    PATTERN: ClassVar[str] = ""
    EXAMPLES: ClassVar[tuple[Any, ...]] = ()
    DESCRIPTION: ClassVar[str] = ""

    @classmethod
    def parse(cls, raw: object) -> Self:
        """Raw JSON -> value. Raises ValueError with a sentence that says what is allowed."""
        raise NotImplementedError

    def words(self) -> Any:
        """The value as the deal file writes it; `parse(value.words()) == value`."""
        raise NotImplementedError

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string", "description": cls.DESCRIPTION, "examples": list(cls.EXAMPLES)}
        if cls.PATTERN:
            schema["pattern"] = cls.PATTERN
        return schema

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        parsed = remembered(cls.parse)

        def validate(raw: object) -> WordValue:
            return raw if isinstance(raw, cls) else parsed(raw)

        return core_schema.no_info_plain_validator_function(validate, ref=cls.__name__)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return cls.json_schema()


class Words:
    """Annotation for a field that takes several kinds of value through one parser and one message.

    `Annotated[Duration | Compound, Words("Period", parse_period, schema)]`: pydantic calls `parse` and nothing else,
    so a wrong value gives one sentence and not one for each member of the union.
    """

    def __init__(self, name: str, parse: Callable[[object], Any], schema: dict[str, Any]) -> None:
        self.name, self.parse, self.schema = name, parse, schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(remembered(self.parse))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(self.schema)


@cache
def remembered(parse: Callable[[object], V]) -> Callable[[object], V]:
    """The same for words, without reading them again: the deals of a batch say many things alike. Kept within bounds.

    What is read is never changed, so that one value can stand in many deals.
    """
    again = lru_cache(maxsize=1_000)(parse)

    def read(raw: object) -> V:
        return again(raw) if type(raw) is str and len(raw) <= 200 else parse(raw)

    return read


def wrong(what: str, raw: object, allowed: str) -> ValueError:
    """The one shape of message for a value that cannot be read."""
    return ValueError(f"“{shown(raw)}” is not {what}; {allowed}")


def shown(raw: object) -> str:
    """Raw JSON as a message quotes it: as the file writes it, and not too long.

    >>> shown({"open": None}), shown("x" * 90)[-5:]
    ('{"open": null}', 'xx...')
    """
    words = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, default=str)
    return words if len(words) <= 60 else words[:57] + "..."
