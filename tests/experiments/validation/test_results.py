"""The results on file: complete, consistent, of the present defaults, and repeatable."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from experiments.store.parquet import read_table
from experiments.validation import table
from experiments.validation.registry import IDS, experiment
from experiments.validation.running import Result
from model.parameters import defaults
from tests.conftest import ROOT

FOLDER = ROOT / "results" / "validation"
CHEAP = ("V4", "V5", "V7")


def kept() -> dict[tuple[str, int, bool], dict[str, float]]:
    """Return the measures on file by experiment, seed and ablation."""
    runs = read_table(FOLDER / "runs.parquet")
    found: dict = defaultdict(dict)
    for name, seed, off, measure, value in zip(
        *(runs[column] for column in ("experiment", "seed", "ablated", "measure", "value")),
        strict=True,
    ):
        found[str(name), int(seed), bool(off)][str(measure)] = float(value)
    return found


def on_file() -> list[dict[str, str]]:
    with (FOLDER / "table.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_experiment_ran_often_enough_with_and_without_its_mechanism():
    runs = kept()
    for name in IDS:
        for off in (False, True):
            seeds = {seed for one, seed, ablated in runs if (one, ablated) == (name, off)}
            count = experiment(name).replicates
            assert seeds == set(range(1, 1 + count))
        assert experiment(name).replicates >= 30 or name == "V11"


def test_the_table_follows_from_the_runs(tmp_path: Path):
    results = [Result(*key, measures, 0.0) for key, measures in sorted(kept().items())]
    table.write_csv(tmp_path / "table.csv", table.rows(results))
    assert (tmp_path / "table.csv").read_bytes() == (FOLDER / "table.csv").read_bytes()


def test_the_results_are_of_the_present_defaults():
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    assert not manifest["quick"]
    document, found = manifest["scenario"], {}
    for name in defaults():
        value = document
        for part in name.split("."):
            value = value[part]
        found[name] = value
    changed = {name for name, value in defaults().items() if value != found[name]}
    assert changed - {"people.count"} == set()


def test_the_calibration_on_file_is_what_the_defaults_are():
    found = json.loads((ROOT / "results" / "calibration.json").read_text())["values"]
    assert {name: defaults()[name] for name in found} == found


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.slow) if n == "V7" else n for n in CHEAP]
)
def test_a_replicate_gives_what_is_on_file(name: str):
    runs = kept()
    for off in (False, True):
        again = experiment(name).run(1, ablated=off)
        assert again == pytest.approx(runs[name, 1, off], rel=1e-4, abs=1e-6)


def test_what_passes_fails_with_its_mechanism_switched_off():
    rows = on_file()
    blind = []
    for name in IDS:
        own = [row for row in rows if row["id"].startswith(f"{name}.")]
        if all(row["pass"] == "yes" for row in own):
            blind += [name] if all(row["ablation_fails"] == "no" for row in own) else []
    assert blind == []
