"""What the keywords of a model make of its base scenario, and which seed a run has.

Mesa hands a seed on under two names and counts None as "any": ``mesa.batch_run`` of Mesa 3.3
passes what stands among the parameters, that of 3.5 always passes ``rng`` besides, as None
where it was told nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from model.errors import InputError
from model.network.graph import Graph, count_people
from model.scenario import Scenario, load_scenario

SEED_NAMES = ("seed", "rng")
FRESH_BYTES = 4


def scenario_of(base: Any, keywords: Mapping[str, Any], graph: Graph | None) -> Scenario:
    """Return the base scenario with the values, the seed and the graph's size put in."""
    scenario = _base_of(base)
    values = {name: value for name, value in keywords.items() if name not in SEED_NAMES}
    if graph is not None:
        if "people.count" in values:
            raise InputError(
                "a graph of one's own sets the number of people", key="people.count",
                allowed="either people.count or graph",
            )  # fmt: skip
        if (count := count_people(graph)) != scenario.values["people.count"]:
            values["people.count"] = count
    values |= _seed({name: keywords[name] for name in SEED_NAMES if name in keywords})
    return scenario.with_values(values) if values else scenario


def _base_of(base: Any) -> Scenario:
    """Return a scenario given as such, as a dict like its file, or by its path or name."""
    if isinstance(base, Scenario):
        return base
    if isinstance(base, Mapping):
        return Scenario.from_dict(dict(base), "given", "base")
    if isinstance(base, (str, os.PathLike)):
        return load_scenario(base)
    raise InputError(
        "no scenario", key="base", value=type(base).__name__,
        allowed="a scenario, its path, the name of one that ships, or a dict like its file",
    )  # fmt: skip


def _seed(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the seed as a scenario's value; None given means one that nobody chose."""
    chosen = [value for value in given.values() if value is not None]
    if len(chosen) == len(SEED_NAMES):
        raise InputError("both seed and rng are given", key="rng", value=given["rng"],
                         allowed="one of the two")  # fmt: skip
    if not given:
        return {}
    return {"seed": chosen[0] if chosen else fresh_seed()}


def fresh_seed() -> int:
    """Return a seed of the system's own choice; the run keeps it, so it can be repeated."""
    return int.from_bytes(os.urandom(FRESH_BYTES), "little")


def mesa_values(holder: Any) -> dict[str, Any]:
    """Return the parameters that a ``Scenario`` of Mesa 3.5 holds; its page makes empty ones."""
    if holder is None:
        return {}
    if isinstance(holder, (Scenario, str, Path)):
        raise InputError("names Mesa's own holder of parameters", key="scenario", value=None,
                         allowed="a scenario of ours as base")  # fmt: skip
    return {name: value for name, value in holder if (name, value) != ("rng", None)}
