"""Outcomes of a run, on paths whose answer is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.sweep.measures import USUAL, Measure

A = {"trust": np.array([0.1, 0.2, 0.4, 0.3]), "read": np.array([1.0, 2.0, 3.0, 4.0]),
     "impressions": np.array([10.0, 20.0, 30.0, 40.0])}  # fmt: skip
B = {"trust": np.array([0.2, 0.1, 0.2, 0.2])}
DAYS = {"a": A, "b": B}


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (Measure("x", "trust"), 0.3),
        (Measure("x", "trust", "final", start=1, stop=2), 0.2),
        (Measure("x", "trust", "mean"), 0.25),
        (Measure("x", "trust", "mean", start=1, stop=3), 0.3),
        (Measure("x", "trust", "mean", start=-2), 0.35),
        (Measure("x", "read", "total"), 10.0),
        (Measure("x", "trust", "area"), 0.15 + 0.3 + 0.35),
        (Measure("x", "trust", "area", start=3), 0.0),
        (Measure("x", "trust", "change"), 0.2),
        (Measure("x", "trust", "largest"), 0.4),
        (Measure("x", "trust", "smallest", start=1), 0.2),
        (Measure("x", "read", "ratio", by="impressions"), 0.1),
        (Measure("x", "trust", "time_to", above=0.2), 1.0),
        (Measure("x", "trust", "time_to", above=0.25, start=3), 3.0),
        (Measure("x", "trust", "time_to", below=0.15), 0.0),
        (Measure("x", "trust", "time_to", above=0.9), math.nan),
        (Measure("x", "trust", "crossing", other="b"), 1.0),
        (Measure("x", "trust", "crossing", brand="b", other="a"), math.nan),
        (Measure("x", "trust", "final", brand="b"), 0.2),
        (Measure("x", "trust", "mean", start=9), math.nan),
    ],
)
def test_known_answers(measure: Measure, value: float) -> None:
    assert measure.value(DAYS, "a") == pytest.approx(value, nan_ok=True)


def test_days_without_a_value_are_left_out_of_means_and_sums() -> None:
    path = np.ma.masked_array([1.0, 5.0, 3.0], mask=[False, True, False])
    days = {"a": {"trust": path}}
    assert Measure("x", "trust", "mean").value(days, "a") == 2.0
    assert Measure("x", "trust", "total").value(days, "a") == 4.0


def test_every_measure_says_what_it_is() -> None:
    for measure in USUAL:
        assert measure.of in measure.about()
        assert measure.how in measure.about()
