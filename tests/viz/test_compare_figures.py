"""The pictures of a comparison: dots with intervals, and trust under each arm."""

from __future__ import annotations

import numpy as np
import pytest

from tests.conftest import thinned
from tests.viz import synthetic
from tests.viz.pages import assert_legible, words_of
from viz.figures import differences as contrast
from viz.figures import trust_by_arm
from viz.figures.tables import RunFacts
from viz.figures.theme import MODES
from viz.reports.compare import sentences, table
from viz.reports.outcomes import PRINTED

FACTS = RunFacts(people=1000, seed=5, replicates=30, outcomes=PRINTED)
NINE = (
    "business_as_usual",
    "push",
    "scheduled",
    "conversational",
    "listening",
    "bait_and_pitch",
    "mixed",
    "switching",
    "a strategy with a name that goes on and on and on",
)


def one_sided() -> dict:
    """Trust differs surely up, surely down, not surely, and not at all."""
    return {
        "arm": np.array(["a", "b", "c", "d"], dtype=object),
        "baseline": np.array(["silent"] * 4, dtype=object),
        "outcome": np.array(["trust"] * 4, dtype=object),
        "mean": np.array([0.1, -0.2, 0.01, np.nan]),
        "low": np.array([0.05, -0.25, -0.01, np.nan]),
        "high": np.array([0.15, -0.15, 0.03, np.nan]),
        "replicates": np.array([30, 30, 30, 30]),
    }


DIFFERENCES = {
    "four arms": synthetic.differences(),
    "one arm": synthetic.differences(("push",)),
    "nine arms": synthetic.differences(NINE),
    "missing": synthetic.differences() | {c: np.full(24, np.nan) for c in ("mean", "low", "high")},
    "nil": synthetic.differences() | {c: np.zeros(24) for c in ("mean", "low", "high")},
    "sure and unsure": one_sided(),
}


@pytest.mark.parametrize("shape", ["wide", "narrow"])
@pytest.mark.parametrize("case", thinned(DIFFERENCES, 2))
def test_differences_are_legible(case: str, shape: str):
    mode = MODES[len(case) % 2]
    figure = contrast.differences(DIFFERENCES[case], FACTS, mode, shape)
    assert_legible(figure)
    assert "1,000 people, 30 runs of each arm, seeds from 5." in words_of(figure)


@pytest.mark.parametrize(
    ("days", "arms", "shape"),
    [
        (1, synthetic.ARMS, "wide"),
        (60, ("push",), "narrow"),
        (365, synthetic.ARMS, "narrow"),
        (1100, NINE, "wide"),
        (1100, NINE, "narrow"),
    ],
)
def test_trust_by_arm_is_legible(days: int, arms: tuple, shape: str):
    figure = trust_by_arm.trust_by_arm(synthetic.paths(arms, days), FACTS, "dark", shape)
    assert_legible(figure)
    words = words_of(figure)
    assert "1,000 people, 30 runs of each arm, seeds from 5." in words
    assert "95\u00a0% interval of that mean over the replicates" in words


def test_every_panel_has_a_unit():
    figure = contrast.differences(DIFFERENCES["four arms"], FACTS)
    assert [ax.get_xlabel() for ax in figure.axes] == [
        "0 none to 1 full",
        "percentage points",
        "units",
        "€",
        "people",
        "value per message shown",
    ]


def test_a_full_dot_is_a_difference_beyond_chance():
    figure = contrast.differences(one_sided(), FACTS)
    dots = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    paper = figure.get_facecolor()
    from matplotlib.colors import to_rgba

    hollow = [to_rgba(dot.get_markerfacecolor()) == paper for dot in dots]
    assert [float(dot.get_xdata()[0]) for dot in dots] == [0.1, -0.2, 0.01]
    assert hollow == [False, False, True]


def test_outcomes_are_chosen_and_ordered():
    figure = contrast.differences(DIFFERENCES["four arms"], FACTS, outcomes=["profit", "trust"])
    assert [ax.get_xlabel() for ax in figure.axes] == ["€", "0 none to 1 full"]


@pytest.mark.parametrize(
    ("case", "finding"),
    [
        ("sure and unsure", "B lowers trust by 0.20 against silent"),
        ("missing", "Nothing was compared"),
        ("nil", "No arm differs from silent in trust beyond chance"),
    ],
)
def test_findings(case: str, finding: str):
    assert contrast.finding(DIFFERENCES[case], FACTS) == finding


def test_the_picture_in_words():
    text = contrast.alternative(one_sided(), FACTS)
    assert "a +0.100 (95\u00a0% interval +0.050 to +0.150)" in text
    assert "d " not in text.partition("full): ")[2].partition(".")[0]
    text = trust_by_arm.alternative(synthetic.paths(("push",), 60), FACTS)
    assert text.startswith("Trust ends at ")
    assert "push: from 0.50 to" in text


def test_the_table_and_the_sentences_tell_the_same():
    grid = table(one_sided(), FACTS)
    assert [column.title for column in grid.columns] == ["A", "B", "C", "D"]
    (row,) = grid.rows
    assert row.cells == [
        "+0.100\n+0.050 to +0.150",
        "−0.200\n−0.250 to −0.150",
        "+0.010\n−0.010 to +0.030",
        "–",
    ]
    assert sentences(one_sided(), FACTS) == [
        ("A", "raises trust (+0.100)."),
        ("B", "lowers trust (−0.200)."),
        ("C", "changes nothing beyond chance."),
        ("D", "changes nothing beyond chance."),
    ]


def test_fewest_replicates_are_counted():
    table_ = one_sided() | {"replicates": np.array([30, 30, 12, 30])}
    assert contrast.replicates(table_) == 12
