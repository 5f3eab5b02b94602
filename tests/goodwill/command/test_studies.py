"""``goodwill sensitivity``, ``discover`` and ``optimise`` from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from experiments.run.processes import processes
from experiments.store.parquet import read_table
from experiments.sweep import load_experiment, run_sweep
from model.scenario import load_scenario
from tests.goodwill.commands import here

SMALL = ("--set", "people.count=40", "--days", "6", "--no-figures")


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, str]]:
    """Give the words that let all commands share one worker, which takes seconds to start."""
    with processes(1, None) as client:
        yield "--cluster", client.cluster.scheduler_address


@pytest.mark.slow
def test_sensitivity_writes_and_goes_on(tmp_path: Path, cluster: tuple[str, str]) -> None:
    words = (
        "sensitivity", "three_strategies", "--brand", "neighbour", "--factors",
        "strategy=push|silent,staff_hours=0..1", "--outcome", "trust,cost", "--points", "3",
        "--replicates", "3", *SMALL, *cluster, "--out", tmp_path / "out",
    )  # fmt: skip
    done = here(*words)
    assert done.exit_code == 0, done.stderr
    assert "staff_hours" in done.stdout
    table = read_table(tmp_path / "out" / "indices.parquet")
    assert table["factor"].tolist() == ["strategy", "staff_hours", "seed"] * 2
    cost = table["mu_star"][table["outcome"] == "cost"]
    assert cost[0] > 0, "to push costs more than to be silent"
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["kind"] == "sensitivity"
    assert manifest["runs"] == {"done": 12, "failed": 0}
    assert {"staff_hours", "strategy"} == set(manifest["factors"])

    indices = (tmp_path / "out" / "indices.parquet").read_bytes()
    assert here(*words).exit_code == 2, "the runs are there: asked for, or not"
    again = here(*words, "--resume")
    assert again.exit_code == 0, again.stderr
    assert (tmp_path / "out" / "indices.parquet").read_bytes() == indices


@pytest.mark.often
def test_optimise_finds_a_front(tmp_path: Path, cluster: tuple[str, str]) -> None:
    done = here(
        "optimise", "three_strategies", "--brand", "neighbour", "--levers",
        "strategy=push|silent,staff_hours=0..1", "--budget", "60", "--replicates", "1",
        "--confirmations", "3", *SMALL, *cluster, "--out", tmp_path / "out",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    front = read_table(tmp_path / "out" / "front.parquet")
    assert front["on_front"].any()
    assert "silent" in front["strategy"][front["on_front"].astype(bool)], "nothing costs less"
    assert (front["replicates"] == 3).all()
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["objectives"] == {"trust": "max", "profit": "max", "cost": "min"}
    assert len(summary["front"]) == front["on_front"].sum()
    assert read_table(tmp_path / "out" / "search.parquet")["generation"].max() >= 1


@pytest.mark.slow
def test_optimise_finds_the_best_split_by_horizon(tmp_path: Path, cluster: tuple[str, str]) -> None:
    done = here(
        "optimise", "three_strategies", "--brand", "neighbour", "--horizons", "3,6",
        "--replicates", "2", "--objectives", "cost:min", "--set", "people.count=40",
        *cluster, "--out", tmp_path / "out",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    table = read_table(tmp_path / "out" / "split.parquet")
    assert np.unique(table["horizon"]).tolist() == [3, 6]
    best = table["best"].astype(bool)
    assert table["promotion_share"][best].tolist() == [1.0, 1.0], "stock phrases are cheap"
    assert (tmp_path / "out" / "figures" / "split_cost.png").stat().st_size > 10_000
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["horizons"] == [3, 6]
    assert "after 6 days" in (tmp_path / "out" / "report.html").read_text("utf-8")


SWEEP = """
base = "world.toml"
replicates = 2
[factors]
staff_hours = {low = 0.0, high = 2.0}
ad_reach = {low = 0.0, high = 1.0}
[design]
kind = "latin_hypercube"
points = 40
[outcomes]
cost = "total"
"""


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory, cluster: tuple[str, str]) -> Path:
    folder = tmp_path_factory.mktemp("sweep")
    world = load_scenario("one_brand").with_values({
        "days": 4, "people.count": 30, "brands.usual.strategy": "push",
    })  # fmt: skip
    (folder / "world.toml").write_text(world.to_toml())
    (folder / "asked.toml").write_text(SWEEP)
    run_sweep(load_experiment(folder / "asked.toml"), folder / "out", cluster=cluster[1])
    return folder / "out"


@pytest.mark.slow
def test_discover_tells_what_costs_much(swept: Path, tmp_path: Path) -> None:
    cost = read_table(swept / "runs.parquet")["cost"]
    much = float(np.quantile(cost, 0.7))
    done = here("discover", swept, "--where", f"cost > {much}", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    assert "staff_hours" in done.stdout
    limits = read_table(tmp_path / "out" / "limits.parquet")
    low = dict(zip(limits["factor"].tolist(), limits["low"].tolist(), strict=True))
    assert low["staff_hours"] > 1.0, "staff is what costs most"
    assert (tmp_path / "out" / "figures" / "region_1.png").exists()
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "staff hours" in page
    assert "points by the means of 2 replicates" in page
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["points"] == 40
    assert summary["boxes"][0]["coverage"] > 0.5


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("sensitivity", "one_brnad", "--factors", "price"), "one_brand"),
        (("sensitivity", "one_brand"), "nothing is varied"),
        (("sensitivity", "one_brand", "--factors", "prise"), "price"),
        (("sensitivity", "one_brand", "--factors", "price", "--outcome", "trsut"), "trust"),
        (("sensitivity", "one_brand", "--factors", "price", "--resume"), "--out"),
        (("sensitivity", "one_brand", "--factors", "price", "--method", "sobl"), "--method"),
        (("optimise", "one_brand", "--objectives", "trust"), "trust:max"),
        (("optimise", "one_brand", "--budget", "25"), "--budget"),
        (("optimise", "one_brand", "--horizons", "30,x"), "--horizons"),
        (("optimise", "one_brand", "--horizons", "30", "--levers", "price"), "--levers"),
        (("discover", "nowhere", "--where", "trust < 1"), "nowhere"),
    ],
)
def test_bad_input_gets_one_message(words: tuple[str, ...], message: str, tmp_path: Path) -> None:
    done = here(*words, "--out", tmp_path / "out") if "--resume" not in words else here(*words)
    assert done.exit_code == 2
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_bad_condition_gets_one_message(swept: Path) -> None:
    done = here("discover", swept, "--where", "base.cots > 3")
    assert done.exit_code == 2
    assert "cost" in done.stderr


def test_an_output_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = here("sensitivity", "one_brand", "--factors", "price", *SMALL, "--out", tmp_path)
    assert done.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
