"""Sweeps that run: their tables, failures, reuse, and any number of workers."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.run.stopped import Stopped
from experiments.store.parquet import read_notes
from experiments.sweep import open_results, run_sweep
from experiments.sweep.block import Task, run_block
from experiments.sweep.identity import Runs, context_of
from experiments.sweep.schedule import PlannedRun
from experiments.sweep.tables import runs_notes
from model.errors import InputError
from model.model import BrandAudienceModel
from tests.experiments.sweep.files import acknowledged, dask_process, facts, small

SERIES = {"columns": ["trust", "profit"], "every": 4}
LONG = "brands.usual.price"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sweep by two workers."""
    folder = tmp_path_factory.mktemp("sweep") / "two"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("experiments.run.pool.START_SECONDS", -1.0)
        run_sweep(small(series=SERIES), folder, workers=2)
    return folder


def test_there_is_a_row_for_everything(two: Path) -> None:
    table = open_results(two).frame()
    assert len(table) == 2 * 2 * 3
    assert table["arm"].tolist() == (["push"] * 3 + ["talk"] * 3) * 2
    assert table["seed"].tolist() == [1, 2, 3] * 4
    assert table["price"].tolist() == [8.0] * 6 + [12.0] * 6
    assert (table["status"] == "done").all()
    assert table["run_id"].nunique() == 12


def test_every_column_is_explained_in_the_file(two: Path) -> None:
    made = open_results(two).experiment
    assert read_notes(two / "runs.parquet") == runs_notes(made)


