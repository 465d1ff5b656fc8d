"""Places of a deal as question files write them, and what the deal model says may stand there.

`term.lock_in` · `sides.{us}.members` · `exit.triggers[exit.convenience].notice`, the first trigger of that kind ·
`clauses.exit.integrity.params.conduct`, a parameter its clause file declares · `rider.base.terms[Effective Date]`, a key of a
table that is no name.

Long because what the model says of a place, and reading and setting it in raw data, have to agree step by step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from typing import Any, Literal, TypeAlias, get_args, get_origin

from pydantic import BaseModel, create_model

from generator.bind.params import parse_param
from generator.deal.deal import Deal
from generator.deal.keys import arms
from generator.deal.part import Item, Part
from generator.deal.private import Private
from generator.deal.read import DealError, make, plain_data
from generator.library import Library
from generator.values import AfterStart, Date, Duration, Money, Open, Percent, Place, is_open, nearest

Kind: TypeAlias = Literal[
    "text", "choice", "yes_no", "number", "date", "moment", "duration", "money", "percent", "place", "list", "choices", "rows", "part",
]  # fmt: skip


class _Nothing(Enum):
    """An enumeration, whose member stays itself when it is copied."""

    MISSING = "missing"


MISSING: Any = _Nothing.MISSING


class NoSuchPlace(ValueError):
    """A path that leads nowhere; the message says which name is unknown, and the nearest."""


@dataclass(frozen=True, slots=True)
class Pick:
    """The first element of a list that is of a kind, `[exit.convenience]`; of a table the row of a key, `[Effective Date]`."""

    kind: str

    @property
    def id(self) -> str:
        """What a new element of this kind is called."""
        return self.kind.rpartition(".")[2]


Steps: TypeAlias = tuple[str | Pick, ...]
_STEP = re.compile(r"\.?([A-Za-z_][A-Za-z0-9_-]*)|\[([^\]]+)\]")


@cache
def steps_of(path: str) -> Steps:
    """A path -> its steps. The id of a clause, which has a dot, is one step. Raises NoSuchPlace."""
    found: list[str | Pick] = []
    at = 0
    while at < len(path):
        match = _STEP.match(path, at)
        if match is None:
            raise NoSuchPlace(f"cannot read the path “{path}” after “{path[:at]}”")
        found.append(Pick(match[2]) if match[2] else match[1])
        at = match.end()
    if len(found) > 2 and found[0] == "clauses":
        found[1:3] = [f"{found[1]}.{found[2]}"]
    return tuple(found)


def said(steps: Steps) -> str:
    """Steps -> the path as it is written."""
    return "".join(f"[{step.kind}]" if isinstance(step, Pick) else f".{step}" for step in steps).removeprefix(".")


@dataclass(frozen=True)
class Shape:
    """What may stand at a place. `annotation`: of the deal model; `param`: the declared type of a clause's parameter."""

    kind: Kind
    annotation: Any = None
    param: str = ""
    choices: tuple[str, ...] = ()
    element: type[BaseModel] | None = None
    default: Any = None
    can_open: bool = False
    path: str = ""

    @cached_property
    def _answer(self) -> type[Part]:
        made: type[Part] = create_model("Answer", __base__=Part, value=(self.annotation, ...))
        return made

    def fault(self, raw: Any) -> str | None:
        """What is wrong with a raw value at this place, as a sentence; None if nothing is."""
        try:
            if self.param:
                parse_param(self.param, raw)
            else:
                make(self._answer, {"value": raw})
        except ValueError as error:
            return str(error)
        except DealError as error:
            return "; ".join(fault.message for fault in error.faults[:3])
        return None

    def expanded(self, raw: str) -> dict[str, Any]:
        """The long form of a value written short: “30 days” of a cure is {"time": "30 days"}."""
        for arm in arms(self.annotation):
            if isinstance(arm, type) and issubclass(arm, BaseModel):
                try:
                    return dict(plain_data(make(arm, raw)))  # type: ignore[arg-type]  # a model that has a short form takes text
                except DealError:
                    continue
        return {}

    def columns(self) -> dict[str, Shape]:
        """The keys of a row, by the name the deal file has for them."""
        if self.element is None:
            return {}
        return {
            info.alias or name: _of(info.annotation, f"{self.path}.{info.alias or name}", info.default)
            for name, info in self.element.model_fields.items()
        }


def shape_of(path: str, library: Library | None = None, root: type[BaseModel] = Deal) -> Shape:
    """What the model says of a place, or for a parameter its clause file. Raises NoSuchPlace with the nearest name."""
    steps = steps_of(path)
    if root is Deal and steps[0] == "clauses" and len(steps) > 1:
        return _of_clause(steps, path, library)
    if root is Deal and path == "documents" and library is not None:
        return Shape("choices", list[str], choices=tuple(library.papers), path=path)
    return _walked(root, steps, path)


