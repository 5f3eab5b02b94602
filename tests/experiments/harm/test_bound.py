"""How much harm the evidence allows: what is tried, and what counts as failing."""

from __future__ import annotations

import pytest

from experiments.harm.bound import GOVERNS, WORLDS, admissible, failing, measuring_by, values_tried
from experiments.run.pool import pool
from model.parameters import PARAMETERS


@pytest.mark.parametrize("name", GOVERNS)
def test_zero_the_default_and_both_ends_are_tried(name: str):
    p, tried = PARAMETERS[name], values_tried(name)
    assert p.moral
    assert {0.0, float(p.default), p.low, p.high} <= set(tried)
    assert tried == sorted(tried)
    assert set(GOVERNS[name]) <= set(WORLDS)


def stub(held: dict[float, bool]) -> object:
    def found(name: str, changes: tuple) -> dict:
        value = dict(changes).get("trust.warmth", 0.8)
        return {f"{name}.x": (value, held(value)), f"{name}.always_out": (9.0, False)}

    return found


def test_a_range_ends_where_something_fails_that_held():
    found = admissible("trust.warmth", stub(lambda value: 0.3 < value < 2.0))
    default = float(PARAMETERS["trust.warmth"].default)
    tried = [value for value in values_tried("trust.warmth") if 0.3 < value < 2.0]
    assert (found.low, found.high) == (min(tried), max(tried))
    assert found.low <= default <= found.high
    assert "V5.x" in found.broken_below
    assert "always_out" not in found.broken_below + found.broken_above


def test_a_coefficient_that_nothing_bounds_is_free():
    found = admissible("trust.warmth", stub(lambda value: True))
    assert (found.low, found.high) == (found.declared_low, found.declared_high)
    assert found.broken_below == found.broken_above == ""


@pytest.mark.slow
def test_without_closeness_in_harm_a_warm_brand_does_not_fall_harder():
    with pool(0) as here:
        assert "V5.fall" in failing("trust.warmth", 0.0, measuring_by(here))
