"""Several models at once in threads of one process, as in the app and in sweep workers.

Numba's workqueue layer aborts a process in which two threads run parallel kernels; our kernels
are serial ones that release the GIL, so that nothing of the kind may happen.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from model.engines.compiled import engine
from model.errors import InputError
from model.model import BrandAudienceModel
from tests.conftest import ROOT
from tests.model.invariance.test_threads_and_processes import digest

CROWD = engine.CROWD_FROM + 1000
RUNS = [("one_brand", 1, CROWD, 8), ("bank_crush", 2, CROWD, 8),
        ("three_strategies", 3, 500, 60), ("three_strategies", 3, 900, 60)]  # fmt: skip
"""Scenario, seed, people, days."""


def one_run(scenario: str, seed: int, people: int, days: int) -> str:
    model = BrandAudienceModel(scenario, seed=seed, **{"people.count": people})
    model.run(days)
    return digest(model)


def at_once(start: threading.Barrier, run: Any) -> str:
    start.wait()
    return one_run(*run)


def main() -> None:
    """Print the digests of all runs at once in threads, twice; then of one after the other."""
    found = []
    for _ in range(2):
        start = threading.Barrier(len(RUNS))
        with ThreadPoolExecutor(len(RUNS)) as pool:
            found.append(list(pool.map(lambda run, go=start: at_once(go, run), RUNS)))
    print(json.dumps([*found, [one_run(*run) for run in RUNS]]))


def test_four_models_in_four_threads() -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"from {__name__} import main; main()"],
        cwd=ROOT, env=os.environ | {"NUMBA_THREADING_LAYER": "workqueue"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, again, alone = json.loads(done.stdout)
    assert first == again == alone
    assert len(set(alone)) == len(RUNS)


def test_one_large_run_at_a_time_uses_several_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """While another run holds the lock, a large run goes on in its own thread, to the same end."""
    monkeypatch.setattr(engine.os, "cpu_count", lambda: 2)
    free = one_run(*RUNS[0])
    with engine.CROWD:
        assert one_run(*RUNS[0]) == free
    assert not engine.CROWD.locked()


def test_a_failing_day_gives_the_lock_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.os, "cpu_count", lambda: 2)
    model = BrandAudienceModel("one_brand", seed=1, **{"people.count": CROWD})

    def broken(*_: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(engine, "_live_in_threads", broken)
    with pytest.raises(RuntimeError, match="broken"):
        model.step()
    assert not engine.CROWD.locked()


@pytest.mark.parametrize(
    ("asked", "variable", "expected"),
    [(None, None, 4), (None, "2", 2), (1, "3", 1), (99, None, 4), (0, None, 1), (None, "", 4)],
)
def test_how_many_threads(
    asked: int | None, variable: str | None, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine.os, "cpu_count", lambda: 4)
    monkeypatch.delenv("GOODWILL_THREADS", raising=False)
    if variable is not None:
        monkeypatch.setenv("GOODWILL_THREADS", variable)
    assert engine.allowed_threads(asked) == expected


def test_small_runs_keep_to_one_thread() -> None:
    model = BrandAudienceModel("one_brand", threads=4, **{"people.count": 100})
    assert model.engine.threads == 1


def test_a_number_of_threads_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWILL_THREADS", "abc")
    with pytest.raises(InputError, match="GOODWILL_THREADS"):
        engine.allowed_threads(None)
