"""The JSON Schema (draft 2020-12) of a scenario, from the declarations.

It accepts what ``Scenario.from_dict`` accepts, but for four rules that JSON Schema cannot
state: that no two brands share a random key, that a user's own strategy may want its options
to fit together, that strategies within strategies come to an end, and that what is changed on
the way is there to be changed: a brand, an option of the strategy that it has on that day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.parameters import BRAND_PARAMETERS
from model.parameters.declaration import Parameter, Value
from model.parameters.validation import LONGEST_TEXT
from model.scenario.checking import (
    CHANGES,
    LONGEST_ABOUT,
    LONGEST_LINE,
    MOST_BRANDS,
    RUN_PARAMETERS,
    TREE,
)
from model.scenario.later import can_change
from model.strategies import STRATEGIES, Strategy

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
        **_object(
            head | run | _sections(TREE) | {"brands": brands, CHANGES: _changes()},
            required=["brands"],
        ),
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


def _changes() -> Schema:
    """Return the schema of what changes on the way."""
    levers = {k: value_schema(p) for k, p in BRAND_PARAMETERS.items() if p.role == "lever"}
    brand = _object(
        levers | {"strategy": {"enum": list(STRATEGIES)}, "options": {"type": "object"}}
    )
    day = _sections(_changeable(TREE, "")) | {
        "brands": {"type": "object", "additionalProperties": brand}
    }
    return {
        "description": f"What changes on the way: [{CHANGES}.30] holds from day 30 on.",
        "type": "object",
        "propertyNames": {"pattern": "^(0|[1-9][0-9]{0,3}|1[0-9]{4})$"},
        "additionalProperties": _object(day),
    }


def _changeable(tree: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """Return the part of the tree of parameters that can change while people live."""
    found: dict[str, Any] = {}
    for key, below in tree.items():
        name = f"{prefix}{key}"
        if not isinstance(below, Parameter):
            found[key] = _changeable(below, f"{name}.")
        elif can_change(name):
            found[key] = below
    return found


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
    follow = [_options_follow("options", "strategy", name, None) for name in STRATEGIES]
    return _object(own | levers, required=["strategy"]) | {"allOf": follow}


def _options_follow(table: str, named_by: str, strategy: str, default: Value | None) -> Schema:
    """Say that where ``named_by`` names this strategy, ``table`` holds this strategy's options."""
    condition: Schema = {"properties": {named_by: {"const": strategy}}}
    if strategy != default:
        condition["required"] = [named_by]
    options = {"$ref": f"#/$defs/options_{strategy}"}
    return {"if": condition, "then": {"properties": {table: options}}}


def _all_options() -> dict[str, Schema]:
    return {f"options_{name}": _options(strategy) for name, strategy in STRATEGIES.items()}


def _options(strategy: type[Strategy]) -> Schema:
    """Return the schema of a strategy's options, tables of other strategies' options included."""
    declared, tables = strategy.options(), strategy.tables()
    schemas = {name: value_schema(parameter) for name, parameter in declared.items()}
    follow: list[Schema] = []
    for table, named_by in tables.items():
        schemas[named_by] |= {"enum": list(STRATEGIES)}
        about = f"Options of the strategy that {named_by} names."
        schemas[table] = {"description": about, "type": "object"}
        default = declared[named_by].default
        follow += [_options_follow(table, named_by, name, default) for name in STRATEGIES]
    return _object(schemas) | ({"allOf": follow} if follow else {})
