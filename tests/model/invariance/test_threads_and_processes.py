"""The same seed gives the same run: again, in several threads, in another process."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import blake2b
from typing import Any

import numpy as np
import pytest

from model.engines.compiled import engine
from model.model import BrandAudienceModel
from model.scenario.reading import shipped_scenarios
from tests.conftest import ROOT
from tests.model.runs import DEALINGS, differences, run, same_state, same_tables, state

CROWD = {"people.count": engine.CROWD_FROM + 500}


def digest(model: BrandAudienceModel) -> str:
    """Return a hash over every number of the table and of the state."""
    total = blake2b(digest_size=16)
    for name, column in model.series().items():
        values = json.dumps(column.tolist()).encode() if column.dtype == object else column
        total.update(name.encode() + np.ascontiguousarray(values).tobytes())
    for name in ("people", "pairs"):
        total.update(getattr(model.world, name).tobytes())
    return total.hexdigest()


def crowd_run(threads: int, days: int = 12) -> BrandAudienceModel:
    return run("three_strategies", days, seed=5, threads=threads, **CROWD, **DEALINGS)


def test_one_thread_and_two_give_the_same_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.os, "cpu_count", lambda: 2)
    one, two = crowd_run(1), crowd_run(2)
    assert (one.engine.threads, two.engine.threads) == (1, 2)
    assert same_tables(one.series(), two.series())
    assert same_state(state(one), state(two))


@pytest.mark.parametrize("tasks", [1, 7, 64])
def test_the_number_of_ranges_does_not_matter(tasks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.os, "cpu_count", lambda: 2)
    usual = crowd_run(2, days=5)
    monkeypatch.setattr(engine, "TASKS", tasks)
    monkeypatch.setattr(engine, "LEAST", 1)
    other = crowd_run(2, days=5)
    assert other.engine.tasks == tasks
    assert same_tables(usual.series(), other.series())
    assert same_state(state(usual), state(other))


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_run_repeats(name: str) -> None:
    runs = [run(name, 60, seed=3, **{"people.count": 300}) for _ in range(2)]
    assert same_tables(runs[0].series(), runs[1].series())
    assert same_state(state(runs[0]), state(runs[1]))


def test_another_seed_gives_another_run() -> None:
    one, other = (run("three_strategies", 10, seed=s, **{"people.count": 300}) for s in (1, 2))
    assert "trust" in differences(one.series(), other.series())


def test_days_in_two_goes_are_days_in_one() -> None:
    one = run("three_strategies", 30, seed=3, **{"people.count": 300}, **DEALINGS)
    two = run("three_strategies", 11, seed=3, **{"people.count": 300}, **DEALINGS)
    two.run(19)
    assert same_tables(one.series(), two.series())


ELSEWHERE = """
import json, sys
from tests.model.invariance.test_threads_and_processes import digest
from tests.model.runs import run
name, days, keys = json.load(sys.stdin)
print(digest(run(name, days, seed=9, **keys)))
"""


@pytest.mark.often
def test_another_process_gives_the_same_run() -> None:
    keys: dict[str, Any] = {"people.count": 400, **DEALINGS}
    here = digest(run("bank_crush", 40, seed=9, **keys))
    there = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        input=json.dumps(["bank_crush", 40, keys]),
        cwd=ROOT, env={"PYTHONHASHSEED": "77", **_environment()}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert there.stdout.strip() == here


def _environment() -> dict[str, str]:
    import os

    return {k: v for k, v in os.environ.items() if k != "PYTHONHASHSEED"}
