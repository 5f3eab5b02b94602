"""One run: its limits, its errors, and the same numbers for whoever asks."""

from __future__ import annotations

import gc
import textwrap
from pathlib import Path
from typing import Any

import mesa
import numpy as np
import pytest

from experiments.comparison.arms import parse_arms
from experiments.comparison.outcomes import MEASURES
from experiments.comparison.replication import as_sweep, replicate_all
from experiments.run.failing import told
from experiments.run.networks import network_of
from experiments.run.single import TooLong, days_of, opened, run_one
from experiments.run.stopped import Stopped
from experiments.sweep import run_sweep
from experiments.sweep.block import outcomes_of
from model.errors import InputError
from model.observables import KEYS
from model.scenario import load_scenario
from model.strategies import load_strategies
from model.strategies.loading import SOURCES
from model.strategies.registry import STRATEGIES
from viz.lessons.running import replicate_of

SCENARIO = load_scenario("one_brand").with_values({"people.count": 60, "days": 12, "seed": 3})
BRAND = "usual"


def test_a_run_that_takes_too_long_is_ended() -> None:
    with pytest.raises(TooLong, match="took longer than 0 s, on day 1"):
        run_one(SCENARIO, days_of, seconds=0.0)


def test_a_run_that_nobody_wants_any_more_is_ended_before_its_next_day() -> None:
    days: list[int] = []

    def left(day: int) -> None:
        days.append(day)
        if day == 4:
            raise Stopped

    with pytest.raises(Stopped):
        run_one(SCENARIO, days_of, each_day=left)
    assert days == [1, 2, 3, 4]


@pytest.mark.parametrize("fails", [False, True])
def test_a_model_is_let_go_however_its_run_ends(fails: bool) -> None:
    gc.collect()
    before = len(getattr(mesa.Agent, "_ids", {}))
    agents: list[Any] = []

    def take(model: Any) -> None:
        agents.append(model.agents)
        if fails:
            raise ValueError

    try:
        run_one(SCENARIO, take)
    except ValueError:
        assert fails
    assert len(getattr(mesa.Agent, "_ids", {})) == before
    assert len(agents[0]) == 0


def test_a_network_that_is_handed_in_is_the_one_that_a_run_makes() -> None:
    own = run_one(SCENARIO, lambda model: model.series())
    shared = run_one(SCENARIO, lambda model: model.series(), graph=network_of(SCENARIO))
    assert all(np.array_equal(own[name], shared[name]) or name == "brand" for name in own) or all(
        repr(own[name].tolist()) == repr(shared[name].tolist()) for name in own
    )
    assert network_of(SCENARIO) is network_of(SCENARIO)


@pytest.fixture(scope="module")
def wanted() -> list[str]:
    """The outcomes as the bare model gives them."""
    scenario = SCENARIO.with_strategy(BRAND, "push")
    with opened(scenario, threads=1) as model:
        model.run()
        days = days_of(model)
    return texts(outcomes_of(days, MEASURES, BRAND))


def texts(values: Any) -> list[str]:
    return [repr(float(value)) for value in values]


@pytest.mark.often
def test_a_row_is_equal_whoever_asks_for_it(wanted: list[str], tmp_path: Path) -> None:
    arms = parse_arms(["push,silent"])
    scenario = SCENARIO.with_strategy(BRAND, "push")
    names = [measure.name for measure in MEASURES]

    compared = replicate_all(SCENARIO, arms, BRAND, 1)[0].outcomes
    assert texts(compared[name] for name in names) == wanted

    made = as_sweep(SCENARIO, arms, BRAND, 1)
    here = run_sweep(made, tmp_path / "here", workers=1).table()
    assert texts(here[name][0] for name in names) == wanted
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("experiments.run.pool.START_SECONDS", -1.0)
        apart = run_sweep(made, tmp_path / "apart", workers=2).table()
    assert texts(apart[name][0] for name in names) == wanted

    lesson = replicate_of(scenario, BRAND, 0, lambda: None).outcomes
    assert texts(lesson[name] for name in names) == wanted

    page = run_one(scenario, days_of, each_day=lambda day: None)
    assert texts(outcomes_of(page, MEASURES, BRAND)) == wanted


# --- a user's own strategy -------------------------------------------------------------

OWN = '''
from dataclasses import dataclass
from model.plan import Plan
from model.strategies import Strategy

@dataclass(frozen=True)
class Broken(Strategy):
    """Fails on the third day."""
    name = "broken"

    def plan(self, view):
        if view.day == 3:
            {mistake}
        return Plan()
'''


@pytest.mark.parametrize(
    ("mistake", "where"),
    [
        ("1 / 0", "own.py, line 13)"),
        ("Plan(post_share=[].pop())", "own.py, line 13)"),
        ("import math; math.sqrt(-1)", "own.py, line 13)"),
        ("return 5", "wrong plan on day 3"),
    ],
)
def test_a_mistake_in_a_user_s_strategy_names_the_file(
    mistake: str, where: str, tmp_path: Path
) -> None:
    file = tmp_path / "own.py"
    file.write_text(textwrap.dedent(OWN).format(mistake=mistake), "utf-8")
    load_strategies(file)
    try:
        with pytest.raises(InputError) as raised:
            run_one(SCENARIO.with_strategy(BRAND, "broken"), days_of)
        assert told(raised.value).startswith(f"{file}: strategy broken")
        assert where in told(raised.value)
    finally:
        del STRATEGIES["broken"], SOURCES["broken"]


def test_other_errors_are_told_in_one_line() -> None:
    assert told(ValueError("a\nb")) == "ValueError: a b"
    assert told(InputError("wrong", key="x")) == InputError("wrong", key="x").message


def test_days_are_those_of_the_series_of_each_brand() -> None:
    with opened("three_strategies", threads=1, **{"people.count": 60}) as model:
        model.run(4)
        table, days = model.series(), days_of(model)
    for brand, found in days.items():
        rows = table["brand"] == brand
        assert list(found) == [name for name in table if name not in KEYS]
        assert len(found) == len(table) - len(KEYS)
        for name, values in found.items():
            np.testing.assert_array_equal(values, table[name][rows])
