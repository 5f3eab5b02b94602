"""Ticks, limits and labels: round numbers, the right unit of time, nothing on top of another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.figures.grid import columns_for, grid
from viz.figures.labels import spread
from viz.figures.tables import by_brand, ends, ratio, recent_mean, recent_sum, window
from viz.figures.time_axis import name_for, ticks_for
from viz.figures.typesetting import balanced, brief, clip, drawable, width_of, wrap
from viz.figures.value_axis import even, limits, ticks_between, trust_limits

heights = st.lists(st.floats(-5, 15, allow_nan=False), min_size=1, max_size=12)
sentences = st.text("abcde fghij klmno ", min_size=1, max_size=120)


@given(heights)
def test_labels_keep_their_distance_and_their_order(wanted: list[float]):
    placed = spread(wanted, 0.5, 0.0, 10.0)
    order = np.argsort(wanted, kind="stable")
    gaps = np.diff(np.array(placed)[order])
    assert (gaps >= 0.5 - 1e-9).all()
    assert min(placed) >= -1e-9
    assert max(placed) <= 10 + 1e-9


@given(st.lists(st.floats(0, 10, allow_nan=False), min_size=1, max_size=40))
def test_labels_that_do_not_fit_are_spaced_evenly(wanted: list[float]):
    placed = np.sort(spread(wanted, 2.0, 0.0, 10.0))
    if len(wanted) > 6:
        assert np.diff(placed) == pytest.approx(10 / (len(wanted) - 1))


def test_labels_with_room_stay_where_they_belong():
    assert spread([1.0, 5.0, 9.0], 0.5, 0, 10) == [1.0, 5.0, 9.0]


def test_two_labels_that_collide_part_evenly():
    assert spread([5.0, 5.0], 1.0, 0, 10) == [4.5, 5.5]


@pytest.mark.parametrize(
    ("days", "unit", "last"),
    [(10, "days", "9"), (60, "weeks", "8"), (180, "weeks", "24"), (365, "months", "12"),
     (730, "months", "24"), (1100, "months", "36")],
)  # fmt: skip
def test_time_is_told_in_the_unit_that_reads_best(days: int, unit: str, last: str):
    assert name_for(np.arange(days, dtype=float)) == f"{unit} since the start"
    at, labels = ticks_for(0, days - 1, 14)
    assert labels[0] == "0"
    assert labels[-1] == last
    assert max(at) <= days - 1


@given(st.integers(1, 4000), st.floats(2, 20), st.integers(0, 500))
def test_ticks_of_time_fit_and_lie_inside(days: int, room: float, first: int):
    at, labels = ticks_for(first, first + days, room)
    assert 1 <= len(at) <= max(room, 2) + 1
    assert at == sorted(set(at))
    assert first <= min(at)
    assert max(at) <= first + days
    assert len(set(labels)) == len(labels)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.sampled_from([0.1, 0.2, 0.3]))
def test_trust_axes_hold_all_values_and_stay_within_0_and_1(values: list[float], least: float):
    low, high = trust_limits(np.array(values), least)
    assert 0 <= low <= min(values) + 1e-6
    assert max(values) - 1e-6 <= high <= 1
    assert high - low >= least - 1e-9


def test_limits_of_nothing():
    assert trust_limits(np.array([np.nan])) == (0.0, 1.0)
    assert limits(np.array([np.nan])) == (0.0, 1.0)
    assert limits(np.zeros(3)) == (0.0, 1.0)
    assert limits(np.array([-3.0, -1.0])) == (-3.0, 0.0)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 6))
def test_ticks_of_values_are_few_and_inside(low: float, size: float, most: int):
    marks = ticks_between(low, low + size, most)
    assert 1 <= len(marks) <= most + 1
    assert all(low - 1e-4 * size <= m <= low + 1.0001 * size for m in marks)


@pytest.mark.parametrize(
    ("marks", "text"),
    [([0.4, 0.45, 0.5], ["0.40", "0.45", "0.50"]), ([0, 1, 2], ["0", "1", "2"]),
     ([0, 0.01], ["0.00", "0.01"]), ([0, 5000], ["0", "5,000"]),
     ([0, 20_000], ["0", "20k"]), ([-0.5, 0.0], ["−0.5", "0.0"])],
)  # fmt: skip
def test_numbers_beside_ticks_have_even_decimals(marks: list[float], text: list[str]):
    assert [even(marks)(mark) for mark in marks] == text


@given(sentences, st.floats(0.6, 6))
def test_wrapped_lines_fit_and_lose_no_word(text: str, width: float):
    for lines in (wrap(text, "deck", width), balanced(text, "deck", width)):
        assert all(width_of(line, "deck") <= width for line in lines)
        assert "…" in "".join(lines) or " ".join(lines).split() == text.split()
    assert len(balanced(text, "deck", width)) == len(wrap(text, "deck", width))


@given(st.text(min_size=1, max_size=60), st.floats(0.3, 3))
def test_clipped_text_fits(text: str, width: float):
    short = clip(text, "label", width)
    assert width_of(short, "label") <= width or len(short) <= 2
    assert short == drawable(text, "label") or short.endswith("…")


def test_letters_that_the_font_lacks_become_boxes():
    assert clip("Ärger\n\x1f", "label", 3) == "Ärger□□"
    assert wrap("茶 tea", "headline", 3) == ["□ tea"]


def test_short_names_stay_whole():
    assert brief("Hearth") == "Hearth"
    assert len(brief("x" * 50)) == 26


@pytest.mark.parametrize("shape", ["wide", "narrow"])
@pytest.mark.parametrize("count", range(1, 13))
def test_grids_fill_the_page_without_overlap(count: int, shape: str):
    plan = grid(count, shape, 7.3, 1.0, left=0.4, right=0.5)
    assert len(plan.boxes) == count
    assert plan.columns == columns_for(count, shape)
    assert max(box.x + box.width for box in plan.boxes) <= 7.3 - 0.5 + 1e-9
    assert max(box.y + box.height for box in plan.boxes) < plan.height
    for i, a in enumerate(plan.boxes):
        for b in plan.boxes[i + 1 :]:
            assert a.x + a.width <= b.x + 1e-9 or a.y + a.height <= b.y + 1e-9


def test_flows_are_averaged_over_the_days_said():
    values = np.arange(20, dtype=float)[None]
    assert recent_sum(values, 7)[0, 10] == sum(range(4, 11))
    mean = recent_mean(values, 7)[0]
    assert np.isnan(mean[:6]).all()
    assert mean[6] == 3
    assert mean[19] == 16
    assert [window(d) for d in (1, 27, 28, 199, 200)] == [1, 1, 7, 7, 28]


def test_days_without_a_value_are_left_out_of_the_mean():
    values = np.ones((1, 10))
    values[0, 5] = np.nan
    assert recent_mean(values, 7)[0, 9] == 1


def test_a_share_of_nothing_is_no_number():
    assert np.isnan(ratio(np.array([0.0]), np.array([0.0]))[0])


def test_tables_are_read_by_brand_and_day():
    table = {
        "day": np.array([3, 3, 4]),
        "brand": np.array(["b", "a", "b"], dtype=object),
        "trust": np.array([1.0, 2.0, 3.0]),
    }
    values = by_brand(table, "trust")
    assert np.array_equal(values, [[1, 3], [2, np.nan]], equal_nan=True)
    assert ends(values).tolist() == [3, 2]
    assert ends(values, last=False).tolist() == [1, 2]
