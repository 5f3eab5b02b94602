"""Designs: which points there are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.sweep.design import count_points, points, shares
from experiments.sweep.factors import Span
from tests.experiments.sweep.files import small

TWO = {"price": {"low": 5.0, "high": 20.0, "levels": 4}, "strategy": ["push", "silent", "mixed"]}


@pytest.mark.parametrize(
    ("design", "count"),
    [
        ({"kind": "grid"}, 12),
        ({"kind": "one_at_a_time"}, 8),
        ({"kind": "random", "points": 7}, 7),
        ({"kind": "latin_hypercube", "points": 9}, 9),
        ({"kind": "sobol", "points": 9}, 16),
    ],
)
def test_as_many_points_as_are_announced(design: dict, count: int) -> None:
    made = small(factors=TWO, design=design, arms={})
    assert count_points(made) == count == len(points(made))
    assert len({repr(point) for point in points(made)}) == count


def test_a_grid_has_every_combination() -> None:
    found = points(small(factors=TWO, arms={}))
    assert found[0] == {"price": 5.0, "strategy": "push"}
    assert {point["price"] for point in found} == {5.0, 10.0, 15.0, 20.0}


def test_one_at_a_time_begins_with_the_base() -> None:
    found = points(small(factors=TWO, arms={}, design={"kind": "one_at_a_time"}))
    assert found[0] == {}
    assert all(len(point) == 1 for point in found[1:])


@pytest.mark.parametrize("kind", ["latin_hypercube", "sobol", "random"])
def test_samples_are_the_same_for_the_same_seed_only(kind: str) -> None:
    one, same, other = (
        shares(small(factors=TWO, arms={}, design={"kind": kind, "points": 16, "seed": seed}))
        for seed in (1, 1, 2)
    )
    assert (one == same).all()
    assert not (one == other).all()


def test_a_latin_hypercube_visits_every_part_once() -> None:
    design = {"kind": "latin_hypercube", "points": 20}
    found = shares(small(factors=TWO, arms={}, design=design))
    for column in found.T:
        assert sorted(np.floor(column * 20).astype(int)) == list(range(20))


def test_sobol_points_are_balanced() -> None:
    found = shares(small(factors=TWO, arms={}, design={"kind": "sobol", "points": 64}))
    for column in found.T:
        assert np.bincount((column * 8).astype(int)).tolist() == [8] * 8


@given(low=st.integers(-50, 50), width=st.integers(0, 30), share=st.floats(0, 1))
def test_whole_numbers_stay_whole_and_inside(low: int, width: int, share: float) -> None:
    span = Span(low, low + width, 5, "linear", True)
    assert isinstance(span.at(share), int)
    assert low <= span.at(share) <= low + width
    assert set(span.grid()) >= {low, low + width} if width else span.grid() == (low,)


@given(share=st.floats(0, 1))
def test_log_ranges_are_equal_steps_of_the_logarithm(share: float) -> None:
    found = Span(0.01, 100.0, 5, "log").at(share)
    assert found == pytest.approx(10 ** (4 * share - 2), rel=1e-9)


def test_categorical_levels_get_equal_parts() -> None:
    factor = small(factors=TWO, arms={}).factors[1]
    found = [factor.at(k / 300) for k in range(300)]
    assert [found.count(level) for level in factor.levels()] == [100, 100, 100]
