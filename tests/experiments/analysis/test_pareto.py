"""Pareto fronts and the search for them, against problems whose front is known."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.chance import normals, uniforms
from experiments.analysis.nsga import first_generation, next_generation, survivors
from experiments.analysis.pareto import (
    crowding,
    dominated,
    front_table,
    hypervolume,
    on_front_probability,
    ranks,
)


def test_who_is_dominated() -> None:
    costs = np.array([[1, 5], [2, 2], [5, 1], [3, 3], [2, 2], [1, np.nan], [2, 3]], dtype=float)
    assert dominated(costs).tolist() == [False, False, False, True, False, True, True]
    assert ranks(costs).tolist() == [0, 0, 0, 2, 0, 3, 1]


def test_crowding_by_hand() -> None:
    costs = np.array([[0.0, 4.0], [1.0, 2.0], [4.0, 0.0]])
    found = crowding(costs)
    assert found[[0, 2]].tolist() == [np.inf, np.inf]
    assert found[1] == pytest.approx(2.0)


def test_hypervolume_by_hand() -> None:
    costs = np.array([[1.0, 2.0], [2.0, 1.0], [5.0, 5.0]])
    assert hypervolume(costs, (3, 3)) == pytest.approx(3.0)
    assert hypervolume(np.array([[0.0, 0.0, 0.0]]), (1, 2, 3)) == pytest.approx(6.0)
    assert hypervolume(costs, (0.5, 3)) == 0.0


def searched(costs_of: object, width: int, ordered: list[bool], generations: int) -> np.ndarray:
    """Return the last generation's shares."""
    here = first_generation(40, width, seed=0)
    costs = costs_of(here)  # type: ignore[operator]
    for generation in range(generations):
        children = next_generation(here, costs, ordered, 0, generation)
        both = np.vstack([here, children])
        costs = np.vstack([costs, costs_of(children)])  # type: ignore[operator]
        kept = survivors(costs, 40)
        here, costs = both[kept], costs[kept]
    return here


def zdt1(shares: np.ndarray) -> np.ndarray:
    """Return the costs of Zitzler, Deb & Thiele's first problem (2000)."""
    g = 1 + 9 * shares[:, 1:].mean(axis=1)
    return np.column_stack([shares[:, 0], g * (1 - np.sqrt(shares[:, 0] / g))])


def test_the_front_of_zdt1_is_found() -> None:
    costs = zdt1(searched(zdt1, 6, [True] * 6, 100))
    front = costs[~dominated(costs)]
    # on the front the second cost is 1 - sqrt(first); it encloses 2/3 of the unit square
    assert np.abs(front[:, 1] - (1 - np.sqrt(front[:, 0]))).max() < 0.03
    assert hypervolume(front, (1.0, 1.0)) > 0.62
    assert len(front) > 25


def test_levers_without_order_are_searched_too() -> None:
    def costs(shares: np.ndarray) -> np.ndarray:
        kind = (5 * shares[:, 0]).astype(int).clip(0, 4)
        offset = np.array([0.3, 0.0, 0.4, 0.2, 0.5])[kind]
        return np.column_stack([shares[:, 1], 1 - shares[:, 1]]) + offset[:, None]

    found = searched(costs, 2, [False, True], 25)
    assert ((5 * found[:, 0]).astype(int) == 1).mean() > 0.9
    assert np.ptp(found[:, 1]) > 0.9


def test_generations_are_keyed_and_stay_in_the_cube() -> None:
    parents = first_generation(20, 3, seed=4)
    assert all(len(np.unique((20 * column).astype(int))) == 20 for column in parents.T)
    costs = uniforms((20, 2), index=9)
    one = next_generation(parents, costs, [True, True, False], 4, 0)
    again = next_generation(parents, costs, [True, True, False], 4, 0)
    np.testing.assert_array_equal(one, again)
    assert (one != next_generation(parents, costs, [True, True, False], 4, 1)).any()
    assert ((one >= 0) & (one <= 1)).all()


def test_the_probability_of_being_on_the_front() -> None:
    # the third is worse by a hair, the fourth by far; the first two trade off
    noise = normals((1, 1, 30))
    own = 0.3 * normals((4, 2, 30), index=1)
    means = np.array([[0.0, 1.0], [1.0, 0.0], [1.01, 0.01], [3.0, 3.0]])
    found = on_front_probability(means[:, :, None] + 5 * noise + own)
    assert found[0] == 1.0
    assert 0.05 < found[2] < 0.95
    assert found[3] == 0.0
    assert np.isnan(on_front_probability(means[:, :, None])).all()


def test_the_table_of_a_front() -> None:
    trust = np.array([[0.5, 0.6, 0.55], [0.2, 0.3, 0.25], [0.7, 0.8, 0.75], [np.nan] * 3])
    cost = np.array([[10.0, 11.0, 12.0], [20.0, 21.0, 22.0], [30.0, 31.0, 32.0], [1.0] * 3])
    hours = np.array([1.0, 2.0, 3.0, 4.0])
    table = front_table({"hours": hours}, {"trust": trust, "cost": cost}, (1.0, -1.0))
    assert table["candidate"].tolist() == [0, 2, 1, 3]
    assert table["on_front"].tolist() == [True, True, False, False]
    assert table["hours"].tolist() == [1.0, 3.0, 2.0, 4.0]
    assert table["trust"][0] == pytest.approx(0.55)
    assert table["cost_low"][0] < table["cost"][0] < table["cost_high"][0]
    assert table["probability"].tolist() == [1.0, 1.0, 0.0, 0.0]
    assert table["replicates"].tolist() == [3, 3, 3, 0]
