"""Tables over an experiment's space: theory where there is any, and runs that are missing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.analysis import horizons, paths, surfaces, swings, winners
from experiments.analysis.cube import Cube, make_cube
from model.randomness import draws_array

NAN = float("nan")


def normals(seed: int, *shape: int) -> np.ndarray:
    """Return keyed standard normal draws."""
    size = int(np.prod(shape))
    return stats.norm.ppf(draws_array(seed, np.arange(size), 96, index=5)[0]).reshape(shape)


def cube(values: Any, arms: tuple = ("a", "b", "c"), **levels: Any) -> Cube:
    """Return a cube of one outcome, ``values`` [point, arm, replicate]."""
    values = np.asarray(values, dtype=float)
    found = {name: np.asarray(level) for name, level in levels.items()}
    return Cube(np.arange(len(values)), found, arms[: values.shape[1]], {"y": values})


def table_of(values: np.ndarray) -> dict[str, Any]:
    """Return the table of runs of a cube's values, in no particular order."""
    points, arms, replicates = (part.ravel() for part in np.indices(values.shape))
    order = np.argsort(draws_array(9, np.arange(values.size), 96, index=6)[0])
    columns = {
        "point": points, "arm": np.array(["a", "b", "c"], dtype=object)[arms],
        "replicate": replicates, "x": points * 10.0, "y": values.ravel(),
    }  # fmt: skip
    return {name: column[order] for name, column in columns.items()}


# --- the cube -----------------------------------------------------------------------------------


def test_a_table_of_runs_becomes_a_cube_whatever_its_order():
    values = normals(1, 4, 3, 5)
    made = make_cube(table_of(values), ["x"], ["y"], ("a", "b", "c"))
    assert (made.values["y"] == values).all()
    assert made.levels["x"].tolist() == [0, 10, 20, 30]
    assert made.arms == ("a", "b", "c")


def test_runs_that_are_missing_or_failed_are_nan():
    values = normals(1, 2, 2, 2)
    table = table_of(values)
    table["y"][0] = np.inf
    gone = {name: column[:-1] for name, column in table.items()}
    made = make_cube(gone, ["x"], ["y"], ("a", "b"))
    assert np.isnan(made.values["y"]).sum() == 2


def test_points_that_agree_in_some_factors_are_pooled_by_replicate():
    values = normals(2, 4, 1, 3)
    whole = cube(values, x=[1, 1, 2, 2], z=[5, 6, 5, 6])
    onto = whole.onto(["x"])
    assert onto.levels["x"].tolist() == [1, 2]
    assert onto.values["y"][0] == pytest.approx(values[:2].mean(axis=0))
    values[0, 0, 0] = NAN
    assert whole.onto(["x"]).values["y"][0, 0, 0] == values[1, 0, 0]


# --- means and differences ----------------------------------------------------------------------


def test_a_surface_has_the_mean_and_student_s_interval_of_every_cell():
    values = normals(3, 2, 3, 6)
    table = surfaces.surface(cube(values, x=[0.5, 1.5]))
    assert table["mean"] == pytest.approx(values.mean(axis=2).ravel())
    half = stats.t.ppf(0.975, 5) * values.std(axis=2, ddof=1) / np.sqrt(6)
    assert table["high"] - table["mean"] == pytest.approx(half.ravel())
    assert table["x"].tolist() == [0.5] * 3 + [1.5] * 3
    assert table["arm"].tolist() == ["a", "b", "c"] * 2


def test_changes_are_paired():
    luck = 100 * normals(4, 1, 1, 8)
    values = luck + np.array([0.0, 1.0, 3.0])[:, None] + 0.01 * normals(5, 1, 3, 8)
    table = surfaces.change_surface(cube(values))
    assert table["arm"].tolist() == ["b", "c"]
    assert table["baseline"].tolist() == ["a", "a"]
    assert table["mean"] == pytest.approx([1, 3], abs=0.05)
    assert (table["high"] - table["low"] < 0.1).all()


def test_levels_are_pooled_over_all_other_factors():
    values = normals(6, 4, 2, 5)
    table = surfaces.by_level(cube(values, x=["p", "q", "p", "q"]), "x")
    own = values[[0, 2], 1].mean(axis=0)
    at = (table["x"] == "p") & (table["arm"] == "b")
    assert table["mean"][at] == pytest.approx([own.mean()])
    assert table["high"][at] == pytest.approx(
        [own.mean() + stats.t.ppf(0.975, 4) * own.std(ddof=1) / np.sqrt(5)]
    )


