"""Parameters: values one clause alone reads, declared in its file, stored under `clauses.<id>.params` of the deal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.library.front import Param
from generator.values import Date, Money, Open, Percent, clean_text, is_open, nearest, parse_period, wrong


def _yes_no(raw: object) -> bool:
    if raw in (True, False):
        return bool(raw)
    if raw in ("yes", "no"):
        return raw == "yes"
    raise wrong("yes or no", raw, "write true or false")


def _number(raw: object) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and re.fullmatch(r"-?\d{1,9}", raw):
        return int(raw)
    raise wrong("a whole number", raw, "write it in digits")


def _side(raw: object) -> str:
    if raw in ("a", "b"):
        return str(raw)
    raise wrong("a side", raw, "write “a” or “b”")


_TYPES: dict[str, Callable[[object], Any]] = {
    "text": clean_text, "percent": Percent.parse, "money": Money.parse, "duration": parse_period, "date": Date.parse,
    "yes/no": _yes_no, "number": _number, "side": _side,
}  # fmt: skip


def known_type(declared: str) -> bool:
    """Whether a declared type of a parameter is one we can read."""
    return declared.removeprefix("list of ") in _TYPES or bool(re.fullmatch(r"choice\(.+\)", declared))


def parse_param(declared: str, raw: object) -> Any:
    """A raw value -> the value of a declared type. Raises ValueError with a sentence."""
    if isinstance(raw, Open) or is_open(raw):
        return raw if isinstance(raw, Open) else Open.parse(raw)
    if declared.startswith("list of "):
        if not isinstance(raw, list):
            raise wrong("a list", raw, "write [ … ]")
        return [parse_param(declared.removeprefix("list of "), item) for item in raw]
    if match := re.fullmatch(r"choice\((.+)\)", declared):
        choices = [word.strip() for word in match[1].split(",")]
        if raw not in choices:
            raise wrong("one of the choices", raw, f"write {', '.join(choices)}{nearest(str(raw), choices)}")
        return raw
    return _TYPES[declared](raw)


@dataclass(frozen=True)
class Params:
    """The parameters of one clause: value and home of each. `stated`: whether the deal states any itself."""

    declared: dict[str, Param]
    values: dict[str, Any]
    homes: dict[str, str]
    stated: bool = False

    def with_own(self, raw: dict[str, Any], home: str) -> Params:
        """The same with some values replaced, stored at another home. Values were checked when the deal was bound."""
        if not raw:
            return self
        own = {name: parse_param(self.declared[name].type, value) for name, value in raw.items() if name in self.declared}
        return Params(self.declared, self.values | own, self.homes | {name: f"{home}.{name}" for name in own}, True)
