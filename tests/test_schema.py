"""The JSON Schema: an editor completes names of this library, and every kind of value is described once."""

from __future__ import annotations

from generator import load_library
from generator.bind.schema import schema
from generator.values import COMPOUND_SCHEMA, Open


def test_the_schema_names_what_the_library_has() -> None:
    library = load_library()
    made = schema(library)
    kinds = [one["const"] for one in made["$defs"]["Trigger"]["properties"]["kind"]["oneOf"]]
    assert kinds == ["custom", *library.triggers()]
    assert set(made["properties"]["clauses"]["properties"]) == set(library.clauses)
    assert made["properties"]["documents"]["items"] == {"enum": sorted(library.papers)}


def test_each_kind_of_value_is_described_once() -> None:
    made = schema(load_library())
    definitions = made["$defs"]
    assert definitions["Duration"]["examples"] == ["90 days", "10 business days", "12 months"]
    assert definitions["Open"] == Open.json_schema()
    assert definitions["Compound"] == COMPOUND_SCHEMA
    text = str({key: value for key, value in made.items() if key != "$defs"}) + str({k: v for k, v in definitions.items() if k not in ("Open", "Compound")})
    assert "Not settled yet" not in text
    assert made["properties"]["term"]["anyOf" if "anyOf" in made["properties"]["term"] else "$ref"]


def test_unknown_keys_are_refused_by_the_schema_too() -> None:
    made = schema(load_library())
    assert made["additionalProperties"] is False
    assert all(definition.get("additionalProperties") is False for name, definition in made["$defs"].items() if definition.get("type") == "object" and "properties" in definition)