def test_shared_luck_saves_what_it_explains():
    luck, own = normals(7, 1, 1, 4000), normals(8, 1, 2, 4000)
    values = np.sqrt(0.75) * luck + np.sqrt(0.25) * own
    saved = surfaces.saving(cube(values), "y")
    assert np.isnan(saved[0])
    assert saved[1] == pytest.approx(0.75, abs=0.02)


def test_one_replicate_saves_nothing_that_is_known():
    assert np.isnan(surfaces.overall(cube(normals(9, 3, 2, 1)))["saving"]).all()


def test_the_running_difference_ends_at_the_whole_one():
    values = normals(10, 3, 2, 7)
    table = surfaces.running_difference(cube(values), "y")
    assert table["count"].tolist() == [2, 3, 4, 5, 6, 7]
    assert table["mean"][-1] == pytest.approx((values[:, 1] - values[:, 0]).mean())
    assert len(surfaces.running_difference(cube(values[..., :1]), "y")["count"]) == 0


# --- winners ------------------------------------------------------------------------------------


def test_the_best_arm_wins_by_its_lead_over_the_second():
    values = np.array([1.0, 4.0, 2.5])[None, :, None] + 0.1 * normals(11, 1, 3, 6)
    found = winners.winners(cube(values), "y")
    assert (found["best"][0], found["second"][0]) == ("b", "c")
    assert found["margin"][0] == pytest.approx((values[0, 1] - values[0, 2]).mean())
    assert found["decided"][0]
    less = winners.winners(cube(values), "y", higher_is_better=False)
    assert (less["best"][0], less["second"][0]) == ("a", "c")
    assert less["margin"][0] > 0


@pytest.mark.parametrize(
    ("values", "best", "decided"),
    [
        ([[[1.0], [2.0]]], "b", False),  # one replicate tells nothing
        ([[[NAN, NAN], [1.0, 2.0]]], "b", False),  # nobody to beat
        ([[[NAN, NAN], [NAN, NAN]]], "", False),
        ([[[3.0, 3.0], [3.0, 3.0]]], "a", False),  # a draw
        ([[[1.0, 1.0], [2.0, 2.0]]], "b", True),
    ],
)
def test_edges_of_winning(values: list, best: str, decided: bool):
    found = winners.winners(cube(values), "y")
    assert found["best"][0] == best
    assert found["decided"][0] == decided


def test_equal_arms_are_seldom_called_decided():
    """With k equal arms the chance of a wrong call is at most half of 5 % for each, 5 % for all."""
    values = normals(12, 4000, 4, 5)
    found = winners.winners(cube(values, ("a", "b", "c", "d")), "y")
    assert found["decided"].mean() < 0.05
    better = values.copy()
    better[:, 2] += 5.0
    surely = winners.winners(cube(better, ("a", "b", "c", "d")), "y")
    assert (surely["best"] == "c").all()
    assert surely["decided"].mean() > 0.9


@given(st.integers(0, 10_000), st.integers(2, 5), st.integers(1, 6), st.floats(0.0, 0.6))
@settings(max_examples=60)
def test_standings_agree_with_winners(seed: int, arms: int, replicates: int, lost: float):
    values = normals(seed, 3, arms, replicates)
    luck = draws_array(seed, np.arange(values.size), 96, index=8)[0]
    values[luck.reshape(values.shape) < lost] = NAN
    made = cube(values, tuple("abcde"))
    found, places = winners.winners(made, "y"), winners.standings(made, "y")
    for point in range(3):
        own = places["point"] == point
        first = places["arm"][own & (places["rank"] == 1)]
        assert first.tolist() == ([found["best"][point]] if found["best"][point] else [])
        if found["decided"][point]:
            assert places["tied"][own].sum() == 1
        assert not places["tied"][own & (places["rank"] == 0)].any()
    whole = np.isfinite(values).all(axis=(1, 2))
    assert (found["margin"][whole] >= -1e-12).all()


# --- single factors -----------------------------------------------------------------------------


