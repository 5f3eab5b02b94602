"""Sensitivity indices against functions whose indices are known."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.chance import normals
from experiments.analysis.morris import morris_table, screening
from experiments.analysis.sobol import sobol_shares, sobol_table

ONE = ("number",)


def ishigami(shares: np.ndarray) -> np.ndarray:
    """Return Ishigami & Homma's function (1990) with a = 7, b = 0.1."""
    x = np.pi * (2 * shares - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_sobol_indices_of_ishigami() -> None:
    shares = sobol_shares(3, 2048, seed=0)
    table = sobol_table({"y": ishigami(shares)}, ["a", "b", "c"], ONE * 3, seed=0)
    np.testing.assert_allclose(table["first"], [0.3139, 0.4424, 0.0], atol=0.02)
    np.testing.assert_allclose(table["total"], [0.5576, 0.4424, 0.2437], atol=0.02)
    assert table["variance"][0] == pytest.approx(13.845, rel=0.03)
    assert table["points"].tolist() == [2048] * 3
    for name in ("first", "total"):
        assert (table[f"{name}_low"] <= table[name]).all()
        assert (table[name] <= table[f"{name}_high"]).all()


def test_sobol_g() -> None:
    # Var_i = 1 / (3 (1 + a_i)²), total variance the product of (1 + Var_i) less 1
    a = np.array([0.0, 1.0, 4.5, 9.0])
    shares = sobol_shares(4, 2048, seed=3)
    values = ((np.abs(4 * shares - 2) + a) / (1 + a)).prod(axis=1)
    parts = 1 / (3 * (1 + a) ** 2)
    table = sobol_table({"y": values}, list("abcd"), ONE * 4, seed=3)
    whole = (1 + parts).prod() - 1
    np.testing.assert_allclose(table["first"], parts / whole, atol=0.02)


def test_a_category_needs_no_order() -> None:
    # levels 0, 1, 2 are worth 5, -1, 2 in any order: variance 6; x of variance 12 * 12 / 12
    shares = sobol_shares(2, 1024, seed=1)
    worth = np.array([5.0, -1.0, 2.0])[np.minimum((3 * shares[:, 0]).astype(int), 2)]
    table = sobol_table(
        {"y": worth + 12 * shares[:, 1]}, ["s", "x"], ["category", "number"], seed=1
    )
    np.testing.assert_allclose(table["first"], [6 / 18, 12 / 18], atol=0.02)


def test_luck_is_a_share_of_variance() -> None:
    # a seed's effect of variance 1 beside a factor's of variance 3
    shares = sobol_shares(2, 1024, seed=1)
    luck = normals((64,))
    luck = (luck - luck.mean()) / luck.std()
    values = 6 * shares[:, 0] + luck[(64 * shares[:, 1]).astype(int)]
    table = sobol_table({"y": values}, ["x", "seed"], ["number", "seed"], seed=1)
    np.testing.assert_allclose(table["total"], [0.75, 0.25], atol=0.02)


def test_the_intervals_of_sobol_indices_cover_the_truth() -> None:
    held = 0
    for seed in range(40):
        table = sobol_table({"y": ishigami(sobol_shares(3, 64, seed))}, list("abc"), ONE * 3, seed)
        held += int(table["total_low"][1] <= 0.4424 <= table["total_high"][1])
    assert held >= 33  # of 40; fewer has a chance below 1 in 100 at 95 %


def test_missing_values_cost_their_base_point_only() -> None:
    values = ishigami(sobol_shares(3, 512, seed=2))
    values[7] = np.nan
    table = sobol_table({"y": values}, list("abc"), ONE * 3, seed=2)
    assert table["points"].tolist() == [511] * 3
    assert table["total"][1] == pytest.approx(0.4424, abs=0.06)
    flat = sobol_table({"y": np.ones_like(values)}, list("abc"), ONE * 3, seed=2)
    assert np.isnan(flat["total"]).all()


@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_seed_gives_the_same_design_also_if_it_is_0(seed: int) -> None:
    np.testing.assert_array_equal(sobol_shares(3, 8, seed), sobol_shares(3, 8, seed))
    one, again = screening([None, 3], 5, seed), screening([None, 3], 5, seed)
    np.testing.assert_array_equal(one.shares, again.shares)
    y = {"y": ishigami(sobol_shares(3, 32, seed))}
    first, second = (sobol_table(y, list("abc"), ONE * 3, seed) for _ in range(2))
    np.testing.assert_array_equal(first["first_low"], second["first_low"])
    assert (sobol_shares(3, 8, seed) != sobol_shares(3, 8, seed + 1)).any()


def test_morris_of_a_linear_function_is_its_slopes() -> None:
    asked = screening([None] * 4, 6, seed=0)
    slopes = np.array([3.0, -2.0, 0.0, 0.5])
    table = morris_table(asked, {"y": asked.shares @ slopes}, list("abcd"), ONE * 4, seed=0)
    np.testing.assert_allclose(table["mu"], slopes, atol=1e-12)
    np.testing.assert_allclose(table["mu_star"], np.abs(slopes), atol=1e-12)
    np.testing.assert_allclose(table["sigma"], 0.0, atol=1e-12)
    assert table["trajectories"].tolist() == [6] * 4


def test_morris_tells_curvature_and_interactions() -> None:
    asked = screening([None] * 3, 200, seed=1)
    x = asked.shares
    values = x[:, 0] + 4 * (x[:, 1] - 0.5) * (x[:, 2] - 0.5)
    table = morris_table(asked, {"y": values}, list("abc"), ONE * 3, seed=1)
    assert table["sigma"][0] == pytest.approx(0.0, abs=1e-12)
    assert (table["sigma"][1:] > 1.0).all()
    assert (np.abs(table["mu"][1:]) < 0.4).all()


def test_levels_without_order_are_compared_pair_by_pair() -> None:
    # worths 0, 0, 9: two levels differ by 9 in two pairs of three
    asked = screening([3, None], 3000, seed=5)
    worth = np.array([0.0, 0.0, 9.0])[(3 * asked.shares[:, 0]).astype(int)]
    table = morris_table(asked, {"y": worth + asked.shares[:, 1]}, ["s", "x"], ONE * 2, seed=5)
    assert table["mu_star"] == pytest.approx([6.0, 1.0], abs=0.2)
    assert np.isnan(table["mu"][0])


@pytest.mark.parametrize("count", [2, 3, 4, 5, 16])
def test_a_step_always_changes_a_level(count: int) -> None:
    asked = screening([count, None], 50, seed=2)
    own = (count * asked.shares[:, 0]).astype(int).reshape(50, 3)
    assert (own[:, 0] != own[:, 2]).all()
    assert set(own.ravel()) == set(range(count))


def test_a_trajectory_with_a_missing_value_is_left_out() -> None:
    asked = screening([None] * 2, 5, seed=0)
    values = asked.shares @ np.array([3.0, 1.0])
    values[4] = np.nan
    table = morris_table(asked, {"y": values}, ["a", "b"], ONE * 2, seed=0)
    assert table["trajectories"].tolist() == [4, 4]
    np.testing.assert_allclose(table["mu"], [3.0, 1.0])
    values[:] = np.nan
    table = morris_table(asked, {"y": values}, ["a", "b"], ONE * 2, seed=0)
    assert np.isnan(table["mu_star"]).all()
