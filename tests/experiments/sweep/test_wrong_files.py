"""Mutated experiment files: each runs, or gets one clear message."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from experiments.sweep import Experiment, load_experiment
from experiments.sweep.block import run_block
from experiments.sweep.design import count_points, points
from experiments.sweep.experiment import Replication
from experiments.sweep.graphs import check_graphs
from experiments.sweep.identity import Runs
from experiments.sweep.schedule import Schedule
from model.errors import InputError
from model.scenario.writing import toml_text
from tests.conftest import TENTHS
from tests.experiments.sweep.mutants import RIGHT, mutants

FEW, MANY = 150, 10_000
SOME_RUNS = 3


def outcome(text: str, folder: Path) -> str:
    """Return how a file ends: loaded, or the message; anything else is a mistake of ours."""
    path = folder / "experiment.toml"
    path.write_text(text, "utf-8", errors="surrogateescape")
    made, wrong = None, None
    try:
        made = load_experiment(path)
        check_graphs(made)
    except InputError as error:
        wrong = error
    if made is not None and wrong is None:
        run_some(made)
        return "ran"
    assert wrong is not None
    assert "\n" not in wrong.message
    assert len(wrong.message) < 3000
    assert wrong.file, wrong.message
    return wrong.message


def run_some(made: Experiment) -> None:
    """Compute the first runs of a file that was taken."""
    all_points = points(made)
    assert len(all_points) == count_points(made)
    runs = Runs(made, all_points)
    schedule = Schedule(len(all_points), len(made.arms), Replication(1, 1, 1))
    small = made.base.values["people.count"] <= 1000 and made.base.days <= 30
    if not small:
        return
    tasks = []
    while len(tasks) < SOME_RUNS and (row := schedule.next_row()) is not None:
        tasks.append(runs.task(runs.entry(row)))
    for answer in run_block(pickle.dumps(runs.context), tasks):
        assert answer.error is None or "Error" not in answer.error.split(":")[0], answer.error
        assert answer.error is not None or len(answer.outcomes) == len(made.measures)


def check(seed: int, count: int, folder: Path) -> None:
    ends = [outcome(text, folder) for text in mutants(seed, count)]
    assert sorted(path.name for path in folder.iterdir()) == ["experiment.toml"]
    ran = ends.count("ran")
    assert 0.03 * count < ran < 0.8 * count  # both kinds are there
    assert len(set(ends)) > count**0.5  # and the messages tell one mistake from another


def test_the_right_one_runs(tmp_path: Path) -> None:
    assert outcome(toml_text(RIGHT), tmp_path) == "ran"


@pytest.mark.often
def test_some_hundred(tmp_path: Path) -> None:
    check(1, FEW, tmp_path)


@pytest.mark.parametrize("tenth", TENTHS)
def test_ten_thousand(tenth: int, tmp_path: Path) -> None:
    check(2 + tenth, MANY // 10, tmp_path)
