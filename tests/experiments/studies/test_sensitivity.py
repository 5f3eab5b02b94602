"""Sensitivity studies of worlds that are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from experiments.analysis.chance import normals
from experiments.studies.asking import read_asked
from experiments.studies.indices import count_runs, sensitivity
from model.errors import InputError
from tests.experiments.studies.fakes import Fake

LUCK = normals((16,))
LUCK = (LUCK - LUCK.mean()) / LUCK.std()
ASKED = read_asked(
    "one_brand", factors=["ad_reach=0..1", "strategy=push|mixed|silent"], outcomes=["trust"],
    changes={"seed": 5},
)  # fmt: skip


def world(levels: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Return trust of variance 3 by reach, 6 by strategy (0, 3, 6), and 1 by seed."""
    strategy = {"push": 0.0, "mixed": 6.0, "silent": 3.0}[levels["strategy"]]
    return {"trust": 6 * levels["ad_reach"] + strategy + float(LUCK[seed - 5])}


def test_sobol_indices_with_luck_as_a_factor() -> None:
    run = Fake(world)
    found = sensitivity(ASKED, run, method="sobol", points=512, replicates=16)
    assert found.table["factor"].tolist() == ["ad_reach", "strategy", "seed"]
    assert found.table["kind"].tolist() == ["number", "category", "seed"]
    np.testing.assert_allclose(found.table["total"], [0.3, 0.6, 0.1], atol=0.03)
    np.testing.assert_allclose(found.table["first"], [0.3, 0.6, 0.1], atol=0.05)
    assert (found.runs, run.runs, found.failed) == (512 * 5, 512 * 5, 0)
    ((_, made),) = run.asked
    assert set(made.design.replicates) == set(range(16))


def test_morris_screening_with_luck_as_a_factor() -> None:
    found = sensitivity(ASKED, Fake(world), method="morris", points=300, replicates=16)
    reach, strategy, seed = found.table["mu_star"]
    assert reach == pytest.approx(6.0)
    assert strategy == pytest.approx(4.0, abs=0.2)  # two of three pairs differ by 3, one by 6
    pairs = np.abs(LUCK[:, None] - LUCK)[~np.eye(16, dtype=bool)]
    assert seed == pytest.approx(pairs.mean(), abs=0.15)
    assert found.runs == count_runs(3, "morris", 300)


def test_with_one_replicate_there_is_no_luck() -> None:
    run = Fake(world)
    found = sensitivity(ASKED, run, method="morris", points=4, replicates=1)
    assert found.table["factor"].tolist() == ["ad_reach", "strategy"]
    assert set(run.asked[0][1].design.replicates) == {0}


def test_failed_runs_are_counted_and_left_out() -> None:
    def fails(levels: Mapping[str, Any], seed: int) -> dict[str, float]:
        if levels["ad_reach"] > 0.97:
            raise ArithmeticError
        return world(levels, seed)

    found = sensitivity(ASKED, Fake(fails), method="sobol", points=128, replicates=16)
    assert 0 < found.failed < 40
    assert found.table["points"][0] < 128
    assert found.table["total"][1] == pytest.approx(0.6, abs=0.12)


def test_the_same_question_asks_for_the_same_runs() -> None:
    one, again = Fake(world), Fake(world)
    for run in (one, again):
        sensitivity(ASKED, run, method="morris", points=3, replicates=4)
    assert one.asked[0][1].design == again.asked[0][1].design


def test_there_are_two_methods() -> None:
    with pytest.raises(InputError, match="sobol"):
        sensitivity(ASKED, Fake(world), method="sobl")
