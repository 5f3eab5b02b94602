"""What runs show: more, less, the same, or nothing that can be told."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.comparison.outcomes import PATHS
from viz.lessons.lesson import Contrast, LessonMeasure
from viz.lessons.measuring import find, least_that_counts, measured, verdict
from viz.lessons.texts import fill, least_text, span, told, value_text, wrong_braces

from .making import run, runs, small

TRUST = Contrast("loud", "quiet", LessonMeasure("trust"))


@pytest.mark.parametrize(
    ("mean", "low", "high", "found"),
    [
        (0.05, 0.03, 0.07, "more"),
        (-0.05, -0.07, -0.03, "less"),
        (0.001, -0.01, 0.015, "same"),
        (0.01, 0.005, 0.015, "same"),  # certainly above zero, and too small to count
        (0.05, -0.01, 0.11, "unclear"),
        (0.019, 0.001, 0.04, "unclear"),  # above zero, and whether it counts is open
        (0.0, 0.0, 0.0, "same"),
        (0.3, math.nan, math.nan, "unclear"),  # a single replicate
        (math.nan, math.nan, math.nan, "unclear"),
    ],
)
def test_the_verdict_follows_from_the_interval(
    mean: float, low: float, high: float, found: str
) -> None:
    assert verdict(mean, low, high, 0.02) == found


@given(st.floats(-1, 1), st.floats(0, 1, exclude_min=True), st.floats(0, 1, exclude_min=True))
def test_the_mirror_image_gets_the_mirrored_verdict(mean: float, half: float, least: float) -> None:
    mirror = {"more": "less", "less": "more"}
    one = verdict(mean, mean - half, mean + half, least)
    other = verdict(-mean, -mean - half, -mean + half, least)
    assert other == mirror.get(one, one)


def test_differences_are_taken_within_replicates() -> None:
    found = find(TRUST, runs([0.5, 0.7, 0.9], [0.4, 0.6, 0.8]))
    assert found.differences == pytest.approx((0.1, 0.1, 0.1))
    assert (found.mean, found.low, found.high) == pytest.approx((0.1, 0.1, 0.1))
    assert (found.arm_mean, found.against_mean) == pytest.approx((0.7, 0.6))
    assert found.verdict == "more"


def test_replicates_without_a_value_are_left_out() -> None:
    found = find(TRUST, runs([0.5, math.nan, 0.6], [0.4, 0.4, 0.5]))
    assert found.mean == pytest.approx(0.1)
    assert found.arm_mean == pytest.approx(0.55)


def test_what_counts_is_two_hundredths_of_a_share_and_two_percent_of_all_else() -> None:
    assert least_that_counts("trust", 0.4, 0.5) == 0.02
    assert least_that_counts("read_share", 0.4, math.nan) == 0.02
    assert least_that_counts("purchases", 100.0, 200.0) == pytest.approx(4.0)
    assert least_that_counts("profit", -500.0, 100.0) == pytest.approx(10.0)
    assert least_that_counts("alienated", 0.0, 1.0) == 0.5
    assert least_that_counts("return_on_attention", 0.1, 0.2) == pytest.approx(0.004)


def test_some_days_only() -> None:
    paths = np.zeros((len(PATHS), 4))
    paths[PATHS.index("trust")] = [0.1, 0.2, 0.3, 0.4]
    paths[PATHS.index("purchases")] = [1, 2, 3, 4]
    paths[PATHS.index("read")] = [1, 1, 1, 1]
    paths[PATHS.index("impressions")] = [4, 4, 1, 1]
    one = run(paths.tolist())
    assert measured(one, LessonMeasure("trust", (0, 2))) == pytest.approx(0.2)  # as that day ends
    assert measured(one, LessonMeasure("purchases", (1, 3))) == 5  # added up
    assert measured(one, LessonMeasure("read_share", (0, 2))) == 0.25
    assert math.isnan(measured(run(), LessonMeasure("read_share", (0, 2))))


# --- how it is told --------------------------------------------------------------------


def test_braces_are_filled_with_what_the_runs_show() -> None:
    found = find(TRUST, runs([0.50, 0.52], [0.40, 0.40]))
    text = told(small(), found, "{arm} or {against}: {change}, {low}, {high}, {value}, {other}")
    assert text == "Pushes or Says nothing: +0.110, −0.017, +0.237, 0.51, 0.40"
    assert span(found) == "+0.110 (95\u00a0% interval: −0.017 to +0.237)"
    assert least_text(found) == "0.02"


def test_counts_and_money_are_told_in_full() -> None:
    assert value_text("purchases", 12345.0) == "12,345"
    assert value_text("profit", -4876.2) == "−€4,876"
    assert value_text("category_sales", 2310.0) == "2,310"
    assert value_text("read_share", 0.53) == "53\u00a0%"
    assert value_text("trust", math.nan) == "–"
    found = find(
        Contrast("loud", "quiet", LessonMeasure("purchases")), runs([9, 8], [4, 3], "purchases")
    )
    assert span(found).startswith("+5 units (95")


def test_nothing_to_compare_is_said() -> None:
    found = find(TRUST, runs([math.nan], [0.4]))
    assert (span(found), found.verdict) == ("no value to compare", "unclear")


def test_only_known_words_stand_in_braces() -> None:
    assert list(wrong_braces("{arm} is {high}")) == []
    assert list(wrong_braces("{arm.x} {} {0} {arm!r} { arm} {value")) == [
        "{arm.x}", "{}", "{0}", "{arm!r}", "{ arm}", "{value",
    ]  # fmt: skip
    assert list(wrong_braces("a } b")) == ["}"]
    assert fill("{arm} {arm}", {"arm": "{against}"}) == "{against} {against}"
