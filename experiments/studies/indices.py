"""Which factors an outcome depends on, the luck of a run among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.analysis.cube import Floats, Table
from experiments.analysis.morris import morris_table, screening
from experiments.analysis.sobol import sobol_shares, sobol_table
from experiments.studies.evaluating import Run, at_replicates, levels_at
from experiments.sweep.experiment import Experiment
from experiments.sweep.factors import Factor
from model.errors import InputError

SEED = "seed"
"""What the luck of a run is called among factors."""
METHODS = {
    "morris": "elementary effects: few runs, which factors matter at all",
    "sobol": "shares of variance: many runs, how much each factor matters, alone and with others",
}
USUAL_POINTS = {"morris": 10, "sobol": 64}
"""Trajectories; base points."""
USUAL_REPLICATES = 10


@dataclass(frozen=True)
class Sensitivity:
    """What came of a study."""

    method: str
    table: Table
    """Columns of ``morris.COLUMNS`` or ``sobol.COLUMNS``."""
    runs: int
    failed: int
    points: int
    """Trajectories or base points that were asked for."""
    replicates: int
    """Seeds that the luck of a run is drawn from."""


def count_runs(width: int, method: str, points: int) -> int:
    """Return how many runs it takes for that many factors, the seed among them."""
    if method == "morris":
        return points * (width + 1)
    return (1 << max(points - 1, 0).bit_length()) * (width + 2)


def sensitivity(
    asked: Experiment,
    run: Run,
    *,
    method: str = "morris",
    points: int | None = None,
    replicates: int = USUAL_REPLICATES,
) -> Sensitivity:
    """Return how each outcome depends on each factor, and on which seed is drawn.

    ``points`` trajectories (Morris) or base points (Sobol; rounded up to a power of two),
    each evaluated (factors + 1) or (factors + 2) times. The seed is one of ``replicates`` and
    a factor like any other; with one replicate it is left out. ``asked`` as ``read_asked``
    gives it. Raises InputError for a method that there is not.
    """
    if method not in METHODS:
        raise InputError(
            "no such method", file="--method", value=method, allowed=", ".join(METHODS)
        )
    count = points or USUAL_POINTS[method]
    levels = [_levels(factor) for factor in asked.factors]
    kinds = ["number" if own is None else "category" for own in levels]
    names = list(asked.factor_names)
    if replicates > 1:
        levels.append(replicates)
        kinds.append("seed")
        names.append(SEED)
    design = screening(levels, count, asked.base.seed) if method == "morris" else None
    shares = design.shares if design else sobol_shares(len(names), count, asked.base.seed)
    runs = _runs(asked, shares, replicates, run)
    values = {name: _column(runs, name) for name in asked.outcome_names}
    if design:
        table = morris_table(design, values, names, kinds, asked.base.seed)
    else:
        table = sobol_table(values, names, kinds, asked.base.seed)
    failed = int((runs["status"] == "failed").sum())
    return Sensitivity(method, table, len(shares), failed, count, replicates)


def _levels(factor: Factor) -> int | None:
    """Return how many levels a factor without order has; None for numbers."""
    return None if factor.is_number else len(factor.levels())


def _runs(asked: Experiment, shares: Floats, replicates: int, run: Run) -> Table:
    width = len(asked.factors)
    numbers = np.zeros(len(shares), dtype=np.int64)
    if replicates > 1:
        numbers = np.minimum((shares[:, width] * replicates).astype(np.int64), replicates - 1)
    rows = levels_at(asked.factors, shares[:, :width])
    return at_replicates(asked, rows, numbers.tolist(), run, "design")


def _column(runs: Table, name: str) -> Any:
    return np.ma.filled(np.ma.asarray(runs[name], dtype=float), np.nan)
