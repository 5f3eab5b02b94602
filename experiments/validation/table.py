"""From replicates to the table: what was measured, its interval, the band, and the verdict.

A quantity passes if its 95 % interval over the seeds lies within the band. Quantities that are
no plain means (ratios, peaks of pooled curves) get their interval by the jackknife (Tukey 1958).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from experiments.statistics import mean_interval
from experiments.store.cells import in_digits, write_rows
from experiments.store.parquet import Table
from experiments.validation.experiment import Measures, Target, VirtualExperiment
from experiments.validation.registry import experiment
from experiments.validation.running import Result

COLUMNS = (
    "id", "fact", "measured", "low", "high", "band_low", "band_high", "pass", "ablated",
    "ablation_fails",
)  # fmt: skip
RUNS = {
    "experiment": "key: the experiment",
    "seed": "key: the replicate's seed",
    "ablated": "key: whether the mechanism was switched off",
    "measure": "key: what was measured",
    "value": "what it was",
}
"""Columns of ``runs.parquet``."""


@dataclass(frozen=True)
class Estimate:
    """A quantity with its interval; NaN where there is none."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class TargetResult:
    """One target of one experiment."""

    experiment: VirtualExperiment
    target: Target
    found: Estimate
    ablated: Estimate

    @property
    def id(self) -> str:
        """VirtualExperiment and target."""
        return f"{self.experiment.id}.{self.target.name}"

    @property
    def facts(self) -> str:
        """The numbers of the facts it is held against."""
        return self.target.facts or self.experiment.facts

    @property
    def passes(self) -> bool:
        """Whether the interval lies within the band."""
        return self.target.holds(self.found.low, self.found.high)

    @property
    def ablation_fails(self) -> bool:
        """Whether, with the mechanism switched off, the same test is not passed."""
        return not self.target.holds(self.ablated.low, self.ablated.high)


def rows(results: Sequence[Result]) -> list[TargetResult]:
    """Return one row a target, experiments in their order."""
    ids = sorted({result.id for result in results}, key=lambda name: int(name[1:]))
    return [
        TargetResult(found, target, *(
            estimate(target, [r.measures for r in results if r.id == name and r.ablated is off])
            for off in (False, True)
        ))
        for name in ids
        for found in [experiment(name)]
        for target in found.targets
    ]  # fmt: skip


def estimate(target: Target, replicates: Sequence[Measures]) -> Estimate:
    """Return the quantity over the replicates: the mean of jackknife values, and its interval."""
    count = len(replicates)
    whole = target.value(means(replicates))
    if count < 2:
        return Estimate(whole, math.nan, math.nan)
    left_out = [target.value(means([*replicates[:k], *replicates[k + 1 :]])) for k in range(count)]
    values = count * whole - (count - 1) * np.array(left_out)
    if not np.isfinite(values).all():
        return Estimate(whole, math.nan, math.nan)
    found = mean_interval(values)
    half = float(found.high - found.mean)
    return Estimate(whole, whole - half, whole + half)


def means(replicates: Sequence[Measures]) -> dict[str, float]:
    """Return the mean of every measure, replicates without a value left out."""
    return {
        name: float(mean_interval([one[name] for one in replicates]).mean) for name in replicates[0]
    }


def verdicts(found: Sequence[TargetResult]) -> dict[str, tuple[bool, bool]]:
    """Return for each experiment whether all of it passes, and whether its ablation does not."""
    ids = dict.fromkeys(row.experiment.id for row in found)
    return {
        name: (
            all(row.passes for row in found if row.experiment.id == name),
            any(row.ablation_fails for row in found if row.experiment.id == name),
        )
        for name in ids
    }


def records(found: Sequence[TargetResult]) -> list[tuple[str | float, ...]]:
    """Return the rows of ``table.csv``, in the order of ``COLUMNS``."""
    return [
        (
            row.id, row.facts, row.found.mean, row.found.low, row.found.high,
            row.target.low, row.target.high, word(row.passes),
            row.ablated.mean, word(row.ablation_fails),
        )
        for row in found
    ]  # fmt: skip


def word(truth: bool) -> str:
    """Return yes or no."""
    return "yes" if truth else "no"


def write_csv(path: Path, found: Sequence[TargetResult]) -> None:
    """Write ``table.csv``; an open end of a band is empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        write_rows(file, COLUMNS, records(found), in_digits)


def runs_table(results: Sequence[Result]) -> Table:
    """Return every measure of every replicate, one row each."""
    found: list[tuple[Any, ...]] = [
        (r.id, r.seed, r.ablated, name, value)
        for r in sorted(results, key=lambda r: (int(r.id[1:]), r.seed, r.ablated))
        for name, value in r.measures.items()
    ]
    kinds: Mapping[str, Any] = {"seed": np.int64, "ablated": bool, "value": np.float64}
    return {
        name: np.array([row[k] for row in found], dtype=kinds.get(name, object))
        for k, name in enumerate(RUNS)
    }
