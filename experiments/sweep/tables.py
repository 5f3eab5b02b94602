"""The table of runs: a row a point, arm and replicate, from run index and parts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from experiments.store.parquet import Table
from experiments.store.run_index import RowEntry, RunEntry, RunIndex
from experiments.store.whole import Damaged, read_whole
from experiments.sweep.experiment import Experiment
from experiments.sweep.factors import GRAPH, Factor
from experiments.sweep.layout import RUNS

BOOKKEEPING: Mapping[str, str] = {
    "started": "when the run began, seconds since 1970 (bookkeeping)",
    "finished": "when it ended, seconds since 1970 (bookkeeping)",
    "seconds": "how long it took (bookkeeping)",
    "worker": "process and thread that computed it (bookkeeping)",
    "host": "machine that computed it (bookkeeping)",
    "attempts": "how often it was handed out (bookkeeping)",
}
"""Columns that differ between two computations of the same sweep."""


KEYS: Mapping[str, str] = {
    "point": "key: number of the point, counted from 0",
    "arm": "key: the arm; the first is what the others are compared with",
    "replicate": "key: number of the replicate, counted from 0",
    "seed": "the replicate's seed, the same at all points and in all arms",
}
STATE: Mapping[str, str] = {
    "status": "done or failed",
    "error": "what a failed run said",
    "run_id": "hash of all that decides the run's numbers",
    "content_hash": "hash of the scenario at this point and arm, with the first seed",
}


def runs_notes(experiment: Experiment) -> dict[str, str]:
    """Return what each column of the table of runs is."""
    return {
        **KEYS,
        **{factor.name: f"factor: {factor.key}" for factor in experiment.factors},
        **{measure.name: f"outcome: {measure.about()}" for measure in experiment.measures},
        **STATE,
        **BOOKKEEPING,
    }


def general_notes() -> dict[str, str]:
    """Return the same for any experiment."""
    names = {
        "a factor's name": "factor: its level, a column for each",
        "an outcome's name": "outcome: its value, a column for each; null for a failed run",
    }
    return {**KEYS, **names, **STATE, **BOOKKEEPING}


def runs_table(experiment: Experiment, index: RunIndex, folder: Path) -> Table:
    """Return every row whose run is done or failed, by point, arm and replicate.

    Raises ``Damaged`` if a part is not as it was written.
    """
    rows = [row for row in index.rows() if row[len(RowEntry._fields)] is not None]
    entries = [RowEntry(*row[: len(RowEntry._fields)]) for row in rows]
    runs = [
        RunEntry(e.run_id, *row[len(RowEntry._fields) :])
        for e, row in zip(entries, rows, strict=True)
    ]
    levels = {number: json.loads(text) for number, text in index.points()}
    arms = [arm.name for arm in experiment.arms]
    table: dict[str, Any] = {
        "point": np.array([e.point for e in entries], dtype=np.int64),
        "arm": _texts([arms[e.arm] for e in entries]),
        "replicate": np.array([e.replicate for e in entries], dtype=np.int64),
        "seed": np.array([e.seed for e in entries], dtype=np.int64),
    }
    for factor in experiment.factors:
        usual = base_level(factor, experiment)
        table[factor.name] = _levels([levels[e.point].get(factor.name, usual) for e in entries])
    table |= _outcomes(experiment, runs, folder / RUNS)
    return table | {
        "status": _texts([run.status for run in runs]),
        "error": _texts([run.error for run in runs]),
        "run_id": _texts([run.run_id for run in runs]),
        "content_hash": _texts([e.content_hash for e in entries]),
        "started": np.array([run.started for run in runs], dtype=float),
        "finished": np.array([run.finished for run in runs], dtype=float),
        "seconds": np.array([run.seconds for run in runs], dtype=float),
        "worker": _texts([run.worker for run in runs]),
        "host": _texts([run.host for run in runs]),
        "attempts": np.array([run.attempts for run in runs], dtype=np.int64),
    }


def differences_table(experiment: Experiment, runs: Table) -> Table:
    """Return what each arm changes against the first, by outcome and point, paired by replicate."""
    from experiments.analysis.cube import make_cube
    from experiments.analysis.differences import arm_differences

    arms = [arm.name for arm in experiment.arms]
    return arm_differences(make_cube(runs, experiment.factor_names, experiment.outcome_names, arms))


def differences_notes(experiment: Experiment) -> dict[str, str]:
    """Return what each column of the table of differences is."""
    from experiments.analysis.differences import ARMS

    return ARMS | {factor.name: f"factor: {factor.key}" for factor in experiment.factors}


def base_level(factor: Factor, experiment: Experiment) -> Any:
    """Return what the base has where a design leaves a factor alone."""
    if factor.choices:
        return "base"
    if factor.key == GRAPH:
        return experiment.graph or "made"
    value: Any = experiment.base.to_dict()
    parts = factor.key.split(".")
    if parts[:2] == ["brands", "*"]:
        parts[1] = experiment.brand
    for part in parts:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _outcomes(experiment: Experiment, runs: Sequence[RunEntry], parts: Path) -> dict[str, Any]:
    """Return the columns of outcomes, NaN for failed runs; raise Damaged if one is not there."""
    names = experiment.outcome_names
    values = np.full((len(runs), len(names)), np.nan)
    places: dict[str, dict[str, list[int]]] = {}
    for at, run in enumerate(runs):
        if run.part is not None:
            places.setdefault(run.part, {}).setdefault(run.run_id, []).append(at)
    for part, wanted in places.items():
        table, _ = read_whole(parts / part)
        if not set(wanted) <= set(table["run_id"].tolist()):
            raise Damaged(f"{parts / part} is not what was written")
        found = np.column_stack([table[name] for name in names])
        for row, run_id in enumerate(table["run_id"].tolist()):
            if run_id in wanted:
                values[wanted[run_id]] = found[row]
    return {name: values[:, at].copy() for at, name in enumerate(names)}


def _texts(values: Sequence[Any]) -> Any:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def _levels(values: Sequence[Any]) -> Any:
    """Return levels as numbers where all are, else as texts."""
    kinds = {type(value) for value in values}
    if kinds <= {bool}:
        return np.array(values, dtype=bool)
    if kinds <= {int}:
        return np.array(values, dtype=np.int64)
    if kinds <= {int, float}:
        return np.array(values, dtype=float)
    return _texts([value if value is None else str(value) for value in values])
