"""What single factors do: one at a time from a base, or as rank correlations of a sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from experiments.analysis.cube import Cube, Floats, Table
from experiments.analysis.surfaces import texts
from experiments.statistics import LEVEL, mean_interval


def swings(cube: Cube, outcome: str, levels: Mapping[str, Sequence[Any]]) -> Table:
    """Return one row a factor, level and arm of a one-at-a-time design: the change from the base.

    ``levels`` are those of each factor in the design's order: point 0 is the base, then
    comes each level of each factor. Columns: factor, level (text), number (NaN for texts),
    arm, mean, low, high (of the paired change), base_mean, replicates.
    """
    labels = [(name, level) for name, given in levels.items() for level in given]
    values = cube.values[outcome]
    place = {int(point): at for at, point in enumerate(cube.points)}
    parts: list[dict[str, Any]] = []
    base = values[place[0]] if 0 in place else np.full(values.shape[1:], np.nan)
    base_mean = mean_interval(base.T).mean
    for point, (name, level) in enumerate(labels, 1):
        if point not in place:
            continue
        found = mean_interval((values[place[point]] - base).T)
        arms = len(cube.arms)
        parts.append({
            "factor": texts([name] * arms), "level": texts([str(level)] * arms),
            "number": np.full(arms, _number(level)), "arm": texts(cube.arms),
            "mean": found.mean, "low": found.low, "high": found.high, "base_mean": base_mean,
            "replicates": found.replicates,
        })  # fmt: skip
    names = (
        "factor", "level", "number", "arm", "mean", "low", "high", "base_mean", "replicates",
    )  # fmt: skip
    return {
        name: np.concatenate([part[name] for part in parts]) if parts else np.zeros(0)
        for name in names
    }


def _number(level: Any) -> float:
    is_number = isinstance(level, (int, float)) and not isinstance(level, bool)
    return float(level) if is_number else float("nan")


def rank_correlations(cube: Cube, outcome: str, factors: Sequence[str]) -> Table:
    """Return one row a numeric factor and arm: Spearman's correlation with the outcome's mean.

    Over the points of a sample; the interval is Fisher's with the variance of Bonett &
    Wright 2000 (Psychometrika 65: 23-28). NaN where either is constant or points are few.
    """
    parts = []
    mean = mean_interval(np.moveaxis(cube.values[outcome], 2, 0)).mean
    for factor in factors:
        levels = np.asarray(cube.levels[factor], dtype=float)
        found = np.array([_spearman(levels, mean[:, arm]) for arm in range(len(cube.arms))])
        parts.append(
            {
                "factor": texts([factor] * len(cube.arms)),
                "arm": texts(cube.arms),
                "mean": found[:, 0],
                "low": found[:, 1],
                "high": found[:, 2],
                "points": found[:, 3].astype(int),
            }
        )
    names = ("factor", "arm", "mean", "low", "high", "points")
    return {
        name: np.concatenate([part[name] for part in parts]) if parts else np.zeros(0)
        for name in names
    }


def _spearman(one: Floats, other: Floats) -> tuple[float, float, float, float]:
    there = np.isfinite(one) & np.isfinite(other)
    count = int(there.sum())
    if count < 4 or np.ptp(one[there]) == 0 or np.ptp(other[there]) == 0:
        return (float("nan"), float("nan"), float("nan"), count)
    from scipy.special import ndtri
    from scipy.stats import spearmanr

    r = float(spearmanr(one[there], other[there]).statistic)
    half = ndtri(0.5 + LEVEL / 2) * np.sqrt((1 + r * r / 2) / (count - 3))
    z = np.arctanh(np.clip(r, -1 + 1e-12, 1 - 1e-12))
    low, high = np.tanh(z - half), np.tanh(z + half)
    return (r, float(low), float(high), count)