@cache
def _walked(root: type[BaseModel], steps: Steps, path: str) -> Shape:
    annotation: Any = root
    default: Any = None
    for n, step in enumerate(steps):
        so_far = said(steps[:n])
        inner = arms(annotation)
        lists = [arm for arm in inner if get_origin(arm) is list]
        if isinstance(step, Pick) and not any(get_origin(arm) is dict for arm in inner):
            if not lists:
                raise NoSuchPlace(f"`{so_far}` is no list")
            annotation, default = get_args(lists[0])[0], None
            continue
        models = [arm for arm in inner if isinstance(arm, type) and issubclass(arm, BaseModel)]
        if lists and not models:
            annotation, default = get_args(lists[0])[0], None  # the id of an element
            continue
        if any(get_origin(arm) is dict for arm in inner):
            annotation, default = get_args(next(arm for arm in inner if get_origin(arm) is dict))[1], None
            continue
        if not models:
            raise NoSuchPlace(f"`{so_far}` is a value and has no `{step}`")
        fields = {info.alias or name: info for name, info in models[0].model_fields.items()}
        if step not in fields:
            raise NoSuchPlace(f"no `{said(steps[: n + 1])}`{nearest(_key(step), fields)}")
        annotation, default = fields[step].annotation, fields[step].default
    return _of(annotation, path, default)


def _of_clause(steps: Steps, path: str, library: Library | None) -> Shape:
    id = steps[1]
    assert isinstance(id, str)
    if library is not None and id not in library.clauses:
        raise NoSuchPlace(f"no clause “{id}”{nearest(id, library.clauses)}")
    if len(steps) == 4 and steps[2] == "params" and library is not None:
        params = library.clauses[id].front.params
        name = steps[3]
        if name not in params:
            raise NoSuchPlace(f"{id} has no parameter “{name}”{nearest(str(name), params)}")
        declared = params[str(name)].type
        return Shape(_param_kind(declared), param=declared, choices=_param_choices(declared), can_open=True, path=path)
    return _walked(Deal, steps, path)


def _param_kind(declared: str) -> Kind:
    if declared.startswith("list of "):
        return "list"
    kinds: dict[str, Kind] = {"yes/no": "yes_no", "number": "number", "date": "date", "duration": "duration", "money": "money",
                              "percent": "percent", "text": "text"}  # fmt: skip
    return kinds.get(declared, "choice")


def _param_choices(declared: str) -> tuple[str, ...]:
    if declared == "side":
        return ("a", "b")
    match = re.fullmatch(r"choice\((.+)\)", declared)
    return tuple(word.strip() for word in match[1].split(",")) if match else ()


_KINDS: tuple[tuple[type, Kind], ...] = (
    (Money, "money"), (Percent, "percent"), (Place, "place"), (AfterStart, "moment"), (Duration, "duration"), (Date, "date"),
)  # fmt: skip


def _of(annotation: Any, path: str, default: Any = None) -> Shape:
    inner = arms(annotation)
    can_open = Open in inner
    default = default if isinstance(default, str | int | bool | list) else None
    made = {"annotation": annotation, "can_open": can_open, "default": default, "path": path}
    for arm in inner:
        if get_origin(arm) is list:
            element = arms(get_args(arm)[0])
            model = next((one for one in element if isinstance(one, type) and issubclass(one, Item)), None)
            if model is not None:
                return Shape("rows", element=model, **made)
            words = _literals(element)
            return Shape("choices" if words else "list", choices=words, **made)
    for model_arm in inner:
        if isinstance(model_arm, type) and issubclass(model_arm, BaseModel):
            leading = next(iter(model_arm.model_fields.values()))
            of_leading = _of(leading.annotation, path)
            kind: Kind = of_leading.kind if of_leading.kind in ("duration", "date") else "part"
            return Shape(kind, element=model_arm, choices=_literals(inner), **made)
    if bool in inner:
        return Shape("yes_no", **made)
    if int in inner:
        return Shape("number", **made)
    for value, kind in _KINDS:
        if value in inner:
            return Shape(kind, choices=_literals(inner), **made)
    words = _literals(inner)
    return Shape("choice" if words else "text", choices=words, **made)


def _literals(inner: list[Any]) -> tuple[str, ...]:
    return tuple(str(word) for arm in inner if get_origin(arm) is Literal for word in get_args(arm) if not isinstance(word, bool))


