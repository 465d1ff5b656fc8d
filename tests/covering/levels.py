"""Values a place of the deal file can take, read from the deal file's own schema: nothing, each word of a closed set, a list of 0, 1 and 2.

Values of the same kind are made from the field's name, so a new field of a deal is varied without a line here. What a schema
cannot know (that a text is a whole sentence, that an id has to be one that is there) stands in the two tables below.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from generator.deal import Deal
from generator.deal.patch import ABSENT
from generator.library.front import Param
from generator.library.issues import Issues

OPEN = {"open": "to be agreed"}
SENTENCE = "The Parties shall tell each other in time."

# By field, where the value has to be something in particular.
FIXED: dict[str, tuple[Any, ...]] = {
    "note": (SENTENCE,), "public_line": (SENTENCE,), "pay": (SENTENCE,), "blockers": (SENTENCE,), "text": (SENTENCE,),
    "event": ("half of the stores have closed",), "when": ("the other Party asks for it",),
    "conditions": ([], ["a plan has been agreed"], ["a plan has been agreed", "a budget has been agreed"]),
    "barred_if": ([], ["the Party caused the event"], ["the Party caused the event", "the Party knew of it"]),
    "tests": (ABSENT, ["k1"], ["k1", "k2"], ["g1"], ["g1", "g2"]), "fee": (ABSENT, "none", "damages_only", "as_agreed", "f1"),
    "investments": ([], ["i1", "i2"], ["i1"]), "of": ([],), "kpi": ("k1",), "member": ("m1",), "chosen": (ABSENT, "v1"), "step": ("sponsor_meeting",),
    "due": ("2027-06-30",), "zone": ("Europe/London",), "share_a": ("50%",), "share_b": ("50%",), "weight": (ABSENT,), "cadence": ("1 quarter",),
    "business_day_places": ([], ["London"], ["London", "New York City"]), "packs": ([],), "counted": ("after the end of each quarter",),
    "parties": ("Harbor Analytics Ltd and Mosaic Cloud Inc",), "by": (["exit.framework"],),
}  # fmt: skip
# The first letter of ids other places of a deal refer to, as in the sample deal.
IDS = {"kpis": "k", "gates": "g", "members": "m", "investments": "i", "deliverables": "d", "fees": "f"}
# By field, where words made of the field's name would not read.
WORDS = {"title": "Store Data", "name": "Pilot", "committee": "Steering Committee", "class": "late delivery", "sign": "a visit by the board", "time": "at least 40%", "currency": "GBP"}


def shape_at(path: tuple[str, ...]) -> dict[str, Any]:
    """The schema of the value a path leads to, of the deal file, of an exit or of what the checks found; {} where there is none."""
    roots = {"issues": _issues(), "trigger": _schema()["$defs"]["Trigger"]}
    here = roots.get(path[0], _schema())
    for step in path[1:] if path[0] in roots else path:
        here = next((one["properties"][step] for one in _arms(here) if step in one.get("properties", {})), {})
        if not here:
            return {}
    return dict(here)


def element_of(shape: dict[str, Any]) -> dict[str, Any]:
    """The schema of an element of a list."""
    found: dict[str, Any] = next((one["items"] for one in _arms(shape) if "items" in one), {})
    return found


def levels(name: str, shape: dict[str, Any], compared: tuple[Any, ...] = (), n: int = 0) -> list[Any]:
    """What a field can be: `absent` first, and at last an open value, where the schema has them.

    `compared`: what texts look for. `n`: in which element of a list the field stands, so that numbers rise.
    """
    if name in FIXED and _fits(FIXED[name][-1], shape):
        return [ABSENT, *(one for one in FIXED[name] if one != ABSENT)]
    found: list[Any] = [ABSENT]
    for arm in _arms(shape):
        if "enum" in arm:
            found += arm["enum"]
        elif "const" in arm:
            found.append(arm["const"])
        elif arm.get("type") == "boolean":
            found += [True, False]
        elif arm.get("type") == "integer":
            found.append(max(2, arm.get("minimum", 0)) + n)
        elif arm.get("type") == "array":
            found += lists(name, arm)
        elif "open" in arm.get("properties", {}):
            found.append(OPEN)
        elif "properties" in arm and "longer_of" not in arm["properties"]:
            found.append(element(name, arm, 0))
        elif "examples" in arm:
            found.append(arm["examples"][0])
        elif arm.get("type") == "string" and "pattern" not in arm:
            found.append(words(name))
    found += [value for value in compared if isinstance(value, int) and not isinstance(value, bool)]
    kept = [value for k, value in enumerate(found) if value not in found[:k] and value != {}]
    return [value for value in kept if value != OPEN] + ([OPEN] if OPEN in kept else [])


def param_levels(name: str, param: Param, compared: tuple[Any, ...] = ()) -> list[Any]:
    """What a parameter can be, from its declared type; `absent` is its default."""
    kind = param.type.removeprefix("list of ")
    if param.type.startswith("list of "):
        one, other = ("a", "b") if kind == "side" else (words(name), f"other {words(name).removeprefix('the ')}")
        return [ABSENT, [], [one], [one, other]]
    if param.type.startswith("choice("):
        return [ABSENT, *(word.strip() for word in param.type[7:-1].split(","))]
    made = {
        "yes/no": ["yes", "no"], "side": ["a", "b"], "number": ["2"], "percent": ["40%"], "money": ["GBP 10,000"], "duration": ["20 days"],
        "date": ["2026-06-30"], "text": [words(name)],
    }[kind]  # fmt: skip
    return [ABSENT, *made, *(str(value) for value in compared if str(value) not in made), *([OPEN] if kind not in ("yes/no", "side") else [])]


def words(name: str) -> str:
    """Words for a text field: they finish a sentence, and start one badly, as a user's words do."""
    return WORDS.get(name, f"the {name.rstrip('_').replace('_', ' ')} agreed")


