"""The best split of content by horizon, in a world that is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from experiments.analysis.chance import normals
from experiments.studies.asking import read_asked
from experiments.studies.objectives import read_objectives
from experiments.studies.split import OPTION, SPLIT, best_split, split_experiment
from model.errors import InputError
from tests.experiments.studies.fakes import Fake

WANTED = read_objectives(["profit:max,trust:max"])
ASKED = read_asked(
    "three_strategies", factors=[f"{OPTION}=0..1"], outcomes=["profit", "trust"],
    brand="neighbour", changes={"brands.neighbour.strategy": "mixed"},
)  # fmt: skip
LUCK = normals((99,))


def world(levels: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Return a world in which promotion pays for a month, and relation for a year."""
    share, luck = levels[OPTION], 10 * float(LUCK[seed])
    return {
        "profit_30": 5 * share + luck,
        "profit_365": -((share - 0.2) ** 2) + luck,
        "trust_30": 0.5 + luck,
        "trust_365": 0.5 - share + luck,
    }


def test_the_best_share_depends_on_the_horizon() -> None:
    found = best_split(ASKED, Fake(world), WANTED, (30, 365), replicates=5)
    table = found.table
    assert set(table) == set(SPLIT)
    best = {
        (table["horizon"][row], table["outcome"][row]): table["promotion_share"][row]
        for row in table["best"].nonzero()[0]
    }
    assert best[30, "profit"] == 1.0
    assert best[365, "profit"] == pytest.approx(0.2)
    assert best[365, "trust"] == 0.0
    unsure = table["undecided"] & (table["outcome"] == "trust") & (table["horizon"] == 30)
    assert unsure.sum() == 10, "where nothing matters, no share is better"
    assert found.runs == 55


def test_the_experiment_runs_to_the_farthest_horizon() -> None:
    made = split_experiment(ASKED, (30, 365))
    assert made.base.days == 365
    assert made.base.brand("neighbour").strategy == "mixed"
    windows = {m.name: (m.how, m.start, m.stop) for m in made.measures}
    assert windows["trust_30"] == ("final", 29, 30)
    assert windows["profit_30"] == ("total", 0, 30)
    assert windows["profit_365"] == ("total", 0, 365)


@pytest.mark.parametrize("horizons", [(), (0,), (30, 30)])
def test_horizons_are_days(horizons: tuple[int, ...]) -> None:
    with pytest.raises(InputError, match="--horizons"):
        split_experiment(ASKED, horizons)


def test_a_world_that_always_fails_is_told() -> None:
    def fails(levels: Mapping[str, Any], seed: int) -> dict[str, float]:
        raise ArithmeticError

    with pytest.raises(InputError, match="no replicate"):
        best_split(ASKED, Fake(fails), WANTED, (30,), replicates=2)