def test_swings_are_paired_with_the_base():
    luck = 50 * normals(13, 1, 1, 6)
    lift = np.array([0.0, -1.0, 2.0, 0.5])[:, None, None]
    made = cube(np.repeat(luck + lift, 2, axis=1))
    found = swings.swings(made, "y", {"x": [1, 5], "kind": ["phone"]})
    assert found["factor"].tolist() == ["x", "x", "x", "x", "kind", "kind"]
    assert found["mean"] == pytest.approx([-1, -1, 2, 2, 0.5, 0.5])
    assert found["high"] - found["low"] == pytest.approx(0, abs=1e-9)
    assert found["number"][:4].tolist() == [1, 1, 5, 5]
    assert np.isnan(found["number"][4:]).all()


def test_rank_correlations_are_spearman_s():
    x = normals(14, 30)
    y = x**3 + 0.5 * normals(15, 30)
    made = Cube(np.arange(30), {"x": x, "flat": np.zeros(30)}, ("a",), {"y": y[:, None, None]})
    found = swings.rank_correlations(made, "y", ["x", "flat"])
    assert found["mean"][0] == pytest.approx(stats.spearmanr(x, y).statistic)
    assert found["low"][0] < found["mean"][0] < found["high"][0] <= 1
    assert np.isnan(found["mean"][1])


def test_the_interval_of_a_rank_correlation_covers_none_where_there_is_none():
    covered = 0
    for k in range(400):
        one, other = normals(1000 + k, 25), normals(5000 + k, 25)
        made = Cube(np.arange(25), {"x": one}, ("a",), {"y": other[:, None, None]})
        found = swings.rank_correlations(made, "y", ["x"])
        covered += bool(found["low"][0] <= 0 <= found["high"][0])
    assert 0.92 < covered / 400 < 0.98


# --- days and horizons --------------------------------------------------------------------------


def series(days: int, every: int = 1) -> dict[str, Any]:
    rows = [(a, r, d) for a in range(2) for r in range(3) for d in range(0, days, every)]
    arm, replicate, day = np.array(rows).T
    return {
        "point": np.zeros(len(rows), int), "arm": np.array(["a", "b"], dtype=object)[arm],
        "replicate": replicate, "day": day, "trust": 0.1 * arm + 0.01 * replicate,
        "profit": (day % 2) * 2.0,
    }  # fmt: skip


def test_stocks_are_told_as_they_are_and_flows_averaged():
    found = paths.paths(series(300), ["trust", "profit"], ("a", "b"))
    trust = found["outcome"] == "trust"
    assert (found["window"][trust] == 1).all()
    assert found["mean"][trust & (found["arm"] == "b")] == pytest.approx(0.11)
    profit = found["mean"][~trust & (found["day"] >= 30)]
    assert (found["window"][~trust] == 28).all()
    assert profit == pytest.approx(1.0)


def test_short_runs_are_not_averaged():
    found = paths.paths(series(20), ["profit"], ("a", "b"))
    assert (found["window"] == 1).all()
    assert set(found["mean"]) == {0.0, 2.0}


def outcome(name: str, of: str, last: int, how: str = "final") -> dict[str, Any]:
    return {"name": name, "of": of, "how": how, "last_day": last, "higher_is_better": True}


def test_outcomes_of_one_observable_at_several_days_are_a_family():
    given_ = [
        outcome("late", "trust", 364), outcome("soon", "trust", 29), outcome("p", "profit", 29),
        outcome("s", "suspicion", 29, "time_to"), outcome("t", "suspicion", 99, "time_to"),
    ]  # fmt: skip
    assert horizons.families(given_) == {"trust": ["soon", "late"]}


def test_horizons_rank_the_arms_each_time():
    soon = np.array([1.0, 2.0])[None, :, None] + 0.01 * normals(16, 1, 2, 5)
    late = np.array([3.0, 2.0])[None, :, None] + 0.01 * normals(17, 1, 2, 5)
    made = Cube(np.arange(1), {}, ("a", "b"), {"soon": soon, "late": late})
    given_ = [outcome("soon", "trust", 29), outcome("late", "trust", 364)]
    found = horizons.horizons(made, given_)
    rows = list(zip(found["days"], found["arm"], found["rank"], found["tied"], strict=True))
    assert rows == [
        (30, "a", 2, False),
        (30, "b", 1, True),
        (365, "a", 1, True),
        (365, "b", 2, False),
    ]
    assert len(horizons.horizons(made, given_[:1])["arm"]) == 0
