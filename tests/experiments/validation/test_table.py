"""Intervals, bands and verdicts of the validation experiments."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from experiments.validation import table
from experiments.validation.experiment import Target, VirtualExperiment
from experiments.validation.registry import FILES, IDS, chosen, experiment
from model.errors import InputError

REPLICATES = [{"a": x, "b": y} for x, y in ((1.0, 2.0), (2.0, 3.0), (4.0, 9.0), (3.0, 7.0))]


def test_the_interval_of_a_mean_is_students():
    found = table.estimate(Target("a", ""), REPLICATES)
    values = [one["a"] for one in REPLICATES]
    low, high = stats.t.interval(0.95, 3, np.mean(values), stats.sem(values))
    assert (found.mean, found.low, found.high) == pytest.approx((2.5, low, high))


def test_the_interval_of_a_ratio_is_the_jackknifes():
    ratio = Target("ratio", "", of=lambda m: m["b"] / m["a"])
    found = table.estimate(ratio, REPLICATES)
    parts = [(one["a"], one["b"]) for one in REPLICATES]
    a, b = np.array(parts).T
    left = (b.sum() - b) / (a.sum() - a)
    error = math.sqrt(3 / 4 * ((left - left.mean()) ** 2).sum())
    assert found.mean == pytest.approx(b.sum() / a.sum())
    assert found.high - found.mean == pytest.approx(error * stats.t.ppf(0.975, 3))


def test_a_quantity_passes_only_if_its_whole_interval_is_in_the_band():
    target = Target("a", "", 0.0, 1.0)
    assert target.holds(0.0, 1.0)
    assert not target.holds(-0.01, 0.5)
    assert not target.holds(0.5, 1.01)
    assert not target.holds(math.nan, math.nan)  # one replicate has no interval


def test_what_has_no_value_does_not_pass():
    target = Target("gone", "", of=lambda m: m["a"] / 0)
    found = table.estimate(target, REPLICATES)
    assert math.isnan(found.mean)
    assert not target.holds(found.low, found.high)


def test_every_experiment_is_registered_and_tells_its_story():
    assert len(IDS) == len(FILES) == 14
    for name in IDS:
        found = experiment(name)
        assert found.id == name
        story = __import__(found.measure.__module__, fromlist=["x"]).__doc__
        for part in ("Set-up", "Intervention:", "Measurement", "Accepted:", "Source:", "Ablation:"):
            assert part in story, f"{name}: {part}"
        assert len({target.name for target in found.targets}) == len(found.targets)
        assert any(target.role != "reported" for target in found.targets)


def test_ids_are_found_in_any_case_and_order():
    assert chosen(["v7", "V1"]) == ("V1", "V7")
    assert chosen([]) == IDS
    with pytest.raises(InputError, match="V1") as error:
        chosen(["V15"])
    assert error.value.nearest in IDS


def rows_of(passes: bool, blind: bool) -> list[table.TargetResult]:
    target = Target("a", "", 0.0, 1.0)
    inside, outside = table.Estimate(0.5, 0.4, 0.6), table.Estimate(2.0, 1.9, 2.1)
    one = VirtualExperiment("V1", "", "1", "", "", lambda trial: {}, (target,), {}, {})
    return [
        table.TargetResult(one, target, inside if passes else outside, inside if blind else outside)
    ]


def test_verdicts_are_of_whole_experiments():
    assert table.verdicts(rows_of(True, False)) == {"V1": (True, True)}
    assert table.verdicts(rows_of(True, True)) == {"V1": (True, False)}
    assert table.verdicts(rows_of(False, False)) == {"V1": (False, True)}


def test_the_table_has_the_columns_that_are_promised(tmp_path: Path):
    table.write_csv(tmp_path / "table.csv", rows_of(True, False))
    with (tmp_path / "table.csv").open() as file:
        (row,) = csv.DictReader(file)
    assert list(row) == [
        "id", "fact", "measured", "low", "high", "band_low", "band_high", "pass", "ablated",
        "ablation_fails",
    ]  # fmt: skip
    assert row["id"] == "V1.a"
    assert (row["pass"], row["ablation_fails"]) == ("yes", "yes")
