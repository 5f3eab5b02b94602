"""Factors out of an experiment file, checked against the parameters' declarations."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.sweep.factors import GRAPH, Choice, Factor, Span, full_key
from experiments.sweep.reading_parts import DocumentPart, choice_of, list_of, number
from model.errors import InputError
from model.parameters import BRAND_PARAMETERS, PARAMETERS
from model.parameters.declaration import Parameter
from model.scenario import Scenario
from model.scenario.checking import RUN_PARAMETERS
from model.strategies import STRATEGIES

ALLOWED = (
    'a list of values, {low = …, high = …, levels = …}, "range" for the declared range,'
    " or choices that set several keys each"
)
MOST_LEVELS = 10_000


def flat(given: Any, name: str, file: str) -> dict[str, Any]:
    """Return nested tables as values by dotted key."""
    if not isinstance(given, Mapping):
        raise InputError("wrong type", file=file, key=name, value=given, allowed=f"[{name}]")
    found: dict[str, Any] = {}
    for key, value in given.items():
        if isinstance(value, Mapping):
            found |= {f"{key}.{k}": v for k, v in flat(value, f"{name}.{key}", file).items()}
        else:
            found[key] = value
    return found


def read_factor(
    name: str, given: Any, base: Scenario, brand: str, file: str, folder: Path
) -> Factor:
    """Return a factor as the file has it."""
    key, where = full_key(name, brand), f"factors.{name}"
    if key == "seed":
        raise InputError(
            "seeds are not a factor",
            file=file,
            key=where,
            allowed="replicates, which count them up",
        )
    part = DocumentPart(given if isinstance(given, Mapping) else {}, where, file)
    if "choices" in part.document:
        return _choices(name, part, brand)
    if key == GRAPH:
        return Factor(name, key, values=_files(given, part, folder, file))
    if isinstance(given, list):
        part = DocumentPart({"values": given}, where, file)
    if "values" in part.document:
        part.only(("values",))
        return Factor(name, key, values=_values(part, name, key, base, file))
    if given == "range" or isinstance(given, Mapping):
        return Factor(name, key, span=_span(part, key, base, brand))
    raise InputError("wrong value", file=file, key=where, value=given, allowed=ALLOWED)


def _values(part: DocumentPart, name: str, key: str, base: Scenario, file: str) -> tuple[Any, ...]:
    values = list_of(part, "values")
    if len(values) > MOST_LEVELS:
        raise InputError(
            "too many levels", file=file, key=part.name, allowed=f"up to {MOST_LEVELS}"
        )
    for value in values:
        if not isinstance(value, (bool, int, float, str)):
            raise InputError("wrong type", file=file, key=part.name, value=value, allowed=ALLOWED)
        if not _is_option(key):
            base.with_values({key: value}, file=file)
    if len(set(map(repr, values))) < len(values):
        raise InputError("a level is there twice", file=file, key=part.name)
    return values


def _choices(name: str, part: DocumentPart, brand: str) -> Factor:
    part.only(("choices",))
    table = part.table("choices")
    if not table.document:
        raise part.wrong("choices", f"[{part.name}.choices.NAME] sections", "empty")
    found = []
    for level, given in table.document.items():
        changes = flat(given, f"{table.name}.{level}", part.file)
        if "seed" in changes:
            raise InputError("seeds are not a factor", file=part.file, key=f"{table.name}.{level}")
        found.append(Choice(level, {full_key(k, brand): v for k, v in changes.items()}))
    return Factor(name, name, choices=tuple(found))


def _files(given: Any, part: DocumentPart, folder: Path, file: str) -> tuple[Any, ...]:
    if isinstance(given, Mapping):
        given = given.get("values")
    if not isinstance(given, list) or not given or not all(isinstance(g, str) for g in given):
        raise InputError(
            "wrong type", file=file, key=part.name, value=given, allowed="a list of edge lists"
        )
    return tuple(g if "\0" in g else os.path.join(folder, g) for g in given)


def declaration(key: str, base: Scenario, brand: str) -> Parameter | None:
    """Return what is declared of a key: a parameter, a brand's lever, or a strategy's option."""
    if key in RUN_PARAMETERS:
        return RUN_PARAMETERS[key]
    if key in PARAMETERS:
        return PARAMETERS[key]
    parts = key.split(".")
    if parts[0] == "brands" and len(parts) == 3:
        return BRAND_PARAMETERS.get(parts[2])
    if parts[0] == "brands" and parts[2:3] == ["options"] and len(parts) == 4:
        name = brand if parts[1] == "*" else parts[1]
        strategies = {spec.name: spec.strategy for spec in base.brands}
        kinds = [STRATEGIES[strategies[name]]] if name in strategies else []
        for kind in [*kinds, *STRATEGIES.values()]:
            if parts[3] in kind.options():
                return kind.options()[parts[3]]
    return None


def _is_option(key: str) -> bool:
    return ".options." in key


def _span(part: DocumentPart, key: str, base: Scenario, brand: str) -> Span:
    part.only(("low", "high", "levels", "scale"))
    declared = declaration(key, base, brand)
    if declared is None:
        base.with_values({key: 0}, file=part.file)  # says what is wrong with the name
        raise InputError("has no range", file=part.file, key=part.name, allowed=ALLOWED)
    if declared.kind not in (int, float):
        raise InputError("has no range", file=part.file, key=part.name, allowed="a list of values")
    ends = (declared.low, declared.high)
    low = number(part, "low", ends[0], *ends, whole=declared.kind is int)
    high = number(part, "high", ends[1], *ends, whole=declared.kind is int)
    if not (math.isfinite(low) and math.isfinite(high)) or low > high:
        raise part.wrong("high", f"a number from {low} up", "is below low")
    scale = choice_of(part, "scale", "linear", ("linear", "log"))
    if scale == "log" and low <= 0:
        raise part.wrong("low", "a number above 0, for a log scale")
    levels = int(number(part, "levels", 5, 1, MOST_LEVELS, whole=True))
    return Span(low, high, levels, scale, declared.kind is int)
