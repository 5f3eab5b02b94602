"""``mesa.batch_run``, unchanged: grids, periods, processes, replicates, and its seeds."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import mesa
import numpy as np
import pytest

from model.model import BrandAudienceModel
from model.observables import COLUMNS
from tests.model.mesa_home.towns import EXTRA_DAY, both_engines, town

BASE = {"base": "one_brand", "people.count": 50}
Row = dict[str, Any]


@pytest.fixture(autouse=True)
def without_mesas_own_advice() -> Iterator[None]:
    """Mesa 3.5 advises against ``iterations``, which 3.3 needs."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The `iterations` keyword", DeprecationWarning)
        yield


def batch(parameters: Row, **more: Any) -> list[Row]:
    settings = {"max_steps": 4, "number_processes": 1, "display_progress": False} | more
    return mesa.batch_run(BrandAudienceModel, parameters, **settings)


def figures(row: Row) -> dict[str, Any]:
    """Return the observables of a row."""
    return {name: value for name, value in row.items() if name.endswith(".usual")}


def assert_rows_are_the_series(rows: list[Row], model: BrandAudienceModel) -> None:
    """Each row of a run of one brand, and the same day of a run of one's own."""
    model.run(len(rows))
    table = model.series()
    for column in COLUMNS:
        collected = np.array([row[f"{column.name}.usual"] for row in rows], float)
        assert np.array_equal(collected, table[column.name], equal_nan=True), column.name


@both_engines
def test_every_day_is_collected_as_it_stands_in_the_series(engine: str) -> None:
    rows = batch(BASE | {"seed": 5, "engine": engine}, data_collection_period=1)
    assert len(rows) == 4 + EXTRA_DAY
    assert [row["Step"] for row in rows] == [n + 1 - EXTRA_DAY for n in range(len(rows))]
    assert_rows_are_the_series(rows, town("one_brand", 50, seed=5))


@both_engines
def test_the_last_day_alone_is_collected(engine: str) -> None:
    (row,) = batch(BASE | {"seed": 5, "engine": engine}, data_collection_period=-1)
    model = town("one_brand", 50, seed=5)
    model.run(4 + EXTRA_DAY)
    for column in COLUMNS:
        value = np.array(row[f"{column.name}.usual"], float)
        assert np.array_equal(value, model.series()[column.name][-1], equal_nan=True), column.name


def test_every_other_day_is_collected() -> None:
    daily = batch(BASE | {"seed": 5}, data_collection_period=1)
    rows = batch(BASE | {"seed": 5}, data_collection_period=2)
    assert len(rows) == 2 + EXTRA_DAY
    by_step = {row["Step"]: row for row in daily}
    for row in rows:
        np.testing.assert_equal(row, by_step[row["Step"]])


def test_a_grid_of_parameters() -> None:
    rows = batch(BASE | {"people.count": [50, 80], "brands.usual.price": (9.0, 11.0), "seed": 1})
    assert [(row["people.count"], row["brands.usual.price"]) for row in rows] == [
        (50, 9.0), (50, 11.0), (80, 9.0), (80, 11.0),
    ]  # fmt: skip
    assert [row["activity.usual"] for row in rows].count(rows[0]["activity.usual"]) == 2


def test_parameters_may_be_arrays_and_ranges() -> None:
    rows = batch(BASE | {"people.count": np.array([50, 80]), "seed": range(2)}, max_steps=1)
    assert [(row["people.count"], row["seed"]) for row in rows] == [
        (50, 0), (50, 1), (80, 0), (80, 1),
    ]  # fmt: skip


def test_runs_end_with_the_scenario() -> None:
    rows = batch(BASE | {"days": 3}, max_steps=50, data_collection_period=1)
    assert len(rows) == 3


@pytest.mark.often
@both_engines
def test_processes_give_the_same_rows(engine: str) -> None:
    parameters = BASE | {"people.count": [50, 80], "seed": [1, 2], "engine": engine}
    alone = batch(parameters, data_collection_period=1)
    together = batch(parameters, data_collection_period=1, number_processes=2)
    together.sort(key=lambda row: (row["RunId"], row["Step"]))  # Mesa gives them as they come
    np.testing.assert_equal(together, alone)


# --- replicates ------------------------------------------------------------------------


def all_differ(rows: list[Row]) -> bool:
    """Tell whether no two rows show the same figures."""
    return len({repr(figures(row)) for row in rows}) == len(rows)


def test_seeds_among_the_parameters_are_replicates() -> None:
    rows = batch(BASE | {"seed": range(4)})
    assert [row["seed"] for row in rows] == [0, 1, 2, 3]
    assert all_differ(rows)


def test_iterations_with_a_seed_of_none_are_replicates() -> None:
    rows = batch(BASE | {"rng": None}, iterations=3)
    assert [row["iteration"] for row in rows] == [0, 1, 2]
    assert all_differ(rows)
    assert len({row["seed"] for row in rows}) == 3


def test_a_row_says_with_which_seed_it_can_be_repeated() -> None:
    row = batch(BASE | {"rng": None}, iterations=2)[-1]
    (again,) = batch(BASE | {"seed": row["seed"]})
    np.testing.assert_equal(figures(again), figures(row))


def test_iterations_of_one_seed_are_one_run_and_say_so() -> None:
    rows = batch(BASE | {"seed": 6}, iterations=2)
    assert [row["seed"] for row in rows] == [6, 6]
    np.testing.assert_equal(figures(rows[0]), figures(rows[1]))


@pytest.mark.skipif(EXTRA_DAY, reason="Mesa 3.3 has no such argument")
def test_seeds_as_mesa_3_5_hands_them_out() -> None:
    rows = batch(BASE, rng=[1, 2, 3])
    assert [row["seed"] for row in rows] == [1, 2, 3]
    assert all_differ(rows)
    np.testing.assert_equal(figures(rows[1]), figures(batch(BASE | {"seed": 2})[0]))


@pytest.mark.skipif(EXTRA_DAY, reason="Mesa 3.3 passes on no seed of its own")
def test_iterations_alone_are_replicates_from_mesa_3_5_on() -> None:
    assert all_differ(batch(BASE, iterations=3))
