"""The same thing with something else in it, whether it is a node of a document or a dataclass."""

from __future__ import annotations

from dataclasses import replace as replace_in_dataclass
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace as replace_in_node

T = TypeVar("T")


def replace(thing: T, /, **changes: Any) -> T:
    """A copy with these fields changed."""
    return replace_in_node(thing, **changes) if isinstance(thing, Struct) else replace_in_dataclass(thing, **changes)  # type: ignore[type-var]
