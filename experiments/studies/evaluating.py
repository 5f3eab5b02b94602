"""From points to values: the one place where studies have runs computed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from experiments.analysis.cube import Floats, Table
from experiments.sweep.design import Levels
from experiments.sweep.experiment import Design, Experiment, Replication
from experiments.sweep.factors import Factor
from experiments.sweep.results import Results

Run = Callable[[Experiment, str], Results]
"""Runs an experiment into a folder of that name, among those of a study."""


def sweeper(out: str | os.PathLike[str], **how: Any) -> Run:
    """Return what runs experiments into folders below ``out``; ``how`` as for run_sweep."""

    def run(made: Experiment, name: str) -> Results:
        from experiments.sweep.running import run_sweep

        folder = Path(out) / name
        folder.parent.mkdir(parents=True, exist_ok=True)
        return run_sweep(made, folder, **how)

    return run


def levels_at(factors: Sequence[Factor], shares: Floats) -> list[dict[str, Any]]:
    """Return the levels of each row of shares, [row, factor]."""
    return [
        {factor.name: factor.at(float(share)) for factor, share in zip(factors, row, strict=True)}
        for row in shares
    ]


def at_replicates(
    asked: Experiment, rows: Sequence[Levels], replicates: Sequence[int], run: Run, name: str
) -> Table:
    """Return the table of runs of some points, each in one replicate of its own, in order."""
    design = Design("points", len(rows), rows=tuple(rows), replicates=tuple(replicates))
    made = replace(asked, design=design, replication=Replication(1, 1, 1))
    return run(made, name).table()


def in_all_replicates(
    asked: Experiment, rows: Sequence[Levels], count: int, run: Run, name: str, first: int = 0
) -> dict[str, Floats]:
    """Return each outcome at some points, [row, replicate], all on the same replicates.

    Replicates are counted from ``first``. NaN where a run failed.
    """
    base = asked.base.with_seed(asked.base.seed + first)
    design = Design("points", len(rows), rows=tuple(rows))
    made = replace(asked, base=base, design=design, replication=Replication(count, count, count))
    table = run(made, name).table()
    found = {}
    for outcome in asked.outcome_names:
        values = np.full((len(rows), count), np.nan)
        values[table["point"], table["replicate"]] = np.ma.filled(
            np.ma.asarray(table[outcome], dtype=float), np.nan
        )
        found[outcome] = values
    return found
