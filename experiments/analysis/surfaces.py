"""Means with intervals over the space of an experiment: by point, by level, by arm, by day."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.analysis.cube import Cube, Floats, Table
from experiments.statistics import mean_interval

SURFACE = {
    "point": "key: number of the point",
    "arm": "key: the arm",
    "outcome": "key: the outcome",
    "mean": "mean over the replicates that have a value",
    "low": "lower end of its 95 % interval (Student's t); null for one replicate",
    "high": "upper end of it",
    "replicates": "how many replicates have a value",
}
"""Columns of a surface; one for each factor comes on top."""


def surface(cube: Cube, outcomes: Sequence[str] | None = None) -> Table:
    """Return one row a point, arm and outcome: the mean and its interval."""
    return _table(cube, outcomes, lambda name: cube.values[name])


def change_surface(cube: Cube, outcomes: Sequence[str] | None = None) -> Table:
    """Return the same for what each arm changes against the first, on the same people and luck.

    The first arm has no rows; ``baseline`` names it.
    """
    table = _table(cube, outcomes, cube.differences)
    others = np.array([arm != cube.arms[0] for arm in table["arm"]], dtype=bool)
    kept = {name: column[others] for name, column in table.items()}
    return kept | {"baseline": texts([cube.arms[0]] * int(others.sum()))}


def by_level(cube: Cube, factor: str) -> Table:
    """Return one row a level of a factor, arm and outcome: means over all points at that level.

    The interval is over replicates: what a replicate gave at these points counts as one.
    """
    levels = cube.levels[factor]
    names = np.array([str(level) for level in levels], dtype=object)
    found = []
    for name in dict.fromkeys(names.tolist()):
        own = np.flatnonzero(names == name)
        table = surface(pool(cube.at(own)))
        found.append({**table, factor: np.repeat(levels[own[:1]], len(table["arm"]))})
    return {name: np.concatenate([part[name] for part in found]) for name in found[0]}


def overall(cube: Cube) -> Table:
    """Return one row an arm and outcome, over all points, with what the shared luck saved.

    ``change``, ``change_low`` and ``change_high`` are against the first arm, run by run;
    ``saving`` is the share of runs that common random numbers save: 1 less the variance of
    the difference over what it would be between independent runs.
    """
    means, size = surface(pool(cube)), len(cube.arms)
    parts: dict[str, list[Floats]] = {"change": [], "change_low": [], "change_high": []}
    savings = []
    for name in cube.values:
        runs = mean_over_points(cube.differences(name))
        found = mean_interval(runs.T)
        for part, values in zip(parts, (found.mean, found.low, found.high), strict=True):
            parts[part].append(values)
        savings.append(saving(cube, name))
    columns = {part: np.concatenate(values) for part, values in parts.items()}
    assert len(means["arm"]) == size * len(savings)
    return {**means, **columns, "saving": np.concatenate(savings)}


def saving(cube: Cube, outcome: str) -> Floats:
    """Return by arm the share of runs that common random numbers save; NaN where unknown."""
    values = cube.values[outcome]
    apart = _variance(values) + _variance(values[:, :1])
    paired = _variance(cube.differences(outcome))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        share = 1.0 - np.nanmean(paired, axis=0) / np.nanmean(apart, axis=0)
    share[0] = np.nan
    return np.where(np.isfinite(share), share, np.nan)


def _variance(values: Floats) -> Floats:
    """Return the variance over replicates, [point, arm]; NaN for fewer than two."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.asarray(np.nanvar(values, axis=2, ddof=1))


def pool(cube: Cube) -> Cube:
    """Return one point: each replicate's mean over all points at which its run has a value."""
    values = {name: mean_over_points(found)[None] for name, found in cube.values.items()}
    return Cube(np.zeros(1, dtype=np.int64), {}, cube.arms, values)


def mean_over_points(values: Floats) -> Floats:
    """Return the mean over points that have a value, [arm, replicate]."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.asarray(np.nanmean(values, axis=0))


def running_difference(cube: Cube, outcome: str, least: int = 2) -> Table:
    """Return how the difference from the first arm settles as replicates come in.

    One row an arm (after the first) and number of replicates from ``least`` on: the mean of
    the first so many, with its interval; points are pooled.
    """
    runs = mean_over_points(cube.differences(outcome))
    parts = []
    for count in range(least, runs.shape[1] + 1):
        found = mean_interval(runs[1:, :count].T)
        parts.append({
            "arm": texts(cube.arms[1:]),
            "count": np.full(len(cube.arms) - 1, count),
            "mean": found.mean, "low": found.low, "high": found.high,
            "replicates": found.replicates,
        })  # fmt: skip
    names = ("arm", "count", "mean", "low", "high", "replicates")
    empty: dict[str, npt.NDArray[Any]] = {name: np.zeros(0) for name in names}
    if not parts:
        return empty
    table = {name: np.concatenate([part[name] for part in parts]) for name in names}
    return table | {
        "outcome": texts([outcome] * len(table["arm"])),
        "baseline": texts([cube.arms[0]] * len(table["arm"])),
    }


def texts(values: Sequence[str]) -> npt.NDArray[Any]:
    """Return texts as a column."""
    found = np.empty(len(values), dtype=object)
    found[:] = list(values)
    return found


def _table(
    cube: Cube, outcomes: Sequence[str] | None, values: Callable[[str], Floats]
) -> dict[str, npt.NDArray[Any]]:
    names = list(cube.values) if outcomes is None else list(outcomes)
    count, arms = len(cube.points), len(cube.arms)
    found = [mean_interval(np.moveaxis(values(name), 2, 0)) for name in names]
    keys: dict[str, npt.NDArray[Any]] = {
        "point": np.tile(np.repeat(cube.points, arms), len(names)),
        "arm": texts(list(cube.arms) * (count * len(names))),
        "outcome": texts([name for name in names for _ in range(count * arms)]),
    }
    factors = {
        name: np.tile(np.repeat(levels, arms), len(names)) for name, levels in cube.levels.items()
    }
    parts = {
        part: np.concatenate([getattr(one, part).ravel() for one in found])
        for part in ("mean", "low", "high", "replicates")
    }
    return keys | factors | parts
