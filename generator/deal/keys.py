"""Which keys a deal file, or a file beside it, may have at a place: for messages that name the nearest one."""

from __future__ import annotations

import types
from collections.abc import Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from generator.deal.deal import Deal


def arms(annotation: Any) -> list[Any]:
    """The members of a union, without the Annotated wrappings."""
    if get_origin(annotation) is Annotated:
        return arms(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [arm for member in get_args(annotation) for arm in arms(member)]
    return [annotation]


def shapes_at(steps: Sequence[int | str], shape: type[BaseModel] = Deal) -> list[Any]:
    """The types a value may have at a path of keys and of list positions or ids."""
    here: list[Any] = [shape]
    for step in steps:
        deeper: list[Any] = []
        for arm in here:
            if get_origin(arm) is list:
                deeper += arms(get_args(arm)[0])
            elif get_origin(arm) is dict:
                deeper += arms(get_args(arm)[1])
            elif isinstance(arm, type) and issubclass(arm, BaseModel):
                for attribute, info in arm.model_fields.items():
                    if (info.alias or attribute) == step:
                        deeper += arms(info.annotation)
        here = deeper
    return here


def keys_at(steps: Sequence[int | str], shape: type[BaseModel] = Deal) -> list[str]:
    """The keys known below a path."""
    found: list[str] = []
    for arm in shapes_at(steps, shape):
        if isinstance(arm, type) and issubclass(arm, BaseModel):
            found += [info.alias or attribute for attribute, info in arm.model_fields.items()]
    return found
