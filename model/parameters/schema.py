"""The JSON Schema (draft 2020-12) of a scenario, from the declarations.

It accepts what ``Scenario.from_dict`` accepts, but for two rules that JSON Schema cannot
state: that no two brands share a random key, and that options of a strategy fit together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.parameters import BRAND_PARAMETERS
from model.parameters.declaration import Parameter
from model.parameters.validation import LONGEST_TEXT
from model.scenario.checking import (
    LONGEST_ABOUT,
    LONGEST_LINE,
    MOST_BRANDS,
    RUN_PARAMETERS,
    TREE,
)
from model.strategies import STRATEGIES

Schema = dict[str, Any]

TYPES = {bool: "boolean", int: "integer", float: "number", str: "string"}
ODD_IN_LINE = "[\\u0000-\\u001f\\u007f-\\u009f]"
ODD_IN_TEXT = "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]"


def json_schema() -> Schema:
    """Return the schema of a whole scenario file."""
    head = {
        "title": _text("What the run is called in reports.", LONGEST_LINE, ODD_IN_LINE),
        "about": _text("What it is for, in some sentences.", LONGEST_ABOUT, ODD_IN_TEXT),
    }
    run = {key: value_schema(parameter) for key, parameter in RUN_PARAMETERS.items()}
    brands = {
        "description": "The brands, each a section [brands.<name>].",
        "type": "object",
        "minProperties": 1,
        "maxProperties": MOST_BRANDS,
        "propertyNames": {
            "minLength": 1, "maxLength": 40, "not": {"pattern": "[^A-Za-z0-9_-]"},
        },
        "additionalProperties": {"$ref": "#/$defs/brand"},
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Goodwill scenario",
        "description": "Everything that decides a run. What is left out takes its default.",
        **_object(head | run | _sections(TREE) | {"brands": brands}, required=["brands"]),
        "$defs": {"brand": _brand(), **_all_options()},
    }


def value_schema(parameter: Parameter) -> Schema:
    """Return the schema of one value, with unit, source and role as annotations."""
    schema: Schema = {
        "description": parameter.about,
        "type": TYPES[parameter.kind],
        "default": parameter.default,
    }
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    elif parameter.kind is str:
        schema |= {"maxLength": LONGEST_TEXT, "not": {"pattern": ODD_IN_TEXT}}
    elif parameter.kind is not bool:
        schema |= {"minimum": parameter.low, "maximum": parameter.high}
    notes = {"unit": parameter.unit, "source": parameter.source, "role": parameter.role}
    return schema | {name: note for name, note in notes.items() if note}


def _text(description: str, longest: int, odd: str) -> Schema:
    return {
        "description": description, "type": "string",
        "maxLength": longest, "not": {"pattern": odd},
    }  # fmt: skip


def _object(properties: Mapping[str, Schema], required: list[str] | None = None) -> Schema:
    schema: Schema = {
        "type": "object", "properties": dict(properties), "additionalProperties": False,
    }  # fmt: skip
    return schema | ({"required": required} if required else {})


def _sections(tree: Mapping[str, Any]) -> dict[str, Schema]:
    return {
        key: value_schema(below) if isinstance(below, Parameter) else _object(_sections(below))
        for key, below in tree.items()
    }


def _brand() -> Schema:
    own = {
        "label": _text("What pictures call the brand.", LONGEST_LINE, ODD_IN_LINE),
        "strategy": {
            "description": "What decides the brand's day.",
            "oneOf": [{"const": n, "description": s.about} for n, s in STRATEGIES.items()],
        },
        "options": {"description": "Options of the strategy.", "type": "object"},
    }
    levers = {key: value_schema(parameter) for key, parameter in BRAND_PARAMETERS.items()}
    return _object(own | levers, required=["strategy"]) | {
        "allOf": [_options_follow(name) for name in STRATEGIES]
    }


def _options_follow(strategy: str) -> Schema:
    """Say that a brand with this strategy has this strategy's options."""
    return {
        "if": {"properties": {"strategy": {"const": strategy}}, "required": ["strategy"]},
        "then": {"properties": {"options": {"$ref": f"#/$defs/options_{strategy}"}}},
    }


def _all_options() -> dict[str, Schema]:
    return {
        f"options_{name}": _object({k: value_schema(p) for k, p in strategy.options().items()})
        for name, strategy in STRATEGIES.items()
    }
