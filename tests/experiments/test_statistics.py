"""Intervals against theory."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special, stats

from experiments.statistics import mean_interval, paired
from model.randomness import Block, draws_array


def normals(*shape: int, index: int = 0) -> np.ndarray:
    size = int(np.prod(shape))
    drawn = draws_array(7, np.arange(size), Block.PICTURE, index=index)[0]
    return special.ndtri(drawn).reshape(shape)


def test_the_interval_is_students() -> None:
    values = normals(8, 3)
    found = mean_interval(values)
    for column in range(3):
        low, high = stats.t.interval(
            0.95, 7, loc=values[:, column].mean(), scale=stats.sem(values[:, column])
        )
        assert found.mean[column] == pytest.approx(values[:, column].mean())
        assert (found.low[column], found.high[column]) == pytest.approx((low, high))
    assert found.replicates.tolist() == [8, 8, 8]


@pytest.mark.parametrize("replicates", [2, 5, 30])
def test_the_interval_covers_the_true_mean_as_often_as_it_says(replicates: int) -> None:
    trials = 20_000
    found = mean_interval(normals(replicates, trials, index=replicates))
    share = ((found.low <= 0) & (found.high >= 0)).mean()
    # three standard deviations of a share of .95 among the trials
    assert share == pytest.approx(0.95, abs=3 * np.sqrt(0.95 * 0.05 / trials))


def test_pairing_removes_what_both_arms_share() -> None:
    luck, effect = 100 * normals(10, 1), 0.5 + 0.01 * normals(10, 1, index=1)
    apart = paired(luck + effect, luck)
    assert apart.mean[0] == pytest.approx(effect.mean())
    assert apart.high[0] - apart.low[0] < 0.05
    assert mean_interval(luck).high[0] - mean_interval(luck).low[0] > 50


def test_one_replicate_has_a_mean_and_no_interval() -> None:
    found = mean_interval([[2.0]])
    assert found.mean.tolist() == [2.0]
    assert np.isnan(found.low[0])
    assert np.isnan(found.high[0])


def test_replicates_without_a_value_are_left_out() -> None:
    found = mean_interval([[1.0, np.nan], [3.0, np.nan], [np.nan, np.nan]])
    assert found.replicates.tolist() == [2, 0]
    assert found.mean[0] == 2.0
    assert np.isnan([found.mean[1], found.low[1], found.high[1]]).all()


def test_no_spread_is_an_interval_of_no_width() -> None:
    found = mean_interval([[0.25], [0.25], [0.25]])
    assert (found.low[0], found.mean[0], found.high[0]) == (0.25, 0.25, 0.25)
