"""Pareto fronts of worlds that are known, under noise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from experiments.analysis.chance import normals
from experiments.studies.asking import read_asked
from experiments.studies.objectives import read_objectives
from experiments.studies.optimisation import optimise, plan_of
from model.errors import InputError
from tests.experiments.studies.fakes import Fake

WANTED = read_objectives(["trust:max,cost:min"])
ASKED = read_asked(
    "one_brand", factors=["staff_hours=0..1,ad_reach=0..1,strategy=push|mixed|silent"],
    outcomes=["trust", "cost"],
)  # fmt: skip
LUCK = normals((200,))


def world(levels: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Return a world whose front is: mixed, no advertising, any number of hours h.

    There trust is h and cost h²; luck moves all candidates of a seed alike.
    """
    worse = {"push": 0.4, "mixed": 0.0, "silent": 0.8}[levels["strategy"]]
    hours, reach = levels["staff_hours"], levels["ad_reach"]
    return {
        "trust": hours - worse - 0.5 * reach + 3 * float(LUCK[seed]),
        "cost": hours**2 + 0.5 * reach + 5 * float(LUCK[-seed]),
    }


def test_the_front_is_found_though_luck_is_larger_than_the_differences() -> None:
    run = Fake(world)
    plan = plan_of(1500, replicates=2, confirmations=6, population=24)
    found = optimise(ASKED, run, WANTED, plan)
    front = found.front
    on = front["on_front"]
    assert on.sum() > 15
    assert (front["strategy"][on] == "mixed").all()
    assert front["ad_reach"][on].max() < 0.05
    assert np.ptp(front["staff_hours"][on]) > 0.8
    assert run.runs == found.runs <= plan.most_runs


def test_the_best_are_run_again_on_fresh_seeds() -> None:
    run = Fake(world)
    found = optimise(ASKED, run, WANTED, plan_of(300, replicates=2, confirmations=5))
    *searches, (name, confirmed) = run.asked
    assert name == "confirmed"
    assert all(made.base.seed == 1 for _, made in searches)
    assert confirmed.base.seed == 3
    assert confirmed.replication.least == 5
    assert found.front["replicates"].tolist() == [5] * len(confirmed.design.rows)
    assert found.search["confirmed"].sum() == len(confirmed.design.rows)
    assert (np.isin(found.search["rank"][found.search["confirmed"]], [0, 1])).all()


def test_noise_of_its_own_makes_places_unsure() -> None:
    noise = normals((4096,), index=3)

    def noisy(levels: Mapping[str, Any], seed: int) -> dict[str, float]:
        place = hash((round(levels["ad_reach"] * 1e6), seed)) % 4096
        return {"trust": float(noise[place]), "cost": levels["ad_reach"]}

    found = optimise(ASKED, Fake(noisy), WANTED, plan_of(400))
    assert ((found.front["probability"] > 0.02) & (found.front["probability"] < 0.98)).any()


def test_candidates_that_cannot_be_told_apart_are_run_again_once() -> None:
    def idle(levels: Mapping[str, Any], seed: int) -> dict[str, float]:
        return {"trust": float(levels["strategy"] == "push"), "cost": 1.0}

    found = optimise(ASKED, Fake(idle), WANTED, plan_of(300))
    assert len(found.front["trust"]) == 2


def test_failed_candidates_never_reach_the_front() -> None:
    def fails(levels: Mapping[str, Any], seed: int) -> dict[str, float]:
        if levels["strategy"] == "mixed":
            raise ArithmeticError
        return world(levels, seed)

    found = optimise(ASKED, Fake(fails), WANTED, plan_of(400))
    assert found.failed > 0
    assert "mixed" not in found.front["strategy"][found.front["on_front"]].tolist()


def test_the_same_question_has_the_same_answer() -> None:
    plan = plan_of(300)
    one, again = (optimise(ASKED, Fake(world), WANTED, plan).front for _ in range(2))
    for name in one:
        np.testing.assert_array_equal(one[name], again[name])


def test_a_budget_is_kept_to_and_may_be_too_small() -> None:
    for budget in (150, 500, 1000, 20_000):
        plan = plan_of(budget)
        assert 0.8 * budget <= plan.most_runs <= budget
        assert plan.generations >= 2
    with pytest.raises(InputError, match="budget") as error:
        plan_of(30)
    least = int(str(error.value.allowed).split()[1])
    assert plan_of(least).confirmed >= 2


@pytest.mark.parametrize("text", ["trust", "trust:up", ":max", "trust:max,trust:min", ""])
def test_objectives_say_which_way(text: str) -> None:
    with pytest.raises(InputError, match="--objectives"):
        read_objectives([text])
    assert [o.sign for o in read_objectives([])] == [1.0, 1.0, -1.0]
