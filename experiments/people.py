"""Where everybody stands when a run is over: one row a brand and person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.store.parquet import Table
from model.state import DAY, PAIR_STATE, PERSON_STATE, STANDING
from model.world import KNOWS_CUSTOMER, KNOWS_FOLLOWER, NO_DAY

Array = npt.NDArray[Any]

TIES = np.array(["stranger", "follower", "left", "alienated"], dtype=object)
"""What each value of the field ``tie`` is called."""
PAIR_FIELDS = tuple(it.name for it in PAIR_STATE if it.told == STANDING)
"""Fields of a relationship that are told as they stand."""
PAIR_DAYS = tuple(it.name for it in PAIR_STATE if it.told == DAY)
PERSON_FIELDS = tuple(it.name for it in PERSON_STATE if it.told == STANDING)
"""Fields of a person that are told as they stand."""

ABOUT_PAIR = {it.name: it.about for it in PAIR_STATE}
ABOUT_PERSON = {it.name: it.about for it in PERSON_STATE}

NOTES: dict[str, str] = {
    "person": "key: the person's number",
    "id": "the person's id in the graph file; the number, where the graph was generated",
    "brand": "key: the brand's name",
    "trust": "trust in the brand, 0 to 1",
    **{name: ABOUT_PAIR[name] for name in PAIR_FIELDS},
    "salience": "short-lived pull of persuasion, its quick and its slow part together",
    "tie": f"one of {', '.join(TIES)}",
    **{f"{name}": f"{ABOUT_PAIR[name].split(';')[0]}; null for none" for name in PAIR_DAYS},
    "mutual": "whether the brand follows back",
    "follower_at_start": "follower on day 0",
    "customer_at_start": "customer on day 0",
    "friends": "number of friends; the same for every brand, like all that follows",
    **{name: ABOUT_PERSON[name] for name in PERSON_FIELDS},
    "x": "where the person stands in the picture of the graph; null if not in it",
    "y": "see x",
}
"""The definition of each column, in their order."""


def people_table(model: Any, ids: Array | None, place: tuple[Array, Array]) -> Table:
    """Return the table of a model as it stands, brands in the order of the scenario.

    ``place`` holds x and y of everybody in the picture, NaN for those not in it.
    """
    places = {brand.name: brand.place for brand in model.brands}
    names = [spec.name for spec in model.base.brands]
    order = [places[name] for name in names]
    people = len(model.people)
    columns = {
        "person": np.tile(np.arange(people), len(names)),
        "id": np.tile(np.arange(people) if ids is None else ids, len(names)),
        "brand": np.repeat(np.array(names, dtype=object), people),
        "trust": _stacked(model.trust(), order),
        **_relations(model.pairs, order),
        **_persons(model, len(names)),
        "x": np.tile(place[0], len(names)),
        "y": np.tile(place[1], len(names)),
    }
    return {name: columns[name] for name in NOTES}


def _stacked(values: Array, order: Sequence[int]) -> Array:
    """Return an array [person, brand] as one column, brand after brand."""
    return np.concatenate([values[:, place] for place in order])


def _relations(pairs: Any, order: Sequence[int]) -> dict[str, Array]:
    told = {name: _stacked(pairs[name], order) for name in PAIR_FIELDS}
    days = {name: _stacked(pairs[name], order) for name in PAIR_DAYS}
    cohort = _stacked(pairs.cohort, order)
    return told | {
        "salience": _stacked(pairs.quick + pairs.slow, order),
        "tie": TIES[_stacked(pairs.tie, order)],
        **{name: np.ma.masked_equal(day.astype(np.int32), NO_DAY) for name, day in days.items()},
        "mutual": _stacked(pairs.mutual, order) > 0,
        "follower_at_start": (cohort & KNOWS_FOLLOWER) > 0,
        "customer_at_start": (cohort & KNOWS_CUSTOMER) > 0,
    }


def _persons(model: Any, brands: int) -> dict[str, Array]:
    persons = model.world.people
    told = {name: np.tile(persons[name], brands) for name in PERSON_FIELDS}
    return {"friends": np.tile(np.diff(model.graph.indptr), brands)} | told
