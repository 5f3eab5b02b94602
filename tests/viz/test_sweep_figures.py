"""The pictures of sweeps: legible in every shape of experiment, and they say what is so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.conftest import thinned
from tests.viz import sweeps
from tests.viz.pages import assert_legible, words_of
from viz.reports.sweep import make_sweep
from viz.reports.sweep_pictures import drawings
from viz.reports.sweep_results import SweepResults

HOURS = sweeps.factor("staff_hours", [0.2, 0.4, 0.8, 1.6])
REACH = sweeps.factor("ad_reach", [0.0, 0.25, 0.5], unit="contacts per person and day")
KIND = sweeps.factor("kind", ["social_web", "phone", "a medium with a very long name"], unit="")
YES = sweeps.factor("follow_back", [True, False], unit="")
LONG = sweeps.factor("long", list(range(7)), sweeps.LONG, "a unit that goes on and on as well")
MANY = sweeps.factor("many", [f"level {k} with a name" for k in range(7)], unit="")
PAIR = [sweeps.factor("a", [0, 1]), sweeps.factor("b", [0, 1])]
FORTY = [sweeps.factor("x", [k / 40 for k in range(40)]), sweeps.factor("y", list(range(40)))]
HORIZONS = [
    sweeps.outcome(f"trust_{name}", "trust", last_day=days - 1)
    for name, days in (("month", 30), ("year", 365), ("three_years", 1095))
] + [
    sweeps.outcome(f"profit_{name}", "profit", last_day=days - 1)
    for name, days in (("week", 7), ("100_days", 100))
]  # fmt: skip
SEVEN = (*sweeps.ARMS, "mixed", "business_as_usual", "silent", "an arm with a name that goes on")


def case(
    factors: list[dict], points: Any = None, replicates: int = 5, failed: Any = None, **more: Any
) -> SweepResults:
    facts = sweeps.plain(factors, replicates=replicates, **more)
    table = sweeps.runs(facts, points(facts) if points else None, replicates)
    return make_sweep(table if failed is None else sweeps.fail(table, failed, facts), facts)


def constant(factors: list[dict], value: float = 0.5) -> SweepResults:
    facts = sweeps.plain(factors)
    table = sweeps.runs(facts)
    same = {name: np.full(len(table["arm"]), value) for name in sweeps.OUTCOMES}
    return make_sweep(table | same, facts)


def horizons(arms: tuple, replicates: int = 5) -> SweepResults:
    facts = sweeps.plain([], arms, replicates=replicates) | {"outcomes": HORIZONS}
    return make_sweep(sweeps.runs(facts, None, replicates), facts)


def with_series(days: int, factors: tuple = ()) -> SweepResults:
    facts = sweeps.plain(factors, SEVEN)
    points = len(sweeps.grid(facts))
    kept = sweeps.series(facts, ("trust", "profit", "followers"), days, points=points)
    return make_sweep(sweeps.runs(facts), facts, kept)


def scattered(count: int) -> Callable[[dict], list[dict]]:
    return lambda facts: sweeps.sampled(facts, count)


ONE = ("push",)
APART = sweeps.one_at_a_time
CASES: dict[str, Callable[[], SweepResults]] = {
    "two factors": lambda: case([HOURS, REACH]),
    "two factors, one arm": lambda: case([HOURS, REACH], arms=ONE),
    "two factors, twelve arms": lambda: case([HOURS, REACH], arms=sweeps.TWELVE),
    "two by two": lambda: case(PAIR),
    "forty by forty": lambda: case(FORTY, replicates=2, arms=("push", "mixed")),
    "texts": lambda: case([KIND, YES]),
    "many long texts": lambda: case([HOURS, MANY]),
    "long names": lambda: case([LONG, KIND], arms=sweeps.TWELVE[:2]),
    "three factors": lambda: case([HOURS, REACH, LONG], arms=("push", "mixed")),
    "one factor": lambda: case([HOURS]),
    "one factor, one arm": lambda: case([HOURS], arms=ONE),
    "one factor, twelve arms": lambda: case([LONG], arms=sweeps.TWELVE),
    "one text": lambda: case([KIND]),
    "one text, one arm": lambda: case([KIND], arms=ONE),
    "arms only": lambda: case([]),
    "twelve arms only": lambda: case([], arms=sweeps.TWELVE),
    "one arm only": lambda: case([], arms=("base",)),
    "one replicate": lambda: case([HOURS, REACH], replicates=1),
    "one replicate, one factor": lambda: case([HOURS], replicates=1),
    "one run": lambda: case([], replicates=1, arms=("base",)),
    "one at a time": lambda: case([HOURS, KIND, LONG], APART, design="one_at_a_time"),
    "one at a time, once": lambda: case([HOURS, KIND], APART, 1, design="one_at_a_time", arms=ONE),
    "a sample": lambda: case([HOURS, REACH, KIND], scattered(40), 2, design="latin_hypercube"),
    "a small sample": lambda: case([HOURS], scattered(3), 1, design="sobol", arms=ONE),
    "some failed": lambda: case([HOURS, REACH], failed=slice(0, 40)),
    "an arm failed": lambda: case([HOURS], failed=slice(0, None, 3)),
    "nothing differs": lambda: constant([HOURS, REACH]),
    "all are zero": lambda: constant([HOURS], 0.0),
    "horizons": lambda: horizons(SEVEN),
    "horizons, one replicate": lambda: horizons(sweeps.ARMS, 1),
    "paths": lambda: with_series(1095),
    "paths of some points": lambda: with_series(90, (HOURS,)),
    "paths of a week": lambda: with_series(7),
}  # fmt: skip
VARIANTS = (("light", "wide"), ("dark", "narrow"), ("light", "narrow"), ("dark", "wide"))


@pytest.mark.parametrize("name", thinned(CASES))
def test_every_default_picture_is_legible(name: str):
    found = drawings(CASES[name]())
    assert found
    for k, drawing in enumerate(found):
        mode, shape = VARIANTS[(k + len(name)) % len(VARIANTS)]
        figure = drawing.draw(mode, shape)
        assert_legible(figure)
        said = words_of(figure)
        assert "1,000 people" in said
        assert "run" in said
        assert "nan" not in said
        assert "nan" not in drawing.alternative
        assert drawing.headline in drawing.alternative


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("two factors", ["win_map", "field_trust", "changes", "convergence"]),
        ("two factors, one arm", ["field_trust", "field_profit"]),
        ("three factors", ["win_map", "field_trust", "changes", "over_long", "convergence"]),
        ("one factor", ["over_staff_hours", "changes", "convergence"]),
        ("one factor, one arm", ["over_staff_hours"]),
        ("one text", ["levels_kind", "convergence"]),
        ("arms only", ["outcomes", "changes", "convergence"]),
        ("one at a time", ["tornado_trust", "tornado_profit", "convergence"]),
        ("a sample", ["correlations_trust", "correlations_profit", "scatter", "levels_kind"]),
        ("horizons", ["horizon", "outcomes", "changes", "convergence"]),
        ("paths", ["outcomes", "changes", "paths", "convergence"]),
        (
            "paths of some points",
            ["over_staff_hours", "changes", "paths", "paths_by_point", "convergence"],
        ),
        ("one replicate", ["win_map", "field_trust", "changes"]),
    ],
)
def test_pictures_follow_from_the_shape_of_the_experiment(name: str, names: list[str]):
    assert [drawing.name for drawing in drawings(CASES[name]())] == names


def test_nothing_is_drawn_where_every_run_failed():
    assert drawings(case([HOURS, REACH], failed=slice(0, None))) == []


def test_what_failed_is_said_on_the_picture():
    for drawing in drawings(CASES["some failed"]()):
        if drawing.name != "convergence":
            assert "40 runs of 180 failed and are left out" in words_of(
                drawing.draw("light", "wide")
            )
