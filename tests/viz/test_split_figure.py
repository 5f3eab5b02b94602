"""The picture of the best split of content: legible, and it says what the table holds."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.best import best_levels
from tests.viz import sweeps
from tests.viz.pages import assert_legible, words_of
from tests.viz.synthetic import noise
from viz.figures.sweep import split
from viz.figures.sweep.facts import SweepFacts

SHARES = np.linspace(0, 1, 11)
FACTS = SweepFacts.of(sweeps.plain([sweeps.factor("promotion_share", list(SHARES))]), 660)
DAYS = (30, 365, 1095)


def table(outcome: str = "profit", size: float = 500.0, replicates: int = 6) -> dict:
    """Return a split whose best share is 1 after a month and .2 after three years."""
    parts = []
    for k, (day, top) in enumerate(zip(DAYS, (1.0, 0.5, 0.2), strict=True)):
        drawn = noise(7, k, 11, replicates)
        values = size * (1 - (SHARES[:, None] - top) ** 2) + 0.02 * size * drawn
        found = best_levels(SHARES, values)
        found["promotion_share"] = found.pop("level")
        parts.append({"horizon": np.full(11, day), **found})
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return columns | {"outcome": np.full(33, outcome, dtype=object)}


@pytest.mark.parametrize("shape", ["wide", "narrow"])
@pytest.mark.parametrize(("outcome", "size"), [("profit", 500.0), ("trust", 0.003)])
def test_the_best_share_by_horizon(outcome: str, size: float, shape: str) -> None:
    found = table(outcome, size)
    headline = split.finding(found, FACTS, outcome)
    assert "100\u00a0% after a month" in headline
    assert "three years" in headline
    figure = split.split(found, FACTS, outcome, headline, "dark", shape)
    assert_legible(figure)
    said = words_of(figure)
    assert "After three years" in said
    assert "6 runs of each point" in said


def test_in_words_the_numbers_are_those_of_the_table() -> None:
    found = table()
    said = split.alternative(found, FACTS, "profit", "A headline")
    assert "After a year: 0\u00a0%" in said
    assert "50\u00a0% €504 (behind by €0)" in said


def test_where_nothing_matters_no_share_stands_out() -> None:
    found = table()
    for name in ("undecided", "as_good"):
        found[name] = np.ones(33, dtype=bool)
    assert "none stands out after a month" in split.finding(found, FACTS, "profit")


def test_one_replicate_has_no_band() -> None:
    found = table(replicates=1)
    figure = split.split(found, FACTS, "profit", "A headline")
    assert_legible(figure)
    assert "One replicate" in words_of(figure)
