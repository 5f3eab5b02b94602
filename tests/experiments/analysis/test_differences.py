"""Paired differences of arms and points."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from experiments.analysis.chance import normals
from experiments.analysis.cube import Cube
from experiments.analysis.differences import ARMS, POINTS, arm_differences, point_differences
from experiments.analysis.differences import saved as saved_share


def cube(values: np.ndarray, arms: tuple[str, ...] = ("push", "mixed", "silent")) -> Cube:
    """Return one with these values of trust, [point, arm, replicate]."""
    points = np.arange(len(values))
    levels = {"staff_hours": points / 2.0}
    return Cube(points, levels, arms[: values.shape[1]], {"trust": values})


def test_arms_are_compared_run_by_run() -> None:
    values = normals((2, 3, 8)) + 5 * normals((1, 1, 8), index=1)
    table = arm_differences(cube(values))
    assert table["arm"].tolist() == ["mixed", "silent"] * 2
    assert table["point"].tolist() == [0, 0, 1, 1]
    assert table["staff_hours"].tolist() == [0.0, 0.0, 0.5, 0.5]
    for row, (point, arm) in enumerate([(0, 1), (0, 2), (1, 1), (1, 2)]):
        difference = values[point, arm] - values[point, 0]
        low, high = stats.t.interval(0.95, 7, difference.mean(), stats.sem(difference))
        assert table["mean"][row] == pytest.approx(difference.mean())
        assert (table["low"][row], table["high"][row]) == pytest.approx((low, high))
        assert table["p"][row] == pytest.approx(stats.ttest_1samp(difference, 0).pvalue)
        assert table["own_mean"][row] == pytest.approx(values[point, arm].mean())
    assert (table["p_holm"] >= table["p"]).all()
    assert (table["low_all"] < table["low"]).all()
    assert set(table) == {*ARMS, "staff_hours"}


def test_points_are_compared_with_a_reference() -> None:
    values = normals((3, 2, 6))
    table = point_differences(cube(values), reference=1)
    assert table["point"].tolist() == [0, 2, 0, 2]
    assert table["arm"].tolist() == ["push", "push", "mixed", "mixed"]
    np.testing.assert_allclose(table["mean"][3], (values[2, 1] - values[1, 1]).mean())
    assert set(table) == {*POINTS, "staff_hours"}
    with pytest.raises(KeyError):
        point_differences(cube(values), reference=7)


def test_what_common_luck_saves_is_what_theory_says() -> None:
    # a = luck + own, b = luck + own: Var(a - b) = 2 own², Var a + Var b = 2 luck² + 2 own²
    count, own = 20_000, 0.5
    luck = normals((count, 1))
    one = luck + own * normals((count, 1), index=1)
    other = luck + own * normals((count, 1), index=2)
    assert saved_share(one, other)[0] == pytest.approx(1 / (1 + own**2), abs=0.01)
    assert saved_share(luck, luck + 3.0)[0] == pytest.approx(1.0)
    assert saved_share(luck, -luck)[0] == pytest.approx(-1.0)


def test_one_replicate_and_missing_runs_are_told_as_such() -> None:
    table = arm_differences(cube(np.array([[[1.0], [2.0]]])))
    assert table["mean"].tolist() == [1.0]
    assert table["replicates"].tolist() == [1]
    assert np.isnan([table[name][0] for name in ("low", "p", "p_holm", "low_all", "saved")]).all()
    values = np.array([[[1.0, 2.0, np.nan, 4.0], [1.5, np.nan, 3.0, 4.5]]])
    table = arm_differences(cube(values))
    assert table["replicates"].tolist() == [2]
    assert table["mean"].tolist() == [0.5]


def test_one_arm_has_no_differences() -> None:
    table = arm_differences(cube(normals((2, 1, 3))))
    assert len(table["mean"]) == 0
