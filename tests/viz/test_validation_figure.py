"""The picture of what was measured against its bands."""

from __future__ import annotations

import math

import pytest

from tests.viz.pages import assert_legible, words_of
from viz.figures import bands, harm

INF = math.inf


def entry(name: str, mean: float, band_low: float, band_high: float, **more: object) -> dict:
    passes = band_low <= mean - 0.1 and mean + 0.1 <= band_high
    base = {
        "experiment": "V1", "title": "Wear-in, wear-out", "id": f"V1.{name}", "unit": "share",
        "about": f"the share that is meant by {name}, told at some length", "mean": mean,
        "low": mean - 0.1, "high": mean + 0.1, "band_low": band_low, "band_high": band_high,
        "ablated": 0.0, "passes": passes, "role": "fitted",
    }  # fmt: skip
    return base | more


ENTRIES = [
    entry("two_ends", 0.5, 0.2, 0.9),
    entry("from_below", 3.0, 0.2, INF, role="held out"),
    entry("to_above", 3.0, -INF, 1.0, experiment="V2", title="Another"),
    entry("far_out", -400.0, 0.2, 0.9),
    entry("none", math.nan, 0.2, INF, low=math.nan, high=math.nan, ablated=math.nan, passes=False),
    entry("open", 0.00012345, -INF, INF, role="reported"),
]


@pytest.mark.parametrize("shape", ["wide", "narrow"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_bands_are_legible(mode: str, shape: str):
    figure = bands.bands(ENTRIES, mode, shape)
    assert_legible(figure)
    assert "2 of 5 quantities" in words_of(figure)


def test_bands_in_words():
    said = bands.alternative(ENTRIES)
    assert "V1.two_ends" in said
    assert "band 0.2 to 0.9, passes" in said
    assert "band ≤ 1, does not pass" in said


def test_a_value_at_the_end_of_its_band_lies_at_the_end_of_the_shade():
    for one in ENTRIES[:3]:
        place, start, end = bands.scale(one)
        if math.isfinite(one["band_low"]):
            assert place(one["band_low"]) == pytest.approx(start)
        if math.isfinite(one["band_high"]):
            assert place(one["band_high"]) == pytest.approx(end)


CELLS = [
    {"intent_harm": h, "suspicion_gain": g, "short": 0.1, "long_to_short": 2.2 - 4 * h - 8 * g,
     "holds": h < 0.1 and g < 0.1}
    for h in (0.0, 0.01, 0.1, 0.3) for g in (0.0, 0.01, 0.1)
]  # fmt: skip
RANGES = [
    {"parameter": "conversation.closeness_gain", "default": 0.12, "declared_low": 0.0,
     "declared_high": 1.0, "low": 0.05, "high": 1.0},
    {"parameter": "appraisal.intent_cost", "default": 0.5, "declared_low": -0.5,
     "declared_high": 2.0, "low": -0.5, "high": 0.75},
]  # fmt: skip


@pytest.mark.parametrize("shape", ["wide", "narrow"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_bound_on_harm_is_legible(mode: str, shape: str):
    figure = harm.harm(CELLS, RANGES, mode, shape)
    assert_legible(figure)
    assert "up to 0.01" in words_of(figure)


def test_the_bound_is_the_largest_harm_that_holds():
    assert harm.bound(CELLS) == 0.01
    nothing = [cell | {"holds": False} for cell in CELLS]
    assert harm.finding(nothing) == (
        "No harm of intent that was tried agrees with published elasticities"
    )
    assert "conversation.closeness_gain 0.05 to 1" in harm.alternative(CELLS, RANGES)
