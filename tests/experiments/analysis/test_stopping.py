"""Stopping on the half-width of an interval."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from experiments.analysis.chance import normals
from experiments.analysis.stopping import compared, half_width, satisfied


def test_the_half_width_is_that_of_students_interval() -> None:
    values = np.array([1.0, 2.0, 4.0, 8.0])
    low, high = stats.t.interval(0.95, 3, values.mean(), stats.sem(values))
    assert half_width(values) == pytest.approx((high - low) / 2)
    low, high = stats.t.interval(0.8, 3, values.mean(), stats.sem(values))
    assert half_width(values, 0.8) == pytest.approx((high - low) / 2)


def test_missing_replicates_are_left_out() -> None:
    assert half_width([1.0, np.nan, 3.0, 5.0]) == half_width([1.0, 3.0, 5.0])


@pytest.mark.parametrize("values", [[], [1.0], [1.0, np.nan], [np.nan, np.nan]])
def test_fewer_than_two_values_are_never_enough(values: list[float]) -> None:
    assert half_width(values) == float("inf")
    assert not satisfied({0: np.array(values)}, 1e9)


def test_luck_that_all_arms_share_does_not_count() -> None:
    luck = np.array([0.0, 50.0, -20.0, 7.0])
    together = {0: luck, 1: luck + 1.0, 2: np.add(luck, [2.0, 2.1, 1.9, 2.0])}
    assert satisfied(together, 0.2)
    assert not satisfied({0: luck}, 0.2)


def test_every_arm_has_to_be_known_well_enough() -> None:
    base = np.zeros(5)
    wild = np.array([-9.0, 9.0, 0.0, 4.0, -4.0])
    assert satisfied({"a": base, "b": base + 1}, 0.1)
    assert not satisfied({"a": base, "b": base + 1, "c": wild}, 0.1)


def test_pairs_of_which_one_is_missing_are_left_out() -> None:
    found = compared({0: np.array([1.0, np.nan, 3.0]), 1: np.array([2.0, 5.0, np.nan])})
    np.testing.assert_array_equal(found[1], [1.0, np.nan, np.nan])


def coverage(least: int, step: int, width: float, most: int = 60, trials: int = 1500) -> float:
    """Return how often the interval covers 0 after stopping, with differences of spread 1."""
    held = 0
    for values in normals((trials, most), index=11):
        count = least
        while count < most and not satisfied({0: np.zeros(count), 1: values[:count]}, width):
            count = min(count + step, most)
        held += abs(values[:count].mean()) <= half_width(values[:count])
    return held / trials


def test_stopping_costs_some_coverage_as_the_docs_say() -> None:
    error = 3 * np.sqrt(0.93 * 0.07 / 1500)
    assert coverage(5, 5, 0.5) == pytest.approx(0.927, abs=error)
    assert coverage(2, 1, 0.5, trials=800) < 0.93
    assert coverage(60, 5, 0.5) == pytest.approx(0.95, abs=error), "a fixed number costs nothing"