def lists(name: str, shape: dict[str, Any]) -> list[list[Any]]:
    """No element, one, and two and two of those that differ most."""
    inner = shape.get("items", {})
    if "$ref" not in inner:
        plain = [value for value in levels(name, inner) if value not in (ABSENT, OPEN)]
        if len(plain) == 1 and isinstance(plain[0], str):
            plain.append(f"{plain[0]} too")
        return [[], *([one] for one in plain), *([*plain[n : n + 2]] for n in range(0, max(len(plain) - 1, 1), 2)), plain]
    count = 1 + max((len(levels(key, field)) for key, field in _arms(inner)[0]["properties"].items() if key != "id"), default=1)
    made = [element(name, inner, n) for n in range(count + count % 2 + 1)]
    held = [[], made[:1], *(made[n : n + 2] for n in range(1, len(made) - 1, 2))]
    return [[{"id": f"{IDS.get(name, 'v')}{k}", **one} for k, one in enumerate(some, 1)] for some in held]


def elements(path: tuple[str, ...], n: int, fields: dict[str, Any]) -> list[dict[str, Any]]:
    """A list of n elements that have every field, with those given as they are given; [] where there is no such list."""
    shape = shape_at(path)
    if not _of_parts(shape):
        return []
    made = [element(path[-1], element_of(shape), 0) | fields for _ in range(n)]
    ids = [{"id": f"{IDS.get(path[-1], 'v')}{k}"} for k in range(1, n + 1)]
    named = [{"name": f"Pilot {k}"} if "name" in one else {} for k, one in enumerate(made, 1)]
    return [id | {key: value for key, value in (one | name).items() if value != ABSENT} for id, one, name in zip(ids, made, named, strict=True)]


def field_levels(path: tuple[str, ...], name: str) -> list[Any]:
    """What a field of the elements of a list can be."""
    fields = _arms(element_of(shape_at(path)))[0]["properties"]
    return levels(name, fields[name]) if name in fields else [ABSENT]


def element(name: str, shape: dict[str, Any], n: int) -> dict[str, Any]:
    """The n-th of many objects of a shape: the first has every field, later ones take the levels of each field in turn."""
    here = _arms(shape)[0]
    made: dict[str, Any] = {}
    for k, (key, field) in enumerate(here["properties"].items()):
        if key == "id":
            continue
        options = levels(key, field, n=n)
        required = key in here.get("required", ())
        if required or n == 0:
            options = [value for value in options if value not in (ABSENT, OPEN, [])] or options
        value = options[(n + (k if n else 0)) % len(options)] if n else options[-1 if isinstance(options[0], list) else 0]
        if value != ABSENT:
            made[key] = f"{value} {n}" if required and isinstance(value, str) and value == words(key) else value
    return made


def needs_all(shape: dict[str, Any]) -> bool:
    """Whether it is a part that cannot stand without some of its fields."""
    return any(arm.get("required") and "open" not in arm["properties"] for arm in _arms(shape))


def _of_parts(shape: dict[str, Any]) -> bool:
    """Whether it is a list of parts with fields of their own."""
    return "$ref" in element_of(shape)


def _fits(value: Any, shape: dict[str, Any]) -> bool:
    """Whether a shape takes a list of words, or words of one's own."""
    if isinstance(value, list):
        return "$ref" not in element_of(shape) and any("items" in arm for arm in _arms(shape))
    arms = _arms(shape)
    return any(arm.get("type") == "string" for arm in arms) and not any("enum" in arm for arm in arms)


def _arms(shape: dict[str, Any]) -> list[dict[str, Any]]:
    """The alternatives of a schema, references followed."""
    if "$ref" in shape:
        name = shape["$ref"].rsplit("/", 1)[1]
        return _arms(_long_form(_schema()["$defs"].get(name) or _issues()["$defs"][name]))
    for key in ("anyOf", "oneOf", "allOf"):
        if key in shape:
            return [arm for one in _plain_lengths(shape[key]) for arm in _arms(one)]
    return [shape] if shape.get("type") != "null" else []


def _plain_lengths(forms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of the forms of a length the plain ones: which of two lengths it is, or that each side has its own, decides no text alone."""
    is_length = any("longer_of" in form.get("properties", ()) for form in forms) and any("enum" in form for form in forms)
    return [form for form in forms if "properties" not in form] if is_length else forms


def _long_form(definition: dict[str, Any]) -> dict[str, Any]:
    """A part written out: what its short forms say, the fields of the long one say too, each by one name."""
    forms = definition.get("anyOf", ())
    if not forms or "properties" not in forms[0]:
        return definition
    fields = {key: field for key, field in forms[0]["properties"].items() if not field.get("description", "").startswith("The same as `")}
    return {**forms[0], "properties": fields}


@cache
def _schema() -> dict[str, Any]:
    return Deal.model_json_schema(by_alias=True)


@cache
def _issues() -> dict[str, Any]:
    return Issues.model_json_schema(by_alias=True)
