"""The tables of a comparison, from its runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.comparison import outcomes
from experiments.comparison.replication import Replicate
from experiments.statistics import Interval, mean_interval, paired
from experiments.store.parquet import Table

INTERVAL = {
    "mean": "mean over the replicates that have a value",
    "low": "lower end of the 95 % interval of that mean (Student's t); null for one replicate",
    "high": "upper end of it",
    "replicates": "how many replicates have a value",
}
PATHS = {
    "arm": "key: the arm, as it was written",
    "outcome": "key: the outcome, a column of a run's series",
    "day": "key: day, counted from 0",
    **INTERVAL,
}
DIFFERENCES = {
    "arm": "key: the arm, as it was written",
    "baseline": "the arm it is compared with: the first",
    "outcome": "key: the outcome, a column of runs.parquet",
    **INTERVAL,
    "arm_mean": "mean of the outcome under the arm",
    "baseline_mean": "mean of the outcome under the baseline",
}


def runs_notes() -> dict[str, str]:
    """Return the definition of each column of :func:`runs_table`."""
    return {
        "arm": "key: the arm, as it was written",
        "replicate": "key: number of the replicate, counted from 0",
        "seed": "the replicate's seed, the same in all arms",
        "content_hash": "of all that decides the run",
        **outcomes.notes(),
    }


def runs_table(runs: Sequence[Replicate]) -> Table:
    """Return one row a run: its outcomes."""
    keys: dict[str, Any] = {
        "arm": np.array([run.arm for run in runs], dtype=object),
        "replicate": np.array([run.replicate for run in runs]),
        "seed": np.array([run.seed for run in runs]),
        "content_hash": np.array([run.content_hash for run in runs], dtype=object),
    }
    return keys | {
        name: np.array([run.outcomes[name] for run in runs]) for name in outcomes.OUTCOMES
    }


def paths_table(runs: Sequence[Replicate], only: Sequence[str] = outcomes.PATHS) -> Table:
    """Return one row an arm, outcome and day: the mean over replicates with its interval."""
    parts = []
    for arm, own in _by_arm(runs).items():
        found = mean_interval([run.paths for run in own])
        for name in only:
            place = outcomes.PATHS.index(name)
            days = found.mean.shape[1]
            keys = {"arm": _repeated(arm, days), "outcome": _repeated(name, days)}
            parts.append(keys | {"day": np.arange(days)} | _columns(found, place))
    return {name: np.concatenate([part[name] for part in parts]) for name in PATHS}


def differences_table(runs: Sequence[Replicate]) -> Table:
    """Return one row an arm after the first and outcome: the paired difference."""
    arms = {arm: _values(own) for arm, own in _by_arm(runs).items()}
    (baseline, base), *others = arms.items()
    parts = []
    for arm, values in others:
        size = len(outcomes.OUTCOMES)
        keys = {
            "arm": _repeated(arm, size),
            "baseline": _repeated(baseline, size),
            "outcome": np.array(outcomes.OUTCOMES, dtype=object),
        }
        means = {
            "arm_mean": mean_interval(values).mean,
            "baseline_mean": mean_interval(base).mean,
        }
        parts.append(keys | paired(values, base)._asdict() | means)
    return {name: np.concatenate([part[name] for part in parts]) for name in DIFFERENCES}


def _by_arm(runs: Sequence[Replicate]) -> dict[str, list[Replicate]]:
    """Return the runs of each arm, by replicate."""
    found: dict[str, list[Replicate]] = {}
    for run in sorted(runs, key=lambda run: run.replicate):
        found.setdefault(run.arm, []).append(run)
    return found


def _values(runs: Sequence[Replicate]) -> npt.NDArray[np.float64]:
    """Return the outcomes of an arm's runs, [replicate, outcome]."""
    return np.array([[run.outcomes[name] for name in outcomes.OUTCOMES] for run in runs])


def _columns(found: Interval, place: int) -> dict[str, npt.NDArray[Any]]:
    return {name: values[place] for name, values in found._asdict().items()}


def _repeated(text: str, count: int) -> npt.NDArray[Any]:
    return np.full(count, text, dtype=object)