def coerced(annotation: Any, raw: Any) -> Any:
    """Words of a question file -> what a deal file would hold: true and numbers where the model has them, inside rows too."""
    inner = arms(annotation)
    if isinstance(raw, str):
        if bool in inner and raw in ("true", "false"):
            return raw == "true"
        if int in inner and re.fullmatch(r"-?\d{1,9}", raw):
            return int(raw)
        if any(get_origin(arm) is Literal and raw not in get_args(arm) and raw in map(str, get_args(arm)) for arm in inner):
            return int(raw)
        return raw
    if isinstance(raw, list):
        element = next((get_args(arm)[0] for arm in inner if get_origin(arm) is list), Any)
        return [coerced(element, item) for item in raw]
    if isinstance(raw, dict) and not is_open(raw):
        model = next((arm for arm in inner if isinstance(arm, type) and issubclass(arm, BaseModel)), None)
        if model is not None:
            known = {info.alias or name: info.annotation for name, info in model.model_fields.items()}
            return {key: coerced(known.get(key, Any), value) for key, value in raw.items()}
    return raw


def param_value(declared: str, raw: Any) -> Any:
    """The same for a parameter."""
    if declared == "yes/no" and raw in ("true", "false", "yes", "no"):
        return raw in ("true", "yes")
    if declared == "number" and isinstance(raw, str) and raw.lstrip("-").isdigit():
        return int(raw)
    return raw


def _key(step: str | Pick) -> str:
    return step.kind if isinstance(step, Pick) else step


def found(raw: Any, steps: Steps) -> Any:
    """The raw value at a place, or MISSING."""
    for step in steps:
        if isinstance(raw, list):
            key = "kind" if isinstance(step, Pick) else "id"
            wanted = step.kind if isinstance(step, Pick) else step
            raw = next((item for item in raw if isinstance(item, dict) and item.get(key) == wanted), MISSING)
        elif isinstance(raw, dict) and _key(step) in raw:
            raw = raw[_key(step)]
        else:
            return MISSING
        if raw is MISSING:
            return MISSING
    return raw


def put(raw: dict[str, Any], steps: Steps, value: Any) -> bool:
    """Set a value at a place of raw data, in that data. False where the element it belongs to is not there."""
    here: Any = raw
    for n, step in enumerate(steps[:-1]):
        if isinstance(here, list):
            here = found(here, (step,))
            if here is MISSING:
                return False
            continue
        assert isinstance(step, str)
        inner = here.get(step)
        # Open, in short form, or what a hand wrote wrongly: the answer inside takes its place.
        if is_open(inner) or not isinstance(inner, dict | list):
            shape = _walked(Deal, steps[: n + 1], said(steps[: n + 1])) if steps[0] != "clauses" else None
            if isinstance(inner, str) and shape is not None:
                inner = shape.expanded(inner)
            else:
                inner = [] if shape is not None and shape.kind == "rows" else {}
            here[step] = inner
        here = inner
    last = steps[-1]
    if isinstance(here, list):
        return _put_element(here, last, value)
    here[_key(last)] = value
    return True


def _put_element(here: list[Any], last: str | Pick, value: Any) -> bool:
    there = found(here, (last,))
    if there is not MISSING:
        if isinstance(value, dict):
            there.update(value)
        return True
    given = value if isinstance(value, dict) else {}
    if isinstance(last, Pick):
        taken = [item.get("id") for item in here if isinstance(item, dict)]
        id = next(name for name in (last.id, *(f"{last.id}_{n}" for n in range(2, len(here) + 3))) if name not in taken)
        here.append({"id": id, "kind": last.kind, **given})
    else:
        here.append({"id": last, **given})
    return True


def remove(raw: dict[str, Any], steps: Steps) -> None:
    """Take a value out of raw data, with every element of a kind for a Pick, and the parts that are then empty."""
    parents: list[tuple[Any, str | Pick]] = []
    here: Any = raw
    for step in steps[:-1]:
        inner = found(here, (step,))
        if inner is MISSING or not isinstance(inner, dict | list):
            return
        parents.append((here, step))
        here = inner
    last = steps[-1]
    if isinstance(here, list):
        key, wanted = ("kind", last.kind) if isinstance(last, Pick) else ("id", last)
        here[:] = [item for item in here if not (isinstance(item, dict) and item.get(key) == wanted)]
    elif isinstance(here, dict):
        here.pop(_key(last), None)
    for parent, step in reversed(parents):
        if here or not isinstance(parent, dict):
            break
        del parent[_key(step)]
        here = parent


def through(raw: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """Every value a path of names leads to, going into all elements of a list on its way."""
    if not names:
        yield raw
    elif isinstance(raw, list):
        for item in raw:
            yield from through(item, names)
    elif isinstance(raw, dict):
        if names[0] == "clauses" and len(names) > 2:
            names = (names[0], f"{names[1]}.{names[2]}", *names[3:])
        if names[0] in raw:
            yield from through(raw[names[0]], names[1:])


def private_shape(path: str) -> Shape:
    """What may stand at a place of a private file. Raises NoSuchPlace."""
    return shape_of(path, root=Private)
