"""``goodwill validate``: what it prints, writes, and does with wrong input."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from experiments.store.parquet import read_table
from tests.goodwill.commands import here


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quick validation of one experiment, in one process."""
    folder = tmp_path_factory.mktemp("out") / "v"
    result = here("validate", "v4", "--quick", "--replicates", 2, "--workers", 1, "--out", folder)
    assert result.exit_code == 0
    assert "V4.lie" in result.stdout
    return folder


@pytest.mark.slow
def test_an_output_is_complete(done: Path):
    assert {path.name for path in done.iterdir()} == {
        "table.csv", "runs.parquet", "scenario.toml", "figures", "manifest.json",
    }  # fmt: skip
    manifest = json.loads((done / "manifest.json").read_text())
    assert manifest["kind"] == "validation"
    assert manifest["seeds"] == {"V4": [1, 2]}
    assert manifest["sizes"]["V4"] == {"people": 6}


@pytest.mark.often
def test_the_table_holds_one_row_a_quantity(done: Path):
    with (done / "table.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [
        "V4.plain", "V4.lie", "V4.promise", "V4.promise_after_lie",
    ]  # fmt: skip
    lie = rows[1]
    assert (lie["band_low"], lie["band_high"]) == ("", "0.95")
    assert float(lie["ablated"]) > float(lie["measured"])


@pytest.mark.often
def test_every_replicate_is_kept(done: Path):
    runs = read_table(done / "runs.parquet")
    assert set(runs["seed"]) == {1, 2}
    assert set(runs["ablated"]) == {True, False}
    with (done / "table.csv").open() as file:
        plain = float(next(csv.DictReader(file))["measured"])
    own = (runs["measure"] == "plain") & ~runs["ablated"].astype(bool)
    assert runs["value"][own].mean() == pytest.approx(plain, rel=1e-5)


def test_a_failing_experiment_is_a_finding_no_error():
    result = here(
        "validate", "V5", "--quick", "--replicates", 2, "--workers", 1, "--set", "trust.warmth=0"
    )
    assert result.exit_code == 0
    assert "0 of 1 experiments pass" in result.stderr


def test_an_unknown_experiment_is_told_with_the_nearest():
    result = here("validate", "V44")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "V44" in result.stderr
    assert "V4?" in result.stderr


@pytest.mark.slow
def test_workers_change_nothing(tmp_path: Path):
    for workers in (1, 2):
        here("validate", "V5", "--quick", "--workers", workers, "--no-figures", "--out",
             tmp_path / str(workers))  # fmt: skip
    one, two = ((tmp_path / name / "table.csv").read_bytes() for name in ("1", "2"))
    assert one == two
