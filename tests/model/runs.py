"""Small markets, and runs compared to the last bit: what several tests need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from model.model import BrandAudienceModel
from model.observables import Table
from model.scenario import Scenario
from model.world import Records

DEALINGS: Mapping[str, Any] = {
    "conversation.social": 0.05, "conversation.complaint": 0.5, "people.need": 30.0,
    "talk.rate": 0.4, "talk.public": 0.5, "brands.*.failure_rate": 0.1, "ties.follow": 0.05,
    "brands.*.followers": 0.4, "brands.*.posts_a_day": 4.0,
}  # fmt: skip
"""Values under which a few hundred people meet with everything within weeks."""


def market(brands: Mapping[str, str], **keys: Any) -> Scenario:
    """Return a scenario with these brands (name to strategy); ``keys`` are top-level keys."""
    tables = {name: {"strategy": strategy} for name, strategy in brands.items()}
    return Scenario.from_dict({"brands": tables, **keys}, "market")


def run(base: Any, days: int, **more: Any) -> BrandAudienceModel:
    """Return a model after some days; ``more`` goes to the model."""
    model = BrandAudienceModel(base, **more)
    model.run(days)
    return model


def same_tables(one: Table, other: Table) -> bool:
    """Tell whether two tables are equal to the last bit."""
    return one.keys() == other.keys() and all(equal(one[name], other[name]) for name in one)


def equal(one: Any, other: Any) -> bool:
    """Tell whether two arrays are equal to the last bit, NaN being NaN."""
    one, other = np.asarray(one), np.asarray(other)
    if one.dtype == object:
        return one.tolist() == other.tolist()
    return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")


def differing(one: Records, other: Records) -> list[str]:
    """Return the fields in which two arrays of records differ."""
    return [name for name in one.dtype.names if not equal(one[name], other[name])]


def state(model: BrandAudienceModel) -> dict[str, Any]:
    """Return a copy of all that a day leaves to the next, by name."""
    w = model.world
    names = ("people", "pairs", "signals", "spoke", "mail", "brands", "interests")
    return {name: getattr(w, name).copy() for name in names}


def same_state(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two states are equal to the last bit."""
    return all(
        not differing(one[name], other[name])
        if one[name].dtype.names
        else equal(one[name], other[name])
        for name in one
    )


def differences(one: Table, other: Table) -> list[str]:
    """Return the columns in which two tables differ."""
    return [name for name in one if not equal(one[name], other[name])]
