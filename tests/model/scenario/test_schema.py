"""The schema is right by its own standard, and says the same as the loader."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from model.errors import InputError
from model.parameters import BRAND_PARAMETERS, PARAMETERS
from model.scenario import Scenario, load_scenario, shipped_scenarios
from model.scenario.schema import json_schema
from model.strategies import SHIPPED
from tests.conftest import ROOT
from tests.model.scenario.documents import documents, mistaken

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
FILES = sorted((ROOT / "scenarios").glob("*.toml"))


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA, allow_nan=False)) == SCHEMA


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_shipped_scenarios_are_valid(file: Path) -> None:
    VALIDATOR.validate(tomllib.loads(file.read_text("utf-8")))


@pytest.mark.parametrize("name", shipped_scenarios())
def test_complete_scenarios_are_valid(name: str) -> None:
    VALIDATOR.validate(load_scenario(name).to_dict())


def test_every_declaration_is_in_it() -> None:
    for name, parameter in PARAMETERS.items():
        schema: Any = SCHEMA
        for part in name.split("."):
            schema = schema["properties"][part]
        assert schema["description"] == parameter.about
        assert schema["source"] == parameter.source
        assert schema.get("unit", "") == parameter.unit
        assert schema["default"] == parameter.default
    levers = SCHEMA["$defs"]["brand"]["properties"]
    assert set(levers) == {"label", "strategy", "options", *BRAND_PARAMETERS}
    for kind in SHIPPED:
        properties = SCHEMA["$defs"][f"options_{kind.name}"]["properties"]
        assert set(properties) == {*kind.options(), *kind.tables()}


def schema_accepts(document: dict[str, Any]) -> bool:
    """Tell whether the schema takes the document; what JSON cannot write it does not."""
    try:
        return VALIDATOR.is_valid(json.loads(json.dumps(document, allow_nan=False)))
    except ValueError:
        return False


def loader_accepts(document: dict[str, Any]) -> bool:
    try:
        Scenario.from_dict(document)
    except InputError:
        return False
    return True


@settings(max_examples=60)
@given(documents())
def test_right_documents_pass_both(document: dict[str, Any]) -> None:
    VALIDATOR.validate(document)
    assert loader_accepts(document)


@settings(max_examples=100)
@given(mistaken())
def test_a_mistake_fails_in_both_alike(document: dict[str, Any]) -> None:
    assert schema_accepts(document) == loader_accepts(document)


@pytest.mark.slow
@settings(max_examples=1000)
@given(mistaken())
def test_many_mistakes_fail_in_both_alike(document: dict[str, Any]) -> None:
    assert schema_accepts(document) == loader_accepts(document)


BRAND = {"strategy": "push"}
WRONG: list[dict[str, Any]] = [
    {},
    {"brands": {}},
    {"brands": {"a": {}}},
    {"brands": {"a b": BRAND}},
    {"brands": {"a\n": BRAND}},
    {"brands": {"a": BRAND | {"options": {"invite": 1.0}}}},
    {"brands": {"a": BRAND | {"options": {"craft": 9.0}}}},
    {"brands": {"a": {"strategy": "psuh"}}},
    {"brands": {"a": BRAND | {"label": "two\nlines"}}},
    {"brands": {"a": {"strategy": "switching", "options": {"before": "psuh"}}}},
    {"brands": {"a": {"strategy": "switching", "options": {"before_options": {"invite": 1}}}}},
    {"brands": {"a": BRAND}, "days": 0},
    {"brands": {"a": BRAND}, "days": True},
    {"brands": {"a": BRAND}, "people": {"count": 1.5}},
    {"brands": {"a": BRAND}, "people": {"cuont": 5}},
    {"brands": {"a": BRAND}, "network": {"kind": "smal_world"}},
    {"brands": {"a": BRAND}, "people.count": 5},
]


@pytest.mark.parametrize("document", WRONG, ids=range(len(WRONG)))
def test_known_mistakes_fail_in_both(document: dict[str, Any]) -> None:
    assert not schema_accepts(document)
    assert not loader_accepts(document)


def test_options_follow_the_strategy_within() -> None:
    within = {"before": "conversational", "before_options": {"invite": 1.0}}
    document = {"brands": {"a": {"strategy": "switching", "options": within}}}
    assert schema_accepts(document)
    assert loader_accepts(document)
