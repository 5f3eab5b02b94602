"""Outcomes day by day under each arm: means over replicates, with intervals."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.analysis.cube import Floats, Table
from experiments.analysis.surfaces import texts
from experiments.statistics import mean_interval
from model.observables import BY_NAME

PATHS = {
    "arm": "key: the arm",
    "outcome": "key: the observable",
    "day": "key: day, counted from 0",
    "mean": "mean over replicates; a replicate's points count as one",
    "low": "lower end of its 95 % interval",
    "high": "upper end of it",
    "replicates": "how many replicates have a value",
    "window": "days that a value is the mean of, 1 for the day alone",
}
LONG, WEEK, MONTH = 200, 7, 28
"""Days of a run from which flows are averaged over four weeks; a week, from four weeks on."""


def paths(
    series: Table, columns: Sequence[str], arms: Sequence[str], point: int | None = None
) -> Table:
    """Return ``PATHS`` from the series of one brand's runs: of one point, or of all pooled.

    Flows jump from day to day; they are averaged, run by run, over the last days that are kept.
    """
    kept = np.isin(np.asarray(series["arm"], dtype=object), list(arms))
    if point is not None:
        kept &= np.asarray(series["point"]) == point
    table = {name: np.asarray(series[name])[kept] for name in series}
    days = np.unique(table["day"])
    parts = [part for name in columns for part in [_of(table, name, list(arms), days)]]
    return {name: np.concatenate([part[name] for part in parts]) for name in PATHS}


def _of(
    table: Table, column: str, arms: list[str], days: npt.NDArray[Any]
) -> dict[str, npt.NDArray[Any]]:
    values = _spread(table, column, arms, days)
    known = BY_NAME.get(column)
    window = _window(days) if known is not None and known.kind == "flow" else 1
    smooth = _trailing(values, days, window) if window > 1 else values
    found = mean_interval(np.moveaxis(smooth, 1, 0))
    size = len(arms) * len(days)
    return {
        "arm": texts([arm for arm in arms for _ in days]),
        "outcome": texts([column] * size),
        "day": np.tile(days, len(arms)),
        "mean": found.mean.ravel(), "low": found.low.ravel(), "high": found.high.ravel(),
        "replicates": found.replicates.ravel(),
        "window": np.full(size, window),
    }  # fmt: skip


def _spread(table: Table, column: str, arms: list[str], days: npt.NDArray[Any]) -> Floats:
    """Return the mean over points, [arm, replicate, day]."""
    place = {arm: at for at, arm in enumerate(arms)}
    arm = np.array([place[str(name)] for name in table["arm"]], dtype=np.int64)
    replicates, replicate = np.unique(table["replicate"], return_inverse=True)
    day = np.searchsorted(days, table["day"])
    value: Any = np.ma.filled(np.ma.asarray(table[column], dtype=float), np.nan)
    there = np.isfinite(value)
    total, count = np.zeros((2, len(arms), len(replicates), len(days)))
    np.add.at(total, (arm[there], replicate[there], day[there]), value[there])
    np.add.at(count, (arm[there], replicate[there], day[there]), 1.0)
    return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)


def _window(days: npt.NDArray[Any]) -> int:
    length = int(days[-1] - days[0]) + 1 if len(days) else 0
    return 1 if length < MONTH else WEEK if length < LONG else MONTH


def _trailing(values: Floats, days: npt.NDArray[Any], window: int) -> Floats:
    """Return the mean over the days kept within the last ``window`` days."""
    out = np.empty_like(values)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        for at, day in enumerate(days):
            first = int(np.searchsorted(days, day - window + 1))
            out[..., at] = np.nanmean(values[..., first : at + 1], axis=-1)
    return out
