"""JSON Schema of a deal file, with the names of this library: an editor completes kinds of exit, papers, clauses and parameters."""

from __future__ import annotations

from typing import Any

from generator.deal import Deal
from generator.library import Library
from generator.values import COMPOUND_SCHEMA, Open

_TYPES: dict[str, dict[str, Any]] = {
    "percent": {"$ref": "#/$defs/Percent"},
    "money": {"$ref": "#/$defs/Money"},
    "duration": {"anyOf": [{"$ref": "#/$defs/Duration"}, {"$ref": "#/$defs/Compound"}]},
    "date": {"$ref": "#/$defs/Date"},
    "yes/no": {"type": "boolean"},
    "number": {"type": "integer"},
    "side": {"enum": ["a", "b"]},
    "text": {"type": "string"},
}


def schema(library: Library) -> dict[str, Any]:
    """The schema of deal files for one library, draft 2020-12."""
    made = Deal.model_json_schema(by_alias=True)
    named: dict[str, Any] = {"Open": Open.json_schema(), "Compound": COMPOUND_SCHEMA}
    made = _use_definitions(made, named)
    definitions = made.setdefault("$defs", {})
    definitions |= named
    definitions["Trigger"]["properties"]["kind"] = {
        "oneOf": [{"const": "custom", "description": "An exit in counsel's own words."}]
        + [{"const": id, "description": clause.front.why} for id, clause in library.triggers.items()]
    }
    definitions["Step"]["properties"]["step"] = {"enum": sorted(library.steps)}
    made["properties"]["documents"]["items"] = {"enum": sorted(library.papers)}
    made["properties"]["clauses"] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {id: _choice(library, id) for id in library.clauses},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Pactwright deal file", **made}


def _choice(library: Library, id: str) -> dict[str, Any]:
    clause = library.clauses[id]
    declared = {name: _param(param.type) | ({"description": param.why} if param.why else {}) for name, param in clause.front.params.items()}
    extra = {"properties": {"params": {"type": "object", "properties": declared, "additionalProperties": False}}} if declared else {}
    return {"description": clause.front.why, "allOf": [{"$ref": "#/$defs/ClauseChoice"}], **extra}


def _param(declared: str) -> dict[str, Any]:
    if declared.startswith("list of "):
        return _or_open({"type": "array", "items": _type_of(declared.removeprefix("list of "))})
    return _or_open(_type_of(declared))


def _type_of(declared: str) -> dict[str, Any]:
    if declared.startswith("choice("):
        return {"enum": [word.strip() for word in declared[7:-1].split(",")]}
    return _TYPES[declared]


def _or_open(settled: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [*settled.get("anyOf", [settled]), {"$ref": "#/$defs/Open"}]}


def _use_definitions(node: Any, named: dict[str, Any]) -> Any:
    """The same schema with each kind of value written once, under `$defs`."""
    if isinstance(node, dict):
        for name, definition in named.items():
            if node == definition:
                return {"$ref": f"#/$defs/{name}"}
        return {key: _use_definitions(value, named) for key, value in node.items()}
    return [_use_definitions(item, named) for item in node] if isinstance(node, list) else node
