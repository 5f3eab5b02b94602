"""Pictures of sensitivity, regions and fronts: legible, and they say what the tables hold."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.discovery import discover
from experiments.analysis.pareto import front_table
from tests.conftest import thinned
from tests.viz import sweeps
from tests.viz.pages import assert_legible, words_of
from tests.viz.synthetic import noise
from viz.figures.sweep import indices, pareto, prim
from viz.figures.sweep.facts import SweepFacts

NAMES = ("staff_hours", "ad_reach", "kind", "long")
FACTORS = [
    sweeps.factor("staff_hours", [0.0, 2.0]),
    sweeps.factor("ad_reach", [0.0, 1.0]),
    sweeps.factor("kind", ["social_web", "phone", "e_mail"], unit=""),
    sweeps.factor("long", [0.0, 1.0], sweeps.LONG),
]
FACTS = SweepFacts.of(sweeps.plain(FACTORS), 640)
SHAPES = ("wide", "narrow")


def texts(*values: str) -> np.ndarray:
    return np.array(values, dtype=object)


def sobol_table(outcomes: tuple = ("trust", "profit"), **columns: float) -> dict:
    names = (*NAMES, "seed")
    size = len(names) * len(outcomes)
    total = np.tile([0.6, 0.2, 0.02, 0.3, 0.05], len(outcomes))
    first = 0.8 * total - 0.02
    table = {
        "outcome": texts(*(o for o in outcomes for _ in names)),
        "factor": texts(*(list(names) * len(outcomes))),
        "first": first, "first_low": first - 0.05, "first_high": first + 0.05,
        "total": total, "total_low": total - 0.05, "total_high": total + 0.05,
        "points": np.full(size, 64),
    }  # fmt: skip
    return table | {name: np.full(size, value) for name, value in columns.items()}


def morris_table() -> dict:
    star = np.array([0.06, 0.02, 0.002, 0.03, 0.005])
    return {
        "outcome": texts(*["trust"] * 5), "factor": texts(*NAMES, "seed"), "mu_star": star,
        "mu_star_low": 0.8 * star, "mu_star_high": 1.3 * star, "sigma": star[::-1],
        "trajectories": np.full(5, 12),
    }  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("outcomes", [("trust",), ("trust", "profit"), ("trust", "profit", "cost")])
def test_shares_of_variance(outcomes: tuple, shape: str):
    table = sobol_table(outcomes)
    headline = indices.sobol_finding(table, FACTS)
    assert headline == "Staff hours has a part in 60\u00a0% of the spread of trust"
    figure = indices.sobol(table, FACTS, headline, "dark", shape)
    assert_legible(figure)
    said = words_of(figure)
    assert "64 base points, 640 runs" in said
    assert "Luck (the seed)" in said
    assert "46\u00a0%" in said
    assert "trust, Staff hours: by itself 46\u00a0% (41\u00a0% to 51\u00a0%)" in (
        indices.sobol_alternative(table, FACTS, headline)
    )


def test_shares_of_nothing():
    table = sobol_table(("trust",), total=np.nan, first=np.nan)
    assert indices.sobol_finding(table, FACTS) == "Nothing was found to move trust"
    assert_legible(indices.sobol(table, FACTS, "A headline"))


@pytest.mark.parametrize("shape", SHAPES)
def test_elementary_effects(shape: str):
    table = morris_table()
    headline = indices.morris_finding(table, FACTS, "trust")
    assert headline == "Staff hours moves trust most: by 0.060 over its range"
    figure = indices.morris(table, FACTS, "trust", headline, "light", shape)
    assert_legible(figure)
    assert "12 trajectories" in words_of(figure)
    bars = [patch for patch in figure.axes[0].patches if patch.get_width() > 0]
    assert max(bar.get_width() for bar in bars) == pytest.approx(0.06)
    assert "spread 0.005" in indices.morris_alternative(table, FACTS, "trust", headline)


def found_region(wanted: str = "corner"):
    luck = noise(1, 51, 400, 4)
    columns = {
        "staff_hours": 2 * luck[:, 0],
        "ad_reach": luck[:, 1],
        "kind": texts(*np.array(["social_web", "phone", "e_mail"])[(3 * luck[:, 2]).astype(int)]),
        "long": luck[:, 3],
    }
    inside = (columns["staff_hours"] > 1.2) & (columns["ad_reach"] < 0.5)
    if wanted == "kind":
        inside = (columns["kind"] == "phone") & (columns["staff_hours"] > 0.8)
    return discover(columns, inside)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("wanted", thinned(["corner", "kind"]))
def test_a_region(wanted: str, shape: str):
    found, aim = found_region(wanted), "push wins"
    headline = prim.finding(found.boxes, found.limits, FACTS, aim)
    assert headline.startswith("Where ")
    assert "push wins in" in headline
    assert ("kind is phone" in headline) == (wanted == "kind")
    figure = prim.prim(
        found.boxes, found.limits, found.trajectory, FACTS, headline, aim, 1, "dark", shape
    )
    assert_legible(figure)
    assert "400 cases, 640 runs" in words_of(figure)
    text = prim.alternative(found.boxes, found.limits, FACTS, headline)
    assert "found again in" in text


def test_no_region():
    found = found_region()
    empty = {name: column[:0] for name, column in found.boxes.items()}
    limits = {name: column[:0] for name, column in found.limits.items()}
    way = {name: column[:0] for name, column in found.trajectory.items()}
    headline = prim.finding(empty, limits, FACTS, "push wins")
    assert headline == "No region was found in which push wins"
    assert_legible(prim.prim(empty, limits, way, FACTS, headline, "push wins"))


def front(candidates: int = 40, replicates: int = 5) -> dict:
    luck, own = noise(2, 61, candidates, 2), noise(2, 62, 2, candidates, replicates)
    levels = {"staff_hours": 2 * luck[:, 0], "ad_reach": luck[:, 1]}
    trust = 0.4 + 0.1 * luck[:, :1] + 0.005 * own[0]
    profit = 3000 * (luck[:, 1:] - luck[:, :1] ** 2) + 200 * own[1]
    cost = 900 * luck[:, 1:] + 10 * own[1]
    return front_table(levels, {"trust": trust, "profit": profit, "cost": cost}, [1, 1, -1])


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("objectives", [("trust", "profit"), ("trust", "profit", "cost")])
@pytest.mark.parametrize("size", thinned([(40, 5), (1, 3), (12, 1)]))
def test_a_front(size: tuple, objectives: tuple, shape: str):
    table, levers = front(*size), ("staff_hours", "ad_reach")
    headline = pareto.finding(table, FACTS, objectives)
    mode = "dark" if len(objectives) == 2 else "light"
    figure = pareto.pareto(table, FACTS, objectives, levers, headline, mode, shape)
    assert_legible(figure)
    assert f"{size[0]} candidate" in words_of(figure)
    text = pareto.alternative(table, FACTS, objectives, levers, headline)
    assert "staff hours" in text


def test_the_ends_of_the_front_make_the_headline():
    table = front()
    on = table["on_front"]
    best = float(table["trust"][on].max())
    assert f"trust {best:.3f}" in pareto.finding(table, FACTS, ("trust", "profit"))
    nothing = table | {"on_front": np.zeros(len(on), bool)}
    assert pareto.finding(nothing, FACTS, ("trust", "profit")) == "Nothing was found on the front"