def test_the_environment_is_as_it_was(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker's one thread must not become this process's."""
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("GOODWILL_THREADS", raising=False)
    run_sweep(small(replicates=1, factors={}), two.parent / "environment", workers=1)
    assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "GOODWILL_THREADS" not in os.environ


def test_a_row_is_the_run_that_the_model_makes(two: Path) -> None:
    results = open_results(two)
    row = results.frame().iloc[10]
    arm = next(arm for arm in results.experiment.arms if arm.name == row["arm"])
    scenario = results.experiment.scenario({"price": row["price"]}, arm, row["replicate"])
    model = BrandAudienceModel(scenario)
    model.run()
    assert model.series()["trust"][-1] == row["trust"]
    assert model.series()["profit"].sum() == row["profit"]


def test_a_small_sweep_starts_no_process(two: Path, tmp_path: Path) -> None:
    found = run_sweep(small(series=SERIES), tmp_path / "here", workers=2).table()
    assert {str(worker).split(".")[0] for worker in found["worker"]} == {str(os.getpid())}
    apart = open_results(two).table()
    assert str(os.getpid()) not in {str(worker).split(".")[0] for worker in apart["worker"]}


def test_series_are_there_with_their_keys(two: Path) -> None:
    series = open_results(two).series()
    assert series["day"].unique().tolist() == [0, 4, 5]
    assert len(series) == 12 * 3
    last = series[series["day"] == 5]
    assert np.array_equal(last["trust"], open_results(two).frame()["trust"])


def test_the_manifest_says_what_was_run(two: Path) -> None:
    manifest = json.loads((two / "manifest.json").read_text("utf-8"))
    assert manifest["kind"] == "sweep"
    assert manifest["runs"] == {"done": 12, "failed": 0}
    assert [arm["name"] for arm in manifest["arms"]] == ["push", "talk"]


def test_one_worker_gives_the_same_table(two: Path, tmp_path: Path) -> None:
    run_sweep(small(series=SERIES), tmp_path / "one", workers=1)
    assert facts(tmp_path / "one") == facts(two)


@pytest.mark.slow
def test_a_cluster_gives_the_same_table(two: Path, tmp_path: Path) -> None:
    """Scheduler and workers are processes of their own, as on another machine."""
    file = tmp_path / "scheduler.json"
    processes = [
        dask_process("scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1",
                     "--scheduler-file", str(file)),
        *(dask_process("worker", "--scheduler-file", str(file), "--nthreads", threads,
                       "--no-dashboard") for threads in ("1", "2")),
    ]  # fmt: skip
    try:
        address = _address(file)
        run_sweep(small(series=SERIES), tmp_path / "cluster", cluster=address)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(30)
    assert facts(tmp_path / "cluster") == facts(two)


@pytest.mark.slow
def test_a_cluster_that_goes_away_leaves_what_is_safe(tmp_path: Path) -> None:
    file = tmp_path / "scheduler.json"
    scheduler = dask_process(
        "scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1",
        "--scheduler-file", str(file),
    )  # fmt: skip
    worker = dask_process("worker", "--scheduler-file", str(file), "--no-dashboard")
    made = small(replicates=60, days=60, set={"people.count": 300})
    try:
        address = _address(file)
        with pytest.raises(Stopped, match="the workers were lost"):
            run_sweep(
                made, tmp_path / "out", cluster=address,
                progress=lambda now: scheduler.kill() if now.computed >= 30 else None,
            )  # fmt: skip
    finally:
        for process in (scheduler, worker):
            process.kill()
            process.wait(30)
    before = acknowledged(tmp_path / "out")
    assert len(before) >= 30
    run_sweep(made, tmp_path / "out", workers=2, resume=True)
    after = acknowledged(tmp_path / "out")
    assert {run: after[run] for run in before} == before


def _address(file: Path) -> str:
    import time

    for _ in range(300):
        if file.is_file() and file.stat().st_size:
            return str(json.loads(file.read_text())["address"])
        time.sleep(0.1)
    raise AssertionError("no scheduler came up")


def test_no_cluster_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.run.processes.PATIENCE", "1s")
    with pytest.raises(InputError, match="no cluster answers there"):
        run_sweep(small(), tmp_path / "out", cluster="tcp://127.0.0.1:9")


def test_a_sweep_that_is_complete_is_not_run_again(two: Path) -> None:
    seen: list[Any] = []
    before = (two / "runs.parquet").read_bytes()
    run_sweep(small(series=SERIES), two, resume=True, progress=seen.append)
    assert seen == []
    assert (two / "runs.parquet").read_bytes() == before


def test_earlier_runs_are_taken_over(two: Path, tmp_path: Path) -> None:
    seen: list[Any] = []
    more = small(series=SERIES, replicates=4)
    run_sweep(more, tmp_path / "more", workers=1, reuse=[two], progress=seen.append)
    assert max(now.computed for now in seen) == 4  # the fourth replicate of each
    fresh = run_sweep(more, tmp_path / "fresh", workers=1)
    assert facts(tmp_path / "more") == facts(tmp_path / "fresh")
    assert open_results(tmp_path / "more").series().equals(fresh.series())


def test_the_same_run_is_computed_once(tmp_path: Path) -> None:
    seen: list[Any] = []
    arms = {"a": {"strategy": "push"}, "b": {"strategy": "push", "price": 10.0}}
    made = small(factors={}, arms=arms, set={"people.count": 60, "brands.usual.price": 10.0})
    found = run_sweep(made, tmp_path / "out", workers=1, progress=seen.append).frame()
    assert len(found) == 6
    assert found["run_id"].nunique() == 3
    assert max(now.computed for now in seen) == 3


@pytest.mark.slow
def test_a_failed_run_is_a_row_and_can_be_tried_again(tmp_path: Path) -> None:
    own = tmp_path / "own.py"
    flag = tmp_path / "flag"
    own.write_text(FAILING.format(flag=str(flag)), "utf-8")
    file = tmp_path / "experiment.toml"
    file.write_text(
        'base = "one_brand"\ndays = 3\nreplicates = 2\nset = {people.count = 40}\n'
        '[arms]\nwell = {strategy = "push"}\nill = {strategy = "fragile"}\n',
        "utf-8",
    )
    from experiments.sweep import load_experiment

    made = load_experiment(file, strategies=str(own))
    flag.touch()
    found = run_sweep(made, tmp_path / "out", workers=1).frame()
    assert found["status"].tolist() == ["done", "done", "failed", "failed"]
    assert "gone wrong" in found["error"][2]
    assert np.isnan(found["trust"][2])
    flag.unlink()
    kept = run_sweep(made, tmp_path / "out", workers=1, resume=True).frame()
    assert kept["status"].tolist() == found["status"].tolist()
    mended = run_sweep(made, tmp_path / "out", workers=1, resume=True, retry_failed=True).frame()
    assert (mended["status"] == "done").all()
    assert mended["started"][:2].tolist() == found["started"][:2].tolist()


FAILING = '''
from dataclasses import dataclass
from pathlib import Path
from model.plan import Plan
from model.strategies import Strategy

@dataclass(frozen=True)
class Fragile(Strategy):
    """Fails from the third day on while a file is there."""
    name = "fragile"

    def plan(self, view):
        if view.day == 2 and Path({flag!r}).exists():
            raise RuntimeError("gone wrong")
        return Plan()
'''


def test_a_run_that_takes_too_long_fails(tmp_path: Path) -> None:
    made = small(limits={"seconds": 0.001}, factors={}, replicates=1, days=200)
    found = run_sweep(made, tmp_path / "out", workers=1).frame()
    assert (found["status"] == "failed").all()
    assert "took longer than 0.001 s" in found["error"][0]


def test_too_many_failures_end_the_sweep(tmp_path: Path) -> None:
    made = small(limits={"seconds": 0.001, "failures": 2}, days=200)
    with pytest.raises(Stopped, match="2 runs failed"):
        run_sweep(made, tmp_path / "out", workers=1)
    assert not open_results(tmp_path / "out").is_complete


def test_it_ends_when_it_is_asked_to(tmp_path: Path) -> None:
    made = small(replicates=30)
    seen: list[Any] = []
    with pytest.raises(Stopped):
        run_sweep(
            made, tmp_path / "out", workers=1, progress=seen.append,
            stop=lambda: seen[-1].computed >= 5,
        )  # fmt: skip
    some = open_results(tmp_path / "out").frame()
    assert 0 < len(some) < 120
    whole = run_sweep(made, tmp_path / "out", workers=2, resume=True).frame()
    assert len(whole) == 120
    both = whole.merge(some, on="run_id")
    assert (both["started_x"] == both["started_y"]).all()


def test_a_rule_stops_where_enough_is_known(tmp_path: Path) -> None:
    rule = {"least": 3, "most": 12, "step": 3, "outcome": "trust", "half_width": 0.004}
    made = small(replicates=rule, days=20, set={"people.count": 300})
    found = run_sweep(made, tmp_path / "out", workers=2).frame()
    counts = found.groupby(["point", "arm"]).size()
    assert set(counts) <= {3, 6, 9, 12}
    assert (counts.unstack().nunique(axis=1) == 1).all()
    run_sweep(made, tmp_path / "one", workers=1)
    assert facts(tmp_path / "one") == facts(tmp_path / "out")


@pytest.mark.parametrize("other", [{"days": 7}, {"replicates": 4}, {"arms": {}}])
def test_a_folder_of_another_experiment_is_refused(two: Path, other: dict[str, Any]) -> None:
    before = sorted(path.name for path in two.iterdir())
    with pytest.raises(InputError, match="results of another experiment"):
        run_sweep(small(series=SERIES, **other), two, resume=True)
    with pytest.raises(InputError, match="holds a sweep already"):
        run_sweep(small(series=SERIES), two)
    assert sorted(path.name for path in two.iterdir()) == before


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match="holds something else"):
        run_sweep(small(), tmp_path, resume=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_worker_with_another_version_does_not_answer() -> None:
    import pickle
    from dataclasses import replace

    strange = pickle.dumps(replace(context_of(small()), sources="another"))
    with pytest.raises(RuntimeError, match="another version"):
        run_block(strange, [Task("x", {})])


@pytest.mark.slow
def test_graph_files_are_a_factor(tmp_path: Path) -> None:
    for name, size in (("ring", 30), ("larger", 50)):
        edges = "\n".join(f"{i},{(i + 1) % size}" for i in range(size))
        (tmp_path / f"{name}.csv").write_text(f"source,target\n{edges}\n")
    from experiments.sweep import make_experiment

    document = {
        "base": "one_brand", "days": 4, "replicates": 2,
        "factors": {"graph": ["ring.csv", "larger.csv"]}, "outcomes": {"customers": "final"},
    }  # fmt: skip
    made = make_experiment(document, folder=tmp_path)
    found = run_sweep(made, tmp_path / "out", workers=1).frame()
    assert (found["status"] == "done").all(), found["error"].tolist()
    assert [Path(name).name for name in found["graph"]] == ["ring.csv"] * 2 + ["larger.csv"] * 2
    assert found["run_id"].nunique() == 4


def test_identity_is_of_all_that_decides() -> None:
    def ids(**changes: Any) -> list[str]:
        made = small(**changes)
        runs = Runs(made, [{"price": 8.0}, {"price": 12.0}])
        return [
            runs.entry(PlannedRun(p, a, r)).run_id for p in (0, 1) for a in (0, 1) for r in (0, 1)
        ]

    usual = ids()
    assert len(set(usual)) == 8
    assert ids() == usual
    for other in ({"days": 7}, {"seed": 5}, {"outcomes": {"trust": "final"}}, {"series": SERIES}):
        assert not set(ids(**other)) & set(usual), other
    assert ids(title="Another title", replicates=9) == usual
