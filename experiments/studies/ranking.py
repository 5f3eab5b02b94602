"""Sensitivity, the most important factor of each outcome first."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.analysis.cube import Table
from experiments.studies.indices import Sensitivity
from experiments.sweep.experiment import Experiment

MAIN = {"morris": "mu_star", "sobol": "total"}
"""What factors are ranked by."""


def ranked(table: Table, method: str, outcome: str) -> list[int]:
    """Return the rows of an outcome, the most important factor first."""
    rows = np.flatnonzero(table["outcome"] == outcome)
    size = np.nan_to_num(np.asarray(table[MAIN[method]], dtype=float)[rows], nan=-np.inf)
    return [int(row) for row in rows[np.argsort(-size, kind="stable")]]


def sensitivity_summary(made: Experiment, found: Sensitivity) -> dict[str, Any]:
    """Return ``summary.json``: for each outcome its factors, the most important first."""
    columns = [name for name in found.table if name not in ("outcome", "factor")]
    outcomes = {}
    for name in made.outcome_names:
        rows = ranked(found.table, found.method, name)
        outcomes[name] = {
            str(found.table["factor"][row]): {c: found.table[c][row] for c in columns}
            for row in rows
        }
    return {
        "title": made.title,
        "method": found.method,
        "runs": found.runs,
        "failed": found.failed,
        "replicates": found.replicates,
        "outcomes": outcomes,
    }
