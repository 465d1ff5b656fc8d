"""Deal file -> Deal, and back. Bad input is told as sentences with file, line and JSON pointer; it never raises anything else."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.deal.deal import Deal, Origin
from generator.deal.positions import line_of
from generator.values import WordValue, is_open, nearest, show_hidden, shown

Shape = TypeVar("Shape", bound=BaseModel)
LARGEST = 5_000_000
DEEPEST = 30
MOST_FAULTS = 100
_STRING = re.compile(r'"[^"]*"?')
_SIGNS = b'"[]{}'
_OTHER_BYTES = bytes(set(range(256)) - set(_SIGNS))


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a deal. `pointer` is an RFC 6901 JSON pointer."""

    pointer: str
    message: str
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        return show_hidden(f"{place}{self.pointer}: {self.message}" if self.pointer else f"{place}{self.message}")


class DealError(Exception):
    """The deal cannot be used. Carries every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def read_deal(path: Path | str) -> Deal:
    """A deal file -> Deal. Raises DealError."""
    return parse_deal(read_text(path), str(Path(path)))


def read_text(path: Path | str) -> str:
    """The text of a deal file, or of a file beside it. Raises DealError."""
    path = Path(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise DealError([Fault("", f"the file is larger than {LARGEST:,} bytes; a deal file is text of a few pages", str(path))])
        return content.decode("utf-8-sig")
    except OSError as error:
        raise DealError([Fault("", f"cannot open it: {error.strerror or error}", str(path))]) from None
    except UnicodeDecodeError as error:
        raise DealError([Fault("", f"the file is not UTF-8 text (byte {error.start}); save it as UTF-8", str(path))]) from None


def parse_deal(text: str, file: str = "") -> Deal:
    """JSON text -> Deal. Raises DealError."""
    return make_deal(parse_object(text, file), file, text)


def parse_object(text: str, file: str = "", kind: str = "a deal file") -> dict[str, Any]:
    """JSON text -> plain data, whole, without a key that is there twice. `kind` is what messages call it. Raises DealError."""
    raw = parse_value(text, file)
    if not isinstance(raw, dict):
        raise DealError([Fault("", f"{kind} is a JSON object: {{ … }}", file, 1)])
    return raw


def parse_value(text: str, file: str = "") -> Any:
    """JSON text -> plain data, with the limits of `parse_object`. Raises DealError."""
    _too_deep(text, file)
    try:
        return json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        said = f"this is not JSON: {error.msg.removesuffix(' at')} at column {error.colno}"
        raise DealError([Fault("", said, file, error.lineno)]) from None
    except _Duplicate as error:
        raise DealError([Fault("", f"the key “{error}” is there twice in one object; keep one", file, _second(text, str(error)))]) from None
    except ValueError as error:
        said = "a number in it has thousands of digits" if "digits" in str(error) else str(error)
        raise DealError([Fault("", said, file)]) from None


def make_deal(raw: dict[str, Any], file: str = "", text: str = "") -> Deal:
    """Plain data -> Deal. Raises DealError."""
    deal = make(Deal, raw, file, text)
    deal._origin = Origin(file, text)
    return deal


def make(shape: type[Shape], raw: dict[str, Any], file: str = "", text: str = "") -> Shape:
    """Plain data -> a deal, or the private file of one. Raises DealError with every fault."""
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        raise DealError(_faults(error, raw, file, text, shape)) from None
    except UnicodeEncodeError as error:
        half = f"\\u{ord(error.object[error.start]):04x}"
        said = f"a text in it has half a character, “{half}” without its other half; write the whole character"
        raise DealError([Fault("", said, file)]) from None


def write_deal(deal: Deal) -> str:
    """Deal -> JSON text in words, only what was said; reading it again gives an equal deal."""
    return json.dumps(plain_data(deal), indent=2, ensure_ascii=False) + "\n"


def plain_data(value: Any) -> Any:
    """Any part of a deal -> JSON data in words."""
    if isinstance(value, BaseModel):
        said = value.model_fields_set | ({"id"} if getattr(value, "id", "") else set())
        fields = type(value).model_fields
        return {fields[name].alias or name: plain_data(getattr(value, name)) for name in fields if name in said}
    if isinstance(value, WordValue):
        return value.words()
    if isinstance(value, list | tuple):
        return [plain_data(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_data(item) for key, item in value.items()}
    return value


class _Duplicate(ValueError):
    pass


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        raise _Duplicate(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"“{name}” is not a number of JSON")


def _second(text: str, key: str) -> int:
    """Line of the second time a key is written; near enough to find the twin by eye."""
    spots = [n for n, line in enumerate(text.splitlines(), 1) if f"{json.dumps(key, ensure_ascii=False)}:" in line.replace('" :', '":')]
    return spots[1] if len(spots) > 1 else 0


def _too_deep(text: str, file: str) -> None:
    """Before anything is built: JSON is read by recursion, and a deep file would end the program."""
    # A backslash that is in no string is no JSON, and nothing behind it is read.
    signs = text.encode("utf-8", "replace").replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, _OTHER_BYTES).decode()
    brackets = _STRING.sub("", signs)
    rest = brackets
    for _ in range(DEEPEST):  # what holds nothing is taken away, so one level each time
        rest = rest.replace("[]", "").replace("{}", "")
        if not rest:
            return
    depth = 0
    for sign in brackets:
        depth += 1 if sign in "[{" else -1
        if depth > DEEPEST:
            raise DealError([Fault("", f"the file is nested more than {DEEPEST} levels deep; no deal needs that", file)])


def _faults(error: ValidationError, raw: dict[str, Any], file: str, text: str, shape: type[BaseModel]) -> list[Fault]:
    found: list[Fault] = []
    for fault in error.errors()[:MOST_FAULTS]:
        steps = _clean(fault["loc"], raw, fault["type"])
        pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
        message = _sentence(fault, fault["type"], steps, shape)
        if is_open(fault["input"]) and _is_reason(fault["input"]["open"]):
            message += "; this cannot be left open"
        found.append(Fault(pointer, message, file, line_of(text, steps) if text else 0))
    if (rest := error.error_count() - MOST_FAULTS) > 0:
        found.append(Fault("", f"and {rest:,} more; correct these first", file))
    return list(dict.fromkeys(found))


def _is_reason(note: object) -> bool:
    return isinstance(note, str) and bool(note.strip())


def _clean(loc: tuple[int | str, ...], raw: Any, kind: str) -> list[int | str]:
    """Pydantic's location without the names of validators and short forms, which are no part of the file."""
    steps: list[int | str] = []
    here = raw
    for n, step in enumerate(loc):
        if isinstance(here, dict) and isinstance(step, str):
            if step in here:
                here = here[step]
                steps.append(step)
            elif kind == "missing" and n == len(loc) - 1:
                steps.append(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
            steps.append(step)
    return steps


_PLAIN = {
    "dict_type": "is not an object; write { … }", "string_type": "is not text; write it in quotation marks",
    "model_type": "is not an object; write { … } with the keys of this part",
    "bool_type": "is neither true nor false; write one of these, without quotation marks",
    "bool_parsing": "is neither true nor false; write one of these, without quotation marks",
    "int_type": "is not a whole number; write it in digits", "int_parsing": "is not a whole number; write it in digits",
    "int_from_float": "is not a whole number; write it in digits", "finite_number": "is not a whole number; write it in digits",
}  # fmt: skip


def _sentence(fault: Any, kind: str, steps: list[int | str], shape: type[BaseModel]) -> str:
    raw, said = fault["input"], f"“{shown(fault['input'])}”"
    if kind == "extra_forbidden":
        known = _keys_at(steps[:-1], shape)
        key = str(fault["loc"][-1])
        return f"unknown key “{shown(key)}”" + (nearest(key, known) or f"; the keys here are {', '.join(known)}")
    if kind == "missing":
        return f"“{fault['loc'][-1]}” is missing; it is needed here"
    if kind == "literal_error":
        allowed = [word.strip().strip("'") for word in str(fault["ctx"]["expected"]).replace(" or ", ", ").split(", ")]
        if len(allowed) == 1:
            return f"{said} is not allowed; write {allowed[0]}"
        return f"{said} is not allowed; write one of {', '.join(allowed)}{nearest(shown(raw), allowed)}"
    if kind == "value_error":
        return str(fault["ctx"]["error"])
    if kind == "list_type":
        return f"{said} is not a list; write {shown([raw]) if isinstance(raw, str) else '[ … ]'}"
    if kind in ("greater_than_equal", "less_than_equal"):
        if kind == "greater_than_equal":
            return f"{said} is too small; write at least {fault['ctx']['ge']}"
        return f"{said} is too large; write at most {fault['ctx']['le']}"
    if kind in _PLAIN:
        return f"{said} {_PLAIN[kind]}"
    return f"{said}: {fault['msg'][0].lower()}{fault['msg'][1:]}"


def _keys_at(steps: list[int | str], shape: type[BaseModel]) -> list[str]:
    """The keys a file of this shape may have at a place."""
    from generator.deal.keys import keys_at

    return keys_at(steps, shape)
