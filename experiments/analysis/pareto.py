"""Pareto fronts: who is not beaten in everything, and how sure that is under noise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.analysis.chance import resamples
from experiments.analysis.cube import Floats, Table
from experiments.statistics import mean_interval

RESAMPLES = 1000

FRONT = {
    "candidate": "key: number of the candidate",
    "on_front": "whether no other candidate is at least as good in all means, and better in one",
    "probability": "share of bootstrap resamples of the replicates in which that holds",
    "replicates": "how many replicates each mean is over",
}
"""Columns of a front; of each lever one, and of each objective mean, ``_low`` and ``_high``."""


def dominated(costs: Floats) -> npt.NDArray[np.bool_]:
    """Tell who is dominated; ``costs`` [candidate, objective], all to be made small.

    Dominated: somebody is at least as good in all objectives and better in one. A candidate
    without a value in some objective is dominated.
    """
    lost = np.asarray(~np.isfinite(costs).all(axis=1))
    known: Floats = np.where(lost[:, None], np.inf, costs)
    no_worse = np.asarray(known[:, None] <= known[None]).all(axis=2)
    better = np.asarray(known[:, None] < known[None]).any(axis=2)
    return np.asarray((no_worse & better).any(axis=0) | lost)


def ranks(costs: Floats) -> npt.NDArray[np.int64]:
    """Return the front each candidate is on: 0, then 1 once those are gone, and so on."""
    left = np.arange(len(costs))
    found = np.zeros(len(costs), dtype=np.int64)
    rank = 0
    while left.size:
        beaten = dominated(costs[left])
        if beaten.all():  # only candidates without values are left
            beaten[:] = False
        found[left[~beaten]] = rank
        left, rank = left[beaten], rank + 1
    return found


def crowding(costs: Floats) -> Floats:
    """Return how far each candidate is from its neighbours; infinite at the ends (Deb 2002)."""
    count, width = costs.shape
    found = np.zeros(count)
    for at in range(width):
        own = np.where(np.isfinite(costs[:, at]), costs[:, at], np.nan)
        order = np.argsort(own, kind="stable")
        span = np.nanmax(own) - np.nanmin(own) if np.isfinite(own).any() else 0.0
        found[order[[0, -1]]] = np.inf
        if count > 2 and span > 0:
            gap = (own[order[2:]] - own[order[:-2]]) / span
            found[order[1:-1]] += np.nan_to_num(gap)
    return found


def front_table(
    levels: Table, values: dict[str, Floats], signs: Sequence[float]
) -> dict[str, npt.NDArray[Any]]:
    """Return one row a candidate, best bets first.

    ``levels`` by lever, [candidate]; ``values`` by objective, [candidate, replicate], the
    replicates shared by all; ``signs`` +1 where more is better, -1 where less is. Replicates
    in which some candidate has no value are left out of the bootstrap.
    """
    table = np.stack([np.asarray(own, dtype=float) for own in values.values()], axis=1)
    costs = -np.asarray(signs, dtype=float)[None, :, None] * table
    found = mean_interval(np.moveaxis(table, 2, 0))
    mean = -np.asarray(signs) * found.mean
    columns: dict[str, npt.NDArray[Any]] = {"candidate": np.arange(len(table)), **levels}
    for at, name in enumerate(values):
        columns[name] = found.mean[:, at]
        columns[f"{name}_low"], columns[f"{name}_high"] = found.low[:, at], found.high[:, at]
    columns |= {
        "on_front": ~dominated(mean),
        "probability": on_front_probability(costs),
        "replicates": found.replicates.min(axis=1),
    }
    order = np.lexsort((np.arange(len(table)), -columns["probability"], ~columns["on_front"]))
    return {name: column[order] for name, column in columns.items()}


def on_front_probability(costs: Floats, times: int = RESAMPLES) -> Floats:
    """Return how often each candidate is on the front of resampled means.

    ``costs`` [candidate, objective, replicate]. All candidates keep the same replicates in a
    resample, since they shared people and luck. NaN with fewer than two whole replicates.
    """
    there = np.isfinite(costs).all(axis=(1, 2))
    whole = np.isfinite(costs[there]).all(axis=(0, 1))
    found = np.where(there, np.nan, 0.0)
    if whole.sum() < 2 or not there.any():
        return found
    known = costs[there][:, :, whole]
    counts = np.zeros(len(known))
    for chosen in resamples(known.shape[2], times):
        counts += ~dominated(known[:, :, chosen].mean(axis=2))
    found[there] = counts / times
    return found


def hypervolume(costs: Floats, reference: Sequence[float]) -> float:
    """Return the volume between a front and a reference point that is worse in everything."""
    limit = np.asarray(reference, dtype=float)
    inside = costs[(costs < limit).all(axis=1)]
    if not len(inside):
        return 0.0
    if costs.shape[1] == 1:
        return float(limit[0] - inside.min())
    steps = np.unique(inside[:, 0])
    widths = np.diff(np.append(steps, limit[0]))
    return float(
        sum(
            width * hypervolume(inside[inside[:, 0] <= step, 1:], reference[1:])
            for step, width in zip(steps, widths, strict=True)
        )
    )
