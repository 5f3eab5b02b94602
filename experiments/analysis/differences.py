"""What arms and points change against another, on the same people and the same luck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.analysis.cube import Cube, Floats, Table
from experiments.analysis.multiple import holm, p_values, simultaneous
from experiments.analysis.surfaces import texts
from experiments.statistics import LEVEL, mean_interval

FOUND = {
    "mean": "mean of the paired differences",
    "low": "lower end of its 95 % interval (Student's t); null for one replicate",
    "high": "upper end of it",
    "replicates": "how many replicates have a value in both",
    "p": "two-sided p-value of no difference; null for one replicate",
    "p_holm": "the same, adjusted for the comparisons of this outcome made together (Holm)",
    "low_all": "lower end of intervals that hold for all of these at once (max-t)",
    "high_all": "upper end of it",
    "saved": "variance that common random numbers saved: 1 - Var(difference) / (Var a + Var b)",
    "own_mean": "mean of the outcome, over the replicates that have a value",
    "baseline_mean": "the same of what it is compared with",
}
ARMS = {
    "point": "key: number of the point",
    "arm": "key: the arm",
    "baseline": "the arm it is compared with: the first",
    "outcome": "key: the outcome, a column of runs.parquet",
    **FOUND,
}
"""Columns of :func:`arm_differences`; one for each factor comes on top."""
POINTS = {
    "point": "key: number of the point",
    "reference": "the point it is compared with",
    "arm": "key: the arm, the same at both",
    "outcome": "key: the outcome, a column of runs.parquet",
    **FOUND,
}
"""Columns of :func:`point_differences`; one for each factor comes on top."""


def arm_differences(
    cube: Cube, outcomes: Sequence[str] | None = None, level: float = LEVEL
) -> Table:
    """Return one row an outcome, point and arm after the first: what the arm changes there.

    The arms of a point are compared together: adjusted p-values and the wider intervals
    are for the family of arms at one point, in one outcome.
    """
    parts = []
    for name in _names(cube, outcomes):
        values = cube.values[name]
        for at, point in enumerate(cube.points):
            others = values[at, 1:].T
            base = np.repeat(values[at, :1].T, others.shape[1], axis=1)
            keys = {
                "point": np.full(others.shape[1], point),
                "arm": texts(cube.arms[1:]),
                "baseline": texts([cube.arms[0]] * others.shape[1]),
                "outcome": texts([name] * others.shape[1]),
            }
            parts.append(keys | _levels(cube, [at] * others.shape[1]) | _found(others, base, level))
    return _joined(parts, [*ARMS, *cube.levels])


def point_differences(
    cube: Cube,
    reference: int = 0,
    outcomes: Sequence[str] | None = None,
    level: float = LEVEL,
) -> Table:
    """Return one row an outcome, arm and other point: what it changes against ``reference``.

    ``reference`` is the number of a point; all points of an arm are one family. Raises
    KeyError if there is no such point.
    """
    places = {int(point): at for at, point in enumerate(cube.points)}
    if reference not in places:
        raise KeyError(f"no point {reference} among {len(places)}")
    own = [at for at in range(len(cube.points)) if at != places[reference]]
    parts = []
    for name in _names(cube, outcomes):
        for place, arm in enumerate(cube.arms):
            values = cube.values[name][:, place].T
            base = np.repeat(values[:, [places[reference]]], len(own), axis=1)
            keys = {
                "point": cube.points[own],
                "reference": np.full(len(own), reference),
                "arm": texts([arm] * len(own)),
                "outcome": texts([name] * len(own)),
            }
            parts.append(keys | _levels(cube, own) | _found(values[:, own], base, level))
    return _joined(parts, [*POINTS, *cube.levels])


def _found(own: Floats, base: Floats, level: float) -> dict[str, npt.NDArray[Any]]:
    """Return the columns of some comparisons, from values [replicate, comparison]."""
    differences = own - base
    low_all, high_all = simultaneous(differences, level)
    p = p_values(differences)
    return {
        **mean_interval(differences, level)._asdict(),
        "p": p,
        "p_holm": holm(p),
        "low_all": low_all,
        "high_all": high_all,
        "saved": saved(own, base),
        "own_mean": mean_interval(own).mean,
        "baseline_mean": mean_interval(base).mean,
    }


def saved(own: Floats, base: Floats) -> Floats:
    """Return the share of variance that pairing saves, by column; NaN where it is unknown.

    1 where the difference is always the same, 0 where pairing does nothing, negative where
    independent luck would have done better. Over the pairs that both have a value.
    """
    there = np.isfinite(own) & np.isfinite(base)
    one, other = (np.where(there, values, np.nan) for values in (own, base))
    apart = _variance(one) + _variance(other)
    share = 1.0 - np.divide(
        _variance(one - other), apart, out=np.full(apart.shape, np.nan), where=apart > 0
    )
    return np.asarray(share)


def _variance(values: Floats) -> Floats:
    there = np.isfinite(values)
    count = there.sum(axis=0)
    mean = np.where(there, values, 0.0).sum(axis=0) / np.maximum(count, 1)
    square = (np.where(there, values - mean, 0.0) ** 2).sum(axis=0)
    return np.where(count > 1, square / np.maximum(count - 1, 1), np.nan)


def _names(cube: Cube, outcomes: Sequence[str] | None) -> list[str]:
    return list(cube.values) if outcomes is None else list(outcomes)


def _levels(cube: Cube, places: list[int]) -> dict[str, npt.NDArray[Any]]:
    return {name: levels[places] for name, levels in cube.levels.items()}


def _joined(
    parts: list[dict[str, npt.NDArray[Any]]], names: Sequence[str]
) -> dict[str, npt.NDArray[Any]]:
    if not parts:
        return {name: np.zeros(0) for name in names}
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
