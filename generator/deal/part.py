"""What every shape of a deal file shares: unknown keys are refused, nothing changes once read, list elements have ids."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from generator.values import Slug


class Part(BaseModel):
    """A part of a deal. Absent keys are None or empty: a deal can be read at any stage of the talks."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    # What may be written instead of the object: the value of a field, by its name, or what a JSON Schema allows.
    SHORT: ClassVar[tuple[str | dict[str, Any], ...]] = ()
    # Another name of a field.
    ALSO: ClassVar[dict[str, str]] = {}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The schema of the object, and of its short forms where it has some."""
        made = handler(schema)
        if not cls.SHORT:
            return made
        whole = handler.resolve_ref_schema(made)
        fields = whole["properties"]
        fields |= {also: fields[name] | {"description": f"The same as `{name}`."} for also, name in cls.ALSO.items()}
        about: dict[str, Any] = {key: whole.pop(key) for key in ("title", "description") if key in whole}
        arms = [dict(whole)]
        for form in cls.SHORT:
            said = fields[form] if isinstance(form, str) else form
            short = {key: value for key, value in said.items() if key not in _OF_A_FIELD}
            arms += short.get("anyOf", [short])
        whole.clear()
        whole.update(about | {"anyOf": arms})
        return made


_OF_A_FIELD = ("default", "title", "description")


def empty(shape: type[Part], description: str | None = None) -> Any:
    """The default of a part: there, with nothing in it. Made once, when it is first missed: what never changes may stand in many deals."""
    return Field(default_factory=cache(shape.model_construct), description=description)


class Item(Part):
    """An element of a list. Its id is part of the path to it (`exit.triggers.t3.notice`) and survives removals."""

    id: Slug = ""


I = TypeVar("I", bound=Item)  # noqa: E741  # the usual one-letter name of a type variable


def give_ids(raw: Any) -> Any:
    """Elements written without an id get i1, i2 … so that a quick hand-written list is accepted; saving writes the ids."""
    if not isinstance(raw, list):
        return raw
    taken = {item["id"] for item in raw if isinstance(item, dict) and isinstance(item.get("id"), str)}
    free = (f"i{n}" for n in range(1, len(raw) + len(taken) + 1) if f"i{n}" not in taken)
    return [{"id": next(free), **item} if isinstance(item, dict) and "id" not in item else item for item in raw]


def _unique(items: list[I]) -> list[I]:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise ValueError(f"two elements have the id “{item.id}”; each needs its own")
        seen.add(item.id)
    return items


ListOf = Annotated[list[I], BeforeValidator(give_ids), AfterValidator(_unique)]
