"""The JSON Schema: an editor completes names of this library, and every kind of value is described once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator import load_library
from generator.bind.schema import schema
from generator.values import COMPOUND_SCHEMA, Open


def test_the_schema_names_what_the_library_has() -> None:
    library = load_library()
    made = schema(library)
    kinds = [one["const"] for one in made["$defs"]["Trigger"]["properties"]["kind"]["oneOf"]]
    assert kinds == ["custom", *library.triggers]
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


DEALS = sorted((Path(__file__).parent.parent / "examples").rglob("*.json"))


@pytest.mark.parametrize("path", [path for path in DEALS if path.parent.name != "terms"], ids=lambda path: path.stem)
def test_a_good_deal_fits_the_schema(path: Path) -> None:
    """Short forms too: “90 days” for a notice, a date for the start."""
    judge = jsonschema.Draft202012Validator(made_once())
    assert [(list(fault.absolute_path), fault.message) for fault in judge.iter_errors(json.loads(path.read_text(encoding="utf-8")))] == []


def test_a_wrong_short_form_does_not_fit() -> None:
    deal = json.loads(DEALS[[path.stem for path in DEALS].index("harbor-mosaic")].read_text(encoding="utf-8"))
    deal["exit"]["triggers"][1]["notice"] = "soon"
    deal["term"]["effective"] = "01/03/2026"
    judge = jsonschema.Draft202012Validator(made_once())
    assert {tuple(fault.absolute_path)[:4] for fault in judge.iter_errors(deal)} == {("term", "effective"), ("exit", "triggers", 1, "notice")}


@cache
def made_once() -> dict[str, Any]:
    return schema(load_library())
