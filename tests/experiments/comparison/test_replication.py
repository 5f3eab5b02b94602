"""Every arm meets the same people with the same luck, however the work is shared."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import mesa
import numpy as np
import pytest

from experiments.comparison.arms import parse_arms, with_arm
from experiments.comparison.outcomes import OUTCOMES, PATHS
from experiments.comparison.replication import Replicate, as_sweep, replicate_all
from experiments.comparison.tables import differences_table, paths_table, runs_table
from experiments.run.networks import NetworkFile
from experiments.run.stopped import Stopped
from experiments.summary import brand_summary, of_brand
from experiments.sweep import run_sweep
from experiments.sweep.running import Progress
from model.model import BrandAudienceModel
from model.network import read_network
from model.scenario import load_scenario

SCENARIO = load_scenario("three_strategies").with_values(
    {"people.count": 120, "days": 25, "seed": 11}
)
ARMS = parse_arms(["silent,push,conversational"])


@pytest.fixture(scope="module")
def runs() -> list[Replicate]:
    return replicate_all(SCENARIO, ARMS, "metronome", 3)


def same(one: list[Replicate], other: list[Replicate]) -> bool:
    return all(
        (a.arm, a.replicate, a.seed, a.content_hash) == (b.arm, b.replicate, b.seed, b.content_hash)
        and repr(a.outcomes) == repr(b.outcomes)
        and np.array_equal(a.paths, b.paths, equal_nan=True)
        for a, b in zip(one, other, strict=True)
    )


def test_runs_come_by_replicate_and_arm(runs: list[Replicate]) -> None:
    assert [(run.replicate, run.arm) for run in runs] == [
        (number, arm.name) for number in range(3) for arm in ARMS
    ]
    assert [run.seed for run in runs] == [11] * 3 + [12] * 3 + [13] * 3


def test_workers_change_nothing(runs: list[Replicate]) -> None:
    assert same(runs, replicate_all(SCENARIO, ARMS, "metronome", 3, workers=3))


def test_a_run_is_what_the_model_gives_by_itself(runs: list[Replicate]) -> None:
    seeded = with_arm(SCENARIO.with_values({"seed": 12}), "metronome", ARMS[1])
    model = BrandAudienceModel(seeded)
    model.run()
    days = of_brand(model.series(), "metronome")
    run = next(run for run in runs if (run.arm, run.seed) == ("push", 12))
    assert run.content_hash == seeded.content_hash()
    assert run.outcomes["trust"] == days["trust"][-1]
    assert run.outcomes["profit"] == days["profit"].sum()
    assert run.outcomes["read_share"] == brand_summary(days)["whole_run"]["read_share"]
    np.testing.assert_array_equal(run.paths[PATHS.index("trust")], days["trust"])


def test_all_arms_begin_alike(runs: list[Replicate]) -> None:
    means = {f"metronome.{lever}": 0.0 for lever in ("posts_a_day", "ad_reach", "staff_hours")}
    unable = SCENARIO.with_values({f"brands.{key}": value for key, value in means.items()})
    idle = replicate_all(unable, ARMS, "metronome", 1)
    assert len({run.outcomes["trust"] for run in idle}) == 1
    assert len({run.outcomes["purchases"] for run in idle}) == 1
    assert len({run.outcomes["trust"] for run in runs if run.replicate == 0}) == 3


def test_a_graph_of_ones_own_is_the_same_in_all_replicates(tmp_path: Path) -> None:
    file = tmp_path / "ring.csv"
    file.write_text("".join(f"{n},{(n + 1) % 90}\n{n},{(n + 7) % 90}\n" for n in range(90)))
    sized, network = SCENARIO.with_values({"people.count": 90}), NetworkFile(str(file))
    found = replicate_all(sized, ARMS[:2], "metronome", 2, network=network)
    model = BrandAudienceModel(with_arm(sized, "metronome", ARMS[1]), graph=read_network(file)[0])
    model.run()
    days = of_brand(model.series(), "metronome")
    assert len(found) == 4
    assert found[1].outcomes["profit"] == days["profit"].sum()


def test_whether_a_graph_s_first_row_names_its_columns_is_as_said(tmp_path: Path) -> None:
    file = tmp_path / "ring.csv"
    file.write_text("".join(f"{n},{(n + 1) % 30}\n" for n in range(30)))
    network = NetworkFile(str(file), header=True)
    sized = SCENARIO.with_values({"people.count": 30})
    runs = replicate_all(sized, ARMS[:2], "metronome", 1, network=network)
    model = BrandAudienceModel(
        with_arm(sized, "metronome", ARMS[0]), graph=read_network(file, True)[0]
    )
    model.run()
    assert runs[0].outcomes["trust"] == of_brand(model.series(), "metronome")["trust"][-1]


def test_progress_hears_of_every_run_and_of_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.sweep.running.TELL_SECONDS", 0.0)
    heard: list[Progress] = []
    replicate_all(SCENARIO, ARMS, "metronome", 2, progress=heard.append)
    assert {now.rows for now in heard} == set(range(7))
    assert {now.day for now in heard} == set(range(26))
    assert {now.expected for now in heard} == {6}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interruption_ends_all(workers: int) -> None:
    calls = []

    def fail(now: Progress) -> None:
        calls.append(now)
        if now.rows >= 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replicate_all(SCENARIO, ARMS, "metronome", 50, workers=workers, progress=fail)
    assert calls[-1].rows < 100  # of 150


def test_a_run_that_fails_ends_all(tmp_path: Path) -> None:
    made = as_sweep(SCENARIO, ARMS, "metronome", 1)
    slow = replace(made, limits=replace(made.limits, seconds=0.0))
    with pytest.raises(Stopped, match="a run failed: TooLong: took longer than 0 s, on day 1"):
        run_sweep(slow, tmp_path / "out", workers=1)


def test_a_comparison_is_a_sweep_without_factors(runs: list[Replicate], tmp_path: Path) -> None:
    made = as_sweep(SCENARIO, ARMS, "metronome", 3)
    table = run_sweep(made, tmp_path / "out", workers=1).table()
    for run in runs:
        row = (table["arm"] == run.arm) & (table["seed"] == run.seed)
        for name in ("trust", "profit", "read_share"):
            assert repr(table[name][row].tolist()) == repr([run.outcomes[name]])


@pytest.mark.parametrize("options", [{}, {"promotion_share": 0.9}])
def test_an_arm_is_the_same_whatever_the_brand_did_before(options: dict[str, float]) -> None:
    base = SCENARIO.with_strategy("metronome", "mixed", options)
    arms = parse_arms(["mixed,mixed:promotion_share=0.2,push"])
    made = as_sweep(base, arms, "metronome", 1)
    for arm, choice in zip(arms, made.arms, strict=True):
        wanted = with_arm(base, "metronome", arm).content_hash()
        assert made.scenario({}, choice).content_hash() == wanted


def test_models_are_let_go() -> None:
    gc.collect()
    before = len(getattr(mesa.Agent, "_ids", {}))
    replicate_all(SCENARIO, ARMS, "metronome", 1)
    assert len(getattr(mesa.Agent, "_ids", {})) == before


# --- tables ----------------------------------------------------------------------------


def test_differences_are_those_of_pairs(runs: list[Replicate]) -> None:
    table, differences = runs_table(runs), differences_table(runs)
    assert set(differences["arm"]) == {"push", "conversational"}
    assert set(differences["baseline"]) == {"silent"}
    assert list(differences["outcome"]) == [*OUTCOMES, *OUTCOMES]
    for outcome in ("trust", "profit", "followers"):
        arm = table[outcome][table["arm"] == "push"]
        base = table[outcome][table["arm"] == "silent"]
        row = (differences["arm"] == "push") & (differences["outcome"] == outcome)
        (mean,), (low,), (high,) = (differences[part][row] for part in ("mean", "low", "high"))
        assert mean == pytest.approx((arm - base).mean())
        half = 4.30265273 * (arm - base).std(ddof=1) / np.sqrt(3)  # t of 2 degrees of freedom
        assert (high - low) / 2 == pytest.approx(half, rel=1e-7)
        assert differences["arm_mean"][row][0] == pytest.approx(arm.mean())


def test_an_arm_that_does_the_same_differs_in_nothing() -> None:
    arms = parse_arms(["scheduled,scheduled:craft=1.0"])
    craft = (
        load_scenario("one_brand").with_strategy("usual", "scheduled").brands[0].options["craft"]
    )
    arms = parse_arms([f"scheduled,scheduled:craft={craft}"])
    differences = differences_table(replicate_all(SCENARIO, arms, "metronome", 2))
    there = differences["replicates"] > 0
    assert there.any()
    assert set(differences["mean"][there]) == {0.0}
    assert set(differences["low"][there]) == {0.0}


def test_one_replicate_has_differences_without_intervals() -> None:
    differences = differences_table(replicate_all(SCENARIO, ARMS, "metronome", 1))
    assert np.isfinite(differences["mean"]).any()
    assert np.isnan(differences["low"]).all()


def test_paths_are_told_by_arm_outcome_and_day(runs: list[Replicate]) -> None:
    paths = paths_table(runs)
    assert len(paths["day"]) == len(ARMS) * len(PATHS) * 25
    row = (paths["arm"] == "push") & (paths["outcome"] == "trust") & (paths["day"] == 24)
    (mean,) = paths["mean"][row]
    finals = [run.outcomes["trust"] for run in runs if run.arm == "push"]
    assert mean == pytest.approx(np.mean(finals))
